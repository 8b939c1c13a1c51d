"""Why a visit is not in the timetable, as codes with their values; hours are minutes after midnight."""

from mikrovirk.landscape.domain.tours.driving import BASE
from mikrovirk.landscape.domain.tours.route import Route, Tour, Visit, timetable

Reason = tuple[str, *tuple[int, ...]]
NO_PLACE = "no_place"  # nobody knows where it is


def why_left_out(tour: Tour, route: Route, key: int) -> Reason:
    """The plainest reason that holds: first what the visit alone says, then what it and one other say, then all together.

    ("too_long", minutes open) · ("too_late", when one can be there, when it must begin) · ("back_late", when one is back) ·
    ("besides", the other's key) · ("no_time", when one would be back, which visit it comes after) · ("no_order",).
    """
    visit = tour.visit(key)
    if visit.closes - visit.opens < visit.minutes:
        return "too_long", visit.closes - visit.opens
    alone = timetable(tour, [key])
    if alone.late:
        return "too_late", tour.starts + tour.minutes[BASE, key], visit.latest
    if alone.back > tour.ends:
        return "back_late", alone.back
    for other in route.order:
        if not can_both(tour, visit, tour.visit(other)):
            return "besides", other
    return put_in(tour, route, key)


def can_both(tour: Tour, one: Visit, other: Visit) -> bool:
    """Whether a tour of these two alone could be, the one before the other or after."""
    both = (timetable(tour, order) for order in ((one.key, other.key), (other.key, one.key)))
    return any(not route.late and route.back <= tour.ends for route in both)


def put_in(tour: Tour, route: Route, key: int) -> Reason:
    """Where it would fit if the tour might last longer: when one would then be back, and after which visit it comes."""
    ways = [(*route.order[:at], key, *route.order[at:]) for at in range(len(route.order) + 1)]
    tried = [made for made in (timetable(tour, way) for way in ways) if not made.late]
    if not tried:
        return ("no_order",)
    first = min(tried, key=lambda made: (made.back, made.order))
    before = first.order.index(key)
    return "no_time", first.back, first.order[before - 1] if before else BASE
