"""What is divided, among what, and what the voters said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property


class NotAnElection(ValueError):
    """The election contradicts itself: a project twice, an unknown one on a ballot, a cost below nothing."""


class VoteType(StrEnum):
    """How a ballot is read."""

    APPROVAL = "approval"  # any number of projects, also where a sum of costs was kept (knapsack)
    CHOOSE_ONE = "choose-1"
    CUMULATIVE = "cumulative"  # points
    ORDINAL = "ordinal"  # a ranking, the best first


@dataclass(frozen=True, slots=True)
class Project:
    """Something that money is asked for; the cost is in minor units (øre)."""

    id: str
    cost: int
    score: Fraction | None = None  # from the assessment, where there is one
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What `count` voters said, word for word the same. `points` stands beside `projects`; empty: one each."""

    projects: tuple[str, ...]
    points: tuple[int, ...] = ()
    count: int = 1


@dataclass(frozen=True)
class Election:
    """A pot, projects and ballots. Ties that cost and votes do not decide are decided by `lot_order`, the first first.

    `unit` is one whole unit of the currency in minor units: what Add1 adds for each voter. Raises NotAnElection.
    """

    budget: int
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    lot_order: tuple[str, ...] = ()  # drawn beforehand; empty: the order of the projects
    unit: int = 100
    vote_type: VoteType = VoteType.APPROVAL
    longest: int = 0  # the most ranks a voter could give (ordinal); 0: as many as there are projects

    def __post_init__(self) -> None:
        if problem := next(_problems(self), None):
            raise NotAnElection(problem)

    @cached_property
    def voters(self) -> int:
        """How many voted; also whoever handed in an empty ballot."""
        return sum(ballot.count for ballot in self.ballots)

    @cached_property
    def by_id(self) -> dict[str, Project]:
        return {project.id: project for project in self.projects}

    @cached_property
    def place_in_lot(self) -> dict[str, int]:
        return {id: place for place, id in enumerate(self.lot_order or (project.id for project in self.projects))}

    @cached_property
    def supporters(self) -> dict[str, int]:
        """How many voters named each project."""
        return {**dict.fromkeys(self.by_id, 0), **self._counted(lambda ballot: ((id, 1) for id in ballot.projects))}
