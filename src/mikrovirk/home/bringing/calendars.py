"""A calendar file as a table of meetings, so that it is looked at and brought in like any other."""

from datetime import date, datetime, timedelta

from mikrovirk.directory.domain.cpr import masked
from mikrovirk.directory.domain.member_lists import ProblemCode
from mikrovirk.directory.domain.member_lists.results import UnreadableFile
from mikrovirk.directory.domain.tables import HeadedTable, TableRow
from mikrovirk.landscape.domain.calendars.reading import Event, read

FIRST_DATE = date(1990, 1, 1)
AHEAD = timedelta(days=2 * 365)
HEADINGS = ("Titel", "Start", "Slut", "Sted", "Beskrivelse", "Status")  # spellings that the table of meetings knows
BEGINS = (b"BEGIN:VCALENDAR", b"BEGIN:VEVENT")


def is_calendar(content: bytes) -> bool:
    """Whether the file is a calendar, whatever its name says."""
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").upper()
    return start.startswith(BEGINS)


def table_of(content: bytes, *, today: date) -> HeadedTable:
    """A row for every time of every event, numbered from 1; raise UnreadableFile for a calendar with nothing in it."""
    reading = read(content, first_date=FIRST_DATE, end_date=today + AHEAD)
    if not reading.events:
        raise UnreadableFile(ProblemCode.NO_MEETINGS, reading.problems[0].code if reading.problems else "")
    rows = (TableRow(number, cells(event)) for number, event in enumerate(reading.events, 1))
    return HeadedTable(HEADINGS, tuple(rows))


def cells(event: Event) -> tuple[str, ...]:
    said = (
        event.summary,
        written(event.start),
        "" if event.all_day else written(event.end),
        event.location,
        event.description,
        "aflyst" if event.cancelled else "",
    )
    return tuple(masked(each.strip()) for each in said)


def written(moment: date | datetime) -> str:
    """In Danish time, as the events are."""
    return moment.strftime("%Y-%m-%d %H:%M") if isinstance(moment, datetime) else moment.isoformat()
