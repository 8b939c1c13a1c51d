"""What this installation is like, as far as its papers must say: parts in use, where data lie, what protects them, who gets them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from mikrovirk.home.privacy.purposes import Purpose, Words, in_use
from mikrovirk.home.privacy.retention import days_of, facts, sentence
from mikrovirk.home.privacy.rules import RULES
from mikrovirk.networks.models import DataProtection, Network
from mikrovirk.networks.queries import offered_parts


@dataclass(frozen=True)
class Told:
    """One purpose as it is here: its legal bases, and how long what is kept for it stays."""

    purpose: Purpose
    bases: list[Words]
    kept: list[str]


def parts_in_use() -> set[str]:
    """The parts that some network uses."""
    used = {part for parts in Network.objects.exclude(parts=[]).values_list("parts", flat=True) for part in parts}
    return used & offered_parts()


def purposes_here(row: DataProtection | None = None) -> list[Told]:
    """Every purpose there is here, as the privacy page and the record say it. Three queries."""
    row = row or facts()
    kept: dict[str, list[str]] = {}
    for rule in RULES:
        kept.setdefault(rule.purpose, []).append(sentence(rule, days_of(rule, row.keep_days)))
    return [
        Told(purpose, purpose.bases_said(is_authority=row.is_authority), kept.get(purpose.key, []))
        for purpose in in_use(parts_in_use())
    ]


def others() -> list[str]:
    """Who else handles data: what the settings say, and what whoever hosts wrote down."""
    row = facts()
    handled = [
        (row.host, _("runs the server")),
        (elsewhere(settings.SMTP.get("host")), _("sends the mails")),
        (elsewhere(settings.IMAP.get("host")), _("takes the mails that come in")),
        (elsewhere(settings.DATABASES["default"].get("HOST")), _("holds the database")),
        (files_elsewhere(), _("holds pictures and papers")),
        *[(app["name"], _("signs people in")) for app in settings.OIDC],
    ]
    found = [f"{name} · {does}" for name, does in handled if name]
    return found + [line.strip() for line in row.processors.splitlines() if line.strip()]


def elsewhere(host: str | None) -> str:
    """The name of another machine; "" for this one."""
    return host if host and host not in {"localhost", "127.0.0.1", "::1"} else ""


def files_elsewhere() -> str:
    """The server that keeps uploaded files, where they do not lie in the data folder."""
    options = settings.STORAGES["default"].get("OPTIONS", {})
    address = str(options.get("endpoint_url") or options.get("bucket_name") or "")
    return urlsplit(address).hostname or address


def protections() -> list[str]:
    """What protects the data here, as it is set up now."""
    said = [
        _("The connection is encrypted (https)."),
        _("Nobody has a password; a code or link by mail, or a passkey, signs in."),
        _("Every page starts from the rows its reader may see; roles have a last day."),
        _("What those who run a network see and change of others is logged."),
        _("What stays in the room and ballots are encrypted with keys that are in no backup and are destroyed."),
        _("CPR numbers are refused; nobody can type one in."),
        _("No page loads anything from another company's server."),
        _("Backups are read again when they are written, and erasing is carried out anew after a restore."),
        _("What is no longer needed is deleted by itself."),
    ]
    if not settings.SECURE:
        said.pop(0)
    if settings.STAFF_SECOND_FACTOR:
        said.append(_("Staff must have a second factor."))
    if connection.vendor == "postgresql":
        said.append(_("The database server asks for a name and a password."))
    return said
