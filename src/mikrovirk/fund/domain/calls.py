"""What a call must have before it opens, how its form asks, and what of its pot is kept for whom. Amounts are whole øre."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class QuestionKind(StrEnum):
    """How a question of the form is answered; stands as `kind` in a call's questions."""

    SHORT = "short"  # one line
    LONG = "long"  # several lines
    NUMBER = "number"  # a whole number
    YES_NO = "yes_no"
    CHOICE = "choice"  # one of the question's `choices`


class Obstacle(StrEnum):
    """What keeps a call from opening."""

    NO_DEADLINE = "no_deadline"
    DEADLINE_PAST = "deadline_past"
    OPENS_LATE = "opens_late"  # not before the deadline
    SHARES_OVER_POT = "shares_over_pot"
    NO_CRITERIA = "no_criteria"
    NOBODY_DECIDES = "nobody_decides"
    NO_QUICK_DECIDER = "no_quick_decider"
    POT_NOT_THERE = "pot_not_there"
    FUND_CLOSED = "fund_closed"


@dataclass(frozen=True)
class Kept:
    """A part of the pot that is kept: by what (year, municipality, purpose), for which, and how much."""

    kind: str
    key: str
    amount: int


@dataclass(frozen=True)
class Draft:
    """A call as it is about to be opened. `there` is what the fund holds that is in no call."""

    pot: int
    there: int
    opens_at: datetime | None
    deadline_at: datetime | None
    is_scored: bool
    criteria_count: int
    decides: str
    quick_up_to: int
    has_quick_decider: bool
    kept: Sequence[Kept] = ()
    is_fund_closed: bool = False


def obstacles(draft: Draft, *, now: datetime) -> list[Obstacle]:
    """Everything that keeps the call from opening, in the order of the form."""
    sums = sums_by_kind(draft.kept)
    opens = max(draft.opens_at or now, now)
    found = {
        Obstacle.NO_DEADLINE: draft.deadline_at is None,
        Obstacle.DEADLINE_PAST: draft.deadline_at is not None and draft.deadline_at <= now,
        Obstacle.OPENS_LATE: draft.deadline_at is not None and now < draft.deadline_at <= opens,
        Obstacle.SHARES_OVER_POT: any(total > draft.pot for total in sums.values()),
        Obstacle.NO_CRITERIA: draft.is_scored and not draft.criteria_count,
        Obstacle.NOBODY_DECIDES: not draft.decides.strip(),
        Obstacle.NO_QUICK_DECIDER: draft.quick_up_to > 0 and not draft.has_quick_decider,
        Obstacle.POT_NOT_THERE: draft.there < draft.pot,
        Obstacle.FUND_CLOSED: draft.is_fund_closed,
    }
    return [obstacle for obstacle, holds in found.items() if holds]


def sums_by_kind(kept: Iterable[Kept]) -> dict[str, int]:
    """How much is kept by year, by municipality and by purpose."""
    sums: dict[str, int] = {}
    for each in kept:
        sums[each.kind] = sums.get(each.kind, 0) + each.amount
    return sums


def still_kept(kept: Iterable[Kept], used: Mapping[tuple[str, str], int], *, but_for: Mapping[str, str]) -> int:
    """How much of what is available is kept for others than an application, whose key of each kind is in `but_for`.

    A share is filled as money is reserved, granted or paid for its key. Of several kinds the largest sum counts: money
    kept for a municipality can be the same as money kept for a year.
    """
    sums: dict[str, int] = {}
    for each in kept:
        if but_for.get(each.kind) != each.key:
            left = max(each.amount - used.get((each.kind, each.key), 0), 0)
            sums[each.kind] = sums.get(each.kind, 0) + left
    return max(sums.values(), default=0)
