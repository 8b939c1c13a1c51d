"""A tour as it is asked for, and an order of its visits with their hours. Hours are minutes after midnight."""

from collections.abc import Sequence
from dataclasses import dataclass

from mikrovirk.landscape.domain.tours.driving import BASE, Minutes, total

LONGEST_ROUTE = 30  # visits; no day has room for more


@dataclass(frozen=True)
class Visit:
    """One visit: it lasts `minutes`, does not begin before `opens` and is over by `closes`. `number`: its place, where it keeps that."""

    key: int
    minutes: int
    opens: int = 0
    closes: int = 24 * 60
    number: int | None = None

    @property
    def latest(self) -> int:
        """When it must begin."""
        return self.closes - self.minutes


@dataclass(frozen=True)
class Tour:
    """What is asked: between two hours from the base and back, at these visits."""

    starts: int
    ends: int
    visits: tuple[Visit, ...]
    minutes: Minutes  # between every two keys, the base's too

    def visit(self, key: int) -> Visit:
        return next(visit for visit in self.visits if visit.key == key)


@dataclass(frozen=True)
class Call:
    """One visit in the timetable: after `drive` minutes one arrives, waits until it begins, and leaves."""

    key: int
    drive: int
    arrives: int
    begins: int
    leaves: int

    @property
    def waits(self) -> int:
        return self.begins - self.arrives


@dataclass(frozen=True)
class Route:
    """An order with its hours; `back`: at the base again."""

    calls: tuple[Call, ...]
    back: int
    driving: int
    late: tuple[int, ...] = ()  # visits that would not be over in time

    @property
    def order(self) -> tuple[int, ...]:
        return tuple(call.key for call in self.calls)

    @property
    def waiting(self) -> int:
        return sum(call.waits for call in self.calls)


def timetable(tour: Tour, order: Sequence[int]) -> Route:
    """The visits in that order, each as early as can be; also where they do not fit."""
    calls: list[Call] = []
    late: list[int] = []
    now, here = tour.starts, BASE
    for key in order:
        visit = tour.visit(key)
        drive = tour.minutes[here, key]
        arrives = now + drive
        begins = max(arrives, visit.opens)
        if begins > visit.latest:
            late.append(key)
        calls.append(Call(key, drive, arrives, begins, begins + visit.minutes))
        now, here = begins + visit.minutes, key
    back = now + tour.minutes[here, BASE] if calls else tour.starts
    return Route(tuple(calls), back, total(order, tour.minutes), tuple(late))


def worth(tour: Tour, route: Route) -> tuple[int, int, int, int]:
    """What makes one route better than another, the smaller the better: it keeps the visits that are to keep their number, then
    as many as can be, then is home early, then drives little."""
    kept = sum(1 for key in route.order if tour.visit(key).number)
    return -kept, -len(route.calls), route.back, route.driving


def fits(tour: Tour, route: Route) -> bool:
    """Whether everybody is there in time and back in time, and what keeps its number has it."""
    kept = all(
        visit.number is None or route.order.index(visit.key) + 1 == visit.number
        for visit in tour.visits
        if visit.key in route.order
    )
    return kept and not route.late and route.back <= tour.ends
