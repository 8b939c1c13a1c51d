"""The businesses that chose to be seen."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.v1.asking import Asked, Page, Paged, page_of, site
from mikrovirk.api.v1.networks import NetworkName
from mikrovirk.api.v1.reading import reads
from mikrovirk.directory.models import Business
from mikrovirk.directory.queries import businesses as queries

router = Router()
NOBODY = AnonymousUser()


class BusinessLine(Schema):
    """A business in the public directory."""

    slug: str
    name: str
    industry: str = Field(description="In the member's own words.")
    town: str
    offers: str
    seeks: str
    url: str


class BusinessPage(BusinessLine):
    """A business with what its own page says."""

    cvr: str = Field(description="Its number in the central business register.")
    postcode: str
    website: str
    about: str
    networks: list[NetworkName]


class BusinessesAsked(Paged):
    """Which businesses."""

    q: str = Field("", max_length=100, description="Words, in any Danish form.")
    industry: str = Field("", max_length=160)
    town: str = Field("", max_length=80)
    network: str = Field("", max_length=60, description="A network's slug.")


def public_businesses(network: str = "") -> QuerySet[Business]:
    """Those in the public directories of all networks, or of one."""
    networks = queries.open_directories()
    if network:
        return queries.businesses_for(NOBODY, networks.filter(slug=network))
    return queries.businesses_for(NOBODY, networks, in_all=True)


@reads(router, "/businesses", Page[BusinessLine], asked=BusinessesAsked, says=_("The public directory, by name"))
def list_businesses(request: HttpRequest, asked: Query[BusinessesAsked]) -> dict[str, Any]:
    rows = queries.narrowed(public_businesses(asked.network), words=asked.q, industry=asked.industry, town=asked.town)
    shown, about = page_of(request, rows, asked)
    return {"items": [line_of(each) for each in shown], **about}


@reads(router, "/businesses/{slug}", BusinessPage, says=_("One business"))
def get_business(request: HttpRequest, slug: str, asked: Query[Asked]) -> dict[str, Any]:
    business = get_object_or_404(public_businesses(), slug=slug)
    networks = queries.networks_of(business).order_by("name")
    return {
        **line_of(business),
        "cvr": business.cvr,
        "postcode": business.postcode,
        "website": business.website,
        "about": business.about,
        "networks": [{"slug": each.slug, "name": each.name} for each in networks],
    }


def line_of(business: Business) -> dict[str, Any]:
    return {
        "slug": business.slug,
        "name": business.name,
        "industry": business.industry,
        "town": business.town,
        "offers": business.offers,
        "seeks": business.seeks,
        "url": site(reverse("directory:business", args=[business.slug])),
    }
