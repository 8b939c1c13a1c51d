"""Who may read what of an evening afterwards."""

from datetime import timedelta

import pytest

from mikrovirk.live.domain.recap import Reader, reader_of, readers_by_turn, turn_at
from mikrovirk.live.domain.running import Action, Press, Turn
from tests.factories import NOW

TALK = Turn("i1", "talk", "Oplæg", 600)
SEAT = Turn("i2", "hot_seat", "Den varme stol", 600, application=7)
INPUT = Turn("i3", "input", "Input", 600, application=7)
UNKNOWN = Turn("i4", "hot_seat", "Den varme stol", 600)
END = Turn("i5", "networking", "Netværke frit", 600)
TURNS = [TALK, SEAT, INPUT, END]


@pytest.mark.parametrize(
    ("openness", "reader"),
    [("open", Reader.EVERYBODY), ("members", Reader.MEMBERS), ("room", Reader.NOBODY), ("", Reader.NOBODY)],
)
def test_what_the_member_chose_holds_for_the_seat_and_the_input(openness: str, reader: Reader) -> None:
    assert reader_of(openness) is reader
    assert readers_by_turn(TURNS, {7: openness}) == {
        "i1": Reader.EVERYBODY,
        "i2": reader,
        "i3": reader,
        "i5": Reader.EVERYBODY,
    }


def test_a_seat_whose_application_is_gone_stays_in_the_room() -> None:
    assert readers_by_turn([SEAT], {}) == {"i2": Reader.NOBODY}


@pytest.mark.parametrize(("otherwise", "reader"), [("members", Reader.MEMBERS), ("room", Reader.NOBODY)])
def test_a_seat_without_an_application_is_as_open_as_the_evening_says(otherwise: str, reader: Reader) -> None:
    assert readers_by_turn([UNKNOWN], {}, otherwise=otherwise) == {"i4": reader}


@pytest.mark.parametrize(("minutes", "key"), [(-1, ""), (0, "i1"), (9, "i1"), (10, "i2"), (25, "i2"), (30, "")])
def test_what_was_on_at_a_moment(minutes: int, key: str) -> None:
    actions = [
        Action(Press.GO, NOW, "i1"),
        Action(Press.GO, NOW + timedelta(minutes=10), "i2"),
        Action(Press.END, NOW + timedelta(minutes=30)),
    ]
    assert turn_at(TURNS, actions, NOW + timedelta(minutes=minutes)) == key
