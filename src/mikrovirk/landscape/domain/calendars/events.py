"""One event of a calendar as it is written there, before its repetitions are laid out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo

from mikrovirk.landscape.domain.calendars.components import Part
from mikrovirk.landscape.domain.calendars.lines import Line
from mikrovirk.landscape.domain.calendars.problems import Problem
from mikrovirk.landscape.domain.calendars.values import When, at_midnight, duration_of, period_of, when_of
from mikrovirk.landscape.domain.calendars.zones import Zones

ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=3660)  # an event that lasts longer is a mistake


@dataclass
class Written:
    """A VEVENT: its times are aware, its days midnights in the calendar's zone; `all_day` says which it is."""

    part: Part
    uid: str
    start: datetime
    end: datetime
    all_day: bool
    sequence: int
    title: str
    rules: list[Line] = field(default_factory=list)
    more: list[tuple[datetime, timedelta | None]] = field(default_factory=list)  # RDATE, with how long where it says so
    left_out: set[datetime] = field(default_factory=set)  # EXDATE
    left_out_days: set[date] = field(default_factory=set)
    stands_for: datetime | None = None  # RECURRENCE-ID: which of the repetitions this one replaces
    stands_for_day: date | None = None  # the same where only the day is named
    and_future: bool = False  # RANGE=THISANDFUTURE

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    @property
    def is_replacement(self) -> bool:
        return self.stands_for is not None

    @property
    def repeats(self) -> bool:
        return bool(self.rules or self.more or self.left_out or self.left_out_days)


class Reader:
    """Reads the events of one calendar; what is wrong is added to `problems`."""

    def __init__(self, calendar: Part, problems: list[Problem]) -> None:
        self.problems = problems
        self.zones = Zones(calendar, problems)

    def event(self, part: Part) -> Written | None:
        """The event; None where it has no start that can be read."""
        title = part.text("SUMMARY")
        starts = part.all("DTSTART")
        if not starts:
            self.problems.append(Problem("no_start", part.number, about=title))
            return None
        if len(starts) > 1:
            self.problems.append(Problem("two_starts", starts[1].number, about=title))
        start = self.when(starts[0], starts[0].value)
        if start is None:
            self.problems.append(Problem("bad_start", starts[0].number, about=title, what=starts[0].value))
            return None
        return self.with_times(part, title, start)

    def with_times(self, part: Part, title: str, start: When) -> Written:
        end = self.end_of(part, title, start)
        all_day = not isinstance(start, datetime) and not isinstance(end, datetime)
        zone = zone_of(start) or zone_of(end) or self.zones.floating
        starts_at, ends_at = at_midnight(start, zone), at_midnight(end, zone)
        if ends_at < starts_at:
            self.problems.append(Problem("ends_first", part.number, about=title))
            starts_at, ends_at = ends_at, starts_at
        if ends_at - starts_at > LONGEST:
            self.problems.append(Problem("bad_end", part.number, about=title, what=str(end)))
            ends_at = starts_at
        sequence = part.text("SEQUENCE")
        event = Written(
            part,
            part.text("UID"),
            starts_at,
            ends_at,
            all_day,
            int(sequence) if sequence.isdecimal() and len(sequence) < 10 else -1,
            title,
            rules=[line for line in part.all("RRULE") if line.value.strip()],
        )
        mended = [line for line in event.rules if re.search(r"[\s\\]", line.value)]
        self.problems += [Problem("mended", line.number, what=line.value) for line in mended]
        self.add_dates(event)
        return event

    def end_of(self, part: Part, title: str, start: When) -> When:
        """As it says, else after its duration, else the whole day, else the moment it begins."""
        line = part.first("DTEND")
        if line is not None:
            if (end := self.when(line, line.value)) is not None:
                return end
            self.problems.append(Problem("bad_end", line.number, about=title, what=line.value))
        line = part.first("DURATION")
        if line is not None:
            try:
                length = duration_of(line.value)
                if length % ONE_DAY and not isinstance(start, datetime):
                    return at_midnight(start, self.zones.floating) + length
                return start + length
            except (ValueError, OverflowError):
                self.problems.append(Problem("bad_end", line.number, about=title, what=line.value))
        return start if isinstance(start, datetime) else start + ONE_DAY

    def when(self, line: Line, value: str) -> When | None:
        """The day or moment; None if it is neither. UTC moments of a calendar that names its zone are meant there."""
        try:
            found = when_of(value, self.zones.of(line))
            if isinstance(found, datetime):
                found.astimezone(UTC)  # the year 1 may have no UTC
        except (ValueError, OverflowError):
            return None
        if isinstance(found, datetime) and found.tzinfo is UTC and self.zones.whole is not None:
            return found.astimezone(self.zones.whole)
        return found

    def add_dates(self, event: Written) -> None:
        """RDATE, EXDATE and RECURRENCE-ID."""
        zone = event.start.tzinfo or self.zones.floating
        for line, value in self.values(event.part, "RDATE"):
            try:
                begins, length = self.one_more(line, value)
            except (ValueError, OverflowError):
                self.problems.append(Problem("bad_date", line.number, about=event.title, what=value or line.name))
            else:
                event.more.append((at_midnight(begins, zone), length))
        for line, value in self.values(event.part, "EXDATE"):
            day = self.when(line, value)
            if day is None:
                self.problems.append(Problem("bad_date", line.number, about=event.title, what=value or line.name))
            elif isinstance(day, datetime):
                event.left_out.add(day)
            else:
                event.left_out_days.add(day)
        if (replaced := event.part.first("RECURRENCE-ID")) is not None:
            self.add_replaced(event, replaced, zone)

    def add_replaced(self, event: Written, line: Line, zone: tzinfo) -> None:
        named = self.when(line, line.value)
        if named is None:
            self.problems.append(Problem("bad_date", line.number, about=event.title, what=line.value))
            return
        event.stands_for = at_midnight(named, zone)
        event.stands_for_day = None if isinstance(named, datetime) else named
        event.and_future = line.parameters.get("RANGE", "").upper() == "THISANDFUTURE"

    def values(self, part: Part, name: str) -> Iterator[tuple[Line, str]]:
        """Each value of the lists under that name; an empty one among others counts as wrong, one alone as none."""
        for line in part.all(name):
            for value in line.value.split(","):
                yield line, value.strip()

    def one_more(self, line: Line, value: str) -> tuple[When, timedelta | None]:
        if "/" in value:
            begins, length = period_of(value, self.zones.of(line))
            if length < timedelta(0) or length > LONGEST:
                raise ValueError(value)
            return begins, length
        found = self.when(line, value)
        if found is None:
            raise ValueError(value)
        return found, None


def zone_of(value: When) -> tzinfo | None:
    return value.tzinfo if isinstance(value, datetime) else None
