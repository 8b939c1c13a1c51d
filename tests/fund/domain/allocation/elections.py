"""Small elections, and equal shares worked out the plain way: everything in fractions, nothing skipped."""

from collections.abc import Sequence
from fractions import Fraction

from mikrovirk.fund.domain.allocation import Ballot, Completion, Election, Method, Project, Rule, VoteType

SHARES = Rule(Method.EQUAL_SHARES)
ADD1 = Rule(Method.EQUAL_SHARES, Completion.ADD1)
ADD1_EXHAUSTIVE = Rule(Method.EQUAL_SHARES, Completion.ADD1, stop_when_exhaustive=True)
ADD1U = Rule(Method.EQUAL_SHARES, Completion.ADD1U)
GREEDY = Rule(Method.GREEDY)
SCORE = Rule(Method.SCORE)
EVERY_RULE = (SHARES, ADD1, ADD1_EXHAUSTIVE, ADD1U, GREEDY, SCORE)


def vote(budget: int, costs: dict[str, int], ballots: Sequence[str], *, unit: int = 1, lot: str = "") -> Election:
    """An election of projects with names of one letter; each ballot is the letters of what it approves, perhaps `3 x ab`."""
    made = []
    for ballot in ballots:
        count, _, letters = ballot.rpartition(" x ")
        made.append(Ballot(tuple(letters), count=int(count or 1)))
    projects = tuple(Project(id, cost) for id, cost in costs.items())
    return Election(budget, projects, tuple(made), tuple(lot), unit)


def plain_shares(election: Election, endowment: Fraction) -> list[str]:
    """What one run buys, in its order."""
    points = [dict(election.points_of(ballot)) for ballot in election.ballots]
    counts = [ballot.count for ballot in election.ballots]
    left = [endowment] * len(counts)
    supporters = {
        project.id: [number for number, given in enumerate(points) if given.get(project.id)]
        for project in election.projects
    }
    free = [each for each in election.projects if not each.cost and supporters[each.id]]
    bought = sorted((each.id for each in free), key=election.tie_order.__getitem__)
    rest = [each for each in election.projects if each.cost and supporters[each.id]]
    while True:
        found = []
        for project in rest:
            given = [(points[number][project.id], counts[number], left[number]) for number in supporters[project.id]]
            price = price_of(project.cost, given)
            if price is not None:
                worth = 1 if election.vote_type is VoteType.CUMULATIVE else project.cost
                found.append((price / worth, election.tie_order[project.id], project, price))
        if not found:
            return bought
        _, _, project, price = min(found, key=lambda each: each[:2])
        for number in supporters[project.id]:
            left[number] -= min(left[number], price * points[number][project.id])
        bought.append(project.id)
        rest.remove(project)


def price_of(cost: int, given: list[tuple[int | Fraction, int, Fraction]]) -> Fraction | None:
    """The price for a point at which supporters (points, how many, what each has left) bring the cost together."""
    paying = Fraction(sum(points * count for points, count, _ in given))
    missing = Fraction(cost)
    for points, count, left in sorted(given, key=lambda each: each[2] / each[0]):
        if missing / paying * points <= left:
            return missing / paying
        missing -= count * left
        paying -= points * count
    return None


def plain_add1(election: Election, *, stop_when_exhaustive: bool) -> tuple[list[str], Fraction]:
    """What Add1 buys, and the endowment it ends with; one unit after the other."""
    supported = [each for each in election.projects if election.supporters[each.id]]
    endowment, before = Fraction(election.budget, election.voters), None
    while True:
        bought = plain_shares(election, endowment)
        cost = sum(election.by_id[id].cost for id in bought)
        if cost > election.budget:
            assert before is not None
            return before
        exhaustive = all(each.id in bought or cost + each.cost > election.budget for each in supported)
        if len(bought) == len(supported) or (stop_when_exhaustive and exhaustive):
            return bought, endowment
        before = (bought, endowment)
        endowment += election.unit
