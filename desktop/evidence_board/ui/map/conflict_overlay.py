"""`ConflictOverlay`: a line between two positions that do not fit together, of what is selected."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from evidence_board.geo.mercator import Bounds, bounds_of, to_world
from evidence_board.model.observations import Conflict
from evidence_board.scene_style import TextStyle
from evidence_board.ui.canvas.label_stamps import FontSource, LabelStamps, margin
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.i18n import said
from evidence_board.ui.map.map_hits import nearest_copy

if TYPE_CHECKING:
    from evidence_board.model.case_index import CaseIndex
    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.map.map_colors import MapColors
    from evidence_board.ui.map.map_hits import MapHits

__all__ = ["ConflictOverlay"]

_RING_PX, _WIDTH_PX, _CASING_PX = 5.0, 2.0, 4.0
#: Words need so long a line, and only so many lines are told apart.
_WORDS_FROM_PX, _MOST_LINES = 90.0, 12


@dataclass(frozen=True, slots=True)
class _Line:
    """Ends in the normalised world, the second on the copy nearest to the first, and the words for it."""

    start: tuple[float, float]
    end: tuple[float, float]
    words: str


class ConflictOverlay:
    """Dashed lines of the open conflicts between positions of the selected things (an overlay of the canvas).

    Attributes:
        lines: how many there are.
    """

    def __init__(self, hits: MapHits, colors: MapColors, *, fonts: FontSource) -> None:
        self._hits, self._colors = hits, colors
        self._stamps = LabelStamps(fonts=fonts)
        self._lines: tuple[_Line, ...] = ()

    @property
    def lines(self) -> int:
        """How many lines are drawn."""
        return len(self._lines)

    def bounds_with(self, chosen: Bounds | None) -> Bounds | None:
        """Return the rectangle around all lines and another one; None where there are no lines."""
        import numpy as np

        ends = [end for line in self._lines for end in (line.start, line.end)]
        if not ends:
            return None
        if chosen is not None:
            ends += [(chosen.left, chosen.top), (chosen.right, chosen.bottom)]
        return bounds_of(np.array(ends))

    def show(self, index: CaseIndex, ids: Iterable[str]) -> None:
        """Take the open conflicts of what is selected."""
        found: dict[tuple[str, str], Conflict] = {}
        for row_id in ids:
            for one in index.observations.conflicts_of(row_id):
                if one.is_open and len(one.points) == 2:
                    found.setdefault((one.code, one.subject), one)
            if len(found) >= _MOST_LINES:
                break
        self._lines = tuple(_line(one) for one in list(found.values())[:_MOST_LINES])

    def restyle(self, colors: MapColors) -> None:
        """Take other colours and fonts."""
        self._colors = colors
        self._stamps.clear()

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw (an overlay of the canvas)."""
        for line in self._lines:
            start = self._hits.to_view(*line.start)
            # Across the date line the second end lies beside the first one, not round the world.
            x = nearest_copy(line.start[0], camera_x=view.camera.state.x) + line.end[0] - line.start[0]
            self._draw(painter, view, line.words, start, view.to_view(x, line.end[1]))

    def _draw(self, painter: QPainter, view: CanvasView, words: str, start: QPointF, end: QPointF) -> None:
        seen = QRectF(view.rect())
        part = _inside(QLineF(start, end), seen.adjusted(-8, -8, 8, 8))
        if part is None:
            return
        warn, surface = qt_color(self._colors.warn), qt_color(self._colors.surface)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(surface, _CASING_PX))
        painter.drawLine(part)
        dashed = QPen(warn, _WIDTH_PX)
        dashed.setDashPattern([3.0, 2.5])
        painter.setPen(dashed)
        painter.drawLine(part)
        painter.setPen(QPen(warn, _WIDTH_PX))
        painter.setBrush(surface)
        for at in (start, end):
            painter.drawEllipse(at, _RING_PX, _RING_PX)
        if part.length() >= _WORDS_FROM_PX:
            self._draw_words(painter, view, words, part.center())

    def _draw_words(self, painter: QPainter, view: CanvasView, words: str, at: QPointF) -> None:
        colors = self._colors
        style = TextStyle(colors.text, px=12.0, weight=500, chip=colors.warn_soft, padding=(8.0, 3.0), radius=6.0)
        width, height = self._stamps.size(words, style, max_px=0)
        x = min(max(at.x() - width / 2, 8.0), view.width() - width - 8)
        y = min(max(at.y() - height / 2, 8.0), view.height() - height - 8)
        dpr = painter.device().devicePixelRatio()
        stamp = self._stamps.stamp(words, style, max_px=0, dpr=dpr)
        stamp.setDevicePixelRatio(dpr)
        edge = margin(style)
        painter.drawImage(QPointF(x - edge, y - edge), stamp)


def _line(conflict: Conflict) -> _Line:
    (first, second) = conflict.points
    start, end = to_world(*first), to_world(*second)
    across = end[0] - start[0]
    return _Line(start, (end[0] - round(across), end[1]), said(conflict.apart))


def _inside(line: QLineF, box: QRectF) -> QLineF | None:
    """Return the part of a line that lies in a box (Liang and Barsky), None where nothing does.

    Drawn as a whole, a dashed line of a million pixels would take seconds.
    """
    first, last = 0.0, 1.0
    for step, near, far in (
        (line.dx(), box.left() - line.x1(), box.right() - line.x1()),
        (line.dy(), box.top() - line.y1(), box.bottom() - line.y1()),
    ):
        if math.isclose(step, 0.0, abs_tol=1e-9):
            if near > 0 or far < 0:
                return None
            continue
        enter, leave = sorted((near / step, far / step))
        first, last = max(first, enter), min(last, leave)
    return QLineF(line.pointAt(first), line.pointAt(last)) if first < last else None
