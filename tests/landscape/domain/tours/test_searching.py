"""Many visits: OR-Tools' routing, beside the counted order where both can be had."""

from mikrovirk.landscape.domain.tours.counting import counted
from mikrovirk.landscape.domain.tours.route import fits, worth
from mikrovirk.landscape.domain.tours.searching import searched
from tests.landscape.domain.tours.tours import made_up


def test_as_good_as_counted_where_there_are_few() -> None:
    for seed in (2, 9):
        tour = made_up(9, seed, numbered=seed == 9, hours=6)
        assert worth(tour, searched(tour)) == worth(tour, counted(tour))


def test_many_fit_and_are_the_same_every_time() -> None:
    tour = made_up(20, 5, hours=14)
    route = searched(tour)
    assert fits(tour, route)
    assert len(route.order) > 8
    assert searched(tour) == route
