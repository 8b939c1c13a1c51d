"""The page of an evening for those who run it: before, while and after; and what is printed in case the net fails."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.live.models import Evening
from mikrovirk.live.queries import cards as card_queries
from mikrovirk.live.queries import drafts as draft_queries
from mikrovirk.live.queries import evening as queries
from mikrovirk.live.queries import photos as photo_queries
from mikrovirk.live.queries import recap as recap_queries
from mikrovirk.live.queries.hall import from_the_hall
from mikrovirk.live.queries.room import meetings_run_by
from mikrovirk.live.services import room as services
from mikrovirk.live.views.parts import site_address
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries import attending
from mikrovirk.ui import qr
from mikrovirk.ui.paper_page import as_pdf

SLIPS = 6  # on a sheet


def meeting_run(request: MemberRequest, network_slug: str, pk: int) -> Meeting:
    """The meeting if the reader may run its evening; raise Http404."""
    rows = meetings_run_by(request.user).select_related("network", "venue", "format", "talk")
    return get_object_or_404(rows, network__slug=network_slug, pk=pk)


def evening_of(meeting: Meeting) -> Evening | None:
    found = Evening.objects.filter(meeting=meeting).first()
    if found:
        found.meeting = meeting
    return found


@never_cache
def evening(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What there is to do before, while and after; posting opens the evening, or goes on with it."""
    meeting = meeting_run(request, network_slug, pk)
    if request.method == "POST":
        return redirect("live:host", services.open_evening(meeting, at=timezone.now()).code)
    now, found = timezone.now(), evening_of(meeting)
    stage = queries.stage_of(meeting, found, now=now)
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "evening": found,
        "stage": stage,
        "runs": queries.can_be_run(found, now=now),
        "is_published": meeting.state == Meeting.State.PUBLISHED,
        "site_address": site_address(),
        "when": dates.span(meeting.starts_at, meeting.ends_at),
        "hours": queries.hours_of(meeting, found),
        "tally": attending.tally(meeting),
        "drafts": list(draft_queries.to_choose_of(meeting, now=now)),
        "may_edit": may(request.user, Permission.EDIT_PROGRAMME, meeting.network),
        **(after(meeting, found) if stage is queries.Stage.AFTER else {}),
    }
    return render(request, "live/evening.html", context)


def after(meeting: Meeting, found: Evening | None) -> dict[str, Any]:
    """What comes of it: the recap, photos, what the hall said."""
    photos, shown = photo_queries.counts_of(found) if found else (0, 0)
    return {
        "recap": recap_queries.recap_of(meeting),
        "photo_count": photos,
        "shown_count": shown,
        "hall": from_the_hall(found) if found else None,
        "mails": recap_queries.mails_about(meeting),
        "met": card_queries.figures_of(found) if found else None,
    }


# --- on paper --------------------------------------------------------------------------------------------------------


@never_cache
@require_safe
def join_sheet(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The way in as a poster: for the door and the tables."""
    return paper(request, network_slug, pk, "join", "vej-ind", needs_code=True)


@never_cache
@require_safe
def hours_sheet(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The evening with its hours, to run it from when there is no net."""
    return paper(request, network_slug, pk, "hours", "aftenen")


@never_cache
@require_safe
def slips(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Slips to write questions, wishes and advice on, for those without a phone."""
    return paper(request, network_slug, pk, "slips", "sedler")


def paper(
    request: MemberRequest, network_slug: str, pk: int, template: str, name: str, *, needs_code: bool = False
) -> HttpResponse:
    meeting = meeting_run(request, network_slug, pk)
    found = evening_of(meeting)
    if needs_code and found is None:
        raise Http404  # it has no code yet
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "evening": found,
        "when": dates.span(meeting.starts_at, meeting.ends_at),
        "hours": queries.hours_of(meeting, found),
        "site_address": site_address(),
        "qr": way_in(found) if found else "",
        "slips": range(SLIPS),
    }
    return as_pdf(request, f"live/paper_{template}.html", context, name=f"{name}-{meeting.pk}.pdf")


def way_in(found: Evening) -> str:
    """The way in as a picture that stands in the page itself."""
    address = settings.SITE_URL + reverse("live:phone", args=[found.code])
    return qr.as_source(address)
