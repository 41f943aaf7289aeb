"""The engines of the automatic layout, chosen by the size of the graph."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]

__all__ = ["SMALL", "engine"]

#: Up to so many nodes the search for a tidy drawing (`layout_refine`) is affordable: well under a second.
SMALL = 90
_FORCES, _NEIGHBOURS = 1_500, 20_000


def engine(
    edges: npt.NDArray[np.intp], count: int, *, seed: int, start: Array | None, fixed: Mask | None = None
) -> Array:
    """Return positions of one graph by igraph, about one unit (pinned: pixels) per line.

    igraph keeps the interpreter while it works (measured: 2 s for UMAP at 2,000 nodes), so graphs that take
    long belong into a process of their own (`layout_worker`).

    Args:
        edges: (m, 2) positions of the ends.
        count: number of nodes.
        seed: the same seed gives the same positions.
        start: (n, 2) pixels to begin from; used with ``fixed``.
        fixed: (n,) nodes that stay where they are.
    """
    import igraph
    import numpy as np

    graph = igraph.Graph(n=count, edges=edges.tolist())
    dice = random.Random(seed)
    igraph.set_random_number_generator(dice)
    try:
        if fixed is not None and start is not None:
            return _around_pinned(graph, start, fixed)
        begin = [[dice.uniform(-1, 1), dice.uniform(-1, 1)] for _ in range(count)]
        if count <= SMALL:
            layout = graph.layout_kamada_kawai(seed=begin)
        elif count <= _FORCES:
            layout = graph.layout_fruchterman_reingold(seed=begin, niter=600)
        elif count <= _NEIGHBOURS:
            layout = graph.layout_umap(seed=begin)
        else:
            layout = graph.layout_lgl()
    finally:
        igraph.set_random_number_generator(random)
    return np.asarray(layout.coords, dtype=np.float64).reshape(count, 2)


def _around_pinned(graph: Any, start: Array, fixed: Mask) -> Array:
    """Force layout in which some nodes do not move; from where the others are, without much heat."""
    import numpy as np

    # Fruchterman-Reingold wishes lines of length 1.
    unit = 140.0
    begin = start / unit
    room = float(np.abs(begin).max()) * 2 + 10
    low = np.where(fixed[:, None], begin, -room)
    high = np.where(fixed[:, None], begin, room)
    layout = graph.layout_fruchterman_reingold(
        seed=begin.tolist(), niter=300, start_temp=0.6, minx=low[:, 0].tolist(), maxx=high[:, 0].tolist(),
        miny=low[:, 1].tolist(), maxy=high[:, 1].tolist(),
    )  # fmt: skip
    result = np.asarray(layout.coords, dtype=np.float64).reshape(len(start), 2) * unit
    result[fixed] = start[fixed]
    return result
