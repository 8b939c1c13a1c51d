"""The members' vote as everybody sees it, and as a voter uses it: look at it, vote, and know that it lies in the box."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.domain import counted
from mikrovirk.fund.domain.allocation import Election
from mikrovirk.fund.domain.ballots import cost_of
from mikrovirk.fund.domain.pabulib import pabulib_of, write
from mikrovirk.fund.forms.voting import BallotForm
from mikrovirk.fund.models import Vote, Voter
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.queries.votes import Rules
from mikrovirk.fund.services import ballot_boxes, vote_mails
from mikrovirk.fund.services import voting as services
from mikrovirk.fund.views.where import fund_called


def vote_called(fund_slug: str, pk: int) -> Vote:
    """A vote that has opened, for everybody; else a 404."""
    return get_object_or_404(queries.public_votes(), call__fund=fund_called(fund_slug), pk=pk)


def own_vote(request: HttpRequest, vote: Vote) -> tuple[Voter | None, list[Voter]]:
    """The vote to be used now (the first that is not used yet, or the one that was chosen), and all of theirs."""
    theirs = queries.votes_of(request.user, vote)
    wanted = request.POST.get("voter", request.GET.get("voter", ""))
    chosen = next((each for each in theirs if str(each.pk) == wanted), None)
    return chosen or next((each for each in theirs if not each.has_voted), None), theirs


def is_open(vote: Vote) -> bool:
    return vote.state == Vote.State.OPEN and timezone.now() <= vote.closes_at


# What was voted must not stand in a report of an error either.
@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, fund_slug: str, pk: int) -> HttpResponse:
    """What is voted on and by which rules, with the ballot for who has a vote; posting looks at it before it is cast."""
    found = vote_called(fund_slug, pk)
    rules = queries.rules_of(found)
    mine, theirs = own_vote(request, found)
    may_vote = is_open(found) and mine is not None and not mine.has_voted
    form = BallotForm(request.POST if request.method == "POST" else None, rules=rules)
    if request.method == "POST" and may_vote and "change" not in request.POST and form.is_valid():
        return render(request, "fund/votes/vote_look.html", looked_at(found, rules, form, mine))
    context = {
        "fund": found.call.fund,
        "vote": found,
        "rules": rules,
        "form": form,
        "is_changed": "change" in request.POST,
        "is_open": is_open(found),
        "may_vote": may_vote,
        "mine": mine,
        "theirs": theirs,
        "has_voted": bool(theirs) and all(each.has_voted for each in theirs),
        **figures(found),
    }
    return render(request, "fund/votes/vote.html", context)


def figures(found: Vote) -> dict[str, Any]:
    """How many have voted, and what was counted; nothing of what lies in the box before."""
    count = queries.count_of(found.call) if found.state == Vote.State.COUNTED else None
    if count is None:
        return {"turnout": queries.turnout(found), "count": None, "results": []}
    titles = {each.key: each for each in queries.rules_of(found).projects}
    results = [
        (titles[key], count.supporters[key], count.votes[key], key in count.funded)
        for key in sorted(count.supporters, key=lambda key: (-count.votes[key], titles[key].place))
    ]
    return {
        "turnout": queries.Turnout(count.on_list_count, count.voted_count),
        "count": count,
        "results": results,
        "withdrawn": [each for key, each in titles.items() if key not in count.supporters],
    }


def looked_at(found: Vote, rules: Rules, form: BallotForm, mine: Voter | None) -> dict[str, Any]:
    choices = form.cleaned_data["choices"]
    chosen = [(project, number) for project, number in zip(rules.projects, choices, strict=True) if number]
    return {
        "fund": found.call.fund,
        "vote": found,
        "rules": rules,
        "form": form,
        "mine": mine,
        "chosen": chosen,
        "cost": cost_of(rules.ballot, choices),
        "given": sum(choices),
    }


@sensitive_post_parameters()
@require_POST
def vote_cast(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Cast the ballot. Whatever is sent again afterwards leads to the same receipt and changes nothing."""
    found = vote_called(fund_slug, pk)
    mine, theirs = own_vote(request, found)
    if not theirs:
        raise Http404
    form = BallotForm(request.POST, rules=queries.rules_of(found))
    if mine is None:
        return redirect("fund:vote_receipt", fund_slug, pk)
    if not form.is_valid():
        return vote(request, fund_slug, pk)
    now = timezone.now()
    try:
        services.cast(mine, form.cleaned_data["choices"], by=request.user, at=now)
    except services.AlreadyVoted:
        return redirect("fund:vote_receipt", fund_slug, pk)
    except services.VoteClosed:
        messages.error(request, _("The vote is over, so your ballot was not taken."))
        return redirect("fund:vote", fund_slug, pk)
    except (services.RulesChanged, ballot_boxes.BoxLost):
        messages.error(
            request, _("Something is wrong with the ballot box, so nobody can vote now. Tell the fund's contact.")
        )
        return redirect("fund:vote", fund_slug, pk)
    vote_mails.send_receipt(mine, request.user, at=now)
    return redirect("fund:vote_receipt", fund_slug, pk)


@require_safe
def vote_receipt(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Says that one's vote lies in the box; what it says stands nowhere."""
    found = vote_called(fund_slug, pk)
    theirs = queries.votes_of(request.user, found)
    used = [each for each in theirs if each.has_voted]
    if not used:
        return redirect("fund:vote", fund_slug, pk)
    context = {
        "fund": found.call.fund,
        "vote": found,
        "used": used,
        "unused": [each for each in theirs if not each.has_voted] if is_open(found) else [],
    }
    return render(request, "fund/votes/vote_receipt.html", context)


def in_lot_order(election: Election) -> Election:
    """The projects in the order of the lot: a Pabulib file has no other place for it, and whoever reads it takes the first first."""
    return replace(election, projects=tuple(election.by_id[id] for id in election.lot_order))


@login_not_required
@require_safe
def vote_file(request: HttpRequest, fund_slug: str, pk: int) -> HttpResponse:
    """All ballots of a counted vote as a Pabulib file: anybody can divide the pot again."""
    found = vote_called(fund_slug, pk)
    count = queries.count_of(found.call)
    if count is None or count.vote_id != found.pk:
        raise Http404
    names = {each.key: each.title for each in queries.rules_of(found).projects}
    election = in_lot_order(counted.from_plain(count.election))
    file = pabulib_of(election, names=names, meta=queries.pabulib_meta(count), funded=tuple(count.funded))
    name = f"{fund_slug}-{found.call_id}.pb"
    return HttpResponse(
        write(file),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
