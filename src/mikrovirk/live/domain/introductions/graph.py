"""The task without people in it: numbered points, what each can still take, and pairs with weights."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
TimeLeft = Callable[[], float]  # seconds; 0 or less when the time is up; infinite either way where no clock is asked


@dataclass(frozen=True)
class Graph:
    """`first[e] < second[e]` are the ends of pair e, `weight[e]` its worth. No pair twice."""

    capacity: Numbers  # pairs that each point can still take
    needs: Flags  # who has nothing yet and should get at least one
    first: Numbers
    second: Numbers
    weight: Numbers
    newcomers: Flags | None = None  # who comes first where somebody must be alone

    @property
    def points(self) -> int:
        return len(self.capacity)

    def degrees(self, chosen: Numbers) -> Numbers:
        """How many of the chosen pairs each point is in."""
        ends = np.concatenate([self.first[chosen], self.second[chosen]])
        return np.bincount(ends, minlength=self.points)

    def alone(self, chosen: Numbers) -> Numbers:
        """Who should have got something and got nothing."""
        return np.flatnonzero(self.needs & (self.degrees(chosen) == 0))

    def who_need_it(self, among: Flags | None) -> Flags:
        return self.needs if among is None else self.needs & among

    def worth_each(self, chosen: Numbers) -> Numbers:
        """For each point the sum of the weights of its chosen pairs."""
        ends = np.concatenate([self.first[chosen], self.second[chosen]])
        return np.bincount(ends, np.tile(self.weight[chosen], 2), self.points).astype(np.int64)

    def total(self, chosen: Numbers) -> int:
        return int(self.weight[chosen].sum())


@dataclass(frozen=True)
class Chosen:
    """Pairs by number, and what no better choice can exceed."""

    pairs: Numbers
    bound: int
    proven: bool


def no_end() -> float:
    """The time left where there is no limit."""
    return float("inf")


def graph_of(capacity: Sequence[int], needs: Sequence[bool], pairs: Sequence[tuple[int, int, int]]) -> Graph:
    """A graph from (first, second, weight)."""
    table = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 3)
    return Graph(
        np.array(capacity, dtype=np.int64), np.array(needs, dtype=np.bool_), table[:, 0], table[:, 1], table[:, 2]
    )


def best_each(graph: Graph) -> Numbers:
    """The sum of each point's heaviest pairs, as many as it can take."""
    ends = np.concatenate([graph.first, graph.second])
    weights = np.maximum(np.tile(graph.weight, 2), 0)
    order = np.lexsort((-weights, ends))
    ends, weights = ends[order], weights[order]
    rank = np.arange(len(ends)) - np.searchsorted(ends, ends)
    taken = rank < graph.capacity[ends]
    return np.bincount(ends[taken], weights[taken], graph.points).astype(np.int64)
