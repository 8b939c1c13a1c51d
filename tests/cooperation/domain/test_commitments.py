"""Where a commitment stands on a day."""

from datetime import date, timedelta

import pytest

from mikrovirk.cooperation.domain.commitments import Counts, Standing, counts_of, standing_of

TODAY = date(2027, 1, 11)


@pytest.mark.parametrize(
    ("state", "days", "expected"),
    [
        ("open", 15, Standing.OPEN),
        ("open", 14, Standing.SOON),
        ("open", 0, Standing.SOON),  # its last day: not overdue
        ("open", -1, Standing.OVERDUE),
        ("asked", -30, Standing.WAITING),  # nobody promised it, so nobody is late
        ("kept", -30, Standing.KEPT),
        ("dropped", 30, Standing.DROPPED),
        ("declined", 30, Standing.DECLINED),
    ],
)
def test_where_it_stands(state: str, days: int, expected: Standing) -> None:
    assert standing_of(state, TODAY + timedelta(days=days), today=TODAY) == expected


def test_each_is_counted_once() -> None:
    counts = counts_of([*Standing, Standing.OVERDUE])
    assert counts == Counts(all=8, open=2, overdue=2, waiting=1, kept=1, given_up=2)
    assert counts.all == counts.unsettled + counts.kept + counts.given_up
