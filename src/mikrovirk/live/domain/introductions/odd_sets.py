"""Finds odd sets that a fractional solution overfills, exactly: by minimum cuts in the fractional part.

After Letchford, Reinelt and Theis, "A faster exact separation algorithm for blossom inequalities" (IPCO 2004): in the graph of
the fractional pairs, weighted min(x, 1 - x), with a slack point that takes what each point has left over, some cut of
its cut tree gives an overfull odd set wherever there is one.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, maximum_flow

from mikrovirk.live.domain.introductions.graph import Flags, Floats, Graph, Numbers
from mikrovirk.live.domain.introductions.program import OddSet

_SCALE = 1 << 24  # flows are whole numbers
_NEARLY = (0.01, 0.5, 1.5, 3.5)  # points from the price: what is joined by such pairs could be filled in many ways
_OVERFULL = 1e-4  # by how much a set must be overfull to be worth a row


def overfull(graph: Graph, share: Floats, gain: Floats) -> list[OddSet]:
    """The odd sets that these shares overfill, the worst first. `gain` is what each pair is worth beyond its price."""
    support = np.flatnonzero(share > 1e-6)
    slack = np.maximum(graph.capacity - _degrees(graph, share), 0)
    fractional = np.flatnonzero((share > 1e-6) & (share < 1 - 1e-6))
    found: dict[tuple[bytes, bytes], tuple[float, OddSet]] = {}
    for component in _components(graph, fractional):
        whole = np.isin(np.arange(graph.points), component)
        sets = _overfull_among([whole], graph, share, support, slack)
        if not sets and len(component) > 2:
            parts = _cut_tree(graph, share, fractional[whole[graph.first[fractional]]], component, slack)
            sets = _overfull_among(parts, graph, share, support, slack)
        found |= sets
    for nearly in _NEARLY:
        found |= _overfull_among(_joined(graph, np.abs(gain) <= nearly), graph, share, support, slack)
    return [odd_set for _, odd_set in sorted(found.values(), key=lambda one: one[0])]


def everybody(graph: Graph) -> list[OddSet]:
    """Where an odd number of places is to be filled, one stays empty."""
    places = int(graph.capacity.sum())
    if places % 2 == 0:
        return []
    return [OddSet.of(graph, np.ones(graph.points, dtype=np.bool_), np.zeros(0, dtype=np.int64))]


def _degrees(graph: Graph, share: Floats) -> Floats:
    ends = np.bincount(graph.first, share, graph.points) + np.bincount(graph.second, share, graph.points)
    return np.asarray(ends, dtype=np.float64)


def _components(graph: Graph, fractional: Numbers) -> list[Numbers]:
    """The points of each connected part of the fractional pairs."""
    ends = (graph.first[fractional], graph.second[fractional])
    joined = coo_array((np.ones(len(fractional)), ends), shape=(graph.points, graph.points))
    _, label = connected_components(joined, directed=False)
    return [np.flatnonzero(label == part) for part in np.unique(label[ends[0]])]


def _joined(graph: Graph, pairs: Flags) -> Iterator[Flags]:
    """The sets of points that these pairs join, the single ones left out."""
    number = np.flatnonzero(pairs)
    joined = coo_array((np.ones(len(number)), (graph.first[number], graph.second[number])), shape=(graph.points,) * 2)
    _, label = connected_components(joined, directed=False)
    for part in np.flatnonzero(np.bincount(label) > 1):
        yield label == part


def _overfull_among(
    candidates: Iterable[Flags], graph: Graph, share: Floats, support: Numbers, slack: Floats
) -> dict[tuple[bytes, bytes], tuple[float, OddSet]]:
    found = {}
    for inside in candidates:
        excess, odd_set = _best_for(graph, share, support, slack, inside)
        if odd_set is not None and excess > _OVERFULL:
            found[odd_set.key] = (-excess, odd_set)
    return found


def _cut_tree(graph: Graph, share: Floats, pairs: Numbers, members: Numbers, slack: Floats) -> Iterator[Flags]:
    """The cuts of a Gomory-Hu tree (Gusfield's way), each as the side without the slack point."""
    size = len(members)
    number = {int(point): at for at, point in enumerate(members)}
    one = np.array([number[int(point)] for point in graph.first[pairs]], dtype=np.int64)
    other = np.array([number[int(point)] for point in graph.second[pairs]], dtype=np.int64)
    room = np.minimum(share[pairs], 1 - share[pairs])
    loose = np.flatnonzero(slack[members] > 1e-9)
    one, other = np.concatenate([one, loose]), np.concatenate([other, np.full(len(loose), size)])
    room = np.rint(np.concatenate([room, slack[members][loose]]) * _SCALE).astype(np.int32)
    flows = csr_array(
        coo_array(
            (np.tile(room, 2), (np.concatenate([one, other]), np.concatenate([other, one]))), shape=(size + 1, size + 1)
        )
    )
    parent = np.full(size, size)  # the slack point is the root
    for point in range(size):
        root = int(parent[point])
        answer = maximum_flow(flows, point, root)
        rest = (flows - answer.flow).tocsr()
        rest.data[rest.data < 0] = 0
        rest.eliminate_zeros()
        reached = np.zeros(size + 1, dtype=np.bool_)
        reached[breadth_first_order(rest, point, return_predecessors=False)] = True
        children = reached[:size] & (parent == root)
        children[point] = False
        parent[children] = point
        if root < size and reached[parent[root]]:
            parent[point], parent[root] = parent[root], point
        inside = reached[:size] if not reached[size] else ~reached[:size]
        yield np.isin(np.arange(graph.points), members[inside])


def _best_for(
    graph: Graph, share: Floats, support: Numbers, slack: Floats, inside: Flags
) -> tuple[float, OddSet | None]:
    """The most overfull odd set on these points, over the choice of leaving pairs."""
    leaving = support[inside[graph.first[support]] != inside[graph.second[support]]]
    chosen = share[leaving] > 0.5
    short = float(np.minimum(share[leaving], 1 - share[leaving]).sum() + slack[inside].sum())
    if (int(graph.capacity[inside].sum()) + int(chosen.sum())) % 2 == 0:
        if not len(leaving):
            return 0.0, None
        cost = np.abs(1 - 2 * share[leaving])
        turn = int(np.argmin(cost))
        chosen[turn] = ~chosen[turn]
        short += float(cost[turn])
    return (1 - short) / 2, OddSet.of(graph, inside.copy(), np.sort(leaving[chosen]))
