"""The office of a vote: its rules, opening, writing to the voters, counting, and counting again."""

from datetime import time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import sealing
from mikrovirk.fund.forms.votes import CountForm, ReasonForm, VoteForm
from mikrovirk.fund.models import Fund, Vote
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.services import vote_counting, vote_mails
from mikrovirk.fund.services import votes as services
from mikrovirk.fund.views.office_where import Office, office_of
from mikrovirk.fund.views.vote_where import back_to_vote, refuse_interest, vote_in
from mikrovirk.networks.models import Network

USUALLY_OPEN_FOR = timedelta(days=14)
USUALLY_CLOSES = time(20, 0)
P = FundPermission


@require_safe
def votes(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """The votes of a fund, and the calls that could have one."""
    office = office_of(request, fund_slug, needs=P.SEE_CASES)
    context = {
        "office": office,
        "fund": office.fund,
        "tabs": office.tabs("office_votes"),
        "votes": list(queries.votes_handled_by(request.user).filter(call__fund=office.fund)),
        "calls": list(queries.calls_to_vote_in(office.fund)) if P.HANDLE_CASES in office.held else [],
    }
    return render(request, "fund/votes/office/votes.html", context)


# --- rules -----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def vote_new(request: MemberRequest, fund_slug: str, call_pk: int) -> HttpResponse:
    """Lay down the rules of a call's vote; its list is drawn up at once."""
    office = office_of(request, fund_slug, needs=P.HANDLE_CASES)
    call = get_object_or_404(queries.calls_to_vote_in(office.fund), pk=call_pk)
    networks = networks_near(office.fund)
    closes = timezone.localdate() + USUALLY_OPEN_FOR
    usual = {
        "networks": list(networks),
        "whose": Vote.Whose.PERSON,
        "list_date": timezone.localdate(),
        "kind": Vote.Kind.APPROVAL,
        "completion": Vote.Completion.ADD1,
        "points": 10,
        "closes": closes,
        "hour": USUALLY_CLOSES,
    }
    form = VoteForm(request.POST or None, call=call, networks=networks, initial=usual)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.prepare(call, networks=form.cleaned_data["networks"], fields=form.rules())
        except services.IsFixed:
            messages.info(request, _("The call has a vote already."))
            return redirect("fund:office_votes", fund_slug)
        return redirect("fund:office_vote", fund_slug, made.pk)
    return render(request, "fund/votes/office/vote_edit.html", {"fund": office.fund, "call": call, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@back_to_vote
def vote_edit(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Change the rules of a vote that is not open yet."""
    office, found = vote_in(request, fund_slug, pk)
    if found.state != Vote.State.DRAFT:
        raise services.IsFixed
    local = timezone.localtime(found.closes_at)
    names = (
        "whose",
        "list_date",
        "kind",
        "at_least",
        "at_most",
        "points",
        "points_for_one",
        "completion",
        "with_paper",
    )
    standing = {name: getattr(found, name) or None for name in names}  # no limit is an empty field
    standing |= {"networks": list(found.networks.all()), "closes": local.date(), "hour": local.time()}
    form = VoteForm(request.POST or None, call=found.call, networks=networks_near(office.fund), initial=standing)
    if request.method == "POST" and form.is_valid():
        services.change(found, networks=form.cleaned_data["networks"], fields=form.rules())
        messages.success(request, _("The rules are saved, and the list is drawn up anew."))
        return redirect("fund:office_vote", fund_slug, pk)
    context = {"fund": office.fund, "call": found.call, "vote": found, "form": form}
    return render(request, "fund/votes/office/vote_edit.html", context)


def networks_near(fund: Fund) -> Any:
    """The networks a fund is for: those of its municipalities, or all."""
    rows = Network.objects.filter(is_open=True).order_by("name")
    return rows.filter(municipality_code__in=fund.municipalities) if fund.municipalities else rows


# --- one vote --------------------------------------------------------------------------------------------------------


@require_safe
def vote(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Where the vote stands, and what can be done next."""
    office, found = vote_in(request, fund_slug, pk, needs=P.SEE_CASES)
    return render(request, "fund/votes/office/vote.html", page_of(request, office, found))


def page_of(request: MemberRequest, office: Office, found: Vote, **more: Any) -> dict[str, Any]:
    now = timezone.now()
    is_over = found.state == Vote.State.OPEN and now > found.closes_at
    may_handle = P.HANDLE_CASES in office.held and not queries.has_interest(request.user, found)
    return {
        "office": office,
        "fund": office.fund,
        "vote": found,
        "call": found.call,
        "may_handle": may_handle,
        "is_over": is_over,
        "turnout": queries.turnout(found),
        "typings": list(found.typings.select_related("by")) if is_over and found.with_paper else [],
        "reason_form": ReasonForm(auto_id="cancel-%s"),
        **state_of(found, may_handle=may_handle),
        **more,
    }


def state_of(found: Vote, *, may_handle: bool) -> dict[str, Any]:
    """What the page says of a draft, an open vote and a counted one."""
    if found.state == Vote.State.DRAFT:
        cases, pot = queries.on_the_ballot(found.call), queries.pot_of(found.call)
        why = services.reason_not_to_open(found, found.call, cases, pot, at=timezone.now())
        return {"cases": cases, "pot": pot, "hindrance": why, "networks": list(found.networks.all())}
    said: dict[str, Any] = {"rules": queries.rules_of(found), "count": queries.count_of(found.call)}
    if found.state == Vote.State.OPEN and may_handle:
        said["to_write_to"] = queries.people_written_to(found).count()
    return said


@require_POST
@back_to_vote
def vote_open(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Fix the rules and open."""
    _office, found = vote_in(request, fund_slug, pk)
    refuse_interest(request, found)
    try:
        services.open_vote(found, by=request.user, at=timezone.now())
    except services.CannotOpen:
        messages.error(request, _("The vote cannot open yet. What is missing stands below."))
    except sealing.NoPlaceForKeys:
        messages.error(
            request,
            _("This machine has no place for the key of the ballot box. Whoever hosts it has to set MIKROVIRK_KEYS."),
        )
    else:
        messages.success(request, _("The vote is open. From now on its rules and its list stand."))
    return redirect("fund:office_vote", fund_slug, pk)


@require_POST
@back_to_vote
def vote_invite(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Write to everybody who has not voted; who has been written to gets nothing more."""
    _office, found = vote_in(request, fund_slug, pk)
    if found.state != Vote.State.OPEN:
        return redirect("fund:office_vote", fund_slug, pk)
    made = vote_mails.invite(found, by=request.user, at=timezone.now())
    count = made.messages.count()
    messages.success(
        request,
        ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", count) % {"count": count},
    )
    return redirect("fund:office_vote", fund_slug, pk)


@require_POST
@back_to_vote
def vote_cancel(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Call the vote off, or throw its draft away."""
    office, found = vote_in(request, fund_slug, pk)
    refuse_interest(request, found)
    form = ReasonForm(request.POST, auto_id="cancel-%s")
    if found.state != Vote.State.DRAFT and not form.is_valid():
        return render(request, "fund/votes/office/vote.html", page_of(request, office, found, reason_form=form))
    services.cancel(found, because=form.data.get("because", ""), by=request.user, at=timezone.now())
    if found.state == Vote.State.DRAFT:
        messages.success(request, _("The draft of the vote is thrown away."))
        return redirect("fund:office_votes", fund_slug)
    messages.success(request, _("The vote is called off. The ballots are destroyed unread."))
    return redirect("fund:office_vote", fund_slug, pk)


# --- the count -------------------------------------------------------------------------------------------------------


@require_POST
@back_to_vote
def vote_count(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Count the ballots, and divide the pot."""
    office, found = vote_in(request, fund_slug, pk)
    form = CountForm(request.POST)
    because = form.cleaned_data["because"] if form.is_valid() else ""
    try:
        vote_counting.count(found, by=request.user, at=timezone.now(), difference_because=because)
    except vote_counting.NeedsBecause as error:
        more = {"count_form": form if because else CountForm(), "marked": error.marked, "in_box": error.found}
        return render(request, "fund/votes/office/vote.html", page_of(request, office, found, **more))
    except vote_counting.StillOpen:
        messages.error(request, _("One can still vote. Count when the vote is over."))
    except vote_counting.PaperNotReady:
        messages.error(request, _("The paper must be typed in by two people, alike, before it is counted."))
    else:
        messages.success(request, _("The votes are counted, and the key of the box is destroyed."))
    return redirect("fund:office_vote", fund_slug, pk)


@require_POST
def vote_recount(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Count the kept ballots again; nothing is changed."""
    _office, found = vote_in(request, fund_slug, pk, needs=P.SEE_CASES)
    count = queries.count_of(found.call)
    if count is not None and vote_counting.recount(count).equals:
        messages.success(request, _("Counted again it comes out the same: the ballots, the sums and the division."))
    elif count is not None:
        messages.error(request, _("Counted again it comes out differently: something was changed in the database."))
    return redirect("fund:office_vote", fund_slug, pk)
