from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mikrovirk.fund.domain.calls import Draft, Kept, Obstacle, obstacles, still_kept

NOW = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
READY = Draft(
    pot=100,
    there=100,
    opens_at=None,
    deadline_at=NOW + timedelta(days=30),
    is_scored=True,
    criteria_count=1,
    decides="Udvalget",
    quick_up_to=0,
    has_quick_decider=False,
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"deadline_at": None}, [Obstacle.NO_DEADLINE]),
        ({"deadline_at": NOW}, [Obstacle.DEADLINE_PAST]),
        ({"opens_at": NOW + timedelta(days=30)}, [Obstacle.OPENS_LATE]),
        ({"opens_at": NOW - timedelta(days=30)}, []),
        ({"kept": [Kept("year", "2027", 101)]}, [Obstacle.SHARES_OVER_POT]),
        ({"kept": [Kept("year", "2027", 100), Kept("municipality", "0390", 100)]}, []),
        ({"criteria_count": 0}, [Obstacle.NO_CRITERIA]),
        ({"criteria_count": 0, "is_scored": False}, []),
        ({"decides": " "}, [Obstacle.NOBODY_DECIDES]),
        ({"quick_up_to": 5}, [Obstacle.NO_QUICK_DECIDER]),
        ({"quick_up_to": 5, "has_quick_decider": True}, []),
        ({"there": 99}, [Obstacle.POT_NOT_THERE]),
        ({"is_fund_closed": True}, [Obstacle.FUND_CLOSED]),
    ],
)
def test_what_keeps_a_call_from_opening(change: dict[str, object], expected: list[Obstacle]) -> None:
    assert obstacles(replace(READY, **change), now=NOW) == expected  # type: ignore[arg-type]


KEPT = [Kept("municipality", "0376", 40), Kept("municipality", "0390", 30), Kept("year", "2027", 60)]


@pytest.mark.parametrize(
    ("used", "own", "expected"),
    [
        ({}, {}, 70),
        ({}, {"municipality": "0390"}, 60),
        ({}, {"municipality": "0390", "year": "2027"}, 40),
        ({("municipality", "0376"): 25}, {"municipality": "0390", "year": "2027"}, 15),
        ({("municipality", "0376"): 99}, {"municipality": "0390", "year": "2027"}, 0),
    ],
)
def test_what_is_kept_for_others(used: dict[tuple[str, str], int], own: dict[str, str], expected: int) -> None:
    assert still_kept(KEPT, used, but_for=own) == expected
