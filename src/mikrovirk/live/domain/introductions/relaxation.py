"""The linear program of the task and its bound: whatever a plan may score, it does not exceed this.

Only promising pairs are in the program; all others are looked at by their price (reduced cost) and taken in where they could
gain. Dropping them for good would lose up to 0.8 % and leave people alone once the popular ones are taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import isfinite

import numpy as np
from scipy.optimize import linprog

from mikrovirk.live.domain.introductions.graph import Floats, Graph, Numbers, TimeLeft
from mikrovirk.live.domain.introductions.program import (
    Demands,
    Infeasible,
    OddSet,
    OutOfTime,
    Prices,
    Program,
    Relaxed,
    prices_of,
    program_of,
)

PRICE_TOLERANCE = 1e-6
_START_EACH = 8  # pairs that each point brings into the first program
_ENOUGH_EACH = 60  # where floors cannot be met with so many, they are taken as too high
_MOST_NEW = 12  # pairs that each point may add at a time
_IDLE_ROUNDS = 4  # programs in which an odd set may cost nothing before it is left out
_FINEST = 30  # bits behind the point, at most, in which a bound is added up exactly
_LEAST_TIME = 1.0  # seconds that even a late program gets: without it there is no bound to speak of


@dataclass
class Relaxation:
    """A growing linear program over a graph: pairs come in by price, odd sets as they are found to be overfull."""

    graph: Graph
    demands: Demands
    worth: Floats  # what is maximised: the weights, ties broken by less than half a point in all
    odd_sets: list[OddSet] = field(default_factory=list)
    idle: list[int] = field(default_factory=list)  # for how many programs each has not been at its limit
    columns: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def __post_init__(self) -> None:
        if not len(self.columns):
            self.columns = promising(self.graph, self.worth, _START_EACH)

    def add(self, found: Sequence[OddSet]) -> int:
        """Take odd sets in that are not there yet; how many."""
        known = {odd_set.key for odd_set in self.odd_sets}
        fresh = [odd_set for odd_set in found if odd_set.key not in known]
        self.odd_sets.extend(fresh)
        self.idle.extend(0 for _ in fresh)
        return len(fresh)

    def drop_idle(self, relaxed: Relaxed) -> None:
        """Leave out the odd sets that have cost nothing for a while, so that the program stays small."""
        for number, price in enumerate(relaxed.prices.odd_sets):
            self.idle[number] = 0 if price > 0 else self.idle[number] + 1
        stay = [number for number, rounds in enumerate(self.idle) if rounds < _IDLE_ROUNDS]
        self.odd_sets = [self.odd_sets[number] for number in stay]
        self.idle = [self.idle[number] for number in stay]

    def solve(self, left: TimeLeft) -> Relaxed:
        """Solve until no pair outside the program could gain anything.

        Raises Infeasible where the demands cannot be met, OutOfTime where the time is up before the prices are right.
        """
        before = self.columns
        while True:
            try:
                relaxed = self._solve_once(left)
            except Infeasible:
                most = len(self.graph.first)
                if self.demands.floors is not None:
                    most = min(most, _ENOUGH_EACH * self.graph.points)
                if len(self.columns) >= most:
                    self.columns = before
                    raise
                each = max(_START_EACH, len(self.columns) // self.graph.points) * 4
                self.columns = np.union1d(self.columns, promising(self.graph, self.worth, each))
                continue
            gain = self.gains(relaxed.prices)
            gain[self.columns] = 0
            if not (gain > PRICE_TOLERANCE).any():
                return relaxed
            fresh = promising(self.graph, gain, _MOST_NEW, above=PRICE_TOLERANCE)
            self.columns = np.union1d(self.columns, fresh)

    def _solve_once(self, left: TimeLeft) -> Relaxed:
        program = self.program(self.columns)
        answer = linprog(
            -program.worth,
            A_ub=program.rows,
            b_ub=program.most,
            bounds=(0, 1),
            method="highs-ds",
            options={"time_limit": max(left(), _LEAST_TIME)} if isfinite(left()) else {},
        )
        if answer.status == 1:
            raise OutOfTime
        if answer.status != 0:
            raise Infeasible
        prices = prices_of(self.graph, self.demands, self.odd_sets, np.maximum(-answer.ineqlin.marginals, 0))
        return Relaxed(-answer.fun, self.columns, answer.x[: len(self.columns)], prices)

    def program(self, columns: Numbers) -> Program:
        return program_of(self.graph, self.demands, self.odd_sets, columns, self.worth)

    def gains(self, prices: Prices) -> Floats:
        """What each pair of the graph is worth more than it costs at these prices."""
        return self.worth - self._costs(prices)

    def _costs(self, prices: Prices) -> Floats:
        graph = self.graph
        each = prices.points - prices.lower - prices.covered
        costs = each[graph.first] + each[graph.second] - prices.in_all
        for odd_set, price in zip(self.odd_sets, prices.odd_sets, strict=True):
            if price:
                costs[odd_set.pairs] += price
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
        if demands.groups:
            reward = np.zeros(graph.points)
            for (members, wanted), price in zip(demands.groups, exact.groups, strict=True):
                reward += price * members
                value -= int(price) * wanted
            value += int(np.maximum(reward - exact.covered, 0).sum())
        return value // int(scale)


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
