"""What a project that got nothing would have needed: found by dividing the pot again.

Neither a lower cost nor more supporters is sure to help under equal shares. So what is found is a border that was tried on both sides:
there the project gets money, one unit or one voter away it does not.
"""

from collections.abc import Callable
from dataclasses import replace
from math import ceil

from mikrovirk.fund.domain.allocation.allocating import allocate, by_equal_shares
from mikrovirk.fund.domain.allocation.election import Ballot, Election
from mikrovirk.fund.domain.allocation.outcome import Allocation, Reason
from mikrovirk.fund.domain.allocation.rules import Completion, Method

MOST_VOTERS = 10  # times those who voted: more is no answer


def wins_at(election: Election, allocation: Allocation, reason: Reason) -> int | None:
    """A cost, in whole units, at which the project would get money and at one unit more not; None: at no cost."""
    highest = ceil(reason.cost / election.unit)  # at what it costs now it gets nothing
    trial = Cheaper(election, allocation, reason.project)
    found = border(0, highest, trial.wins, int(reason.left or 0) // election.unit)
    return found * election.unit or None


def wins_with(election: Election, allocation: Allocation, reason: Reason) -> int | None:
    """How many more voters who name only this project would do, one fewer not; None: no number that makes sense."""
    if allocation.rule.method is Method.SCORE:
        return None

    def loses(more: int) -> bool:
        return reason.project not in allocate(with_voters(election, reason.project, more), allocation.rule).funded

    most = MOST_VOTERS * election.voters + 1
    guess = 1
    if allocation.endowment:
        guess = int((reason.cost - (reason.left or 0)) / allocation.endowment)
    found = border(0, most, loses, guess, stride=2) + 1
    return None if found == most and loses(most) else found


class Cheaper:
    """Trials with one project at other costs.

    With the same endowment a lower cost only helps: the run is the same until the project is bought. So Add1 of a dearer trial is as
    it was in a cheaper one until the project was first bought there, and can begin right before.
    """

    def __init__(self, election: Election, allocation: Allocation, project: str) -> None:
        self.election, self.rule, self.project = election, allocation.rule, project
        self.can_begin_later = (
            allocation.endowment is not None
            and allocation.rule.completion is not Completion.NONE
            and not allocation.rule.stop_when_exhaustive
        )
        self.begin = 0

    def wins(self, units: int) -> bool:
        """Whether it gets money at this cost; call with a lower cost that wins before a higher one where possible."""
        changed = at_cost(self.election, self.project, units * self.election.unit)
        if not self.can_begin_later:
            return self.project in allocate(changed, self.rule).funded
        made, first = by_equal_shares(changed, self.rule, begin=self.begin, watched=self.project)
        won = self.project in made.funded
        if won and first is not None:
            self.begin = max(self.begin, first - 1)
        return won


def at_cost(election: Election, project: str, cost: int) -> Election:
    """The election as it would be if this project cost something else."""
    changed = tuple(replace(each, cost=cost) if each.id == project else each for each in election.projects)
    return replace(election, projects=changed)


def with_voters(election: Election, project: str, more: int) -> Election:
    """The election as it would be if so many more had voted, for this project only."""
    return replace(election, ballots=(*election.ballots, Ballot((project,), count=more))) if more else election


def border(low: int, high: int, holds: Callable[[int], bool], guess: int, *, stride: int = 0) -> int:
    """A number from `low` to below `high` for which it holds and for the next one not; it is taken to hold at `low`, not at `high`.

    Begins at `guess` and the number beside it, goes on in strides that grow so many times (0: none), and halves what is left.
    """
    at, step = min(max(guess, low + 1), high - 1), 1
    before: bool | None = None
    while low < at < high:
        held = holds(at)
        low, high = (at, high) if held else (low, at)
        if before not in {None, held} or (before is not None and not stride):
            break
        at, step, before = at + (step if held else -step), step * max(stride, 1), held
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low
