"""How long it takes from one place to another: reckoned from the straight line, or as somebody typed it."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt

EARTH_KM = 6371.0
ROUNDED = 5  # minutes
BASE = 0  # the key of where a tour begins and ends; visits have keys of their own above it

Minutes = Mapping[tuple[int, int], int]


@dataclass(frozen=True)
class Place:
    """A point in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Pace:
    """A way of travelling. `detour`: how much longer the road is than the straight line; `extra`: minutes to set off and to park."""

    km_per_hour: float
    detour: float
    extra: int


# Country roads of South Zealand and Lolland-Falster are about 1.3 times the straight line; the speeds are through towns and all.
PACES = {
    "cars": Pace(55, 1.3, 4),
    "bus": Pace(45, 1.3, 6),
    "bicycle": Pace(15, 1.25, 2),
    "foot": Pace(4.5, 1.2, 1),
}


def kilometres(a: Place, b: Place) -> float:
    """The straight line over the ground."""
    north, east = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    half = sin(north / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def minutes_between(a: Place, b: Place, pace: Pace) -> int:
    """From one to the other, setting off and parking included; rounded up to five minutes, as people say hours."""
    exact = pace.extra + round(kilometres(a, b) * pace.detour / pace.km_per_hour * 60, 6)
    return ceil(exact / ROUNDED) * ROUNDED


def driving(places: Mapping[int, Place], pace: Pace, *, typed: Minutes | None = None) -> dict[tuple[int, int], int]:
    """Minutes between every two places; what was typed counts before what is reckoned."""
    reckoned = {(a, b): minutes_between(places[a], places[b], pace) for a in places for b in places if a != b}
    known = {pair: minutes for pair, minutes in (typed or {}).items() if pair in reckoned}
    return reckoned | known


def total(order: Sequence[int], minutes: Minutes) -> int:
    """What one drives in that order, from the base and back to it."""
    way = (BASE, *order, BASE)
    return sum(minutes[pair] for pair in itertools.pairwise(way)) if order else 0
