"""Places and the waiting list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.programme.domain.waiting_list import (
    Change,
    ChangeCode,
    Party,
    Seating,
    WaitingCode,
    WaitingLine,
    change_places,
    seat,
)


def test_places_go_in_order_and_the_rest_wait_with_a_number() -> None:
    assert seat([Party(1), Party(2), Party(3), Party(4)], 2) == Seating(
        moved_up=(1, 2),
        confirmed=(1, 2),
        waiting=(
            WaitingLine(3, 1, WaitingCode.FIRST_IN_LINE, needs=1, free=0),
            WaitingLine(4, 2, WaitingCode.IN_LINE, needs=1, free=0),
        ),
        places_taken=2,
        places_free=0,
        over_by=0,
    )


def test_without_a_limit_everybody_has_a_place() -> None:
    found = seat([Party(1, 5), Party(2, 300)], None)
    assert (found.confirmed, found.waiting, found.places_taken, found.places_free) == ((1, 2), (), 305, None)


def test_a_cancellation_moves_the_first_in_line_up() -> None:
    """Party 1 has cancelled and is no longer among them."""
    found = seat([Party(2, confirmed=True), Party(3), Party(4)], 2)
    assert (found.moved_up, found.confirmed) == ((3,), (2, 3))


def test_a_single_takes_the_one_place_that_two_cannot_use() -> None:
    found = seat([Party(1, confirmed=True), Party(2, places=2), Party(3)], 2)
    assert found.moved_up == (3,)
    assert found.waiting == (WaitingLine(2, 1, WaitingCode.FIRST_IN_LINE, needs=2, free=0),)


def test_two_are_told_that_one_place_is_not_enough() -> None:
    found = seat([Party(1, confirmed=True), Party(2, places=2), Party(3, places=3)], 2)
    assert found.waiting == (
        WaitingLine(2, 1, WaitingCode.NEEDS_MORE_PLACES, needs=2, free=1),
        WaitingLine(3, 2, WaitingCode.LARGER_THAN_CAPACITY, needs=3, free=1),
    )


def test_two_places_go_to_the_two_before_the_singles_behind_them() -> None:
    assert seat([Party(1, places=2), Party(2), Party(3)], 2).confirmed == (1,)


def test_a_smaller_room_turns_nobody_away_and_lets_nobody_up() -> None:
    found = seat([Party(1, 2, confirmed=True), Party(2, 2, confirmed=True), Party(3)], 3)
    assert (found.confirmed, found.moved_up, found.over_by, found.places_free) == ((1, 2), (), 1, 0)


def test_nobody_signed_up() -> None:
    assert seat([], 10) == Seating((), (), (), 0, 10, 0)


@pytest.mark.parametrize(
    ("parties", "sign_up_id", "places", "expected"),
    [
        ([Party(1, confirmed=True)], 1, 2, Change(ChangeCode.DONE, 2)),
        ([Party(1, confirmed=True), Party(2, confirmed=True)], 1, 3, Change(ChangeCode.GUEST_WAITS, 1, 2)),
        ([Party(1, 2, confirmed=True)], 1, 1, Change(ChangeCode.DONE, 1)),
        ([Party(1, 2, confirmed=True)], 1, 2, Change(ChangeCode.UNCHANGED, 2)),
        # one place is free, but somebody waiting has it first
        ([Party(1, confirmed=True), Party(2, confirmed=True), Party(3)], 1, 2, Change(ChangeCode.GUEST_WAITS, 1, 1)),
        # two wait for two places with one free: as one they come in
        ([Party(1, 2, confirmed=True), Party(2, 2)], 2, 1, Change(ChangeCode.DONE, 1)),
        ([Party(1, 3, confirmed=True), Party(2, 2)], 2, 1, Change(ChangeCode.STILL_WAITING, 0, 1)),
    ],
)
def test_a_party_that_becomes_more_or_fewer(
    parties: list[Party], sign_up_id: int, places: int, expected: Change
) -> None:
    assert change_places(parties, 3, sign_up_id=sign_up_id, places=places) == expected


def test_a_party_can_always_grow_without_a_limit() -> None:
    assert change_places([Party(1, confirmed=True)], None, sign_up_id=1, places=4) == Change(ChangeCode.DONE, 4)


@pytest.mark.parametrize(("sign_up_id", "places"), [(1, 0), (9, 1)])
def test_no_party_and_no_places_are_refused(sign_up_id: int, places: int) -> None:
    with pytest.raises(ValueError, match="no such party"):
        change_places([Party(1)], 3, sign_up_id=sign_up_id, places=places)


PARTIES = st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=30).map(
    lambda rows: [Party(number, places, confirmed) for number, (places, confirmed) in enumerate(rows, start=1)]
)


@given(PARTIES, st.integers(1, 40))
def test_nobody_loses_a_place_the_room_never_overflows_and_a_second_look_changes_nothing(
    parties: list[Party], capacity: int
) -> None:
    held = {party.sign_up_id for party in parties if party.confirmed}
    taken_before = sum(party.places for party in parties if party.confirmed)
    found = seat(parties, capacity)
    assert held <= set(found.confirmed)
    assert found.places_taken <= max(capacity, taken_before)
    assert {line.sign_up_id for line in found.waiting} | set(found.confirmed) == {p.sign_up_id for p in parties}
    assert [line.number for line in found.waiting] == list(range(1, len(found.waiting) + 1))
    assert all(line.needs > line.free for line in found.waiting)
    settled = [Party(p.sign_up_id, p.places, p.sign_up_id in found.confirmed) for p in parties]
    again = seat(settled, capacity)
    assert (again.moved_up, again.confirmed, again.waiting) == ((), found.confirmed, found.waiting)
