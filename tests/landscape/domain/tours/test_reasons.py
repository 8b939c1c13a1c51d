"""Why a visit does not fit."""

import pytest

from mikrovirk.landscape.domain.tours.ordering import best_route
from mikrovirk.landscape.domain.tours.reasons import why_left_out
from mikrovirk.landscape.domain.tours.route import Visit
from tests.landscape.domain.tours.tours import line


@pytest.mark.parametrize(
    ("visit", "why"),
    [
        (Visit(1, 60, opens=600, closes=630), ("too_long", 30)),
        (Visit(3, 30, closes=590), ("too_late", 570, 560)),
        (Visit(1, 30, opens=880), ("back_late", 920)),
    ],
)
def test_what_it_says_alone(visit: Visit, why: tuple[object, ...]) -> None:
    tour = line(visit)
    assert why_left_out(tour, best_route(tour), visit.key) == why


def test_there_is_time_for_one_of_two() -> None:
    both = line(Visit(1, 60, closes=620), Visit(9, 30, closes=670), apart=10)
    route = best_route(both)
    (left,) = {1, 9} - set(route.order)
    assert why_left_out(both, route, left) == ("besides", route.order[0])


def test_no_time_for_all_says_when_one_would_be_back() -> None:
    tour = line(Visit(1, 60), Visit(2, 60), Visit(3, 60), ends=725)
    route = best_route(tour)
    assert route.order == (1, 2)
    assert why_left_out(tour, route, 3) == ("no_time", 780, 2)


def test_its_hours_fit_in_nowhere() -> None:
    """Each two of them can be visited, but never all three."""
    tour = line(
        Visit(1, 60, closes=615), Visit(2, 60, opens=620, closes=680), Visit(3, 10, opens=600, closes=640), apart=10
    )
    route = best_route(tour)
    assert route.order == (1, 3)
    assert why_left_out(tour, route, 2) == ("no_order",)
