"""The heaviest choice of pairs that meets some demands.

Linear program, odd sets where it is fractional, and what then is still open by branching over the few pairs that could
still be in a better plan. The bound is added up in whole numbers from the prices, so that "proven" means proven.
"""

from dataclasses import dataclass
from math import isfinite

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from mikrovirk.live.domain.introductions.graph import Chosen, Floats, Graph, Numbers, TimeLeft, best_each, no_end
from mikrovirk.live.domain.introductions.odd_sets import everybody, overfull
from mikrovirk.live.domain.introductions.program import Demands, Infeasible, OutOfTime, Relaxed
from mikrovirk.live.domain.introductions.quick import greedy, less_alone
from mikrovirk.live.domain.introductions.relaxation import Relaxation

_NOISE = 0.4  # of a point in all: equal plans are told apart, unequal ones never turned round
_ROUNDS_BETWEEN, _ROUNDS_FOR_ENOUGH = 5, 2  # programs between two tries of branching; where any good plan will do
_NEAR = (4, 12, 36)  # pairs for each point among which a good plan is looked for
_OPEN = 12  # pairs for each point that may be open when the best is to be proven
_TOLERANCE = 1e-6
_ROUNDED = 1e-5  # of a point: what is priced so near the best is left open when a program is rounded
_FEW = 60  # fractional pairs that are rounded at once
_NODES, _FEW_NODES = 200, 5  # branches, before odd sets are tried again; where any good plan will do
_GOOD_ENOUGH = 0.001  # of the sum, where any good plan will do


def heaviest(graph: Graph, demands: Demands, left: TimeLeft, *, enough: int | None = None) -> Chosen:
    """The heaviest choice that meets the demands, or one of at least `enough`.

    Raises Infeasible where none can meet them, OutOfTime where none was found in time.
    """
    search = Search(graph, demands, enough)
    search.run(left)
    return search.answer()


@dataclass
class Search:
    """One search: the best choice so far, and the least bound so far."""

    graph: Graph
    demands: Demands
    enough: int | None = None

    def __post_init__(self) -> None:
        self.worth = self.graph.weight + _noise(self.graph)
        self.relaxation = Relaxation(self.graph, self.demands, self.worth)
        self.relaxation.add(everybody(self.graph))
        self.ask(self.demands)

    def ask(self, demands: Demands) -> None:
        """Begin anew with other demands; the pairs and odd sets that are known stay in the program."""
        self.demands = self.relaxation.demands = demands
        self.best: Numbers | None = None
        self.score = -(1 << 62)
        self.bound = int(best_each(self.graph).sum()) // 2
        self.rounds = 0

    def answer(self) -> Chosen:
        if self.best is None:
            raise OutOfTime
        return Chosen(self.best, self.bound, self.score == self.bound)

    @property
    def closed(self) -> bool:
        """Whether there is nothing left to find."""
        if self.enough is not None and (self.score >= self.enough or self.bound < self.enough):
            return True
        return self.score >= self.bound

    def run(self, left: TimeLeft) -> None:
        """Search until the best is proven or the time is up."""
        every = _ROUNDS_BETWEEN if self.enough is None else _ROUNDS_FOR_ENOUGH
        while True:
            relaxed = self._relax(left)
            if relaxed is None or self.closed or left() <= 0:
                return
            found = overfull(self.graph, relaxed.shares(len(self.graph.first)), self.relaxation.gains(relaxed.prices))
            if not found or self.rounds % every == 0:
                self._branch_near(relaxed, left)
                if self.enough is not None:
                    return
                self._branch_gap(relaxed, left, None if not found else _NODES)
                if self.closed or left() <= 0:
                    return
            self.relaxation.drop_idle(relaxed)
            if not self.relaxation.add(found):
                return

    def _relax(self, left: TimeLeft) -> Relaxed | None:
        """Solve the program, take its bound and, where it is whole or nearly so, its plan; None where the time is up."""
        self.rounds += 1
        try:
            relaxed = self.relaxation.solve(left)
        except OutOfTime:
            self._take_quick(None)
            return None
        self.bound = min(self.bound, self.relaxation.bound(relaxed.prices))
        fractional = relaxed.fractional()
        if not len(fractional):
            self._take(relaxed.whole())
        elif len(fractional) < _FEW:
            self._branch(relaxed, _ROUNDED)
        self._take_quick(relaxed)
        return relaxed

    def _take_quick(self, relaxed: Relaxed | None) -> None:
        if self.best is None:
            self._take(less_alone(self.graph, greedy(self.graph, relaxed)))

    def _branch_near(self, relaxed: Relaxed, left: TimeLeft) -> None:
        """Look for a good plan among the pairs priced best; among more where that leaves too many open."""
        gain = np.sort(self.relaxation.gains(relaxed.prices))[::-1]
        nodes = _NODES if self.enough is None else _FEW_NODES
        for each in _NEAR if self.enough is None else _NEAR[:2]:
            enough = min(each * self.graph.points, len(gain) - 1)
            self._branch(relaxed, max(-float(gain[enough]), _ROUNDED), left, nodes)
            if self.closed or left() <= 0 or enough == len(gain) - 1:
                return
            if (
                self.enough is None
                and self.best is not None
                and int((gain >= -self._gap(relaxed)).sum()) <= _OPEN * self.graph.points
            ):
                return

    def _gap(self, relaxed: Relaxed) -> float:
        """How far below the best price a pair may be that a better plan could have."""
        return relaxed.value - (self.score + 1) + _TOLERANCE if self.best is not None else float("inf")

    def _branch_gap(self, relaxed: Relaxed, left: TimeLeft, nodes: int | None) -> None:
        """Try every pair that a better plan could have; when that is done to the end, the best plan is proven."""
        if not self.closed and left() > 0 and self._branch(relaxed, self._gap(relaxed), left, nodes):
            if self.best is None:
                raise Infeasible
            self.bound = min(self.bound, self.score)

    def _take(self, pairs: Numbers) -> None:
        total = self.graph.total(pairs)
        if total > self.score and self._meets_demands(pairs):
            self.best, self.score = np.sort(pairs), total

    def _meets_demands(self, pairs: Numbers) -> bool:
        graph, demands, degrees = self.graph, self.demands, self.graph.degrees(pairs)
        return bool(
            (degrees <= graph.capacity).all()
            and (degrees >= demands.at_least).all()
            and len(pairs) >= demands.pairs_in_all
            and (demands.floors is None or (graph.worth_each(pairs) >= demands.floors).all())
            and all(int((members & (degrees > 0)).sum()) >= number for members, number in demands.groups)
        )

    def _branch(self, relaxed: Relaxed, threshold: float, left: TimeLeft = no_end, nodes: int | None = None) -> bool:
        """Solve in whole pairs over those priced within `threshold` of the best; True where that was done to the end."""
        gain = self.relaxation.gains(relaxed.prices)
        columns = np.flatnonzero(gain >= -threshold)
        lower = np.zeros(len(columns))
        lower[gain[columns] > threshold] = 1
        program = self.relaxation.program(columns)
        extra = len(program.worth) - len(columns)
        limits: dict[str, float] = {} if nodes is None else {"node_limit": nodes}
        if isfinite(left()):
            limits["time_limit"] = max(left(), 0.01)
        answer = milp(
            -np.concatenate([self.graph.weight[columns], np.zeros(extra)]),
            constraints=LinearConstraint(program.rows, -np.inf, program.most),
            integrality=np.concatenate([np.ones(len(columns)), np.zeros(extra)]),
            bounds=Bounds(np.concatenate([lower, np.zeros(extra)]), 1),
            options={"mip_rel_gap": 0.0 if self.enough is None else _GOOD_ENOUGH} | limits,
        )
        if answer.x is not None:
            self._take(columns[answer.x[: len(columns)] > 0.5])
        return answer.status in (0, 2)


def _noise(graph: Graph) -> Floats:
    """A little for each pair, so that few plans are worth the same; always the same for the same graph."""
    mixed = (graph.first * 73_856_093 ^ graph.second * 19_349_663) % 10_007
    return np.asarray(mixed * (_NOISE / 10_007 / max(1, int(graph.capacity.sum()) // 2)))
