"""The networks."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.v1.asking import Asked, MunicipalityCode, Page, Paged, page_of, site
from mikrovirk.api.v1.reading import reads
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import look_up_parts, parts_of
from mikrovirk.register.domain.municipalities import named

router = Router()


class NetworkName(Schema):
    """A network by name."""

    slug: str
    name: str


class NetworkLine(NetworkName):
    """A local network of micro-businesses."""

    purpose: str
    place: str
    municipality: str = Field(description="Its code, four digits; empty where the network has none.")
    municipality_name: str
    host: str = Field(description="The organisation behind it.")
    founded_date: date | None
    is_open: bool = Field(description="False: closed, kept as an archive.")
    url: str


class NetworkPage(NetworkLine):
    """A network with what its own page says."""

    about: str
    contact_name: str
    contact_email: str
    contact_phone: str
    parts: list[str] = Field(description="Which parts of MikroVirk the network uses.")


class NetworksAsked(Paged):
    """Which networks."""

    q: str = Field("", max_length=100, description="Words in the name, the purpose or the place.")
    municipality: MunicipalityCode = ""
    closed: bool = Field(False, description="The closed ones instead of those that meet.")


def all_of_them() -> QuerySet[Network]:
    """Every network has a page that anybody may open."""
    return Network.objects.select_related("host")


def network_named(slug: str) -> Network:
    return get_object_or_404(all_of_them(), slug=slug)


@reads(router, "/networks", Page[NetworkLine], asked=NetworksAsked, says=_("The networks, by name"))
def list_networks(request: HttpRequest, asked: Query[NetworksAsked]) -> dict[str, Any]:
    rows = all_of_them().filter(is_open=not asked.closed).order_by("name", "pk")
    if asked.municipality:
        rows = rows.filter(municipality_code=asked.municipality)
    for word in asked.q.split():
        rows = rows.filter(Q(name__icontains=word) | Q(purpose__icontains=word) | Q(place__icontains=word))
    shown, about = page_of(request, rows, asked)
    return {"items": [line_of(each) for each in shown], **about}


@reads(router, "/networks/{slug}", NetworkPage, says=_("One network"))
def get_network(request: HttpRequest, slug: str, asked: Query[Asked]) -> dict[str, Any]:
    network = network_named(slug)
    look_up_parts([network])
    return {
        **line_of(network),
        "about": network.about,
        "contact_name": network.contact_name,
        "contact_email": network.contact_email,
        "contact_phone": network.contact_phone,
        "parts": sorted(parts_of(network)),
    }


def line_of(network: Network) -> dict[str, Any]:
    return {
        "slug": network.slug,
        "name": network.name,
        "purpose": network.purpose,
        "place": network.place,
        "municipality": network.municipality_code,
        "municipality_name": named(network.municipality_code) if network.municipality_code else "",
        "host": network.host.name if network.host else "",
        "founded_date": network.founded_date,
        "is_open": network.is_open,
        "url": site(reverse("home:network", args=[network.slug])),
    }
