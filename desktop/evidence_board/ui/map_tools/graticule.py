"""`Graticule`: meridians and parallels over the map, with their degrees at the edges."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from evidence_board.geo.mercator import MAX_LATITUDE, to_geographic, to_world, wrap_longitude
from evidence_board.scene_style import TextStyle
from evidence_board.ui.canvas.label_stamps import FontSource, LabelStamps, margin
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.map.map_colors import see_through

if TYPE_CHECKING:
    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.map.map_colors import MapColors

__all__ = ["Graticule", "degree_words", "step_for"]

# In seconds of arc: what people divide a degree by.
_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 18000, 36000, 72000, 108000)
_APART_PX, _MOST_LINES, _EDGE_PX = 110.0, 60, 4.0
#: Height of what stands at the foot of the map, and room between two labels.
_FOOT_PX, _BETWEEN_PX = 64.0, 8.0


class Graticule:
    """An overlay of the canvas; draws only while it is switched on.

    Attributes:
        on: whether it is drawn.
        labels: (words, place in the view) that were written last.
    """

    def __init__(self, colors: MapColors, *, fonts: FontSource) -> None:
        self._colors = colors
        self._stamps = LabelStamps(fonts=fonts)
        self.on = False
        self.labels: list[tuple[str, QRectF]] = []

    def restyle(self, colors: MapColors) -> None:
        """Take other colours and fonts."""
        self._colors = colors
        self._stamps.clear()

    def lines(self, view: CanvasView) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
        """Return the meridians as (x of the world, longitude) and the parallels as (y, latitude) in view."""
        seen = view.visible_world
        step = step_for(360.0 * _APART_PX / view.camera.state.scale)
        west, east = (seen.x0 - 0.5) * 360.0, (seen.x1 - 0.5) * 360.0
        first, last = math.ceil(west / step), math.floor(east / step)
        meridians = [
            (number * step / 360.0 + 0.5, wrap_longitude(number * step))
            for number in range(first, min(last, first + _MOST_LINES) + 1)
        ]
        north, south = to_geographic(0.0, max(seen.y0, 0.0))[0], to_geographic(0.0, min(seen.y1, 1.0))[0]
        step = step_for((north - south) * _APART_PX / max(view.height(), 1)) if north > south else step
        first, last = math.ceil(south / step), math.floor(north / step)
        parallels = [
            (to_world(number * step, 0.0)[1], number * step)
            for number in range(first, min(last, first + _MOST_LINES) + 1)
            if abs(number * step) <= MAX_LATITUDE
        ]
        return meridians, parallels

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw (an overlay of the canvas)."""
        self.labels = []
        if not self.on:
            return
        seen = view.visible_world
        meridians, parallels = self.lines(view)
        painter.setPen(QPen(qt_color(see_through(self._colors.ink, 0.28)), 1.0))
        top, bottom = max(seen.y0, 0.0), min(seen.y1, 1.0)
        for x, _ in meridians:
            painter.drawLine(view.to_view(x, top), view.to_view(x, bottom))
        for y, _ in parallels:
            painter.drawLine(view.to_view(seen.x0, y), view.to_view(seen.x1, y))
        box = (0.0, 0.0, float(view.width()), float(view.height()))
        # The foot of the map belongs to scale bar, hint and credits.
        taken = [QRectF(0.0, view.height() - _FOOT_PX, view.width(), _FOOT_PX)]
        for x, longitude in meridians:
            at = _crossing(view.to_view(x, top), view.to_view(x, bottom), box, along=1)
            if at is not None:
                self._label(painter, degree_words(longitude, "EW"), at, view, taken)
        for y, latitude in parallels:
            at = _crossing(view.to_view(seen.x0, y), view.to_view(seen.x1, y), box, along=0)
            if at is not None:
                self._label(painter, degree_words(latitude, "NS"), at, view, taken)

    def _label(self, painter: QPainter, words: str, at: QPointF, view: CanvasView, taken: list[QRectF]) -> None:
        """Write beside a line, where nothing is written yet."""
        style = TextStyle(self._colors.text, px=11.0, weight=500, halo=self._colors.land_halo)
        width, height = self._stamps.size(words, style, max_px=0)
        x = min(max(at.x() - width / 2, _EDGE_PX), view.width() - width - _EDGE_PX)
        y = min(max(at.y() - height / 2, _EDGE_PX), view.height() - height - _EDGE_PX)
        place = QRectF(x, y, width, height)
        if any(place.intersects(other) for other in taken):
            return
        self.labels.append((words, place))
        taken.append(place.adjusted(-_BETWEEN_PX, 0, _BETWEEN_PX, 0))
        dpr = painter.device().devicePixelRatio()
        stamp = self._stamps.stamp(words, style, max_px=0, dpr=dpr)
        stamp.setDevicePixelRatio(dpr)
        edge = margin(style)
        painter.drawImage(QPointF(round(x) - edge, round(y) - edge), stamp)


def step_for(least_degrees: float) -> float:
    """Return the smallest usual step, in degrees, that is not below a given one."""
    return next((step for step in _STEPS if step >= least_degrees * 3600), _STEPS[-1]) / 3600


def degree_words(degrees: float, letters: str) -> str:
    """Return ``34°``, ``34°30′`` or ``34°30′15″`` with its letter, as short as it can be said."""
    units = round(abs(degrees) * 36_000)
    letter = letters[0] if degrees > 0 else letters[1]
    minutes, tenths = divmod(units, 600)
    whole, minutes = divmod(minutes, 60)
    text = f"{whole}°"
    if minutes or tenths:
        text += f"{minutes:02d}′"
    if tenths:
        text += f"{tenths // 10:02d}″" if tenths % 10 == 0 else f"{tenths / 10:04.1f}″"
    return text + (letter if units and units != 180 * 36_000 else "")


def _crossing(start: QPointF, end: QPointF, box: tuple[float, float, float, float], *, along: int) -> QPointF | None:
    """Return where a line meets the upper (a meridian) or the left edge (a parallel) of the view, or the next one."""
    dx, dy = end.x() - start.x(), end.y() - start.y()
    edges = [(0.0, "y"), (0.0, "x"), (box[2], "x"), (box[3], "y")]
    if along == 0:
        edges = [(0.0, "x"), (0.0, "y"), (box[3], "y"), (box[2], "x")]
    for value, axis in edges:
        change, origin = (dx, start.x()) if axis == "x" else (dy, start.y())
        if abs(change) < 1e-9:
            continue
        part = (value - origin) / change
        at = QPointF(start.x() + dx * part, start.y() + dy * part)
        if -1e-6 <= part <= 1 + 1e-6 and -0.5 <= at.x() <= box[2] + 0.5 and -0.5 <= at.y() <= box[3] + 0.5:
            return at
    # The map ends inside the view: its own end is the edge.
    inside = 0 <= start.x() <= box[2] and 0 <= start.y() <= box[3]
    return start if inside else None
