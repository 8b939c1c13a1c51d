"""What new members expect of the network: noted when said, followed up after 90 days."""

from datetime import timedelta

import pytest

from mikrovirk.directory.models import Membership, Person
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.programme import jobs_stage
from mikrovirk.programme.models import Meeting, SlotOffer
from mikrovirk.programme.services import expectations
from tests import factories
from tests.factories import NOW
from tests.programme import stage_rows as rows

pytestmark = pytest.mark.django_db
HELD = NOW - timedelta(days=2)


def stood(*, came: bool = True, state: str = "accepted", text: str = "To at dele stand med") -> SlotOffer:
    """Somebody who said yes to an evening two days ago."""
    place = factories.network()
    meeting = rows.introductions(place, starts_at=HELD)
    (person,) = rows.newcomers(place, "Ny")
    factories.sign_up(meeting, person, checked_in_at=HELD if came else None)
    return rows.offer(meeting, person, state, expectation_text=text)


def introduced(person: Person) -> list[object]:
    return list(Membership.objects.filter(person=person).values_list("introduced_date", flat=True))


def test_who_said_yes_and_was_checked_in_has_introduced_themselves() -> None:
    offer = stood()
    jobs_stage.run(now=NOW)
    jobs_stage.run(now=NOW)
    assert introduced(offer.person) == [HELD.date()]


@pytest.mark.parametrize(("came", "state"), [(False, "accepted"), (True, "declined")])
def test_others_have_not(came: bool, state: str) -> None:
    offer = stood(came=came, state=state)
    expectations.note_introductions(now=NOW)
    assert introduced(offer.person) == [None]


def test_nothing_is_noted_of_a_cancelled_meeting() -> None:
    offer = stood()
    Meeting.objects.update(state="cancelled")
    expectations.note_introductions(now=NOW)
    assert introduced(offer.person) == [None]


def test_ninety_days_after_they_are_asked_once() -> None:
    offer = stood()
    expectations.note_introductions(now=NOW)
    expectations.follow_up(now=HELD + timedelta(days=89))
    assert Mailing.objects.filter(kind=expectations.KIND).count() == 0
    asked_at = HELD + timedelta(days=90)
    expectations.follow_up(now=asked_at)
    expectations.follow_up(now=asked_at + timedelta(days=1))
    message = Message.objects.get(kind=expectations.KIND)
    assert (message.user, message.state, message.context["expectation"]) == (
        offer.person.user,
        "draft",
        "To at dele stand med",
    )
    offer.refresh_from_db()
    assert offer.expectation_asked_at == asked_at


@pytest.mark.parametrize("why", ["no text", "left", "part off"])
def test_nobody_is_asked_where(why: str) -> None:
    offer = stood(text="" if why == "no text" else "Noget")
    expectations.note_introductions(now=NOW)
    if why == "left":
        Membership.objects.update(left_date=NOW.date())
    if why == "part off":
        offer.meeting.network.parts = []
        offer.meeting.network.save()
    expectations.follow_up(now=HELD + timedelta(days=91))
    assert Message.objects.filter(kind=expectations.KIND).count() == 0
