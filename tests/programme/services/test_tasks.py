"""The tasks of an evening: taken, given back, handed out, asked about."""

from datetime import timedelta

import pytest

from mikrovirk.mailing.models import Mailing
from mikrovirk.programme.models import MeetingTask, SignUp
from mikrovirk.programme.services import tasks
from tests import factories
from tests.factories import NOW
from tests.programme import stage_rows as rows

pytestmark = pytest.mark.django_db


def test_of_two_who_take_it_at_once_one_gets_it_and_the_other_is_told() -> None:
    place = factories.network()
    task = rows.task(factories.meeting(place))
    same = MeetingTask.objects.get(pk=task.pk)  # as the other one's page read it, before anybody pressed
    first, second = factories.member(place, "Hurtig").user, factories.member(place, "Langsom").user
    tasks.take(task, first, at=NOW)
    with pytest.raises(tasks.TaskTaken) as raised:
        tasks.take(same, second, at=NOW)
    assert raised.value.by == first
    assert (same.taken_by, same.taken_at) == (first, NOW)
    tasks.take(task, first, at=NOW + timedelta(hours=1))
    assert task.taken_at == NOW


def test_only_ones_own_task_is_given_back() -> None:
    place = factories.network()
    owner, other = factories.member(place).user, factories.member(place).user
    task = rows.task(factories.meeting(place), taken_by=owner, taken_at=NOW)
    assert tasks.give_back(task, other) is False
    assert tasks.give_back(task, owner) is True
    assert (task.taken_by, task.taken_at) == (None, None)


def test_the_coordinator_gives_it_to_somebody_or_to_nobody() -> None:
    place = factories.network()
    somebody = factories.member(place).user
    task = rows.task(factories.meeting(place))
    tasks.assign(task, somebody, at=NOW)
    assert (task.taken_by, task.taken_at) == (somebody, NOW)
    tasks.assign(task, None, at=NOW)
    assert (task.taken_by, task.taken_at) == (None, None)


def test_members_who_come_and_carry_nothing_are_asked_once() -> None:
    place = factories.network()
    meeting = factories.meeting(place)
    rows.task(meeting, "Stå i døren")
    comes, carries, stays_away = (factories.member(place, name) for name in ("Kommer", "Har en", "Kommer ikke"))
    guest = factories.person("Gæst")
    rows.task(meeting, "Kaffe", taken_by=carries.user, taken_at=NOW)
    for who in (comes, carries, guest):
        factories.sign_up(meeting, who)
    tasks.ask_for_hands(meeting, at=NOW)
    tasks.ask_for_hands(meeting, at=NOW)
    mailing = Mailing.objects.get(kind=tasks.ASK)
    assert (mailing.state, [m.user for m in mailing.messages.all()]) == ("draft", [comes.user])
    assert mailing.context["tasks"] == "- Stå i døren"
    assert stays_away.user not in tasks.those_without_task(meeting)


def test_there_must_be_a_task_and_somebody_to_ask() -> None:
    meeting = factories.meeting(factories.network())
    with pytest.raises(tasks.NobodyToAsk):
        tasks.ask_for_hands(meeting, at=NOW)
    rows.task(meeting)
    with pytest.raises(tasks.NobodyToAsk):
        tasks.ask_for_hands(meeting, at=NOW)


def test_the_task_of_who_signs_off_is_free_again() -> None:
    place = factories.network()
    meeting = factories.meeting(place)
    gone, stays = factories.member(place), factories.member(place)
    rows.task(meeting, "Fri igen", taken_by=gone.user, taken_at=NOW)
    rows.task(meeting, "Taget", taken_by=stays.user, taken_at=NOW)
    factories.sign_up(meeting, gone, state=SignUp.State.CANCELLED, cancelled_at=NOW + timedelta(hours=1))
    tasks.give_back_of_those_who_signed_off(now=NOW + timedelta(hours=2))
    assert dict(MeetingTask.objects.values_list("title", "taken_by")) == {"Fri igen": None, "Taget": stays.user.pk}
