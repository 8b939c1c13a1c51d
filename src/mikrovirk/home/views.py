"""The pages that put the other apps' pieces together."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.queries import passkey_is_to_be_offered
from mikrovirk.directory.queries.businesses import open_directories
from mikrovirk.fund.queries.near import funds_for_places
from mikrovirk.home import menu, queries
from mikrovirk.live.queries import seat_stories
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.permissions import Permission
from mikrovirk.overview.permissions import access_of
from mikrovirk.overview.queries.move_pages import is_published
from mikrovirk.voice.queries import you_said

SHOWN_NETWORKS = 12  # on the front page; in a larger region one looks for one's own


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The public front page: what is on next, who is new, which networks there are."""
    now = timezone.now()
    directories = open_directories()
    may_be_found = directories.exists()
    networks = list(queries.open_networks()[: SHOWN_NETWORKS + 1])
    context = {
        "region": network_queries.installation().region,
        "networks": networks[:SHOWN_NETWORKS],
        "more_networks": len(networks) > SHOWN_NETWORKS,
        "meetings": queries.coming_meetings(now),
        "new_businesses": queries.new_businesses(now, networks=directories) if may_be_found else [],
        "may_be_found": may_be_found,
    }
    return render(request, "home/front.html", context)


@login_not_required
@require_safe
def network(request: HttpRequest, network_slug: str) -> HttpResponse:
    """A network's public page: its next meeting, what to expect, who is new, how it went last."""
    shown = get_object_or_404(Network.objects.select_related("host"), slug=network_slug)
    now = timezone.now()
    parts = network_queries.parts_of(shown)
    context = {
        "network": shown,
        "parts": parts,
        "meetings": queries.coming_meetings(now, network=shown, most=4),
        "last": queries.last_meeting(shown, now),
        "formats": shown.formats.filter(is_active=True),
        "new_businesses": queries.new_businesses(now, networks=[shown]) if "directory" in parts else [],
        "told": list(you_said.shown_in(shown)[:2]) if you_said.PART in parts else [],
        "stories": list(seat_stories.published_stories(shown)[:2]) if "hot_seat" in parts else [],
        "steering_group": list(network_queries.people_with(shown, Role.Name.STEERING).order_by("full_name")),
        "member_count": shown.memberships.filter(left_date__isnull=True).count(),
        "may_move_here": is_published(shown.municipality_code),
        "funds": funds_for_places([shown.municipality_code]) if shown.is_open else [],
    }
    return render(request, "home/network.html", context)


@require_safe
def start(request: MemberRequest) -> HttpResponse:
    """Where somebody lands after signing in: each role at its own work."""
    if passkey_is_to_be_offered(request, request.user) and network_queries.runs_something(request.user):
        return redirect("account_offer")
    hat = menu.hat_of(request)
    if hat and hat.role == Role.Name.COORDINATOR:
        return redirect("home:week", hat.network.slug)
    if hat and hat.role == Role.Name.SUBSTITUTE:
        return redirect("home:handover", hat.network.slug)
    if hat and hat.role == Role.Name.HOST:
        return redirect("home:reports", hat.network.slug)
    if hat is None or hat.role == Role.Name.MUNICIPALITY:
        access = access_of(request.user)
        if access.home and not access.everything:
            return redirect("overview:municipality", access.home)
    if request.user.is_administrator:
        return redirect("networks:installation")
    if hat is None and (works_in := menu.fund_entry(request.user)):
        _label, office = works_in[0]
        return redirect(office)
    return redirect("home:me")


@require_safe
def reports(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The meetings that were held, each with its steering report."""
    seen = network_queries.networks_for(request.user, needs=Permission.SEE_STEERING)
    shown = get_object_or_404(seen, slug=network_slug)
    return render(
        request, "home/reports.html", {"network": shown, "meetings": queries.held_meetings(shown, timezone.now())}
    )
