"""What people answer in their calendar, from the mail to the sign-up."""

from datetime import datetime, timedelta

import pytest
from icalendar import Calendar
from pytest_django.fixtures import Settings

from mikrovirk.directory.models import Person
from mikrovirk.mailing import inbound
from mikrovirk.mailing.delivery import deliver_due
from mikrovirk.mailing.domain.incoming import reasons
from mikrovirk.mailing.mailbox import calendar_of
from mikrovirk.mailing.models import IncomingMail, MailboxCopy
from mikrovirk.mailing.queries import incoming as queries
from mikrovirk.mailing.queries.matching import parsed
from mikrovirk.mailing.services import incoming
from mikrovirk.programme import jobs_replies
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries.feeds import uid_of
from mikrovirk.programme.services import calendar_replies, meetings, sign_ups
from tests import factories
from tests.mailing import came_in
from tests.programme.evenings import NOW, in_full, mails_to, minutes, taken

pytestmark = pytest.mark.django_db
READ = NOW + minutes(30)  # when the worker reads what has come


@pytest.fixture(autouse=True)
def _takes_replies(settings: Settings) -> None:
    settings.INBOUND_ADDRESS = came_in.INBOUND


@pytest.fixture
def evening() -> Meeting:
    place = factories.network("mikrovirk", name="MikroVirk")
    return in_full(factories.meeting(place, venue=factories.venue(place), capacity=2))


@pytest.fixture
def aase(evening: Meeting) -> Person:
    return factories.member(evening.network, "Åse Østergård", email="aase@firma.example")


def answer(
    evening: Meeting, person: Person, partstat: str, *, at: datetime = NOW, read: datetime = READ, **words: object
) -> str:
    """The person's calendar answers at `at`; the worker reads it at `read`. Give back what came of it."""
    text = came_in.calendar(uid_of(evening), partstat, attendee=person.user.email, stamped=at, **words)  # type: ignore[arg-type]
    to = inbound.calendar_address(uid_of(evening), person.user)
    key = f"<{partstat}-{at.timestamp()}-{person.pk}-{words}@firma.example>".replace(" ", "")
    mail = incoming.take_in(came_in.calendar_reply(to, text, message_id=key), via="smtp", at=read)
    jobs_replies.run(now=read)
    mail.refresh_from_db()
    return mail.why


def state_of(evening: Meeting, person: Person) -> str:
    row = SignUp.objects.filter(meeting=evening, person=person).first()
    return f"{row.state} by {row.via}" if row else ""


def test_yes_in_the_calendar_signs_up(evening: Meeting, aase: Person) -> None:
    assert answer(evening, aase, "ACCEPTED") == reasons.SIGNED_UP
    assert state_of(evening, aase) == "coming by calendar"
    assert taken(evening) == 1
    assert mails_to(aase) == ["programme.receipt"]
    mail = IncomingMail.objects.get()
    assert (mail.state, mail.taken_at, mail.for_people) == ("taken", READ, False)


def test_no_in_the_calendar_signs_off(evening: Meeting, aase: Person) -> None:
    sign_ups.sign_up(evening, aase, at=NOW, via="page")
    assert answer(evening, aase, "DECLINED", at=NOW + minutes(5)) == reasons.SIGNED_OFF
    assert state_of(evening, aase) == "cancelled by page"
    assert taken(evening) == 0


def test_perhaps_holds_no_place_and_takes_none_away(evening: Meeting, aase: Person) -> None:
    assert answer(evening, aase, "TENTATIVE") == reasons.PERHAPS
    assert state_of(evening, aase) == ""
    sign_ups.sign_up(evening, aase, at=NOW + minutes(1), via="page")
    assert answer(evening, aase, "TENTATIVE", at=NOW + minutes(2)) == reasons.PERHAPS
    assert state_of(evening, aase) == "coming by page"


def test_without_a_place_free_one_waits(evening: Meeting, aase: Person) -> None:
    for _number in range(2):
        sign_ups.sign_up(evening, factories.member(evening.network), at=NOW, via="page")
    assert answer(evening, aase, "ACCEPTED") == reasons.WAITING
    assert state_of(evening, aase) == "waiting by calendar"


def test_the_same_answer_again_changes_nothing(evening: Meeting, aase: Person) -> None:
    answer(evening, aase, "ACCEPTED")
    assert answer(evening, aase, "ACCEPTED", at=NOW + minutes(1), read=READ + minutes(1)) == reasons.UNCHANGED
    jobs_replies.run(now=READ + minutes(2))
    assert mails_to(aase) == ["programme.receipt"]


def test_the_last_word_counts_also_where_the_earlier_one_comes_later(evening: Meeting, aase: Person) -> None:
    sign_ups.sign_up(evening, aase, at=NOW - minutes(60), via="page")
    assert answer(evening, aase, "DECLINED", at=NOW + minutes(5)) == reasons.SIGNED_OFF
    assert answer(evening, aase, "ACCEPTED", at=NOW + minutes(2), read=READ + minutes(5)) == reasons.OUTDATED
    assert state_of(evening, aase) == "cancelled by page"


def test_a_quick_change_of_mind_is_told_by_when_it_was_answered(evening: Meeting, aase: Person) -> None:
    """Both answers lie in the mailbox before the worker reads the first: it is signed up later than the no was said."""
    assert answer(evening, aase, "ACCEPTED", at=NOW) == reasons.SIGNED_UP
    assert answer(evening, aase, "DECLINED", at=NOW + minutes(1), read=READ + minutes(1)) == reasons.SIGNED_OFF
    assert answer(evening, aase, "ACCEPTED", at=NOW + minutes(2), read=READ + minutes(2)) == reasons.SIGNED_UP


def test_what_was_said_on_the_page_since_stands(evening: Meeting, aase: Person) -> None:
    row = sign_ups.sign_up(evening, aase, at=NOW, via="page")
    sign_ups.cancel(row, at=NOW + minutes(10))
    assert answer(evening, aase, "ACCEPTED", at=NOW + minutes(5)) == reasons.OUTDATED
    assert state_of(evening, aase) == "cancelled by page"


def test_an_answer_to_the_day_it_was_moved_from_does_not_count(evening: Meeting, aase: Person) -> None:
    before = evening.starts_at
    evening = moved(evening, by=timedelta(days=1))
    old_day = before.astimezone(calendar_replies.COPENHAGEN).strftime("%Y%m%dT%H%M%S")
    assert evening.sequence == 1
    assert answer(evening, aase, "ACCEPTED", sequence=0, starts=old_day) == reasons.OUTDATED
    assert state_of(evening, aase) == ""


def test_a_title_put_right_makes_no_answer_old(evening: Meeting, aase: Person) -> None:
    evening.sequence = 3
    evening.save()
    same_day = evening.starts_at.astimezone(calendar_replies.COPENHAGEN).strftime("%Y%m%dT%H%M%S")
    assert answer(evening, aase, "ACCEPTED", sequence=0, starts=same_day) == reasons.SIGNED_UP


def test_without_a_day_in_the_answer_the_change_that_was_told_decides(evening: Meeting, aase: Person) -> None:
    sign_ups.sign_up(evening, aase, at=NOW - minutes(60), via="page")
    evening = moved(evening, by=timedelta(days=1))
    assert answer(evening, aase, "DECLINED", sequence=0) == reasons.OUTDATED
    assert answer(evening, aase, "DECLINED", sequence=1, at=NOW + minutes(1)) == reasons.SIGNED_OFF


def moved(evening: Meeting, *, by: timedelta) -> Meeting:
    meetings.move_meeting(evening, starts_at=evening.starts_at + by, at=NOW - minutes(5))
    return Meeting.objects.select_related("network", "venue", "format").get(pk=evening.pk)


@pytest.mark.parametrize(("change", "read"), [({"state": "cancelled"}, READ), ({}, NOW + timedelta(days=30))])
def test_a_meeting_that_is_over_or_cancelled_takes_no_answers(
    evening: Meeting, aase: Person, change: dict[str, str], read: datetime
) -> None:
    Meeting.objects.filter(pk=evening.pk).update(**change)
    assert answer(evening, aase, "ACCEPTED", read=read) == reasons.CLOSED
    assert state_of(evening, aase) == ""


@pytest.mark.parametrize("uid", ["meeting-0@meetings.mikrovirk", "tandlaege@google.example"])
def test_what_is_answered_and_not_known_is_for_people(evening: Meeting, aase: Person, uid: str) -> None:
    text = came_in.calendar(uid)
    mail = incoming.take_in(came_in.calendar_reply(inbound.calendar_address(uid, aase.user), text), via="imap", at=NOW)
    jobs_replies.run(now=READ)
    mail.refresh_from_db()
    assert (mail.state, mail.for_people, mail.why) == ("new", True, reasons.UNKNOWN_EVENT)


def test_who_was_sent_in_ones_place_is_for_people(evening: Meeting, aase: Person) -> None:
    assert answer(evening, aase, "DELEGATED") == reasons.UNCLEAR_ANSWER
    assert queries.to_look_at(evening.network).count() == 1


def test_one_that_fails_does_not_hold_up_the_others(
    evening: Meeting, aase: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = calendar_replies.outcome_of

    def failing(mail: IncomingMail, meeting: Meeting, *, at: datetime) -> str:
        if mail.user == aase.user:
            raise ValueError("planted")
        return real(mail, meeting, at=at)

    monkeypatch.setattr(calendar_replies, "outcome_of", failing)
    assert answer(evening, aase, "ACCEPTED") == reasons.FAILED
    other = factories.member(evening.network)
    assert answer(evening, other, "ACCEPTED") == reasons.SIGNED_UP


def test_the_receipt_leads_the_calendars_next_answer_to_us(evening: Meeting, aase: Person) -> None:
    """The whole way round: sign-up, the mail with the calendar, and the no that a calendar makes of it."""
    sign_ups.sign_up(evening, aase, at=NOW, via="page")
    deliver_due(now=NOW + minutes(1), worker="test")
    mail = parsed(bytes(MailboxCopy.objects.get().raw))
    assert calendar_of(mail) is not None
    (event,) = Calendar.from_ical(
        next(p for p in mail.walk() if p.get_content_type() == "text/calendar").get_content()
    ).walk("VEVENT")
    organizer = str(event["ORGANIZER"]).removeprefix("mailto:")
    assert organizer == inbound.calendar_address(uid_of(evening), aase.user)
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    text = came_in.calendar(str(event["UID"]), "DECLINED", attendee=aase.user.email, stamped=NOW + minutes(3))
    incoming.take_in(came_in.calendar_reply(organizer, text), via="smtp", at=NOW + minutes(4))
    jobs_replies.run(now=NOW + minutes(5))
    assert state_of(evening, aase) == "cancelled by page"


def test_a_follower_without_a_profile_is_signed_up_as_a_guest(evening: Meeting) -> None:
    user = factories.user("Bodil Bæk", email="bodil@baek.example")
    text = came_in.calendar(uid_of(evening), attendee=user.email, stamped=NOW)
    to = inbound.calendar_address(uid_of(evening), user)
    incoming.take_in(came_in.calendar_reply(to, text, sender=user.email), via="smtp", at=NOW)
    jobs_replies.run(now=READ)
    row = SignUp.objects.get(person__user=user)
    assert (row.state, row.as_guest, row.via) == ("coming", True, "calendar")
