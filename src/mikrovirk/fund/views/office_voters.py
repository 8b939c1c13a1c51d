"""The list of voters: who is on it, who was added or struck, and who got a ballot on paper."""

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.votes import AddVoterForm, ReasonForm
from mikrovirk.fund.models import Vote
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.services import votes as services
from mikrovirk.fund.services import voting
from mikrovirk.fund.views.vote_where import back_to_vote, refuse_interest, vote_in

PER_PAGE = 30


@require_safe
def voters(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """The list by name, to be searched. Whether somebody has voted shows while paper is handed out, and only then."""
    office, found = vote_in(request, fund_slug, pk)
    words = request.GET.get("q", "").strip()
    rows = found.voters.filter(name__icontains=words) if words else found.voters.all()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    hands_out = found.state == Vote.State.OPEN and found.with_paper and timezone.now() <= found.closes_at
    context = {
        "fund": office.fund,
        "vote": found,
        "page": page,
        "words": words,
        "is_draft": found.state == Vote.State.DRAFT,
        "hands_out": hands_out and not queries.has_interest(request.user, found),
        "turnout": queries.turnout(found),
    }
    return render(request, "fund/votes/office/voters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@back_to_vote
def voter_add(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Put somebody on the list by hand."""
    office, found = vote_in(request, fund_slug, pk)
    refuse_interest(request, found)
    form = AddVoterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.add_to_list(found, form.person, because=given["because"], name=given["name"], cvr=given["cvr"])
        except services.AlreadyOnList:
            form.add_error(None, _("They are on the list."))
        else:
            messages.success(request, _("Put on the list."))
            return redirect("fund:office_voters", fund_slug, pk)
    context = {"fund": office.fund, "vote": found, "form": form}
    return render(request, "fund/votes/office/voter_add.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@back_to_vote
def voter_strike(request: MemberRequest, fund_slug: str, pk: int, voter_pk: int) -> HttpResponse:
    """Take a line off the list with a reason; posting without one, from a struck line, puts it back."""
    office, found = vote_in(request, fund_slug, pk)
    refuse_interest(request, found)
    voter = get_object_or_404(found.voters, pk=voter_pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and voter.struck_because:
        services.strike(voter, because="")
        messages.success(request, _("Back on the list."))
        return redirect("fund:office_voters", fund_slug, pk)
    if request.method == "POST" and form.is_valid():
        services.strike(voter, because=form.cleaned_data["because"])
        messages.success(request, _("Struck off the list."))
        return redirect("fund:office_voters", fund_slug, pk)
    context = {"fund": office.fund, "vote": found, "voter": voter, "form": form}
    return render(request, "fund/votes/office/voter_strike.html", context)


@require_POST
@back_to_vote
def voter_on_paper(request: MemberRequest, fund_slug: str, pk: int, voter_pk: int) -> HttpResponse:
    """Somebody gets a ballot on paper; their vote is used from now on."""
    office, found = vote_in(request, fund_slug, pk)
    refuse_interest(request, found)
    voter = get_object_or_404(found.voters, pk=voter_pk)
    try:
        token = voting.mark_on_paper(voter, at=timezone.now())
    except voting.AlreadyVoted:
        messages.error(request, _("%(name)s has voted, so hand out no ballot.") % {"name": voter.name})
        return redirect("fund:office_voters", fund_slug, pk)
    except voting.NotOnList:
        messages.error(request, _("%(name)s is struck off the list.") % {"name": voter.name})
        return redirect("fund:office_voters", fund_slug, pk)
    # Shown now and kept nowhere: that it was this way of voting, and when, must not be written down.
    context = {"fund": office.fund, "vote": found, "voter": voter, "token": token}
    return render(request, "fund/votes/office/voter_marked.html", context)


@require_POST
@back_to_vote
def voter_undo(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """The wrong line was marked a moment ago."""
    _office, found = vote_in(request, fund_slug, pk)
    refuse_interest(request, found)
    try:
        voter = voting.undo_mark(found, request.POST.get("token", ""))
    except signing.BadSignature:
        messages.error(request, _("That is too long ago. Say at the count that a sheet is missing."))
    else:
        messages.success(request, _("%(name)s can vote again.") % {"name": voter.name})
    return redirect("fund:office_voters", fund_slug, pk)
