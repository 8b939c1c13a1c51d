"""A plan that is more even: who gets least for their own wishes gets more, for a little of the sum."""

from dataclasses import replace

import numpy as np

from mikrovirk.live.domain.introductions.graph import Chosen, Floats, Graph, Numbers, TimeLeft, best_each
from mikrovirk.live.domain.introductions.program import Demands, Infeasible, OutOfTime
from mikrovirk.live.domain.introductions.search import heaviest

_COSTS = 0.004  # of the sum
_STEPS, _PROGRAMS = 5, 8  # halvings of the range in which the floor is looked for; programs for one floor


def evened(graph: Graph, chosen: Chosen, demands: Demands, left: TimeLeft) -> Chosen:
    """Raise the floor under everybody's share of their own best, as high as it goes for a little of the sum.

    (A floor costs less of the sum than a concave sum of shares does, and lifts the least share higher.)
    """
    most_each = best_each(graph)
    allowed = chosen.bound - int(abs(chosen.bound) * _COSTS)
    found, low, high = chosen.pairs, float(shares(graph, chosen.pairs, most_each).min(initial=1.0)), 1.0
    for _step in range(_STEPS):
        middle = (low + high) / 2
        raised = _raised(graph, found, demands, np.ceil(middle * most_each - 1e-9).astype(np.int64), allowed, left)
        if raised is None:
            high = middle
        else:
            found, low = raised, float(shares(graph, raised, most_each).min(initial=1.0))
    return Chosen(found, chosen.bound, graph.total(found) == chosen.bound)


def _raised(
    graph: Graph, pairs: Numbers, demands: Demands, floors: Numbers, allowed: int, left: TimeLeft
) -> Numbers | None:
    """A choice of at least `allowed` in which everybody has their floor; None where none is found soon.

    Floors are asked for only where a plan falls below them: with few such rows the program stays nearly whole.
    """
    asked = np.zeros(graph.points, dtype=np.bool_)
    for _step in range(_PROGRAMS):
        below = graph.worth_each(pairs) < floors
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


def shares(graph: Graph, pairs: Numbers, most_each: Numbers | None = None) -> Floats:
    """For each point that can have anything: the sum of its pairs beside the greatest it could have on its own."""
    most_each = best_each(graph) if most_each is None else most_each
    some = most_each > 0
    return np.asarray(graph.worth_each(pairs)[some] / most_each[some])
