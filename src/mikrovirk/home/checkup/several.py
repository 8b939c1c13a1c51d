"""Several machines: do they agree, and do the engines they share answer?"""

import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.home.checkup.findings import Finding, fine, watch, wrong
from mikrovirk.mailing.queries import machines

SECONDS = 3
# A fact that must be the same on all machines: what it says where it is not, and what to do.
DIFFERING: dict[str, tuple[str | Promise, str | Promise]] = {
    "secret_key": (
        gettext_lazy("%(machines)s sign with different keys: links and sign-ins of one do not work on the other."),
        gettext_lazy("Set the same MIKROVIRK_SECRET_KEY on all of them."),
    ),
    "keys": (
        gettext_lazy(
            "%(machines)s keep the keys of what stays in the room in different folders: what was said on one cannot be read on the other."
        ),
        gettext_lazy("Let MIKROVIRK_KEYS name one folder that all of them share."),
    ),
    "data": (
        gettext_lazy(
            "%(machines)s have different data folders: the business register, and word of backups, are on one of them only."
        ),
        gettext_lazy("Let MIKROVIRK_DATA name one folder that all of them share."),
    ),
    "files": (
        gettext_lazy("%(machines)s keep uploaded files in different places."),
        gettext_lazy("Set the same MIKROVIRK_FILES_URL on all of them."),
    ),
    "cache": (
        gettext_lazy(
            "%(machines)s count guesses and sign-ins in different caches: limits do not hold over all of them."
        ),
        gettext_lazy("Set the same MIKROVIRK_CACHE_URL on all of them."),
    ),
    "queue": (
        gettext_lazy("%(machines)s have different brokers: word for the workers may come five seconds late."),
        gettext_lazy("Set the same MIKROVIRK_QUEUE_URL on all of them."),
    ),
    "live": (
        gettext_lazy("%(machines)s learn of changes of an evening in different ways."),
        gettext_lazy("Set the same MIKROVIRK_LIVE_SOURCE on all of them."),
    ),
    "site": (
        gettext_lazy("%(machines)s write different addresses into mails."),
        gettext_lazy("Set the same MIKROVIRK_SITE_URL on all of them."),
    ),
    "version": (
        gettext_lazy("%(machines)s run different versions of MikroVirk."),
        gettext_lazy("Finish the update on all of them; for more than a few minutes this must not be so."),
    ),
}
LESS_SERIOUS = {"queue", "live", "version"}


def agreement(now: datetime) -> Iterator[Finding]:
    """What differs between machines; nothing where there is only one."""
    found = machines.heard_of(now=now)
    names = sorted({machine.name for machine in found})
    if len(names) < 2:
        return
    differing = machines.differing(found)
    if "data" in differing and not settings.STORAGES["default"].get("OPTIONS"):
        differing["files"] = differing["data"]  # they lie in it
    for fact, (says, mend) in DIFFERING.items():
        if fact in differing:
            sides = " / ".join(", ".join(side) for side in differing[fact])
            make = watch if fact in LESS_SERIOUS else wrong
            yield make(f"machines_{fact}", str(says) % {"machines": sides}, str(mend))
    if not differing:
        listed = ", ".join(f"{machine.name} ({machine.get_kind_display()})" for machine in found)
        yield fine("machines", _("The machines agree: %(machines)s.") % {"machines": listed})


def redis_answers(now: datetime) -> Iterator[Finding]:
    """Each Redis that is set; while it is away everything goes on, more slowly."""
    addresses = {
        "MIKROVIRK_CACHE_URL": settings.CACHES["default"]["LOCATION"] if "database" in settings.CACHES else "",
        "MIKROVIRK_QUEUE_URL": settings.QUEUE_URL,
        "MIKROVIRK_REDIS_URL": settings.REDIS_URL if settings.LIVE_SOURCE == "redis" else "",
    }
    wanted = {name: url for name, url in addresses.items() if url.startswith(("redis:", "rediss:"))}
    if not wanted:
        return
    import redis  # large, and only where it is used

    silent = []
    for name, url in wanted.items():
        try:
            with redis.Redis.from_url(url, socket_timeout=SECONDS, socket_connect_timeout=SECONDS) as asked:
                asked.ping()
        except redis.RedisError as error:
            silent.append(f"{name}: {error}")
    if silent:
        yield wrong(
            "redis",
            _("Redis does not answer; until it does everything goes on a little more slowly. %(why)s")
            % {"why": "; ".join(silent)},
            _("See whether it runs, and whether the address and the password are right."),
        )
    else:
        yield fine("redis", _("Redis answers."))


def storage_answers(now: datetime) -> Iterator[Finding]:
    """A file can be put into object storage and read from it, and nobody else can read it."""
    options = settings.STORAGES["default"].get("OPTIONS")
    if not options:
        return
    content = uuid4().hex.encode()
    try:
        name = default_storage.save(f"check-up/{uuid4().hex}", ContentFile(content))
        try:
            with default_storage.open(name, "rb") as kept:
                is_whole = kept.read() == content
            is_open = can_be_read_by_anybody(options, name)
        finally:
            default_storage.delete(name)
    except Exception as error:  # every way in which somebody else's server can fail
        yield wrong(
            "files",
            _("The object storage with uploaded files does not work: %(why)s") % {"why": error},
            _("Look at the address, the key and the secret in MIKROVIRK_FILES_URL, and whether the bucket is there."),
        )
        return
    if is_open:
        yield wrong(
            "files",
            _("Everybody can read the uploaded files in the bucket %(bucket)s.") % {"bucket": options["bucket_name"]},
            _("Close the bucket to the public: MikroVirk hands files out itself, to those who may have them."),
        )
    elif is_whole:
        yield fine("files", _("Uploaded files lie in object storage, closed to others."))


def can_be_read_by_anybody(options: dict[str, str], name: str) -> bool:
    place = "/".join(part for part in (options["bucket_name"], options["location"], name) if part)
    try:
        with urllib.request.urlopen(f"{options['endpoint_url']}/{place}", timeout=SECONDS):  # noqa: S310  a setting's address
            return True
    except urllib.error.URLError:
        return False
