"""The machine and its settings: disk, clock, time zone, versions, what must not be switched on."""

import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import django
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk import __version__
from mikrovirk.common.templatetags.words import grouped
from mikrovirk.home.checkup.findings import Finding, fine, watch, wrong

FULL, NEARLY_FULL = 500, 2_000  # megabytes left
ONE_HOUR = timedelta(hours=1)
AWRY = 5.0  # seconds between two clocks


def settings_are_safe(now: datetime) -> Iterator[Finding]:
    """Nothing is switched on that is for developers or for the example, and the keys are nobody else's."""
    found = list(unsafe())
    yield from found
    if not found:
        yield fine("settings", _("The settings are those of a site that is in use."))


def unsafe() -> Iterator[Finding]:
    if settings.DEBUG:
        yield wrong(
            "debug",
            _("Error pages show source code to everybody (MIKROVIRK_DEBUG)."),
            _("Take MIKROVIRK_DEBUG out of the settings, and start the web process again."),
        )
    if settings.DEMO:
        yield watch(
            "demo",
            _("This is the example region: everybody can sign in, and no mail leaves."),
            _("Make an installation of your own with mikrovirk init."),
        )
    elif not settings.SECURE:
        yield wrong(
            "https",
            _("Pages are not served by https, so what people type can be read on the way."),
            _("Put a web server with a certificate in front, and set MIKROVIRK_SITE_URL to its https address."),
        )
    key = Path(settings.DATA) / "secret-key"
    if key.exists() and key.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield wrong(
            "secret_key",
            _("Other users of this machine can read the key that signs links and sessions."),
            _("chmod 600 %(file)s") % {"file": key},
        )
    if Path(settings.KEYS).is_relative_to(settings.DATA):
        yield watch(
            "keys",
            _("The keys of what stays in the room lie in the data folder, and may get into a copy of it."),
            _("Set MIKROVIRK_KEYS to a folder outside it that nobody copies."),
        )


def versions(now: datetime) -> Iterator[Finding]:
    said = {"own": __version__, "python": sys.version.split()[0], "django": django.get_version()}
    yield fine("versions", _("MikroVirk %(own)s on Python %(python)s and Django %(django)s.") % said)


def disk(now: datetime) -> Iterator[Finding]:
    free = shutil.disk_usage(settings.DATA).free // 1_000_000
    says = _("%(free)s MB are free on the disk with the data.") % {"free": grouped(free)}
    mend = _("Throw old backups away, or move the data folder to a larger disk.")
    if free < FULL:
        yield wrong("disk", says, mend)
    elif free < NEARLY_FULL:
        yield watch("disk", says, mend)
    else:
        yield fine("disk", says)


def clock(now: datetime) -> Iterator[Finding]:
    """Whether the clock is right: by the database's on another machine, and by what the system says of itself."""
    mend = _("Switch time synchronisation on: timedatectl set-ntp true")
    awry = abs((database_clock() - datetime.now(UTC)).total_seconds()) if connection.vendor == "postgresql" else 0.0
    if awry > AWRY:
        yield wrong("clock", _("This machine's clock and the database's differ by %(s)d seconds.") % {"s": awry}, mend)
    elif synchronised() == "no":
        yield watch("clock", _("This machine's clock is not set by a time server."), mend)
    else:
        yield fine("clock", _("The clock says %(now)s.") % {"now": f"{timezone.localtime(now):%H:%M}"})


def database_clock() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def synchronised() -> str:
    """yes, no, or "" where the system does not say."""
    try:
        words = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
        return subprocess.run(words, capture_output=True, text=True, timeout=2, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def time_zone(now: datetime) -> Iterator[Finding]:
    try:
        zone = ZoneInfo(settings.TIME_ZONE)
    except ZoneInfoNotFoundError:
        zone = ZoneInfo("UTC")
    if now.astimezone(zone).utcoffset() not in (ONE_HOUR, 2 * ONE_HOUR):
        yield wrong("time_zone", _("This machine does not know Danish time."), _("Install tzdata."))
    else:
        yield fine("time_zone", _("Times are Danish."))
