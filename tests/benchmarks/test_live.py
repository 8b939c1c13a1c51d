"""The figures of a full room: what is counted, and that a missed goal is said."""

import pytest

from benchmarks.live import Result, Stretch, report, share_of, stretch_of

QUIET = Stretch("the host presses", [0.1] * 100, 0, 0.1)


def result(busy: Stretch = QUIET, *, stored: int = 300, lost: int = 0) -> Result:
    return Result(QUIET, busy, sent=300, stored=stored, took=[0.2], megabytes=80.0, memory=100.0, lost=lost)


def test_each_press_counts_from_when_it_was_sent_to_when_each_phone_had_it_first() -> None:
    presses = {1000: 5.0, 2000: 6.0}
    heard: list[list[tuple[int | None, float]]] = [
        [(None, 1.0), (1000, 5.25), (1000, 5.75), (2000, 6.5)],
        [(1000, 5.5)],
    ]
    assert stretch_of("x", (presses, 0.5), heard) == Stretch("x", [0.25, 0.5, 0.5], 1, 0.5)


def test_a_press_that_never_came_counts_as_late() -> None:
    assert Stretch("x", [0.1] * 98, 2, 0.1).in_time == 0.98
    assert not Stretch("x", [0.1] * 98, 2, 0.1).meets_goal
    assert Stretch("x", [0.1] * 99 + [1.1], 0, 0.1).meets_goal


@pytest.mark.parametrize(
    ("found", "met"),
    [
        (result(), True),
        (result(Stretch("busy", [0.1, 2.0], 0, 0.3)), False),
        (result(stored=299), False),
        (result(stored=301), False),
        (result(lost=1), False),
    ],
)
def test_every_goal_counts(found: Result, met: bool) -> None:
    assert found.meets_goal is met


def test_what_was_missed_is_said() -> None:
    assert "MISSED" not in report(result())
    assert "299 of 300 inputs sent within 10 s are stored, each once  MISSED" in report(result(stored=299))
    assert "MISSED" in report(result(Stretch("busy", [], 5, 0.3)))


def test_the_share_of_nothing_is_endless() -> None:
    assert (share_of([3.0, 1.0, 2.0], 0.5), share_of([1.0], 1), share_of([], 0.5)) == (2.0, 1.0, float("inf"))
