"""A plan that is more even: who gets least for their own wishes gets more, for a little of the sum."""

from dataclasses import replace

import numpy as np

from mikrovirk.live.domain.introductions.graph import Chosen, Floats, Graph, Numbers, TimeLeft, best_each
from mikrovirk.live.domain.introductions.program import Demands, Infeasible, OutOfTime
from mikrovirk.live.domain.introductions.search import Search

_COSTS = 0.004  # of the sum
_STEPS, _PROGRAMS = 4, 6  # halvings of the range in which the floor is looked for; programs for one floor
_FURTHEST = 0.2  # the floor is looked for at most so far above the least share
_NEAR_THE_FLOOR = 0.05  # who has so little more is asked for at once


def evened(graph: Graph, chosen: Chosen, demands: Demands, left: TimeLeft) -> Chosen:
    """Raise the floor under everybody's share of their own best, as high as it goes for a little of the sum.

    (A floor costs less of the sum than a concave sum of shares does, and lifts the least share higher.)
    """
    most_each = best_each(graph)
    allowed = chosen.bound - int(abs(chosen.bound) * _COSTS)
    search = Search(graph, demands, enough=allowed)
    found, low, high = chosen.pairs, float(shares(graph, chosen.pairs, most_each).min(initial=1.0)), 1.0
    for _step in range(_STEPS):
        middle = (low + min(high, low + _FURTHEST)) / 2
        raised = _raised(search, found, demands, middle, most_each, left)
        if raised is None:
            high = middle
        else:
            found, low = raised, float(shares(graph, raised, most_each).min(initial=1.0))
    return Chosen(found, chosen.bound, graph.total(found) == chosen.bound)


def _raised(
    search: Search, pairs: Numbers, demands: Demands, floor: float, most_each: Numbers, left: TimeLeft
) -> Numbers | None:
    """A choice in which everybody has the floor, for hardly less in all; None where none is found soon.

    The floor is asked for only where a plan comes near it: with few such rows the program stays nearly whole.
    """
    graph = search.graph
    floors = np.ceil(floor * most_each - 1e-9).astype(np.int64)
    asked = graph.worth_each(pairs) < (floor + _NEAR_THE_FLOOR) * most_each
    for _program in range(_PROGRAMS):
        if left() <= 0:
            return None
        search.ask(replace(demands, floors=floors * asked))
        try:
            search.run(left)
            pairs = search.answer().pairs
        except (Infeasible, OutOfTime):
            return None
        below = graph.worth_each(pairs) < floors
        if not below.any():
            return pairs if graph.total(pairs) >= (search.enough or 0) else None
        asked |= below
    return None


def shares(graph: Graph, pairs: Numbers, most_each: Numbers | None = None) -> Floats:
    """For each point that can have anything: the sum of its pairs beside the greatest it could have on its own."""
    most_each = best_each(graph) if most_each is None else most_each
    some = most_each > 0
    return np.asarray(graph.worth_each(pairs)[some] / most_each[some])
