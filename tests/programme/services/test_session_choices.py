"""Choosing sessions: places, waiting, one thing at a time, and what follows when somebody does not come."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from mikrovirk.mailing.models import Message
from mikrovirk.programme.models import Meeting, Session, SessionSignUp, SessionSpeaker, SignUp
from mikrovirk.programme.services import session_choices, sign_ups
from tests import factories
from tests.programme import session_rows as rows
from tests.programme.services.test_seating import AT_ONCE, in_threads  # noqa: F401  a fixture
from tests.programme.session_rows import NOW, choices

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def meeting() -> Meeting:
    return rows.day(factories.network("mikrovirk", name="MikroVirk"))


def test_a_place_once_however_often_one_presses(meeting: Meeting) -> None:
    talk, lise = rows.session(meeting), rows.comes(meeting, "Lise Holm")
    first = session_choices.choose(talk, lise, at=NOW)
    again = session_choices.choose(talk, lise, at=NOW + MINUTE)
    assert (first.pk, first.state, choices(talk)) == (again.pk, "coming", [("Lise Holm", "coming")])


def test_a_full_session_is_waited_for_and_the_first_in_line_moves_up(meeting: Meeting) -> None:
    talk = rows.session(meeting, room=rows.room(meeting, capacity=1))
    lise, karen, tove = (rows.comes(meeting, name) for name in ("Lise Holm", "Karen Bæk", "Tove Tal"))
    for n, each in enumerate((lise, karen, tove)):
        session_choices.choose(talk, each, at=NOW + n * MINUTE)
    assert [state for _name, state in choices(talk)] == ["coming", "waiting", "waiting"]

    assert session_choices.leave(talk, lise, at=NOW + 5 * MINUTE)
    assert choices(talk) == [("Karen Bæk", "coming"), ("Tove Tal", "waiting")]
    assert list(Message.objects.values_list("user__full_name", "kind")) == [("Karen Bæk", "programme.session_place")]


def test_something_at_that_hour_is_given_up_only_when_they_say_so(meeting: Meeting) -> None:
    talk, workshop = rows.session(meeting, "Salg"), rows.session(meeting, "Moms", after=0.5)
    lise = rows.comes(meeting, "Lise Holm")
    session_choices.choose(talk, lise, at=NOW)
    with pytest.raises(session_choices.AlreadyElsewhere) as error:
        session_choices.choose(workshop, lise, at=NOW)
    assert (error.value.session, error.value.speaks) == (talk, False)

    session_choices.choose(workshop, lise, at=NOW, instead=True)
    assert (choices(talk), choices(workshop)) == ([], [("Lise Holm", "coming")])


def test_who_waits_keeps_something_else_until_the_place_is_theirs(meeting: Meeting) -> None:
    full, other, later = (
        rows.session(meeting, "Fuld", capacity=1),
        rows.session(meeting, "Anden", capacity=1),
        rows.session(meeting, after=2),
    )
    lise, karen, tove = (rows.comes(meeting, name) for name in ("Lise Holm", "Karen Bæk", "Tove Tal"))
    session_choices.choose(full, lise, at=NOW)
    session_choices.choose(other, karen, at=NOW)
    session_choices.choose(full, karen, at=NOW)
    session_choices.choose(other, tove, at=NOW)
    session_choices.choose(later, karen, at=NOW)
    assert (choices(full)[1], choices(other)) == (
        ("Karen Bæk", "waiting"),
        [("Karen Bæk", "coming"), ("Tove Tal", "waiting")],
    )

    session_choices.leave(full, lise, at=NOW + MINUTE)
    assert (choices(full), choices(other), choices(later)) == (
        [("Karen Bæk", "coming")], [("Tove Tal", "coming")], [("Karen Bæk", "coming")],
    )  # fmt: skip
    mail = Message.objects.get(user=karen.person.user)  # type: ignore[union-attr]
    assert "Anden" in mail.mailing.context["instead"]["da"]


def test_what_is_begun_taken_off_or_for_everybody_is_not_chosen(meeting: Meeting) -> None:
    lise, talk = rows.comes(meeting), rows.session(meeting)
    begun = talk.starts_at
    for closed, at in (
        (talk, begun),
        (rows.session(meeting, taken_off_at=NOW), NOW),
        (rows.session(meeting, kind=Session.Kind.PLENARY), NOW),
    ):
        with pytest.raises(session_choices.ChoosingClosed):
            session_choices.choose(closed, lise, at=at)
    with pytest.raises(session_choices.ChoosingClosed):
        session_choices.choose(talk, rows.comes(meeting, state=SignUp.State.WAITING), at=NOW)


def test_who_speaks_at_that_hour_cannot_sit_elsewhere(meeting: Meeting) -> None:
    talk, other = rows.session(meeting, "Salg"), rows.session(meeting, "Moms")
    lise = rows.comes(meeting, "Lise Holm")
    SessionSpeaker.objects.create(session=talk, name="Lise Holm", user=lise.person.user)  # type: ignore[union-attr]
    with pytest.raises(session_choices.AlreadyElsewhere) as error:
        session_choices.choose(other, lise, at=NOW, instead=True)
    assert (error.value.session, error.value.speaks) == (talk, True)


def test_who_cancels_the_meeting_leaves_every_session_with_the_guests(meeting: Meeting) -> None:
    talk = rows.session(meeting, capacity=2)
    lise, karen = rows.comes(meeting, "Lise Holm"), rows.comes(meeting, "Karen Bæk")
    guest = SignUp.objects.create(meeting=meeting, name="Gæst", brought_by=lise, state="coming", as_guest=True)
    for n, each in enumerate((lise, guest, karen)):
        session_choices.choose(talk, each, at=NOW + n * MINUTE)
    sign_ups.cancel(lise, at=NOW + 5 * MINUTE)
    assert choices(talk) == [("Karen Bæk", "coming")]


def test_somebody_who_came_is_ticked_and_unticked(meeting: Meeting) -> None:
    talk = rows.session(meeting)
    choice = session_choices.choose(talk, rows.comes(meeting), at=NOW)
    session_choices.mark(choice, came=True, at=NOW)
    assert SessionSignUp.objects.get().came_at == NOW
    session_choices.mark(choice, came=False, at=NOW)
    assert SessionSignUp.objects.get().came_at is None


@pytest.mark.django_db(transaction=True)
def test_many_at_once_for_three_places(in_threads: Callable[..., list[Any]]) -> None:  # noqa: F811
    meeting = rows.day(factories.network())
    talk = rows.session(meeting, capacity=3)
    people = [rows.comes(meeting) for _ in range(AT_ONCE)]

    def press(who: SignUp) -> str:
        return session_choices.choose(Session.objects.get(pk=talk.pk), who, at=NOW).state

    assert Counter(in_threads(press, people)) == {"coming": 3, "waiting": AT_ONCE - 3}
