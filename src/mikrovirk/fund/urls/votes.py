"""The members' vote: the page everybody sees, the ballot, and the office that prepares and counts it."""

from django.urls import URLPattern, path

from mikrovirk.fund.views import office_paper, office_voters, office_votes, voting

PUBLIC = "fund/<slug:fund_slug>/votes/<int:pk>/"
OFFICE = "fund/<slug:fund_slug>/office/votes/"
ONE = f"{OFFICE}<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(PUBLIC, voting.vote, name="vote"),
    path(f"{PUBLIC}cast/", voting.vote_cast, name="vote_cast"),
    path(f"{PUBLIC}receipt/", voting.vote_receipt, name="vote_receipt"),
    path(f"{PUBLIC}ballots.pb", voting.vote_file, name="vote_file"),
    path(OFFICE, office_votes.votes, name="office_votes"),
    path(f"{OFFICE}new/<int:call_pk>/", office_votes.vote_new, name="office_vote_new"),
    path(ONE, office_votes.vote, name="office_vote"),
    path(f"{ONE}edit/", office_votes.vote_edit, name="office_vote_edit"),
    path(f"{ONE}open/", office_votes.vote_open, name="office_vote_open"),
    path(f"{ONE}invite/", office_votes.vote_invite, name="office_vote_invite"),
    path(f"{ONE}cancel/", office_votes.vote_cancel, name="office_vote_cancel"),
    path(f"{ONE}count/", office_votes.vote_count, name="office_vote_count"),
    path(f"{ONE}recount/", office_votes.vote_recount, name="office_vote_recount"),
    path(f"{ONE}list/", office_voters.voters, name="office_voters"),
    path(f"{ONE}list/add/", office_voters.voter_add, name="office_voter_add"),
    path(f"{ONE}list/<int:voter_pk>/strike/", office_voters.voter_strike, name="office_voter_strike"),
    path(f"{ONE}list/<int:voter_pk>/paper/", office_voters.voter_on_paper, name="office_voter_on_paper"),
    path(f"{ONE}list/undo/", office_voters.voter_undo, name="office_voter_undo"),
    path(f"{ONE}ballots.pdf", office_paper.ballots_pdf, name="office_ballots_pdf"),
    path(f"{ONE}paper/", office_paper.paper, name="office_paper"),
    path(f"{ONE}paper/done/", office_paper.paper_done, name="office_paper_done"),
    path(f"{ONE}paper/<int:number>/remove/", office_paper.paper_remove, name="office_paper_remove"),
]
