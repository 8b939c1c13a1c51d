"""The time zones of a calendar: by their name in the zone database, as the file defines them, or as Windows calls them.

Each file has its own: what one file calls "Western/Central Europe" says nothing about another file.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone, tzinfo
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from mikrovirk.landscape.domain.calendars.components import Part
from mikrovirk.landscape.domain.calendars.lines import Line
from mikrovirk.landscape.domain.calendars.problems import Problem
from mikrovirk.landscape.domain.calendars.values import at_midnight, offset_of, when_of

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NO_TIME = timedelta(0)
IN_DATABASE = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*", re.ASCII)
FIXED = re.compile(r"\(?(?:UTC|GMT)\s*([+-])(\d{1,2})(?::?(\d{2}))?\)?", re.ASCII | re.IGNORECASE)
LAST = datetime(2200, 1, 1)  # noqa: DTZ001  wall time, as everything about changes of the clock
CHANGES_AT_MOST = 2000  # of one file's own zone: twice a year since 1601 are 1,200
YEARLY_ONLY = re.compile(r"(?:^|;)FREQ=(?:YEARLY|MONTHLY)(?:;|$)", re.IGNORECASE)


class OwnZone(tzinfo):
    """A time zone as a VTIMEZONE defines it: from when on which offset holds, in wall time."""

    def __init__(self, name: str, changes: Iterable[tuple[datetime, timedelta]], before: timedelta) -> None:
        ordered = sorted(changes, key=lambda change: change[0])
        self.name, self.before = name, before
        self.moments = [moment for moment, _offset in ordered]
        self.offsets = [offset for _moment, offset in ordered]

    def utcoffset(self, moment: datetime | None) -> timedelta:
        if moment is None:
            return self.before
        place = bisect_right(self.moments, moment.replace(tzinfo=None))
        return self.offsets[place - 1] if place else self.before

    def dst(self, moment: datetime | None) -> timedelta:
        return NO_TIME

    def tzname(self, moment: datetime | None) -> str:
        return self.name

    def fromutc(self, moment: datetime) -> datetime:
        """Wall time: the offset that gives back the same moment, else the one that holds an hour later."""
        for offset in dict.fromkeys((*reversed(self.offsets[-4:]), *self.offsets, self.before)):
            wall = moment + offset
            if self.utcoffset(wall) == offset:
                return wall
        return moment + self.utcoffset(moment)


class Zones:
    """The time zones of one calendar, by the names it uses."""

    def __init__(self, calendar: Part, problems: list[Problem]) -> None:
        self.problems = problems
        self.known: dict[str, tzinfo] = {}
        self.own = {name: part for part in calendar.within("VTIMEZONE") if (name := part.text("TZID"))}
        said = calendar.text("X-WR-TIMEZONE")
        found = by_name(said) if said else None
        self.whole = found  # X-WR-TIMEZONE, which is how Google says in which zone a calendar lives
        self.floating = found or COPENHAGEN

    def of(self, line: Line) -> tzinfo:
        """The zone in which this line's times are meant."""
        name = line.parameters.get("TZID", "")
        if not name:
            return self.floating
        if name not in self.known:
            self.known[name] = self.look_up(name, line)
        return self.known[name]

    def look_up(self, name: str, line: Line) -> tzinfo:
        if (found := in_database(name.strip("/"))) is not None:
            return found
        if name in self.own:
            part = self.own[name]
            try:
                return own_zone(name, part)
            except (ValueError, OverflowError):
                self.problems.append(Problem("bad_zone", part.number, what=name))
        found = by_name(name)
        if found is None:
            self.problems.append(Problem("unknown_zone", line.number, what=name))
        return found or self.floating


def by_name(name: str) -> tzinfo | None:
    """The zone that a program's own name stands for: Windows', one with a maker before it, "UTC+1"; None if unknown."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # large, and only where feeds are read

    name = name.strip().strip("/").strip()
    if name in WINDOWS_TO_OLSON:
        return in_database(WINDOWS_TO_OLSON[name])
    if found := in_database(name):
        return found
    pieces = name.split("/")
    for place in range(1, len(pieces) - 1):  # "mozilla.org/20070129_1/America/New_York"
        if found := in_database("/".join(pieces[place:])):
            return found
    for city in re.findall(r"[A-Z][a-z]+", name.partition(")")[2]):  # "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris"
        if found := in_database(f"Europe/{city}"):
            return found
    if fixed := FIXED.fullmatch(name):
        length = timedelta(hours=int(fixed[2]), minutes=int(fixed[3] or 0))
        return timezone(-length if fixed[1] == "-" else length) if length < timedelta(hours=24) else None
    return None


def in_database(name: str) -> tzinfo | None:
    """The zone of that name in the zone database."""
    if not IN_DATABASE.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None


def own_zone(name: str, part: Part) -> OwnZone:
    """A zone from its VTIMEZONE; raise ValueError if it says nothing usable."""
    changes: list[tuple[datetime, timedelta]] = []
    before: timedelta | None = None
    for observance in part.within("STANDARD", "DAYLIGHT"):
        offset = offset_of(observance.text("TZOFFSETTO"))
        changes += [(moment, offset) for moment in moments_of(observance)]
        if observance.name == "STANDARD" and before is None:
            before = offset
    if not changes:
        raise ValueError(name)
    return OwnZone(name, changes, changes[0][1] if before is None else before)


def moments_of(observance: Part) -> Iterable[datetime]:
    """When an observance begins, again and again, in wall time."""
    starts_at = wall(observance.text("DTSTART"))
    found = [starts_at]
    for line in observance.all("RDATE"):
        found += [wall(value.partition("/")[0]) for value in line.value.split(",")]
    for line in observance.all("RRULE"):
        if not YEARLY_ONLY.search(line.value):
            raise ValueError(line.value)
        text = re.sub(r"(UNTIL=\d{8}T\d{6})Z", r"\1", line.value, flags=re.IGNORECASE)
        rule = rrulestr(text, dtstart=starts_at)
        found += takewhile(lambda moment: moment < LAST, islice(rule, CHANGES_AT_MOST))
    return found


def wall(text: str) -> datetime:
    return at_midnight(when_of(text, COPENHAGEN), COPENHAGEN).replace(tzinfo=None)
