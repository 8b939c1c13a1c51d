"""Many press at the same moment: a task has one taker, and three places are given three times."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.programme.models import HotSeatApplication, Meeting, MeetingTask, SlotOffer
from mikrovirk.programme.services import hot_seat, slots, tasks
from tests import factories
from tests.factories import NOW
from tests.programme import stage_rows as rows
from tests.programme.services.test_seating import AT_ONCE, in_threads  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_many_gets_the_task_and_the_others_are_told(in_threads: Callable[..., list[Any]]) -> None:  # noqa: F811
    place = factories.network()
    task = rows.task(factories.meeting(place))
    members = [factories.member(place).user for _ in range(AT_ONCE)]

    def take(user: User) -> str:
        try:
            tasks.take(MeetingTask.objects.get(pk=task.pk), user, at=NOW)
        except tasks.TaskTaken as error:
            return "told" if error.by else "lost"
        return "taken"

    assert Counter(in_threads(take, members)) == {"taken": 1, "told": AT_ONCE - 1}
    assert MeetingTask.objects.get().taken_by in members


def test_three_places_are_given_to_three(in_threads: Callable[..., list[Any]]) -> None:  # noqa: F811
    place = factories.network()
    meeting = rows.introductions(place)
    offers = [rows.offer(meeting, factories.member(place)) for _ in range(AT_ONCE)]

    def say_yes(offer: SlotOffer) -> str:
        return str(slots.answer(SlotOffer.objects.select_related("meeting").get(pk=offer.pk), yes=True, at=NOW))

    assert Counter(in_threads(say_yes, offers)) == {"accepted": 3, "full": AT_ONCE - 3}
    assert SlotOffer.objects.filter(state="accepted").count() == 3


def test_the_worker_twice_at_once_offers_nobody_anything_twice(in_threads: Callable[..., list[Any]]) -> None:  # noqa: F811
    place = factories.network()
    meeting = rows.introductions(place)
    rows.newcomers(place, *[f"Ny {n}" for n in range(6)])
    in_threads(
        lambda minute: slots.offer_slots_at(Meeting.objects.get(pk=meeting.pk), now=NOW + timedelta(minutes=minute)),
        list(range(AT_ONCE)),
    )
    assert SlotOffer.objects.count() == 3


def test_a_seat_is_given_to_one(in_threads: Callable[..., list[Any]]) -> None:  # noqa: F811
    place = factories.network()
    meeting = rows.with_seat(place)
    wanted = [rows.application(place, factories.member(place)) for _ in range(AT_ONCE)]

    def choose(application: HotSeatApplication) -> str:
        try:
            hot_seat.choose(application, meeting, at=NOW)
        except hot_seat.SeatTaken:
            return "taken"
        return "chosen"

    assert Counter(in_threads(choose, wanted)) == {"chosen": 1, "taken": AT_ONCE - 1}
