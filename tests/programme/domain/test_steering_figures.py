"""What the steering group is told."""

from datetime import date
from decimal import Decimal

import pytest

from mikrovirk.programme.domain.steering_figures import (
    AttendanceRow,
    Comparison,
    Direction,
    Measure,
    MeetingFigures,
    MeetingRow,
    RatingRow,
    Ratings,
    Share,
    SteeringFigures,
    distribution,
    figures,
)

MEETINGS = [MeetingRow(number, date(2026, 7 + number, 28)) for number in range(1, 6)]


def came(meeting_id: int, *people: str, member: bool = True) -> list[AttendanceRow]:
    return [AttendanceRow(meeting_id, person, signed_up=True, came=True, is_member=member) for person in people]


def stayed_away(meeting_id: int, *people: str) -> list[AttendanceRow]:
    return [AttendanceRow(meeting_id, person, signed_up=True, came=False, is_member=True) for person in people]


def rated(meeting_id: int, *ratings: int) -> list[RatingRow]:
    return [RatingRow(meeting_id, rating) for rating in ratings]


def told(meeting_id: int, attendance: list[AttendanceRow], ratings: list[RatingRow] | None = None) -> SteeringFigures:
    return figures(meeting_id, meetings=MEETINGS, attendance=attendance, ratings=ratings or [])


def test_an_evening_in_numbers() -> None:
    attendance = [
        *came(1, "ane", "bo"),
        *came(2, "bo", "dan"),
        *came(2, "gæst", member=False),
        *stayed_away(2, "ane"),
        AttendanceRow(2, None, signed_up=False, came=True, is_member=False),
    ]
    assert told(2, attendance, rated(2, 5, 4, 4)).meeting == MeetingFigures(
        meeting_id=2,
        date=date(2026, 9, 28),
        was_checked=True,
        signed_up=4,
        came=4,
        members=2,
        guests=2,
        walk_ins=1,
        first_timers=("dan", "gæst"),
        returning=("bo",),
        no_shows=("ane",),
        unknown=1,
        ratings=Ratings((0, 0, 0, 2, 1), 3, Decimal("4.3")),
    )


def test_shares_of_an_evening() -> None:
    attendance = [*came(1, "ane", "bo", "carl"), *stayed_away(1, "dan")]
    found = told(1, attendance, rated(1, 5, 4))
    assert (found.showed_up, found.answered, found.came_back) == (Share(3, 4), Share(2, 3), Share(0, 0))


def test_who_was_new_lately_and_has_come_again() -> None:
    attendance = [
        *came(1, "gammel"),
        *came(2, "ane", "gammel"),
        *came(3, "bo", "ane"),
        *came(4, "carl"),
        *came(5, "carl", "gammel", "ny"),
    ]
    found = told(5, attendance)
    assert [figure.meeting_id for figure in found.before] == [2, 3, 4]
    assert (found.came_back, found.back) == (Share(2, 3), ("ane", "carl"))


def test_later_meetings_do_not_count() -> None:
    attendance = [*came(1, "ane"), *came(2, "bo"), *came(3, "bo")]
    found = told(2, attendance)
    assert (found.meeting.first_timers, [figure.meeting_id for figure in found.before]) == (("bo",), [1])


def test_compared_with_the_three_before() -> None:
    attendance = [
        *came(1, *"abcdefgh"),
        *came(2, *"ab"),
        *came(3, *"abc"),
        *came(4, *"abcd"),
        *came(5, *"abcdxyz"),
        *stayed_away(5, "e"),
    ]
    ratings = [*rated(2, 3, 3), *rated(3, 3, 4, 3), *rated(5, 5, 5, 4, 4, 5)]
    assert told(5, attendance, ratings).compared == (
        Comparison(Measure.SIGNED_UP, Decimal(8), Decimal("3.0"), Direction.UP),
        Comparison(Measure.CAME, Decimal(7), Decimal("3.0"), Direction.UP),
        Comparison(Measure.FIRST_TIMERS, Decimal(3), Decimal("0.0"), Direction.UP),
        Comparison(Measure.NO_SHOWS, Decimal(1), Decimal("0.0"), Direction.UP),
        Comparison(Measure.RATING, Decimal("4.6"), Decimal("3.2"), Direction.UP),
    )


def test_less_than_one_person_is_no_difference() -> None:
    attendance = [*came(1, *"abc"), *came(2, *"abcd"), *came(3, *"abc")]
    assert told(3, attendance).compared[1] == Comparison(Measure.CAME, Decimal(3), Decimal("3.5"), Direction.SAME)


def test_fewer_is_down() -> None:
    attendance = [*came(1, *"abcdefghij"), *came(2, *"ab")]
    assert told(2, attendance).compared[1].direction == Direction.DOWN


@pytest.mark.parametrize(
    ("ratings", "direction"),
    [
        ([*rated(1, 4, 4, 4, 4, 4), *rated(2, 4, 4, 4, 4, 5)], Direction.SAME),
        ([*rated(1, 4, 4, 4, 4, 4), *rated(2, 3, 4, 4, 4, 3)], Direction.DOWN),
        ([*rated(1, 1, 1, 1, 1, 1), *rated(2, 5, 5, 5, 5)], Direction.TOO_FEW),
        ([*rated(1, 1, 1, 1, 1), *rated(2, 5, 5, 5, 5, 5)], Direction.TOO_FEW),
        (rated(2, 5, 5, 5, 5, 5), Direction.NOTHING_BEFORE),
        (rated(1, 5, 5, 5, 5, 5), Direction.TOO_FEW),
    ],
)
def test_few_ratings_are_not_compared(ratings: list[RatingRow], direction: Direction) -> None:
    assert told(2, [*came(1, "a"), *came(2, "a")], ratings).compared[-1].direction == direction


def test_the_first_meeting_has_nothing_before_it() -> None:
    found = told(1, came(1, "ane"))
    assert {comparison.direction for comparison in found.compared} == {Direction.NOTHING_BEFORE}
    assert found.before == ()


def test_where_nobody_was_checked_in_nobody_is_a_no_show_and_it_is_not_compared_with() -> None:
    attendance = [*came(1, "ane"), *stayed_away(2, "ane", "bo"), *came(3, "ane")]
    assert (told(2, attendance).meeting.was_checked, told(2, attendance).meeting.no_shows) == (False, ())
    assert [figure.meeting_id for figure in told(3, attendance).before] == [1]


def test_a_meeting_without_anybody() -> None:
    found = told(1, [])
    assert (found.meeting.came, found.meeting.ratings) == (0, Ratings((0, 0, 0, 0, 0), 0, None))


def test_a_meeting_that_is_not_among_the_rows() -> None:
    with pytest.raises(KeyError):
        told(9, [])


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        (Share(3, 7), None),
        (Share(19, 19), None),
        (Share(10, 20), 50),
        (Share(1, 40), 3),  # 2.5, rounded the way people round
        (Share(0, 0), None),
    ],
)
def test_small_numbers_are_told_as_numbers(share: Share, percent: int | None) -> None:
    assert share.percent == percent


def test_every_rating_has_its_count() -> None:
    assert distribution([1, 5, 5, 3, 3, 3]) == Ratings((1, 0, 3, 0, 2), 6, Decimal("3.3"))
