"""The timetable of a tour for those who come along: a page, a sheet of paper, a calendar file."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.landscape.queries import tours as queries
from mikrovirk.landscape.services.tours.hosting import moment_on
from mikrovirk.landscape.views.tours.plan import map_label
from mikrovirk.landscape.views.tours.rows import map_of
from mikrovirk.programme.domain.calendar_lines import event_lines, event_uid, feed, static_lines
from mikrovirk.ui.paper_page import as_pdf

UID_DOMAIN = "tours.mikrovirk"


def shown_tour(request: HttpRequest, network_slug: str, pk: int) -> Tour:
    return get_object_or_404(queries.tours_shown_to(request.user), network__slug=network_slug, pk=pk)


def settled(tour: Tour) -> list[Stop]:
    """The stops that everybody may see: in the timetable, and their host said yes."""
    return [stop for stop in queries.stops_of(tour) if stop.position and stop.answer == Stop.Host.YES]


def context_of(tour: Tour) -> dict[str, Any]:
    stops = settled(tour)
    return {
        "network": tour.network,
        "tour": tour,
        "stops": stops,
        "map": mark_safe(map_of(tour, stops, label=map_label(stops))),  # noqa: S308  every text in it went through escape
    }


@login_not_required
@require_safe
def tour_timetable(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse:
    return render(request, "landscape/tours/timetable.html", context_of(shown_tour(request, network_slug, pk)))


@login_not_required
@require_safe
def tour_pdf(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse:
    tour = shown_tour(request, network_slug, pk)
    return as_pdf(request, "landscape/tours/paper.html", context_of(tour), name=f"rundtur-{tour.pk}.pdf")


@login_not_required
@require_safe
def tour_ics(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse:
    """Each visit as an entry of its own."""
    tour = shown_tour(request, network_slug, pk)
    text = feed(tour.title, [entry(tour, stop) for stop in settled(tour)])
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def entry(tour: Tour, stop: Stop) -> str:
    """A visit as VEVENT."""
    assert stop.begins_at
    assert stop.leaves_at
    place = queries.place_of(stop)
    static = static_lines(
        uid=event_uid("stop", stop.pk, UID_DOMAIN),
        summary=f"{stop.name} · {tour.title}",
        description=stop.words,
        location=", ".join(part for part in (stop.name, stop.where) if part),
        url=settings.SITE_URL + reverse("landscape:tour_timetable", args=[tour.network.slug, tour.pk]),
        geo=(place.latitude, place.longitude) if place and stop.latitude is not None else None,
    )
    return event_lines(
        static,
        starts_at=moment_on(tour, stop.begins_at),
        ends_at=moment_on(tour, stop.leaves_at),
        changed_at=tour.changed_at,
        sequence=tour.sequence,
    )
