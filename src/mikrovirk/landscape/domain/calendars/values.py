"""Values of iCalendar properties (RFC 5545 3.3): days, moments, durations and periods. Each raises ValueError if it is none."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo

DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
MOMENT = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})[Tt ](\d{2}):?(\d{2})(?::?(\d{2}))?([Zz]?)")
DURATION = re.compile(
    r"([+-])?P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?",
    re.ASCII | re.IGNORECASE,
)
OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?", re.ASCII)

When = date | datetime  # a whole day, or a moment with its time zone


def when_of(text: str, zone: tzinfo) -> When:
    """A day, or a moment in `zone`; one that ends in Z in UTC."""
    text = text.strip()
    if found := MOMENT.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
        second = min(second, 59)  # a leap second
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC if found[7] else zone)
    if found := DAY.fullmatch(text):
        return date(*(int(part) for part in found.groups()))
    raise ValueError(text)


def duration_of(text: str) -> timedelta:
    """ "PT1H30M", "P2D", "-PT15M"."""
    found = DURATION.fullmatch(text.strip())
    if found is None or not any(found.groups()[1:]):
        raise ValueError(text)
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length


def period_of(text: str, zone: tzinfo) -> tuple[When, timedelta]:
    """ "19970101T180000Z/19970102T070000Z" or "…/PT5H30M": when it begins and how long it lasts."""
    begins, slash, ends = text.partition("/")
    if not slash:
        raise ValueError(text)
    start = when_of(begins, zone)
    if ends.strip().lstrip("+-")[:1] in ("P", "p"):
        return start, duration_of(ends)
    stop = when_of(ends, zone)
    if isinstance(start, datetime) != isinstance(stop, datetime):
        raise ValueError(text)
    return start, stop - start


def offset_of(text: str) -> timedelta:
    """ "+0100", "-053000"."""
    found = OFFSET.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if length >= timedelta(hours=24):
        raise ValueError(text)
    return -length if found[1] == "-" else length


def at_midnight(value: When, zone: tzinfo) -> datetime:
    """A day as the moment it begins in `zone`; a moment as it is."""
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day, tzinfo=zone)
