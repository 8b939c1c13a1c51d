"""Tours made of numbers, and every order of one tried."""

import random
from itertools import combinations, permutations

from mikrovirk.landscape.domain.tours.driving import BASE, PACES, Place, driving
from mikrovirk.landscape.domain.tours.route import Route, Tour, Visit, fits, timetable, worth


def made_up(count: int, seed: int, *, numbered: bool = False, hours: int = 12) -> Tour:
    """So many visits on South Zealand, some of which open late or close early."""
    chance = random.Random(seed)
    keys = range(BASE, count + 1)
    places = {key: Place(54.7 + chance.random() * 0.4, 11.6 + chance.random() * 0.7) for key in keys}
    visits = []
    for key in keys[1:]:
        opens, closes = chance.choice([0, 0, 540, 600, 720, 780]), chance.choice([1440, 1440, 660, 840, 960])
        number = chance.choice([None, None, 1, 2, 3]) if numbered else None
        length = chance.choice([20, 30, 45, 60])
        visits.append(Visit(key, length, opens, closes if closes > opens else 1440, number))
    return Tour(540, 540 + 60 * hours, tuple(visits), driving(places, PACES["cars"]))


def best_of_all(tour: Tour) -> tuple[int, int, int, int]:
    """How good the best is, by trying every order of every choice of visits."""
    keys = [visit.key for visit in tour.visits]
    chosen = (some for count in range(len(keys) + 1) for some in combinations(keys, count))
    routes = (timetable(tour, order) for some in chosen for order in permutations(some))
    return min(worth(tour, route) for route in routes if fits(tour, route))


def line(*visits: Visit, starts: int = 540, ends: int = 900, apart: int = 10) -> Tour:
    """Visits along a road, each `apart` minutes further from the base than the one before."""
    keys = [BASE, *(visit.key for visit in visits)]
    minutes = {(a, b): apart * abs(a - b) for a in keys for b in keys if a != b}
    return Tour(starts, ends, visits, minutes)


def order_of(route: Route) -> list[tuple[int, int, int]]:
    """Which visits, from when to when."""
    return [(call.key, call.begins, call.leaves) for call in route.calls]
