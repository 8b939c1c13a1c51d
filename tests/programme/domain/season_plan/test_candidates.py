"""Which dates may be proposed at all."""

from datetime import date, timedelta

from mikrovirk.programme.domain.school_holidays import Avoid, SchoolCalendar
from mikrovirk.programme.domain.season_plan.candidates import candidate_dates, candidates_by_month

USUAL = Avoid()


def within(first: date, last: date, avoid: Avoid = USUAL) -> list[str]:
    return [day.isoformat() for day in candidate_dates(first, last, avoid=avoid)]


def test_july_is_left_out() -> None:
    months = candidates_by_month(2027, 6, months=3, avoid=USUAL)
    assert [(dates[0].month, len(dates)) for dates in months] == [(6, 15), (8, 14)]


def test_easter_in_march_is_kept_free_until_monday() -> None:
    assert within(date(2027, 3, 18), date(2027, 3, 30)) == ["2027-03-18", "2027-03-30"]


def test_christmas_and_new_year_are_kept_free() -> None:
    assert within(date(2026, 12, 17), date(2027, 1, 4)) == ["2026-12-17", "2027-01-04"]


def test_winter_holiday_is_week_seven_or_eight_as_the_municipality_says() -> None:
    week_8 = Avoid(school=SchoolCalendar(winter_weeks=(8,)))
    seven = [(date.fromisocalendar(2027, 7, 1) + timedelta(n)).isoformat() for n in range(4)]
    eight = [(date.fromisocalendar(2027, 8, 1) + timedelta(n)).isoformat() for n in range(4)]
    both = (date.fromisocalendar(2027, 7, 1), date.fromisocalendar(2027, 8, 7))
    assert (within(*both), within(*both, week_8)) == (eight, seven)


def test_week_42_constitution_day_and_ascension_are_kept_free() -> None:
    assert within(date.fromisocalendar(2027, 42, 1), date.fromisocalendar(2027, 42, 7)) == []
    assert "2028-06-05" not in within(date(2028, 6, 1), date(2028, 6, 8))
    assert within(date(2027, 5, 5), date(2027, 5, 7)) == ["2027-05-05"]


def test_weekdays_can_be_chosen() -> None:
    days = candidate_dates(date(2027, 1, 25), date(2027, 2, 7), avoid=USUAL, weekdays=(4,))
    assert days == (date(2027, 1, 29), date(2027, 2, 5))
