"""The links of a board as primitives: lines by level, words, and the x on what was refuted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.model.levels import Level
from evidence_board.scene import Icons, Lines, Primitive, Size, Texts
from evidence_board.scene_style import Pen
from evidence_board.ui.board.board_drawing import Drawing
from evidence_board.ui.board.board_geometry import MAX_LABEL, visible_ends
from evidence_board.ui.board.board_look import BoardLook
from evidence_board.ui.board.board_words import scale_steps

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Indices = npt.NDArray[np.intp]

__all__ = ["FAR_LINKS", "FAR_SCALE", "HEAD", "crosses", "lines", "words"]

#: Below this scale at most so many links are drawn, and without heads.
FAR_SCALE, FAR_LINKS = 0.3, 12_000
_MANY = 2_000
#: Length of an arrow head in pixels.
HEAD = 8.0
_ORDER = {level.value: rank for rank, level in enumerate(Level)}


def lines(drawing: Drawing, edges: Indices, look: BoardLook) -> list[Primitive]:
    """Return the lines of some links, the weakest at the bottom; far out only the most telling ones."""
    import numpy as np

    content, segments, gaps = drawing.content, drawing.segments, drawing.gaps
    many = len(edges) > _MANY
    groups: dict[tuple[str, bool], list[int]] = {}
    for row in edges.tolist():
        edge = content.edges[row]
        groups.setdefault((edge.level, edge.directed), []).append(row)
    found: list[Primitive] = []
    # The weakest first: where lines cross, the surer one lies on top.
    for (level, directed), rows in sorted(groups.items(), key=lambda one: -_ORDER[one[0][0]]):
        found.append(
            Lines(
                segments=segments[rows],
                pen=look.pens[level],
                gap=drawing.detail.gap,
                gaps=gaps[rows],
                head_px=HEAD if directed else 0.0,
                ids=[content.edges[row].id for row in rows],
                min_scale=FAR_SCALE if many else 0.0,
            )
        )
    if many:
        far = np.asarray(_telling(drawing, edges), dtype=np.intp)
        for level in sorted({content.edges[row].level for row in far.tolist()}, key=lambda one: -_ORDER[one]):
            rows = [row for row in far.tolist() if content.edges[row].level == level]
            pen = look.pens[level]
            thin = Pen((pen.color & 0xFFFFFF) | 0x58000000, 1.4 if level == "confirmed" else 1.0)
            ids = [content.edges[row].id for row in rows]
            found.insert(0, Lines(segments=segments[rows], pen=thin, ids=ids, max_scale=FAR_SCALE))
    return found


def _telling(drawing: Drawing, edges: Indices) -> list[int]:
    """The links drawn far out: the surest, then the shortest, which show the groups."""
    if len(edges) <= FAR_LINKS:
        return [int(row) for row in edges]
    import numpy as np

    content, segments = drawing.content, drawing.segments
    step = segments[:, 2:] - segments[:, :2]
    length = np.hypot(step[:, 0], step[:, 1])
    rows: list[int] = edges.tolist()
    rows.sort(key=lambda row: (_ORDER[content.edges[row].level] > 1, float(length[row])))
    return rows[:FAR_LINKS]


def words(drawing: Drawing, edges: Indices, look: BoardLook) -> list[Primitive]:
    """Return the words on some links, each from the scale on at which they fit."""
    import numpy as np

    if not len(edges):
        return []
    content, places = drawing.content, drawing.places
    found: list[Primitive] = []
    steps = scale_steps(drawing.segments[edges], drawing.gaps[edges], drawing.words[edges], least=drawing.detail.words)
    for scale, chosen in steps:
        rows = edges[chosen].tolist()
        found.append(
            Texts(
                points=places[rows],
                texts=[content.edges[row].relation for row in rows],
                style=look.words,
                priority=np.array([-200.0 - _ORDER[content.edges[row].level] for row in rows]),
                min_scale=scale,
                max_px=MAX_LABEL,
            )
        )
    return found


def crosses(drawing: Drawing, edges: Indices, look: BoardLook) -> list[Primitive]:
    """Return the x on refuted links."""
    rows = [row for row in edges.tolist() if drawing.content.edges[row].level == "refuted"]
    if not rows:
        return []
    start, end = visible_ends(drawing.segments[rows], drawing.gaps[rows])
    return [
        Icons(points=(start + end) / 2, name="x", size=Size(15), color=look.bad, min_scale=FAR_SCALE, obstacle=True)
    ]
