"""The layout of a large board in a process of its own, because igraph keeps the interpreter for seconds.

`request` packs a job for a `workers.Supervisor` whose handler is this module, `reply_points` reads the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evidence_board.analysis.graph import Graph
from evidence_board.analysis.layout import lay_out

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

__all__ = ["handle", "prepare", "reply_points", "request"]


def request(
    graph: Graph, *, boxes: Array, aspect: float, pinned: Mapping[int, tuple[float, float]], seed: int
) -> tuple[dict[str, Any], bytes]:
    """Return header and payload of a job; arguments as for `layout.lay_out`."""
    import numpy as np

    header = {
        "nodes": len(graph.ids),
        "edges": len(graph.edges),
        "aspect": aspect,
        "seed": seed,
        "pinned": [[node, x, y] for node, (x, y) in pinned.items()],
    }
    edges = np.asarray(graph.edges, dtype=np.int32).reshape(-1, 2)
    return header, edges.tobytes() + np.asarray(boxes, dtype=np.float64).tobytes()


def reply_points(attachments: Sequence[bytes], *, count: int) -> Array:
    """Return the (n, 2) positions in an answer.

    Raises:
        ValueError: the answer has another size.
    """
    import numpy as np

    return np.frombuffer(attachments[0], dtype=np.float64).reshape(count, 2).copy()


def prepare() -> None:
    """Load what the work needs before files are locked away."""
    import igraph  # noqa: F401  # loaded here for its effect: later the process may open no file
    import numpy as np

    np.linalg.svd(np.eye(2))


def handle(header: dict[str, Any], payload: Any) -> tuple[dict[str, Any], list[bytes]]:
    """Lay out one graph."""
    import numpy as np

    nodes, split = int(header["nodes"]), int(header["edges"]) * 8
    edges = np.frombuffer(payload[:split], dtype=np.int32).reshape(-1, 2)
    boxes = np.frombuffer(payload[split:], dtype=np.float64).reshape(nodes, 4)
    graph = Graph(tuple(map(str, range(nodes))), tuple((int(a), int(b)) for a, b in edges))
    points = lay_out(
        graph,
        boxes=boxes,
        aspect=float(header["aspect"]),
        pinned={int(node): (float(x), float(y)) for node, x, y in header["pinned"]},
        seed=int(header["seed"]),
    )
    return {}, [points.tobytes()]
