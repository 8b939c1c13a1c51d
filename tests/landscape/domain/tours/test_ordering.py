"""The best order of a tour, beside every order there is."""

import time

import pytest

from mikrovirk.landscape.domain.tours.ordering import TooManyVisits, best_route
from mikrovirk.landscape.domain.tours.route import Visit, fits, worth
from tests.landscape.domain.tours.tours import best_of_all, line, made_up, order_of


@pytest.mark.parametrize("count", range(7))
@pytest.mark.parametrize("seed", range(5))
def test_as_good_as_the_best_of_all_orders(count: int, seed: int) -> None:
    for numbered in (False, True):
        tour = made_up(count, seed, numbered=numbered, hours=3 + 3 * (seed % 3))
        route = best_route(tour)
        assert fits(tour, route)
        assert worth(tour, route) == best_of_all(tour)


def test_seven_visits_beside_all_their_orders() -> None:
    tour = made_up(7, 3, hours=5)
    assert worth(tour, best_route(tour)) == best_of_all(tour)


def test_out_along_the_road_and_back() -> None:
    route = best_route(line(Visit(1, 30), Visit(2, 30), Visit(3, 30)))
    assert order_of(route) == [(1, 550, 580), (2, 590, 620), (3, 630, 660)]
    assert (route.back, route.driving, route.waiting) == (690, 60, 0)


def test_one_that_closes_early_comes_first() -> None:
    assert best_route(line(Visit(1, 30), Visit(2, 30, closes=600))).order == (2, 1)


def test_one_waits_rather_than_leave_a_visit_out() -> None:
    route = best_route(line(Visit(1, 30, opens=600)))
    assert (order_of(route), route.waiting) == ([(1, 600, 630)], 50)


def test_as_many_visits_as_can_be_rather_than_the_long_one() -> None:
    assert set(best_route(line(Visit(1, 30), Visit(2, 200), Visit(3, 30), ends=700)).order) == {1, 3}


def test_what_keeps_its_number_has_it_and_is_passed_by_last() -> None:
    assert best_route(line(Visit(1, 30), Visit(2, 30), Visit(3, 30, number=1))).order[0] == 3
    assert best_route(line(Visit(1, 30), Visit(2, 60, number=1), ends=650)).order == (2,)


def test_nothing_asked_or_nothing_possible_is_an_empty_timetable() -> None:
    assert best_route(line()).order == ()
    assert best_route(line(Visit(1, 30, opens=1000))).order == ()


def test_twelve_in_less_than_two_seconds_and_the_same_every_time() -> None:
    tour = made_up(12, 7)
    before = time.process_time()
    found = best_route(tour)
    assert time.process_time() - before < 2
    assert best_route(tour) == found


def test_too_many() -> None:
    with pytest.raises(TooManyVisits):
        best_route(made_up(31, 1))
