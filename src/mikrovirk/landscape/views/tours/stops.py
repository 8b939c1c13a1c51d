"""The stops of a tour: find hosts, change a stop, move it, write down what the host said."""

import itertools

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.landscape.domain.tours.driving import PACES, driving
from mikrovirk.landscape.domain.tours.route import LONGEST_ROUTE
from mikrovirk.landscape.forms.tours import CandidateForm, DrivesForm, StopForm
from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.landscape.queries import tours as queries
from mikrovirk.landscape.services.tours import editing, hosting
from mikrovirk.landscape.views.tours.rows import names_of, own_stop, own_tour

PAGE = 30
ALL_WAYS_TO = 7  # places: of more only the drives of the timetable have a field, and a list takes the others


def full(request: MemberRequest) -> None:
    messages.warning(request, _("A tour has at most %(count)s stops.") % {"count": LONGEST_ROUTE})


@require_safe
def tour_hosts(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Members' businesses to choose from."""
    tour = own_tour(request, network_slug, pk)
    form = CandidateForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(queries.candidates(tour, words), PAGE).get_page(request.GET.get("page"))
    context = {
        "network": tour.network,
        "tour": tour,
        "form": form,
        "words": words,
        "page": page,
        "rows": queries.candidate_rows(tour, page),
        "asked": f"?{request.GET.urlencode()}",  # goes along with a choice, so that one is back at the same place
    }
    return render(request, "landscape/tours/hosts.html", context)


@require_POST
def tour_host_add(request: MemberRequest, network_slug: str, pk: int, business_pk: int) -> HttpResponse:
    """Put a member's business on the tour, and back to where one chose it."""
    tour = own_tour(request, network_slug, pk)
    business = get_object_or_404(queries.candidates(tour, ""), pk=business_pk)
    try:
        editing.add_business(tour, business, at=timezone.now())
    except editing.TooManyStops:
        full(request)
    else:
        messages.success(request, _("%(business)s is on the tour.") % {"business": business.name})
    back = reverse("landscape:tour_hosts", args=[network_slug, pk])
    return redirect(f"{back}?{request.GET.urlencode()}" if request.GET else back)


@require_http_methods(["GET", "HEAD", "POST"])
def stop_new(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Somewhere that is no member's business: where one eats, a sight."""
    tour = own_tour(request, network_slug, pk)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            editing.add_other(tour, at=timezone.now(), **form.said())
        except editing.TooManyStops:
            full(request)
        return redirect("landscape:tour", network_slug, pk)
    return render(
        request, "landscape/tours/stop.html", {"network": tour.network, "tour": tour, "form": form, "stop": None}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def stop_edit(request: MemberRequest, network_slug: str, pk: int, stop_pk: int) -> HttpResponse:
    stop = own_stop(request, network_slug, pk, stop_pk)
    form = StopForm.of(stop, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        editing.change_stop(stop, at=timezone.now(), **form.said())
        messages.success(request, _("The stop is saved."))
        return redirect("landscape:tour", network_slug, pk)
    context = {"network": stop.tour.network, "tour": stop.tour, "form": form, "stop": stop}
    return render(request, "landscape/tours/stop.html", context)


@require_POST
def stop_move(request: MemberRequest, network_slug: str, pk: int, stop_pk: int) -> HttpResponse:
    """One place up or down, out of the timetable, or in at its end."""
    stop = own_stop(request, network_slug, pk, stop_pk)
    way = request.POST.get("way", "")
    if stop.removed_at or way not in ("up", "down", "out", "in"):
        raise Http404
    here = stop.position or LONGEST_ROUTE
    to = {"up": max(1, here - 1), "down": here + 1, "out": None, "in": LONGEST_ROUTE}[way]
    editing.move_stop(stop, to=to, at=timezone.now())
    stop.refresh_from_db()
    if way == "in" and stop.position is None:
        messages.warning(request, _("It could not be put in: see why beside it."))
    return redirect("landscape:tour", network_slug, pk)


@require_POST
def stop_lock(request: MemberRequest, network_slug: str, pk: int, stop_pk: int) -> HttpResponse:
    """Let it keep its number, or let it go again."""
    stop = own_stop(request, network_slug, pk, stop_pk)
    editing.lock_stop(stop, is_locked=not stop.is_locked)
    return redirect("landscape:tour", network_slug, pk)


@require_POST
def stop_answer(request: MemberRequest, network_slug: str, pk: int, stop_pk: int) -> HttpResponse:
    """What the host said to the coordinator, by phone."""
    stop = own_stop(request, network_slug, pk, stop_pk)
    says = request.POST.get("says", "")
    if stop.removed_at or says not in (Stop.Host.YES, Stop.Host.NO):
        raise Http404
    hosting.answer_as_before(stop, says=says, at=timezone.now())
    messages.success(request, _("It is written down."))
    return redirect("landscape:tour", network_slug, pk)


@require_POST
def stop_remove(request: MemberRequest, network_slug: str, pk: int, stop_pk: int) -> HttpResponse:
    stop = own_stop(request, network_slug, pk, stop_pk)
    editing.remove_stop(stop, at=timezone.now())
    return redirect("landscape:stop_edit", network_slug, pk, stop_pk)


@require_POST
def stop_put_back(request: MemberRequest, network_slug: str, pk: int, stop_pk: int) -> HttpResponse:
    try:
        editing.put_back_stop(own_stop(request, network_slug, pk, stop_pk))
    except editing.TooManyStops:
        full(request)
    return redirect("landscape:tour", network_slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def tour_drives(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The driving times: as they are reckoned, and as somebody who knows the road says."""
    tour = own_tour(request, network_slug, pk)
    stops = queries.stops_of(tour)
    names = names_of(tour, stops)
    places = {0: queries.place_of(tour)} | {stop.pk: queries.place_of(stop) for stop in stops}
    known = {key: place for key, place in places.items() if place}
    form = DrivesForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        names=names,
        ways=ways_shown(tour, stops),
        typed=queries.typed_drives(tour),
        reckoned=driving(known, PACES[tour.travel]),
    )
    if request.method == "POST" and form.is_valid():
        editing.set_drives(tour, form.minutes(), at=timezone.now())
        messages.success(request, _("The driving times are saved, and the hours follow."))
        return redirect("landscape:tour", network_slug, pk)
    return render(request, "landscape/tours/drives.html", {"network": tour.network, "tour": tour, "form": form})


def ways_shown(tour: Tour, stops: list[Stop]) -> list[tuple[int, int]]:
    """Every way between few places; between many those of the timetable."""
    keys = [0, *(stop.pk for stop in stops)]
    if len(keys) <= ALL_WAYS_TO:
        return [(start, end) for start in keys for end in keys if start != end]
    way = [0, *(stop.pk for stop in stops if stop.position), 0]
    return [pair for pair in itertools.pairwise(way) if pair[0] != pair[1]]
