from icalendar import Calendar

from mikrovirk.mailing.domain import calendar

TEXT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//DA\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:moede-1@mikrovirk.example\r\n"
    "DTSTAMP:20270111T090000Z\r\nDTSTART:20270125T163000Z\r\nSUMMARY:{ikke et navn}\r\n"
    "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN={attendee_name}:mailto:{attendee}\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_is_made_out_to_the_one_it_is_sent_to() -> None:
    made = calendar.for_attendee(
        TEXT, name='Åse "Ås" Østergård-Christoffersen; Bogø, Møn', address="aase@firma.example"
    )
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    event = Calendar.from_ical(made).walk("VEVENT")[0]
    assert str(event["ATTENDEE"]) == "mailto:aase@firma.example"
    assert event["ATTENDEE"].params["CN"] == "Åse 'Ås' Østergård-Christoffersen; Bogø, Møn"
    assert str(event["SUMMARY"]) == "{ikke et navn}"


def test_lines_that_were_folded_already_are_folded_once() -> None:
    long = "BEGIN:VCALENDAR\r\nSUMMARY:" + "ø" * 30 + "\r\n " + "å" * 40 + "\r\nEND:VCALENDAR\r\n"
    made = calendar.for_attendee(long, name="A", address="a@b.example")
    assert made.replace("\r\n ", "") == long.replace("\r\n ", "")
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
