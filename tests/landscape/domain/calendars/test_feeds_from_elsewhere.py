"""Feeds that real programs wrote, beside an independent expander (recurring-ical-events)."""

import warnings
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from mikrovirk.landscape.domain.calendars.reading import Reading, read
from mikrovirk.landscape.domain.calendars.zones import COPENHAGEN

FIRST, END = date(1990, 1, 1), date(2030, 1, 1)
# Where the expander gives up on a whole feed: how many of its activities can still be read.
STILL_READ = {
    "broken_ical.ics": 1,  # a doubled semicolon
    "created_calendar_with_unicode_fields.ics": 2,  # one of three has no start
    "invalid_duration.ics": 1,
    "issue_1081_invalid_rrule_freq.ics": 1,  # the first time
    "issue_165_missing_event.ics": 14,  # spaces in the rule
    "issue_464_invalid_rdate.ics": 2,  # one of its extra dates is broken
    "issue_722_missing_timezones.ics": 2,
    "multiple_timezones.ics": 3,
    "pacific_fiji.ics": 1,  # two starts
    "parsing_error.ics": 40,
}
# A start that floats beside an end in UTC: the expander takes the end's zone for both, we read what floats as Danish time.
READ_OTHERWISE = ["issue_201_test_matrix.ics"]
Found = list[tuple[str, str, str]]


def ours(octets: bytes) -> tuple[Found, Reading]:
    reading = read(octets, first_date=FIRST, end_date=END)
    return sorted((event.uid, event.start.isoformat(), event.end.isoformat()) for event in reading.events), reading


def theirs(octets: bytes) -> Found | None:
    """What the independent expander finds; None where it gives up."""
    window = (datetime(1990, 1, 1, tzinfo=COPENHAGEN), datetime(2030, 1, 1, tzinfo=COPENHAGEN))
    found = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for calendar in Calendar.from_ical(octets, multiple=True):
                events = recurring_ical_events.of(calendar).between(*window)
                found += [(str(event.get("UID") or ""), danish(event.start), danish(event.end)) for event in events]
    except Exception:  # whatever it is: it gives up in many ways
        return None
    return sorted(found)


def danish(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    return (value.replace(tzinfo=COPENHAGEN) if value.tzinfo is None else value.astimezone(COPENHAGEN)).isoformat()


def test_the_same_activities_as_an_independent_expander_finds(shared_data: Path) -> None:
    feeds = sorted((shared_data / "calendars").glob("*.ics"))
    assert len(feeds) == 72
    wrong, read_where_it_gives_up = {}, {}
    for feed in feeds:
        octets = feed.read_bytes()
        (mine, reading), other = ours(octets), theirs(octets)
        if other is None:
            assert reading.problems, feed.name
            if mine:
                read_where_it_gives_up[feed.name] = len(mine)
        elif mine != other:
            wrong[feed.name] = (mine, other)
    assert wrong == {}
    assert read_where_it_gives_up == STILL_READ


def test_the_expanders_own_examples() -> None:
    """Its own tests lie beside it: rules, exceptions, moved times and changes of the clock by the hundred."""
    folder = Path(recurring_ical_events.__file__).parent / "test" / "calendars"
    feeds = [feed for feed in sorted(folder.glob("*.ics")) if feed.stat().st_size < 40_000]
    assert len(feeds) > 80
    wrong = [
        feed.name
        for feed in feeds
        if (other := theirs(feed.read_bytes())) is not None and ours(feed.read_bytes())[0] != other
    ]
    assert wrong == READ_OTHERWISE


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;BYDAY=TU;COUNT=20", "FREQ=MONTHLY;BYDAY=-1TH", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20271231T120000Z",
                                  "FREQ=YEARLY;BYMONTH=1,6;BYDAY=2MO", "FREQ=DAILY;INTERVAL=11", "FREQ=WEEKLY;INTERVAL=3;WKST=SU;BYDAY=SU,MO",
                                  "FREQ=YEARLY;BYWEEKNO=20;BYDAY=WE", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=HOURLY;INTERVAL=500;COUNT=90"])  # fmt: skip
@pytest.mark.parametrize("zone", ["Europe/Copenhagen", "America/New_York", "Asia/Kolkata"])
def test_a_rule_by_hand(rule: str, zone: str) -> None:
    lines = (
        f"UID:1\nDTSTART;TZID={zone}:20260106T190000\nDURATION:PT2H\nRRULE:{rule}\nEXDATE;TZID={zone}:20260106T190000"
    )
    octets = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR".encode()
    mine, reading = ours(octets)
    assert mine == theirs(octets)
    assert mine
    assert reading.problems == ()
    assert ZoneInfo(zone)
