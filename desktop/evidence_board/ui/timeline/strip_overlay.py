"""`StripOverlay`: brush, selection and hover, drawn over the picture in the GUI thread."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from evidence_board.analysis.timeline import TimelineData, bar_counts
from evidence_board.ui.canvas import CanvasView
from evidence_board.ui.theme import Theme
from evidence_board.ui.timeline.brush import Span
from evidence_board.ui.timeline.strip_hits import Place, mark_place, place_of
from evidence_board.ui.timeline.strip_layout import Content, RowName, bars_in, marks_in, measures
from evidence_board.ui.timeline.strip_scene import DIAMOND_PX
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded, mixed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

__all__ = ["Chosen", "StripOverlay"]

_ROWS: tuple[RowName, RowName] = ("taken", "posted")
_HANDLE_WIDE, _HANDLE_HIGH, _EDGE = 8.0, 20.0, 1.5
_RING_PX, _RING_RADIUS = 12.0, 3.0
#: Rings are drawn around so many selected marks at most; the others are only filled.
_MOST_RINGS = 40


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands out.

    Attributes:
        ids: selected row ids.
        current: the one that the inspector shows; its two dates are joined.
        related: items that belong to what is selected.
        hovered: the thing under the pointer, here or in another pane.
    """

    ids: frozenset[str] = frozenset()
    current: str | None = None
    related: frozenset[str] = frozenset()
    hovered: str | None = None


class StripOverlay:
    """Draws what changes with every gesture.

    Attributes:
        content: what the strip shows.
        chosen: what stands out in it.
        held: how the brush is held now (see `StripTool.held`).
        span: the brush.
        words: dates at the edges of the brush while it is dragged.
    """

    def __init__(self, theme: Theme, content: Content) -> None:
        self._theme = theme
        self.content = content
        self.chosen = Chosen()
        self.span: Span | None = None
        self.held = ""
        self.words: tuple[str, str] = ("", "")
        self._rows: dict[tuple[RowName, str, float, int], Place | None] = {}
        self._rows_of: Content | None = None
        self._times: dict[RowName, Array] = {}
        self._times_of: tuple[TimelineData, frozenset[str], frozenset[str]] | None = None

    # -- the brush -------------------------------------------------------------------------------------

    def draw_ground(self, painter: QPainter, view: CanvasView) -> None:
        """Draw the soft fill of the brush behind marks and lines."""
        if self.span is not None:
            left, right = (self._edge_px(view, at) for at in self.span)
            near, far = max(left, 0.0), min(right, float(view.width()))
            if near < far:
                self._tint(painter, QRectF(near, 0, far - near, measures(view.height()).axis))

    def draw_edges(self, painter: QPainter, view: CanvasView) -> None:
        """Draw the edges and the handles of the brush."""
        if self.span is None:
            return
        axis, color = measures(view.height()).axis, self._theme.color
        left, right = (self._edge_px(view, at) for at in self.span)
        near, far = max(left, 0.0), min(right, float(view.width()))
        if near < far:
            painter.fillRect(QRectF(near - 0.5, 0, far - near + 1, _EDGE), color("accent"))
        for x in (left, right):
            if -_HANDLE_WIDE <= x <= view.width() + _HANDLE_WIDE:
                painter.fillRect(QRectF(x - 0.5, 0, _EDGE, axis), color("accent"))
                box = QRectF(x - _HANDLE_WIDE / 2, round(axis * 0.52 - _HANDLE_HIGH / 2), _HANDLE_WIDE, _HANDLE_HIGH)
                draw_box(painter, box, radius=4, fill=color("pane"), border=color("accent"), width=_EDGE)

    def draw_brush_words(self, painter: QPainter, view: CanvasView) -> None:
        """Write the dates of the edges below the brush while it is dragged."""
        if self.span is None or not self.held:
            return
        sizes, color = measures(view.height()), self._theme.color
        metrics = self._theme.metrics("caption", tabular=True, weight=600)
        wide = [metrics.horizontalAdvance(words) + 12 for words in self.words]
        left, right = (self._edge_px(view, at) for at in self.span)
        starts = [left - wide[0] / 2, right - wide[1] / 2]
        overlap = starts[0] + wide[0] + 4 - starts[1]
        if overlap > 0:
            starts = [starts[0] - overlap / 2, starts[1] + overlap / 2]
        for start, width, words in zip(starts, wide, self.words, strict=True):
            x = min(max(start, 0.0), view.width() - width)
            box = QRectF(x, sizes.label - 9, width, 18)
            draw_box(painter, box, radius=4, fill=color("accent"))
            font = self._theme.font("caption", tabular=True, weight=600)
            draw_text(painter, box, words, font=font, colour=color("onAccent"), align=Qt.AlignmentFlag.AlignCenter)

    def _edge_px(self, view: CanvasView, at: float) -> float:
        if math.isinf(at):
            return -1e6 if at < 0 else 1e6
        return float(round(min(max(view.to_view(at, 0).x(), -1e6), 1e6)))

    def _tint(self, painter: QPainter, box: QRectF) -> None:
        """Turn the ground from ``pane`` to ``accentSoft`` without covering what stands on it."""
        # The soft accent is darker than the pane in light, lighter in dark; marks are stronger than both.
        modes = QPainter.CompositionMode
        mode = modes.CompositionMode_Lighten if self._theme.is_dark else modes.CompositionMode_Darken
        before = painter.compositionMode()
        painter.setCompositionMode(mode)
        painter.fillRect(box, self._theme.color("accentSoft"))
        painter.setCompositionMode(before)

    # -- what is chosen --------------------------------------------------------------------------------

    def draw_chosen(self, painter: QPainter, view: CanvasView) -> None:
        """Draw what is selected, related, and under the pointer."""
        chosen = self.chosen
        if self.content is not self._rows_of:
            self._rows_of, self._rows = self.content, {}
        if chosen.related or chosen.ids:
            if self.content.bars:
                self._draw_bars(painter, view)
            else:
                self._draw_marks(painter, view)
        if chosen.current is not None:
            self._draw_current(painter, view, chosen.current)
        self._draw_events(painter, view)
        if chosen.hovered is not None and chosen.hovered != chosen.current:
            self._draw_outline(painter, view, chosen.hovered)

    def _draw_marks(self, painter: QPainter, view: CanvasView) -> None:
        """Fill the selected marks in view, and in a softer tone those that belong to the selection."""
        chosen, scale, world = self.chosen, view.camera.state.scale, view.visible_world
        accent = self._theme.color("accent")
        soft = mixed(self._theme.color("pane"), accent, 0.62)
        rings = 0
        for name in _ROWS:
            marks = marks_in(self.content, name, world.x0, world.x1, scale=scale)
            for at, item_id in enumerate(self.content.row(name).ids[marks.part]):
                selected = item_id in chosen.ids
                if not selected and item_id not in chosen.related:
                    continue
                place = mark_place(marks, at, scale=scale)
                box = _box(view, place)
                if selected and item_id != chosen.current and rings < _MOST_RINGS:
                    rings += 1
                    self._ring(painter, box, accent, width=1.2, ground=self._ground(place.x))
                # The picture below may lie half a pixel beside: cover its mark.
                self._fill(painter, box.adjusted(-0.5, -0.5, 0.5, 0.5), name, accent if selected else soft)

    def _draw_bars(self, painter: QPainter, view: CanvasView) -> None:
        """Mark the share of the selected files at the foot of each bar."""
        import numpy as np

        world, sizes = view.visible_world, measures(view.height())
        scale, accent = view.camera.state.scale, self._theme.color("accent")
        for bars in bars_in(self.content, world.x0, world.x1, scale=scale):
            times = self._chosen_times(bars.row)
            numbers = bar_counts(times, bars.start, bars.step, bars.counts.shape[1])[0]
            for place in np.flatnonzero(numbers).tolist():
                x0 = view.to_view(bars.start + place * bars.step, 0).x() + 0.75
                high = max(float(numbers[place]) / bars.per_px, 2.0)
                top = sizes.middle - 1 - high if bars.row == "taken" else sizes.middle + 1
                painter.fillRect(QRectF(x0, top, bars.step * scale - 1.5, high), accent)

    def _chosen_times(self, name: RowName) -> Array:
        """Return when the selected and the related files stand in a row; worked out once per selection."""
        import numpy as np

        key = (self.content.data, self.chosen.ids, self.chosen.related)
        if self._times_of is None or any(old is not new for old, new in zip(self._times_of, key, strict=True)):
            self._times_of, self._times = key, {}
        if name not in self._times:
            row = self.content.row(name)
            places = [row.places[one] for one in self.chosen.ids | self.chosen.related if one in row.places]
            self._times[name] = row.at[np.sort(np.array(places, dtype=np.int64))]
        return self._times[name]

    def _draw_current(self, painter: QPainter, view: CanvasView, item_id: str) -> None:
        """Ring the marks of one file and join its two dates by an elbow."""
        accent = self._theme.color("accent")
        places = [self._place(view, name, item_id) for name in _ROWS]
        boxes = [None if place is None else _box(view, place) for place in places]
        taken, posted = boxes
        if taken is not None and posted is not None:
            painter.setPen(QPen(faded(accent, 0.85), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            line = _elbow(taken, posted)
            painter.drawPolyline(QPolygonF([_kept(point, view) for point in line]))
        for name, place, box in zip(_ROWS, places, boxes, strict=True):
            if place is not None and box is not None and -20 < box.center().x() < view.width() + 20:
                self._ring(painter, box, accent, width=1.5, ground=self._ground(place.x))
                self._fill(painter, box, name, accent)

    def _draw_events(self, painter: QPainter, view: CanvasView) -> None:
        """Ring selected events, and write the name of the one under the pointer or in focus."""
        chosen, events = self.chosen, self.content.data.events
        marked = [one for one in events.ids if one in chosen.ids]
        if chosen.hovered is not None and chosen.hovered in events.places:
            marked.append(chosen.hovered)
        y, accent = measures(view.height()).event, self._theme.color("accent")
        for one in dict.fromkeys(marked):
            at = events.places[one]
            x = view.to_view(float(events.at[at]), 0).x()
            if not -20 < x < view.width() + 20:
                continue
            half = DIAMOND_PX * 0.6 + 2.5
            diamond = QPolygonF(
                [QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)]
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 1.5))
            painter.drawPolygon(diamond)
            if one in (chosen.hovered, chosen.current):
                self._write_label(painter, view, x, y, events.labels[at])

    def _write_label(self, painter: QPainter, view: CanvasView, x: float, y: float, label: str) -> None:
        metrics = self._theme.metrics("caption", weight=500)
        wide = min(metrics.horizontalAdvance(label) + 12, 280.0, view.width() - 4.0)
        left = x + 9 if x + 9 + wide <= view.width() - 2 else x - 9 - wide
        box = QRectF(max(left, 2.0), y - 8, wide, 17)
        color = self._theme.color
        draw_box(painter, box, radius=4, fill=color("raised"), border=color("line2"))
        font = self._theme.font("caption", weight=500)
        draw_text(painter, box.adjusted(5, 0, -5, 0), label, font=font, colour=color("text"))

    def _draw_outline(self, painter: QPainter, view: CanvasView, item_id: str) -> None:
        for name in _ROWS:
            place = self._place(view, name, item_id)
            if place is not None:
                self._ring(painter, _box(view, place), self._theme.color("accent"), width=1.0)

    def _place(self, view: CanvasView, name: RowName, item_id: str) -> Place | None:
        scale = view.camera.state.scale
        key = (name, item_id, scale, view.height())
        if key not in self._rows:
            if len(self._rows) > 200:
                self._rows.clear()
            self._rows[key] = place_of(self.content, name, item_id, scale=scale)
        return self._rows[key]

    def _fill(self, painter: QPainter, box: QRectF, name: RowName, colour: QColor) -> None:
        if name == "taken":
            draw_box(painter, box, radius=1.0, fill=colour)
        else:
            draw_box(painter, box, radius=1.0, fill=self._theme.color("pane"), border=colour, width=1.5)

    def _ring(
        self, painter: QPainter, box: QRectF, colour: QColor, *, width: float, ground: QColor | None = None
    ) -> None:
        reach = (_RING_PX - 6.0) / 2
        ring = box.adjusted(-reach, -reach, reach, reach)
        draw_box(painter, ring, radius=_RING_RADIUS, fill=ground, border=colour, width=width)

    def _ground(self, at: float) -> QColor:
        """Return the colour behind a mark: inside the brush, or outside."""
        inside = self.span is not None and self.span[0] <= at < self.span[1]
        return self._theme.color("accentSoft" if inside else "pane")


def _box(view: CanvasView, place: Place) -> QRectF:
    x = view.to_view(place.x, 0).x()
    x = min(max(x, -1e5), 1e5)
    left, top = round(x - place.wide / 2), round(place.y - place.high / 2)
    return QRectF(left, top, max(round(place.wide), 1), max(round(place.high), 1))


def _elbow(taken: QRectF, posted: QRectF) -> list[QPointF]:
    """Return the way from a mark taken down to its mark posted, both with a ring around."""
    clear = (_RING_PX - 6.0) / 2
    x, y, away = taken.center().x(), posted.center().y(), posted.center().x() - taken.center().x()
    foot = QPointF(x, taken.bottom() + clear)
    if abs(away) <= _RING_PX * 0.75:
        return [foot, QPointF(x, max(posted.top() - clear, foot.y()))]
    side = posted.left() - clear if away > 0 else posted.right() + clear
    return [foot, QPointF(x, y), QPointF(side, y)]


def _kept(point: QPointF, view: CanvasView) -> QPointF:
    """Keep a point near the view: Qt's lines lose precision far outside."""
    return QPointF(min(max(point.x(), -50.0), view.width() + 50.0), point.y())
