"""What somebody is measuring or drawing, above the map: the path over the ground, its corners, its figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from evidence_board.geo.geodesy import circle, sector
from evidence_board.geo.mercator import to_world
from evidence_board.scene_style import TextStyle
from evidence_board.ui.canvas.label_stamps import FontSource, LabelStamps, margin
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.map.map_colors import see_through
from evidence_board.ui.map_tools.ground import Point, ground_path, nearest_to
from evidence_board.ui.map_tools.measuring import length_words, measure

if TYPE_CHECKING:
    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.map.map_colors import MapColors
    from evidence_board.ui.map_tools.trace import Trace

__all__ = ["TraceOverlay", "in_view", "sector_outline"]

_DOT_PX, _AIM_PX, _LABEL_FROM_PX, _MOST_LABELS = 4.5, 9.0, 70.0, 40


class TraceOverlay:
    """An overlay of the canvas.

    Attributes:
        trace: what is being set, or None.
        aim_shown: a cross stands where the next point would be set by key.
    """

    def __init__(self, colors: MapColors, *, fonts: FontSource) -> None:
        self._colors = colors
        self._stamps = LabelStamps(fonts=fonts)
        self.trace: Trace | None = None
        self.aim_shown = False

    def restyle(self, colors: MapColors) -> None:
        """Take other colours and fonts."""
        self._colors = colors
        self._stamps.clear()

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw (an overlay of the canvas)."""
        trace = self.trace
        if trace is None:
            return
        shown = trace.shown
        accent, surface = qt_color(self._colors.accent), qt_color(self._colors.surface)
        if trace.kind == "sector":
            outline = self._sector(trace)
        else:
            outline = ground_path(shown, closed=trace.is_area)
        path = QPolygonF(in_view(outline, view))
        fills = trace.is_area or trace.kind == "sector"
        if fills and path.size() > 2:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qt_color(see_through(self._colors.accent, 0.14)))
            painter.drawPolygon(path)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((surface, 4.5), (accent, 2.0)):
            pen = QPen(color, width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(path)
        corners = in_view(_joined(shown), view)
        painter.setPen(QPen(accent, 2.0))
        painter.setBrush(surface)
        for at in corners[: len(trace.points)]:
            painter.drawEllipse(at, _DOT_PX, _DOT_PX)
        if trace.is_measuring and not trace.is_area:
            self._label_legs(painter, shown, corners)
        if self.aim_shown and trace.aim is not None and not trace.closed:
            at = corners[-1]
            painter.setPen(QPen(qt_color(self._colors.focus), 2.0))
            painter.drawLine(at - QPointF(_AIM_PX, 0), at + QPointF(_AIM_PX, 0))
            painter.drawLine(at - QPointF(0, _AIM_PX), at + QPointF(0, _AIM_PX))

    def _sector(self, trace: Trace) -> list[Point]:
        found = trace.sector
        if found is None:
            return _joined(trace.shown)
        radius, bearing, width = found
        return sector_outline(trace.points[0] if trace.points else trace.shown[0], radius, bearing, width)

    def _label_legs(self, painter: QPainter, points: Sequence[Point], corners: Sequence[QPointF]) -> None:
        if len(points) > _MOST_LABELS:
            return
        style = TextStyle(self._colors.text, px=12.0, weight=500, chip=self._colors.surface, padding=(6.0, 2.0))
        for at in range(1, len(points)):
            middle = (corners[at - 1] + corners[at]) / 2
            apart = corners[at] - corners[at - 1]
            if abs(apart.x()) + abs(apart.y()) < _LABEL_FROM_PX:
                continue
            words = length_words(measure(points[at - 1 : at + 1]).length_m)
            width, height = self._stamps.size(words, style, max_px=0)
            dpr = painter.device().devicePixelRatio()
            stamp = self._stamps.stamp(words, style, max_px=0, dpr=dpr)
            stamp.setDevicePixelRatio(dpr)
            edge = margin(style)
            painter.drawImage(QPointF(middle.x() - width / 2 - edge, middle.y() - height / 2 - edge), stamp)


def sector_outline(middle: Point, radius_m: float, bearing_deg: float, width_deg: float) -> list[Point]:
    """Return the closed outline of a sector or circle as normalised world points, in one piece."""
    latitude, longitude = middle
    if width_deg >= 360.0:
        rows = circle(latitude, longitude, radius_m=radius_m)
    else:
        rows = sector(latitude, longitude, bearing_deg=bearing_deg, field_of_view_deg=width_deg, radius_m=radius_m)
    return _joined([*((float(one), float(other)) for one, other in rows), (float(rows[0][0]), float(rows[0][1]))])


def in_view(path: Sequence[Point], view: CanvasView) -> list[QPointF]:
    """Return the pixels of a path of world points, in the copy of the world that is nearest to the middle."""
    if not path:
        return []
    middle = (min(x for x, _ in path) + max(x for x, _ in path)) / 2
    shift = nearest_to(middle, view.camera.state.x) - middle
    return [view.to_view(x + shift, y) for x, y in path]


def _joined(points: Sequence[Point]) -> list[Point]:
    found: list[Point] = []
    for latitude, longitude in points:
        x, y = to_world(latitude, longitude)
        found.append((nearest_to(x, found[-1][0]) if found else x, y))
    return found
