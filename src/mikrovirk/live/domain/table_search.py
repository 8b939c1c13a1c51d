"""Looks for a table plan without repeats: tabu search over swaps of two people within one round.

Sources: I. Dotú and P. Van Hentenryck, "Scheduling Social Golfers Locally" (2005), for the search; changing the places
of two people in all rounds at once is the quadratic assignment move (Burkard 1984), which keeps who is together with
how many and so leaves a pattern without repeats whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

STEPS_PER_START = 1000
SHORTEST_TABU, LONGEST_TABU = 4, 20
_NEVER = 1e15  # the cost of a swap that is not allowed


@dataclass(frozen=True, slots=True)
class Wishes:
    """What counts when two people, by number, share a table; each matrix is symmetric with zeros on its diagonal.

    `met` is 1 where they met before this plan; `repeat` is the cost of one repeat (0 for an empty chair); `price` is
    what a shared table costs each time (negative: a gain); from `never` on it must not be.
    """

    met: Matrix
    repeat: Matrix
    price: Matrix
    never: float


@dataclass(slots=True)
class Draft:
    """A plan being changed: the table of each person in each round, and who may be moved in which round.

    Empty chairs are moved about like people, and meet nobody.
    """

    table: NDArray[np.int64]
    movable: NDArray[np.bool_]

    def together(self) -> Matrix:
        """How often each two share a table."""
        times = self.same(0)
        for turn in range(1, len(self.table)):
            times += self.same(turn)
        times.flat[:: len(times) + 1] = 0
        return times

    def same(self, turn: int) -> Matrix:
        """1 for each two at the same table in a round, and for each with themselves."""
        table = self.table[turn]
        found: Matrix = (table[:, None] == table[None, :]).astype(float)
        return found


def cost_of(draft: Draft, wishes: Wishes) -> float:
    """What the whole plan costs: repeats, and the price of every shared table."""
    times = draft.together()
    repeats = (times + wishes.met - 1).clip(min=0) * (times > 0)
    return float((wishes.repeat * repeats + wishes.price * times).sum() / 2)


def change_places(draft: Draft, wishes: Wishes) -> None:
    """Let two people change places in all rounds, the best two first, until no two would gain by it.

    Only for a plan in which everybody may be moved in every round.
    """
    import numpy as np

    for _ in range(4 * len(wishes.met)):
        times = draft.together()
        value = wishes.price @ times + (wishes.repeat * wishes.met) @ (times > 0)
        now = value.diagonal()
        both = 2 * (wishes.price * times + wishes.repeat * wishes.met * (times > 0))
        gain = value + value.T - now[:, None] - now[None, :] + both
        first, second = (int(each) for each in np.unravel_index(int(gain.argmin()), gain.shape))
        if gain[first, second] > -1e-9:  # rounding
            return
        draft.table[:, [first, second]] = draft.table[:, [second, first]]


class TabuSearch:
    """One start's search: `step` after `step`, with the best plan so far in `best`."""

    def __init__(self, draft: Draft, wishes: Wishes, dice: Random) -> None:
        import numpy as np

        self.np = np
        self.draft, self.wishes, self.dice = draft, wishes, dice
        self.times = draft.together()
        self.cost = cost_of(draft, wishes)
        self.best, self.best_cost = draft.table.copy(), self.cost
        rounds, people = draft.table.shape
        self.free_after = np.zeros((rounds, people, people), dtype=np.int64)
        self.steps = 0

    def step(self) -> bool:
        """Make the best swap that is allowed, also if it is for the worse; False where there is none."""
        self.steps += 1
        troubled = self._troubled_rounds()
        turn = troubled[self.dice.randrange(len(troubled))]
        change = self._changes(turn)
        least = change.min()
        if least >= _NEVER:
            return False
        ties = self.np.flatnonzero(change == least)
        self._swap(turn, *divmod(int(ties[self.dice.randrange(len(ties))]), len(change)))
        self.cost += float(least)
        if self.cost < self.best_cost - 1e-9:  # rounding
            self.best, self.best_cost = self.draft.table.copy(), self.cost
        return True

    def _troubled_rounds(self) -> list[int]:
        rounds = range(len(self.draft.table))
        return [turn for turn in rounds if self._is_troubled(turn).any()] or list(rounds)

    def _is_troubled(self, turn: int) -> NDArray[np.bool_]:
        """Who sits with somebody for whom this is a repeat, or who should not be there."""
        wishes = self.wishes
        again = (self.times + wishes.met > 1) & (wishes.repeat > 0)
        bad = (again | (wishes.price >= wishes.never)) & (self.draft.same(turn) > 0)
        self.np.fill_diagonal(bad, False)
        found: NDArray[np.bool_] = bad.any(axis=1) & self.draft.movable[turn]
        return found

    def _changes(self, turn: int) -> Matrix:
        """What each swap of two people in this round would add to the cost; the rest is `_NEVER`."""
        np, table, same = self.np, self.draft.table[turn], self.draft.same(turn)
        others = self.times - same + self.wishes.met
        np.fill_diagonal(others, 0)
        pair = self.wishes.repeat * (others >= 1) + self.wishes.price
        seats = np.zeros((len(table), int(table.max()) + 1))
        seats[np.arange(len(table)), table] = 1
        at_tables = (pair @ seats)[:, table]
        own = at_tables.diagonal()
        change: Matrix = at_tables + at_tables.T - 2 * pair - own[:, None] - own[None, :]
        barred = (self.free_after[turn] > self.steps) & (self.cost + change >= self.best_cost - 1e-9)
        movable, troubled = self.draft.movable[turn], self._is_troubled(turn)
        if troubled.any():
            barred |= ~(troubled[:, None] | troubled[None, :])
        change[barred | (same > 0) | ~movable[:, None] | ~movable[None, :]] = _NEVER
        return change

    def _swap(self, turn: int, one: int, other: int) -> None:
        table = self.draft.table[turn]
        self.times -= self.draft.same(turn)
        table[one], table[other] = table[other], table[one]
        self.times += self.draft.same(turn)
        until = self.steps + self.dice.randint(SHORTEST_TABU, LONGEST_TABU)
        self.free_after[turn, one, other] = self.free_after[turn, other, one] = until


def search(
    start: Callable[[int], Draft], wishes: Wishes, *, dice: Random, good_enough: float, go_on: Callable[[], bool]
) -> tuple[Any, float]:
    """The best table of each person in each round found, with its cost.

    `start(number)` gives the plan the search begins with each time; it ends at `good_enough`, or when `go_on` (asked
    before every step) says no.
    """
    best: tuple[Any, float] | None = None
    number = 0
    while best is None or (best[1] > good_enough and go_on()):
        draft = start(number)
        if draft.movable.all():
            change_places(draft, wishes)
        tabu = TabuSearch(draft, wishes, dice)
        while tabu.best_cost > good_enough and tabu.steps < STEPS_PER_START and go_on() and tabu.step():
            pass
        settled = Draft(tabu.best, draft.movable)
        if draft.movable.all():
            change_places(settled, wishes)
        cost = cost_of(settled, wishes)
        best = (settled.table, cost) if best is None or cost < best[1] else best
        number += 1
    return best
