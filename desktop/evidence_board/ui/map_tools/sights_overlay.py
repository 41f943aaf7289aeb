"""How far off every pin in view may be, and where it looks, on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen

from evidence_board.ui.canvas.camera_state import turned
from evidence_board.ui.canvas.qt_styles import qt_color, qt_pen
from evidence_board.ui.map.chosen_overlay import draw_cone
from evidence_board.ui.map.map_colors import see_through

if TYPE_CHECKING:
    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.map.map_colors import MapColors
    from evidence_board.ui.map.map_hits import MapHits

__all__ = ["SightsOverlay"]

# More cones than this are a blur, and cost more than a frame.
_MOST = 300
# Further out, or among more of them, a short line says as much as a cone and covers nothing.
_CONES_FROM, _MOST_CONES, _TICK_PX = 10.0, 60, 14.0
_LEAST_PX, _MOST_PX = 4.0, 20_000.0


class SightsOverlay:
    """An overlay of the canvas, while it is switched on; below the pins that are selected.

    Attributes:
        on: whether it is switched on.
    """

    def __init__(self, hits: MapHits, colors: MapColors) -> None:
        self._hits, self._colors = hits, colors
        self.on = False

    def restyle(self, colors: MapColors) -> None:
        """Take other colours."""
        self._colors = colors

    def in_sight(self, view: CanvasView) -> list[int]:
        """Return the numbers of the photos whose circle or standpoint is in view, some hundreds at most."""
        import numpy as np

        pins, seen = self._hits.content.pins, view.visible_world
        if not len(pins):
            return []
        x, y = seen.centre
        reach = pins.radii + 60.0 / view.camera.state.scale
        across = np.abs((pins.xy[:, 0] - x + 0.5) % 1.0 - 0.5)
        down = np.abs(pins.xy[:, 1] - y)
        says = (pins.radii * view.camera.state.scale >= _LEAST_PX) | ~np.isnan(pins.bearings)
        inside = (across <= seen.width / 2 + reach) & (down <= seen.height / 2 + reach) & says & ~pins.beyond
        numbers: list[int] = np.flatnonzero(inside)[:_MOST].tolist()
        return numbers

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw (an overlay of the canvas)."""
        if not self.on:
            return
        pins, colors, camera = self._hits.content.pins, self._colors, view.camera.state
        numbers = self.in_sight(view)
        crowded = self._hits.zoom < _CONES_FROM or len(numbers) > _MOST_CONES
        for number in numbers:
            at: QPointF = self._hits.to_view(*pins.xy[number].tolist())
            radius = float(pins.radii[number]) * camera.scale
            if _LEAST_PX <= radius < _MOST_PX:
                painter.setPen(qt_pen(colors.areas[pins.rows[number].level]))
                painter.setBrush(qt_color(see_through(colors.place, 0.06)))
                painter.drawEllipse(at, radius, radius)
            bearing = float(pins.bearings[number])
            if bearing == bearing and crowded:
                step_x, step_y = turned(0.0, -_TICK_PX, bearing + camera.angle)
                painter.setPen(QPen(qt_color(colors.place), 1.5))
                painter.drawLine(at, at + QPointF(step_x, step_y))
            elif bearing == bearing:
                spread = float(pins.spreads[number])
                draw_cone(painter, at, bearing=bearing + camera.angle, spread=spread, color=qt_color(colors.place))
