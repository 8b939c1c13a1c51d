"""The stories of a network: read by everybody, let out by the coordinator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.live.models import Story
from mikrovirk.live.queries import seat_stories as queries
from mikrovirk.live.services import seat_story as services
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, may, networks_for

PER_PAGE = 10
ANSWERS_SHOWN = 20


@login_not_required
@require_safe
def stories(request: HttpRequest, network_slug: str) -> HttpResponse:
    """What came of it, told by members; the coordinator also sees what waits, and what members answered."""
    network = get_object_or_404(Network, slug=network_slug)
    if not has_part(network, "hot_seat"):
        raise Http404
    edits = request.user.is_authenticated and may(request.user, Permission.EDIT_PROGRAMME, network)
    context = {
        "network": network,
        "page": Paginator(queries.published_stories(network), PER_PAGE).get_page(request.GET.get("page")),
        "edits": edits,
        "waiting": list(queries.waiting_stories(network)) if edits else [],
        "answers": list(queries.answers_in(network)[:ANSWERS_SHOWN]) if edits else [],
    }
    return render(request, "live/stories.html", context)


def story_to_decide(request: MemberRequest, network_slug: str, pk: int) -> Story:
    """A story of a network whose programme the reader edits; raise Http404."""
    network = get_object_or_404(networks_for(request.user, needs=Permission.EDIT_PROGRAMME), slug=network_slug)
    return get_object_or_404(queries.stories_of(network), pk=pk)


@require_POST
def publish(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The coordinator's yes."""
    try:
        services.publish(story_to_decide(request, network_slug, pk), at=timezone.now())
    except services.NotAgreed:
        messages.info(request, _("The member has taken the story back."))
    else:
        messages.success(request, _("The story stands among the stories now, and on the network's page."))
    return redirect("live:stories", network_slug)


@require_POST
def take_down(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Off the page; the member's words are kept and can be published again."""
    services.take_down(story_to_decide(request, network_slug, pk))
    messages.success(request, _("The story is off the page. It waits here, should you want it back."))
    return redirect("live:stories", network_slug)
