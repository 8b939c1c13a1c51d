"""What takes a token: what its owner sees when signed in, looked at anew in every call."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.domain.scopes import Scope
from mikrovirk.api.models import Token
from mikrovirk.api.permissions import NEEDS
from mikrovirk.api.v1.asking import Asked, Page, Paged, in_denmark, page_of
from mikrovirk.api.v1.meetings import MeetingLine, MeetingsAsked, lines_of, narrowed, with_all
from mikrovirk.api.v1.networks import NetworkName
from mikrovirk.api.v1.reading import reads
from mikrovirk.directory.queries.members import members_found
from mikrovirk.health.queries import kept
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part, networks_for
from mikrovirk.programme.queries.attending import list_at_the_door, meetings_seen_by

router = Router()


class Opened(Schema):
    """A scope of the token, and where it opens something now."""

    scope: str
    networks: list[NetworkName]


class TokenShown(Schema):
    """The token itself."""

    name: str
    expires_at: datetime
    opens: list[Opened]


class PlannedMeeting(MeetingLine):
    """A meeting as its planner sees it: drafts too."""

    places_taken: int


class SignUpLine(Schema):
    """Somebody who comes or waits, as on the list at the door."""

    id: int
    name: str
    business: str
    state: str = Field(description="coming or waiting.")
    came: bool
    came_at: datetime | None
    is_guest: bool
    is_walk_in: bool
    brought_by: str
    visits_before: int


class MemberLine(Schema):
    """A member as the coordinator's list shows them."""

    id: int
    name: str
    email: str
    phone: str
    business: str
    town: str
    industry: str
    joined_date: date
    bounced: bool = Field(description="Mails to that address come back.")


class Measured(Schema):
    """How alive the network was on a day: numbers without names."""

    date: date
    definitions: int = Field(description="The version of the definitions it was measured by.")
    measures: dict[str, Any]


def token_in(request: HttpRequest) -> Token:
    """The token the request was let in by."""
    token: Token = request.api_token  # type: ignore[attr-defined]
    return token


def network_opened(request: HttpRequest, slug: str, scope: Scope) -> Network:
    """The network, if the token's owner may see that in it at this moment."""
    return get_object_or_404(networks_for(token_in(request).owner, needs=NEEDS[scope]), slug=slug)


@reads(router, "/token", TokenShown, any_key=True, says=_("The token itself: what it opens at this moment"))
def get_token(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    token = token_in(request)
    opens = [
        {
            "scope": str(scope),
            "networks": list(networks_for(token.owner, needs=NEEDS[scope]).order_by("name").values("slug", "name")),
        }
        for scope in Scope
        if scope in token.scopes
    ]
    return {"name": token.name, "expires_at": in_denmark(token.expires_at), "opens": opens}


@reads(
    router,
    "/planned-meetings",
    Page[PlannedMeeting],
    asked=MeetingsAsked,
    scope=Scope.MEETINGS,
    says=_("The meetings of the networks the owner plans, drafts too"),
)
def list_planned_meetings(request: HttpRequest, asked: Query[MeetingsAsked]) -> dict[str, Any]:
    now = timezone.now()
    seen = meetings_seen_by(token_in(request).owner, needs=NEEDS[Scope.MEETINGS])
    shown, about = page_of(request, narrowed(with_all(seen), asked, now=now), asked)
    lines = zip(shown, lines_of(shown, now=now), strict=True)
    return {"items": [{**line, "places_taken": each.places_taken} for each, line in lines], **about}


@reads(
    router,
    "/meetings/{meeting_id}/sign-ups",
    Page[SignUpLine],
    asked=Paged,
    scope=Scope.SIGN_UPS,
    says=_("Who comes to a meeting and who waits, by name"),
)
def list_sign_ups(request: HttpRequest, meeting_id: int, asked: Query[Paged]) -> dict[str, Any]:
    meeting = get_object_or_404(meetings_seen_by(token_in(request).owner, needs=NEEDS[Scope.SIGN_UPS]), pk=meeting_id)
    shown, about = page_of(request, list_at_the_door(meeting), asked)
    items = [
        {
            "id": each.pk,
            "name": each.name,
            "business": each.business,
            "state": each.state,
            "came": each.came,
            "came_at": in_denmark(each.came_at),
            "is_guest": each.is_guest,
            "is_walk_in": each.is_walk_in,
            "brought_by": each.brought_by,
            "visits_before": each.visits,
        }
        for each in shown
    ]
    return {"items": items, **about}


@reads(
    router,
    "/networks/{slug}/members",
    Page[MemberLine],
    asked=Paged,
    scope=Scope.MEMBERS,
    says=_("The members of a network, by name"),
)
def list_members(request: HttpRequest, slug: str, asked: Query[Paged]) -> dict[str, Any]:
    network = network_opened(request, slug, Scope.MEMBERS)
    shown, about = page_of(request, members_found(network, now=timezone.now()), asked)
    items = [
        {
            "id": person,
            "name": name,
            "email": email,
            "phone": phone,
            "business": business or "",
            "town": town or "",
            "industry": industry or "",
            "joined_date": joined,
            "bounced": bounced is not None,
        }
        for person, name, email, phone, business, town, industry, joined, _left, bounced in shown
    ]
    return {"items": items, **about}


@reads(
    router,
    "/networks/{slug}/figures",
    Page[Measured],
    asked=Paged,
    scope=Scope.FIGURES,
    says=_("How alive a network was, day by day, newest first: numbers without names"),
)
def list_measures(request: HttpRequest, slug: str, asked: Query[Paged]) -> dict[str, Any]:
    network = network_opened(request, slug, Scope.FIGURES)
    if not has_part(network, "health"):
        raise Http404
    shown, about = page_of(request, kept.snapshots_of(network).order_by("-on_date", "-pk"), asked)
    return {"items": [kept.snapshot_as_plain(each) for each in shown], **about}
