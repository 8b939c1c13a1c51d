"""Reads: the meetings of a table or a calendar beside those the network has."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from mikrovirk.common.dates import moment
from mikrovirk.directory.domain.tables import Line, Outcome, Planned
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.history.meetings import Held, Place, Trouble
from mikrovirk.programme.models import Meeting, Venue
from mikrovirk.programme.queries.feedback import ASKED_WITHIN
from mikrovirk.programme.queries.meetings import USUAL_LENGTH

USUAL_HOUR = time(17, 30)
LONGEST = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class MeetingToWrite:
    """A meeting that is not here yet, or (`known`) one in which something is empty that the table knows."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: Place
    about: str
    is_over: bool
    known: int | None = None


def planned(network: Network, rows: Iterable[Held], *, now: datetime) -> Planned:
    """What would come of each row; one query. Meetings to come are laid as drafts."""
    here = MeetingsHere(network)
    seen: set[tuple[date, str]] = set()
    lines: list[Line] = []
    writes: list[MeetingToWrite] = []
    for row in rows:
        line, write = one(row, here, seen, network=network, now=now)
        lines.append(line)
        writes += [write] if write else []
    return Planned(lines, writes)


def one(
    row: Held, here: "MeetingsHere", seen: set[tuple[date, str]], *, network: Network, now: datetime
) -> tuple[Line, MeetingToWrite | None]:
    title = row.title or network.name
    if row.trouble or row.day is None:
        return aside(row, title, row.trouble or Trouble.NO_DAY), None
    if (row.day, title.casefold()) in seen:
        return aside(row, title, Trouble.TWICE), None
    seen.add((row.day, title.casefold()))
    starts_at, ends_at = moments_of(row)
    known = here.like(title, starts_at, has_hour=row.starts is not None)
    is_over = ends_at < now - ASKED_WITHIN
    write = MeetingToWrite(title, starts_at, ends_at, row.place, row.about, is_over, known.pk if known else None)
    told = [*([] if row.starts else ["usual_hour"]), *([] if is_over else ["draft"])]
    if known is None:
        note = " · ".join(filter(None, (moment(starts_at), row.place.name)))
        return Line(row.number, title, note, Outcome.NEW, tuple(told)), write
    fills = bool((row.about and not known.summary) or (row.place.name and known.venue_id is None))
    line = Line(row.number, known.title, moment(known.starts_at), Outcome.FILLS if fills else Outcome.SAME)
    return line, write if fills else None


def aside(row: Held, title: str, trouble: Trouble) -> Line:
    return Line(row.number, title, "", Outcome.ASIDE, (trouble,))


def moments_of(row: Held) -> tuple[datetime, datetime]:
    """From when to when, in Danish time."""
    assert row.day
    starts_at = at(row.day, row.starts or USUAL_HOUR)
    ends_at = at(row.end_day or row.day, row.ends) if row.ends else starts_at + USUAL_LENGTH
    if ends_at <= starts_at:  # past midnight
        ends_at += timedelta(days=1)
    return starts_at, ends_at if timedelta(0) < ends_at - starts_at <= LONGEST else starts_at + USUAL_LENGTH


def at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


class MeetingsHere:
    """The network's own meetings, by day."""

    def __init__(self, network: Network) -> None:
        self.by_day: dict[date, list[Meeting]] = {}
        self.all = list(Meeting.objects.filter(network=network).order_by("starts_at", "pk"))
        for meeting in self.all:
            self.by_day.setdefault(timezone.localdate(meeting.starts_at), []).append(meeting)

    def like(self, title: str, starts_at: datetime, *, has_hour: bool) -> Meeting | None:
        """The meeting of that name on that day, or the one that begins then."""
        there = self.by_day.get(timezone.localdate(starts_at), [])
        same = [each for each in there if each.title.casefold() == title.casefold()]
        then = [each for each in there if has_hour and each.starts_at == starts_at]
        return next(iter(same or then), None)

    def on(self, day: date | None, title: str) -> list[Meeting]:
        """Which meetings a participant's row may mean: by the day, and where that leaves several by the name."""
        there = self.by_day.get(day, []) if day else self.all
        named = [each for each in there if title and each.title.casefold() == title.casefold()]
        return named or (list(self.standing(there)) if day else [])

    def standing(self, meetings: Iterable[Meeting]) -> Iterator[Meeting]:
        """Those that were not called off, where there are such."""
        held = [each for each in meetings if each.state != Meeting.State.CANCELLED]
        yield from held or meetings


def venues_of(network: Network) -> dict[str, Venue]:
    """The network's venues by their names in small letters."""
    return {venue.name.casefold(): venue for venue in Venue.objects.filter(network=network)}
