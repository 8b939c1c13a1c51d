"""A grant as those who got it see it: the agreement, money on receipts, and the report."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.claims import GiveUpForm, ReceiptForm, SendForm
from mikrovirk.fund.forms.reports import ReportForm
from mikrovirk.fund.models import Agreement, Application, Receipt
from mikrovirk.fund.queries import agreements as queries
from mikrovirk.fund.queries.funds import own_applications
from mikrovirk.fund.queries.habilitet import cases_for
from mikrovirk.fund.services import agreements, claims, reports
from mikrovirk.fund.views.downloads import as_download
from mikrovirk.fund.views.own_case import own_case
from mikrovirk.ui.paper_page import as_pdf


def own_agreement(request: MemberRequest, fund_slug: str, pk: int) -> Agreement:
    """The agreement about a case the reader applied with; else a 404."""
    found = queries.agreement_of(own_case(request, fund_slug, pk))
    if found is None:
        raise Http404
    return found


def agreement_context(found: Agreement) -> dict[str, Any]:
    """What the agreement shows, on the page and on paper."""
    language = translation.get_language() or "da"
    return {
        "agreement": found,
        "application": found.application,
        "fund": found.application.call.fund,
        "conditions": found.texts.get(language) or found.texts["da"],
    }


# --- the agreement ---------------------------------------------------------------------------------------------------


@require_safe
def agreement(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """The conditions, and the button that says yes to them."""
    found = own_agreement(request, fund_slug, pk)
    return render(request, "fund/grants/agreement.html", agreement_context(found) | {"give_up_form": GiveUpForm()})


@require_safe
def agreement_pdf(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """The letter, for those who applied and the fund's people who may see the case."""
    mine = own_applications(request.user).filter(pk=pk)
    seen = mine.exists() or cases_for(request.user).filter(pk=pk).exists()
    rows = Application.objects.filter(pk=pk, call__fund__slug=fund_slug) if seen else Application.objects.none()
    found = queries.agreement_of(get_object_or_404(rows))
    if found is None:
        raise Http404
    return as_pdf(request, "fund/grants/paper_agreement.html", agreement_context(found), name=f"agreement-{pk}.pdf")


@require_POST
def agreement_accept(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Say yes to the conditions."""
    try:
        agreements.accept(own_agreement(request, fund_slug, pk), by=request.user, at=timezone.now())
    except agreements.NotStanding:
        messages.error(request, _("The grant has lapsed. Write to the fund if that was a mistake."))
    else:
        messages.success(request, _("Agreed. Keep the receipts, and send them here."))
    return redirect("fund:application", fund_slug, pk)


@require_POST
def agreement_give_up(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Say no to a grant one has got."""
    found = own_agreement(request, fund_slug, pk)
    form = GiveUpForm(request.POST)
    if not form.is_valid():
        return render(request, "fund/grants/agreement.html", agreement_context(found) | {"give_up_form": form})
    try:
        agreements.give_up(found, by=request.user, at=timezone.now(), because=form.cleaned_data["because"])
    except agreements.NotStanding:
        messages.error(request, _("Money has been asked for already. Write to the fund."))
    else:
        messages.success(request, _("Noted. The money is in the pot again, and others get the chance."))
    return redirect("fund:application", fund_slug, pk)


# --- money -----------------------------------------------------------------------------------------------------------


def claim_page(request: MemberRequest, found: Agreement, **forms: Any) -> HttpResponse:
    claim = queries.claim_being_written(found)
    receipts = list(claim.receipts.all()) if claim else []
    last = found.claims.filter(queries.SENT).order_by("-number").first()
    context = {
        **agreement_context(found),
        "settled": queries.settled_of(found),
        "receipts": receipts,
        "total": sum(each.amount for each in receipts),
        "to_pay": claims.to_pay(claim) if claim else 0,
        "advance_left": queries.advance_left(found),
        "receipt_form": ReceiptForm(),
        "send_form": SendForm(initial={"account": last.account if last else ""}),
        **forms,
    }
    return render(request, "fund/grants/claim.html", context)


def standing_agreement(request: MemberRequest, fund_slug: str, pk: int) -> Agreement:
    """An agreement under which money can be asked for; else a 404."""
    found = own_agreement(request, fund_slug, pk)
    if found.accepted_at is None or found.lapsed_at or found.ended_at:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Receipts, put in one by one and kept, until they are sent; or the money in advance."""
    found = standing_agreement(request, fund_slug, pk)
    if request.method != "POST":
        return claim_page(request, found)
    if request.POST.get("do") == "add":
        return add_receipt(request, found)
    return send_claim(request, found)


def add_receipt(request: MemberRequest, found: Agreement) -> HttpResponse:
    form = ReceiptForm(request.POST, request.FILES)
    if not form.is_valid():
        return claim_page(request, found, receipt_form=form)
    told, file = form.cleaned_data, form.cleaned_data["file"]
    try:
        claims.add_receipt(
            found,
            file.file,
            text=told["text"],
            amount=told["amount"],
            name=file.name,
            is_picture=file.is_picture,
            at=timezone.now(),
        )
    except claims.TooManyReceipts:
        form.add_error(None, _("That is all one claim can hold. Send it, and begin another."))
        return claim_page(request, found, receipt_form=form)
    messages.success(request, _("The receipt is in. Put in the next, or send them."))
    return redirect("fund:claim", found.application.call.fund.slug, found.application_id)


def send_claim(request: MemberRequest, found: Agreement) -> HttpResponse:
    form = SendForm(request.POST)
    if not form.is_valid():
        return claim_page(request, found, send_form=form)
    slug = found.application.call.fund.slug
    send = claims.claim_advance if request.POST.get("do") == "advance" else claims.send_receipts
    try:
        send(found, **form.cleaned_data, by=request.user, at=timezone.now())
    except claims.NoReceipts:
        messages.error(request, _("Put in a receipt first."))
        return redirect("fund:claim", slug, found.application_id)
    except claims.NothingInAdvance:
        messages.error(request, _("There is no money in advance to ask for, or it was asked for already."))
        return redirect("fund:claim", slug, found.application_id)
    messages.success(request, _("Sent. You get a mail when it is paid."))
    return redirect("fund:application", slug, found.application_id)


@require_POST
def receipt_remove(request: MemberRequest, fund_slug: str, pk: int, receipt_pk: int) -> HttpResponse:
    """Take a receipt out again, before the claim is sent."""
    found = standing_agreement(request, fund_slug, pk)
    row = get_object_or_404(Receipt, claim__agreement=found, claim__sent_at__isnull=True, pk=receipt_pk)
    claims.remove_receipt(row)
    messages.success(request, _("The receipt is out again."))
    return redirect("fund:claim", fund_slug, pk)


@require_safe
def receipt_file(request: MemberRequest, fund_slug: str, pk: int, receipt_pk: int) -> FileResponse:
    """A receipt as a download, for those who applied and the fund's people who may see the case."""
    mine = own_applications(request.user).filter(pk=pk).exists()
    rows = Receipt.objects.filter(
        claim__agreement__application=pk, claim__agreement__application__call__fund__slug=fund_slug
    )
    if not mine:
        seen = cases_for(request.user).filter(pk=pk).exists()
        rows = rows.filter(claim__sent_at__isnull=False) if seen else Receipt.objects.none()
    found = get_object_or_404(rows, pk=receipt_pk)
    return as_download(found.file, name=found.name)


# --- the report ------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Two questions and a picture; kept, or kept and sent."""
    found = own_agreement(request, fund_slug, pk)
    if found.accepted_at is None or found.lapsed_at:
        raise Http404
    kept = queries.report_of(found.application)
    if kept and kept.approved_at:
        return redirect("fund:application", fund_slug, pk)
    if request.method != "POST":
        return report_page(request, found, ReportForm(report=kept))
    form = ReportForm(request.POST, request.FILES, report=kept)
    if not form.is_valid():
        return report_page(request, found, form)
    return keep_report(request, found, form)


def keep_report(request: MemberRequest, found: Agreement, form: ReportForm) -> HttpResponse:
    told = dict(form.cleaned_data)
    picture, drop = told.pop("picture", None), told.pop("drop_picture", False)
    now = timezone.now()
    kept = reports.save(found.application, told, at=now, picture=picture, drop_picture=drop)
    slug = found.application.call.fund.slug
    if request.POST.get("do") != "send":
        messages.success(request, _("Kept. Send it when it is done."))
        return redirect("fund:report", slug, found.application_id)
    if form.say_missing():
        return report_page(request, found, form)
    reports.send(kept, by=request.user, at=now)
    messages.success(request, _("Thank you. The fund reads it, and then the case is closed."))
    return redirect("fund:application", slug, found.application_id)


def report_page(request: MemberRequest, found: Agreement, form: ReportForm) -> HttpResponse:
    context = {**agreement_context(found), "form": form, "report": queries.report_of(found.application)}
    return render(request, "fund/grants/report.html", context)
