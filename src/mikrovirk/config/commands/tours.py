"""A tour of business visits from the command line: its best order, its hours, what does not fit and why."""

from argparse import Namespace
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

installation.start()

from django.utils import timezone  # noqa: E402  Django had to be loaded first

from mikrovirk.landscape.models import Tour  # noqa: E402
from mikrovirk.landscape.queries.tours import stops_of  # noqa: E402
from mikrovirk.landscape.services.tours.timing import find_best  # noqa: E402
from mikrovirk.landscape.words.tours import why_outside  # noqa: E402


def plan(options: Namespace) -> tuple[int, dict[str, Any] | list[dict[str, Any]]]:
    """Find the best order and keep it, as the button does; 1 where a stop does not fit."""
    tour = Tour.objects.select_related("network").filter(pk=options.number, network__slug=options.network).first()
    if tour is None:
        raise CannotDo(f"{options.network} has no tour {options.number}")
    find_best(tour, at=timezone.now())
    stops = stops_of(tour)
    names = {stop.pk: stop.name for stop in stops}
    timed = [
        {"number": stop.position, "begins": hour(stop.begins_at), "leaves": hour(stop.leaves_at), "name": stop.name}
        for stop in stops
        if stop.position
    ]
    outside = [{"name": stop.name, "why": why_outside(stop, tour, names)} for stop in stops if not stop.position]
    status = 1 if outside else 0
    if not options.json:
        return status, [*timed, *outside]
    return status, {"tour": tour.title, "back": hour(tour.back_at), "stops": timed, "outside": outside}


def hour(value: Any) -> str | None:
    return value.strftime("%H:%M") if value else None
