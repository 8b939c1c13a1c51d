"""Ballots on paper: printed, typed in by two people, and compared."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.domain.paper_ballots import Sheet
from mikrovirk.fund.forms.voting import SheetForm
from mikrovirk.fund.models import PaperTyping, Vote
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.queries.votes import Rules
from mikrovirk.fund.services import paper_votes as services
from mikrovirk.fund.views.office_where import Office
from mikrovirk.fund.views.vote_where import back_to_vote, vote_in
from mikrovirk.ui.paper_page import as_pdf

ANY_ROLE = FundPermission.SEE_CASES  # two people are needed, and most funds have one caseworker


@require_safe
def ballots_pdf(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """A ballot to print and copy. All are alike: no number, no name."""
    office, found = vote_in(request, fund_slug, pk, needs=ANY_ROLE)
    if found.state != Vote.State.OPEN or not found.with_paper:
        raise Http404
    context = {"fund": office.fund, "vote": found, "rules": queries.rules_of(found)}
    return as_pdf(request, "fund/votes/paper_ballot.html", context, name=f"stemmeseddel-{pk}.pdf")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@back_to_vote
def paper(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Type in one sheet after the other; when both have typed all, see where they differ."""
    office, found = vote_in(request, fund_slug, pk, needs=ANY_ROLE)
    rules = queries.rules_of(found) if found.rules else None
    if rules is None:
        raise Http404
    if request.method != "POST":
        own = found.typings.filter(by=request.user).first()
        return render(
            request, "fund/votes/office/paper.html", page_of(office, found, rules, own, next_form(rules, own))
        )
    try:
        own = services.begin(found, by=request.user, at=timezone.now())
    except services.TwoTypeAlready:
        messages.error(request, _("Two others type in the paper of this vote."))
        return redirect("fund:office_vote", fund_slug, pk)
    except services.NotYetClosed:
        messages.error(request, _("Type in the paper when the vote is over."))
        return redirect("fund:office_vote", fund_slug, pk)
    form = SheetForm(request.POST, rules=rules)
    if not form.is_valid():
        return render(request, "fund/votes/office/paper.html", page_of(office, found, rules, own, form))
    services.type_sheet(own, form.cleaned_data["number"], form.cleaned_data["sheet"])
    return redirect("fund:office_paper", fund_slug, pk)


def next_form(rules: Rules, own: PaperTyping | None) -> SheetForm:
    """An empty sheet with the number that comes next."""
    typed = services.typed_by(own) if own else {}
    return SheetForm(rules=rules, initial={"number": max(typed, default=0) + 1})


def page_of(office: Office, found: Vote, rules: Rules, own: PaperTyping | None, form: SheetForm) -> dict[str, Any]:
    typings = list(found.typings.select_related("by"))
    both_done = len(typings) == 2 and all(typing.is_done for typing in typings)
    typed = services.typed_by(own) if own else {}
    return {
        "fund": office.fund,
        "vote": found,
        "rules": rules,
        "form": form,
        "own": own,
        "is_over": found.state == Vote.State.OPEN and timezone.now() > found.closes_at,
        "typings": typings,
        "both_done": both_done,
        "typed": [(number, in_words(rules, typed[number])) for number in sorted(typed, reverse=True)],
        "differences": [
            (each.number, in_words(rules, each.first), in_words(rules, each.second), each.is_missing)
            for each in services.differences(found)
        ],
    }


def in_words(rules: Rules, sheet: Sheet) -> str:
    """What stands on a sheet, short: the numbers of the projects, and points in brackets."""
    if sheet is None:
        return _("cannot be counted")
    by_points = rules.ballot.most_for_one > 1
    chosen = [
        f"{place} ({number})" if by_points else str(place) for place, number in enumerate(sheet, start=1) if number
    ]
    return ", ".join(chosen) or _("nothing")


@require_POST
@back_to_vote
def paper_done(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """All sheets are typed, or there was one more after all."""
    _office, found = vote_in(request, fund_slug, pk, needs=ANY_ROLE)
    own = own_typing(request, found)
    services.finish(own, is_done="again" not in request.POST)
    return redirect("fund:office_paper", fund_slug, pk)


@require_POST
@back_to_vote
def paper_remove(request: MemberRequest, fund_slug: str, pk: int, number: int) -> HttpResponse:
    """Take back a sheet that was typed under a wrong number."""
    _office, found = vote_in(request, fund_slug, pk, needs=ANY_ROLE)
    services.remove_sheet(own_typing(request, found), number)
    return redirect("fund:office_paper", fund_slug, pk)


def own_typing(request: MemberRequest, vote: Vote) -> PaperTyping:
    own = vote.typings.filter(by=request.user).first()
    if own is None:
        raise Http404
    return own
