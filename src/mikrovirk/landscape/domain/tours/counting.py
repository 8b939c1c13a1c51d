"""The best of all orders, by counting: for a dozen visits every order that could be the best is looked at.

From the visits one has been to and the last of them, only how late it is and how far one has driven matter for the rest: of two
ways there the later and longer one is dropped.
"""

from dataclasses import dataclass

from mikrovirk.landscape.domain.tours.driving import BASE
from mikrovirk.landscape.domain.tours.route import Route, Tour, Visit, timetable, worth

Been = tuple[int, int]  # the visits as bits, and the last one's key


@dataclass(frozen=True)
class _Way:
    """One way of having been to some visits."""

    order: tuple[int, ...]
    ready: int  # when one leaves the last
    driven: int


def counted(tour: Tour) -> Route:
    """The best route there is, the same one every time."""
    bits = {visit.key: 1 << number for number, visit in enumerate(tour.visits)}
    best = timetable(tour, ())
    ways: dict[Been, list[_Way]] = {(0, BASE): [_Way((), tour.starts, 0)]}
    while ways:
        further: dict[Been, list[_Way]] = {}
        for (been, _last), each in ways.items():
            for way in each:
                for visit in tour.visits:
                    if not been & bits[visit.key] and (longer := gone_on(tour, way, visit)):
                        keep(further.setdefault((been | bits[visit.key], visit.key), []), longer)
        ended = [timetable(tour, way.order) for each in further.values() for way in each]
        best = min([best, *ended], key=lambda route: worth(tour, route))
        ways = further
    return best


def gone_on(tour: Tour, way: _Way, visit: Visit) -> _Way | None:
    """The way with one visit more; None where it is too late for it, or it has another number."""
    if visit.number not in (None, len(way.order) + 1):
        return None
    drive = tour.minutes[way.order[-1] if way.order else BASE, visit.key]
    begins = max(way.ready + drive, visit.opens)
    ready = begins + visit.minutes
    if begins > visit.latest or ready + tour.minutes[visit.key, BASE] > tour.ends:
        return None
    return _Way((*way.order, visit.key), ready, way.driven + drive)


def keep(ways: list[_Way], new: _Way) -> None:
    """Put a way beside the others unless one of them is as early and as short; it takes the place of those it betters."""
    if any(way.ready <= new.ready and way.driven <= new.driven for way in ways):
        return
    ways[:] = [way for way in ways if not (new.ready <= way.ready and new.driven <= way.driven)] + [new]
