"""How many people can have anybody at all."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_flow

from mikrovirk.live.domain.introductions.graph import Flags, Graph


def most_covered(graph: Graph, among: Flags | None = None) -> int:
    """The most of those who need it that can have a pair in one plan, where who needs one can take two or more.

    Each who needs one asks somebody they may meet, and nobody is asked by more than they can take. Those requests can always be
    turned into a plan that covers all who ask: who is asked need not ask themselves, and what is left are rings, which fall
    into pairs and at most one row of three. So a flow from the asking to the asked says the number. (The theorem on
    star factors of Las Vergnas, with the deficiency.)
    """
    asking = graph.who_need_it(among)
    points = graph.points
    source, target = 2 * points, 2 * points + 1
    asks = np.flatnonzero(asking)
    one = np.concatenate([graph.first[asking[graph.first]], graph.second[asking[graph.second]]])
    other = np.concatenate([graph.second[asking[graph.first]], graph.first[asking[graph.second]]])
    tail = np.concatenate([np.full(len(asks), source), one, points + np.arange(points)])
    head = np.concatenate([asks, points + other, np.full(points, target)])
    room = np.concatenate([np.ones(len(asks) + len(one), dtype=np.int64), graph.capacity])
    flows = coo_array((room.astype(np.int32), (tail, head)), shape=(2 * points + 2, 2 * points + 2)).tocsr()
    return int(maximum_flow(flows, source, target).flow_value)
