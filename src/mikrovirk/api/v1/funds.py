"""The funds, what can be applied for, and the idea box. Amounts in kroner."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.v1.asking import Asked, MunicipalityCode, Page, Paged, in_denmark, page_of, site
from mikrovirk.api.v1.networks import NetworkName
from mikrovirk.api.v1.reading import reads
from mikrovirk.fund.models import Call, Fund
from mikrovirk.fund.queries import ideas as idea_queries
from mikrovirk.fund.queries.calls import calls_shown
from mikrovirk.fund.queries.calls_open import taking_applications
from mikrovirk.fund.queries.given import in_kroner
from mikrovirk.fund.services.applications import takes_applications

router = Router()


class FundLine(Schema):
    """A fund."""

    slug: str
    name: str
    purpose: str
    holder: str
    municipalities: list[str] = Field(description="Codes; empty: everywhere.")
    is_closed: bool
    idea_box_open: bool
    url: str


class CallLine(Schema):
    """A call for applications."""

    id: int
    fund: str = Field(description="The fund's slug.")
    title: str
    purpose: str
    who_may_apply: str
    state: str = Field(description="open, assessing, voting, decided or cancelled.")
    takes_applications: bool = Field(description="One can apply now.")
    pot_dkk: float
    smallest_dkk: float
    largest_dkk: float
    own_share_percent: int
    rule: str = Field(description="How the pot is divided: equal-shares, greedy or score.")
    opens_at: datetime | None
    deadline_at: datetime | None
    decided_at: datetime | None
    cancelled_because: str
    url: str


class IdeaLine(Schema):
    """An idea in the box. Who had it is not said."""

    id: int
    title: str
    what: str
    who_for: str
    needs: str
    network: NetworkName | None
    supporters: int
    joiners: int = Field(description="How many join in.")
    standing: str = Field(
        description="How far it has come: in_the_box, being_written, applied, refused, granted or done."
    )
    made_at: datetime
    url: str


class FundsAsked(Paged):
    """Which funds."""

    municipality: MunicipalityCode = ""


class CallsAsked(Paged):
    """Which calls."""

    fund: str = Field("", max_length=60, description="A fund's slug.")
    takes_applications: bool = Field(False, description="Only those one can apply to now.")


class IdeasAsked(Paged):
    """Which ideas."""

    q: str = Field("", max_length=100, description="Words.")


def fund_named(slug: str) -> Fund:
    return get_object_or_404(Fund.objects.select_related("holder"), slug=slug)


@reads(router, "/funds", Page[FundLine], asked=FundsAsked, says=_("The funds, by name"))
def list_funds(request: HttpRequest, asked: Query[FundsAsked]) -> dict[str, Any]:
    rows = list(Fund.objects.select_related("holder").order_by("name", "pk"))
    if asked.municipality:
        rows = [fund for fund in rows if not fund.municipalities or asked.municipality in fund.municipalities]
    shown, about = page_of(request, rows, asked)
    return {"items": [fund_line(each) for each in shown], **about}


@reads(router, "/funds/{slug}", FundLine, says=_("One fund"))
def get_fund(request: HttpRequest, slug: str, asked: Query[Asked]) -> dict[str, Any]:
    return fund_line(fund_named(slug))


@reads(router, "/calls", Page[CallLine], asked=CallsAsked, says=_("The calls of all funds, the latest deadline first"))
def list_calls(request: HttpRequest, asked: Query[CallsAsked]) -> dict[str, Any]:
    now = timezone.now()
    rows = calls_shown().select_related("fund").order_by("-deadline_at", "-pk")
    if asked.fund:
        rows = rows.filter(fund__slug=asked.fund)
    if asked.takes_applications:
        rows = rows.filter(pk__in=taking_applications(at=now))
    shown, about = page_of(request, rows, asked)
    return {"items": [call_line(each, now=now) for each in shown], **about}


@reads(router, "/calls/{call_id}", CallLine, says=_("One call"))
def get_call(request: HttpRequest, call_id: int, asked: Query[Asked]) -> dict[str, Any]:
    return call_line(get_object_or_404(calls_shown().select_related("fund"), pk=call_id), now=timezone.now())


@reads(router, "/funds/{slug}/ideas", Page[IdeaLine], asked=IdeasAsked, says=_("The idea box of a fund, newest first"))
def list_ideas(request: HttpRequest, slug: str, asked: Query[IdeasAsked]) -> dict[str, Any]:
    fund = fund_named(slug)
    rows = idea_queries.with_support(idea_queries.in_the_box(fund), None).select_related("network")
    for word in asked.q.split():
        rows = rows.filter(Q(title__icontains=word) | Q(what__icontains=word) | Q(who_for__icontains=word))
    shown, about = page_of(request, rows.order_by("-made_at", "-pk"), asked)
    standings = idea_queries.standings(shown)
    return {"items": [idea_line(each, fund, str(standings[each.pk])) for each in shown], **about}


def fund_line(fund: Fund) -> dict[str, Any]:
    return {
        "slug": fund.slug,
        "name": fund.name,
        "purpose": fund.purpose,
        "holder": fund.holder.name,
        "municipalities": fund.municipalities,
        "is_closed": fund.closed_at is not None,
        "idea_box_open": fund.idea_box_open and fund.closed_at is None,
        "url": site(reverse("fund:fund", args=[fund.slug])),
    }


def call_line(call: Call, *, now: datetime) -> dict[str, Any]:
    return {
        "id": call.pk,
        "fund": call.fund.slug,
        "title": call.title,
        "purpose": call.purpose,
        "who_may_apply": call.who_may_apply,
        "state": call.state,
        "takes_applications": takes_applications(call, at=now),
        "pot_dkk": in_kroner(call.pot),
        "smallest_dkk": in_kroner(call.smallest),
        "largest_dkk": in_kroner(call.largest),
        "own_share_percent": call.own_share,
        "rule": call.rule,
        "opens_at": in_denmark(call.opens_at),
        "deadline_at": in_denmark(call.deadline_at),
        "decided_at": in_denmark(call.decided_at),
        "cancelled_because": call.cancelled_because,
        "url": site(reverse("fund:call", args=[call.fund.slug, call.pk])),
    }


def idea_line(idea: Any, fund: Fund, standing: str) -> dict[str, Any]:
    """An idea with its support counted."""
    return {
        "id": idea.pk,
        "title": idea.title,
        "what": idea.what,
        "who_for": idea.who_for,
        "needs": idea.needs,
        "network": {"slug": idea.network.slug, "name": idea.network.name} if idea.network else None,
        "supporters": idea.supporters,
        "joiners": idea.joiners,
        "standing": standing,
        "made_at": in_denmark(idea.made_at),
        "url": site(reverse("fund:idea", args=[fund.slug, idea.pk])),
    }
