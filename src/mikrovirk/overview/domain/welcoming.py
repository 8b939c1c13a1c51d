"""How a newcomer is welcomed: the step each is at, what is late, and who suits as their host."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

ANSWER_WITHIN = timedelta(days=7)  # somebody who wrote waits no longer
INVITE_WITHIN = timedelta(days=21)  # from the answer to a meeting on the calendar
FORGET_AFTER = timedelta(days=365)  # name and address are taken out a year after the last step


class Step(StrEnum):
    """Where a newcomer is on the way in."""

    WAITS = "waits"  # nobody has taken it
    HOSTED = "hosted"  # a host is found, nobody has answered yet
    ANSWERED = "answered"
    INVITED = "invited"  # signed up for a meeting
    WELCOMED = "welcomed"
    CLOSED = "closed"  # came to nothing, and it is said why


@dataclass(frozen=True)
class Path:
    """The days of a newcomer's steps; None: not taken."""

    made: date
    hosted: date | None = None
    answered: date | None = None
    meeting: date | None = None
    welcomed: date | None = None
    closed: date | None = None

    @property
    def step(self) -> Step:
        if self.welcomed:
            return Step.WELCOMED
        if self.closed:
            return Step.CLOSED
        if self.meeting:
            return Step.INVITED
        if self.answered:
            return Step.ANSWERED
        return Step.HOSTED if self.hosted else Step.WAITS

    def due(self) -> date | None:
        """The day by which the next step should be taken; None when nothing is left to do."""
        if self.step in (Step.WAITS, Step.HOSTED):
            return self.made + ANSWER_WITHIN
        if self.step == Step.ANSWERED and self.answered:
            return self.answered + INVITE_WITHIN
        # They were signed up and did not come: somebody should call.
        return self.meeting + timedelta(days=1) if self.step == Step.INVITED and self.meeting else None

    def is_late(self, today: date) -> bool:
        due = self.due()
        return due is not None and today > due

    def as_of(self, day: date) -> "Path":
        """The way as far as it went by that day; a meeting that was agreed on counts from the start."""
        hosted, answered, welcomed, closed = (
            taken if taken and taken <= day else None
            for taken in (self.hosted, self.answered, self.welcomed, self.closed)
        )
        return replace(self, hosted=hosted, answered=answered, welcomed=welcomed, closed=closed)


@dataclass(frozen=True)
class Candidate:
    """Somebody who agreed to welcome newcomers. `trade` and `place` are sets of folded word stems."""

    key: int
    trade: frozenset[str]
    place: frozenset[str]
    open_count: int  # newcomers they have now


@dataclass(frozen=True)
class Match:
    """A host for a newcomer, and why."""

    key: int
    same_trade: bool
    same_place: bool


def hosts_for(trade: frozenset[str], place: frozenset[str], candidates: Iterable[Candidate]) -> Sequence[Match]:
    """The hosts, the fitting first: same trade and village, same village, same trade, then the others; those with least to do before."""
    rows = []
    for each in candidates:
        same_trade, same_place = bool(trade & each.trade), bool(place & each.place)
        order = (-(same_trade + 2 * same_place), each.open_count, each.key)
        rows.append((order, Match(each.key, same_trade, same_place)))
    return [match for _order, match in sorted(rows, key=lambda row: row[0])]


@dataclass(frozen=True)
class Counts:
    """How many newcomers there are, by what became of them."""

    all: int = 0
    under_way: int = 0
    late: int = 0
    welcomed: int = 0
    closed: int = 0


def counted(paths: Iterable[Path], *, today: date) -> Counts:
    """Count the newcomers there were on a day by what had become of them."""
    rows = [path.as_of(today) for path in paths if path.made <= today]
    steps = [path.step for path in rows]
    welcomed, closed = steps.count(Step.WELCOMED), steps.count(Step.CLOSED)
    late = sum(path.is_late(today) for path in rows)
    return Counts(len(rows), len(rows) - welcomed - closed, late, welcomed, closed)
