"""The best choice of pairs: nobody alone who need not be, then the greatest sum."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from mikrovirk.live.domain.introductions.graph import Chosen, Graph, TimeLeft


def best_choice(graph: Graph, *, full: bool, left: TimeLeft) -> Chosen:
    n, m = graph.points, len(graph.first)
    if not m:
        return Chosen(np.zeros(0, dtype=np.int64), 0, True)
    big = int(np.abs(graph.weight).sum()) + 1
    rows = np.concatenate([graph.first, graph.second])
    cols = np.tile(np.arange(m), 2)
    A = coo_array((np.ones(2 * m), (rows, cols)), shape=(n, m)).tocsr()
    from scipy.sparse import hstack, identity

    need = graph.needs.astype(float)
    I = identity(n, format="csr")
    top = hstack([A, 0 * I])
    low = hstack([A, -I])
    c = -np.concatenate([graph.weight, big * need])
    r = milp(
        c,
        constraints=[LinearConstraint(top, -np.inf, graph.capacity), LinearConstraint(low, 0, np.inf)],
        integrality=np.ones(n + m),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    pairs = np.flatnonzero(r.x[:m] > 0.5)
    return Chosen(pairs, graph.total(pairs), True)
