"""`BeyondMarkers`: says at the ends of the strip that the selection lies beyond, and leads there when pressed.

Selecting in another pane never moves the strip by itself: whoever compares dates would lose their place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from evidence_board.analysis.timeline import TimelineData
from evidence_board.ui.canvas import CanvasView
from evidence_board.ui.i18n import number
from evidence_board.ui.theme import Theme
from evidence_board.ui.timeline.strip_layout import measures
from evidence_board.ui.timeline.time_words import beyond_words
from evidence_board.ui.widgets.painting import draw_box, draw_text

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

__all__ = ["Beyond", "BeyondMarkers"]

_HIGH, _PADDING, _ARROW_PX, _GAP = 20.0, 8.0, 4.0, 6.0


@dataclass(frozen=True, slots=True)
class Beyond:
    """What is selected and lies beyond one end of the view.

    Attributes:
        later: beyond the later end.
        ids: the selected files and events there, the nearest first.
        at: seconds of the nearest date there.
        words: how many, and when.
    """

    later: bool
    ids: tuple[str, ...]
    at: float
    words: str


class BeyondMarkers:
    """Knows which part of the selection is out of view; nothing is said while any of it is in view.

    Attributes:
        shown: the markers of the present view, at most one at each end.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._ids: list[str] = []
        # First and last date of each, and all of them in order.
        self._first, self._last, self._all = _ends_of(None, [])
        self.shown: tuple[Beyond, ...] = ()

    def choose(self, data: TimelineData, ids: Iterable[str]) -> None:
        """Tell what is selected."""
        self._ids = [one for one in ids if one in data.when]
        self._first, self._last, self._all = _ends_of(data, self._ids)

    def look(self, start: float, end: float) -> None:
        """Tell which part of time is in view, in seconds."""
        import numpy as np

        low, high = self._all.searchsorted((start, end))
        if low < high or not self._ids:
            self.shown = ()
            return
        # Of a file taken before and posted after the view, the earlier date counts.
        near = np.where(self._last < start, self._last, self._first)
        found = []
        for later in (False, True):
            beyond = np.flatnonzero((self._first >= end) if later else (self._first < start))
            if len(beyond):
                beyond = beyond[np.argsort(near[beyond] if later else -near[beyond], kind="stable")]
                at = float(near[beyond[0]])
                words = beyond_words(len(beyond), at=at, view=(start, end))
                found.append(Beyond(later, tuple(self._ids[one] for one in beyond.tolist()), at, words))
        self.shown = tuple(found)

    def box(self, marker: Beyond, view: CanvasView) -> QRectF:
        """Return where a marker stands: an arrow and a count, so that it covers no week; its tip says the rest."""
        wide = self._theme.metrics("caption", tabular=True, weight=600).horizontalAdvance(number(len(marker.ids)))
        # A pixel more than measured, or rounding would cut the words short.
        wide = min(math.ceil(wide) + 2 + 2 * _PADDING + _GAP + _ARROW_PX, view.width() - 8.0)
        left = view.width() - 4.0 - wide if marker.later else 4.0
        return QRectF(round(left), round(measures(view.height()).middle - _HIGH / 2), round(wide), _HIGH)

    def at(self, pos: QPointF, view: CanvasView) -> Beyond | None:
        """Return the marker at a pixel of the view."""
        return next((one for one in self.shown if self.box(one, view).contains(pos)), None)

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw the markers (an overlay of the canvas)."""
        color = self._theme.color
        font = self._theme.font("caption", tabular=True, weight=600)
        for marker in self.shown:
            box = self.box(marker, view)
            draw_box(painter, box, radius=_HIGH / 2, fill=color("accentSoft"), border=color("accent"), width=1.0)
            room = box.adjusted(_PADDING, 0, -_PADDING, 0)
            aside = _ARROW_PX + _GAP
            words = room.adjusted(0, 0, -aside, 0) if marker.later else room.adjusted(aside, 0, 0, 0)
            draw_text(
                painter,
                words,
                number(len(marker.ids)),
                font=font,
                colour=color("accentText"),
                align=Qt.AlignmentFlag.AlignCenter,
            )
            tip, way = (room.right(), -1.0) if marker.later else (room.left(), 1.0)
            middle = box.center().y()
            painter.setPen(QPen(color("accentText"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            foot = tip + way * _ARROW_PX
            painter.drawPolyline(
                QPolygonF([QPointF(foot, middle - _ARROW_PX), QPointF(tip, middle), QPointF(foot, middle + _ARROW_PX)])
            )


def _ends_of(data: TimelineData | None, ids: list[str]) -> tuple[Array, Array, Array]:
    """Return the first and the last date of each thing, and every date in order; all in seconds."""
    import numpy as np

    first, last = np.full(len(ids), np.inf), np.full(len(ids), -np.inf)
    if data is not None:
        rows = [(row.places, row.at, row.at) for row in (data.taken, data.posted)]
        for places, starts, ends in (*rows, (data.events.places, data.events.at, data.events.end)):
            for place, one in enumerate(ids):
                at = places.get(one)
                if at is not None:
                    first[place], last[place] = min(first[place], starts[at]), max(last[place], ends[at])
    return first, last, np.sort(np.concatenate([first, last]))
