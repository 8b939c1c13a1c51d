"""Bringing somebody: the page behind a link that was passed on, one's own links, and how many came that way."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.directory.queries.people import invite_token
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries import friends as queries
from mikrovirk.programme.services.guests import person_of
from mikrovirk.programme.views.attend import broken_link
from mikrovirk.programme.views.public import signed_in
from mikrovirk.ui import qr

PER_PAGE = 30
MEETINGS_SHOWN = 6


@login_not_required
@never_cache
@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites, to what, and the way to the sign-up. Opening it changes nothing."""
    found = queries.invitation_of(token)
    if found is None:
        return broken_link(request)
    meetings = queries.meetings_behind(found, now=timezone.now())
    context = {
        "invitation": found,
        "network": found.network,
        "inviter": found.inviter,
        "meetings": meetings,
        "is_one": [meeting.pk for meeting in meetings] == [found.meeting_pk],
        "is_called_off": queries.is_called_off(found),
        "join_token": invite_token(found.inviter, found.network) if found.inviter else "",
        "is_own": is_own(request, found),
    }
    return render(request, "programme/friends/invitation.html", context)


def is_own(request: HttpRequest, found: queries.Invitation) -> bool:
    """Whether somebody looks at their own link."""
    user = signed_in(request)
    return user is not None and found.inviter is not None and found.inviter.user_id == user.pk


@require_safe
def my_invitations(request: MemberRequest) -> HttpResponse:
    """My links to pass on, the meetings to invite to, and whom I brought."""
    person = person_of(request.user)
    networks = list(networks_for(request.user, needs=Permission.TAKE_PART).filter(is_open=True).order_by("name"))
    coming = Meeting.objects.filter(network__in=networks, state=Meeting.State.PUBLISHED, starts_at__gt=timezone.now())
    context = {
        "links": [(network, url, qr.as_svg(url)) for network in networks for url in [own_url(network.pk, person.pk)]],
        "meetings": coming.select_related("network", "venue").order_by("starts_at", "pk")[:MEETINGS_SHOWN],
        "page": Paginator(queries.brought(request.user), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "programme/friends/my_invitations.html", context)


def own_url(network_pk: int, person_pk: int) -> str:
    return queries.invitation_url(network_pk, person_pk=person_pk)


@require_safe
def months(request: MemberRequest, network_slug: str) -> HttpResponse:
    """How many found the network because somebody passed the word on, month by month. No names: nobody is ranked."""
    network = get_object_or_404(networks_for(request.user, needs=Permission.SEE_FIGURES), slug=network_slug)
    found = [month for month in queries.months_of(network, today=timezone.localdate()) if month.found]
    context = {"network": network, "months": found}
    return render(request, "programme/friends/months.html", context)
