"""Divide a pot by a rule."""

from dataclasses import replace

from mikrovirk.fund.domain.allocation.election import Election
from mikrovirk.fund.domain.allocation.equal_shares import electorate_of, endowment_after, one_run, with_add1
from mikrovirk.fund.domain.allocation.in_order import by_score, by_votes, what_fits
from mikrovirk.fund.domain.allocation.outcome import Allocation
from mikrovirk.fund.domain.allocation.rules import Completion, Method, Rule


def allocate(election: Election, rule: Rule) -> Allocation:
    """Which projects get money; raises NotDefined where the rule does not know such ballots.

    Never more than the pot, and the same for the same ballots in any order. What nobody voted for (or assessed) gets nothing.
    """
    if rule.method is Method.EQUAL_SHARES:
        return by_equal_shares(election, rule)[0]
    order = by_votes(election) if rule.method is Method.GREEDY else by_score(election)
    chosen = what_fits(order, election.budget)
    return Allocation(rule, election.budget, tuple(each.id for each in chosen), sum(each.cost for each in chosen))


def by_equal_shares(
    election: Election, rule: Rule, *, begin: int = 0, watched: str | None = None
) -> tuple[Allocation, int | None]:
    """The division, and at which step of Add1 a watched project was first bought; `begin`: a step that is known to be reached."""
    voters = electorate_of(election)
    if not voters.voters:
        return Allocation(rule, election.budget, (), 0), None
    if rule.completion is Completion.NONE:
        found = one_run(voters)
    else:
        number = voters.ids.index(watched) if watched in voters.ids else None
        found = with_add1(voters, stop_when_exhaustive=rule.stop_when_exhaustive, begin=begin, watched=number)
    funded = (*voters.free, *(voters.ids[project] for project in found.run.bought))
    made = Allocation(rule, election.budget, funded, found.run.cost, endowment=endowment_after(voters, found.steps))
    return completed(election, made) if rule.completion is Completion.ADD1U else made, found.watched_at


def completed(election: Election, allocation: Allocation) -> Allocation:
    """With what has the most votes of those that still fit: the last step of Add1U."""
    funded = set(allocation.funded)
    rest = [each for each in by_votes(election) if each.id not in funded]
    more = what_fits(rest, allocation.unspent)
    ids = tuple(each.id for each in more)
    return replace(
        allocation,
        rule=replace(allocation.rule, completion=Completion.ADD1U),
        funded=(*allocation.funded, *ids),
        cost=allocation.cost + sum(each.cost for each in more),
        by_completion=ids,
    )
