"""What a ballot may say, how it is kept so that it says nothing of who wrote it, and what all of them say together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mikrovirk.fund.domain.allocation.election import Ballot, Project, VoteType


class Kind(StrEnum):
    """How one votes."""

    APPROVAL = "approval"  # a cross for each project one wants
    POINTS = "points"  # a number of points, spread as one likes
    KNAPSACK = "knapsack"  # crosses for projects that together cost no more than the pot


class Wrong(StrEnum):
    """Why a ballot cannot be taken."""

    TOO_FEW = "too-few"
    TOO_MANY = "too-many"
    TOO_DEAR = "too-dear"  # knapsack: the projects cost more than the pot
    TOO_MANY_POINTS = "too-many-points"  # in all
    TOO_MANY_FOR_ONE = "too-many-for-one"  # for one project
    NOT_A_CHOICE = "not-a-choice"  # an unknown project, or a number below nothing


Choices = tuple[int, ...]  # a number for each project, in the order of the ballot: a cross is 1, none is 0


@dataclass(frozen=True, slots=True)
class BallotRules:
    """The rules of a vote as far as one ballot goes. Costs in øre, in the order of the ballot; 0 at most: no limit."""

    kind: Kind
    costs: tuple[int, ...]
    pot: int
    at_least: int = 0  # projects; a ballot without any is taken too where this is 0
    at_most: int = 0  # projects
    points: int = 0  # to spread, where one votes by points
    points_for_one: int = 0  # at most for one project

    @property
    def most_for_one(self) -> int:
        if self.kind is not Kind.POINTS:
            return 1
        return min(self.points_for_one or self.points, self.points)

    @property
    def width(self) -> int:
        """How many figures each number of a written ballot has: all ballots of a vote are equally long."""
        return len(str(self.most_for_one))


def choices_from(rules: BallotRules, given: Mapping[int, int]) -> Choices:
    """A ballot from numbers by place (0: the first project); what is not named gets 0. Raise KeyError for an unknown place."""
    if unknown := set(given) - set(range(len(rules.costs))):
        raise KeyError(min(unknown))
    return tuple(given.get(place, 0) for place in range(len(rules.costs)))


def cost_of(rules: BallotRules, choices: Choices) -> int:
    """What the chosen projects cost together, in øre."""
    return sum(cost for cost, number in zip(rules.costs, choices, strict=True) if number)


def problems(rules: BallotRules, choices: Choices) -> tuple[Wrong, ...]:
    """Everything that is wrong with a ballot; nothing: it can be taken."""
    if len(choices) != len(rules.costs) or any(number < 0 for number in choices):
        return (Wrong.NOT_A_CHOICE,)
    chosen = sum(1 for number in choices if number)
    found = {
        Wrong.TOO_FEW: chosen < rules.at_least,
        Wrong.TOO_MANY: bool(rules.at_most) and chosen > rules.at_most,
        Wrong.TOO_DEAR: rules.kind is Kind.KNAPSACK and cost_of(rules, choices) > rules.pot,
        Wrong.TOO_MANY_POINTS: rules.kind is Kind.POINTS and sum(choices) > rules.points,
        Wrong.TOO_MANY_FOR_ONE: any(number > rules.most_for_one for number in choices),
    }
    return tuple(wrong for wrong, is_so in found.items() if is_so)


# --- the box ---------------------------------------------------------------------------------------------------------


def written(rules: BallotRules, choices: Choices) -> str:
    """A ballot as it lies in the box: figures alone, as long as any other ballot of the vote.

    Raise ValueError for one that may not be taken.
    """
    if found := problems(rules, choices):
        raise ValueError(", ".join(found))
    return "".join(str(number).zfill(rules.width) for number in choices)


def read(rules: BallotRules, text: str) -> Choices:
    """What `written` wrote; raise ValueError for anything else."""
    width = rules.width
    choices = tuple(int(text[start : start + width]) for start in range(0, len(text), width))
    if not text.isdecimal() or written(rules, choices) != text:
        raise ValueError("not a ballot of this vote")
    return choices


def put_in(box: str, ballot: str) -> str:
    """The box with one ballot more. It is sorted, so it is the same in whatever order they came."""
    return "\n".join(sorted([*box.splitlines(), ballot]))


def in_box(rules: BallotRules, box: str) -> tuple[Choices, ...]:
    """The ballots of a box, sorted; raise ValueError where something else lies in it."""
    return tuple(read(rules, line) for line in box.splitlines())


# --- counted ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """What all ballots say: how many voters named each project, and its votes (points where voters gave points)."""

    ballots: int
    supporters: tuple[int, ...]
    votes: tuple[int, ...]


def tally(project_count: int, ballots: Iterable[Choices]) -> Tally:
    """Count; the same in any order."""
    rows = list(ballots)
    columns = list(zip(*rows, strict=True)) if rows else [()] * project_count
    return Tally(
        ballots=len(rows),
        supporters=tuple(sum(1 for number in column if number) for column in columns),
        votes=tuple(sum(column) for column in columns),
    )


def vote_type(rules: BallotRules) -> VoteType:
    return VoteType.CUMULATIVE if rules.kind is Kind.POINTS else VoteType.APPROVAL


def for_election(rules: BallotRules, projects: Sequence[Project], ballots: Iterable[Choices]) -> tuple[Ballot, ...]:
    """The ballots as an election takes them: those that are word for word the same together, sorted."""
    with_points = rules.kind is Kind.POINTS
    made = []
    for choices, count in sorted(Counter(ballots).items(), reverse=True):
        named = [(project.id, number) for project, number in zip(projects, choices, strict=True) if number]
        points = tuple(number for _id, number in named) if with_points else ()
        made.append(Ballot(tuple(id for id, _number in named), points, count))
    return tuple(made)
