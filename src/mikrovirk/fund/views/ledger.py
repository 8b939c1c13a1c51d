"""The fund's money: where it is, every entry, whether it agrees, and the files for the accounts."""

from secrets import token_urlsafe

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.funds import MoneyForm
from mikrovirk.fund.ledger_files import as_csv, as_document
from mikrovirk.fund.models import LedgerEntry
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import calls as call_queries
from mikrovirk.fund.queries import ledger as queries
from mikrovirk.fund.services import ledger as services
from mikrovirk.fund.templatetags.money import kroner
from mikrovirk.fund.views.office_where import Office, call_in, office_of

P = FundPermission
PER_PAGE = 30


@require_safe
def ledger(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """Where the money is, and every entry, the newest first."""
    return ledger_page(request, office_of(request, fund_slug, needs=P.SEE_FIGURES))


def ledger_page(
    request: MemberRequest, office: Office, *, put_in: MoneyForm | None = None, take_out: MoneyForm | None = None
) -> HttpResponse:
    calls = list(call_queries.calls_shown(office.fund).order_by("-opened_at", "-pk"))
    money = queries.balances_of_calls([call.pk for call in calls])
    entries = LedgerEntry.objects.filter(fund=office.fund).select_related("call", "application").order_by("-number")
    once = token_urlsafe(12)
    context = {
        "office": office,
        "fund": office.fund,
        "tabs": office.tabs("ledger"),
        "totals": queries.totals(office.fund),
        "money": queries.of_fund(office.fund),
        "calls": [(call, money[call.pk], call.state in ("decided", "cancelled")) for call in calls],
        "page": Paginator(entries, PER_PAGE).get_page(request.GET.get("page")),
        "faults": queries.faults(office.fund),
        "head": queries.head_of(office.fund),
        "put_in": put_in or MoneyForm(initial={"once": once}, prefix="in"),
        "take_out": take_out or MoneyForm(initial={"once": once}, prefix="out"),
    }
    return render(request, "fund/ledger/ledger.html", context)


@require_POST
def money_put_in(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """Put money into the fund; the same form sent twice counts once."""
    office = office_of(request, fund_slug, needs=P.KEEP_BOOKS)
    form = MoneyForm(request.POST, prefix="in")
    if not form.is_valid():
        return ledger_page(request, office, put_in=form)
    given = form.cleaned_data
    try:
        services.appropriate(
            office.fund,
            given["amount"],
            by=request.user,
            at=timezone.now(),
            text=given["text"],
            key=f"in:{given['once']}",
        )
    except services.AlreadyDone:
        messages.info(request, _("The money was put in already."))
    else:
        messages.success(request, _("%(amount)s was put into the fund.") % {"amount": kroner(given["amount"])})
    return redirect("fund:ledger", fund_slug)


@require_POST
def money_take_out(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """Take money that is in no call out of the fund."""
    office = office_of(request, fund_slug, needs=P.KEEP_BOOKS)
    form = MoneyForm(request.POST, prefix="out")
    if not form.is_valid():
        return ledger_page(request, office, take_out=form)
    given = form.cleaned_data
    key = f"out:{given['once']}"
    try:
        services.reduce(office.fund, given["amount"], by=request.user, at=timezone.now(), text=given["text"], key=key)
    except services.NotEnough as error:
        words = _("Only %(amount)s is in no call, so that is the most that can be taken out.")
        form.add_error("amount", words % {"amount": kroner(error.there)})
        return ledger_page(request, office, take_out=form)
    except services.AlreadyDone:
        messages.info(request, _("The money was taken out already."))
    else:
        messages.success(request, _("%(amount)s was taken out of the fund.") % {"amount": kroner(given["amount"])})
    return redirect("fund:ledger", fund_slug)


@require_POST
def money_take_back(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """What a call that is over has left goes back into the fund."""
    office = office_of(request, fund_slug, needs=P.KEEP_BOOKS)
    call = call_in(office, pk)
    if call.state not in ("decided", "cancelled"):
        messages.info(request, _("The call is not over, so its money stays in it."))
        return redirect("fund:ledger", fund_slug)
    entry = services.take_back(call, by=request.user, at=timezone.now(), text=call.title)
    if entry is None:
        messages.info(request, _("Nothing is left in the call."))
    else:
        messages.success(request, _("%(amount)s is back in the fund.") % {"amount": kroner(entry.amount)})
    return redirect("fund:ledger", fund_slug)


@require_safe
def ledger_csv(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """Every entry for the municipality's accounts, as a table."""
    fund = office_of(request, fund_slug, needs=P.SEE_FIGURES).fund
    answer = HttpResponse(as_csv(fund), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{fund.slug}-ledger.csv"'
    return answer


@require_safe
def ledger_json(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """Every entry and every balance for a program."""
    fund = office_of(request, fund_slug, needs=P.SEE_FIGURES).fund
    answer = JsonResponse(as_document(fund), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="{fund.slug}-ledger.json"'
    return answer
