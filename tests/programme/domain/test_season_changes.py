"""Changing a season by hand."""

from datetime import date, time

import pytest

from mikrovirk.programme.domain.alternation import alternate
from mikrovirk.programme.domain.rhythms import MonthlyRhythm, Nth
from mikrovirk.programme.domain.season_changes import change_format, insert, move, remove
from mikrovirk.programme.domain.seasons import SeasonImpossible, SeasonLayout, SeasonProblem, SeasonWish, lay_out

TURN = ("1-0", "2-0")


def spring() -> SeasonLayout:
    """25 January, 22 February, 15 March (moved for Easter), 26 April."""
    return lay_out(SeasonWish(date(2027, 1, 25), MonthlyRhythm(Nth.LAST, 0), time(17, 30), TURN, count=4))


def rows(layout: SeasonLayout) -> list[tuple[int, date, str]]:
    return [(meeting.number, meeting.date, meeting.format_key) for meeting in layout.meetings]


def test_moving_one_date_keeps_the_rest() -> None:
    moved = move(spring(), 2, date(2027, 2, 24), start_time=time(19, 0))
    assert rows(moved) == [
        (1, date(2027, 1, 25), "1-0"),
        (2, date(2027, 2, 24), "2-0"),
        (3, date(2027, 3, 15), "1-0"),
        (4, date(2027, 4, 26), "2-0"),
    ]
    second = moved.meetings[1]
    assert (second.by_hand, second.original_date, second.start_time) == (True, date(2027, 2, 22), time(19, 0))
    assert [meeting for meeting in moved.meetings if meeting.number != 2] == [
        meeting for meeting in spring().meetings if meeting.number != 2
    ]


def test_a_meeting_moved_past_another_swaps_numbers_and_keeps_its_format() -> None:
    assert rows(move(spring(), 2, date(2027, 4, 5)))[1:3] == [
        (2, date(2027, 3, 15), "1-0"),
        (3, date(2027, 4, 5), "2-0"),
    ]


@pytest.mark.parametrize(
    ("number", "to", "code"),
    [
        (2, date(2027, 1, 25), SeasonProblem.DATE_TAKEN),
        (5, date(2027, 1, 26), SeasonProblem.NO_SUCH_MEETING),
        (0, date(2027, 1, 26), SeasonProblem.NO_SUCH_MEETING),
    ],
)
def test_moves_that_cannot_be(number: int, to: date, code: SeasonProblem) -> None:
    with pytest.raises(SeasonImpossible) as raised:
        move(spring(), number, to)
    assert raised.value.code == code


def test_an_extra_meeting_takes_the_next_in_turn_and_the_rest_follow() -> None:
    extra = insert(spring(), date(2027, 2, 8), start_time=time(9, 0), turn=TURN, realternate=True)
    assert [key for _, _, key in rows(extra)] == ["1-0", "2-0", "1-0", "2-0", "1-0"]
    assert (extra.meetings[1].original_date, extra.meetings[1].moved, extra.meetings[1].by_hand) == (None, False, True)


def test_an_extra_meeting_may_leave_the_others_as_they_were() -> None:
    extra = insert(spring(), date(2027, 2, 8), start_time=time(9, 0), turn=TURN, realternate=False)
    assert [key for _, _, key in rows(extra)] == ["1-0", "2-0", "2-0", "1-0", "2-0"]


def test_an_extra_meeting_of_another_format_takes_no_turn() -> None:
    extra = insert(
        spring(), date(2027, 2, 8), start_time=time(9, 0), turn=TURN, format_key="konference", realternate=True
    )
    assert [key for _, _, key in rows(extra)] == ["1-0", "konference", "2-0", "1-0", "2-0"]


def test_an_extra_meeting_needs_a_day_and_a_format() -> None:
    with pytest.raises(SeasonImpossible) as taken:
        insert(spring(), date(2027, 2, 22), start_time=time(9, 0), turn=TURN, realternate=False)
    with pytest.raises(SeasonImpossible) as no_format:
        insert(spring(), date(2027, 2, 23), start_time=time(9, 0), turn=(), realternate=False)
    assert (taken.value.code, no_format.value.code) == (SeasonProblem.DATE_TAKEN, SeasonProblem.NO_FORMATS)


def test_another_format_with_and_without_the_rest_following() -> None:
    follow = change_format(spring(), 2, "1-0", turn=TURN, realternate=True)
    stay = change_format(spring(), 2, "1-0", turn=TURN, realternate=False)
    assert [key for _, _, key in rows(follow)] == ["1-0", "1-0", "2-0", "1-0"]
    assert [key for _, _, key in rows(stay)] == ["1-0", "1-0", "1-0", "2-0"]


def test_a_meeting_taken_out_closes_the_gap_or_leaves_it() -> None:
    closed = remove(spring(), 2, turn=TURN, realternate=True)
    left = remove(spring(), 2, turn=TURN, realternate=False)
    assert rows(closed) == [(1, date(2027, 1, 25), "1-0"), (2, date(2027, 3, 15), "2-0"), (3, date(2027, 4, 26), "1-0")]
    assert [key for _, _, key in rows(left)] == ["1-0", "1-0", "2-0"]


@pytest.mark.parametrize(
    ("formats", "turn", "after", "fixed", "expected"),
    [
        (["x", "x", "x"], ["a", "b"], 0, (), ("a", "b", "a")),
        (["b", "x", "x"], ["a", "b"], 1, (), ("b", "a", "b")),
        (["a", "x", "b", "x"], ["a", "b"], 1, (3,), ("a", "b", "b", "a")),
        (["a", "k", "x", "x"], ["a", "b"], 2, (), ("a", "k", "b", "a")),
        (["a", "x", "x", "x"], ["a", "a", "b"], 1, (), ("a", "a", "b", "a")),  # twice 1.0, then 2.0
        (["a", "b"], [], 0, (), ("a", "b")),
        ([], ["a"], 0, (), ()),
    ],
)
def test_formats_in_turn(
    formats: list[str], turn: list[str], after: int, fixed: tuple[int, ...], expected: tuple[str, ...]
) -> None:
    assert alternate(formats, turn, after=after, fixed=fixed) == expected
