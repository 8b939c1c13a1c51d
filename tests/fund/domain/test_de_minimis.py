"""The three years, the euro and the twenty working days of the regulation."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from mikrovirk.fund.domain.de_minimis import (
    CEILING,
    Aid,
    Answers,
    Finding,
    NoAidBecause,
    cents,
    euro_at_most,
    euro_of,
    finding,
    in_window,
    room,
    total,
    working_days_after,
    years_before,
)

RATE = Fraction(74_606, 100)  # 746.06 kroner for 100 euro
DAY = date(2027, 3, 15)


def aid(day: date, euro: int | Fraction) -> Aid:
    return Aid(day, Fraction(euro))


def test_kroner_become_euro_exactly() -> None:
    assert euro_of(746_06, RATE) == 100
    assert euro_of(1, RATE) == Fraction(1, 74606) * 100
    assert cents(euro_of(1, RATE)) == 1  # a hundredth of a krone is a seventh of a cent, and written as a whole one
    assert cents(euro_of(746_06, RATE)) == 100_00
    with pytest.raises(ValueError, match="above nothing"):
        euro_of(1, Fraction(0))


def test_kroner_without_a_rate_are_taken_as_the_most_they_can_have_been() -> None:
    assert euro_at_most(100_00) > euro_of(100_00, RATE)
    assert euro_at_most(1_00) == 1 / (Fraction(746_038, 100_000) * Fraction(9_775, 10_000))


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2027, 3, 15), date(2024, 3, 15)),
        (date(2028, 2, 29), date(2025, 2, 28)),
        (date(2027, 2, 28), date(2024, 2, 28)),
        (date(2027, 1, 1), date(2024, 1, 1)),
    ],
)
def test_three_years_before(day: date, before: date) -> None:
    assert years_before(day) == before


def test_the_three_years_roll_by_days() -> None:
    rows = [aid(date(2024, 3, 14), 1), aid(date(2024, 3, 15), 2), aid(DAY, 4), aid(date(2027, 3, 16), 8)]
    assert total(in_window(rows, DAY)) == 6


def test_exactly_the_ceiling_is_allowed_and_a_hundredth_of_a_cent_more_is_not() -> None:
    earlier = [aid(date(2026, 1, 1), 290_000)]
    assert not room(earlier, aid(DAY, 10_000)).is_over
    over = room(earlier, aid(DAY, Fraction(100_000_001, 10_000)))
    assert over.is_over
    assert over.left == 10_000


def test_what_is_older_than_three_years_makes_room_again() -> None:
    earlier = [aid(date(2024, 3, 14), 300_000)]
    assert room(earlier, aid(DAY, 300_000)).before == 0
    assert room(earlier, aid(date(2027, 3, 14), 1)).is_over


def test_aid_that_another_gave_later_counts_in_the_three_years_both_fall_into() -> None:
    earlier = [aid(date(2025, 1, 1), 100_000), aid(date(2027, 12, 1), 250_000)]
    found = room(earlier, aid(DAY, 60_000))
    assert (found.before, found.last_date) == (350_000, date(2027, 12, 1))
    assert room([aid(date(2030, 3, 16), 300_000)], aid(DAY, 60_000)).before == 0


def test_within_a_tenth_of_the_ceiling_is_near() -> None:
    assert room([], aid(DAY, 270_001)).is_near
    assert not room([], aid(DAY, 270_000)).is_near
    assert not room([], aid(DAY, 300_001)).is_near


def test_no_three_years_ever_hold_more_than_the_ceiling_if_each_grant_is_looked_at() -> None:
    """Granted in any order; then every period of three years is summed by hand."""
    for seed in range(30):
        dice = Random(seed)
        given: list[Aid] = []
        for _ in range(40):
            new = aid(date(2024, 1, 1) + timedelta(days=dice.randrange(2400)), dice.randrange(1, 90_000))
            if not room(given, new).is_over:
                given.append(new)
        for day in {each.granted_date for each in given}:
            assert total(each for each in given if years_before(day) <= each.granted_date <= day) <= CEILING


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (Answers(True, True, True, True), (Finding.DE_MINIMIS, None)),
        (Answers(True, True, True, True, is_excluded=True), (Finding.EXCLUDED, None)),
        (Answers(False, True, True, True), (Finding.NO_AID, NoAidBecause.NO_UNDERTAKING)),
        (Answers(True, False, False, True), (Finding.NO_AID, NoAidBecause.NO_ADVANTAGE)),
        (Answers(True, True, False, True), (Finding.NO_AID, NoAidBecause.NOT_SELECTIVE)),
        (Answers(True, True, True, False, is_excluded=True), (Finding.NO_AID, NoAidBecause.NO_EFFECT)),
    ],
)
def test_it_is_aid_only_if_all_four_are_so(answers: Answers, expected: tuple[Finding, NoAidBecause | None]) -> None:
    assert finding(answers) == expected


def test_twenty_working_days_go_round_weekends_and_holidays() -> None:
    christmas = {date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)}
    assert working_days_after(date(2026, 12, 18), 20, is_holiday=christmas.__contains__) == date(2027, 1, 19)
    assert working_days_after(date(2026, 12, 18), 1, is_holiday=christmas.__contains__) == date(2026, 12, 21)
