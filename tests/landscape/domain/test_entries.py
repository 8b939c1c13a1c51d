"""When an entry is sure, and when its owner is asked."""

from datetime import date

import pytest

from mikrovirk.landscape.domain.entries import Standing, round_on, standing

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("added", "confirmed", "is_own", "expected"),
    [
        (date(2026, 11, 1), None, False, Standing.NEW),
        (date(2026, 4, 1), None, False, Standing.STALE),
        (date(2020, 1, 1), date(2026, 8, 10), False, Standing.CONFIRMED),
        (date(2020, 1, 1), date(2026, 4, 23), False, Standing.CONFIRMED),
        (date(2020, 1, 1), date(2026, 4, 22), False, Standing.STALE),
        (date(2020, 1, 1), None, True, Standing.OWN),
    ],
)
def test_how_it_stands(added: date, confirmed: date | None, is_own: bool, expected: Standing) -> None:
    assert standing(added=added, confirmed=confirmed, is_own=is_own, today=TODAY) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 22), date(2026, 8, 1)),
        (date(2026, 8, 1), date(2026, 8, 1)),
        (date(2026, 7, 31), date(2026, 2, 1)),
        (date(2027, 1, 31), date(2026, 8, 1)),
        (date(2027, 2, 1), date(2027, 2, 1)),
    ],
)
def test_the_round_that_is_on(today: date, expected: date) -> None:
    assert round_on(today) == expected
