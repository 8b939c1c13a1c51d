"""Who is kept away from a case: saying so oneself, finding that somebody may take part after all, and the log of it all."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.assessing import InterestForm, LiftForm
from mikrovirk.fund.models import CaseEntry, Interest
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import habilitet
from mikrovirk.fund.queries.habilitet import Ground
from mikrovirk.fund.services import assessing, interests
from mikrovirk.fund.views.case_page import Case, case_of, case_to_open

P = FundPermission


def log_section(case: Case) -> dict[str, Any]:
    """Who is kept away and why, and every line of the log."""
    rows = case.application.log.select_related("by", "about")
    return {
        "locked_out": habilitet.locked_out_of(case.application),
        "entries": [(row, words_of(row)) for row in rows],
    }


def words_of(row: CaseEntry) -> str:
    """What a line says: the ground in words where that is what was kept."""
    if row.kind == CaseEntry.Kind.LOCKED_OUT and row.note in Ground.values:
        return str(Ground(row.note).label)
    if row.kind == CaseEntry.Kind.INTEREST and row.note in Interest.Ground.values:
        return str(Interest.Ground(row.note).label)
    return row.note


@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Say that one has an interest in the case, and be locked out of it from then on."""
    case = case_to_open(request, fund_slug, pk, needs=P.SEE_CASES)
    form = InterestForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "fund/office/interest.html", {"case": case, "fund": case.fund, "form": form})
    found = form.cleaned_data
    interests.declare(
        case.application, user=request.user, ground=found["ground"], note_text=found["note"], at=timezone.now()
    )
    messages.success(request, _("Thank you for saying so. You are out of this case, and the log shows it."))
    return redirect("fund:cases", fund_slug)


@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: MemberRequest, fund_slug: str, pk: int, interest_pk: int) -> HttpResponse:
    """Find that what somebody else declared is no reason to stay away."""
    case = case_of(request, fund_slug, pk, needs=P.HANDLE_CASES)
    rows = case.application.interests.filter(lifted_at__isnull=True).select_related("user", "application")
    declared = get_object_or_404(rows, pk=interest_pk)
    form = LiftForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"case": case, "fund": case.fund, "form": form, "interest": declared}
        return render(request, "fund/office/lift.html", context)
    interests.lift(declared, by=request.user, at=timezone.now(), because=form.cleaned_data["because"])
    messages.success(request, _("%(name)s may take part in the case again.") % {"name": declared.user})
    return redirect("fund:case", fund_slug, pk)


@require_POST
def impartial(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """An assessor says that they have no interest in the case."""
    case = case_to_open(request, fund_slug, pk, needs=P.ASSESS)
    if case.own is not None:
        try:
            assessing.say_impartial(case.own, at=timezone.now())
        except assessing.NoLongerWaits:
            messages.info(request, _("The case does not wait for points any more."))
    return redirect("fund:case", fund_slug, pk)
