"""The list at the door, on a phone: search, one tap for each who comes, walk-ins in one line, and no net for a while."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may, networks_for
from mikrovirk.programme import attached
from mikrovirk.programme.forms.attending import WalkInForm
from mikrovirk.programme.models import Meeting, MeetingWork
from mikrovirk.programme.queries import attending, joint
from mikrovirk.programme.services import check_in as services
from mikrovirk.programme.services import work
from mikrovirk.programme.services.seating import SignUpClosed

TAPS_AT_MOST = 500  # in one posting
LATE = timedelta(hours=12)  # a tap older than that has the hour it arrives


def meeting_at_the_door(request: MemberRequest, network_slug: str, pk: int) -> Meeting:
    """The meeting if the reader may check people in there; raise Http404."""
    networks = networks_for(request.user, needs=Permission.CHECK_IN)
    rows = Meeting.objects.filter(joint.held_by_any(networks), network__slug=network_slug)
    return get_object_or_404(rows.select_related("network", "venue", "format"), pk=pk)


@never_cache
@require_safe
def check_in(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Everybody on the list; ?q= narrows it where no script runs."""
    meeting = meeting_at_the_door(request, network_slug, pk)
    return render(request, "programme/check_in.html", list_page(request, meeting, WalkInForm(auto_id="walk_in_%s")))


def list_page(request: MemberRequest, meeting: Meeting, form: WalkInForm) -> dict[str, Any]:
    people = attending.list_at_the_door(meeting)
    sought = request.GET.get("q", "").strip()
    shown = [person for person in people if sought.lower() in f"{person.name} {person.business}".lower()]
    here = sum(person.came for person in people)
    return {
        "meeting": meeting,
        "network": meeting.network,
        "people": shown,
        "total": len(people),
        "here": here,
        "missing": sum(not person.came and not person.waits for person in people),
        "walk_ins": sum(person.is_walk_in and person.came for person in people),
        "sought": sought,
        "form": form,
        "attached": links_at_the_door(request, meeting),
        "is_early": timezone.now() < meeting.starts_at - services.OPENS_BEFORE,
        "when": dates.span(meeting.starts_at, meeting.ends_at),
    }


def links_at_the_door(request: MemberRequest, meeting: Meeting) -> list[attached.Link]:
    """What the other apps offer there; the pages they lead to are the host's, not a partner's."""
    if meeting.is_joint and not may(request.user, Permission.CHECK_IN, meeting.network):
        return []
    return attached.links_at(attached.Place.DOOR, attached.MeetingShown.of(meeting), now=timezone.now())


@require_POST
def mark(request: MemberRequest, network_slug: str, pk: int, sign_up_pk: int) -> HttpResponse:
    """Check one person in, or take it back."""
    meeting = meeting_at_the_door(request, network_slug, pk)
    came = request.POST.get("came") == "1"
    try:
        services.mark(meeting, sign_up_pk, came=came, at=timezone.now())
    except services.UnknownSignUp:
        messages.error(request, _("This person is no longer on the list."))
    else:
        work.note(meeting, request.user, MeetingWork.Kind.DOOR, at=timezone.now())
    return back_to_list(request, meeting, f"p{sign_up_pk}")


def back_to_list(request: HttpRequest, meeting: Meeting, anchor: str = "") -> HttpResponse:
    """The list, narrowed as it was, at the line that was tapped."""
    address = reverse("programme:check_in", args=[meeting.network.slug, meeting.pk])
    sought = request.POST.get("q", "")
    narrowed = f"?{urlencode({'q': sought})}" if sought else ""
    return redirect(f"{address}{narrowed}{'#' if anchor else ''}{anchor}")


@require_POST
def add(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """A walk-in in one line."""
    meeting = meeting_at_the_door(request, network_slug, pk)
    form = WalkInForm(request.POST, auto_id="walk_in_%s")
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            row = services.add_walk_in(meeting, name=name, email=form.cleaned_data["email"], at=timezone.now())
        except SignUpClosed:
            messages.error(request, _("The meeting is not published, so nobody can sign up yet."))
        else:
            said = _("%(name)s is checked in.") if row.checked_in_at else _("%(name)s is on the list.")
            messages.success(request, said % {"name": name})
            work.note(meeting, request.user, MeetingWork.Kind.DOOR, at=timezone.now())
        return back_to_list(request, meeting)
    return render(request, "programme/check_in.html", list_page(request, meeting, form))


# --- taps from a phone -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tap:
    """One press on the phone: its own id, the hour it was made, and what was pressed."""

    id: str
    at: datetime
    sign_up_pk: int | None
    came: bool
    name: str
    email: str


@require_POST
def taps(request: MemberRequest, network_slug: str, pk: int) -> JsonResponse:
    """Take the presses that a phone has kept, in their order; tell which are done, what could not be, and who is here."""
    meeting = meeting_at_the_door(request, network_slug, pk)
    now = timezone.now()
    try:
        sent = [tap_of(row, now) for row in json.loads(request.body)["taps"][:TAPS_AT_MOST]]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"problem": "not understood"}, status=400)
    done: list[str] = []
    refused: list[dict[str, str]] = []
    added: dict[str, int] = {}
    for tap in sent:
        try:
            row_pk = carry_out(meeting, tap)
        except Refused as refusal:
            refused.append({"id": tap.id, "why": str(refusal)})
        else:
            done.append(tap.id)
            if row_pk:
                added[tap.id] = row_pk
    if done:
        work.note(meeting, request.user, MeetingWork.Kind.DOOR, at=now)
    came = list(attending.came_to(meeting))
    return JsonResponse({"done": done, "refused": refused, "added": added, "came": came})


class Refused(Exception):
    """A press that cannot be carried out; it says why, in words for the phone."""


def tap_of(row: dict[str, Any], now: datetime) -> Tap:
    """Read one press; raise ValueError, KeyError or TypeError for what is none. Its hour is never one to come."""
    at = parse_datetime(row["at"]) or now
    if at.tzinfo is None or not now - LATE <= at <= now:
        at = now
    sign_up = int(row["sign_up"]) if row.get("sign_up") else None
    return Tap(
        str(row["id"])[:40], at, sign_up, bool(row.get("came")), str(row.get("name", "")), str(row.get("email", ""))
    )


def carry_out(meeting: Meeting, tap: Tap) -> int | None:
    """Do what was pressed; return the sign-up of a walk-in. Raise Refused."""
    if tap.sign_up_pk is not None:
        try:
            services.mark(meeting, tap.sign_up_pk, came=tap.came, at=tap.at)
        except services.UnknownSignUp as error:
            # Taken back twice: a walk-in that is gone already is what was wished for.
            if tap.came:
                raise Refused(_("This person is no longer on the list.")) from error
        return None
    form = WalkInForm({"name": tap.name, "email": tap.email})
    if not form.is_valid():
        raise Refused(" ".join(str(problem) for problems in form.errors.values() for problem in problems))
    name, email = form.cleaned_data["name"], form.cleaned_data["email"]
    try:
        return services.add_walk_in(meeting, name=name, email=email, client_id=tap.id, at=tap.at).pk
    except SignUpClosed as error:
        raise Refused(_("The meeting is not published, so nobody can sign up yet.")) from error
