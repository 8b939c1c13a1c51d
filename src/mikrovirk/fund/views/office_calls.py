"""The fund's calls, for its people: the list, one call, and what can be done with it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.calls import BecauseForm, MoreTimeForm
from mikrovirk.fund.models import Application, Call, Share
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import calls as queries
from mikrovirk.fund.queries import ledger as balances
from mikrovirk.fund.services import calls as services
from mikrovirk.fund.views.call_words import share_rows
from mikrovirk.fund.views.office_where import Office, call_in, office_of
from mikrovirk.fund.words_calls import OBSTACLE_WORDS, STATE_BADGES

P = FundPermission


@require_safe
def office_calls(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """Every call of the fund with where it is and where its money is."""
    office = office_of(request, fund_slug, needs=P.SEE_CASES)
    found = queries.calls_in(office.fund)
    money = balances.balances_of_calls([row.call.pk for row in found])
    rows = [(row.call, row.received, money[row.call.pk], STATE_BADGES[Call.State(row.call.state)]) for row in found]
    context = {"office": office, "fund": office.fund, "tabs": office.tabs("office_calls"), "rows": rows}
    return render(request, "fund/office/calls.html", context)


@require_safe
def office_call(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """One call: what is to be done with it now, its applications and its money."""
    office = office_of(request, fund_slug, needs=P.SEE_CASES)
    return call_page(request, office, call_in(office, pk))


def call_page(
    request: MemberRequest,
    office: Office,
    call: Call,
    *,
    more_time: MoreTimeForm | None = None,
    because: BecauseForm | None = None,
) -> HttpResponse:
    now, is_draft = timezone.now(), call.state == Call.State.DRAFT
    money = balances.balances(call)
    obstacles = queries.obstacles(call, now=now) if is_draft else []
    received = call.applications.filter(sent_at__isnull=False)
    context = {
        "office": office,
        "fund": office.fund,
        "tabs": office.tabs("office_calls"),
        "call": call,
        "badge": STATE_BADGES[Call.State(call.state)],
        "is_draft": is_draft,
        "obstacles": [OBSTACLE_WORDS[each] for each in obstacles],
        "is_over": call.deadline_at is not None and call.deadline_at <= now,
        "is_running": call.state in services.RUNNING,
        "may_call_off": office.may_edit_calls and call.state in services.RUNNING and not money.committed,
        "received": received.count(),
        "undecided": received.filter(state=Application.State.SENT).count(),
        "money": money,
        "shares": share_rows(queries.share_uses(call)),
        "more_time": more_time or MoreTimeForm(call=call),
        "because": because or BecauseForm(),
    }
    return render(request, "fund/office/call.html", context)


def doing(
    request: MemberRequest, fund_slug: str, pk: int, act: Callable[[Call], object], *, done: str, otherwise: str
) -> HttpResponse:
    """Do something with a call and say so; or say why it cannot be done any more."""
    office = office_of(request, fund_slug, needs=P.EDIT_CALLS)
    try:
        act(call_in(office, pk))
    except (services.NotNow, services.RulesStand):
        messages.info(request, otherwise)
    else:
        messages.success(request, done)
    return redirect("fund:office_call", fund_slug, pk)


@require_POST
def call_open(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Open a call: from now on its rules stand."""
    office = office_of(request, fund_slug, needs=P.EDIT_CALLS)
    try:
        services.open_call(call_in(office, pk), by=request.user, at=timezone.now())
    except services.CannotOpen as error:
        messages.error(request, " ".join(str(OBSTACLE_WORDS[each]) for each in error.obstacles))
    except services.RulesStand:
        messages.info(request, _("The call was opened already."))
    else:
        messages.success(request, _("The call is open, and its pot is set aside."))
    return redirect("fund:office_call", fund_slug, pk)


@require_POST
def call_close(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Say that the deadline is over and the applications are assessed now."""

    def act(call: Call) -> None:
        services.close_call(call, at=timezone.now())

    otherwise = _("The deadline is not over, or the call is closed already.")
    return doing(request, fund_slug, pk, act, done=_("The applications are assessed now."), otherwise=otherwise)


@require_POST
def call_more_time(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Move the deadline, to a later day only."""
    office = office_of(request, fund_slug, needs=P.EDIT_CALLS)
    call = call_in(office, pk)
    form = MoreTimeForm(request.POST, call=call)
    if not form.is_valid():
        return call_page(request, office, call, more_time=form)

    def act(call: Call) -> None:
        services.move_deadline(call, form.cleaned_data["deadline"], at=timezone.now())

    done, otherwise = _("The deadline is moved."), _("The call is closed, so its deadline stands.")
    return doing(request, fund_slug, pk, act, done=done, otherwise=otherwise)


@require_POST
def call_off(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Call a call off, with a reason that everybody can read."""
    office = office_of(request, fund_slug, needs=P.EDIT_CALLS)
    call = call_in(office, pk)
    form = BecauseForm(request.POST)
    if not form.is_valid():
        return call_page(request, office, call, because=form)

    def act(call: Call) -> None:
        services.call_off(call, because=form.cleaned_data["because"], by=request.user, at=timezone.now())

    done = _("The call is called off. Those who applied get a mail with the reason.")
    otherwise = _("Money was granted already, or the call is over. It cannot be called off.")
    return doing(request, fund_slug, pk, act, done=done, otherwise=otherwise)


@require_POST
def call_copy(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Write a new call from this one."""
    office = office_of(request, fund_slug, needs=P.EDIT_CALLS)
    call = call_in(office, pk)
    title = (_("Copy of %(title)s") % {"title": call.title})[:160]
    made = services.copy_call(call, by=request.user, title=title)
    messages.success(request, _("Here is the copy. Give it a title and days of its own."))
    return redirect("fund:call_edit", fund_slug, made.pk)


@require_POST
def call_throw_away(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Throw away a call that was never opened."""
    office = office_of(request, fund_slug, needs=P.EDIT_CALLS)
    try:
        services.throw_away(call_in(office, pk))
    except services.RulesStand:
        messages.info(request, _("The call was opened already. Call it off instead."))
        return redirect("fund:office_call", fund_slug, pk)
    messages.success(request, _("The draft was thrown away."))
    return redirect("fund:office_calls", fund_slug)


@require_POST
def share_lift(request: MemberRequest, fund_slug: str, pk: int, share_pk: int) -> HttpResponse:
    """Let everybody apply for money that was kept for some; the reason is public."""
    office = office_of(request, fund_slug, needs=P.EDIT_CALLS)
    call = call_in(office, pk)
    share = get_object_or_404(Share, call=call, pk=share_pk)
    form = BecauseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the money is for all now. Everybody can read it."))
    else:
        services.lift_share(share, because=form.cleaned_data["because"], by=request.user, at=timezone.now())
        messages.success(request, _("The money is for all now."))
    return redirect("fund:office_call", fund_slug, pk)
