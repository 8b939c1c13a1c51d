"""The best choice of pairs: nobody alone who need not be, then the greatest sum.

Linear program, odd sets where it is fractional, and what then is still open by branching over the few pairs that could
still be in a better plan. The bound is added up in whole numbers from the prices, so that "proven" means proven.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from mikrovirk.live.domain.introductions.cover import most_covered
from mikrovirk.live.domain.introductions.graph import Chosen, Floats, Graph, Numbers, TimeLeft, no_end
from mikrovirk.live.domain.introductions.odd_sets import everybody, overfull
from mikrovirk.live.domain.introductions.quick import greedy, less_alone
from mikrovirk.live.domain.introductions.relaxation import Demands, Infeasible, Relaxation, Relaxed

_NOISE = 0.4  # of a point in all: equal plans are told apart, unequal ones never turned round
_ROUNDS_BETWEEN = 5  # programs between two tries of branching
_NEAR = 4  # pairs for each point among which a good plan is looked for
_FEW = 60  # fractional pairs that are rounded at once
_EVEN_COSTS = 0.004  # of the sum
_EVEN_STEPS, _EVEN_ROUNDS = 5, 8  # halvings of the range in which the floor is looked for; programs for one floor
_NODES, _FEW_NODES = 200, 5  # branches, before odd sets are tried again; where any good plan will do


def best_choice(graph: Graph, *, full: bool = False, even: bool = False, left: TimeLeft = no_end) -> Chosen:
    """Choose pairs.

    With `full` everybody gets what they can take wherever that can be had for all at once. With `even` the sum may be a
    little less than the best where those who get least get more; the bound stays that of the greatest sum.
    """
    if not len(graph.first):
        return Chosen(np.zeros(0, dtype=np.int64), 0, True)
    demands = Demands.none(graph)
    chosen = heaviest(graph, demands, left)
    steps = [cover_demands] + [_full_demands] * full
    for step in steps:
        asked = step(graph, chosen, left)
        if asked is not None:
            try:
                chosen, demands = heaviest(graph, asked, left), asked
            except (Infeasible, OutOfTime):
                chosen = Chosen(less_alone(graph, chosen.pairs), chosen.bound, False)
    if even:
        chosen = evened(graph, chosen, demands, left)
    return Chosen(_filled(graph, chosen.pairs), chosen.bound, chosen.proven)


class OutOfTime(Exception):
    """No plan was found that meets the demands."""


def cover_demands(graph: Graph, chosen: Chosen, left: TimeLeft = no_end) -> Demands | None:
    """What must be asked for so that as few as possible are alone; None where the choice has that already."""
    reachable = np.zeros(graph.points, dtype=np.bool_)
    reachable[graph.first] = reachable[graph.second] = True
    could = graph.needs & reachable
    alone = graph.alone(chosen.pairs)
    if len(alone) == int((graph.needs & ~reachable).sum()):
        return None
    if graph.capacity.max() == 1:
        return _most_pairs(graph, chosen, left)
    covered = most_covered(graph)
    if covered == could.sum():
        return Demands(could.astype(np.int64))
    groups = [(graph.needs, covered)]
    if graph.newcomers is not None:
        # Who can be covered together form a matroid, so the most newcomers fit into some plan that covers the most people.
        groups.append((graph.needs & graph.newcomers, most_covered(graph, graph.newcomers)))
    has_one = graph.needs.copy()
    has_one[alone] = False
    if all(int((members & has_one).sum()) >= number for members, number in groups):
        return None
    return Demands(np.zeros(graph.points, dtype=np.int64), tuple(groups))


def _most_pairs(graph: Graph, chosen: Chosen, left: TimeLeft) -> Demands | None:
    """With one pair each, as few as possible are alone where there are as many pairs as possible."""
    alike = replace(graph, weight=np.ones_like(graph.weight))
    most = heaviest(alike, Demands.none(graph), left).bound
    if len(chosen.pairs) == most:
        return None
    return Demands(np.zeros(graph.points, dtype=np.int64), pairs_in_all=most)


def _full_demands(graph: Graph, chosen: Chosen, left: TimeLeft) -> Demands | None:
    """As many pairs for each as they can have, of those that are worth something; None where they have them."""
    good = graph.weight > 0
    possible = np.bincount(np.concatenate([graph.first[good], graph.second[good]]), minlength=graph.points)
    wanted = np.minimum(graph.capacity, possible)
    have = graph.degrees(chosen.pairs)
    if (have >= wanted).all() or (
        len(graph.alone(chosen.pairs)) > 0 and (graph.needs & (have == 0) & (wanted > 0)).any()
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


def evened(graph: Graph, chosen: Chosen, demands: Demands, left: TimeLeft) -> Chosen:
    """Raise the floor under everybody's share of their own best, as high as it goes for a little of the sum.

    (A floor costs less of the sum than a concave sum of shares does, and lifts the least share higher.)
    """
    best_each = _best_each(graph)
    allowed = chosen.bound - int(chosen.bound * _EVEN_COSTS)
    found, low, high = chosen.pairs, float(shares(graph, chosen.pairs, best_each).min(initial=1.0)), 1.0
    for _step in range(_EVEN_STEPS):
        middle = (low + high) / 2
        raised = _raised(graph, found, demands, np.ceil(middle * best_each - 1e-9).astype(np.int64), allowed, left)
        if raised is None:
            high = middle
        else:
            found, low = raised, float(shares(graph, raised, best_each).min(initial=1.0))
    return Chosen(found, chosen.bound, graph.total(found) == chosen.bound)


def _raised(
    graph: Graph, pairs: Numbers, demands: Demands, floors: Numbers, allowed: int, left: TimeLeft
) -> Numbers | None:
    """A choice of at least `allowed` in which everybody has their floor; None where none is found soon.

    Floors are asked for only where a plan falls below them: with few such rows the program stays nearly whole.
    """
    asked = np.zeros(graph.points, dtype=np.bool_)
    for _step in range(_EVEN_ROUNDS):
        below = _worth_each(graph, pairs) < floors
        if not below.any():
            return pairs if graph.total(pairs) >= allowed else None
        asked |= below
        if left() <= 0:
            return None
        try:
            pairs = heaviest(graph, replace(demands, floors=floors * asked), left, enough=allowed).pairs
        except (Infeasible, OutOfTime):
            return None
    return None


def _worth_each(graph: Graph, pairs: Numbers) -> Numbers:
    ends = np.concatenate([graph.first[pairs], graph.second[pairs]])
    return np.bincount(ends, np.tile(graph.weight[pairs], 2), graph.points).astype(np.int64)


def shares(graph: Graph, pairs: Numbers, best_each: Numbers | None = None) -> Floats:
    """For each point that can have anything: the sum of its pairs beside the greatest it could have on its own."""
    best_each = _best_each(graph) if best_each is None else best_each
    some = best_each > 0
    return np.asarray(_worth_each(graph, pairs)[some] / best_each[some])


def _best_each(graph: Graph) -> Numbers:
    """The sum of each point's heaviest pairs, as many as it can take."""
    ends = np.concatenate([graph.first, graph.second])
    weights = np.maximum(np.tile(graph.weight, 2), 0)
    order = np.lexsort((-weights, ends))
    ends, weights = ends[order], weights[order]
    rank = np.arange(len(ends)) - np.searchsorted(ends, ends)
    taken = rank < graph.capacity[ends]
    return np.bincount(ends[taken], weights[taken], graph.points).astype(np.int64)


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
        self.best: Numbers | None = None
        self.score = -(1 << 62)
        self.bound = 1 << 62
        self.rounds = 0
        self.branched = 0

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
        while True:
            relaxed = self._relax()
            if self.closed or left() <= 0:
                return
            found = overfull(self.graph, relaxed.shares(len(self.graph.first)))
            if not found or self.rounds % (_ROUNDS_BETWEEN if self.enough is None else 2) == 0:
                self._branch_near(relaxed, left)
                if self.enough is not None:
                    return
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
        elif len(fractional) < _FEW:
            self._branch(relaxed, 1e-5)
        if self.best is None and not self.demands.are_special:
            self._take(less_alone(self.graph, greedy(self.graph, relaxed)))
        return relaxed

    def _branch_near(self, relaxed: Relaxed, left: TimeLeft) -> None:
        """Look for a good plan among the pairs priced best."""
        self.branched += 1
        gain = np.sort(self.relaxation.gains(relaxed.prices))[::-1]
        each = _NEAR
        while True:
            enough = min(each * self.graph.points, len(gain) - 1)
            nodes = _NODES if self.enough is None else _FEW_NODES
            self._branch(relaxed, max(-float(gain[enough]), 1e-5), left, nodes)
            if self.best is not None or self.enough is not None or enough == len(gain) - 1 or left() <= 0:
                return
            each *= 4

    def _branch_gap(self, relaxed: Relaxed, left: TimeLeft, nodes: int | None) -> None:
        """Try every pair that a better plan could have; when that is done to the end, the best plan is proven."""
        threshold = relaxed.value - (self.score + 1) + 1e-6 if self.best is not None else float("inf")
        if not self.closed and left() > 0 and self._branch(relaxed, threshold, left, nodes):
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
            and (demands.floors is None or (_worth_each(graph, pairs) >= demands.floors).all())
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
        limits = {} if nodes is None else {"node_limit": nodes}
        if left() < float("inf"):
            limits["time_limit"] = max(left(), 0.01)
        answer = milp(
            -np.concatenate([self.graph.weight[columns], np.zeros(extra)]),
            constraints=LinearConstraint(program.rows, -np.inf, program.most),
            integrality=np.concatenate([np.ones(len(columns)), np.zeros(extra)]),
            bounds=Bounds(np.concatenate([lower, np.zeros(extra)]), 1),
            options={"mip_rel_gap": 0.0 if self.enough is None else 0.001} | limits,
        )
        if answer.x is not None:
            self._take(columns[answer.x[: len(columns)] > 0.5])
        return answer.status in (0, 2)


def _noise(graph: Graph) -> Floats:
    """A little for each pair, so that few plans are worth the same; always the same for the same graph."""
    mixed = (graph.first * 73_856_093 ^ graph.second * 19_349_663) % 10_007
    return mixed * (_NOISE / 10_007 / max(1, int(graph.capacity.sum()) // 2))
