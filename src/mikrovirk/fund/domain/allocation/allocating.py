"""Divide a pot by a rule."""

from mikrovirk.fund.domain.allocation.election import Election
from mikrovirk.fund.domain.allocation.equal_shares import electorate_of, with_add1, without_completion
from mikrovirk.fund.domain.allocation.equal_shares.growing import endowment_after
from mikrovirk.fund.domain.allocation.in_order import by_score, by_votes, what_fits
from mikrovirk.fund.domain.allocation.outcome import Allocation
from mikrovirk.fund.domain.allocation.rules import Completion, Method, Rule


def allocate(election: Election, rule: Rule) -> Allocation:
    """Which projects get money; raises NotDefined where the rule does not know such ballots.

    Never more than the pot, and the same for the same ballots in any order. What nobody voted for (or assessed) gets nothing.
    """
    if rule.method is Method.EQUAL_SHARES:
        return _equal_shares(election, rule)
    order = by_votes(election) if rule.method is Method.GREEDY else by_score(election)
    chosen = what_fits(order, election.budget)
    return Allocation(rule, election.budget, tuple(each.id for each in chosen), sum(each.cost for each in chosen))


def _equal_shares(election: Election, rule: Rule) -> Allocation:
    voters = electorate_of(election)
    if not voters.voters:
        return Allocation(rule, election.budget, (), 0)
    if rule.completion is Completion.NONE:
        found = without_completion(voters)
    else:
        found = with_add1(voters, stop_when_exhaustive=rule.stop_when_exhaustive)
    funded = [*voters.free, *(voters.ids[project] for project in found.run.bought)]
    cost = found.run.cost
    more: list[str] = []
    if rule.completion is Completion.ADD1U:
        rest = [each for each in by_votes(election) if each.id not in set(funded)]
        fitting = what_fits(rest, election.budget - cost)
        more, cost = [each.id for each in fitting], cost + sum(each.cost for each in fitting)
    return Allocation(rule, election.budget, (*funded, *more), cost, tuple(more), endowment_after(voters, found.steps))
