"""What goes on around the networks of the example region: calendars of others that are read, one in trouble, one refused.

Those that can be read are files, so that nothing is asked of anybody.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.landscape.domain.calendars.zones import COPENHAGEN
from mikrovirk.landscape.models import Feed, FeedVisit
from mikrovirk.landscape.services import visiting
from mikrovirk.landscape.services.apart import read_here
from mikrovirk.landscape.services.feeds import add_feed
from mikrovirk.landscape.services.fetching import CannotFetch, Fetched, Known, Refused
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting

A_DAY = timedelta(days=1)
LIBRARY = "Stege Bibliotek, Møllebrøndstræde 12, 4780 Stege"
TOWN_HALL = "Rådhuset, Valdemarsgade 43, 4760 Vordingborg"
COURSES = "Multicentret, Stationspladsen 1, 4800 Nykøbing F."


def fill(*, now: datetime) -> None:
    """Both municipalities in mid-life: read, read with a remark, away for twelve days, and never asked."""
    mikrovirk, mikronet = (Network.objects.get(slug=slug) for slug in ("mikrovirk", "mikronet"))
    mona, bjarne = (User.objects.get(email=f"koordinator@{slug}.example") for slug in ("mikrovirk", "mikronet"))
    next_meeting = Meeting.objects.filter(
        network=mikrovirk, state=Meeting.State.PUBLISHED, starts_at__gt=now + A_DAY
    ).first()
    clash = next_meeting.starts_at if next_meeting else now + 20 * A_DAY
    read("Vordingborg Bibliotekerne", mikrovirk, mona, library(now, clash), now=now, is_free=True, town="Stege")
    read("Vordingborg Erhverv", mikrovirk, mona, office(now), now=now, audience="starting")
    read("Business Lolland-Falster", mikronet, bjarne, courses(now), now=now, town="Nykøbing F.")
    away(mikrovirk, mona, now=now)
    refused(mikronet, bjarne, now=now)


def read(name: str, network: Network, by: User, octets: bytes, *, now: datetime, **said: object) -> None:
    """A calendar as a file, read once."""
    usual = {"kind": Feed.Kind.FILE, "municipality_code": network.municipality_code}
    feed = add_feed(by=by, at=now - 60 * A_DAY, network=network, octets=octets, name=name, **(usual | said))
    visiting.visit(feed, now=now, by=by, reading=read_here)


def away(network: Network, by: User, *, now: datetime) -> None:
    """A calendar whose website has not answered for twelve days; the mail to whoever looks after it waits for approval."""
    feed = add_feed(
        by=by, at=now - 90 * A_DAY, network=network, name="Møn Turistforening", municipality_code=network.municipality_code,
        kind=Feed.Kind.CALENDAR, url="https://moen-turist.example/kalender.ics", owner_name="Jette Friis", owner_email="jette@moen-turist.example", town="Stege",
    )  # fmt: skip
    for days in (12, 11, 9, 2):
        visiting.visit(feed, now=now - days * A_DAY, fetching=failing(CannotFetch("no_answer")))
    Feed.objects.filter(pk=feed.pk).update(next_at=now + 5 * A_DAY)


def refused(network: Network, by: User, *, now: datetime) -> None:
    """An address that leads inside somebody's own network is never asked; it was paused."""
    feed = add_feed(
        by=by, at=now - 30 * A_DAY, network=network, name="Rådhusets interne kalender", municipality_code=network.municipality_code,
        kind=Feed.Kind.CALENDAR, url="http://192.168.1.20/calendar.ics",
    )  # fmt: skip
    visiting.visit(feed, now=now - 30 * A_DAY, by=by, fetching=failing(Refused("not_public")))
    Feed.objects.filter(pk=feed.pk).update(paused_at=now - 29 * A_DAY, next_at=None)
    FeedVisit.objects.filter(feed=feed).update(by=by)


def failing(error: CannotFetch) -> visiting.Fetching:
    def fetching(url: str, *, known: Known) -> Fetched:
        raise error

    return fetching


# --- what stands in them ---------------------------------------------------------------------------------------------


def library(now: datetime, clash: datetime) -> bytes:
    """A café every week, a talk on the evening of the network's next meeting, one that was cancelled, one without a day."""
    return calendar(
        (
            event("cafe", "Iværksættercafé", at(now - 30 * A_DAY, 16), LIBRARY, "RRULE:FREQ=WEEKLY"),
            event("regnskab", "Styr på regnskabet: aftenforedrag", clash, LIBRARY),
            event("moms", "Moms og regnskab for nye virksomheder", at(now + 12 * A_DAY, 17), LIBRARY),
            event("web", "Din første hjemmeside", at(now + 18 * A_DAY, 19), LIBRARY, "STATUS:CANCELLED"),
            "BEGIN:VEVENT\nUID:uden\nSUMMARY:Læsekreds for selvstændige\nEND:VEVENT",
        )
    )


def office(now: datetime) -> bytes:
    """Guidance by the month, and the course that stands with the library too."""
    return calendar(
        (
            event("vejledning", "Åben vejledning for nye virksomheder", at(now - 40 * A_DAY, 13), TOWN_HALL, "RRULE:FREQ=WEEKLY;INTERVAL=2"),
            event("moms-kursus", "Moms og regnskab for nye virksomheder", at(now + 12 * A_DAY, 17), LIBRARY),
        )
    )  # fmt: skip


def courses(now: datetime) -> bytes:
    """Courses by the month, and one in English."""
    return calendar(
        (
            event("kursus", "Salg for små virksomheder", at(now - 20 * A_DAY, 17), COURSES, "RRULE:FREQ=MONTHLY;BYDAY=2WE"),
            event("opstart", "Kom godt i gang som selvstændig", at(now + 8 * A_DAY, 9), COURSES),
        )
    )  # fmt: skip


def at(day: datetime, hour: int) -> datetime:
    """That day at that hour, Danish time."""
    return timezone.localtime(day, COPENHAGEN).replace(hour=hour, minute=0, second=0, microsecond=0)


def event(uid: str, title: str, starts_at: datetime, place: str, *more: str) -> str:
    """An event of two hours."""
    wall = starts_at.astimezone(COPENHAGEN)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}@example",
        f"DTSTART;TZID=Europe/Copenhagen:{wall:%Y%m%dT%H%M%S}",
        "DURATION:PT2H",
        f"SUMMARY:{title}",
        "LOCATION:" + place.replace(",", "\\,"),
        *more,
        "END:VEVENT",
    ]
    return "\n".join(lines)


def calendar(events: Sequence[str]) -> bytes:
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR"]).encode()
