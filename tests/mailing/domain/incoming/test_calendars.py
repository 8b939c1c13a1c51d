"""Answers from calendars, in the shapes that programs give them."""

from datetime import UTC, datetime

import pytest

from mikrovirk.mailing.domain.incoming import calendars
from mikrovirk.mailing.domain.incoming.calendars import Answer
from mikrovirk.mailing.queries.matching import parsed
from tests.mailing import came_in


def test_outlooks_answer_is_read_whole() -> None:
    text = came_in.calendar("meeting-1@meetings.mikrovirk", "DECLINED", sequence=2, starts="20270125T173000")
    mail = parsed(came_in.calendar_reply("svar+k1-abc@mikrovirk.example", text))
    assert calendars.answer_in(mail) == Answer(
        method="REPLY",
        uid="meeting-1@meetings.mikrovirk",
        attendee="aase@firma.example",
        partstat="DECLINED",
        sequence=2,
        stamped_at=datetime(2027, 1, 12, 9, 0, tzinfo=UTC).isoformat(),
        comment="Jeg glæder mig, og tager kage med\n",
        starts_at="2027-01-25T17:30:00",
    )


@pytest.mark.parametrize(
    ("line", "address"),
    [
        (
            "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=a;X-NUM-GUESTS=0:mailto:A@firma.example",
            "a@firma.example",
        ),
        ("attendee;partstat=accepted:MAILTO:a@firma.example", "a@firma.example"),
        ('ATTENDEE;PARTSTAT=ACCEPTED;EMAIL="a@firma.example":/aABgAAAAA/principal/', "a@firma.example"),
        ('ATTENDEE;CN="x;PARTSTAT=DECLINED:y";PARTSTAT=ACCEPTED:mailto:a@firma.example', "a@firma.example"),
    ],
)
def test_attendees_as_programs_write_them(line: str, address: str) -> None:
    found = calendars.read(f"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1\n{line}\nEND:VEVENT\nEND:VCALENDAR")
    assert found is not None
    assert (found.attendee, found.partstat) == (address, "ACCEPTED")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nATTENDEE:mailto:a@b.example\nEND:VEVENT\nEND:VCALENDAR",
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR",
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR",
        "METHOD:REPLY\nUID:1\nATTENDEE:mailto:a@b.example",
    ],
)
def test_what_is_no_answer(text: str) -> None:
    assert calendars.read(text) is None


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("20270125T163000Z", "2027-01-25T16:30:00+00:00"),
        ("20270125T173000", "2027-01-25T17:30:00"),
        ("20270125", "2027-01-25T00:00:00"),
        ("20271399T000000Z", ""),
        ("i morgen", ""),
    ],
)
def test_moments(value: str, moment: str) -> None:
    assert calendars.moment({}, value) == moment


def test_a_strange_sequence_counts_as_the_first() -> None:
    text = came_in.calendar("1").replace("SEQUENCE:0", "SEQUENCE:-99999999999999")
    found = calendars.read(text)
    assert found is not None
    assert found.sequence == 0
