"""One page about each case for those who decide: on the screen and on paper."""

from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.models import User
from mikrovirk.fund.domain.scoring import Result
from mikrovirk.fund.models import Application, Assignment, BudgetLine, Call, ConditionCheck
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import assessing, deciding, habilitet
from mikrovirk.fund.queries.funds import permissions_in
from mikrovirk.fund.views.case_page import case_of
from mikrovirk.fund.views.where import fund_called
from mikrovirk.ui.paper_page import as_pdf

PREFETCHED = (
    "budget",
    "help_in_kind",
    "co_applicants",
    "checks__condition",
    "assignments__scores",
    "assignments__assessor",
)


@dataclass(frozen=True)
class Summary:
    """What a decider needs of a case on one page. Amounts in øre; points only for whoever may see them."""

    application: Application
    costs: list[BudgetLine]
    own: list[BudgetLine]
    checks: list[ConditionCheck]
    points: Result | None
    criteria: list[tuple[str, Fraction]]
    notes: list[Assignment]
    proposed: int | None

    @property
    def costs_total(self) -> int:
        return sum(line.amount for line in self.costs)


def summary_of(
    application: Application, user: User, *, proposed: int | None, held: frozenset[FundPermission]
) -> Summary:
    assignments = list(application.assignments.all())
    seen = assessing.sees_scores(user, application, assignments, held=held)
    points = assessing.score_of(application, assignments) if seen else None
    names = {each.pk: each.name for each in application.call.criteria.all()}
    lines = list(application.budget.all())
    return Summary(
        application=application,
        costs=[line for line in lines if line.side == BudgetLine.Side.COST],
        own=[line for line in lines if line.side == BudgetLine.Side.OWN],
        checks=list(application.checks.all()),
        points=points,
        criteria=[(names[each.criterion], each.mean) for each in points.criteria] if points else [],
        notes=[row for row in assignments if seen and row.handed_in_at and row.note],
        proposed=proposed,
    )


@require_safe
def case_summary(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """The page about one case, on paper."""
    case = case_of(request, fund_slug, pk, needs=FundPermission.SEE_CASES)
    call = case.application.call
    proposed = deciding.proposed_for(case.application, deciding.division_of(call))
    summaries = [summary_of(case.application, request.user, proposed=proposed, held=case.permissions)]
    context = {"fund": case.fund, "call": call, "summaries": summaries}
    return as_pdf(request, "fund/office/paper_summaries.html", context, name=f"sag-{case.application.number}.pdf")


def summaries_in(user: User, call: Call) -> list[Summary]:
    """A page about each case of the call that `user` may see and that was not taken back, in the order received."""
    rows = habilitet.cases_for(user).filter(call=call).exclude(state=Application.State.WITHDRAWN)
    waiting = assessing.not_yet_impartial(user).values("application")
    rows = rows.exclude(pk__in=waiting).select_related("applicant__user", "business", "network", "recommendation")
    division, held = deciding.division_of(call), permissions_in(user, call.fund)
    found = []
    for application in rows.prefetch_related(*PREFETCHED).order_by("number"):
        application.call = call
        proposed = deciding.proposed_for(application, division)
        found.append(summary_of(application, user, proposed=proposed, held=held))
    return found


def call_of(request: MemberRequest, fund_slug: str, pk: int) -> Call:
    """The call, for the fund's people; else a 404."""
    fund = fund_called(fund_slug)
    rows = Call.objects.filter(fund=fund, fund__in=habilitet.funds_worked_in(request.user))
    call = get_object_or_404(rows.prefetch_related("criteria"), pk=pk)
    call.fund = fund
    return call


@require_safe
def summaries(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """All cases of a call, one below the other."""
    call = call_of(request, fund_slug, pk)
    context = {"fund": call.fund, "call": call, "summaries": summaries_in(request.user, call)}
    return render(request, "fund/office/summaries.html", context)


@require_safe
def summaries_pdf(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """The same on paper, a page each."""
    call = call_of(request, fund_slug, pk)
    context = {"fund": call.fund, "call": call, "summaries": summaries_in(request.user, call)}
    return as_pdf(request, "fund/office/paper_summaries.html", context, name=f"indstilling-{call.pk}.pdf")
