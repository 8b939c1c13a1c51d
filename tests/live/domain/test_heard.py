"""Who has told of themselves, and whose turn came to nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from mikrovirk.live.domain.heard import heard, passed_over, seconds_on
from mikrovirk.live.domain.running import Action, Press, Turn

BEGIN = datetime(2027, 1, 25, 16, 30, tzinfo=UTC)
TURNS = [
    Turn("i1", "welcome", "Velkomst", 600),
    Turn("i2-1", "introductions", "3 × 3 minutter", 180, "Sofie Holm", "i2", 11),
    Turn("i2-2", "introductions", "3 × 3 minutter", 180, "Frode Bak", "i2", 12),
    Turn("i2-3", "introductions", "3 × 3 minutter", 180, "", "i2"),
    Turn("i3", "networking", "Netværke frit", 3600),
]


def press(seconds: float, kind: Press, turn: str = "", **detail: object) -> Action:
    return Action(kind, BEGIN + timedelta(seconds=seconds), turn, detail)


def at(seconds: float) -> datetime:
    return BEGIN + timedelta(seconds=seconds)


def test_a_turn_is_heard_when_it_was_on_for_half_a_minute() -> None:
    actions = [press(0, Press.GO, "i2-1"), press(29, Press.GO, "i2-2"), press(59, Press.GO, "i3")]
    assert seconds_on(TURNS, actions, now=at(90)) == {"i2-1": 29, "i2-2": 30, "i3": 31}
    assert [turn.person for turn in heard(TURNS, actions, now=at(90))] == [12]


def test_time_in_pause_does_not_count_and_two_times_on_are_added() -> None:
    actions = [
        press(0, Press.GO, "i2-1"),
        press(10, Press.PAUSE),
        press(100, Press.RESUME),
        press(110, Press.GO, "i2-2"),
        press(115, Press.GO, "i2-1"),
        press(125, Press.END),
    ]
    assert seconds_on(TURNS, actions, now=at(4000)) == {"i2-1": 30, "i2-2": 5}
    assert [turn.key for turn in heard(TURNS, actions, now=at(4000))] == ["i2-1"]


@pytest.mark.parametrize(
    ("who", "person", "told"), [("Ida Lund", 13, [13]), ("Gæst uden adresse", None, [None]), ("", None, [])]
)
def test_an_empty_turn_is_heard_by_whoever_it_was_given_to(
    who: str, person: int | None, told: list[int | None]
) -> None:
    actions = [
        press(0, Press.GO, "i2-3"),
        press(5, Press.NAME, "i2-3", who=who, person=person),
        press(60, Press.GO, "i3"),
    ]
    assert [turn.person for turn in heard(TURNS, actions, now=at(60))] == told


def test_a_welcome_is_no_introduction() -> None:
    assert heard(TURNS, [press(0, Press.GO, "i1")], now=at(300)) == ()


def test_passed_over_is_whose_turn_was_left_out_or_given_away_and_who_did_not_get_another() -> None:
    left_out = [press(0, Press.SKIP, "i2-1")]
    assert passed_over(TURNS, left_out, now=at(9)) == {11}
    assert passed_over(TURNS, [*left_out, press(1, Press.KEEP, "i2-1")], now=at(9)) == frozenset()
    given = press(0, Press.NAME, "i2-2", who="Ida Lund", person=13)
    assert passed_over(TURNS, [given], now=at(9)) == {12}
    moved = press(1, Press.NAME, "i2-3", who="Frode Bak", person=12)
    assert passed_over(TURNS, [given, moved], now=at(9)) == frozenset()


def test_who_told_before_the_rest_was_left_out_is_not_passed_over() -> None:
    actions = [press(0, Press.GO, "i2-1"), press(60, Press.GO, "i3"), press(61, Press.SKIP, "i2-1")]
    assert passed_over(TURNS, actions, now=at(100)) == frozenset()
