"""The best choice of pairs: nobody alone who need not be, then the greatest sum."""

from dataclasses import replace

import numpy as np

from mikrovirk.live.domain.introductions.cover import most_covered
from mikrovirk.live.domain.introductions.even import evened
from mikrovirk.live.domain.introductions.graph import Chosen, Graph, Numbers, TimeLeft, no_end
from mikrovirk.live.domain.introductions.program import Demands, Infeasible, OutOfTime
from mikrovirk.live.domain.introductions.quick import less_alone
from mikrovirk.live.domain.introductions.search import heaviest


def best_choice(graph: Graph, *, full: bool = False, even: bool = False, left: TimeLeft = no_end) -> Chosen:
    """Choose pairs.

    With `full` everybody gets what they can take wherever that can be had for all at once. With `even` the sum may be a
    little less than the best where those who get least get more; the bound stays that of the greatest sum.
    """
    if not len(graph.first):
        return Chosen(np.zeros(0, dtype=np.int64), 0, True)
    demands = Demands.none(graph)
    chosen = heaviest(graph, demands, left)
    asked = cover_demands(graph, chosen, left)
    if asked is not None:
        try:
            chosen, demands = heaviest(graph, asked, left), asked
        except (OutOfTime, Infeasible):  # the most pairs may not be known for certain in so short a time
            chosen = Chosen(less_alone(graph, chosen.pairs), chosen.bound, False)
    asked = full_demands(graph, chosen) if full else None
    if asked is not None:
        try:
            chosen, demands = heaviest(graph, asked, left), asked
        except Infeasible:
            pass  # not everybody can have as many as they can take
        except OutOfTime:
            chosen = replace(chosen, proven=False)
    if even:
        chosen = evened(graph, chosen, _no_fewer(graph, chosen, demands, full=full), left)
    return Chosen(_filled(graph, chosen.pairs), chosen.bound, chosen.proven)


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


def full_demands(graph: Graph, chosen: Chosen) -> Demands | None:
    """As many pairs for each as they can have; None where they have them, or where somebody must be alone."""
    wanted, have = _could_have(graph), graph.degrees(chosen.pairs)
    if (have >= wanted).all() or (graph.needs & (have == 0) & (wanted > 0)).any():
        return None
    if (wanted == graph.capacity).all() and int(wanted.sum()) % 2:
        return None  # a pair fills two places: with an odd number one stays empty
    return Demands(np.maximum(wanted, graph.needs & (have > 0)))


def _could_have(graph: Graph) -> Numbers:
    """How many pairs each could have that are worth something."""
    good = graph.weight > 0
    possible = np.bincount(np.concatenate([graph.first[good], graph.second[good]]), minlength=graph.points)
    return np.minimum(graph.capacity, possible)


def _no_fewer(graph: Graph, chosen: Chosen, demands: Demands, *, full: bool) -> Demands:
    """The demands, and that nobody who has somebody loses everybody; nor anything where all have what they can have."""
    wanted, have = _could_have(graph), graph.degrees(chosen.pairs)
    kept = wanted if full and (have >= wanted).all() else (graph.needs & (have > 0)).astype(np.int64)
    return replace(demands, at_least=np.maximum(demands.at_least, kept))


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
