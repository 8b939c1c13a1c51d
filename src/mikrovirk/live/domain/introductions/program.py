"""The linear program written down: what is maximised, its rows, and the prices (duals) that come back."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array, hstack, vstack

from mikrovirk.live.domain.introductions.graph import Flags, Floats, Graph, Numbers


@dataclass(frozen=True)
class OddSet:
    """A set of points and some pairs that leave it: together they hold at most `most` pairs, as half a pair is none.

    (Edmonds' blossom inequality for pairs that are used once: inside + leaving <= floor((capacity inside + leaving) / 2).)
    """

    inside: Flags
    leaving: Numbers
    most: int
    pairs: Numbers  # those it counts

    @classmethod
    def of(cls, graph: Graph, inside: Flags, leaving: Numbers) -> "OddSet":
        within = np.flatnonzero(inside[graph.first] & inside[graph.second])
        most = (int(graph.capacity[inside].sum()) + len(leaving)) // 2
        return cls(inside, leaving, most, np.concatenate([within, leaving]))

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


class OutOfTime(Exception):
    """No plan that meets the demands was found in time."""


@dataclass(frozen=True)
class Program:
    """Maximise `worth` with `rows` at most `most`; the first columns are pairs, the others say that a point is covered."""

    worth: Floats
    rows: csr_array
    most: Floats


def program_of(graph: Graph, demands: Demands, odd_sets: Sequence[OddSet], columns: Numbers, worth: Floats) -> Program:
    """The program over these pairs; `prices_of` knows the order of its rows."""
    count, points = len(columns), graph.points
    ends = np.concatenate([graph.first[columns], graph.second[columns]])
    degree = coo_array((np.ones(2 * count), (ends, np.tile(np.arange(count), 2))), shape=(points, count)).tocsr()
    wanting = np.flatnonzero(demands.at_least)
    blocks = [degree, -degree[wanting]]
    most = [graph.capacity.astype(float), -demands.at_least[wanting].astype(float)]
    if odd_sets:
        blocks.append(_odd_rows(graph, odd_sets, columns))
        most.append(np.array([each.most for each in odd_sets], dtype=float))
    if demands.floors is not None:
        blocks.append(_floor_rows(graph, demands.floors, columns, degree))
        most.append(-np.ones(int((demands.floors > 0).sum())))
    if demands.pairs_in_all:
        blocks.append(csr_array(-np.ones((1, count))))
        most.append(np.array([-float(demands.pairs_in_all)]))
    rows = vstack([block for block in blocks if block.shape[0]]).tocsr()
    if not demands.groups:
        return Program(worth[columns], rows, np.concatenate(most))
    return _with_covers(rows, most, worth[columns], demands, degree)


def prices_of(graph: Graph, demands: Demands, odd_sets: Sequence[OddSet], duals: Floats) -> Prices:
    """The duals of the program's rows by what they are the price of."""
    points = graph.points
    wanting = np.flatnonzero(demands.at_least)
    low = np.zeros(0, dtype=np.int64) if demands.floors is None else np.flatnonzero(demands.floors)
    parts = [points, len(wanting), len(odd_sets), len(low), 1 if demands.pairs_in_all else 0]
    parts += [points, len(demands.groups)] if demands.groups else [0, 0]
    of_points, of_wanting, of_sets, of_low, in_all, covered, groups = np.split(duals, np.cumsum(parts)[:-1])
    lower, floors = np.zeros(points), np.zeros(points)
    lower[wanting], floors[low] = of_wanting, of_low
    if not demands.groups:
        covered = np.zeros(points)
    return Prices(of_points, lower, of_sets, covered, groups, float(in_all.sum()), floors)


def _odd_rows(graph: Graph, odd_sets: Sequence[OddSet], columns: Numbers) -> csr_array:
    column_of = np.full(len(graph.first), -1)
    column_of[columns] = np.arange(len(columns))
    inside = [column_of[odd_set.pairs] for odd_set in odd_sets]
    inside = [found[found >= 0] for found in inside]
    rows = np.repeat(np.arange(len(inside)), [len(found) for found in inside])
    return coo_array((np.ones(len(rows)), (rows, np.concatenate(inside))), shape=(len(inside), len(columns))).tocsr()


def _floor_rows(graph: Graph, floors: Numbers, columns: Numbers, degree: csr_array) -> csr_array:
    """Each point's sum of weights beside its floor, which is 1."""
    low = np.flatnonzero(floors)
    return csr_array(-(_diagonal(1 / floors[low]) @ degree[low] @ _diagonal(graph.weight[columns].astype(float))))


def _with_covers(
    rows: csr_array, most: Sequence[Floats], worth: Floats, demands: Demands, degree: csr_array
) -> Program:
    """Add a column for each point that says whether it has any pair, and how many must have one."""
    points, count = degree.shape
    is_covered = hstack([-degree, _diagonal(np.ones(points))])
    wanted = np.array([np.concatenate([np.zeros(count), -members.astype(float)]) for members, _ in demands.groups])
    wider = hstack([rows, csr_array((rows.shape[0], points))])
    limits = [*most, np.zeros(points), np.array([-float(number) for _, number in demands.groups])]
    return Program(
        np.concatenate([worth, np.zeros(points)]),
        vstack([wider, is_covered, csr_array(wanted)]).tocsr(),
        np.concatenate(limits),
    )


def _diagonal(values: Floats) -> csr_array:
    size = len(values)
    return csr_array((values, (np.arange(size), np.arange(size))), shape=(size, size))
