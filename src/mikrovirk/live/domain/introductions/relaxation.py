"""The linear program of the task and its bound: whatever a plan may score, it does not exceed this.

Only promising pairs are in the program; all others are looked at by their price (reduced cost) and taken in where they could
gain. Dropping them for good would lose up to 0.8 % and leave people alone once the popular ones are taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, hstack, vstack

from mikrovirk.live.domain.introductions.graph import Flags, Floats, Graph, Numbers

PRICE_TOLERANCE = 1e-6
_START_EACH = 8  # pairs that each point brings into the first program
_MOST_NEW = 12  # pairs that each point may add at a time
_IDLE_ROUNDS = 4
_FINEST = 30  # bits behind the point, at most, in which a bound is added up exactly


@dataclass(frozen=True)
class OddSet:
    """A set of points and some pairs that leave it: together they hold at most `most` pairs, as half a pair is none.

    (Edmonds' blossom inequality for pairs that are used once: inside + leaving <= floor((capacity inside + leaving) / 2).)
    """

    inside: Flags
    leaving: Numbers
    most: int

    def pairs(self, graph: Graph) -> Numbers:
        """The pairs that it counts."""
        inside = np.flatnonzero(self.inside[graph.first] & self.inside[graph.second])
        return np.concatenate([inside, self.leaving])

    @property
    def key(self) -> tuple[bytes, bytes]:
        return (self.inside.tobytes(), self.leaving.tobytes())


@dataclass(frozen=True)
class Demands:
    """What a plan must give besides: pairs for each point; and how many of some groups must have any pair at all."""

    at_least: Numbers  # for each point
    groups: tuple[tuple[Flags, int], ...] = ()  # of these points so many must have a pair
    pairs_in_all: int = 0
    floors: Numbers | None = None  # for each point the least sum of weights of its pairs; 0: none

    @property
    def are_special(self) -> bool:
        return bool(self.at_least.any() or self.groups or self.pairs_in_all or self.floors is not None)

    @classmethod
    def none(cls, graph: Graph) -> "Demands":
        return cls(np.zeros(graph.points, dtype=np.int64))


@dataclass(frozen=True)
class Prices:
    """The duals of a program, none below zero."""

    points: Floats
    lower: Floats
    odd_sets: Floats
    covered: Floats  # for each point: what it costs that it must be covered to count
    groups: Floats
    in_all: float
    floors: Floats


@dataclass(frozen=True)
class Relaxed:
    """A solved program: shares of the pairs that are in it, and the prices."""

    value: float
    columns: Numbers
    share: Floats
    prices: Prices

    def fractional(self) -> Numbers:
        return self.columns[(self.share > 1e-6) & (self.share < 1 - 1e-6)]

    def whole(self) -> Numbers:
        return self.columns[self.share > 0.5]

    def shares(self, pairs: int) -> Floats:
        """The share of every pair of the graph."""
        full = np.zeros(pairs)
        full[self.columns] = self.share
        return full


class Infeasible(Exception):
    """The demands cannot all be met."""


@dataclass
class Relaxation:
    """A growing linear program over a graph: pairs come in by price, odd sets as they are found to be overfull."""

    graph: Graph
    demands: Demands
    worth: Floats  # what is maximised: the weights, ties broken by less than half a point in all
    odd_sets: list[OddSet] = field(default_factory=list)
    counted: list[Numbers] = field(default_factory=list)  # the pairs of each odd set
    idle: list[int] = field(default_factory=list)  # for how many programs each has not been at its limit
    columns: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def __post_init__(self) -> None:
        if not len(self.columns):
            self.columns = promising(self.graph, self.worth, _START_EACH)

    @property
    def covers(self) -> bool:
        return bool(self.demands.groups)

    def add(self, found: Sequence[OddSet]) -> int:
        """Take odd sets in that are not there yet; how many."""
        known = {odd_set.key for odd_set in self.odd_sets}
        fresh = [odd_set for odd_set in found if odd_set.key not in known]
        self.odd_sets.extend(fresh)
        self.counted.extend(odd_set.pairs(self.graph) for odd_set in fresh)
        self.idle.extend(0 for _ in fresh)
        return len(fresh)

    def drop_idle(self, relaxed: "Relaxed") -> None:
        """Leave out the odd sets that have cost nothing for a while, so that the program stays small."""
        for number, price in enumerate(relaxed.prices.odd_sets):
            self.idle[number] = 0 if price > 0 else self.idle[number] + 1
        stay = [number for number, rounds in enumerate(self.idle) if rounds < _IDLE_ROUNDS]
        self.odd_sets = [self.odd_sets[number] for number in stay]
        self.counted = [self.counted[number] for number in stay]
        self.idle = [self.idle[number] for number in stay]

    def solve(self) -> Relaxed:
        """Solve until no pair outside the program could gain anything; Infeasible where the demands cannot be met."""
        while True:
            try:
                relaxed = self._solve_once()
            except Infeasible:
                if len(self.columns) == len(self.graph.first):
                    raise
                self.columns = np.arange(len(self.graph.first))
                continue
            gain = self.gains(relaxed.prices)
            gain[self.columns] = 0
            if not (gain > PRICE_TOLERANCE).any():
                return relaxed
            fresh = promising(self.graph, gain, _MOST_NEW, above=PRICE_TOLERANCE)
            self.columns = np.union1d(self.columns, fresh)

    def _solve_once(self) -> Relaxed:
        program = self.program(self.columns)
        answer = linprog(-program.worth, A_ub=program.rows, b_ub=program.most, bounds=(0, 1), method="highs-ds")
        if answer.status != 0:
            raise Infeasible
        duals = np.maximum(-answer.ineqlin.marginals, 0)
        return Relaxed(-answer.fun, self.columns, answer.x[: len(self.columns)], self._prices(duals))

    def program(self, columns: Numbers) -> "Program":
        """The rows of the program over these pairs, all of the form: at most."""
        graph, demands = self.graph, self.demands
        count, points = len(columns), graph.points
        ones, where = np.ones(2 * count), np.tile(np.arange(count), 2)
        ends = np.concatenate([graph.first[columns], graph.second[columns]])
        degree = coo_array((ones, (ends, where)), shape=(points, count)).tocsr()
        blocks, most = [degree], [graph.capacity.astype(float)]
        wanting = np.flatnonzero(demands.at_least)
        blocks.append(-degree[wanting])
        most.append(-demands.at_least[wanting].astype(float))
        if self.odd_sets:
            blocks.append(self._odd_rows(columns))
            most.append(np.array([each.most for each in self.odd_sets], dtype=float))
        if demands.floors is not None:
            blocks.append(self._floor_rows(columns, degree))
            most.append(-np.ones(int((demands.floors > 0).sum())))
        if demands.pairs_in_all:
            blocks.append(csr_array(-np.ones((1, count))))
            most.append(np.array([-float(demands.pairs_in_all)]))
        return _with_covers(blocks, most, self.worth[columns], demands, degree)

    def _floor_rows(self, columns: Numbers, degree: csr_array) -> csr_array:
        """Each point's sum of weights beside its floor, which is 1."""
        assert self.demands.floors is not None
        low = np.flatnonzero(self.demands.floors)
        scaled = _diagonal(1 / self.demands.floors[low]) @ degree[low] @ _diagonal(self.graph.weight[columns])
        return csr_array(-scaled)

    def _odd_rows(self, columns: Numbers) -> csr_array:
        column_of = np.full(len(self.graph.first), -1)
        column_of[columns] = np.arange(len(columns))
        inside = [column_of[pairs] for pairs in self.counted]
        inside = [found[found >= 0] for found in inside]
        rows = np.repeat(np.arange(len(inside)), [len(found) for found in inside])
        shape = (len(inside), len(columns))
        return coo_array((np.ones(len(rows)), (rows, np.concatenate(inside))), shape=shape).tocsr()

    def _prices(self, duals: Floats) -> Prices:
        points = self.graph.points
        wanting = np.flatnonzero(self.demands.at_least)
        low = np.flatnonzero(self.demands.floors) if self.demands.floors is not None else np.zeros(0, dtype=np.int64)
        parts = [points, len(wanting), len(self.odd_sets), len(low), 1 if self.demands.pairs_in_all else 0]
        parts += [points, len(self.demands.groups)] if self.covers else [0, 0]
        of_points, of_wanting, of_sets, of_low, in_all, covered, groups = np.split(duals, np.cumsum(parts)[:-1])
        lower, floors = np.zeros(points), np.zeros(points)
        lower[wanting], floors[low] = of_wanting, of_low
        if not self.covers:
            covered = np.zeros(points)
        return Prices(of_points, lower, of_sets, covered, groups, float(in_all.sum()), floors)

    def gains(self, prices: Prices) -> Floats:
        """What each pair of the graph is worth more than it costs at these prices."""
        return self.worth - self._costs(prices)

    def _costs(self, prices: Prices) -> Floats:
        graph = self.graph
        each = prices.points - prices.lower - prices.covered
        costs = each[graph.first] + each[graph.second] - prices.in_all
        for pairs, price in zip(self.counted, prices.odd_sets, strict=True):
            if price:
                costs[pairs] += price
        if self.demands.floors is not None:
            help_each = prices.floors / np.maximum(self.demands.floors, 1)
            costs -= graph.weight * (help_each[graph.first] + help_each[graph.second])
        return costs

    def bound(self, prices: Prices) -> int:
        """The greatest sum of weights that any plan can have, by these prices; exact, as it is added up in whole numbers."""
        graph, demands = self.graph, self.demands
        scale = _scale(graph)
        exact = _rounded(prices, scale)
        gain = graph.weight * int(scale) - np.rint(self._costs(exact)).astype(np.int64)
        value = int(np.maximum(gain, 0).sum()) + _dot(exact.points, graph.capacity)
        value -= int(exact.floors.sum())
        value -= _dot(exact.lower, demands.at_least) + int(exact.in_all) * demands.pairs_in_all
        value += _dot(exact.odd_sets, np.array([each.most for each in self.odd_sets], dtype=np.int64))
        if self.covers:
            reward = np.zeros(graph.points)
            for (members, wanted), price in zip(demands.groups, exact.groups, strict=True):
                reward += price * members
                value -= int(price) * wanted
            value += int(np.maximum(reward - exact.covered, 0).sum())
        return value // int(scale)


@dataclass(frozen=True)
class Program:
    """Maximise `worth` with `rows` at most `most`; the first columns are pairs, the others say that a point is covered."""

    worth: Floats
    rows: csr_array
    most: Floats


def _with_covers(
    blocks: list[csr_array], most: list[Floats], worth: Floats, demands: Demands, degree: csr_array
) -> Program:
    rows = _stacked(blocks)
    if not demands.groups:
        return Program(worth, rows, np.concatenate(most))
    points, count = degree.shape
    is_covered = _beside(-degree, _diagonal(np.ones(points)))
    wanted = csr_array(
        np.array([np.concatenate([np.zeros(count), -members.astype(float)]) for members, _ in demands.groups])
    )
    rows = _stacked([_beside(rows, csr_array((rows.shape[0], points))), is_covered, wanted])
    limits = [*most, np.zeros(points), np.array([-float(number) for _, number in demands.groups])]
    return Program(np.concatenate([worth, np.zeros(points)]), rows, np.concatenate(limits))


def _stacked(blocks: Sequence[csr_array]) -> csr_array:
    return vstack([block for block in blocks if block.shape[0]]).tocsr()


def _beside(left: csr_array, right: csr_array) -> csr_array:
    return hstack([left, right]).tocsr()


def _diagonal(values: Floats) -> csr_array:
    size = len(values)
    return csr_array((values.astype(float), (np.arange(size), np.arange(size))), shape=(size, size))


def _scale(graph: Graph) -> float:
    """How finely a bound can be added up so that no number leaves what a double and 64 bits hold exactly."""
    total, most = float(np.abs(graph.weight).sum()) + 1, float(np.abs(graph.weight).max(initial=0)) + 1
    return float(2.0 ** max(0, min(_FINEST, int(48 - np.log2(most)), int(60 - np.log2(total)))))


def _rounded(prices: Prices, scale: float) -> Prices:
    def whole(values: Floats) -> Floats:
        return np.rint(values * scale)

    return replace(
        prices,
        points=whole(prices.points),
        lower=whole(prices.lower),
        odd_sets=whole(prices.odd_sets),
        covered=whole(prices.covered),
        groups=whole(prices.groups),
        in_all=float(np.rint(prices.in_all * scale)),
        floors=whole(prices.floors),
    )


def _dot(prices: Floats, amounts: Numbers) -> int:
    return int(np.rint(prices).astype(np.int64) @ amounts)


def promising(graph: Graph, worth: Floats, each: int, *, above: float = -np.inf) -> Numbers:
    """For every point its best pairs, as numbers; equal ones are spread so that not all want the same few people."""
    pairs = np.flatnonzero(worth > above)
    ends = np.concatenate([graph.first[pairs], graph.second[pairs]])
    others = np.concatenate([graph.second[pairs], graph.first[pairs]])
    worths = np.tile(worth[pairs], 2)
    order = np.lexsort(((others - ends) % graph.points, -worths, ends))
    ends_in_order = ends[order]
    start = np.searchsorted(ends_in_order, ends_in_order)
    best = order[np.arange(len(order)) - start < each]
    return np.unique(np.tile(pairs, 2)[best])
