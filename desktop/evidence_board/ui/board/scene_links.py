"""The links of a board as primitives: lines by level, words, and the x on what was refuted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.model.levels import Level
from evidence_board.scene import Icons, Lines, Markers, Primitive, Size, Texts
from evidence_board.scene_style import INFINITY, Pen, Shape
from evidence_board.ui.board.board_drawing import Drawing
from evidence_board.ui.board.board_geometry import MAX_LABEL, visible_ends
from evidence_board.ui.board.board_look import LABELS_BELOW, BoardLook
from evidence_board.ui.board.board_words import scale_steps

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Indices = npt.NDArray[np.intp]

__all__ = ["FAR_LINKS", "FAR_SCALE", "HEAD", "crosses", "evidence_marks", "lines", "words"]

#: Below this scale at most so many links are drawn, and without heads.
FAR_SCALE, FAR_LINKS = 0.3, 12_000
_MANY = 2_000
#: With many links: from which scale on dashes are drawn, on lines up to which length at scale 1, and on how many
#: that are longer.
_DASHES_FROM, _LONG, _LONG_DASHED = 0.6, 420.0, 120
#: Length of an arrow head in pixels.
HEAD = 8.0
#: How far along a line its mark stands, at most this many pixels at scale 1: clear of words and head.
MARK_AT, MARK_PX = 0.14, 6.0
_RING, _DISPUTED = 7.0, 13.0
_ORDER = {level.value: rank for rank, level in enumerate(Level)}


def lines(drawing: Drawing, edges: Indices, look: BoardLook) -> list[Primitive]:
    """Return the lines of some links, the weakest at the bottom.

    With many links only the most telling are drawn far out, and dashes come with the zoom. A dotted line across
    the whole view costs as much as a thousand short ones: of the long lines that need dashes only the
    `_LONG_DASHED` surest, then shortest have them. The rest are a thin grey, which never looks surer than the link
    is. Solid levels are solid at any length, and what is selected or under the pointer always shows its level,
    since it is drawn over the picture.
    """
    import numpy as np

    if len(edges) <= _MANY:
        return _by_level(drawing, edges, look, min_scale=0.0)
    step = drawing.segments[edges][:, 2:] - drawing.segments[edges][:, :2]
    length = np.hypot(step[:, 0], step[:, 1])
    short = length < _LONG
    levels = [drawing.content.edges[row].level for row in edges.tolist()]
    dashed = np.array([bool(look.pens[level].dash) for level in levels])
    grey = np.flatnonzero(~short & dashed)
    grey = grey[np.lexsort((length[grey], np.array([_ORDER[levels[at]] for at in grey.tolist()])))][_LONG_DASHED:]
    by_level = np.ones(len(edges), dtype=bool)
    by_level[grey] = False
    found = _far(drawing, np.asarray(_telling(drawing, edges), dtype=np.intp), look)
    found += _plain(drawing, edges, look, min_scale=FAR_SCALE, max_scale=_DASHES_FROM)
    found += _plain(drawing, edges[~by_level], look, min_scale=_DASHES_FROM)
    return found + _by_level(drawing, edges[by_level], look, min_scale=_DASHES_FROM)


def _by_level(drawing: Drawing, edges: Indices, look: BoardLook, *, min_scale: float) -> list[Primitive]:
    content = drawing.content
    groups: dict[tuple[str, bool], list[int]] = {}
    for row in edges.tolist():
        edge = content.edges[row]
        groups.setdefault((edge.level, edge.directed), []).append(row)
    # Far out a name has no place of its own, so a line that made way for it would end in the air.
    near = max(min_scale, LABELS_BELOW)
    reaches = [(drawing.marks, min_scale, near), (drawing.gaps, near, INFINITY)]
    # The weakest first: where lines cross, the surer one lies on top.
    return [
        Lines(
            segments=drawing.segments[rows],
            pen=look.pens[level],
            gap=drawing.detail.gap,
            gaps=gaps[rows],
            head_px=HEAD if directed else 0.0,
            ids=[content.edges[row].id for row in rows],
            min_scale=low,
            max_scale=high,
        )
        for gaps, low, high in reaches
        if low < high
        for (level, directed), rows in sorted(groups.items(), key=lambda one: -_ORDER[one[0][0]])
    ]


def _plain(
    drawing: Drawing, edges: Indices, look: BoardLook, *, min_scale: float, max_scale: float = INFINITY
) -> list[Primitive]:
    """Thin lines with heads, whatever the level."""
    color = (look.pens["probable"].color & 0xFFFFFF) | 0x80000000
    found: list[Primitive] = []
    for directed in (False, True):
        rows = [row for row in edges.tolist() if drawing.content.edges[row].directed is directed]
        if rows:
            found.append(
                Lines(
                    segments=drawing.segments[rows],
                    pen=Pen(color, 1.0),
                    gap=drawing.detail.gap,
                    gaps=drawing.marks[rows],
                    head_px=HEAD - 2 if directed else 0.0,
                    ids=[drawing.content.edges[row].id for row in rows],
                    min_scale=min_scale,
                    max_scale=max_scale,
                )
            )
    return found


def _far(drawing: Drawing, far: Indices, look: BoardLook) -> list[Primitive]:
    """Hairlines that make the groups of a large board visible, the surest on top."""
    found: list[Primitive] = []
    for level in sorted(_ORDER, key=lambda one: -_ORDER[one]):
        rows = [row for row in far.tolist() if drawing.content.edges[row].level == level]
        if rows:
            pen = Pen((look.pens[level].color & 0xFFFFFF) | 0x58000000, 1.4 if level == "confirmed" else 1.0)
            ids = [drawing.content.edges[row].id for row in rows]
            found.append(Lines(segments=drawing.segments[rows], pen=pen, ids=ids, max_scale=FAR_SCALE))
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
    start, end = visible_ends(drawing.segments[rows], drawing.marks[rows])
    return [
        Icons(points=(start + end) / 2, name="x", size=Size(15), color=look.bad, min_scale=FAR_SCALE, obstacle=True)
    ]


def evidence_marks(drawing: Drawing, edges: Indices, look: BoardLook) -> list[Primitive]:
    """Return a hollow ring on links that cite nothing and a warning on disputed ones; one primitive of each.

    On a large board they come with the dashes: further out nobody could tell them from the lines.
    """
    import numpy as np

    found: list[Primitive] = []
    least = FAR_SCALE if len(edges) <= _MANY else _DASHES_FROM
    for evidence in ("uncited", "disputed"):
        rows = [row for row in edges.tolist() if drawing.content.edges[row].evidence == evidence]
        if not rows:
            continue
        start, end = visible_ends(drawing.segments[rows], drawing.gaps[rows])
        step = end - start
        length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)
        points = start + step * np.minimum(MARK_AT, MARK_PX / length)[:, None]
        ids = [drawing.content.edges[row].id for row in rows]
        if evidence == "uncited":
            pen = Pen(look.quiet, 1.4)
            ring = Markers(
                points=points, shape=Shape.CIRCLE, size=Size(_RING), fill=look.canvas, pen=pen, ids=ids, min_scale=least
            )
            found.append(ring)
        else:
            found.append(
                Icons(
                    points=points,
                    name="triangle-alert",
                    size=Size(_DISPUTED),
                    color=look.warn,
                    ids=ids,
                    min_scale=least,
                    obstacle=True,
                )
            )
    return found
