"""What members tell everybody of themselves: who is new, and what came of a turn in the seat. Each has agreed to it."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.v1.asking import Page, Paged, in_denmark, page_of, site
from mikrovirk.api.v1.networks import network_named
from mikrovirk.api.v1.reading import reads
from mikrovirk.live.queries import newest
from mikrovirk.live.queries.seat_stories import published_stories
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part

router = Router()
SEAT = "hot_seat"


class NewMember(Schema):
    """Somebody new in a network, as they are shown to everybody."""

    name: str
    business: str
    industry: str
    town: str
    about: str
    offers: str
    seeks: str
    introduced_date: date = Field(description="The day they told of themselves.")


class StoryShown(Schema):
    """What came of a turn in the hot seat or on the brag spot."""

    id: int
    title: str
    text: str
    name: str
    business: str
    kind: str = Field(description="hot_seat or brag_spot.")
    meeting_id: int
    published_at: datetime
    url: str


def network_with(part: str, slug: str) -> Network:
    network = network_named(slug)
    if not has_part(network, part):
        raise Http404
    return network


@reads(
    router,
    "/networks/{slug}/new-members",
    Page[NewMember],
    asked=Paged,
    says=_("Who is new in a network, newest first"),
)
def list_new_members(request: HttpRequest, slug: str, asked: Query[Paged]) -> dict[str, Any]:
    rows = newest.shown_in(network_with(newest.PART, slug)).values_list(*newest.FIELDS)
    shown, about = page_of(request, rows, asked)
    names = NewMember.model_fields
    items = [{name: getattr(each, name) for name in names} for each in newest.members_in(shown)]
    return {"items": items, **about}


@reads(
    router,
    "/networks/{slug}/stories",
    Page[StoryShown],
    asked=Paged,
    says=_("What came of the hot seat and the brag spot, told by members, newest first"),
)
def list_stories(request: HttpRequest, slug: str, asked: Query[Paged]) -> dict[str, Any]:
    network = network_with(SEAT, slug)
    shown, about = page_of(request, published_stories(network), asked)
    url = site(reverse("live:stories", args=[slug]))
    return {"items": [{**story(each), "url": url} for each in shown], **about}


def story(each: Any) -> dict[str, Any]:
    """A story whose seat was read with it, with the business of who tells it."""
    return {
        "id": each.pk,
        "title": each.title,
        "text": each.text,
        "name": str(each.seat.application.person.user),
        "business": each.business or "",
        "kind": each.seat.application.kind,
        "meeting_id": each.seat.evening.meeting_id,
        "published_at": in_denmark(each.published_at),
    }
