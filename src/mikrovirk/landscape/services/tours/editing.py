"""What a coordinator does with a tour and its stops: add, change, move, take out and put back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business
from mikrovirk.directory.queries.people import businesses_of_alone
from mikrovirk.landscape.domain.tours.driving import BASE
from mikrovirk.landscape.domain.tours.route import LONGEST_ROUTE
from mikrovirk.landscape.models import Drive, Stop, Tour
from mikrovirk.landscape.queries.tours import hosts_of, stops_of
from mikrovirk.landscape.services.tours import timing
from mikrovirk.networks.models import Network

SPOT = ("name", "address", "postcode", "town", "latitude", "longitude")
OF_TOUR = (*SPOT, "title", "date", "starts_at", "ends_at", "travel")
NAMELESS = "–"
OF_STOP = (*SPOT, "minutes", "opens_at", "closes_at", "words")


class TooManyStops(Exception):
    """The tour has as many stops as it can have."""


def add_tour(network: Network, *, by: User, at: datetime, **said: Any) -> Tour:
    """Add a tour without stops."""
    return Tour.objects.create(network=network, made_by=by, made_at=at, changed_at=at, **said)


@transaction.atomic
def change_tour(tour: Tour, *, at: datetime, **said: Any) -> None:
    """Change what is said of a tour; the hours follow."""
    for name in OF_TOUR:
        if name in said:
            setattr(tour, name, said[name])
    tour.save(update_fields=OF_TOUR)
    timing.time_again(tour, at=at)


def remove_tour(tour: Tour, *, at: datetime) -> None:
    """Take a tour off the list; it can be put back. The meeting it is held as stays."""
    Tour.objects.filter(pk=tour.pk, removed_at=None).update(removed_at=at)


def put_back_tour(tour: Tour) -> None:
    Tour.objects.filter(pk=tour.pk).update(removed_at=None)


# --- stops -----------------------------------------------------------------------------------------------------------


def room_for_one(tour: Tour) -> None:
    """Raise TooManyStops where there is none."""
    timing.locked(tour)
    if tour.stops.filter(removed_at=None).count() >= LONGEST_ROUTE:
        raise TooManyStops


@transaction.atomic
def add_business(tour: Tour, business: Business, *, at: datetime) -> Stop:
    """Put a member's business on the tour, outside the timetable until an order is found. Twice is once. Raise TooManyStops."""
    known = tour.stops.filter(business=business, removed_at=None).first()
    if known:
        return known
    room_for_one(tour)
    return tour.stops.create(
        business=business,
        host=hosts_of(tour.network, [business.pk]).get(business.pk),
        **{name: getattr(business, name) for name in ("name", "address", "postcode", "town")},
    )


@transaction.atomic
def add_other(tour: Tour, *, at: datetime, **said: Any) -> Stop:
    """Put somewhere else on the tour, where nobody has to be asked here: where one eats, a sight. Raise TooManyStops."""
    room_for_one(tour)
    return tour.stops.create(answer=Stop.Host.YES, answered_at=at, **said)


@transaction.atomic
def change_stop(stop: Stop, *, at: datetime, **said: Any) -> None:
    """Change what is said of a stop; the hours follow."""
    for name in OF_STOP:
        if name in said:
            setattr(stop, name, said[name])
    stop.save(update_fields=OF_STOP)
    timing.time_again(stop.tour, at=at)


@transaction.atomic
def remove_stop(stop: Stop, *, at: datetime) -> None:
    """Take a stop off the tour; it can be put back, outside the timetable."""
    Stop.objects.filter(pk=stop.pk).update(
        removed_at=at, position=None, is_locked=False, arrives_at=None, begins_at=None, leaves_at=None, left_out=[]
    )
    timing.time_again(stop.tour, at=at)


@transaction.atomic
def put_back_stop(stop: Stop) -> None:
    """Undo that. Raise TooManyStops."""
    room_for_one(stop.tour)
    Stop.objects.filter(pk=stop.pk).update(removed_at=None)


@transaction.atomic
def move_stop(stop: Stop, *, to: int | None, at: datetime) -> None:
    """Put a stop at that number of the timetable (1 the first), or outside it; the others make room."""
    order = [each.pk for each in stops_of(stop.tour) if each.position and each.pk != stop.pk]
    if to is not None:
        order.insert(max(0, to - 1), stop.pk)
    timing.put_in_order(stop.tour, order, at=at)


def lock_stop(stop: Stop, *, is_locked: bool) -> None:
    """Let a stop keep its number when the best order is found, or let it go again."""
    Stop.objects.filter(pk=stop.pk, position__isnull=False).update(is_locked=is_locked)


# --- driving times ---------------------------------------------------------------------------------------------------


@transaction.atomic
def set_drives(tour: Tour, minutes: Mapping[tuple[int, int], int | None], *, at: datetime) -> None:
    """Keep the minutes between places (0: the beginning) that were typed; None lets them be reckoned again."""
    stops = {*tour.stops.values_list("pk", flat=True), BASE}
    for (start, end), value in minutes.items():
        if start == end or not {start, end} <= stops:
            continue
        Drive.objects.filter(tour=tour, from_stop=start or None, to_stop=end or None).delete()
        if value is not None:
            Drive.objects.create(tour=tour, from_stop_id=start or None, to_stop_id=end or None, minutes=value)
    timing.time_again(tour, at=at)


def erase(user: User) -> None:
    """Forget what `user` said as a host; a stop at a business that goes with them keeps its place in the tour alone."""
    Stop.objects.filter(host=user).update(words="")
    gone = businesses_of_alone(user)
    Stop.objects.filter(business__in=gone).update(
        name=NAMELESS, address="", postcode="", town="", latitude=None, longitude=None
    )
