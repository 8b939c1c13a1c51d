"""Who began or moved here by the register, for the network that says welcome: onto its list, to be visited or written to."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.overview.queries import arrivals as queries
from mikrovirk.overview.queries.inviting import PAGE
from mikrovirk.overview.queries.newcomers import meetings_for
from mikrovirk.overview.views.inviting import network_of
from mikrovirk.register.domain.municipalities import named


@never_cache
@require_safe
def new_here(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The new ones that may be invited; ticking puts them on the network's list."""
    network = network_of(request, network_slug)
    found = queries.new_here(network)
    page = Paginator(found.rows if found else (), PAGE).get_page(request.GET.get("page"))
    context = {
        "network": network,
        "found": found,
        "page": page,
        "rows": [(row, contact, named(row.came_from) if row.came_from else "") for row, contact in page.object_list],
        "meeting": meetings_for(network.municipality_code, now=timezone.now(), network=network).first(),
    }
    return render(request, "overview/new_here.html", context)
