"""Turns a drawing of the board into a display list."""

from __future__ import annotations

from collections.abc import Collection

from evidence_board.scene import Layer, Scene
from evidence_board.ui.board.board_drawing import Drawing
from evidence_board.ui.board.board_look import BoardLook
from evidence_board.ui.board.scene_links import crosses, evidence_marks, lines, words
from evidence_board.ui.board.scene_nodes import badges, labels, marks

__all__ = ["build_scene"]


def build_scene(
    drawing: Drawing,
    look: BoardLook,
    *,
    compact: bool = False,
    lifted: Collection[int] = (),
    plain: Collection[str] = (),
) -> Scene:
    """Return the display list of a board.

    Args:
        drawing: what and where.
        look: colours and pens.
        compact: leave the words of links out.
        lifted: positions of nodes that are being dragged: they and their links are left out.
        plain: ids of media without a picture.
    """
    import numpy as np

    content = drawing.content
    nodes = np.array([row for row in range(len(content.nodes)) if row not in lifted], dtype=np.intp)
    edges = np.array(
        [row for row, edge in enumerate(content.edges) if edge.start not in lifted and edge.end not in lifted],
        dtype=np.intp,
    )
    by_kind: dict[str, list[int]] = {}
    for row in nodes.tolist():
        by_kind.setdefault(content.nodes[row].kind, []).append(row)
    return Scene(
        (
            Layer("links", tuple(lines(drawing, edges, look))),
            Layer("words", () if compact else tuple(words(drawing, edges, look))),
            Layer("crosses", tuple(crosses(drawing, edges, look))),
            Layer("evidence", tuple(evidence_marks(drawing, edges, look))),
            Layer("nodes", tuple(marks(drawing, by_kind, look, plain=plain))),
            Layer("labels", tuple(labels(drawing, by_kind, look))),
            Layer("badges", tuple(badges(drawing, nodes, look))),
        )
    )
