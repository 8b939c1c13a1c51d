"""The members as a file, for the coordinator's page and the command."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from mikrovirk.directory.domain.phones import displayed_phone
from mikrovirk.directory.queries.members import exported_members
from mikrovirk.directory.services import spreadsheets
from mikrovirk.networks.models import Network

CONTENT_TYPES = {".csv": spreadsheets.CSV, ".xlsx": spreadsheets.XLSX}


class UnknownEnding(Exception):
    """A file of that kind cannot be written."""


def member_table(network: Network, *, ending: str) -> tuple[bytes, int]:
    """All members under headings that our own import understands, and how many; `ending` is ".csv" or ".xlsx".

    Raise UnknownEnding.
    """
    if ending not in CONTENT_TYPES:
        raise UnknownEnding(ending)
    rows = list(member_rows(network))
    if ending == ".csv":
        return spreadsheets.as_csv(headings(), rows), len(rows)
    return spreadsheets.as_xlsx(_("Members"), headings(), rows), len(rows)


def headings() -> list[str]:
    """In the order of queries.members.EXPORTED."""
    return [
        _("Name"), _("E-mail"), _("Phone"), _("Role in the business"), _("Business"), _("CVR number"), _("Address"),
        _("Postcode"), _("Town"), _("Industry"), _("Website"), _("What I offer"), _("What I seek"), _("Member since"),
        _("Note"),
    ]  # fmt: skip


def member_rows(network: Network) -> Iterator[tuple[Any, ...]]:
    for name, email, phone, *rest in exported_members(network):
        yield name, email, displayed_phone(phone) if phone.startswith("+") else phone, *rest
