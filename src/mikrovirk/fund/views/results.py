"""How a call's pot is divided: in the office before it is decided, and for everybody when it is."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.deciding import AllForm
from mikrovirk.fund.models import Application, Call, Division
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import deciding, habilitet, results
from mikrovirk.fund.queries.standing import Turn, turns_of
from mikrovirk.fund.services import application_mails
from mikrovirk.fund.services import deciding as services_of_deciding
from mikrovirk.fund.services import dividing as services
from mikrovirk.fund.views.office_where import Office, call_in, office_of
from mikrovirk.fund.views.where import fund_called

P = FundPermission
ENGLISH = "en"


def may_divide(office: Office) -> bool:
    return P.HANDLE_CASES in office.held or P.DECIDE in office.held


@require_safe
def division(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """What the rule of the call gives, project by project, and what is decided."""
    office = office_of(request, fund_slug, needs=P.SEE_CASES)
    call = call_in(office, pk)
    found = results.result_of(call)
    open_cases = list(call.applications.filter(state=Application.State.SENT, quick_by__isnull=True))
    for case in open_cases:
        case.call = call
    turns = list(turns_of(open_cases).values())
    waiting = call.applications.filter(state=Application.State.SENT).count()
    context = {
        "fund": office.fund,
        "call": call,
        "result": found,
        "seen": set(habilitet.cases_for(request.user).filter(call=call).values_list("pk", flat=True)),
        "may_decide_all": P.DECIDE in office.held
        and bool(deciding.as_divided(request.user, call, found.division if found else None)),
        "may_divide": may_divide(office) and found is None and services.is_ready(call, at=timezone.now()),
        "may_publish": may_divide(office) and waiting == 0 and call.state not in ("decided", "cancelled", "draft"),
        "waiting": waiting,
        "not_ready": turns.count(Turn.CHECK) + turns.count(Turn.ASSESS),
    }
    return render(request, "fund/office/division.html", context)


@require_POST
def divide(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Divide the pot by the rule of the call, once."""
    office = office_of(request, fund_slug, needs=P.SEE_CASES)
    if not may_divide(office):
        raise Http404
    try:
        services.divide(call_in(office, pk), by=request.user, at=timezone.now())
    except services.AlreadyDivided:
        messages.info(request, _("The pot was divided meanwhile."))
    except services.NotYet:
        messages.error(
            request, _("The pot cannot be divided yet: the deadline is not over, or nothing is ready for it.")
        )
    else:
        messages.success(request, _("The pot is divided. Now each case is decided."))
    return redirect("fund:division", fund_slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def decide_all(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Decide every case that is the reader's to decide as the rule gives, with one reason."""
    office = office_of(request, fund_slug, needs=P.DECIDE)
    call = call_in(office, pk)
    found = Division.objects.filter(call=call).first()
    cases = deciding.as_divided(request.user, call, found)
    if not cases:
        return redirect("fund:division", fund_slug, pk)
    users = {user for case in cases for user in application_mails.applicants(case)}
    form = AllForm(
        request.POST if request.method == "POST" else None,
        reads_english=any(user.language == ENGLISH for user in users),
    )
    if not form.is_valid():
        rows = [(case, deciding.proposed_for(case, found) or 0) for case in cases]
        context = {"fund": office.fund, "call": call, "form": form, "rows": rows}
        return render(request, "fund/office/decide_all.html", context)
    left = services_of_deciding.decide_as_divided(cases, **form.cleaned_data, by=request.user, at=timezone.now())
    tell_decided(request, len(cases) - len(left), left)
    return redirect("fund:division", fund_slug, pk)


def tell_decided(request: MemberRequest, count: int, left: list[Application]) -> None:
    if count:
        words = ngettext("One case is decided.", "%(count)s cases are decided.", count) % {"count": count}
        messages.success(request, words)
    if left:
        numbers = ", ".join(str(case.number) for case in left)
        messages.warning(
            request,
            _("Something stands in the way of these, so decide them one by one: %(numbers)s") % {"numbers": numbers},
        )


@require_POST
def publish(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Every case is decided: let everybody read the result."""
    office = office_of(request, fund_slug, needs=P.SEE_CASES)
    if not may_divide(office):
        raise Http404
    try:
        services.publish_result(call_in(office, pk), at=timezone.now())
    except services.NotYet:
        messages.error(request, _("Cases still wait for a decision."))
        return redirect("fund:division", fund_slug, pk)
    messages.success(request, _("Everybody can read the result now."))
    return redirect("fund:result", fund_slug, pk)


@login_not_required
@require_safe
def result(request: HttpRequest, fund_slug: str, pk: int) -> HttpResponse:
    """How the pot was divided and why, for everybody, once the call is decided."""
    fund = fund_called(fund_slug)
    call = get_object_or_404(Call, fund=fund, pk=pk, state=Call.State.DECIDED)
    call.fund = fund
    context = {
        "fund": fund,
        "call": call,
        "result": results.result_of(call),
        "apart": results.decided_apart(call),
        "not_eligible": results.not_eligible_count(call),
    }
    return render(request, "fund/open/result.html", context)
