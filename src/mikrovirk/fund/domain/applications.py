"""What an application holds, what its budget comes to, and what keeps it from being sent. Amounts are whole øre."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Side(StrEnum):
    """Whether a line of a budget is paid or brought along."""

    COST = "cost"
    OWN = "own"


@dataclass(frozen=True)
class Line:
    """One line of a budget."""

    side: str
    text: str
    amount: int


@dataclass(frozen=True)
class Help:
    """Help in kind that is asked for: a kind (see HelpInKind) and what exactly."""

    kind: str
    text: str = ""


@dataclass(frozen=True)
class Together:
    """Somebody one applies together with."""

    name: str
    email: str
    cvr: str = ""


@dataclass(frozen=True)
class Content:
    """An application as it is filled in. `network` and `business` are keys."""

    title: str = ""
    summary: str = ""
    municipality: str = ""
    takes_place_date: date | None = None
    cvr: str = ""
    business: int | None = None
    network: int | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    budget: Sequence[Line] = ()
    help_in_kind: Sequence[Help] = ()
    together: Sequence[Together] = ()

    @property
    def costs(self) -> int:
        return sum(line.amount for line in self.budget if line.side == Side.COST)

    @property
    def own(self) -> int:
        return sum(line.amount for line in self.budget if line.side == Side.OWN)

    @property
    def amount(self) -> int:
        """What is asked for: the costs less what the applicant brings along; never below 0."""
        return max(self.costs - self.own, 0)


@dataclass(frozen=True)
class Asked:
    """A question of a call's form."""

    key: str
    required: bool = False
    small: bool = False


@dataclass(frozen=True)
class Rules:
    """What a call asks of every application."""

    smallest: int
    largest: int
    own_share: int = 0  # per cent of the costs
    small_up_to: int = 0
    questions: Sequence[Asked] = ()


class Problem(StrEnum):
    """What keeps an application from being sent."""

    NO_TITLE = "no_title"
    NO_SUMMARY = "no_summary"
    NO_MUNICIPALITY = "no_municipality"
    NO_COSTS = "no_costs"
    NOTHING_ASKED = "nothing_asked"  # the own money covers it all, and no help in kind is asked for either
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    OWN_SHARE = "own_share"
    ANSWER = "answer"  # a question that must be answered; `of` says which


@dataclass(frozen=True)
class Missing:
    """One problem, and the question it is about."""

    problem: Problem
    of: str = ""


def own_share_due(costs: int, per_cent: int) -> int:
    """The least the applicant brings along: `per_cent` of the costs, a part of an øre counted up."""
    return -(-costs * per_cent // 100)


def questions_for(amount: int, rules: Rules) -> list[Asked]:
    """The questions of an application for `amount`: of small sums only those marked so."""
    if amount <= rules.small_up_to:
        return [asked for asked in rules.questions if asked.small]
    return list(rules.questions)


def missing(content: Content, rules: Rules) -> list[Missing]:
    """Everything that keeps the application from being sent, in the order of the form."""
    empty = {
        Problem.NO_TITLE: not content.title.strip(),
        Problem.NO_SUMMARY: not content.summary.strip(),
        Problem.NO_MUNICIPALITY: not content.municipality,
    }
    found = [Missing(problem) for problem, is_missing in empty.items() if is_missing]
    asked = [each.key for each in questions_for(content.amount, rules) if each.required]
    found += [Missing(Problem.ANSWER, key) for key in asked if content.answers.get(key) in (None, "", [])]
    problem = problem_of_money(content, rules)
    return [*found, Missing(problem)] if problem else found


def problem_of_money(content: Content, rules: Rules) -> Problem | None:
    """What is wrong with the budget. One that asks for help in kind alone may ask for no money."""
    if content.amount == 0 and content.help_in_kind:
        return None
    if content.costs == 0:
        return Problem.NO_COSTS
    if content.amount == 0:
        return Problem.NOTHING_ASKED
    if content.own < own_share_due(content.costs, rules.own_share):
        return Problem.OWN_SHARE
    if content.amount < rules.smallest:
        return Problem.TOO_SMALL
    return Problem.TOO_LARGE if content.amount > rules.largest else None
