"""What is divided, among what, and what the voters said."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

Points = int | Fraction


class NotAnElection(ValueError):
    """The election contradicts itself: a project is there twice, a ballot names an unknown one, a cost is below nothing."""


class VoteType(StrEnum):
    """How a ballot is read."""

    APPROVAL = "approval"  # any number of projects, also where the voter kept to a sum (knapsack)
    CHOOSE_ONE = "choose-1"
    CUMULATIVE = "cumulative"  # points
    ORDINAL = "ordinal"  # a ranking, the best first


@dataclass(frozen=True, slots=True)
class Project:
    """Something that money is asked for. The cost is in minor units (øre)."""

    id: str
    cost: int
    score: Fraction | None = None  # from the assessment, where there is one


@dataclass(frozen=True, slots=True)
class Ballot:
    """What `count` voters said, word for word the same. `points` stand beside `projects`; empty: one each."""

    projects: tuple[str, ...]
    points: tuple[Points, ...] = ()
    count: int = 1


@dataclass(frozen=True)
class Election:
    """A pot, projects and ballots; raises NotAnElection. Amounts are in minor units.

    `lot_order` was drawn beforehand and settles what cost and votes leave tied; left out, it is the order of `projects`.
    `unit` is one whole unit of the currency in minor units: what Add1 adds for each voter in a step.
    """

    budget: int
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    lot_order: tuple[str, ...] = ()
    unit: int = 100
    vote_type: VoteType = VoteType.APPROVAL
    longest: int = 0  # the longest ranking a voter could give; 0: all projects

    def __post_init__(self) -> None:
        if problem := next(_problems(self), None):
            raise NotAnElection(problem)

    @cached_property
    def by_id(self) -> dict[str, Project]:
        return {project.id: project for project in self.projects}

    @cached_property
    def voters(self) -> int:
        """How many voted, whoever handed in an empty ballot too."""
        return sum(ballot.count for ballot in self.ballots)

    @cached_property
    def supporters(self) -> dict[str, int]:
        """How many voters gave each project something."""
        found = dict.fromkeys((project.id for project in self.projects), 0)
        for ballot in self.ballots:
            for project, points in self.points_of(ballot):
                found[project] += ballot.count if points else 0
        return found

    @cached_property
    def votes(self) -> dict[str, Points]:
        """The votes of each project: voters, or points where voters gave points or ranks."""
        found: dict[str, Points] = dict.fromkeys((project.id for project in self.projects), 0)
        for ballot in self.ballots:
            for project, points in self.points_of(ballot):
                found[project] += ballot.count * points
        return found

    @cached_property
    def tie_order(self) -> dict[str, tuple[int, Points, int]]:
        """Of equals the one with the smallest of these: the lower cost, more votes, then the lot."""
        lot = {id: place for place, id in enumerate(self.lot_order or self.by_id)}
        return {each.id: (each.cost, -self.votes[each.id], lot[each.id]) for each in self.projects}

    def points_of(self, ballot: Ballot) -> Iterator[tuple[str, Points]]:
        """Each project of a ballot with its points; the first of a ranking has as many as the longest one has places (Borda)."""
        if ballot.points:
            return zip(ballot.projects, ballot.points, strict=True)
        if self.vote_type is VoteType.ORDINAL:
            most = self.longest or len(self.projects)
            return ((project, most - place) for place, project in enumerate(ballot.projects))
        return ((project, 1) for project in ballot.projects)


def _problems(election: Election) -> Iterator[str]:
    known = {project.id for project in election.projects}
    if len(known) != len(election.projects):
        yield "a project is there twice"
    if election.budget < 0 or any(project.cost < 0 for project in election.projects):
        yield "an amount is below nothing"
    if election.unit < 1:
        yield "a unit of the currency is at least one minor unit"
    if election.lot_order and (set(election.lot_order) != known or len(election.lot_order) != len(known)):
        yield "the lot does not name every project once"
    for ballot in election.ballots:
        yield from _problems_of(ballot, election, known)


def _problems_of(ballot: Ballot, election: Election, known: set[str]) -> Iterator[str]:
    if ballot.count < 1:
        yield "a ballot stands for at least one voter"
    if len(set(ballot.projects)) != len(ballot.projects):
        yield "a ballot names a project twice"
    if not known.issuperset(ballot.projects):
        yield f"a ballot names {min(set(ballot.projects) - known)}, which is no project"
    if ballot.points and (len(ballot.points) != len(ballot.projects) or min(ballot.points) < 0):
        yield "the points of a ballot do not go with its projects"
    if election.vote_type is VoteType.ORDINAL and len(ballot.projects) > (election.longest or len(known)):
        yield "a ranking is longer than the longest"
