"""A call is written: its rules, its form, its days. Works without scripts: every button posts the whole page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.calls import CallPage
from mikrovirk.fund.models import Call
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.services import calls as services
from mikrovirk.fund.views.office_where import Office, call_in, office_of


@require_http_methods(["GET", "HEAD", "POST"])
def call_new(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """Write a new call; something to begin with stands there."""
    return writing(request, office_of(request, fund_slug, needs=FundPermission.EDIT_CALLS), None)


@require_http_methods(["GET", "HEAD", "POST"])
def call_edit(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """A call that is not open yet."""
    office = office_of(request, fund_slug, needs=FundPermission.EDIT_CALLS)
    call = call_in(office, pk)
    if call.state != Call.State.DRAFT:
        messages.info(request, _("The call was opened, so its rules stand. Copy it to write another."))
        return redirect("fund:office_call", fund_slug, pk)
    return writing(request, office, call)


def writing(request: MemberRequest, office: Office, call: Call | None) -> HttpResponse:
    now = timezone.now()
    if request.method != "POST":
        return edit_page(request, office, call, CallPage.of(office.fund, call, now=now))
    page = CallPage.posted(office.fund, request.POST, do=request.POST.get("do", "save"), now=now)
    if not request.POST.get("do", "save").startswith("save") or not page.is_valid():
        return edit_page(request, office, call, page)
    try:
        kept = services.write_call(office.fund, page.words(), by=request.user, call=call)
    except services.RulesStand:
        messages.error(request, _("The call was opened in the meantime, so its rules stand."))
        return redirect("fund:office_calls", office.fund.slug)
    messages.success(request, _("Saved. Nobody else sees it before you open it."))
    return redirect("fund:office_call", office.fund.slug, kept.pk)


def edit_page(request: MemberRequest, office: Office, call: Call | None, page: CallPage) -> HttpResponse:
    context = {"office": office, "fund": office.fund, "call": call, "form": page.form, "rows": page.rows}
    return render(request, "fund/office/call_edit.html", context)
