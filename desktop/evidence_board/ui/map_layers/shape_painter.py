"""Draws the points, lines and areas of a layer in the painter thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from evidence_board.geo.layers import PaintedKind
from evidence_board.geo.mercator import Bounds
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.map.map_colors import see_through
from evidence_board.ui.map_layers.shape_paths import ShapePaths

if TYPE_CHECKING:
    from evidence_board.ui.canvas.frame import Frame
    from evidence_board.ui.map.map_colors import MapColors

__all__ = ["paint_shapes", "view_of"]

_POINT_PX, _VEIL, _MOST_WIDTH = 5.0, 0.14, 12.0
#: More lines and areas than this at once are a blot; the largest are drawn.
_MOST_OUTLINES = 20_000
#: More points than this are thinned to one in a few pixels: what is left out lies under others.
_MOST_SPOTS, _CELL_PX = 4_000, 3.0


def view_of(frame: Frame, *, room: float = 16.0) -> Bounds:
    """Return the rectangle of the world that a frame shows, with so many pixels around it."""
    world, more = frame.world, room / frame.camera.scale
    return Bounds(world.x0 - more, world.y0 - more, world.x1 + more, world.y1 + more)


def paint_shapes(painter: QPainter, frame: Frame, paths: ShapePaths, colors: MapColors, *, view: Bounds) -> None:
    """Draw areas, then lines, then points, as the file wants them or in the colour of layers.

    Args:
        painter: may be turned.
        frame: with north up.
        paths: the shapes.
        colors: of the map.
        view: what is in sight, in the normalised world.
    """
    shapes = paths.shapes
    seen = paths.outlines_in(view, most=_MOST_OUTLINES)
    own = colors.accent
    for kind in (PaintedKind.AREA, PaintedKind.LINE):
        painter.save()
        painter.translate(frame.width / 2, frame.height / 2)
        painter.scale(frame.camera.scale, frame.camera.scale)
        painter.translate(-frame.camera.x, -frame.camera.y)
        for number in seen:
            if shapes.kinds[number] != kind:
                continue
            if frame.cancelled:
                break
            look, path = shapes.looks[shapes.styles[number]], paths.path(number)
            stroke = own if look.stroke is None else look.stroke
            if kind == PaintedKind.AREA:
                fill = see_through(stroke, _VEIL) if look.fill is None else look.fill
                if fill >> 24:
                    painter.fillPath(path, qt_color(fill))
            pen = QPen(qt_color(stroke), min(max(look.width, 0.5), _MOST_WIDTH) * frame.dpr)
            pen.setCosmetic(True)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)
        painter.restore()
    painter.setPen(QPen(qt_color(colors.surface), 1.5))
    spots, owners = paths.spots_in(view, cell=_CELL_PX / frame.camera.scale, most=_MOST_SPOTS)
    before = -1
    for number, (x, y) in zip(owners.tolist(), spots.tolist(), strict=True):
        if frame.cancelled:
            return
        style = shapes.styles[number]
        if style != before:
            stroke, before = shapes.looks[style].stroke, style
            painter.setBrush(qt_color(own if stroke is None else stroke))
        painter.drawEllipse(QPointF(*frame.to_view(x, y)), _POINT_PX, _POINT_PX)
