"""What a rule decided, and for each project why: codes and numbers, which pages and commands turn into words."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from mikrovirk.fund.domain.allocation.election import Points
from mikrovirk.fund.domain.allocation.rules import Rule


@dataclass(frozen=True, slots=True)
class Allocation:
    """The projects that get money, in the order they were bought. Amounts are in minor units."""

    rule: Rule
    budget: int
    funded: tuple[str, ...]
    cost: int
    by_completion: tuple[str, ...] = ()  # the last of `funded`: those that equal shares with Add1 alone did not reach
    endowment: Fraction | None = None  # what each voter had to spend in the last run of equal shares

    @property
    def unspent(self) -> int:
        return self.budget - self.cost


class Why(StrEnum):
    """Why a project got money, or did not."""

    SHARES = "shares"  # its supporters paid for it
    COMPLETION = "completion"  # of those left, it had the most votes that still fitted
    VOTES = "votes"  # it had more votes than those that came after, and fitted
    SCORE = "score"  # it was assessed better than those that came after, and fitted
    LACKED_MONEY = "lacked-money"  # its supporters had too little left of their shares
    LACKED_ROOM = "lacked-room"  # when its turn came, too little of the pot was left
    OVER_THE_POT = "over-the-pot"  # it costs more than there is
    NO_SUPPORT = "no-support"  # nobody voted for it
    NOT_ASSESSED = "not-assessed"  # it has no score


class LeftOver(StrEnum):
    """Why money is left."""

    NOTHING = "nothing"  # none is
    ALL_FUNDED = "all-funded"  # everything that anybody voted for (or that was assessed) is funded
    NOTHING_FITS = "nothing-fits"  # whatever is not funded costs more than is left
    SHARES_END = "shares-end"  # something would fit, but its supporters cannot pay it from their shares
    NEXT_STEP_TOO_DEAR = (
        "next-step-too-dear"  # something would fit, but with the next larger shares the result costs more than the pot
    )


@dataclass(frozen=True, slots=True)
class Payers:
    """So many voters paid so much each."""

    voters: int
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Taken:
    """What the supporters of one project paid for another, all together."""

    project: str
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one project got money or did not, and what it would have needed.

    `had` is what its supporters had left (or what was left of the pot, where the rule goes by votes or score) when it fell out,
    right after `after` was bought; `left` is the same at the end; `taken` are the three that took most of its supporters' shares.
    """

    project: str
    funded: bool
    why: Why
    cost: int
    supporters: int
    votes: Points
    place: int | None = None  # 1: bought first
    payers: tuple[Payers, ...] = ()
    had: Fraction | None = None
    after: str | None = None
    left: Fraction | None = None
    taken: tuple[Taken, ...] = ()
    wins_at: int | None = (
        None  # at this cost it would have been funded, at one unit more not; None: at no cost, or not asked
    )
    wins_with: int | None = None  # so many more voters who name only it, and one fewer not
    elsewhere: tuple[Rule, ...] = ()  # the other rules under which it would be funded

    @property
    def lacked(self) -> Fraction | None:
        return None if self.had is None else self.cost - self.had


@dataclass(frozen=True, slots=True)
class Explanation:
    """A whole division, explained. `reasons` stand in the order of the projects."""

    allocation: Allocation
    reasons: tuple[Reason, ...]
    others: tuple[Allocation, ...]  # what the other rules would have decided
    voters: int
    voters_served: int  # with at least one project they voted for
    left_over: LeftOver
    next_step_cost: int | None = None  # with LeftOver.NEXT_STEP_TOO_DEAR: what the result would cost
