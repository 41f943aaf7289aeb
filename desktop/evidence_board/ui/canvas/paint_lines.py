"""Paints :class:`~evidence_board.scene.Lines`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from evidence_board.scene import Lines
from evidence_board.ui.canvas.clipping import clip_segments
from evidence_board.ui.canvas.projection import Projection
from evidence_board.ui.canvas.qt_styles import qt_brush, qt_pen

if TYPE_CHECKING:
    from evidence_board.scene import Array
    from evidence_board.ui.canvas.projection import Indices

# One big drawLines keeps the interpreter from the GUI thread for a whole frame (measured).
CHUNK = 250
# Drafts above this many visible lines are drawn without smoothing and dashes.
DRAFT_LINES = 2000
_MOST_HEADS = 4000


class LinePainter:
    """Draws straight lines in chunks, from one buffer that Qt reads without new objects per line."""

    def __init__(self) -> None:
        self._buffer: Array | None = None
        self._lines: list[QLineF] = []

    def paint(self, painter: QPainter, item: Lines, projection: Projection) -> None:
        """Draw the lines in sight; returns early when the frame is cancelled."""
        frame = projection.frame
        pixels = projection.boxes(item.segments)
        reach = (
            item.pen.width + item.head_px + (0 if item.shift_px is None else float(abs(item.shift_px).max(initial=0)))
        )
        seen = projection.boxes_in_sight(pixels, reach=reach)
        if not len(seen):
            return
        ends, lengths = _trimmed(item, pixels[seen], seen, projection.scale)
        keep = lengths > 0
        shaft = _shortened(ends, lengths, by=item.head_px * 0.9) if item.head_px else ends
        # Dashes begin where a line is cut: parts of one picture cut it at the same places.
        room = reach + 8
        cut, inside = clip_segments(shaft, x0=-room, y0=-room, x1=frame.width + room, y1=frame.height + room)
        cut = cut[keep & inside]
        rough = frame.draft and len(cut) > DRAFT_LINES
        pen = replace(item.pen, dash=()) if rough else item.pen
        painter.setPen(qt_pen(pen))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not rough)
        self._draw(painter, cut, projection)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if item.head_px:
            _heads(painter, item, ends[keep & (lengths > 2 * item.head_px)], projection)
        if item.cross:
            painter.setPen(qt_pen(replace(item.pen, dash=())))
            self._draw(painter, _crosses(ends[keep], arm=3.0 + item.pen.width), projection)

    def _draw(self, painter: QPainter, segments: Array, projection: Projection) -> None:
        if self._buffer is None:
            import numpy as np

            self._buffer = np.zeros((CHUNK, 4))
            address = self._buffer.ctypes.data
            self._lines = [cast("QLineF", shiboken6.wrapInstance(address + 32 * row, QLineF)) for row in range(CHUNK)]
        for first in range(0, len(segments), CHUNK):
            if projection.frame.cancelled:
                return
            part = segments[first : first + CHUNK]
            self._buffer[: len(part)] = part
            painter.drawLines(self._lines[: len(part)])


def _trimmed(item: Lines, pixels: Array, seen: Indices, scale: float) -> tuple[Array, Array]:
    """Ends after shift and gaps, and the length that is left (0 or less: nothing to draw)."""
    import numpy as np

    step = pixels[:, 2:] - pixels[:, :2]
    length = np.hypot(step[:, 0], step[:, 1])
    unit = step / np.maximum(length, 1e-9)[:, None]
    ends = pixels
    if item.shift_px is not None:
        side = np.column_stack([-unit[:, 1], unit[:, 0]]) * item.shift_px[seen][:, None]
        ends = ends + np.hstack([side, side])
    if item.gaps is not None:
        gaps = item.gaps[seen] * item.gap.px(scale)
        ends = np.hstack([ends[:, :2] + unit * gaps[:, :1], ends[:, 2:] - unit * gaps[:, 1:]])
        length = length - gaps.sum(axis=1)
    return ends, length


def _shortened(ends: Array, lengths: Array, *, by: float) -> Array:
    """Segments that stop ``by`` pixels before their end, so that a thick line does not blunt its arrow."""
    import numpy as np

    step = ends[:, 2:] - ends[:, :2]
    part = np.where(lengths > 2 * by, by / np.maximum(lengths, 1e-9), 0.0)
    return np.hstack([ends[:, :2], ends[:, 2:] - step * part[:, None]])


def _heads(painter: QPainter, item: Lines, ends: Array, projection: Projection) -> None:
    """Filled triangles at the ends in sight; left out when there are too many to tell apart."""
    import numpy as np

    ends = ends[projection.points_in_sight(ends[:, 2:], reach=item.head_px)]
    if not len(ends) or len(ends) > _MOST_HEADS:
        return
    step = ends[:, 2:] - ends[:, :2]
    unit = step / np.hypot(step[:, 0], step[:, 1])[:, None]
    tip = ends[:, 2:]
    foot = tip - unit * item.head_px
    side = np.column_stack([-unit[:, 1], unit[:, 0]]) * (item.head_px * 0.42)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qt_brush(item.pen.color))
    rows = np.hstack([tip, foot + side, foot - side]).tolist()
    for first in range(0, len(rows), CHUNK):
        if projection.frame.cancelled:
            return
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for tip_x, tip_y, left_x, left_y, right_x, right_y in rows[first : first + CHUNK]:
            path.moveTo(tip_x, tip_y)
            path.lineTo(left_x, left_y)
            path.lineTo(right_x, right_y)
            path.closeSubpath()
        painter.drawPath(path)


def _crosses(ends: Array, *, arm: float) -> Array:
    """Two short strokes at the middle of each segment."""
    import numpy as np

    middle = (ends[:, :2] + ends[:, 2:]) / 2
    down = np.hstack([middle - arm, middle + arm])
    up = np.hstack([np.add(middle, (-arm, arm)), np.add(middle, (arm, -arm))])
    return np.vstack([down, up])
