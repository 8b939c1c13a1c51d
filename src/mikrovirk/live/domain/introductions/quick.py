"""A plan at once, where there is no time for the best: pairs in order, then nobody alone whom a swap can help."""

import numpy as np

from mikrovirk.live.domain.introductions.graph import Graph, Numbers
from mikrovirk.live.domain.introductions.program import Relaxed

_LOOKED_AT = 60  # pairs for each point that are worth a look


def greedy(graph: Graph, relaxed: Relaxed | None = None) -> Numbers:
    """Take pairs while there is room: those the linear program took, then the heaviest."""
    share = np.zeros(len(graph.first)) if relaxed is None else relaxed.shares(len(graph.first))
    order = np.lexsort((-graph.weight, -np.round(share, 3)))
    order = order[graph.weight[order] >= 0]
    room = graph.capacity.copy()
    firsts, seconds = graph.first[order].tolist(), graph.second[order].tolist()
    open_points = int((room > 0).sum())
    taken = []
    for pair, one, other in zip(order.tolist(), firsts, seconds, strict=True):
        if room[one] > 0 and room[other] > 0:
            taken.append(pair)
            for end in (one, other):
                room[end] -= 1
                open_points -= room[end] == 0
            if open_points < 2:
                break
    return np.array(sorted(taken), dtype=np.int64)


def less_alone(graph: Graph, pairs: Numbers) -> Numbers:
    """Give those who are alone somebody: who has room, or who has another that is not left alone by it."""
    chosen = set(pairs.tolist())
    degree = graph.degrees(pairs)
    mine: dict[int, list[int]] = {}
    for pair in chosen:
        mine.setdefault(int(graph.first[pair]), []).append(pair)
        mine.setdefault(int(graph.second[pair]), []).append(pair)
    for lonely in graph.alone(pairs).tolist():
        if degree[lonely]:
            continue
        best = _best_swap(graph, lonely, degree, mine)
        if best is None:
            continue
        added, removed = best
        chosen.add(added)
        for pair, change in ((added, 1), (removed, -1)):
            if pair is None:
                continue
            for end in (int(graph.first[pair]), int(graph.second[pair])):
                degree[end] += change
                theirs = mine.setdefault(end, [])
                theirs.append(pair) if change > 0 else theirs.remove(pair)
        if removed is not None:
            chosen.discard(removed)
    return np.array(sorted(chosen), dtype=np.int64)


def _best_swap(graph: Graph, lonely: int, degree: Numbers, mine: dict[int, list[int]]) -> tuple[int, int | None] | None:
    """The pair to add for somebody, and the one that has to go for it."""
    possible = np.flatnonzero((graph.first == lonely) | (graph.second == lonely))
    possible = possible[np.argsort(-graph.weight[possible], kind="stable")][:_LOOKED_AT]
    best: tuple[int, int, int | None] | None = None
    for pair in possible.tolist():
        other = int(graph.first[pair] + graph.second[pair]) - lonely
        options: list[int | None] = []
        if degree[other] < graph.capacity[other]:
            options.append(None)
        for theirs in mine.get(other, ()):
            third = int(graph.first[theirs] + graph.second[theirs]) - other
            if degree[third] > 1 or not graph.needs[third]:
                options.append(theirs)
        for option in options:
            gain = int(graph.weight[pair]) - (0 if option is None else int(graph.weight[option]))
            if best is None or gain > best[0]:
                best = (gain, pair, option)
    return None if best is None else best[1:]
