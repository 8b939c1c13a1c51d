"""The best order of a tour's visits: as many as can be, then home as early as can be, then as little driving as can be."""

from mikrovirk.landscape.domain.tours.counting import counted
from mikrovirk.landscape.domain.tours.route import LONGEST_ROUTE, Route, Tour
from mikrovirk.landscape.domain.tours.searching import searched

COUNTED_AT_MOST = 12  # visits; up to so many every order is counted in a fifth of a second


class TooManyVisits(ValueError):
    """More visits than a tour can have."""


def best_route(tour: Tour) -> Route:
    """Return the best order with its hours; visits that do not fit are not in it.

    Those that are to keep their number are passed by last of all. Raise TooManyVisits.
    """
    if len(tour.visits) > LONGEST_ROUTE:
        raise TooManyVisits
    return counted(tour) if len(tour.visits) <= COUNTED_AT_MOST else searched(tour)
