"""Guests of one steering meeting: their links, and the page behind them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts import links
from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.networks.queries import has_part
from mikrovirk.ui import qr
from mikrovirk.voice.forms.steering import GuestForm
from mikrovirk.voice.models import AgendaPoint
from mikrovirk.voice.queries import steering as queries
from mikrovirk.voice.queries.consultation_versions import newest_versions
from mikrovirk.voice.services import steering_guests as services
from mikrovirk.voice.services import steering_mails as mails
from mikrovirk.voice.views.consultation_versions import point_in
from mikrovirk.voice.views.steering_meeting import meeting_page
from mikrovirk.voice.views.steering_where import WRITE, guest_at_meeting, meeting_at


@require_POST
def guest_add(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """A link for a guest; the mail with it is drafted where there is an address."""
    meeting = meeting_at(request, network_slug, pk, needs=WRITE)
    now = timezone.now()
    form = GuestForm(request.POST, auto_id="guest-%s")
    if not form.is_valid():
        return render(request, "voice/steering_meeting.html", meeting_page(request, meeting, guest_form=form))
    if meeting.cancelled_at:
        raise Http404
    made = services.let_in(meeting, name=form.cleaned_data["name"], email=form.cleaned_data["email"], at=now)
    if made.email and made.expires_at > now:
        mails.mail_guest(made, at=now)
        messages.success(request, _("The link is made, and the mail with it waits for approval."))
    else:
        messages.success(request, _("The link is made. Copy it, or let the guest scan it."))
    return redirect("voice:steering_guest_link", network_slug, pk, made.pk)


@never_cache
@require_safe
def guest_link(request: MemberRequest, network_slug: str, pk: int, guest_pk: int) -> HttpResponse:
    """The link, to copy or to scan."""
    guest = guest_at_meeting(request, network_slug, pk, guest_pk)
    context = {
        "network": guest.meeting.network,
        "meeting": guest.meeting,
        "guest": guest,
        "link": services.link_of(guest),
        "works": guest.revoked_at is None and guest.expires_at > timezone.now(),
    }
    return render(request, "voice/steering_guest_link.html", context)


@never_cache
@require_safe
def guest_qr(request: MemberRequest, network_slug: str, pk: int, guest_pk: int) -> HttpResponse:
    """The link as a picture."""
    guest = guest_at_meeting(request, network_slug, pk, guest_pk)
    return qr.as_picture(services.link_of(guest))


@require_POST
def guest_revoke(request: MemberRequest, network_slug: str, pk: int, guest_pk: int) -> HttpResponse:
    """The link opens nothing any more."""
    guest = guest_at_meeting(request, network_slug, pk, guest_pk)
    if guest.revoked_at is None:
        mails.revoke_guest(guest, at=timezone.now())
    messages.success(request, _("The link of %(name)s opens nothing any more.") % {"name": guest.name})
    return redirect("voice:steering_meeting", network_slug, pk)


# --- the guest's side ------------------------------------------------------------------------------------------------


@never_cache
@login_not_required
@require_safe
def guest_page(request: HttpRequest, token: str) -> HttpResponse:
    """The agenda, the minutes and the drafts of one meeting. Of members nobody is named but the group."""
    try:
        guest = services.guest_at(token, now=timezone.now())
    except services.NoLongerAGuest:
        return gone(request)
    except links.LinkInvalid as error:
        raise Http404 from error
    meeting = guest.meeting
    points = queries.points_of(meeting)
    group = queries.group_of(meeting.network, timezone.localdate())
    context = {
        "guest": guest,
        "meeting": meeting,
        "network": meeting.network,
        "when": dates.span(meeting.starts_at, meeting.ends_at),
        "points": points,
        "drafts": drafts_of(points),
        "group": group,
        "group_names": {seat.name for seat in group},
        "until": guest.expires_at,
    }
    return unlisted(render(request, "voice/steering_guest.html", context))


def drafts_of(points: list[AgendaPoint]) -> list[dict[str, Any]]:
    """The drafts that the meeting takes up, each as members were shown it last."""
    keys = [point.consultation_id for point in points if point.consultation_id]
    if not keys or not has_part(points[0].meeting.network, "voice"):
        return []
    return [
        {**version.content, "key": key, "points": [point_in(each) for each in version.content["points"]]}
        for key, version in newest_versions(keys).items()
    ]


def gone(request: HttpRequest) -> HttpResponse:
    """The link was good once."""
    return unlisted(render(request, "voice/steering_guest_gone.html", status=410))


def unlisted(answer: HttpResponse) -> HttpResponse:
    """No search engine keeps it."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
