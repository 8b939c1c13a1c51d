"""Where an indicator stands between where it began and where it should be."""

from datetime import date

import pytest

from mikrovirk.overview.domain.goals import Aim, Standing, Verdict, days_to_show, standing, worst

UP = Aim(100, date(2024, 12, 31), 200, 2028)  # four years, 25 a year
DOWN = Aim(0.10, date(2024, 12, 31), 0.06, 2028)
HALF_WAY = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("aim", "value", "on", "verdict"),
    [
        (UP, 150, HALF_WAY, Verdict.ON_THE_WAY),
        (UP, 149, HALF_WAY, Verdict.ON_THE_WAY),  # two hundredths of the way behind
        (UP, 147, HALF_WAY, Verdict.BEHIND),
        (UP, 160, HALF_WAY, Verdict.AHEAD),
        (UP, 99, HALF_WAY, Verdict.WRONG_WAY),
        (UP, 200, HALF_WAY, Verdict.REACHED),
        (UP, 240, date(2030, 1, 1), Verdict.REACHED),
        (UP, 199, date(2028, 12, 31), Verdict.ON_THE_WAY),  # the last day still counts
        (UP, 199, date(2029, 1, 1), Verdict.MISSED),
        (UP, None, HALF_WAY, Verdict.UNKNOWN),
        (UP, 100, date(2024, 12, 31), Verdict.ON_THE_WAY),
        (DOWN, 0.08, HALF_WAY, Verdict.ON_THE_WAY),
        (DOWN, 0.07, HALF_WAY, Verdict.AHEAD),
        (DOWN, 0.09, HALF_WAY, Verdict.BEHIND),
        (DOWN, 0.11, HALF_WAY, Verdict.WRONG_WAY),
        (DOWN, 0.05, HALF_WAY, Verdict.REACHED),
    ],
)
def test_the_verdict(aim: Aim, value: float | None, on: date, verdict: Verdict) -> None:
    assert standing(aim, value, on=on).verdict == verdict


def test_where_it_stands_half_way() -> None:
    found = standing(UP, 125, on=date(2025, 12, 31))
    assert (found.value, found.way, round(found.expected, 1)) == (125, 0.25, 125.0)


def test_without_a_value_only_the_plan_is_known() -> None:
    assert standing(UP, None, on=date(2028, 12, 31)) == Standing(None, None, 200, 1.0, Verdict.UNKNOWN)


def test_a_target_in_the_year_of_the_beginning_is_expected_at_once() -> None:
    late = Aim(100, date(2024, 12, 31), 200, 2024)
    assert late.expected(date(2024, 12, 31)) == 200


def test_the_plan_does_not_go_on_beyond_its_year_nor_begin_before() -> None:
    assert (UP.expected(date(2040, 1, 1)), UP.expected(date(2010, 1, 1))) == (200, 100)


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ([], Verdict.UNKNOWN),
        ([Verdict.UNKNOWN, Verdict.AHEAD], Verdict.AHEAD),
        ([Verdict.REACHED, Verdict.ON_THE_WAY, Verdict.AHEAD], Verdict.ON_THE_WAY),
        ([Verdict.BEHIND, Verdict.WRONG_WAY], Verdict.WRONG_WAY),
        ([Verdict.REACHED, Verdict.MISSED], Verdict.MISSED),
    ],
)
def test_the_worst_is_said_of_the_goal(verdicts: list[Verdict], said: Verdict) -> None:
    assert worst(verdicts) == said


def test_the_days_that_are_drawn() -> None:
    aim = Aim(1, date(2023, 6, 1), 2, 2028)
    assert days_to_show(aim, until=date(2025, 3, 1)) == [
        date(2023, 6, 1),
        date(2023, 12, 31),
        date(2024, 12, 31),
        date(2025, 3, 1),
    ]
    assert days_to_show(aim, until=date(2023, 6, 1)) == [date(2023, 6, 1)]
    assert days_to_show(Aim(1, date(2023, 12, 31), 2, 2028), until=date(2024, 1, 5)) == [
        date(2023, 12, 31),
        date(2024, 1, 5),
    ]
