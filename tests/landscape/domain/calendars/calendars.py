"""Small calendars written by hand."""

from datetime import date, datetime

from mikrovirk.landscape.domain.calendars.reading import Reading, read

FIRST, END = date(2026, 1, 1), date(2027, 1, 1)


def calendar(*lines: str, before: str = "") -> bytes:
    """One calendar with one event of these lines; `before` stands before the event."""
    text = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, [before]), event(*lines), "END:VCALENDAR", ""))
    return text.encode()


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))


def calendar_of(*events: str, before: str = "") -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", *filter(None, [before]), *events, "END:VCALENDAR", "")).encode()


def year(octets: bytes) -> Reading:
    """What it holds in 2026."""
    return read(octets, first_date=FIRST, end_date=END)


def times(octets: bytes) -> list[str]:
    """When it all takes place in 2026: "11-30 17:30" or "11-30"."""
    return [short(event.start) for event in year(octets).events]


def short(value: date | datetime) -> str:
    return value.strftime("%m-%d %H:%M" if isinstance(value, datetime) else "%m-%d")


def codes(octets: bytes) -> list[str]:
    return [problem.code for problem in year(octets).problems]
