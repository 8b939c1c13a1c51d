"""A case is recommended and decided; and the decision as its parties read it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.deciding import DecideForm, OutcomeForm, RecommendForm
from mikrovirk.fund.models import Application, Decision
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import assessing, deciding, divisions
from mikrovirk.fund.services import application_mails, de_minimis, ledger
from mikrovirk.fund.services import deciding as services
from mikrovirk.fund.services.interests import LockedOut
from mikrovirk.fund.templatetags.money import kroner
from mikrovirk.fund.views.case_page import Case, case_of
from mikrovirk.fund.words_deciding import HINDRANCES, in_the_way
from mikrovirk.ui.paper_page import as_pdf

P = FundPermission
ENGLISH = "en"


def decision_section(case: Case) -> dict[str, Any]:
    """What the division gives, what is recommended, and what was decided."""
    application = case.application
    decision = Decision.objects.filter(application=application).select_related("by", "deviation").first()
    recommended = getattr(application, "recommendation", None)
    division = deciding.division_of(application.call)
    eligible = assessing.is_eligible(assessing.conditions_of(application))
    early = None if decision or eligible is False else deciding.too_early(application, at=timezone.now())
    return {
        "decision": decision,
        "recommendation": recommended,
        "proposed": deciding.proposed_for(application, division),
        "may_recommend": case.may_handle and case.waits,
        "may_decide": may_decide(case, eligible=eligible) and early is None,
        "early": HINDRANCES[early] if early else "",
        "is_eligible": eligible,
    }


def may_decide(case: Case, *, eligible: bool | None) -> bool:
    """Deciders decide; that a condition is not met also a caseworker can say."""
    return case.waits and (case.may_decide or (case.may_handle and eligible is False))


@require_http_methods(["GET", "HEAD", "POST"])
def recommend(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Write what whoever recommends in this call says."""
    case = case_of(request, fund_slug, pk, needs=P.HANDLE_CASES)
    if not case.waits:
        raise Http404
    eligible = assessing.is_eligible(assessing.conditions_of(case.application))
    form = RecommendForm(
        request.POST if request.method == "POST" else None, application=case.application, is_eligible=eligible
    )
    if not form.is_valid():
        return render(request, "fund/office/recommend.html", {"case": case, "fund": case.fund, "form": form})
    outcome, amount = form.decided
    services.recommend(
        case.application,
        outcome=outcome,
        amount=amount,
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("The recommendation is written down."))
    return redirect("fund:case", fund_slug, pk)


def case_to_decide(request: MemberRequest, fund_slug: str, pk: int) -> tuple[Case, bool | None]:
    """The case for who may decide it, and whether it meets the conditions."""
    case = case_of(request, fund_slug, pk, needs=P.SEE_CASES)
    eligible = assessing.is_eligible(assessing.conditions_of(case.application))
    if not may_decide(case, eligible=eligible):
        raise Http404
    return case, eligible


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Decide the case, once."""
    case, eligible = case_to_decide(request, fund_slug, pk)
    application = case.application
    division = deciding.division_of(application.call)
    proposed = deciding.proposed_for(application, division) if eligible is not False else None
    form = DecideForm(
        request.POST if request.method == "POST" else None,
        application=application,
        is_eligible=eligible,
        proposed=proposed,
        reads_english=any(user.language == ENGLISH for user in application_mails.applicants(application)),
        initial=from_recommendation(application),
    )
    if form.is_valid() and decided(request, case, form):
        return redirect("fund:case", fund_slug, pk)
    context = {
        "case": case,
        "fund": case.fund,
        "form": form,
        "proposed": proposed,
        "score": divisions.score_in(division, application.pk) if division else None,
    }
    return render(request, "fund/office/decide.html", context)


def from_recommendation(application: Application) -> dict[str, Any]:
    """What the form begins with: nothing is chosen, but a part that was recommended stands there."""
    recommended = getattr(application, "recommendation", None)
    return {"amount": recommended.amount} if recommended and 0 < recommended.amount < application.amount else {}


def decided(request: MemberRequest, case: Case, form: OutcomeForm) -> bool:
    """Decide it; else say in the form what stands in the way, and give False."""
    outcome, amount = form.decided
    found = form.cleaned_data
    try:
        services.decide(
            case.application,
            outcome=outcome,
            amount=amount,
            reason=found["reason"],
            reason_en=found.get("reason_en", ""),
            deviation_reason=found.get("deviation_reason", ""),
            by=request.user,
            at=timezone.now(),
        )
    except services.AlreadyDecided:
        messages.info(request, _("The case was decided meanwhile."))
        return True
    except services.NotReady as error:
        form.add_error(None, HINDRANCES[error.why])
        return False
    except services.DeviationNeedsReason:
        form.add_error(None, _("The pot was divided meanwhile. Look at what it gives, and decide again."))
        return False
    except ledger.NotEnough as error:
        words = {"there": kroner(error.there), "kept": kroner(error.kept)}
        form.add_error(None, _("Too little is left of the pot: %(there)s.") % words)
        if error.kept:
            kept = _("%(kept)s more is kept for others. A caseworker can let all have it, on the page of the call.")
            form.add_error(None, kept % words)
        return False
    except de_minimis.MayNotGrant as error:
        form.add_error(None, in_the_way(error.hindrance.value))
        return False
    except LockedOut as error:
        raise Http404 from error
    messages.success(request, _("It is decided, and the applicant is told."))
    return True


# --- as its parties read it ------------------------------------------------------------------------------------------


def own_decision(request: MemberRequest, fund_slug: str, pk: int) -> Decision:
    """The decision in one's own case, or in one that one may see for the fund; for others there is no such page."""
    rows = deciding.decisions_seen_by(request.user)
    return get_object_or_404(rows, application__call__fund__slug=fund_slug, application=pk)


@require_safe
def decision(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """The decision, in the reader's language."""
    found = own_decision(request, fund_slug, pk)
    context = {
        "decision": found,
        "application": found.application,
        "fund": found.application.call.fund,
        "told": deciding.told(found),
    }
    return render(request, "fund/open/decision.html", context)


@require_safe
def decision_pdf(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """The decision as a letter."""
    found = own_decision(request, fund_slug, pk)
    context = {
        "decision": found,
        "application": found.application,
        "fund": found.application.call.fund,
        "told": deciding.told(found),
    }
    return as_pdf(request, "fund/open/paper_decision.html", context, name=f"afgoerelse-{found.application.number}.pdf")
