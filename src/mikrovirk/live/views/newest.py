"""New in the network, for everybody: a page, and the same to put on other websites."""

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from mikrovirk.live.queries import newest as queries
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may, parts_of

PAGE = 30
EMBEDDED = 6
# Any website may show the little page; it runs no script, takes no form, and sets no cookie.
EMBED_POLICY = {"frame-ancestors": ["*"], "script-src": [NONE], "form-action": [NONE]}


def network_at(slug: str) -> tuple[Network, bool]:
    """The network, and whether it has a directory; 404 without the part."""
    network = get_object_or_404(Network, slug=slug)
    parts = parts_of(network)
    if queries.PART not in parts:
        raise Http404
    return network, queries.DIRECTORY in parts


@login_not_required
@require_safe
def newest(request: HttpRequest, network_slug: str) -> HttpResponse:
    """Who is new in the network, newest first; whoever runs its programme can take the page along to other websites."""
    network, has_directory = network_at(network_slug)
    page = Paginator(queries.shown_in(network).values_list(*queries.FIELDS), PAGE).get_page(request.GET.get("page"))
    embeds = request.user.is_authenticated and may(request.user, Permission.EDIT_PROGRAMME, network)
    context = {
        "network": network,
        "page": page,
        "members": queries.members_in(page.object_list),
        "has_directory": has_directory,
        "snippet": snippet_for(network) if embeds else "",
    }
    return render(request, "live/newest.html", context)


def snippet_for(network: Network) -> str:
    """What is put into another website's page."""
    address = settings.SITE_URL + reverse("live:newest_embed", args=[network.slug])
    return render_to_string("live/_embed_snippet.html", {"address": address, "network": network}).strip()


@login_not_required
@require_safe
@xframe_options_exempt
@csp_replace(EMBED_POLICY)  # type: ignore[arg-type]  # its types know no further arguments
def newest_embed(request: HttpRequest, network_slug: str) -> HttpResponse:
    """The newest few, to stand in a frame on another website."""
    network, has_directory = network_at(network_slug)
    context = {
        "network": network,
        "members": queries.new_in_network(network, most=EMBEDDED),
        "has_directory": has_directory,
        "site_address": settings.SITE_URL,
    }
    return render(request, "live/newest_embed.html", context)
