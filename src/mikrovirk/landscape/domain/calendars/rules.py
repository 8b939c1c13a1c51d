"""When something that repeats takes place: one RRULE laid out in wall time.

The rule is calculated by dateutil. Here it is mended where its meaning is plain, refused where it would never end, and begun
near the days that are asked for.
"""

import re
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile

from dateutil.rrule import rrulestr

from mikrovirk.landscape.domain.calendars.values import when_of

TIMES_AT_MOST = 20_000  # of one rule
STEPS = {
    "WEEKLY": timedelta(weeks=1),
    "DAILY": timedelta(days=1),
    "HOURLY": timedelta(hours=1),
    "MINUTELY": timedelta(minutes=1),
    "SECONDLY": timedelta(seconds=1),
}
FREQUENCIES = {"YEARLY", "MONTHLY", *STEPS}
DAYS = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}
RANGES = {
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (1, 31),
    "BYYEARDAY": (1, 366),
    "BYWEEKNO": (1, 53),
    "BYSETPOS": (1, 366),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 59),
}
FROM_THE_END = {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"}  # may be negative
LONGEST_MONTH = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
DAY = re.compile(r"[+-]?\d{0,2}([A-Z]{2})", re.ASCII)


class TooOften(Exception):
    """More times than can be shown; `times` holds the first ones."""

    def __init__(self, times: list[datetime]) -> None:
        super().__init__(len(times))
        self.times = times


def times_of(text: str, start: datetime, *, first: datetime, last: datetime) -> list[datetime]:
    """The times of the rule `text` for something that began at `start` (aware), from `first` to `last` or a little more.

    Raise ValueError for a rule that cannot be read, and TooOften.
    """
    parts = checked(text)
    zone, wall = start.tzinfo, start.replace(tzinfo=None)
    until = until_of(parts.pop("UNTIL", ""), start)
    begins_at, ends_at = (moment.astimezone(zone).replace(tzinfo=None) for moment in (first, last))
    stop = ends_at if until is None else min(ends_at, until)
    near = wall if "COUNT" in parts else near_to(begins_at, wall, parts)
    rule = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=near)
    found = list(islice(takewhile(lambda moment: moment <= stop, rule), TIMES_AT_MOST + 1))
    times = [moment.replace(tzinfo=zone) for moment in found[:TIMES_AT_MOST] if moment >= begins_at]
    if len(found) > TIMES_AT_MOST:
        raise TooOften(times)
    return times


def until_before(text: str, start: datetime) -> bool:
    """Whether the rule ended before its event began: then not even the first time takes place."""
    until = until_of(checked(text).get("UNTIL", ""), start)
    return until is not None and start.replace(tzinfo=None) > until


def near_to(first: datetime, wall: datetime, parts: dict[str, str]) -> datetime:
    """A beginning that gives the same times from `first` on, without counting all the years before."""
    step = STEPS.get(parts["FREQ"])
    if step is None:
        return wall
    step *= int(parts.get("INTERVAL", "1"))
    return wall + step * max(0, (first - wall) // step - 2)


def checked(text: str) -> dict[str, str]:
    """The rule's parts in capitals without stray spaces; raise ValueError where it makes no sense."""
    parts: dict[str, str] = {}
    for piece in text.replace("\\", "").upper().split(";"):
        name, equals, value = (part.strip() for part in piece.partition("="))
        if not name or name.startswith("X-"):
            continue
        if not equals or name in parts:
            raise ValueError(piece)
        parts[name] = re.sub(r"\s+", "", value)
    if parts.get("FREQ") not in FREQUENCIES:
        raise ValueError(text)
    check_numbers(parts)
    if "BYDAY" in parts and not all((day := DAY.fullmatch(d)) and day[1] in DAYS for d in parts["BYDAY"].split(",")):
        raise ValueError(text)
    return parts


def check_numbers(parts: dict[str, str]) -> None:
    if parts.get("COUNT", "").startswith("-"):
        del parts["COUNT"]  # some programs write -1 for "without end"
    for name in ("INTERVAL", "COUNT"):
        if name in parts and not 1 <= int(parts[name]) <= 100_000:
            raise ValueError(parts[name])
    for name, (low, high) in RANGES.items():
        for value in parts[name].split(",") if name in parts else ():
            number = int(value)
            if not low <= (abs(number) if name in FROM_THE_END else number) <= high:
                raise ValueError(value)
    if "BYMONTH" in parts and "BYMONTHDAY" in parts:
        days = [abs(int(day)) for day in parts["BYMONTHDAY"].split(",")]
        if not any(min(days) <= LONGEST_MONTH.get(int(month), 31) for month in parts["BYMONTH"].split(",")):
            raise ValueError(parts["BYMONTHDAY"])  # 30 February


def until_of(text: str, start: datetime) -> datetime | None:
    """The last moment, in the event's wall time: a day in UTC counts from its midnight, a moment without Z as wall time."""
    if not text:
        return None
    zone = start.tzinfo
    assert zone is not None
    found = when_of(text, zone)
    if isinstance(found, datetime):
        return found.astimezone(zone).replace(tzinfo=None)
    midnight = datetime(found.year, found.month, found.day, tzinfo=UTC)
    return midnight.astimezone(zone).replace(tzinfo=None)


def until_day(text: str) -> str:
    """The same rule for whole days: UNTIL names a day, whatever time stands with it."""
    return re.sub(
        r"(UNTIL=\d{8})T\d{6}Z?", r"\1T000000", re.sub(r"(UNTIL=\d{8})(?=;|$)", r"\1T000000", text), flags=re.I
    )
