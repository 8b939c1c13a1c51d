"""What everybody reads: the funds, one fund, one call."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mikrovirk.fund.models import Call, Fund
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import calls as queries
from mikrovirk.fund.queries import funds as fund_queries
from mikrovirk.fund.queries import given
from mikrovirk.fund.queries.ideas import in_the_box
from mikrovirk.fund.queries.votes import public_votes
from mikrovirk.fund.services.applications import takes_applications
from mikrovirk.fund.views.call_words import share_rows
from mikrovirk.fund.views.where import fund_called
from mikrovirk.fund.words_calls import RULE_WORDS
from mikrovirk.register.domain.municipalities import named

IDEAS_SHOWN = 3
GIVEN_SHOWN = 5


@dataclass(frozen=True)
class FundRow:
    """A fund in the list, and its calls that can be applied to or are announced."""

    fund: Fund
    calls: list[Call]
    places: str


@login_not_required
@require_safe
def funds(request: HttpRequest) -> HttpResponse:
    """Every fund, with what can be applied for now."""
    now = timezone.now()
    found = list(Fund.objects.select_related("holder"))
    calls: dict[int, list[Call]] = {}
    for call in ahead(now):
        calls.setdefault(call.fund_id, []).append(call)
    rows = [FundRow(fund, calls.get(fund.pk, []), places_of(fund)) for fund in found]
    context = {
        "rows": [row for row in rows if row.fund.closed_at is None],
        "closed": [row for row in rows if row.fund.closed_at is not None],
        "may_found": request.user.is_authenticated and request.user.is_administrator,
        "now": now,
    }
    return render(request, "fund/open/funds.html", context)


def ahead(now: datetime, fund: Fund | None = None) -> list[Call]:
    """The calls that can be applied to, or that will be: the next deadline first."""
    open_calls = queries.calls_shown(fund).filter(state=Call.State.OPEN, deadline_at__gt=now)
    return list(open_calls.order_by("deadline_at", "pk"))


def places_of(fund: Fund) -> str:
    """Where the fund gives money, by name."""
    return ", ".join(named(code) for code in fund.municipalities)


@login_not_required
@require_safe
def fund(request: HttpRequest, fund_slug: str) -> HttpResponse:
    """One fund: what it is for, what can be applied for, the newest ideas, what was given."""
    found, now = fund_called(fund_slug), timezone.now()
    calls = list(queries.calls_shown(found).order_by("-deadline_at", "-pk"))
    mine = fund_queries.own_applications(request.user).filter(call__fund=found).select_related("call")
    context = {
        "fund": found,
        "places": places_of(found),
        "open_calls": ahead(now, found),
        "past_calls": [call for call in calls if call.state != Call.State.OPEN or is_over(call, now)],
        "ideas": list(in_the_box(found)[:IDEAS_SHOWN]),
        "given": list(given.grants_of(found).order_by("-at", "-pk")[:GIVEN_SHOWN]),
        "mine": list(mine.order_by("-changed_at")[:GIVEN_SHOWN]),
        "held": fund_queries.permissions_in(request.user, found),
        "works_here": FundPermission.SEE_CASES in fund_queries.permissions_in(request.user, found),
        "now": now,
    }
    return render(request, "fund/open/fund.html", context)


def is_over(call: Call, now: datetime) -> bool:
    return call.deadline_at is not None and call.deadline_at <= now


@login_not_required
@require_safe
def call(request: HttpRequest, fund_slug: str, pk: int) -> HttpResponse:
    """One call: its rules in words. While it is written only the fund's caseworkers see it, as others will."""
    found, now = fund_called(fund_slug), timezone.now()
    one = Call.objects.filter(fund=found, pk=pk).select_related("quick_decider").first()
    held = fund_queries.permissions_in(request.user, found)
    if one is None or (one.opened_at is None and FundPermission.EDIT_CALLS not in held):
        raise Http404
    one.fund = found
    mine = fund_queries.own_applications(request.user).filter(call=one)
    context = {
        "fund": found,
        "call": one,
        "takes": takes_applications(one, at=now),
        "is_ahead": one.state == Call.State.OPEN and one.opens_at is not None and one.opens_at > now,
        "is_over": is_over(one, now),
        "is_draft": one.state == Call.State.DRAFT,
        "shares": share_rows(queries.share_uses(one)),
        "criteria": list(one.criteria.all()),
        "conditions": list(one.conditions.all()),
        "rule_words": RULE_WORDS[Call.Rule(one.rule)],
        "mine": list(mine),
        "vote": public_votes().filter(call=one).order_by("-pk").first() if one.state == Call.State.VOTING else None,
        "may_edit": FundPermission.EDIT_CALLS in held,
    }
    return render(request, "fund/open/call.html", context)
