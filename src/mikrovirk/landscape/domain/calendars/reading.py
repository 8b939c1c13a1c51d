"""Reads an iCalendar file: every event that can be read, laid out over the days that are asked for, and what was wrong.

Nothing here raises, whatever the file holds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from mikrovirk.landscape.domain.calendars.components import Part, calendars_in, parts_of
from mikrovirk.landscape.domain.calendars.events import Reader, Written
from mikrovirk.landscape.domain.calendars.lines import lines_of
from mikrovirk.landscape.domain.calendars.problems import Problem, without_repeats
from mikrovirk.landscape.domain.calendars.series import Series, Time
from mikrovirk.landscape.domain.calendars.zones import COPENHAGEN

EVENTS_AT_MOST = 10_000


@dataclass(frozen=True)
class Event:
    """One thing that takes place. `start` and `end` are moments in Danish time, or days where it lasts all day; as in
    iCalendar the last day is the first one after it. `occurrence` tells the times of one UID apart: "" for one that does not repeat.
    """

    uid: str
    start: date | datetime
    end: date | datetime
    all_day: bool
    summary: str
    location: str
    cancelled: bool
    occurrence: str = ""
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    sequence: int = -1
    is_free: bool | None = None  # None: it does not say
    language: str = ""  # "da"; "" where it does not say

    def as_contract(self) -> dict[str, Any]:
        """What `mikrovirk calendar read --json` prints of it."""
        return {
            "uid": self.uid,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "all_day": self.all_day,
            "summary": self.summary,
            "location": self.location,
            "cancelled": self.cancelled,
        }


@dataclass(frozen=True)
class Reading:
    """What a file held."""

    events: tuple[Event, ...]
    problems: tuple[Problem, ...]
    name: str = ""  # what the calendar calls itself


def read(octets: bytes, *, first_date: date, end_date: date, at_most: int = EVENTS_AT_MOST) -> Reading:
    """The events that overlap `first_date` ≤ t < `end_date` (Danish days), in order, and every problem."""
    problems: list[Problem] = []
    whole = parts_of(lines_of(octets), problems)
    calendars = calendars_in(whole)
    if not calendars:
        if not any(whole.within("VCALENDAR")):
            problems.insert(0, Problem("not_a_calendar"))
        return Reading((), without_repeats(problems))
    window = (beginning_of(first_date), beginning_of(end_date))
    events: list[Event] = []
    for calendar in calendars:
        for event in events_in(calendar, window, problems):
            if len(events) >= at_most:
                problems.append(Problem("too_many", what=f"{at_most:,}".replace(",", ".")))
                break
            events.append(event)
    events.sort(key=lambda event: (moment_of(event.start), moment_of(event.end), event.uid, event.occurrence))
    return Reading(tuple(events), without_repeats(problems), name_of(calendars))


def name_of(calendars: Iterable[Part]) -> str:
    found = (calendar.text("X-WR-CALNAME") or calendar.text("NAME") for calendar in calendars)
    return next((name for name in found if name), "")


def beginning_of(day: date) -> datetime:
    """When a Danish day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=COPENHAGEN)


def moment_of(value: date | datetime) -> datetime:
    """For ordering: a day as its beginning."""
    return (value if isinstance(value, datetime) else beginning_of(value)).astimezone(UTC)


def events_in(calendar: Part, window: tuple[datetime, datetime], problems: list[Problem]) -> Iterator[Event]:
    """The events of one calendar in the window."""
    scale = calendar.first("CALSCALE")
    if scale is not None and scale.value.strip().upper() not in ("", "GREGORIAN"):
        problems.append(Problem("calendar_scale", scale.number, what=scale.value))
        return
    withdrawn = calendar.text("METHOD").upper() == "CANCEL"
    reader = Reader(calendar, problems)
    written = []
    for part in calendar.within("VEVENT"):
        try:
            event = reader.event(part)
        except (ValueError, OverflowError, TypeError):
            problems.append(Problem("unforeseen", part.number, about=part.text("SUMMARY")))
            continue
        if event is not None:
            written.append(event)
    for series in series_of(written, problems):
        yield from laid_out(series, window, withdrawn=withdrawn, problems=problems)


def laid_out(
    series: Series, window: tuple[datetime, datetime], *, withdrawn: bool, problems: list[Problem]
) -> Iterator[Event]:
    """The times of a series in the window, as events."""
    of_days = series.core or series.replacements[0]
    try:
        first, last = window
        if of_days.all_day:  # days count as days, wherever the calendar lives
            zone = of_days.start.tzinfo
            first, last = first.replace(tzinfo=zone), last.replace(tzinfo=zone)
        for time in series.between(first, last):
            yield event_of(time, withdrawn=withdrawn)
    except (ValueError, OverflowError, TypeError):
        problems.append(Problem("unforeseen", of_days.part.number, about=of_days.title))


def series_of(written: Iterable[Written], problems: list[Problem]) -> Iterator[Series]:
    """Events that belong together by their UID. Of versions of one event the newest counts."""
    by_uid: dict[str, list[Written]] = {}
    for number, event in enumerate(written):
        by_uid.setdefault(event.uid or f" {number}", []).append(event)
    for events in by_uid.values():
        cores = [event for event in events if not event.is_replacement]
        newest = max((event.sequence for event in cores), default=-1)
        kept = [event for event in cores if event.sequence == newest]
        kept = list({(event.start, event.end, event.title): event for event in kept}.values())
        problems += [Problem("same_uid", event.part.number, about=event.title) for event in kept[1:]]
        replacements = [event for event in events if event.is_replacement]
        yield Series(kept[0] if kept else None, replacements, problems)
        for event in kept[1:]:
            yield Series(event, (), problems)


def event_of(time: Time, *, withdrawn: bool) -> Event:
    """The time in Danish time, with what the event says of itself."""
    event, part = time.event, time.event.part
    start: date | datetime = time.start.date() if event.all_day else time.start.astimezone(COPENHAGEN)
    end: date | datetime = time.end.date() if event.all_day else time.end.astimezone(COPENHAGEN)
    found = Event(
        uid=event.uid,
        start=start,
        end=end,
        all_day=event.all_day,
        summary=event.title,
        location=part.text("LOCATION"),
        cancelled=withdrawn or part.text("STATUS").upper() == "CANCELLED",
        description=part.text("DESCRIPTION"),
        url=part.text("URL"),
        categories=categories_of(part),
        sequence=event.sequence,
    )
    return replace(found, occurrence=named(time)) if event.is_replacement or event.repeats else found


def named(time: Time) -> str:
    """When the rule would have had this time, as text."""
    was = time.was or time.start
    return was.date().isoformat() if time.event.all_day else was.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def categories_of(part: Part) -> tuple[str, ...]:
    """What the event calls itself, one by one; a comma inside a name is written with a backslash."""
    found = []
    for line in part.all("CATEGORIES"):
        pieces = line.value.replace("\\,", "\0").split(",")
        found += [piece.replace("\0", ",").replace("\\", "").strip() for piece in pieces]
    return tuple(dict.fromkeys(piece for piece in found if piece))
