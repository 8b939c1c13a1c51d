"""Three minutes: who is offered them, what an answer leads to, and what the coordinator does by hand."""

from datetime import timedelta

import pytest

from mikrovirk.directory.models import Membership, Person
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.programme import jobs_stage
from mikrovirk.programme.domain.introductions_queue import AnswerCode
from mikrovirk.programme.models import Meeting, SignUp, SlotOffer
from mikrovirk.programme.services import slots
from tests import factories
from tests.factories import NOW, TODAY
from tests.programme import stage_rows as rows

pytestmark = pytest.mark.django_db
FIRST, TEN_DAYS = NOW, rows.EVENING - timedelta(days=10)


def states(meeting: Meeting) -> dict[str, str]:
    return dict(SlotOffer.objects.filter(meeting=meeting).values_list("person__user__full_name", "state"))


def asked_by_mail(wave: int = 0) -> list[str]:
    live = Message.objects.exclude(state="stopped").filter(kind=slots.OFFER, occasion__endswith=f":slots:{wave}")
    return sorted(live.values_list("user__full_name", flat=True))


def sent(meeting: Meeting) -> None:
    Message.objects.filter(kind=slots.OFFER, occasion__startswith=f"meeting:{meeting.pk}:").update(
        state="sent", sent_at=NOW
    )


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk")


# --- offering --------------------------------------------------------------------------------------------------------


def test_the_newest_are_offered_as_many_places_as_there_are(place: Network) -> None:
    meeting = rows.introductions(place)
    rows.newcomers(place, "Ny", "Nyere end Gammel", "Tredje", "Fjerde")
    slots.offer_slots(now=FIRST)
    assert states(meeting) == {"Ny": "offered", "Nyere end Gammel": "offered", "Tredje": "offered"}
    assert asked_by_mail() == ["Ny", "Nyere end Gammel", "Tredje"]
    mailing = Mailing.objects.get(kind=slots.OFFER)
    assert (mailing.state, mailing.expires_at) == ("draft", meeting.starts_at - timedelta(hours=4))


def test_offering_twice_asks_nobody_twice(place: Network) -> None:
    meeting = rows.introductions(place)
    rows.newcomers(place, "A", "B", "C", "D")
    slots.offer_slots(now=FIRST)
    slots.offer_slots(now=FIRST + timedelta(hours=1))
    assert len(states(meeting)) == 3
    assert Message.objects.filter(kind=slots.OFFER).count() == 3


def test_with_a_standing_rule_the_mail_waits_for_the_morning_only(place: Network) -> None:
    rows.introductions(place)
    rows.newcomers(place, "A")
    mailing_services.switch_rule_on(place, slots.OFFER, by=factories.coordinator(place), at=NOW)
    night = NOW.replace(hour=1)
    slots.offer_slots(now=night)
    assert [(m.state, m.due_at) for m in Message.objects.filter(kind=slots.OFFER)] == [("queued", NOW.replace(hour=8))]


def test_nobody_is_asked_who_has_introduced_themselves_or_is_asked_for_another_evening(place: Network) -> None:
    early = rows.introductions(place, slots=1)
    late = rows.introductions(place, slots=1, starts_at=rows.EVENING + timedelta(days=5))
    _newest, _second, done = rows.newcomers(place, "Ny", "Næste", "Har gjort det")
    done.memberships.update(introduced_date=TODAY)
    slots.offer_slots(now=FIRST)
    assert (states(early), states(late)) == ({"Ny": "offered"}, {"Næste": "offered"})


@pytest.mark.parametrize("why", ["part off", "draft", "no introductions", "too far away", "over"])
def test_nobody_is_asked_for(why: str) -> None:
    place = factories.network("andet", parts=() if why == "part off" else None)
    starts_at = rows.EVENING + timedelta(days=20) if why == "too far away" else rows.EVENING
    starts_at = NOW - timedelta(days=1) if why == "over" else starts_at
    state = Meeting.State.DRAFT if why == "draft" else Meeting.State.PUBLISHED
    make = rows.with_seat if why == "no introductions" else rows.introductions
    meeting = make(place, starts_at=starts_at, state=state)
    rows.newcomers(place, "A")
    slots.offer_slots(now=FIRST)
    assert states(meeting) == {}


def test_whom_our_mail_does_not_reach_is_left_to_the_coordinator(place: Network) -> None:
    meeting = rows.introductions(place)
    bounced, quiet, _reached = rows.newcomers(place, "Adressen virker ikke", "Kun den månedlige", "Nås")
    bounced.user.bounced_at = NOW
    bounced.user.save()
    quiet.user.mail_choice = "monthly"
    quiet.user.save()
    slots.offer_slots(now=FIRST)
    assert states(meeting) == {"Nås": "offered"}


def test_substitutes_are_asked_ten_days_before_for_places_without_a_yes(place: Network) -> None:
    meeting = rows.introductions(place, slots=2)
    rows.newcomers(place, "Siger ja", "Svarer ikke", "Stedfortræder", "Endnu en")
    slots.offer_slots(now=FIRST)
    sent(meeting)
    slots.answer(SlotOffer.objects.get(person__user__full_name="Siger ja"), yes=True, at=NOW)
    slots.offer_slots(now=TEN_DAYS - timedelta(days=1))
    assert asked_by_mail(10) == []
    slots.offer_slots(now=TEN_DAYS)
    slots.offer_slots(now=TEN_DAYS + timedelta(hours=3))
    assert asked_by_mail(10) == ["Stedfortræder"]
    assert states(meeting) == {"Siger ja": "accepted", "Svarer ikke": "offered", "Stedfortræder": "offered"}


def test_an_offer_that_never_left_is_made_anew_in_the_next_wave(place: Network) -> None:
    meeting = rows.introductions(place, slots=1)
    rows.newcomers(place, "Ny", "Næste")
    slots.offer_slots(now=FIRST)
    slots.offer_slots(now=TEN_DAYS)
    assert (asked_by_mail(0), asked_by_mail(10)) == ([], ["Ny"])
    assert states(meeting) == {"Ny": "offered"}


def test_a_wave_that_the_coordinator_stopped_asks_nobody_else(place: Network) -> None:
    meeting = rows.introductions(place, slots=1)
    rows.newcomers(place, "Ny", "Næste")
    slots.offer_slots(now=FIRST)
    mailing_services.stop(Mailing.objects.get(kind=slots.OFFER), by=None, at=NOW)
    slots.offer_slots(now=FIRST + timedelta(hours=1))
    assert states(meeting) == {"Ny": "offered"}


def test_who_signs_off_gives_the_place_to_the_next_at_once(place: Network) -> None:
    meeting = rows.introductions(place, slots=1)
    gone, _next = rows.newcomers(place, "Melder afbud", "Næste")
    rows.offer(meeting, gone, "accepted")
    factories.sign_up(meeting, gone, state=SignUp.State.CANCELLED, cancelled_at=NOW)
    slots.offer_slots(now=FIRST)
    assert states(meeting) == {"Melder afbud": "dropped", "Næste": "offered"}


def test_who_was_taken_back_when_it_was_full_is_asked_again_when_somebody_drops_out(place: Network) -> None:
    meeting = rows.introductions(place, slots=1)
    rows.newcomers(place, "Ny")
    slots.offer_slots(now=FIRST)
    by_hand = slots.put_in(meeting, factories.member(place, "Ringede"), at=NOW)
    assert (states(meeting), asked_by_mail()) == ({"Ringede": "accepted"}, [])
    slots.answer(by_hand, yes=False, at=NOW)
    slots.offer_slots(now=FIRST + timedelta(hours=1))
    slots.offer_slots(now=FIRST + timedelta(hours=2))
    assert states(meeting) == {"Ringede": "dropped", "Ny": "offered"}
    live = Message.objects.filter(kind=slots.OFFER, state="draft")
    assert [(m.user.full_name, m.occasion) for m in live] == [("Ny", f"meeting:{meeting.pk}:slots:0:1")]


def test_a_meeting_made_a_draft_again_asks_nobody_until_it_is_published(place: Network) -> None:
    meeting = rows.introductions(place, slots=1)
    rows.newcomers(place, "Ny")
    jobs_stage.run(now=FIRST)
    Meeting.objects.update(state="draft")
    jobs_stage.run(now=FIRST)
    assert (states(meeting), Message.objects.filter(kind=slots.OFFER, state="draft").count()) == ({}, 0)
    Meeting.objects.update(state="published")
    jobs_stage.run(now=FIRST)
    assert (states(meeting), Message.objects.filter(kind=slots.OFFER, state="draft").count()) == ({"Ny": "offered"}, 1)


# --- answering -------------------------------------------------------------------------------------------------------


def test_a_yes_signs_up_and_begins_the_texts_from_the_directory(place: Network) -> None:
    meeting = rows.introductions(place)
    firm = factories.business(
        "Systuen", about="Jeg syr  gardiner.", offers="Låner min bod ud", seeks="En at dele stand med"
    )
    person = factories.member(place, "Ny", firm=firm)
    offer = rows.offer(meeting, person)
    assert slots.answer(offer, yes=True, at=NOW) is AnswerCode.ACCEPTED
    assert (offer.state, offer.answered_at, offer.texts_at) == ("accepted", NOW, None)
    assert [offer.business_text, offer.contribution_text, offer.expectation_text] == [
        "Jeg syr gardiner.",
        "Låner min bod ud",
        "En at dele stand med",
    ]
    assert SignUp.objects.get(meeting=meeting, person=person).state == "coming"
    assert slots.answer(offer, yes=True, at=NOW) is AnswerCode.ALREADY_ACCEPTED


def test_long_texts_from_the_directory_end_at_a_word() -> None:
    assert slots.shortened("ord " * 200) == "ord " * 73 + "ord…"


def test_who_says_yes_when_every_place_is_taken_is_first_next_time(place: Network) -> None:
    meeting = rows.introductions(place, slots=1)
    first, second = rows.newcomers(place, "Hurtig", "Langsom")
    factories.member(place, "Nyest", joined=TODAY)
    fast, slow = rows.offer(meeting, first), rows.offer(meeting, second)
    assert slots.answer(fast, yes=True, at=NOW) is AnswerCode.ACCEPTED
    assert slots.answer(slow, yes=True, at=NOW) is AnswerCode.FULL
    assert (slow.state, slow.answered_at) == ("closed", NOW)
    later = rows.introductions(place, slots=1, starts_at=rows.EVENING + timedelta(days=28))
    slots.offer_slots(now=rows.EVENING + timedelta(days=2))
    assert states(later) == {"Langsom": "offered"}


def test_offers_whose_mail_has_not_left_are_taken_back_when_every_place_is_taken(place: Network) -> None:
    meeting = rows.introductions(place, slots=1)
    rows.newcomers(place, "Spurgt")
    slots.offer_slots(now=FIRST)
    slots.put_in(meeting, factories.member(place, "Ringede selv"), at=NOW)
    assert states(meeting) == {"Ringede selv": "accepted"}
    assert asked_by_mail() == []


def test_a_no_can_become_a_yes_and_a_yes_a_no(place: Network) -> None:
    meeting = rows.introductions(place)
    offer = rows.offer(meeting, *rows.newcomers(place, "Ny"))
    assert slots.answer(offer, yes=False, at=NOW) is AnswerCode.DECLINED
    assert slots.answer(offer, yes=True, at=NOW) is AnswerCode.ACCEPTED
    assert slots.answer(offer, yes=False, at=NOW) is AnswerCode.DROPPED
    assert offer.state == "dropped"


def test_nothing_can_be_answered_once_the_meeting_has_begun(place: Network) -> None:
    meeting = rows.introductions(place)
    offer = rows.offer(meeting, *rows.newcomers(place, "Ny"))
    with pytest.raises(slots.MeetingIsPast):
        slots.answer(offer, yes=True, at=meeting.starts_at)


def test_who_declines_twice_is_asked_again_only_if_they_wish(place: Network) -> None:
    (person,) = rows.newcomers(place, "Ny")
    for days in (60, 30):
        before = rows.introductions(place, starts_at=NOW - timedelta(days=days))
        last = rows.offer(before, person, "declined", answered_at=NOW - timedelta(days=days + 5))
    meeting = rows.introductions(place)
    slots.offer_slots(now=FIRST)
    assert states(meeting) == {}
    slots.wish_to_be_asked(last, wish=True, at=NOW)
    slots.offer_slots(now=FIRST)
    assert states(meeting) == {"Ny": "offered"}


def offered_and_held(place: Network, person: Person, days: int, *, mail: str = "sent") -> SlotOffer:
    """An offer of an evening so many days ago, and what became of its mail."""
    before = rows.introductions(place, starts_at=NOW - timedelta(days=days))
    slots.offer_slots(now=before.starts_at - timedelta(days=20))
    moment = {"sent_at": NOW} if mail == "sent" else {}
    Message.objects.filter(occasion__startswith=f"meeting:{before.pk}:").update(state=mail, **moment)
    return SlotOffer.objects.get(meeting=before, person=person)


def test_who_leaves_two_offers_unanswered_is_left_in_peace_until_they_ask_themselves(place: Network) -> None:
    person = factories.member(place, "Stille", joined=TODAY - timedelta(days=200))
    first = offered_and_held(place, person, 60)
    offered_and_held(place, person, 30)
    meeting = rows.introductions(place)
    slots.offer_slots(now=FIRST)
    assert states(meeting) == {}
    slots.wish_to_be_asked(first, wish=True, at=NOW)  # from whichever mail they still have
    slots.offer_slots(now=FIRST)
    assert states(meeting) == {"Stille": "offered"}


def test_after_asking_again_one_more_silence_is_enough(place: Network) -> None:
    person = factories.member(place, "Stille", joined=TODAY - timedelta(days=200))
    offered_and_held(place, person, 90)
    second = offered_and_held(place, person, 60)
    slots.wish_to_be_asked(second, wish=True, at=NOW - timedelta(days=59))
    offered_and_held(place, person, 30)
    meeting = rows.introductions(place)
    slots.offer_slots(now=FIRST)
    assert states(meeting) == {}


def test_only_offers_that_reached_them_and_since_their_last_answer_count(place: Network) -> None:
    asked_once, answered = rows.newcomers(place, "Spurgt én gang", "Har svaret")
    Membership.objects.update(joined_date=TODAY - timedelta(days=200))
    offered_and_held(place, asked_once, 90, mail="stopped")
    cancelled = offered_and_held(place, asked_once, 60)
    Meeting.objects.filter(pk=cancelled.meeting_id).update(state="cancelled")
    offered_and_held(place, asked_once, 30)
    SlotOffer.objects.filter(person=answered, meeting__starts_at__lt=NOW - timedelta(days=40)).update(
        state="declined", answered_at=NOW - timedelta(days=61)
    )
    SlotOffer.objects.filter(person=answered, state="declined").last().delete()
    meeting = rows.introductions(place)
    slots.offer_slots(now=FIRST)
    assert states(meeting) == {"Spurgt én gang": "offered", "Har svaret": "offered"}


# --- by hand ---------------------------------------------------------------------------------------------------------


def test_somebody_put_in_by_hand_gets_the_mail_with_their_link_drafted(place: Network) -> None:
    meeting = rows.introductions(place, slots=1)
    person, other = rows.newcomers(place, "Ny", "En til")
    offer = slots.put_in(meeting, person, at=NOW)
    assert (offer.state, offer.answered_at) == ("accepted", NOW)
    mailing = Mailing.objects.get(kind=slots.GIVEN)
    assert (mailing.state, [m.user for m in mailing.messages.all()]) == ("draft", [person.user])
    with pytest.raises(slots.SlotsAreFull):
        slots.put_in(meeting, other, at=NOW)


def test_taken_out_they_can_be_put_in_again(place: Network) -> None:
    meeting = rows.introductions(place, slots=1)
    (person,) = rows.newcomers(place, "Ny")
    offer = slots.put_in(meeting, person, at=NOW)
    slots.take_out(offer, at=NOW)
    assert (states(meeting), Message.objects.filter(kind=slots.GIVEN, state="draft").count()) == ({"Ny": "dropped"}, 0)
    slots.put_in(meeting, person, at=NOW + timedelta(minutes=1))
    assert (states(meeting), Message.objects.filter(kind=slots.GIVEN, state="draft").count()) == ({"Ny": "accepted"}, 1)


def test_an_offer_can_be_taken_back_before_it_leaves(place: Network) -> None:
    meeting = rows.introductions(place, slots=1)
    rows.newcomers(place, "Ny")
    slots.offer_slots(now=FIRST)
    slots.take_out(SlotOffer.objects.get(), at=NOW)
    assert (states(meeting), asked_by_mail()) == ({"Ny": "closed"}, [])
    assert SlotOffer.objects.get().answered_at is None


# --- mails stay true -------------------------------------------------------------------------------------------------


def test_a_mail_that_has_not_left_follows_the_meeting_it_is_about(place: Network) -> None:
    meeting = rows.introductions(place)
    rows.newcomers(place, "Ny")
    jobs_stage.run(now=FIRST)
    later = meeting.starts_at + timedelta(days=1)
    Meeting.objects.filter(pk=meeting.pk).update(title="Nyt navn", starts_at=later, ends_at=later + timedelta(hours=2))
    jobs_stage.run(now=FIRST + timedelta(minutes=1))
    mailing = Mailing.objects.get(kind=slots.OFFER)
    assert (mailing.context["title"], mailing.expires_at) == ("Nyt navn", later - timedelta(hours=4))
    assert mailing.context["when"]["da"] == "mandag 1. februar 2027 kl. 18.00"
