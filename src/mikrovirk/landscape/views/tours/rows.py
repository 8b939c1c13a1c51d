"""Finds the tour, and the stop, that a page is about; what one may not touch is a 404."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.landscape.domain.tours.driving import BASE
from mikrovirk.landscape.drawing.tour_map import Mark, drawn
from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.landscape.queries.tours import place_of, tours_for
from mikrovirk.landscape.words.tours import BADGES, remarks_on, why_outside
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for


def own_network(request: MemberRequest, network_slug: str) -> Network:
    return get_object_or_404(networks_for(request.user, needs=Permission.EDIT_PROGRAMME), slug=network_slug)


def own_tour(request: MemberRequest, network_slug: str, pk: int) -> Tour:
    return get_object_or_404(tours_for(request.user), network__slug=network_slug, pk=pk)


def own_stop(request: MemberRequest, network_slug: str, pk: int, stop_pk: int) -> Stop:
    """The stop of a tour one may plan, removed or not; its tour knows the network."""
    tour = own_tour(request, network_slug, pk)
    stop = get_object_or_404(tour.stops.select_related("business", "host"), pk=stop_pk)
    stop.tour = tour
    return stop


@dataclass(frozen=True)
class StopLine:
    """A stop as the coordinator's page shows it."""

    stop: Stop
    badge: str
    remarks: list[str]
    is_first: bool = False
    is_last: bool = False


def timed_lines(stops: list[Stop]) -> list[StopLine]:
    """Those in the timetable, in their order."""
    timed = [stop for stop in stops if stop.position]
    last = len(timed)
    return [
        StopLine(stop, BADGES[Stop.Host(stop.answer)], remarks_on(stop), stop.position == 1, stop.position == last)
        for stop in timed
    ]


def outside_lines(tour: Tour, stops: list[Stop]) -> list[StopLine]:
    """Those that are not, each with why."""
    names = {stop.pk: stop.name for stop in stops}
    return [
        StopLine(stop, BADGES[Stop.Host(stop.answer)], [why_outside(stop, tour, names)])
        for stop in stops
        if not stop.position
    ]


def names_of(tour: Tour, stops: list[Stop]) -> dict[int, str]:
    return {BASE: tour.name} | {stop.pk: stop.name for stop in stops}


def map_of(tour: Tour, stops: list[Stop], *, label: str) -> str:
    """The map of the stops in the timetable; "" where there is nothing to draw."""
    base = place_of(tour)
    marks = [
        Mark(str(stop.position), stop.name, place) for stop in stops if stop.position and (place := place_of(stop))
    ]
    return drawn(Mark("⌂", tour.name, base), marks, label=label) if base and marks else ""
