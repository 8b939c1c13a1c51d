"""A grant as the fund's people see it on the case's page: agreement, claims, report and end; and what they do with them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.claims import MoneyBackForm, WhyForm
from mikrovirk.fund.models import Agreement, Claim, Report
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import agreements as queries
from mikrovirk.fund.services import agreements, claims, reports
from mikrovirk.fund.services.ledger import NotEnough
from mikrovirk.fund.templatetags.money import kroner
from mikrovirk.fund.views.case_page import Case, case_of

P = FundPermission


def grant_section(case: Case) -> dict[str, Any] | None:
    """The agreement with its claims and the report; None before there is one."""
    found = queries.agreement_of(case.application)
    if found is None:
        return None
    settled = queries.settled_of(found)
    return {
        "agreement": found,
        "settled": settled,
        "claims": queries.claim_rows(found),
        "report": queries.report_of(case.application),
        "may_approve": P.APPROVE_PAYMENTS in case.permissions,
        "may_pay": P.KEEP_BOOKS in case.permissions,
        "is_late": found.ended_at is None and found.report_by_date < timezone.localdate(),
        "reader": case.user,
    }


def agreement_in(case: Case) -> Agreement:
    return get_object_or_404(Agreement.objects.select_related("application__call__fund"), application=case.application)


def back_to(case: Case) -> HttpResponse:
    return redirect("fund:case", case.fund.slug, case.application.pk)


def claim_in(request: MemberRequest, fund_slug: str, pk: int, number: int, *, needs: P) -> tuple[Case, Claim]:
    """A claim of the case that was sent, for whom `needs` allows; else a 404."""
    case = case_of(request, fund_slug, pk, needs=needs)
    rows = Claim.objects.filter(queries.SENT, agreement__application=case.application)
    return case, get_object_or_404(rows.select_related("agreement__application__call__fund"), number=number)


def try_on_claim(request: MemberRequest, act: Callable[[], Claim], done: Callable[[Claim], str]) -> None:
    """Do it and say what was done, or why not."""
    try:
        claim = act()
    except claims.ClaimIsOver:
        messages.info(request, _("Somebody dealt with this claim a moment ago."))
    except claims.NotApproved:
        messages.error(request, _("Somebody more must find it right before it is paid."))
    except NotEnough:
        messages.error(request, _("That is more than is left of the grant. Nothing was booked."))
    else:
        messages.success(request, done(claim))


@require_POST
def claim_approve(request: MemberRequest, fund_slug: str, pk: int, number: int) -> HttpResponse:
    """Find a claim right."""
    case, claim = claim_in(request, fund_slug, pk, number, needs=P.APPROVE_PAYMENTS)
    try_on_claim(
        request,
        lambda: claims.approve(claim, by=request.user, at=timezone.now()),
        lambda _claim: _("Noted that you find it right."),
    )
    return back_to(case)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_refuse(request: MemberRequest, fund_slug: str, pk: int, number: int) -> HttpResponse:
    """Send a claim back, with the reason."""
    case, claim = claim_in(request, fund_slug, pk, number, needs=P.APPROVE_PAYMENTS)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        title = _("Send the claim back")
        return render(request, "fund/grants/why.html", {"case": case, "fund": case.fund, "form": form, "title": title})
    why = form.cleaned_data["why"]
    try_on_claim(
        request,
        lambda: claims.refuse(claim, because=why, by=request.user, at=timezone.now()),
        lambda _claim: _("Sent back. They are told why, and can send it again."),
    )
    return back_to(case)


@require_POST
def claim_pay(request: MemberRequest, fund_slug: str, pk: int, number: int) -> HttpResponse:
    """Note that a claim is paid."""
    case, claim = claim_in(request, fund_slug, pk, number, needs=P.KEEP_BOOKS)
    try_on_claim(
        request,
        lambda: claims.pay(claim, by=request.user, at=timezone.now()),
        lambda paid: _("%(amount)s is booked as paid, and they are told.") % {"amount": kroner(paid.amount)},
    )
    return back_to(case)


@require_http_methods(["GET", "HEAD", "POST"])
def money_back(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Note money that came back."""
    case = case_of(request, fund_slug, pk, needs=P.KEEP_BOOKS)
    found = agreement_in(case)
    settled = queries.settled_of(found)
    given = {"amount": settled.too_much} if settled.too_much else None
    form = MoneyBackForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_valid():
        amount, text = form.cleaned_data["amount"], form.cleaned_data["text"]
        try:
            agreements.take_back(found, amount, by=request.user, at=timezone.now(), text=text)
        except NotEnough:
            form.add_error("amount", _("Only %(paid)s was paid.") % {"paid": kroner(settled.paid)})
        else:
            messages.success(request, _("Booked: %(amount)s is in the pot again.") % {"amount": kroner(amount)})
            return back_to(case)
    context = {"case": case, "fund": case.fund, "form": form, "settled": settled}
    return render(request, "fund/grants/money_back.html", context)


def report_in(request: MemberRequest, fund_slug: str, pk: int) -> tuple[Case, Report]:
    case = case_of(request, fund_slug, pk, needs=P.HANDLE_CASES)
    return case, get_object_or_404(Report, application=case.application, sent_at__isnull=False)


@require_POST
def report_approve(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Say that the report is read; where it may be shown, everybody sees it from now on."""
    case, found = report_in(request, fund_slug, pk)
    reports.approve(found, by=request.user, at=timezone.now())
    messages.success(request, _("The report is read."))
    return back_to(case)


@require_http_methods(["GET", "HEAD", "POST"])
def report_again(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Ask for what is missing in a report."""
    case, found = report_in(request, fund_slug, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        title = _("Ask for more in the report")
        return render(request, "fund/grants/why.html", {"case": case, "fund": case.fund, "form": form, "title": title})
    try:
        reports.ask_again(found, by=request.user, at=timezone.now(), why=form.cleaned_data["why"])
    except reports.AlreadyRead:
        messages.info(request, _("The report is read already."))
    else:
        messages.success(request, _("They are asked for more."))
    return back_to(case)


@require_POST
def grant_end(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Close the case; what was not spent goes back to the pot."""
    case = case_of(request, fund_slug, pk, needs=P.HANDLE_CASES)
    words = {
        "report": _("The report is not read yet."),
        "claims": _("A claim waits to be paid or sent back."),
        "money_back": _("Money that was not spent has not come back yet."),
    }
    try:
        agreements.end(agreement_in(case), by=request.user, at=timezone.now())
    except agreements.NotYet as not_yet:
        messages.error(request, words[not_yet.why])
    except agreements.NotStanding:
        messages.info(request, _("The case is closed already, or the grant has lapsed."))
    else:
        messages.success(request, _("The case is closed, and they are thanked."))
    return back_to(case)
