"""One steering meeting: its agenda, and the page on which its minutes are written."""

from collections.abc import Sequence
from hashlib import sha256
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may, parts_of
from mikrovirk.voice.forms.steering import GuestForm, PointForm, PresentForm, ProposalForm, ReopenForm
from mikrovirk.voice.models import AgendaPoint, SteeringMeeting
from mikrovirk.voice.queries import agenda
from mikrovirk.voice.queries import decisions as decision_queries
from mikrovirk.voice.queries import steering as queries
from mikrovirk.voice.queries.agenda import Proposal
from mikrovirk.voice.services import steering as services
from mikrovirk.voice.services.minutes_text import in_a_sentence
from mikrovirk.voice.views.steering_where import WRITE, closed_words, meeting_at, point_at, to_point


@never_cache
@require_safe
def meeting(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The agenda with its minutes and decisions; whoever steers writes here."""
    return render(request, "voice/steering_meeting.html", meeting_page(request, meeting_at(request, network_slug, pk)))


def meeting_page(request: MemberRequest, shown: SteeringMeeting, **forms: Any) -> dict[str, Any]:
    """What the page shows; `forms` are those that came back with errors."""
    points = queries.points_of(shown)
    closings = list(shown.closings.select_related("closed_by", "reopened_by"))
    network, now = shown.network, timezone.now()
    group = decision_queries.staff_users(network)
    present = shown.present or in_a_sentence([str(user) for user in group])
    return {
        "network": network,
        "meeting": shown,
        "points": points,
        "links": links_of(points, request),
        "loose": queries.decisions_without_point(shown),
        "closings": closings,
        "closed": closings[-1] if shown.closed_at and closings else None,
        "is_over": now > shown.ends_at,
        "may_write": may(request.user, WRITE, network) and shown.cancelled_at is None,
        "may_send": may(request.user, Permission.SEND_MAIL, network),
        "mails": queries.mails_about(shown),
        "guests": list(queries.guests_of(shown)),
        "now": now,
        "page_key": token_hex(12),
        "shape": shape_of(points),
        "group_count": len(group),
        "point_form": PointForm(auto_id="new-%s"),
        "present_form": PresentForm(initial={"present": present}),
        "guest_form": GuestForm(auto_id="guest-%s"),
        "reopen_form": ReopenForm(auto_id="reopen-%s"),
        **forms,
    }


def links_of(points: Sequence[AgendaPoint], request: MemberRequest) -> dict[int, str]:
    """For each point the page on which what waits is dealt with."""
    if not points:
        return {}
    network = points[0].meeting.network
    parts = parts_of(network)
    return {point.pk: agenda.page_of(point.matter, network, parts) for point in points if point.matter}


def shape_of(points: Sequence[AgendaPoint]) -> str:
    """Changes when a point or a decision is added, changed, moved or removed; not when minutes are written."""
    words = [
        (point.pk, point.title, point.about, [(d.pk, d.title, d.answer, d.reason) for d in point.decisions.all()])
        for point in points
    ]
    return sha256(repr(words).encode()).hexdigest()[:16]


# --- the agenda ------------------------------------------------------------------------------------------------------


@never_cache
def lay_agenda(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What waits, to be taken up or not and in which words; below it the agenda as it is."""
    shown = meeting_at(request, network_slug, pk, needs=WRITE)
    proposals = agenda.proposals_for(shown, now=timezone.now())
    bound = request.POST if request.method == "POST" else None
    forms = [ProposalForm(bound, proposal=proposal) for proposal in proposals]
    valid = [form.is_valid() for form in forms]  # every one, so that each has its errors
    if bound is not None and all(valid):
        return put_on_agenda(request, shown, [kept for form in forms if (kept := form.kept())])
    context = {
        "network": shown.network,
        "meeting": shown,
        "forms": forms,
        "points": list(shown.points.all()),
        "wrong": [form for form in forms if form.is_bound and not form.is_valid()],
    }
    return render(request, "voice/steering_agenda.html", context)


def put_on_agenda(request: MemberRequest, shown: SteeringMeeting, kept: list[Proposal]) -> HttpResponse:
    try:
        added = services.add_points(shown, kept)
    except services.MinutesAreClosed:
        messages.error(request, closed_words())
    else:
        words = ngettext("One point is on the agenda.", "%(count)s points are on the agenda.", len(added))
        if added:
            messages.success(request, words % {"count": len(added)})
    return redirect("voice:steering_meeting", shown.network.slug, shown.pk)


@require_POST
def point_add(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """A point of one's own, at the end."""
    shown = meeting_at(request, network_slug, pk, needs=WRITE)
    form = PointForm(request.POST, auto_id="new-%s")
    if not form.is_valid():
        return render(request, "voice/steering_meeting.html", meeting_page(request, shown, point_form=form))
    return put_on_agenda(request, shown, [Proposal("", form.cleaned_data["title"], form.cleaned_data["about"])])


def point(request: MemberRequest, network_slug: str, pk: int, point_pk: int) -> HttpResponse:
    """Other words for a point."""
    shown = point_at(request, network_slug, pk, point_pk)
    form = PointForm(request.POST) if request.method == "POST" else PointForm.of(shown)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_point(shown, **form.cleaned_data)
        except services.MinutesAreClosed:
            messages.error(request, closed_words())
        return to_point(shown)
    context = {"network": shown.meeting.network, "meeting": shown.meeting, "point": shown, "form": form}
    return render(request, "voice/steering_point.html", context)


@require_POST
def point_move(request: MemberRequest, network_slug: str, pk: int, point_pk: int) -> HttpResponse:
    """One place earlier or later."""
    shown = point_at(request, network_slug, pk, point_pk)
    try:
        services.move_point(shown, up=request.POST.get("to") == "up")
    except services.MinutesAreClosed:
        messages.error(request, closed_words())
    if request.POST.get("from") == "agenda":
        return redirect("voice:steering_agenda", network_slug, pk)
    return to_point(shown)


@require_POST
def point_remove(request: MemberRequest, network_slug: str, pk: int, point_pk: int) -> HttpResponse:
    """Off the agenda."""
    shown = point_at(request, network_slug, pk, point_pk)
    try:
        services.remove_point(shown)
        messages.success(request, _("“%(point)s” is off the agenda.") % {"point": shown.title})
    except services.MinutesAreClosed:
        messages.error(request, closed_words())
    where = "voice:steering_agenda" if request.POST.get("from") == "agenda" else "voice:steering_meeting"
    return redirect(where, network_slug, pk)
