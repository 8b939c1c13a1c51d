"""What the funds gave, to what, what came of it, and how a pot was divided. Amounts in kroner."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.v1.asking import Asked, Page, Paged, page_of, site
from mikrovirk.api.v1.funds import fund_named
from mikrovirk.api.v1.networks import NetworkName
from mikrovirk.api.v1.reading import reads
from mikrovirk.fund.models import Call
from mikrovirk.fund.queries import given as given_queries
from mikrovirk.fund.queries.given import Given, in_kroner
from mikrovirk.fund.queries.results import Outcome, result_of

router = Router()


class Grant(Schema):
    """Money that was given, and what came of it."""

    number: str
    call_id: int
    title: str
    summary: str
    recipient: str = Field(description="A network or a business; empty for a person.")
    network: NetworkName | None
    municipality: str
    decided_date: date
    asked_dkk: float
    granted_dkk: float
    paid_dkk: float
    returned_dkk: float
    takes_place_date: date | None
    people: int | None
    newcomers: int | None
    came_of_it: str


class Project(Schema):
    """One application in the division of a pot."""

    number: int
    title: str
    asked_dkk: float
    proposed_dkk: float = Field(description="What the rule gives it.")
    decided_dkk: float | None = Field(description="What was decided.")
    deviates: bool = Field(description="It was decided otherwise than the rule says.")
    is_withdrawn: bool
    reasons: list[str]


class ResultShown(Schema):
    """How the pot of a call was divided, and why."""

    call_id: int
    title: str
    rule: str
    left_over: str
    granted_dkk: float
    projects: list[Project]
    url: str


@reads(
    router,
    "/funds/{slug}/grants",
    Page[Grant],
    asked=Paged,
    says=_("What a fund gave, to what, and what came of it; newest first"),
)
def list_grants(request: HttpRequest, slug: str, asked: Query[Paged]) -> dict[str, Any]:
    rows = given_queries.grants_of(fund_named(slug)).order_by("-at", "-pk")
    shown, about = page_of(request, rows, asked)
    return {"items": [grant(each) for each in given_queries.given(shown)], **about}


@reads(
    router,
    "/calls/{call_id}/result",
    ResultShown,
    says=_("How the pot of a decided call was divided, project by project, with the reasons"),
)
def get_result(request: HttpRequest, call_id: int, asked: Query[Asked]) -> dict[str, Any]:
    call = get_object_or_404(Call.objects.select_related("fund"), pk=call_id, state=Call.State.DECIDED)
    result = result_of(call)
    if result is None:
        raise Http404
    return {
        "call_id": call.pk,
        "title": call.title,
        "rule": result.rule,
        "left_over": result.left_over,
        "granted_dkk": in_kroner(result.granted),
        "projects": [project(each) for each in result.projects],
        "url": site(reverse("fund:result", args=[call.fund.slug, call.pk])),
    }


def grant(each: Given) -> dict[str, Any]:
    case, report = each.application, each.report
    return {
        "number": f"{case.call_id}-{case.number}",
        "call_id": case.call_id,
        "title": case.title,
        "summary": case.summary,
        "recipient": given_queries.recipient_of(case),
        "network": {"slug": case.network.slug, "name": case.network.name} if case.network else None,
        "municipality": case.municipality,
        "decided_date": timezone.localtime(each.decision.at).date(),
        "asked_dkk": in_kroner(each.decision.asked),
        "granted_dkk": in_kroner(each.decision.amount),
        "paid_dkk": in_kroner(each.balances.paid),
        "returned_dkk": in_kroner(each.balances.returned),
        "takes_place_date": case.takes_place_date,
        "people": report.people if report else None,
        "newcomers": report.newcomers if report else None,
        "came_of_it": report.came_of_it if report else "",
    }


def project(each: Outcome) -> dict[str, Any]:
    return {
        "number": each.number,
        "title": each.title,
        "asked_dkk": in_kroner(each.cost),
        "proposed_dkk": in_kroner(each.proposed),
        "decided_dkk": in_kroner(each.decision.amount) if each.decision else None,
        "deviates": each.deviates,
        "is_withdrawn": each.is_withdrawn,
        "reasons": each.reasons,
    }
