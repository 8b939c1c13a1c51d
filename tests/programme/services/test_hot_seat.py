"""The hot seat and the brag spot: applied for, chosen, undone, asked for in person."""

from datetime import timedelta

import pytest

from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import HotSeatApplication, HotSeatAsk, Meeting
from mikrovirk.programme.queries import hot_seat as queries
from mikrovirk.programme.services import hot_seat
from tests import factories
from tests.factories import NOW, TODAY
from tests.programme import stage_rows as rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk")


def states() -> dict[str, str]:
    return dict(HotSeatApplication.objects.values_list("title", "state"))


def drafted(kind: str) -> list[str]:
    return sorted(Message.objects.filter(kind=kind, state="draft").values_list("user__full_name", flat=True))


def test_one_is_chosen_and_the_others_are_told_kindly_and_kept(place: Network) -> None:
    meeting = rows.with_seat(place)
    chosen = rows.application(place, factories.member(place, "Valgt"), "Valgt")
    rows.application(place, factories.member(place, "Venter"), "Venter")
    rows.application(place, factories.member(place, "Trukket"), "Trukket", state="withdrawn")
    hot_seat.choose(chosen, meeting, at=NOW)
    hot_seat.choose(chosen, meeting, at=NOW)
    assert states() == {"Valgt": "chosen", "Venter": "waiting", "Trukket": "withdrawn"}
    assert (drafted(hot_seat.CHOSEN), drafted(hot_seat.LATER)) == (["Valgt"], ["Venter"])
    meeting.refresh_from_db()
    assert queries.chosen_for(meeting) == chosen


def test_who_was_told_lately_is_not_told_again(place: Network) -> None:
    first = rows.application(place, factories.member(place, "A"), "A")
    second = rows.application(place, factories.member(place, "B"), "B")
    rows.application(place, factories.member(place, "C"), "C")
    hot_seat.choose(first, rows.with_seat(place), at=NOW)
    hot_seat.choose(
        second, rows.with_seat(place, starts_at=rows.EVENING + timedelta(days=28)), at=NOW + timedelta(days=30)
    )
    assert drafted(hot_seat.LATER) == ["B", "C"]


def test_a_choice_can_be_undone_and_made_anew(place: Network) -> None:
    meeting = rows.with_seat(place)
    first = rows.application(place, factories.member(place, "A"), "A")
    other = rows.application(place, factories.member(place, "B"), "B")
    hot_seat.choose(first, meeting, at=NOW)
    first.refresh_from_db()
    assert hot_seat.release(first, at=NOW) is True
    assert (states(), drafted(hot_seat.CHOSEN), drafted(hot_seat.LATER)) == ({"A": "waiting", "B": "waiting"}, [], [])
    hot_seat.choose(other, meeting, at=NOW + timedelta(minutes=1))
    assert (drafted(hot_seat.CHOSEN), drafted(hot_seat.LATER)) == (["B"], ["A"])


def test_undoing_says_when_a_mail_has_left(place: Network) -> None:
    application = rows.application(place, factories.member(place, "A"))
    hot_seat.choose(application, rows.with_seat(place), at=NOW)
    Message.objects.filter(kind=hot_seat.CHOSEN).update(state="sent", sent_at=NOW)
    assert hot_seat.release(application, at=NOW) is False


def test_a_seat_is_given_once(place: Network) -> None:
    meeting = rows.with_seat(place)
    hot_seat.choose(rows.application(place, factories.member(place), "A"), meeting, at=NOW)
    other = rows.application(place, factories.member(place), "B")
    with pytest.raises(hot_seat.SeatTaken):
        hot_seat.choose(other, meeting, at=NOW)
    with pytest.raises(hot_seat.MeetingIsPast):
        hot_seat.choose(other, meeting, at=meeting.starts_at)
    hot_seat.withdraw(other)
    with pytest.raises(hot_seat.NotWaiting):
        hot_seat.choose(other, rows.with_seat(place, starts_at=rows.EVENING + timedelta(days=7)), at=NOW)


def test_a_chosen_one_is_not_withdrawn_by_a_press(place: Network) -> None:
    application = rows.application(place, factories.member(place))
    hot_seat.choose(application, rows.with_seat(place), at=NOW)
    with pytest.raises(hot_seat.NotWaiting):
        hot_seat.withdraw(application)


def test_whose_evening_is_cancelled_waits_again(place: Network) -> None:
    application = rows.application(place, factories.member(place), "A")
    hot_seat.choose(application, rows.with_seat(place), at=NOW)
    Meeting.objects.update(state="cancelled")
    hot_seat.give_back_cancelled(now=NOW)
    assert states() == {"A": "waiting"}


# --- asking ----------------------------------------------------------------------------------------------------------


def test_three_are_proposed_by_turns_with_words_of_their_own(place: Network) -> None:
    meeting = rows.with_seat(place)
    old = factories.member(place, "Gammel", joined=TODAY - timedelta(days=900))
    expecting = factories.member(place, "Venter noget", joined=TODAY - timedelta(days=200))
    factories.member(place, "Også med længe", joined=TODAY - timedelta(days=800))
    factories.member(place, "Helt ny", joined=TODAY - timedelta(days=5))
    held = rows.introductions(place, starts_at=NOW - timedelta(days=100))
    rows.offer(held, expecting, "accepted", expectation_text="En at dele stand med")
    roster = queries.seat_roster(place, now=NOW, meetings=[meeting])
    found = roster.proposals_for(meeting, application_count=0, today=TODAY)
    assert [(roster.named(p).name, p.reason.value) for p in found.proposals] == [
        ("Gammel", "never_on_stage"),
        ("Venter noget", "expectation_open"),
        ("Også med længe", "never_on_stage"),
    ]
    words = [hot_seat.ask_words(p, roster, language="da") for p in found.proposals]
    assert "En at dele stand med" in words[1]
    assert "2024" in words[0]
    assert old.pk == found.proposals[0].person_id


def test_an_ask_leaves_in_the_coordinators_words_and_only_once(place: Network) -> None:
    meeting, person, coordinator = (
        rows.with_seat(place),
        factories.member(place, "Lise Holm"),
        factories.coordinator(place),
    )
    hot_seat.ask(meeting, person, words="Vil du {være} den?", by=coordinator, at=NOW)
    mailing = Mailing.objects.get(kind=hot_seat.ASK)
    assert (mailing.state, mailing.approved_by) == ("approved", coordinator)
    assert [(m.user.full_name, m.context["words"], m.state) for m in mailing.messages.all()] == [
        ("Lise Holm", "Vil du {være} den?", "queued")
    ]
    with pytest.raises(hot_seat.AlreadyAsked):
        hot_seat.ask(meeting, person, words="Igen", by=coordinator, at=NOW)


def test_an_ask_can_be_taken_back_until_it_has_left(place: Network) -> None:
    meeting, coordinator = rows.with_seat(place), factories.coordinator(place)
    person = factories.member(place)
    hot_seat.ask(meeting, person, words="Vil du?", by=coordinator, at=NOW)
    assert hot_seat.take_ask_back(HotSeatAsk.objects.get(), at=NOW) is True
    hot_seat.ask(meeting, person, words="Vil du?", by=coordinator, at=NOW)
    Message.objects.filter(kind=hot_seat.ASK).update(state="sent", sent_at=NOW)
    assert hot_seat.take_ask_back(HotSeatAsk.objects.get(), at=NOW) is False


def test_asks_that_have_not_left_are_stopped_when_somebody_is_chosen(place: Network) -> None:
    meeting, coordinator = rows.with_seat(place), factories.coordinator(place)
    hot_seat.ask(meeting, factories.member(place), words="Vil du?", by=coordinator, at=NOW)
    hot_seat.choose(rows.application(place, factories.member(place)), meeting, at=NOW)
    assert list(Message.objects.filter(kind=hot_seat.ASK).values_list("state", "why")) == [("stopped", "filled")]
