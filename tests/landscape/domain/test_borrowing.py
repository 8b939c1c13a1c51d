"""How attendance went before and after something was borrowed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from mikrovirk.landscape.domain.borrowing import Evening, Fared, fared

FIRST = date(2027, 1, 4)


def evenings(*said: tuple[int, bool]) -> list[Evening]:
    return [Evening(FIRST + timedelta(weeks=4 * n), came, used) for n, (came, used) in enumerate(said)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], Fared(None, 0, None, 0)),
        ([(10, False)], Fared(Decimal("10.0"), 1, None, 0)),
        (
            [(30, False), (10, False), (11, False), (14, False), (18, True)],
            Fared(Decimal("11.7"), 3, Decimal("18.0"), 1),
        ),
        ([(12, True), (15, False), (9, True)], Fared(None, 0, Decimal("10.5"), 2)),
        ([(12, False), (0, True), (20, True)], Fared(Decimal("12.0"), 1, Decimal("20.0"), 1)),  # nobody was checked in
    ],
    ids=["nothing held", "not used yet", "the last three before", "used from the first", "an evening without check-in"],
)
def test_the_evenings_with_it_beside_the_last_before(said: list[tuple[int, bool]], expected: Fared) -> None:
    assert fared(evenings(*said)) == expected


def test_the_change_is_said_only_where_both_sides_are_known() -> None:
    assert fared(evenings((10, False), (14, True))).change == Decimal("4.0")
    assert fared(evenings((10, False))).change is None
