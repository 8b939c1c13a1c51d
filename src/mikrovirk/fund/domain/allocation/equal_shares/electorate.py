"""The voters as equal shares counts them: equal ballots together, projects and groups by number."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from mikrovirk.fund.domain.allocation.election import Election, Points, VoteType
from mikrovirk.fund.domain.allocation.rules import NotDefined


@dataclass(frozen=True, slots=True)
class Electorate:
    """Groups of voters with the same ballot, and the projects that somebody supports and that cost something.

    Lists have one entry for each project, or for each group. Points are whole numbers, brought to a common denominator.
    """

    ids: tuple[str, ...]
    costs: tuple[int, ...]
    tie_order: tuple[tuple[int, Points, int], ...]
    worth: tuple[float, ...]  # what a supporter's point is worth: the project's cost for approvals, 1 for points
    exact_worth: tuple[int, ...]
    supporters: tuple[tuple[int, ...], ...]  # groups
    weights: tuple[Mapping[int, int] | list[int], ...]  # the points of a group, by its number
    reach: tuple[int, ...]  # the points of all supporters
    counts: tuple[int, ...]  # voters in a group
    ballots: tuple[tuple[tuple[int, int], ...], ...]  # projects with points
    voters: int
    budget: int
    unit: int
    free: tuple[str, ...]  # projects that cost nothing and have a supporter, in tie order

    @property
    def longest(self) -> int:
        return max(map(len, self.ballots), default=0)


def electorate_of(election: Election) -> Electorate:
    """Group the voters; raises NotDefined for rankings, which do not say how much a project is worth to a voter."""
    if election.vote_type is VoteType.ORDINAL:
        raise NotDefined("equal shares is not defined for rankings")
    supported = [each for each in election.projects if election.supporters[each.id]]
    projects = [each for each in supported if each.cost]
    number = {each.id: place for place, each in enumerate(projects)}
    groups = _groups(election, number)
    by_points = election.vote_type is VoteType.CUMULATIVE
    given: list[dict[int, int]] = [{} for _ in projects]
    for group, ballot in enumerate(groups):
        for project, points in ballot:
            given[project][group] = points
    counts = tuple(groups.values())
    ones = [1] * len(groups)
    order = election.tie_order
    return Electorate(
        ids=tuple(each.id for each in projects),
        costs=tuple(each.cost for each in projects),
        tie_order=tuple(order[each.id] for each in projects),
        worth=tuple(1.0 if by_points else float(each.cost) for each in projects),
        exact_worth=tuple(1 if by_points else each.cost for each in projects),
        supporters=tuple(tuple(each) for each in given),
        weights=tuple(each if by_points else ones for each in given),
        reach=tuple(sum(counts[group] * points for group, points in each.items()) for each in given),
        counts=counts,
        ballots=tuple(groups),
        voters=election.voters,
        budget=election.budget,
        unit=election.unit,
        free=tuple(sorted((each.id for each in supported if not each.cost), key=order.__getitem__)),
    )


def _groups(election: Election, number: dict[str, int]) -> dict[tuple[tuple[int, int], ...], int]:
    """How many voters have each ballot; who supports nothing that costs something is left out (but has a share)."""
    scale = lcm(*(Fraction(points).denominator for ballot in election.ballots for points in ballot.points))
    groups: dict[tuple[tuple[int, int], ...], int] = defaultdict(int)
    for ballot in election.ballots:
        supported = (
            (number[id], int(points * scale)) for id, points in election.points_of(ballot) if points and id in number
        )
        groups[tuple(sorted(supported))] += ballot.count
    groups.pop((), None)
    return groups
