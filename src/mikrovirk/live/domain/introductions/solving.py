"""The best choice of pairs: nobody alone who need not be, then the greatest sum.

Linear program, odd sets where it is fractional, and what then is still open by branching over the few pairs that could
still be in a better plan. The bound is added up in whole numbers from the prices, so that "proven" means proven.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from mikrovirk.live.domain.introductions.cover import most_covered
from mikrovirk.live.domain.introductions.graph import Chosen, Floats, Graph, Numbers, TimeLeft, no_end
from mikrovirk.live.domain.introductions.odd_sets import everybody, overfull
from mikrovirk.live.domain.introductions.relaxation import Demands, Infeasible, Relaxation, Relaxed

_NOISE = 0.4  # of a point in all: equal plans are told apart, unequal ones never turned round
_ROUNDS_BETWEEN = 5  # programs between two tries of branching
_NEAR = 4  # pairs for each point among which a good plan is looked for
_NODES = 200  # branches, before odd sets are tried again


def best_choice(graph: Graph, *, full: bool, left: TimeLeft) -> Chosen:
    """Choose pairs; with `full` everybody gets what they can take wherever that can be had for all at once."""
    none = Demands.none(graph)
    chosen = heaviest(graph, none, left)
    demands = cover_demands(graph, chosen)
    if demands is not None:
        chosen = heaviest(graph, demands, left)
    if full and (wanted := _full_demands(graph, chosen)) is not None:
        try:
            chosen = heaviest(graph, wanted, left)
        except Infeasible:
            pass
    return Chosen(_filled(graph, chosen.pairs), chosen.bound, chosen.proven)


def cover_demands(graph: Graph, chosen: Chosen) -> Demands | None:
    """What must be asked for so that as few as possible are alone; None where the choice has that already."""
    reachable = np.zeros(graph.points, dtype=np.bool_)
    reachable[graph.first] = reachable[graph.second] = True
    could = graph.needs & reachable
    alone = len(graph.alone(chosen.pairs))
    if alone == int((graph.needs & ~reachable).sum()):
        return None
    none = Demands.none(graph)
    if graph.capacity.max() == 1:
        unit = Graph(graph.capacity, graph.needs, graph.first, graph.second, np.ones_like(graph.weight))
        most = heaviest(unit, none, no_end).bound
        return None if len(chosen.pairs) == most else Demands(none.at_least, (), most)
    covered = most_covered(graph)
    if alone == int(graph.needs.sum()) - covered:
        return None
    if covered == could.sum():
        return Demands(could.astype(np.int64))
    return Demands(none.at_least, ((graph.needs, covered),))


def _full_demands(graph: Graph, chosen: Chosen) -> Demands | None:
    """As many pairs for each as they can have, of those that are worth something; None where they have them."""
    good = graph.weight > 0
    possible = np.bincount(np.concatenate([graph.first[good], graph.second[good]]), minlength=graph.points)
    wanted = np.minimum(graph.capacity, possible)
    have = graph.degrees(chosen.pairs)
    if (
        (have >= wanted).all()
        or (len(graph.alone(chosen.pairs)) > 0
        and (graph.needs & (have == 0) & (wanted > 0)).any())
    ):
        return None
    return Demands(np.maximum(wanted, (graph.needs & (have > 0)).astype(np.int64)))


def _filled(graph: Graph, pairs: Numbers) -> Numbers:
    """Add pairs that are worth nothing where two have room: no better sum, but somebody more to meet."""
    room = graph.capacity - graph.degrees(pairs)
    more = list(pairs)
    taken = set(more)
    for pair in np.flatnonzero(graph.weight == 0):
        one, other = graph.first[pair], graph.second[pair]
        if room[one] > 0 and room[other] > 0 and pair not in taken:
            room[one] -= 1
            room[other] -= 1
            more.append(pair)
    return np.array(sorted(more), dtype=np.int64)


def heaviest(graph: Graph, demands: Demands, left: TimeLeft) -> Chosen:
    """The heaviest choice that meets the demands; raises Infeasible where none does."""
    if not len(graph.first):
        return Chosen(np.zeros(0, dtype=np.int64), 0, True)
    search = Search(graph, demands)
    search.run(left)
    return search.answer()


@dataclass
class Search:
    """One search: the best choice so far, and the least bound so far."""

    graph: Graph
    demands: Demands

    def __post_init__(self) -> None:
        self.worth = self.graph.weight + _noise(self.graph)
        self.relaxation = Relaxation(self.graph, self.demands, self.worth)
        self.relaxation.add(everybody(self.graph))
        self.best: Numbers | None = None
        self.score = -(1 << 62)
        self.bound = 1 << 62
        self.rounds = 0
        self.branched = 0

    def answer(self) -> Chosen:
        if self.best is None:
            raise Infeasible
        return Chosen(self.best, self.bound, self.score == self.bound)

    @property
    def closed(self) -> bool:
        return self.score >= self.bound

    def run(self, left: TimeLeft) -> None:
        """Search until the best is proven or the time is up."""
        while True:
            relaxed = self._relax()
            if self.closed or left() <= 0:
                return
            found = overfull(self.graph, relaxed.shares(len(self.graph.first)))
            if not found or self.rounds % _ROUNDS_BETWEEN == 0:
                self._branch_near(relaxed, left)
                self._branch_gap(relaxed, left, None if not found else _NODES)
                if self.closed or left() <= 0:
                    return
            self.relaxation.drop_idle(relaxed)
            if not self.relaxation.add(found):
                return

    def _relax(self) -> Relaxed:
        self.rounds += 1
        relaxed = self.relaxation.solve()
        self.bound = min(self.bound, self.relaxation.bound(relaxed.prices))
        fractional = relaxed.fractional()
        if not len(fractional):
            self._take(relaxed.whole())
        elif len(fractional) < 60:
            self._branch(relaxed, 1e-5)
        return relaxed

    def _branch_near(self, relaxed: Relaxed, left: TimeLeft) -> None:
        """Look for a good plan among the pairs priced best."""
        self.branched += 1
        gain = np.sort(self.relaxation.gains(relaxed.prices))[::-1]
        each = _NEAR
        while True:
            enough = min(each * self.graph.points, len(gain) - 1)
            self._branch(relaxed, max(-float(gain[enough]), 1e-5), left, _NODES)
            if self.best is not None or enough == len(gain) - 1 or left() <= 0:
                return
            each *= 4

    def _branch_gap(self, relaxed: Relaxed, left: TimeLeft, nodes: int | None) -> None:
        """Try every pair that a better plan could have; when that is done to the end, the best plan is proven."""
        threshold = relaxed.value - (self.score + 1) + 1e-6 if self.best is not None else float("inf")
        if not self.closed and left() > 0 and self._branch(relaxed, threshold, left, nodes):
            self.bound = min(self.bound, self.score)

    def _take(self, pairs: Numbers) -> None:
        total = self.graph.total(pairs)
        if total > self.score and self._meets_demands(pairs):
            self.best, self.score = np.sort(pairs), total

    def _meets_demands(self, pairs: Numbers) -> bool:
        degrees = self.graph.degrees(pairs)
        return bool(
            (degrees <= self.graph.capacity).all()
            and (degrees >= self.demands.at_least).all()
            and len(pairs) >= self.demands.pairs_in_all
            and all(int((members & (degrees > 0)).sum()) >= number for members, number in self.demands.groups)
        )

    def _branch(self, relaxed: Relaxed, threshold: float, left: TimeLeft = no_end, nodes: int | None = None) -> bool:
        """Solve in whole pairs over those priced within `threshold` of the best; True where that was done to the end."""
        gain = self.relaxation.gains(relaxed.prices)
        columns = np.flatnonzero(gain >= -threshold)
        lower = np.zeros(len(columns))
        lower[gain[columns] > threshold] = 1
        program = self.relaxation.program(columns)
        extra = len(program.worth) - len(columns)
        limits = {} if nodes is None else {"node_limit": nodes}
        if left() < float("inf"):
            limits["time_limit"] = max(left(), 0.01)
        answer = milp(
            -np.concatenate([self.graph.weight[columns], np.zeros(extra)]),
            constraints=LinearConstraint(program.rows, -np.inf, program.most),
            integrality=np.concatenate([np.ones(len(columns)), np.zeros(extra)]),
            bounds=Bounds(np.concatenate([lower, np.zeros(extra)]), 1),
            options={"mip_rel_gap": 0} | limits,
        )
        if answer.x is not None:
            self._take(columns[answer.x[: len(columns)] > 0.5])
        return answer.status in (0, 2)


def _noise(graph: Graph) -> Floats:
    """A little for each pair, so that few plans are worth the same; always the same for the same graph."""
    mixed = (graph.first * 73_856_093 ^ graph.second * 19_349_663) % 10_007
    return mixed * (_NOISE / 10_007 / max(1, int(graph.capacity.sum()) // 2))
