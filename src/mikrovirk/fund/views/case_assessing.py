"""Conditions are ticked, assessors asked, and points given."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.assessing import AssessorsForm, ConditionsForm, ScoreForm
from mikrovirk.fund.models import Assignment
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import assessing as queries
from mikrovirk.fund.services import assessing as services
from mikrovirk.fund.views.case_page import Case, case_of

P = FundPermission


def eligibility_section(case: Case) -> dict[str, Any]:
    """The conditions of the call, and what was said of each."""
    checked = queries.conditions_of(case.application)
    changed_at = case.application.changed_at
    return {
        "checked": checked,
        "is_eligible": queries.is_eligible(checked),
        "changed_since": case.waits and any(row.check and row.check.at < changed_at for row in checked),
    }


def assessment_section(case: Case) -> dict[str, Any] | None:
    """Who gives points and, once they are to be seen, which."""
    criteria = list(case.application.call.criteria.all())
    if not criteria:
        return None
    takes_points = queries.takes_points(case.application)
    sees = queries.sees_scores(case.user, case.application, case.assignments)
    result = queries.score_of(case.application, case.assignments) if sees else None
    of_criterion = {each.criterion: each for each in result.criteria} if result else {}
    return {
        "criteria": [(each, of_criterion.get(each.pk)) for each in criteria],
        "result": result,
        "sees": sees,
        "assignments": case.assignments,
        "given": [(row, points_in_order(row, criteria)) for row in case.assignments if row.handed_in_at]
        if sees
        else [],
        "own": case.own if takes_points else None,
        "may_ask": case.may_handle and takes_points,
    }


def points_in_order(assignment: Assignment, criteria: list[Any]) -> list[tuple[Any, Any]]:
    """What one assessor gave, criterion by criterion; None where they gave none."""
    given = {score.criterion_id: score for score in assignment.scores.all()}
    return [(criterion, given.get(criterion.pk)) for criterion in criteria]


def gone_on(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """The case went on meanwhile."""
    messages.info(request, _("The case went on meanwhile, so nothing was changed."))
    return redirect("fund:case", fund_slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def eligibility(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Tick the conditions, each with a reason."""
    case = case_of(request, fund_slug, pk, needs=P.HANDLE_CASES)
    form = ConditionsForm(
        request.POST if request.method == "POST" else None, checked=queries.conditions_of(case.application)
    )
    if not form.is_valid():
        return render(request, "fund/office/eligibility.html", {"case": case, "fund": case.fund, "form": form})
    try:
        services.check_conditions(case.application, form.answers, by=request.user, at=timezone.now())
    except services.NoLongerWaits:
        return gone_on(request, fund_slug, pk)
    messages.success(request, _("The conditions are ticked."))
    return redirect("fund:case", fund_slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def assessors(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Ask assessors for points."""
    case = case_of(request, fund_slug, pk, needs=P.HANDLE_CASES)
    form = AssessorsForm(
        request.POST if request.method == "POST" else None, assessors=queries.assessors_for(case.application)
    )
    if not form.is_valid():
        return render(request, "fund/office/assessors.html", {"case": case, "fund": case.fund, "form": form})
    try:
        services.assign(case.application, form.chosen, by=request.user, at=timezone.now())
    except services.SawTheScores as error:
        form.add_error("assessors", _("%(name)s may have seen the points that are in.") % {"name": error.args[0]})
        return render(request, "fund/office/assessors.html", {"case": case, "fund": case.fund, "form": form})
    except (services.NoLongerWaits, services.CannotAssess):
        return gone_on(request, fund_slug, pk)
    messages.success(request, _("They are asked by mail."))
    return redirect("fund:case", fund_slug, pk)


@require_POST
def unassign(request: MemberRequest, fund_slug: str, pk: int, assignment_pk: int) -> HttpResponse:
    """Take the question to an assessor back."""
    case = case_of(request, fund_slug, pk, needs=P.HANDLE_CASES)
    row = get_object_or_404(case.application.assignments.select_related("assessor", "application"), pk=assignment_pk)
    try:
        services.unassign(row, by=request.user, at=timezone.now())
    except (services.NoLongerWaits, services.HandedIn):
        return gone_on(request, fund_slug, pk)
    messages.success(request, _("%(name)s is not asked any more.") % {"name": row.assessor})
    return redirect("fund:case", fund_slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def score(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Give points: keep them for later, or hand them in."""
    case = case_of(request, fund_slug, pk, needs=P.ASSESS)
    own = case.own
    if own is None or own.handed_in_at or not queries.takes_points(case.application):
        raise Http404
    hand_in = "hand_in" in request.POST
    form = ScoreForm(
        request.POST if request.method == "POST" else None,
        criteria=list(case.application.call.criteria.all()),
        assignment=own,
        hand_in=hand_in,
    )
    if not form.is_valid():
        return render(request, "fund/office/score.html", {"case": case, "fund": case.fund, "form": form})
    try:
        services.score(own, form.given, words=form.cleaned_data["words"], hand_in=hand_in, at=timezone.now())
    except (services.NoLongerWaits, services.HandedIn, services.PointsMissing):
        return gone_on(request, fund_slug, pk)
    messages.success(
        request, _("Your points are in. Now you see what the others gave.") if hand_in else _("It is kept.")
    )
    return redirect("fund:case" if hand_in else "fund:case_score", fund_slug, pk)
