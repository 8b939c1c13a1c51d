"""Calendars written by hand: each line of the table is one trap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.landscape.domain.calendars.problems import SENTENCES, Problem
from mikrovirk.landscape.domain.calendars.reading import Event, read
from tests.landscape.domain.calendars.calendars import END, FIRST, calendar, calendar_of, codes, event, times, year

START = "DTSTART;TZID=Europe/Copenhagen:20260302T190000"
OWN_ZONE = """BEGIN:VTIMEZONE
TZID:Our own
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE"""


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # --- one time ---
        (("DTSTART:20260302T180000Z",), ["03-02 19:00"]),
        (("DTSTART:20260702T180000Z",), ["07-02 20:00"]),
        (("DTSTART:20260302T190000",), ["03-02 19:00"]),  # floating: the time on the wall
        (("DTSTART;VALUE=DATE:20260302",), ["03-02"]),
        (("DTSTART:20260302",), ["03-02"]),
        (("DTSTART;TZID=America/New_York:20260302T130000",), ["03-02 19:00"]),
        (('DTSTART;TZID="Romance Standard Time":20260702T190000',), ["07-02 19:00"]),  # Windows' name for Paris
        (("DTSTART;TZID=/mozilla.org/20070129_1/America/New_York:20260302T130000",), ["03-02 19:00"]),
        (('DTSTART;TZID="(UTC+01:00) Brussels, Copenhagen, Madrid, Paris":20260702T190000',), ["07-02 19:00"]),
        (('DTSTART;TZID="UTC+03:00":20260302T190000',), ["03-02 17:00"]),
        # --- repeated ---
        ((START, "RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=1MO"), ["03-02 19:00", "04-06 19:00", "05-04 19:00"]),
        ((START, "RRULE:FREQ=WEEKLY;UNTIL=20260316T180000Z"), ["03-02 19:00", "03-09 19:00", "03-16 19:00"]),
        ((START, "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3"), ["03-02 19:00", "03-16 19:00", "03-30 19:00"]),  # summer time
        ((START, "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20260302T180000Z"), ["03-03 19:00"]),
        ((START, "RRULE:FREQ=DAILY;COUNT=2", "EXDATE;VALUE=DATE:20260303"), ["03-02 19:00"]),
        ((START, "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20260303T190000"), ["03-02 19:00"]),  # the wall time alone
        ((START, "RDATE;TZID=Europe/Copenhagen:20260401T120000,20260501T130000"), ["03-02 19:00", "04-01 12:00", "05-01 13:00"]),
        ((START, "RDATE;VALUE=PERIOD:20260401T100000Z/PT2H"), ["03-02 19:00", "04-01 12:00"]),
        ((START, "RRULE:FREQ=WEEKLY;COUNT=-1;UNTIL=20260310T000000Z"), ["03-02 19:00", "03-09 19:00"]),
        ((START, r"RRULE:FREQ=DAILY\;COUNT=2"), ["03-02 19:00", "03-03 19:00"]),
        ((START, "RRULE:FREQ=WEEKLY;BYDAY=MO, WE;COUNT=3"), ["03-02 19:00", "03-04 19:00", "03-09 19:00"]),
        (("DTSTART;VALUE=DATE:20260302", "RRULE:FREQ=DAILY;UNTIL=20260304T235959Z"), ["03-02", "03-03", "03-04"]),
        (("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY"), []),  # no 29 February this year
        (("DTSTART:20240101T120000Z", "RRULE:FREQ=DAILY;INTERVAL=800"), ["03-11 13:00"]),
        ((START, "RRULE:FREQ=DAILY;UNTIL=20250101T000000Z"), []),  # over before it began
        # --- read as far as it can be ---
        (("DTSTART;;VALUE=DATE-TIME:20260302T190000",), ["03-02 19:00"]),
        ((START, "DTSTART:20260401T120000Z"), ["03-02 19:00"]),
        ((START, "DTEND:soon"), ["03-02 19:00"]),
        ((START, "DURATION:P999999999999999999W"), ["03-02 19:00"]),
        ((START, "RRULE:FREQ=NEVER"), ["03-02 19:00"]),
        ((START, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), ["03-02 19:00"]),
        ((START, "RRULE:FREQ=DAILY;INTERVAL=0"), ["03-02 19:00"]),
        ((START, "RRULE:"), ["03-02 19:00"]),
        ((START, "EXDATE:"), ["03-02 19:00"]),
        ((START, "RDATE;VALUE=TIME:083000"), ["03-02 19:00"]),
        ((START, "RDATE:20260401T100000Z,never"), ["03-02 19:00", "04-01 12:00"]),
        ((START, "SEQUENCE:many", "RECURRENCE-ID:then"), ["03-02 19:00"]),
        (("DTSTART;TZID=Nowhere/At All:20260302T190000",), ["03-02 19:00"]),
        (("DTSTART;TZID=../../etc/passwd:20260302T190000",), ["03-02 19:00"]),
        (("DTSTART:20260230T190000",), []),
        (("SUMMARY:No start",), []),
    ],
)  # fmt: skip
def test_when_it_takes_place(lines: tuple[str, ...], found: list[str]) -> None:
    assert times(calendar("UID:1", *lines)) == found


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("SUMMARY:No start",), "no_start"),
        (("DTSTART:soon",), "bad_start"),
        ((START, START), "two_starts"),
        ((START, "DTEND:soon"), "bad_end"),
        ((START, "DTEND:20260301T190000Z"), "ends_first"),
        ((START, "DTEND:21260301T190000Z"), "bad_end"),
        ((START, "RRULE:FREQ=NEVER"), "bad_rule"),
        ((START, "RDATE:never"), "bad_date"),
        (("DTSTART;TZID=Nowhere/At All:20260302T190000",), "unknown_zone"),
        (("DTSTART;;VALUE=DATE-TIME:20260302T190000",), "mended"),
        ((START, "WHAT IS THIS"), "line"),
        ((START, "END:VTODO"), "stray_end"),
        ((START, "BEGIN:VALARM"), "unfinished"),
    ],
)
def test_what_was_wrong_is_said(lines: tuple[str, ...], code: str) -> None:
    assert codes(calendar("UID:1", *lines)) == [code]


def test_a_rule_that_repeats_too_often() -> None:
    assert codes(calendar(START, "RRULE:FREQ=SECONDLY")) == ["too_often", "too_many"]


def test_the_end() -> None:
    """As it says, by its duration, the whole day, or no length at all; in another zone than the start, too."""
    ends = [
        year(calendar(*lines)).events[0].end.isoformat()
        for lines in (
            (START, "DTEND:20260302T200000Z"),
            (START, "DURATION:PT1H30M"),
            (START,),
            (START, "DTEND;TZID=America/New_York:20260302T160000"),
            ("DTSTART;VALUE=DATE:20260302",),
            ("DTSTART;VALUE=DATE:20260302", "DTEND;VALUE=DATE:20260305"),
            ("DTSTART;VALUE=DATE:20260302", "DURATION:P2D"),
        )
    ]
    assert ends == [
        "2026-03-02T21:00:00+01:00",
        "2026-03-02T20:30:00+01:00",
        "2026-03-02T19:00:00+01:00",
        "2026-03-02T22:00:00+01:00",
        "2026-03-03",
        "2026-03-05",
        "2026-03-04",
    ]


def test_what_an_event_says_of_itself() -> None:
    lines = (
        "UID:1",
        START,
        r"SUMMARY:Kaffe\, kage og moms",
        "LOCATION:Stege",
        "STATUS:Cancelled",
        "URL:https://x.example/1",
        r"DESCRIPTION:Første linje\nAnden",
        r"CATEGORIES:Mad\, drikke,Møde",
    )
    found = year(calendar(*lines)).events[0]
    start = year(calendar("UID:1", START)).events[0].start
    assert found == Event(
        "1",
        start,
        start,
        all_day=False,
        summary="Kaffe, kage og moms",
        location="Stege",
        cancelled=True,
        description="Første linje\nAnden",
        url="https://x.example/1",
        categories=("Mad, drikke", "Møde"),
    )
    assert found.as_contract() == {
        "uid": "1",
        "start": "2026-03-02T19:00:00+01:00",
        "end": "2026-03-02T19:00:00+01:00",
        "all_day": False,
        "summary": "Kaffe, kage og moms",
        "location": "Stege",
        "cancelled": True,
    }


def test_only_what_overlaps_the_days_asked_for() -> None:
    files = [
        ("DTSTART;VALUE=DATE:20251231", "DTEND;VALUE=DATE:20260101"),  # ends as the year begins
        ("DTSTART;VALUE=DATE:20251231", "DTEND;VALUE=DATE:20260102"),
        ("DTSTART:20251231T230000Z",),  # midnight in Denmark
        ("DTSTART:20251231T225900Z",),
        ("DTSTART:20261231T225959Z",),
        ("DTSTART:20261231T230000Z",),
        ("DTSTART:20251201T120000Z", "DTEND:20270201T120000Z"),  # all the year and more
    ]
    assert [len(year(calendar(*lines)).events) for lines in files] == [0, 1, 1, 0, 1, 0, 1]


# --- several events of one UID ---------------------------------------------------------------------------------------


def test_one_time_is_moved_another_cancelled() -> None:
    found = year(
        calendar_of(
            event("UID:1", START, "DURATION:PT1H", "SUMMARY:Kaffe", "RRULE:FREQ=WEEKLY;COUNT=4"),
            event("UID:1", "RECURRENCE-ID:20260309T180000Z", "DTSTART:20260310T180000Z", "SUMMARY:Flyttet"),
            event(
                "UID:1",
                "RECURRENCE-ID;TZID=Europe/Copenhagen:20260316T190000",
                "DTSTART:20260316T180000Z",
                "STATUS:CANCELLED",
            ),
        )
    ).events
    assert [(each.start.isoformat()[5:16], each.summary, each.cancelled, each.occurrence) for each in found] == [
        ("03-02T19:00", "Kaffe", False, "20260302T180000Z"),
        ("03-10T19:00", "Flyttet", False, "20260309T180000Z"),
        ("03-16T19:00", "", True, "20260316T180000Z"),
        ("03-23T19:00", "Kaffe", False, "20260323T180000Z"),
    ]


def test_moved_from_one_time_on() -> None:
    file = calendar_of(
        event("UID:1", START, "RRULE:FREQ=WEEKLY;COUNT=4"),
        event(
            "UID:1", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260309T180000Z", "DTSTART:20260309T190000Z", "DURATION:PT2H"
        ),
    )
    assert times(file) == ["03-02 19:00", "03-09 20:00", "03-16 20:00", "03-23 20:00"]
    assert {(each.end - each.start).seconds for each in year(file).events[1:]} == {7200}


def test_a_time_named_by_its_day_alone() -> None:
    file = calendar_of(
        event("UID:1", START, "RRULE:FREQ=WEEKLY;COUNT=2"),
        event("UID:1", "RECURRENCE-ID;VALUE=DATE:20260309", "DTSTART:20260310T180000Z"),
    )
    assert times(file) == ["03-02 19:00", "03-10 19:00"]


def test_a_newer_version_counts() -> None:
    older, newer = (event("UID:1", f"DTSTART:202603{day}T180000Z", f"SEQUENCE:{day}") for day in ("02", "09"))
    assert times(calendar_of(newer, older)) == ["03-09 19:00"]


def test_two_events_with_one_uid_are_both_shown() -> None:
    file = calendar_of(event("UID:1", START, "SUMMARY:A"), event("UID:1", "DTSTART:20260309T180000Z", "SUMMARY:B"))
    assert (times(file), codes(file)) == (["03-02 19:00", "03-09 19:00"], ["same_uid"])


# --- whole files -----------------------------------------------------------------------------------------------------


def test_a_zone_of_the_files_own() -> None:
    lines = ("DTSTART;TZID=Our own:20260302T190000", "RRULE:FREQ=MONTHLY;BYMONTHDAY=2;COUNT=2")
    assert times(calendar(*lines, before=OWN_ZONE)) == ["03-02 19:00", "04-02 19:00"]
    assert times(calendar("DTSTART;TZID=Our own:20260702T190000", before=OWN_ZONE.replace("+0200", "+0300"))) == [
        "07-02 18:00"
    ]


def test_one_files_zone_says_nothing_about_another_file() -> None:
    assert times(calendar("DTSTART;TZID=Our own:20260302T190000", before=OWN_ZONE.replace("+0100", "+0900"))) == [
        "03-02 11:00"
    ]
    assert times(calendar("DTSTART;TZID=Our own:20260302T190000")) == ["03-02 19:00"]


@pytest.mark.parametrize(
    "own", [OWN_ZONE.replace("YEARLY", "SECONDLY"), OWN_ZONE.replace("TZOFFSETTO", "X"), "BEGIN:VTIMEZONE\nTZID:Our own\nEND:VTIMEZONE"]
)  # fmt: skip
def test_a_zone_that_cannot_be_read(own: str) -> None:
    file = calendar("DTSTART;TZID=Our own:20260302T190000", before=own)
    assert (times(file), codes(file)) == (["03-02 19:00"], ["bad_zone", "unknown_zone"])


def test_a_calendar_that_names_its_zone() -> None:
    """X-WR-TIMEZONE, as Google writes it: what floats is meant there, and what repeats keeps its wall time there."""
    lines = ("DTSTART:20260302T180000Z", "RRULE:FREQ=MONTHLY;BYMONTHDAY=2;COUNT=2")
    assert times(calendar(*lines, before="X-WR-TIMEZONE:Europe/Copenhagen")) == ["03-02 19:00", "04-02 19:00"]
    assert times(calendar(*lines)) == ["03-02 19:00", "04-02 20:00"]
    assert times(calendar("DTSTART:20260302T130000", before="X-WR-TIMEZONE:America/New_York")) == ["03-02 19:00"]


def test_several_calendars_in_one_file_stay_apart() -> None:
    one = calendar("UID:1", START, "SUMMARY:A")
    found = year(one + calendar("UID:1", START, "SUMMARY:A", before="X-WR-CALNAME:Biblioteket"))
    assert [each.summary for each in found.events] == ["A", "A"]
    assert found.name == "Biblioteket"


@pytest.mark.parametrize(
    "octets",
    [
        calendar(START, "SUMMARY:Åben café"),
        b"\xef\xbb\xbf" + calendar(START, "SUMMARY:Åben café"),
        calendar(START, "SUMMARY:Åben café").decode().encode("utf-16"),
        calendar(START, "SUMMARY:Åben café").decode().encode("cp1252"),
        calendar(START, "SUMMARY:Åben café").replace(b"\r\n", b"\r"),
        calendar(START, "SUMMARY", " ", "", " :Åben", "", "  café"),  # folded, with empty lines between
        event(START, "SUMMARY:Åben café").encode(),  # no calendar round it
        event(START, "SUMMARY:Åben café").replace("BEGIN:", "begin:").encode(),
    ],
)
def test_however_it_is_written(octets: bytes) -> None:
    assert [(each.summary, each.start.hour) for each in year(octets).events] == [("Åben café", 19)]


@pytest.mark.parametrize("octets", [b"", b"<html><body>Not found</body></html>", b"\x00\xff" * 100, b"PK\x03\x04"])
def test_no_calendar_at_all(octets: bytes) -> None:
    assert year(octets).events == ()
    assert codes(octets)[0] == "not_a_calendar"


def test_withdrawn_as_a_whole_and_another_reckoning_of_days() -> None:
    assert [each.cancelled for each in year(calendar(START, before="METHOD:CANCEL")).events] == [True]
    assert codes(calendar(START, before="CALSCALE:CHINESE")) == ["calendar_scale"]


def test_no_more_than_so_many() -> None:
    found = read(calendar(START, "RRULE:FREQ=HOURLY"), first_date=FIRST, end_date=END, at_most=100)
    assert (len(found.events), [problem.code for problem in found.problems]) == (100, ["too_many"])
    assert found.problems[0].said("en") == (
        "There are more than 100 activities in the period. The rest is left out."
    )  # fmt: skip


@given(st.binary(max_size=400))
def test_nothing_raises_whatever_the_octets(octets: bytes) -> None:
    year(octets)


WORDS = ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "DTSTART", "DTEND", "RDATE", "EXDATE", "UID:1", "RRULE:FREQ=DAILY",
         ";COUNT=2", ":20260302T190000Z", ":20260302", ";TZID=X", "RECURRENCE-ID", ";RANGE=THISANDFUTURE", "\n", "\n", "/", "PT1H", "DURATION:", "TZID:X",
         "BEGIN:STANDARD", "END:STANDARD", "TZOFFSETTO:+0100", ",", ":99999999T999999", ":00010101T000000Z", ":99991231T235959Z", "P99999W"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_nothing_raises_whatever_the_words(words: list[str]) -> None:
    year(("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260302T190000Z\n" + "".join(words)).encode())


def test_every_sentence_can_be_said_in_both_languages() -> None:
    said = [Problem(code, 7, "Kaffe", "XYZ").said(language) for code in SENTENCES for language in ("da", "en")]
    assert [text for text in said if "{" in text or not text.endswith((".", "”.", "?"))] == []
    assert (
        Problem("no_start", 4).said("da")
        == "“En aktivitet uden titel” (linje 4) har ingen start (DTSTART) og er lagt til side."
    )
