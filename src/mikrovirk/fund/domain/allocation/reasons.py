"""Why each project got money or did not, from the division as it was made."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from mikrovirk.fund.domain.allocation.election import Election
from mikrovirk.fund.domain.allocation.equal_shares import Run, electorate_of
from mikrovirk.fund.domain.allocation.equal_shares.paying import account_of
from mikrovirk.fund.domain.allocation.in_order import by_score, by_votes
from mikrovirk.fund.domain.allocation.outcome import Allocation, Payers, Reason, Taken, Why
from mikrovirk.fund.domain.allocation.rules import Method

TAKERS = 3  # of those that took the supporters' shares, the ones that took most are named


def reasons_of(election: Election, allocation: Allocation) -> Iterator[Reason]:
    """One reason for each project, in the order of the projects; without what it would have needed."""
    found = {
        each.id: Reason(
            each.id,
            funded=each.id in allocation.funded,
            why=Why.NO_SUPPORT,
            cost=each.cost,
            supporters=election.supporters[each.id],
            votes=election.votes[each.id],
        )
        for each in election.projects
    }
    if allocation.endowment is not None:
        _by_shares(election, allocation, found)
    else:
        _in_turn(election, allocation, found)
    for place, id in enumerate(allocation.funded, start=1):
        found[id] = replace(found[id], place=place)
    for reason in found.values():
        too_dear = not reason.funded and reason.cost > election.budget
        yield replace(reason, why=Why.OVER_THE_POT) if too_dear else reason


def _by_shares(election: Election, allocation: Allocation, found: dict[str, Reason]) -> None:
    """Run with the endowment that counted once more, and see who paid."""
    assert allocation.endowment is not None
    voters = electorate_of(election)
    run = Run(voters, allocation.endowment)
    run.buy_all()
    account = account_of(voters, run, allocation.endowment)
    for id in voters.free:
        found[id] = replace(found[id], why=Why.SHARES)
    for project, paid in account.payers.items():
        id = voters.ids[project]
        found[id] = replace(found[id], why=Why.SHARES, payers=tuple(Payers(*each) for each in paid))
    for project, (had, after) in account.short.items():
        id = voters.ids[project]
        found[id] = replace(
            found[id],
            why=Why.COMPLETION if id in allocation.by_completion else Why.LACKED_MONEY,
            had=had,
            left=account.left[project],
            after=None if after is None else voters.ids[after],
            taken=tuple(Taken(voters.ids[taker], amount) for taker, amount in account.taken[project][:TAKERS]),
        )


def _in_turn(election: Election, allocation: Allocation, found: dict[str, Reason]) -> None:
    """Go through the projects in their order, with what was left of the pot at each one's turn."""
    by_assessment = allocation.rule.method is Method.SCORE
    left, before = election.budget, None
    for project in by_score(election) if by_assessment else by_votes(election):
        if found[project.id].funded:
            found[project.id] = replace(found[project.id], why=Why.SCORE if by_assessment else Why.VOTES)
            left, before = left - project.cost, project.id
        else:
            found[project.id] = replace(
                found[project.id],
                why=Why.LACKED_ROOM,
                had=Fraction(left),
                after=before,
                left=Fraction(allocation.unspent),
            )
    if by_assessment:
        for project in election.projects:
            if project.score is None:
                found[project.id] = replace(found[project.id], why=Why.NOT_ASSESSED)
