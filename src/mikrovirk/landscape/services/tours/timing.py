"""The hours of a tour: the best order, or the order as somebody put it."""

from collections.abc import Sequence
from datetime import datetime, time

from django.db import transaction

from mikrovirk.landscape.domain.tours.ordering import best_route
from mikrovirk.landscape.domain.tours.reasons import NO_PLACE, Reason, why_left_out
from mikrovirk.landscape.domain.tours.route import Route, timetable
from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.landscape.queries.tours import A_DAY, asked_of, stops_of

PAST_MIDNIGHT = "past_midnight"
HOURS = ("position", "is_locked", "drive_minutes", "arrives_at", "begins_at", "leaves_at", "left_out")


@transaction.atomic
def find_best(tour: Tour, *, at: datetime) -> Route:
    """Put the stops into their best order, and keep why the others do not fit."""
    stops = stops_of(locked(tour))
    asked = asked_of(tour, stops)
    route = best_route(asked)
    reasons: dict[int, Reason] = {
        visit.key: why_left_out(asked, route, visit.key) for visit in asked.visits if visit.key not in route.order
    }
    write(tour, stops, route, reasons, at=at)
    return route


@transaction.atomic
def put_in_order(tour: Tour, order: Sequence[int], *, at: datetime) -> Route:
    """Give the stops of `order` (keys) their hours in that order; the others stand outside the timetable."""
    stops = stops_of(locked(tour))
    asked = asked_of(tour, stops)
    known = {visit.key for visit in asked.visits}
    kept = [key for key in order if key in known]
    reasons: dict[int, Reason] = {}
    while (route := timetable(asked, kept)).back >= A_DAY:
        reasons[kept.pop()] = (PAST_MIDNIGHT,)
    write(tour, stops, route, reasons, at=at)
    return route


def time_again(tour: Tour, *, at: datetime) -> None:
    """The hours anew in the same order, after something about the tour or a stop was changed."""
    put_in_order(tour, [stop.pk for stop in stops_of(tour) if stop.position], at=at)


def locked(tour: Tour) -> Tour:
    """Held until the transaction ends, so that two who move stops do so one after the other."""
    Tour.objects.select_for_update().get(pk=tour.pk)
    return tour


def write(tour: Tour, stops: Sequence[Stop], route: Route, reasons: dict[int, Reason], *, at: datetime) -> None:
    """Keep the route; the tour's number rises where a calendar must show something else."""
    before = [(stop.pk, stop.begins_at, stop.leaves_at) for stop in stops]
    calls = {call.key: (number, call) for number, call in enumerate(route.calls, 1)}
    for stop in stops:
        number, call = calls.get(stop.pk, (None, None))
        stop.position = number
        stop.is_locked = stop.is_locked and number is not None
        stop.drive_minutes = call.drive if call else 0
        stop.arrives_at = hour_at(call.arrives) if call else None
        stop.begins_at = hour_at(call.begins) if call else None
        stop.leaves_at = hour_at(call.leaves) if call else None
        stop.left_out = [] if call else list(reasons.get(stop.pk, outside(stop, route)))
    Stop.objects.bulk_update(stops, HOURS)
    tour.back_at = hour_at(route.back) if route.calls else None
    tour.sequence += before != [(stop.pk, stop.begins_at, stop.leaves_at) for stop in stops]
    tour.changed_at = at
    tour.save(update_fields=["back_at", "sequence", "changed_at"])


def outside(stop: Stop, route: Route) -> Sequence[str]:
    """Why a stop that was not reckoned with stands outside; nothing where it only was not placed yet."""
    is_unknown = stop.answer != Stop.Host.NO and not (stop.latitude or stop.postcode)
    return [NO_PLACE] if is_unknown else list(stop.left_out) if not route.calls else []


def hour_at(minute: int) -> time:
    return time(minute // 60, minute % 60)
