"""De minimis aid in a case: the section on its page, the assessment, the request for a declaration, and the declaration."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.domain.de_minimis import years_before
from mikrovirk.fund.forms.de_minimis import AssessmentForm, DeclarationForm, EarlierAidForm, LinkedForm
from mikrovirk.fund.forms.rows import RowForms
from mikrovirk.fund.models import AidGrant, Application
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import de_minimis as queries
from mikrovirk.fund.services import aid_mails
from mikrovirk.fund.services import de_minimis as services
from mikrovirk.fund.services.de_minimis import Declared, EarlierAid, Linked
from mikrovirk.fund.views.case_page import Case, case_of
from mikrovirk.fund.views.own_case import own_case

MOST_ROWS = 30
P = FundPermission


def aid_section(case: Case) -> dict[str, Any]:
    """Whether it is aid, what was declared, and what room there is for the amount that is asked for."""
    application = case.application
    granted = AidGrant.objects.filter(application=application).first()
    return {
        "grant": granted,
        "standing": queries.standing(application, application.amount, on=timezone.localdate()),
        "needs_assessment": queries.needs_assessment(application),
        "may_assess": case.may_handle and granted is None and case.waits,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Say whether the support is aid to an undertaking."""
    case = case_of(request, fund_slug, pk, needs=P.HANDLE_CASES)
    standing = AssessmentForm.standing(
        queries.assessment_of(case.application), promised=queries.promised_in_kind(case.application)
    )
    form = AssessmentForm(request.POST or None, initial=standing)
    if request.method != "POST" or not form.is_valid():
        return render(request, "fund/office/aid_assess.html", {"case": case, "fund": case.fund, "form": form})
    given = form.cleaned_data
    try:
        services.assess(
            case.application,
            form.answers,
            reason=given["reason"],
            in_kind=given["in_kind"] or 0,
            industry_code=given["industry_code"],
            by=request.user,
            at=timezone.now(),
        )
    except services.AlreadyGranted:
        messages.info(request, _("The case went on meanwhile, so nothing was changed."))
    else:
        messages.success(request, _("The assessment is saved."))
    return redirect("fund:case", fund_slug, pk)


@require_POST
def ask(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Ask the applicant for a declaration."""
    case = case_of(request, fund_slug, pk, needs=P.HANDLE_CASES)
    if aid_mails.ask_for_declaration(case.application, at=timezone.now()):
        messages.success(request, _("The applicant is asked for a declaration."))
    else:
        messages.error(request, _("The applicant cannot be reached by mail."))
    return redirect("fund:case", fund_slug, pk)


# --- the applicant ---------------------------------------------------------------------------------------------------


def wording() -> str:
    """What whoever declares agrees to, in the language they read it in."""
    return _(
        "I declare that what stands above is complete: the business, all the businesses it is one undertaking with, and all "
        "de minimis aid they were granted in the last three years. I know that aid above the ceiling is to be paid back with "
        "interest, and that wrong information may be punished."
    )


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """The applicant's declaration: the undertaking, and what it got before."""
    application = own_case(request, fund_slug, pk)
    do = request.POST.get("do", "save")
    form, linked, earlier = page_forms(request, application, do)
    is_saved = request.method == "POST" and do.startswith("save")
    if is_saved and all([form.is_valid(), linked.is_valid(), earlier.is_valid()]):
        try:
            services.declare(application, declared(form, linked, earlier), by=request.user, at=timezone.now())
        except services.AlreadyGranted:
            messages.info(request, _("The case was decided meanwhile, so the declaration stands."))
        else:
            messages.success(request, _("Thank you. Your declaration is received."))
        return redirect("fund:application", fund_slug, pk)
    context = {
        "fund": application.call.fund,
        "application": application,
        "form": form,
        "linked": linked,
        "earlier": earlier,
        "wording": wording(),
        "since": years_before(timezone.localdate()),
    }
    return render(request, "fund/applications/aid_declare.html", context)


def page_forms(request: MemberRequest, application: Application, do: str) -> tuple[DeclarationForm, RowForms, RowForms]:
    """The form and its rows: as posted, else as declared last time, else from the application."""
    if request.method == "POST":
        is_saved = do.startswith("save")
        form = DeclarationForm(request.POST) if is_saved else DeclarationForm(initial=request.POST.dict())
        rows = {"at_most": MOST_ROWS, "do": do}
        return (
            form,
            RowForms.posted(LinkedForm, "linked", request.POST, **rows),  # type: ignore[arg-type]
            RowForms.posted(EarlierAidForm, "earlier", request.POST, **rows),  # type: ignore[arg-type]
        )
    kept = queries.declaration_of(application)
    business = application.business
    standing = {
        "cvr": kept.cvr if kept else application.cvr or (business.cvr if business else ""),
        "business_name": kept.business_name if kept else (business.name if business else ""),
        "name": kept.name if kept else str(request.user),
    }
    linked = [{"name": row.name, "cvr": row.cvr} for row in kept.linked.all()] if kept else []
    names = ("authority", "granted_date", "amount", "currency", "cvr")
    earlier = [{name: getattr(row, name) for name in names} for row in kept.earlier.all()] if kept else []
    return (
        DeclarationForm(initial=standing),
        RowForms(LinkedForm, "linked", linked, at_most=MOST_ROWS),
        RowForms(EarlierAidForm, "earlier", earlier, at_most=MOST_ROWS),
    )


def declared(form: DeclarationForm, linked: RowForms, earlier: RowForms) -> Declared:
    given = form.cleaned_data
    return Declared(
        cvr=given["cvr"],
        business_name=given["business_name"],
        wording=wording(),
        name=given["name"],
        linked=[Linked(row["cvr"], row["name"]) for row in linked.rows],
        earlier=[
            EarlierAid(
                row["cvr"] or given["cvr"], row["granted_date"], row["amount"], row["currency"], row["authority"]
            )
            for row in earlier.rows
        ],
    )
