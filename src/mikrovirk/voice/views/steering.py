"""The steering room: what waits, and the meetings of the group."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.queries import may, parts_of
from mikrovirk.voice.forms.steering import SteeringMeetingForm, first_words
from mikrovirk.voice.queries import agenda
from mikrovirk.voice.queries import steering as queries
from mikrovirk.voice.services import steering as services
from mikrovirk.voice.services import steering_mails as mails
from mikrovirk.voice.views.steering_where import WRITE, closed_words, meeting_at, room_at

PAGE = 30


@never_cache
@require_safe
def room(request: MemberRequest, network_slug: str) -> HttpResponse:
    """All that waits for the group, each thing one click away."""
    network = room_at(request, network_slug)
    parts = parts_of(network)
    found = queries.room_of(network, now=timezone.now())
    context = {
        "network": network,
        "room": found,
        "may_write": may(request.user, WRITE, network),
        "board_url": agenda.page_of("inputs", network, parts),
    }
    return render(request, "voice/steering.html", context)


@require_safe
def meetings(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Every meeting of the group, newest first."""
    network = room_at(request, network_slug)
    page = Paginator(queries.meetings_listed(network), PAGE).get_page(request.GET.get("page"))
    context = {"network": network, "page": page, "may_write": may(request.user, WRITE, network)}
    return render(request, "voice/steering_meetings.html", context)


def meeting_new(request: MemberRequest, network_slug: str) -> HttpResponse:
    """A day and a place; then the agenda is proposed."""
    network = room_at(request, network_slug, needs=WRITE)
    now = timezone.now()
    form = SteeringMeetingForm(request.POST or None, initial=first_words(network, now=now))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        made = services.call_meeting(
            network, starts_at=typed["starts_at"], lasts=typed["lasts"], place=typed["place"], by=request.user, at=now
        )
        return redirect("voice:steering_agenda", network_slug, made.pk)
    return render(request, "voice/steering_meeting_new.html", {"network": network, "form": form})


def meeting_edit(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Another day or place; those who have the invitation are told by a mail that waits for approval."""
    meeting = meeting_at(request, network_slug, pk, needs=WRITE)
    now = timezone.now()
    form = SteeringMeetingForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if not form.is_valid():
        context = {"network": meeting.network, "meeting": meeting, "form": form}
        return render(request, "voice/steering_meeting_edit.html", context)
    typed = form.cleaned_data
    try:
        moved = services.change_meeting(
            meeting, starts_at=typed["starts_at"], lasts=typed["lasts"], place=typed["place"]
        )
    except services.MinutesAreClosed:
        messages.error(request, closed_words())
        return redirect("voice:steering_meeting", network_slug, pk)
    messages.success(request, _("The meeting is changed."))
    if moved and mails.tell_moved(meeting, at=now):
        messages.info(request, _("A mail to those who are invited waits for approval."))
    return redirect("voice:steering_meeting", network_slug, pk)


@require_POST
def meeting_cancel(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """It is not held. Who has the invitation is told by a mail that waits for approval."""
    meeting = meeting_at(request, network_slug, pk, needs=WRITE)
    if meeting.is_open:
        now = timezone.now()
        services.cancel_meeting(meeting, at=now)
        told = mails.tell_cancelled(meeting, at=now)
        messages.success(request, _("The meeting is called off. Its agenda is kept."))
        if told:
            messages.info(request, _("A mail to those who are invited waits for approval."))
    return redirect("voice:steering_meeting", network_slug, pk)
