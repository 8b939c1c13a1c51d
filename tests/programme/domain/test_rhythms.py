"""Which days a rhythm has."""

from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.programme.domain.rhythms import (
    MonthlyRhythm,
    Nth,
    Rhythm,
    WeeklyRhythm,
    rhythm_as_plain,
    rhythm_from_plain,
    rhythms_of,
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 30), ["monthly:last:0:1", "weekly:4", "weekly:2"]),  # the fifth Monday is only ever the last
        (date(2026, 11, 25), ["monthly:last:2:1", "monthly:fourth:2:1", "weekly:4", "weekly:2"]),
        (date(2026, 9, 23), ["monthly:fourth:2:1", "weekly:4", "weekly:2"]),  # a month with five Wednesdays
        (date(2026, 9, 1), ["monthly:first:1:1", "weekly:4", "weekly:2"]),
    ],
)
def test_what_a_first_date_can_begin(day: date, expected: list[str]) -> None:
    assert [rhythm_as_plain(rhythm) for rhythm in rhythms_of(day)] == expected


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_every_rhythm_offered_begins_on_the_first_date(day: date) -> None:
    assert {next(iter(rhythm.occasions(day))) for rhythm in rhythms_of(day)} == {day}


@pytest.mark.parametrize("rhythm", [MonthlyRhythm(Nth.LAST, 0), MonthlyRhythm(Nth.SECOND, 3, 2), WeeklyRhythm(4)])
def test_a_rhythm_survives_a_form(rhythm: Rhythm) -> None:
    assert rhythm_from_plain(rhythm_as_plain(rhythm)) == rhythm


@pytest.mark.parametrize("plain", ["", "weekly", "weekly:0", "weekly:x", "monthly:fifth:0:1", "monthly:last:7:1"])
def test_what_is_no_rhythm_is_refused(plain: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        rhythm_from_plain(plain)


def test_months_are_counted_over_new_year() -> None:
    days = islice(MonthlyRhythm(Nth.FIRST, 1, every_months=5).occasions(date(2026, 9, 2)), 3)
    assert list(days) == [date(2026, 10, 6), date(2027, 3, 2), date(2027, 8, 3)]


def test_alternatives_are_the_nearest_first_and_the_later_of_two() -> None:
    assert MonthlyRhythm(Nth.THIRD, 2).alternatives(date(2026, 9, 16)) == (
        date(2026, 9, 23),
        date(2026, 9, 9),
        date(2026, 9, 30),
        date(2026, 9, 2),
    )
    assert WeeklyRhythm(3).alternatives(date(2026, 9, 16)) == (date(2026, 9, 23), date(2026, 9, 9))
