"""The measures: each with a case that can be counted by hand."""

from datetime import date, timedelta

import pytest

from mikrovirk.health.domain import measures
from mikrovirk.health.domain.measures import Attendance, Hand, Share, Spread
from tests.health.evenings import FIRST, evenings


def test_attendance_is_the_last_evening_and_the_median_of_twelve() -> None:
    assert measures.attendance(evenings(90, *[10, 20] * 6)) == Attendance(last=20, median=15.0, meetings=12)
    assert measures.attendance(()) is None


def test_a_trend_that_halves() -> None:
    found = measures.trend([31, 29, 26, 24, 22, 21, 19, 18, 17, 16, 15, 14])
    assert found is not None
    assert found.change == pytest.approx(-0.52, abs=0.005)
    assert (found.falls, found.rises, found.meetings) == (True, False, 12)
    assert found.low <= found.change <= found.high < 0


def test_one_odd_evening_is_no_trend() -> None:
    found = measures.trend([20, 21, 19, 20, 22, 19, 20, 21, 20, 19, 21, 3])
    assert found is not None
    assert not found.falls
    assert abs(found.change) < 0.1


def test_evenings_all_alike_have_no_trend_at_all() -> None:
    found = measures.trend([12] * 8)
    assert found == measures.Trend(0.0, 0.0, 0.0, 8)


def test_a_rise_is_seen_too() -> None:
    found = measures.trend([5, 6, 8, 9, 11, 14, 16])
    assert found is not None
    assert found.rises


def test_four_evenings_are_too_few_for_a_trend() -> None:
    assert measures.trend([40, 30, 20, 10]) is None


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 10, 0.0, 0.141), (5, 10, 0.312, 0.688), (10, 10, 0.859, 1.0), (1, 1, 0.378, 1.0)],
)
def test_wilsons_interval(count: int, of: int, low: float, high: float) -> None:
    found = measures.share(count, of)
    assert found is not None
    assert (found.share, found.low, found.high) == pytest.approx((count / of, low, high), abs=0.001)


def test_a_share_of_nothing_is_none() -> None:
    assert measures.share(0, 0) is None


def test_first_timers_who_come_back_within_90_days() -> None:
    """a and b are there from the beginning; c d e come first in the fifth month: c is back after 28 days, d after 112, e never."""
    held = evenings("ab", "a", "ab", "b", "acde", "ac", "a", "a", "ad")
    found = measures.first_timers_back(held, as_of=held[-1].on + timedelta(30))
    assert found == measures.share(1, 3)


def test_who_came_first_within_90_days_still_has_time() -> None:
    held = evenings("ab", "a", "ab", "b", "acde")
    assert measures.first_timers_back(held, as_of=held[-1].on + timedelta(89)) is None
    assert measures.first_timers_back(held, as_of=held[-1].on + timedelta(90)) == Share(
        0, 3, 0.0, 0.0, pytest.approx(0.354, abs=0.001)
    )


def test_first_times_of_long_ago_are_not_counted() -> None:
    held = evenings("a", "a", "a", "a", "abc", "abc")
    assert measures.first_timers_back(held, as_of=FIRST + timedelta(1000)) is None
    assert measures.first_timers_back((), as_of=FIRST) is None


def test_coming_twice_on_one_day_is_not_coming_back() -> None:
    held = evenings("a", "a", "a", "a") + evenings("b", "b", days=0, first=FIRST + timedelta(120))
    assert measures.first_timers_back(held, as_of=FIRST + timedelta(300)) == measures.share(0, 1)


def test_active_in_the_last_three_meetings() -> None:
    held = evenings("abcdefg", "ab", "bc", "cd")
    assert (measures.active(held), measures.active(held, members={"a", "d", "x"}), measures.active(())) == (4, 2, 0)


def test_regulars_who_stay_away() -> None:
    """a b c came to three of the nine before; d to two only; b has been back since."""
    held = evenings("abcd", "abcd", "abc", "x", "b", "x")
    assert measures.regulars_away(held) == (frozenset("abc"), frozenset("ac"))


def test_the_spread_of_industries() -> None:
    even = measures.spread(["47", "62", "96", "01"])
    assert even == Spread(known=4, unknown=0, kinds=4, effective=4.0, largest="01", largest_share=0.25)
    lopsided = measures.spread(["47"] * 8 + ["62", "96", "", ""])
    assert lopsided == Spread(10, 2, 3, pytest.approx(100 / 66), "47", 0.8)
    assert measures.spread(["", ""]) is None


@pytest.mark.parametrize(
    ("tasks", "people"),
    [
        ({}, 0),
        ({"ida": 0}, 0),
        ({"ida": 7}, 1),
        ({"ida": 5, "bo": 5}, 1),
        ({"ida": 4, "bo": 3, "eva": 2, "per": 2}, 2),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, 3),
    ],
    ids=["no tasks", "none done", "one person", "half each", "two for six of eleven", "an odd number of tasks"],
)
def test_how_many_hands_carry_the_work(tasks: dict[str, int], people: int) -> None:
    assert measures.hands(tasks) == people


def test_who_could_run_a_meeting_tonight() -> None:
    today = date(2026, 11, 22)
    people = [
        Hand("hosts", may_host=True, hosted_on=date(2025, 11, 22)),
        Hand("long ago", may_host=True, hosted_on=date(2025, 11, 21)),
        Hand("helps", may_host=True, helped=3),
        Hand("helped twice", may_host=True, helped=2),
        Hand("may not", may_host=False, hosted_on=today, helped=9),
        Hand("is away", may_host=True, hosted_on=today, away=True),
        Hand("will host", may_host=True, hosted_on=date(2026, 11, 23)),
    ]
    assert measures.could_run_tonight(people, as_of=today) == ("hosts", "helps")
