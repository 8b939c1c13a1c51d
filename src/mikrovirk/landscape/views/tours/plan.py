"""A coordinator's tours: the list, one tour with its timetable, and what becomes of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.landscape.forms.tours import TourForm
from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.landscape.queries import tours as queries
from mikrovirk.landscape.services.tours import editing, hosting, meeting, timing
from mikrovirk.landscape.views.tours.rows import map_of, outside_lines, own_network, own_tour, timed_lines
from mikrovirk.programme.services.meetings import MeetingIsCancelled

PAGE = 30


@require_safe
def tours(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The tours to come; with ?past=1 those that were."""
    network = own_network(request, network_slug)
    past = "past" in request.GET
    rows = queries.listed(
        queries.tours_for(request.user).filter(network=network), today=timezone.localdate(), past=past
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "landscape/tours/list.html", {"network": network, "page": page, "past": past})


@require_http_methods(["GET", "HEAD", "POST"])
def tour_new(request: MemberRequest, network_slug: str) -> HttpResponse:
    network = own_network(request, network_slug)
    form = TourForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = editing.add_tour(network, by=request.user, at=timezone.now(), **form.said())
        messages.success(request, _("The tour is there. Now choose whom to visit."))
        return redirect("landscape:tour_hosts", network_slug, made.pk)
    return render(request, "landscape/tours/edit.html", {"network": network, "form": form, "tour": None})


@require_http_methods(["GET", "HEAD", "POST"])
def tour_edit(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    shown = own_tour(request, network_slug, pk)
    form = TourForm.of(shown, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        editing.change_tour(shown, at=timezone.now(), **form.said())
        messages.success(request, _("The tour is saved."))
        return redirect("landscape:tour", network_slug, pk)
    return render(request, "landscape/tours/edit.html", {"network": shown.network, "form": form, "tour": shown})


@require_safe
def tour(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One tour: the timetable, what does not fit and why, the hosts' answers, the map, the next step."""
    shown = own_tour(request, network_slug, pk)
    stops = queries.stops_of(shown)
    timed = timed_lines(stops)
    context = {
        "network": shown.network,
        "tour": shown,
        "timed": timed,
        "outside": outside_lines(shown, stops),
        "unplaced_count": sum(1 for stop in stops if not stop.position and stop.answer != Stop.Host.NO),
        "ask_count": len(hosting.to_ask(shown, stops, at=timezone.now())),
        "tell_count": len(hosting.to_tell(stops)),
        "waiting": [line.stop.name for line in timed if line.stop.answer != Stop.Host.YES],
        "is_late": bool(shown.back_at and shown.back_at > shown.ends_at),
        "is_current": meeting.is_up_to_date(shown, stops),
        "driving": driving_of(shown, stops),
        "map": mark_safe(map_of(shown, stops, label=map_label(stops))),  # noqa: S308  every text in it went through escape
    }
    return render(request, "landscape/tours/tour.html", context)


def driving_of(shown: Tour, stops: list[Stop]) -> int:
    """Minutes on the road in all."""
    timed = [stop for stop in stops if stop.position]
    if not timed or not shown.back_at or not timed[-1].leaves_at:
        return 0
    home = queries.minute_of(shown.back_at) - queries.minute_of(timed[-1].leaves_at)
    return home + sum(stop.drive_minutes for stop in timed)


def map_label(stops: list[Stop]) -> str:
    """What the map shows, for whoever hears it."""
    names = ", ".join(f"{stop.position} {stop.name}" for stop in stops if stop.position)
    return _("Map of the stops in their order: %(stops)s") % {"stops": names}


# --- what one does with it -------------------------------------------------------------------------------------------


@require_POST
def tour_best(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Find the best order."""
    shown = own_tour(request, network_slug, pk)
    route = timing.find_best(shown, at=timezone.now())
    left = sum(1 for stop in queries.stops_of(shown) if not stop.position and stop.answer != Stop.Host.NO)
    if left:
        words = ngettext(
            "%(count)s stop does not fit: see why below.", "%(count)s stops do not fit: see why below.", left
        )
        messages.warning(request, words % {"count": left})
    elif route.calls:
        messages.success(request, _("This is the best order: you are back at %(hour)s.") % {"hour": shown.back_at and shown.back_at.strftime("%H.%M")})  # fmt: skip
    return redirect("landscape:tour", network_slug, pk)


@require_POST
def tour_ask(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Draft the mails that ask the hosts."""
    shown = own_tour(request, network_slug, pk)
    count = hosting.ask_hosts(shown, queries.stops_of(shown), at=timezone.now())
    words = ngettext(
        "A mail to %(count)s host waits for your approval.", "Mails to %(count)s hosts wait for your approval.", count
    )
    messages.success(request, words % {"count": count})
    return redirect("landscape:tour", network_slug, pk)


@require_POST
def tour_tell(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Draft the mails that tell the hosts when the group comes."""
    shown = own_tour(request, network_slug, pk)
    count = hosting.tell_hours(shown, queries.stops_of(shown), at=timezone.now())
    words = ngettext(
        "A mail with the hour waits for your approval.", "%(count)s mails with the hours wait for your approval.", count
    )
    messages.success(request, words % {"count": count})
    return redirect("landscape:tour", network_slug, pk)


@require_POST
def tour_hold(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Make the tour a meeting, or bring the meeting up to date."""
    shown = own_tour(request, network_slug, pk)
    try:
        held = meeting.hold_as_meeting(shown, at=timezone.now())
    except meeting.NoTimetable:
        messages.warning(request, _("Find the order first: a meeting needs the hours."))
    except meeting.HostsUnanswered:
        messages.warning(
            request, _("A host in the timetable has not said yes. Ask them, or take them out of the timetable.")
        )
    except MeetingIsCancelled:
        messages.warning(request, _("The meeting was cancelled, so it stands as it is."))
    else:
        messages.success(request, _("The meeting has the tour as its agenda."))
        return redirect("programme:manage", network_slug, held.pk)
    return redirect("landscape:tour", network_slug, pk)


@require_POST
def tour_remove(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    editing.remove_tour(own_tour(request, network_slug, pk), at=timezone.now())
    messages.success(request, _("The tour is taken off the list. You can put it back here."))
    return redirect("landscape:tour", network_slug, pk)


@require_POST
def tour_put_back(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    editing.put_back_tour(own_tour(request, network_slug, pk))
    messages.success(request, _("The tour is back."))
    return redirect("landscape:tour", network_slug, pk)
