"""The public directory: the businesses that chose to be seen, and a page for each."""

import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from mikrovirk.directory import queries
from mikrovirk.directory.domain.cvr import displayed_cvr
from mikrovirk.directory.forms.search import MOST_CHOICES, DirectoryFilter
from mikrovirk.directory.models import Business
from mikrovirk.directory.queries import Seen
from mikrovirk.directory.queries import businesses as found
from mikrovirk.networks.models import Network

PAGE = 30
MOST = 300  # that are listed: in a whole region one looks for something
# What ends a script element or a line in JavaScript must not stand in one.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@login_not_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """All networks together."""
    return listing(request, None, queries.open_directories())


@login_not_required
@require_safe
def network_directory(request: HttpRequest, network_slug: str) -> HttpResponse:
    """One network's businesses; a member sees those of fellow members too."""
    networks = queries.open_directories().filter(slug=network_slug)
    return listing(request, get_object_or_404(networks), networks)


def listing(request: HttpRequest, network: Network | None, networks: QuerySet[Network]) -> HttpResponse:
    seen = queries.businesses_for(request.user, networks, in_all=network is None)
    form = filter_of(request, network, networks, seen)
    chosen = form.chosen()
    if chosen["network"]:
        seen = queries.businesses_for(request.user, networks.filter(slug=chosen["network"]))
    rows = found.narrowed(seen, words=chosen["q"], industry=chosen["industry"], town=chosen["town"])
    keys = list(rows.values_list("pk", flat=True)[: MOST + 1])  # looked for once; counted, and the page's own are read
    page = Paginator(keys, PAGE).get_page(request.GET.get("page"))
    address = reverse("directory:network_directory", args=[network.slug]) if network else reverse("directory:directory")
    context = {
        "network": network,
        "form": form,
        "address": address,
        "page": page,
        "lines": found.business_lines(page.object_list),
        "narrowed": any(chosen.values()),
        "most": MOST if page.paginator.count > MOST else 0,
    }
    piece = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, "directory/_business_list.html" if piece else "directory/directory.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def filter_of(
    request: HttpRequest, network: Network | None, networks: QuerySet[Network], seen: QuerySet[Business]
) -> DirectoryFilter:
    """What one may narrow the list by: of a whole region its public values, and those of one's own networks."""
    choices = [] if network else list(networks.values_list("slug", "name")[: MOST_CHOICES + 1])
    industries, towns = (
        found.values_of(seen, field) if network else found.offered_in_all(request.user, networks, field)
        for field in ("industry", "town")
    )
    return DirectoryFilter(
        request.GET,
        industries=industries,
        towns=towns,
        networks=choices if 1 < len(choices) <= MOST_CHOICES else None,
    )


@login_not_required
@require_safe
def business(request: HttpRequest, slug: str) -> HttpResponse:
    """One business, and who is behind it, as far as they let whoever looks see it."""
    one = get_object_or_404(queries.business_seen(request.user), slug=slug)
    is_mine = request.user.is_authenticated and queries.businesses_of(request.user).filter(pk=one.pk).exists()
    people = queries.people_behind(one, request.user)
    context = {
        "business": one,
        "cvr": displayed_cvr(one.cvr),
        "people": people,
        "networks": queries.networks_of(one),
        "is_mine": is_mine,
        "linked_data": linked_data(request, one) if one.listed_at else "",
    }
    return render(request, "directory/business.html", context)


def linked_data(request: HttpRequest, one: Business) -> SafeString:
    """The business as schema.org LocalBusiness, of what everybody may see."""
    public: list[Seen] = queries.people_behind(one, AnonymousUser())
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "name": one.name,
        "url": request.build_absolute_uri(reverse("directory:business", args=[one.slug])),
        "description": one.about or one.offers,
        "sameAs": one.website,
        "vatID": f"DK{one.cvr}" if one.cvr else "",
        "telephone": next((each.phone_number for each in public if each.phone_number), ""),
        "email": next((each.email for each in public if each.email), ""),
    }
    place = {"streetAddress": one.address, "postalCode": one.postcode, "addressLocality": one.town}
    if any(place.values()):
        kept = {name: value for name, value in place.items() if value}
        told["address"] = {"@type": "PostalAddress", **kept, "addressCountry": "DK"}
    told = {name: value for name, value in told.items() if value}
    # Every character that could end the element is escaped.
    return mark_safe(json.dumps(told, ensure_ascii=False).translate(ESCAPES))  # noqa: S308
