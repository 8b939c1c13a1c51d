"""Places under pressure: many at once, on the database the tests run on (SQLite as a file, or PostgreSQL)."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper

from mikrovirk.config import environment
from mikrovirk.programme.domain.waiting_list import Party
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.services import seating, sign_ups
from tests import factories
from tests.programme.evenings import NOW, in_full, minutes, taken

PEOPLE, PLACES, AT_ONCE = 24, 7, 8


@pytest.fixture
def in_threads(transactional_db: None, tmp_path: Path) -> Iterator[Callable[..., list[Any]]]:
    """Run a function for each of some values in threads, each with a connection of its own.

    The tests' SQLite database is in memory, which threads cannot share as they share a file: they get a copy in a file,
    with the product's own settings. What they did is read there too.
    """
    file = str(tmp_path / "race.sqlite3")
    original = connections["default"]

    def own_connection() -> None:
        if connection.vendor == "sqlite":
            options = environment.sqlite(file)
            connections["default"] = DatabaseWrapper({**original.settings_dict, **options, "NAME": file}, "default")

    def run(do: Callable[[Any], Any], values: list[Any]) -> list[Any]:
        if original.vendor == "sqlite":
            with original.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [file])
            with sqlite3.connect(file) as prepared:
                prepared.execute("PRAGMA journal_mode=WAL")
        start = threading.Barrier(AT_ONCE)

        def begin() -> None:
            own_connection()
            start.wait()

        def once(value: Any) -> Any:
            try:
                return do(value)
            finally:
                connections["default"].close()

        with ThreadPoolExecutor(AT_ONCE, initializer=begin) as pool:
            done = list(pool.map(once, values))
        own_connection()
        return done

    yield run
    if original.vendor == "sqlite":
        connections["default"].close()
        connections["default"] = original


def test_parties_are_those_who_come_together_in_the_same_state() -> None:
    rows = [(1, None, "coming"), (2, 1, "coming"), (3, None, "waiting"), (4, 1, "waiting"), (5, 3, "waiting")]
    parties, members = seating.parties_of(rows)
    assert parties == [Party(1, 2, confirmed=True), Party(3, 2), Party(4, 1)]
    assert members == {1: [1, 2], 3: [3, 5], 4: [4]}


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_get_more_places_than_there_are(in_threads: Callable[..., list[Any]]) -> None:
    place = factories.network("mikrovirk")
    meeting = factories.meeting(place, capacity=PLACES)
    numbers = list(range(PEOPLE))

    def sign_up(number: int) -> str:
        address = f"person{number}@race.example"
        return sign_ups.sign_up_guest(
            in_full(meeting), name=f"Nr. {number}", email=address, at=NOW + minutes(number)
        ).state

    answered = in_threads(sign_up, numbers)

    assert (answered.count("coming"), answered.count("waiting")) == (PLACES, PEOPLE - PLACES)
    assert SignUp.objects.filter(state="coming").count() == PLACES
    assert taken(meeting) == PLACES


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_many_times_at_once_is_one_sign_up(in_threads: Callable[..., list[Any]]) -> None:
    meeting = factories.meeting(factories.network("mikrovirk"), capacity=PLACES)

    def sign_up(_number: int) -> int:
        return sign_ups.sign_up_guest(in_full(meeting), name="Karen", email="karen@race.example", at=NOW).pk

    assert len(set(in_threads(sign_up, list(range(AT_ONCE))))) == 1
    assert (SignUp.objects.count(), taken(meeting)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_cancelling_and_signing_up_at_once_leave_no_place_empty_while_somebody_waits(
    in_threads: Callable[..., list[Any]],
) -> None:
    place = factories.network("mikrovirk")
    meeting = in_full(factories.meeting(place, capacity=PLACES))
    people = [factories.member(place, f"Nr. {number:02d}") for number in range(PEOPLE)]
    for number, person in enumerate(people[:16]):
        sign_ups.sign_up(meeting, person, at=NOW + minutes(number), via="mail")

    def act(number: int) -> None:
        if number < PLACES:  # those with a place give it up
            sign_ups.cancel(SignUp.objects.select_related("meeting").get(person=people[number]), at=NOW + minutes(60))
        else:
            sign_ups.sign_up(in_full(meeting), people[16 + number - PLACES], at=NOW + minutes(60 + number), via="mail")

    in_threads(act, list(range(PLACES + 8)))

    assert SignUp.objects.filter(state="coming").count() == PLACES
    assert SignUp.objects.filter(state="cancelled").count() == PLACES
    assert taken(meeting) == PLACES
    moved = SignUp.objects.filter(state="coming").order_by("made_at").values_list("person__user__full_name", flat=True)
    assert list(moved) == [f"Nr. {number:02d}" for number in range(PLACES, 2 * PLACES)]


@pytest.mark.django_db
def test_the_usual_sign_up_is_one_conditional_update_of_the_places(django_assert_num_queries: Any) -> None:
    meeting = in_full(factories.meeting(factories.network("mikrovirk"), capacity=1))
    with django_assert_num_queries(1), transaction.atomic(durable=False, savepoint=False):
        assert seating.take_place(meeting, at=NOW) is True
    with django_assert_num_queries(1):
        assert seating.take_place(meeting, at=NOW) is False
    assert Meeting.objects.get().places_taken == 1


@pytest.mark.django_db
def test_nobody_gets_in_front_of_those_who_were_told_their_number() -> None:
    """Requests are dealt with in another order than they came where many come at once; the list keeps to the order told."""
    place = factories.network("mikrovirk")
    meeting = in_full(factories.meeting(place, capacity=1))
    people = [factories.member(place, name) for name in ("Anne", "Bo", "Camilla")]
    later, earlier = NOW + minutes(2), NOW + minutes(1)
    rows = [
        sign_ups.sign_up(meeting, person, at=at, via="page")
        for person, at in zip(people, (NOW, later, earlier), strict=True)
    ]
    fresh = in_full(meeting)
    assert [sign_ups.number_of(row, fresh) for row in rows] == [0, 1, 2]


@pytest.mark.django_db
def test_a_number_in_line_counts_parties(django_assert_num_queries: Any) -> None:
    place = factories.network("mikrovirk")
    meeting = in_full(factories.meeting(place, capacity=1))
    rows = [
        sign_ups.sign_up(meeting, factories.member(place, f"Nr. {number}"), at=NOW + minutes(number), via="page")
        for number in range(3)
    ]
    guest = sign_ups.bring_guest(rows[1], name="Gæst", at=NOW + minutes(4))
    fresh = in_full(meeting)
    with django_assert_num_queries(7):  # two for each that waits, one for who does not
        assert [sign_ups.number_of(row, fresh) for row in (*rows, guest)] == [0, 1, 2, 1]
    lines = seating.seating_of(fresh)[0].waiting
    assert [line.number for line in lines] == [1, 2]
