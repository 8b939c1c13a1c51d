"""Counts under three are not told, and cannot be worked out from what is."""

from itertools import product

import pytest

from mikrovirk.overview.domain.coverage import Cell, Coverage, Spot
from mikrovirk.overview.domain.coverage_told import Told, ToldCoverage, ToldSpot, left_out, told, told_cells
from mikrovirk.overview.domain.suppression import LEAST


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [
        ([10, 4, 3], set()),
        ([10, 4, 2], {1, 2}),  # alone, two would be the whole less the rest
        ([10, 4, 0], {2}),  # nobody at all tells of nobody
        ([10, 4, 1, 1], {1, 2, 3}),  # together two
        ([10, 2, 2], {1, 2, 0}),  # together four: both are two
        ([10, 2, 2, 1], {1, 2, 3}),  # together five: which one is one?
        ([2], {0}),
        ([0, 0], {0, 1}),
        ([], set()),
    ],
)
def test_which_numbers_are_left_out(numbers: list[int], hidden: set[int]) -> None:
    assert left_out(numbers) == hidden


def test_nobody_can_work_out_a_number_under_three() -> None:
    """Every whole of up to four parts of up to six: the whole and what is told leave two values or more open for each small part."""
    given_away = []
    for length in range(1, 5):
        for numbers in product(range(7), repeat=length):
            hidden = left_out(numbers)
            small = [at for at in hidden if 0 < numbers[at] < LEAST]
            if sum(numbers) < LEAST or not small:
                continue
            rest = sum(numbers[at] for at in hidden)
            fitting = [
                values
                for values in product(range(rest + 1), repeat=len(hidden))
                if sum(values) == rest and min(values) < LEAST
            ]
            places = {at: position for position, at in enumerate(sorted(hidden))}
            given_away += [numbers for at in small if len({values[places[at]] for values in fitting}) < 2]
    assert given_away == []


def test_where_the_businesses_are_not_told_those_reached_are_not() -> None:
    cells = (Cell("A", 20, 6), Cell("B", 2, 2), Cell("C", 9, 5), Cell("D", 12, 3))
    assert told_cells(cells) == (
        Told("A", 20, 6),
        Told("B", None, None),
        Told("C", None, None),
        Told("D", 12, None),  # three of twelve would say what is left to B
    )
    assert Told("A", 20, 5).share == 0.25
    assert Told("B", 20, None).share is None


def test_all_of_it() -> None:
    found = Coverage(
        Cell("", 14, 4),
        (Cell("F", 9, 4), Cell("I", 5, 0)),
        (Cell("4780", 14, 4),),
        (),
        (Cell("0", 13, 3), Cell("1-4", 1, 1)),
        (Spot("I", "4780", 5, 0), Spot("F", "4760", 20, 3)),
    )
    assert told(found) == ToldCoverage(
        Told("", 14, 4),
        (Told("F", 9, 4), Told("I", 5, None)),
        (Told("4780", 14, 4),),
        (),
        (Told("0", None, None), Told("1-4", None, None)),
        (ToldSpot("I", "4780", 5, True), ToldSpot("F", "4760", 20, False)),
    )
    assert told(Coverage(Cell("", 2, 1), (), (), (), (), ())).whole == Told("", None, None)
