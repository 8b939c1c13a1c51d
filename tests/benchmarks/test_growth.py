"""Pages, and the worker's round, cost about as much in a whole country as in one municipality."""

from pathlib import Path

import pytest

from benchmarks import growth
from benchmarks.growth import Growth


@pytest.mark.parametrize(
    ("costs", "meets"),
    [
        ((10.0, 11.0, 12.0, 19.9), True),
        ((10.0, 40.0, 12.0, 20.1), False),
        ((1.5, 1.5, 1.5, 3.4), True),  # what costs next to nothing is not known better
        ((1.5, 1.5, 1.5, 3.6), False),
    ],
)
def test_a_page_may_cost_twice_as_much(costs: tuple[float, ...], meets: bool) -> None:
    assert Growth("a page", costs).meets_goal is meets


@pytest.mark.soak
def test_neither_a_page_nor_the_workers_round_grows_with_the_region(tmp_path: Path) -> None:
    measured = growth.measure_all(growth.SIZES, tmp_path)
    found = growth.growths(measured)
    print("CPU seconds of the worker's round:", [round(each.round, 1) for each in measured])
    assert [each.people for each in measured if each.round > growth.ROUND] == []
    for each in found:
        print(f"{each.name:32}" + "".join(f"{cost:10.1f}" for cost in each.costs) + f"{each.factor:8.2f}")
    assert [(each.name, each.costs) for each in found if not each.meets_goal] == []
