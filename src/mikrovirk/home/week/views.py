"""The page of this week's ten minutes."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.home.week import by_itself, week_of
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.permissions import Permission


@require_safe
def this_week(request: MemberRequest, network_slug: str) -> HttpResponse:
    """This week's ten minutes: at most seven things to do, and what leaves by itself."""
    shown = get_object_or_404(
        network_queries.networks_for(request.user, needs=Permission.EDIT_PROGRAMME), slug=network_slug
    )
    now = timezone.now()
    held = network_queries.roles_held(request.user)
    request.roles_held = held  # type: ignore[attr-defined]  # the menu asks for them too
    has_members = Permission.EDIT_MEMBERS in network_queries.permissions_in(request.user, shown, held=held)
    network_queries.look_up_parts([shown])
    context = {
        "network": shown,
        "week": week_of(shown, now, members=has_members),
        "by_itself": by_itself(shown, now),
        "no_parts": not network_queries.parts_of(shown),
    }
    return render(request, "home/week.html", context)
