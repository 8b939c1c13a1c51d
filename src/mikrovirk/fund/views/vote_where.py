"""The vote an office page is about."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.models import Vote
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.services import ballot_boxes, votes, voting
from mikrovirk.fund.services.paper_votes import HasInterest
from mikrovirk.fund.views.office_where import Office, office_of

P = ParamSpec("P")
View = Callable[Concatenate[MemberRequest, str, int, P], HttpResponse]


def vote_in(
    request: MemberRequest, fund_slug: str, pk: int, *, needs: FundPermission = FundPermission.HANDLE_CASES
) -> tuple[Office, Vote]:
    """The office and a vote of its fund; a 404 for those who may not do what `needs` says."""
    office = office_of(request, fund_slug, needs=needs)
    found = queries.votes_handled_by(request.user, needs=needs).filter(call__fund=office.fund, pk=pk).first()
    if found is None:
        raise Http404
    found.call.fund = office.fund
    return office, found


def refuse_interest(request: MemberRequest, vote: Vote) -> None:
    """Who applies in the call handles neither its list nor its ballots; raise HasInterest."""
    if queries.has_interest(request.user, vote):
        raise HasInterest


def back_to_vote(view: View[P]) -> View[P]:
    """Say what stands in the way and go back to the vote, where the view cannot do what was asked."""

    @wraps(view)
    def answered(request: MemberRequest, fund_slug: str, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, fund_slug, pk, *args, **kwargs)
        except HasInterest:
            text = _("You apply in this call yourself, so others handle its vote.")
        except votes.IsFixed:
            text = _("The vote has opened, so its rules and its list stand.")
        except voting.VoteClosed:
            text = _("The vote is not open.")
        except ballot_boxes.BoxLost:
            text = _(
                "The key of the ballot box is gone, so the ballots cannot be read. Call the vote off and hold it again."
            )
        except voting.RulesChanged:
            text = _(
                "The rules in the database are no longer those the vote opened with. Call it off and hold it again."
            )
        messages.error(request, text)
        return redirect("fund:office_vote", fund_slug, pk)

    return cast("View[P]", answered)
