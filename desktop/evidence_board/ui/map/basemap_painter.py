"""Paints sea, land, water, towns and boundaries of the basemap into a frame."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from evidence_board.geo.mercator import TILE_PX, Bounds
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.map.cell_paths import CellPaths

if TYPE_CHECKING:
    from evidence_board.geo.basemap import Basemap
    from evidence_board.ui.canvas.frame import Frame
    from evidence_board.ui.map.cell_paths import LayerPath
    from evidence_board.ui.map.map_colors import MapColors

# The veil along the coast is painted this many times smaller, as a hairline, and drawn larger: that blurs it,
# and a hairline costs a tenth of a wide stroke.
_SHALLOWS_PARTS = (8, 4)
_SHALLOWS_FROM = 5.0
# Built-up areas are drawn for an atlas; from close by their corners would say more than they know.
_URBAN_TO = 11.0


class BasemapPainter:
    """Draws what lies under everything else. Belongs to the painter thread of one map."""

    def __init__(self, basemap: Basemap) -> None:
        self._basemap = basemap
        self._paths = CellPaths(basemap)

    def paint(self, painter: QPainter, frame: Frame, colors: MapColors) -> None:
        """Draw the part of one world (0..1) that the frame shows.

        Raises:
            KnownError: the map file is damaged.
        """
        zoom = zoom_of(frame.camera.scale)
        box = frame.world
        bounds = Bounds(max(0.0, box.x0), max(0.0, box.y0), min(1.0, box.x1), min(1.0, box.y1))
        if bounds.width <= 0 or bounds.height <= 0:
            return
        cells = []
        for key in self._basemap.cells(self._basemap.level_for_zoom(zoom), bounds):
            if frame.cancelled:
                return
            cells.append(self._paths.get(key))
        if zoom >= _SHALLOWS_FROM:
            for part in _SHALLOWS_PARTS:
                _paint_shallows(painter, cells, frame, zoom, colors.shallows, part=part)
        painter.save()
        _follow(painter, frame)
        fills = {"land": colors.land, "lakes": colors.sea}
        if zoom < _URBAN_TO:
            fills["urban"] = colors.urban
        strokes = {
            "coast": _pen(colors.coast, 1.0, frame),
            "rivers": _pen(colors.river, 1.3 if zoom >= 7 else 0.9, frame),
            "admin1": _pen(colors.admin1, 1.0, frame),
            "admin0": _pen(colors.admin0, 1.3 if zoom >= 5 else 1.0, frame),
            "disputed": _pen(colors.admin0, 1.3 if zoom >= 5 else 1.0, frame, dash=(5.0, 3.5)),
        }
        for layer in self._basemap.layers:
            if frame.cancelled:
                break
            if layer in fills:
                for cell in cells:
                    if layer in cell:
                        painter.fillPath(cell[layer].at(zoom), qt_color(fills[layer]))
            elif layer in strokes:
                _stroke(painter, cells, layer, zoom, strokes[layer])
        painter.restore()


def zoom_of(scale: float) -> float:
    """Return the zoom level of a scale in pixels per world."""
    return math.log2(scale / TILE_PX)


def _follow(painter: QPainter, frame: Frame) -> None:
    """Let the painter take world coordinates."""
    painter.translate(frame.width / 2, frame.height / 2)
    painter.scale(frame.camera.scale, frame.camera.scale)
    painter.translate(-frame.camera.x, -frame.camera.y)


def _paint_shallows(
    painter: QPainter, cells: list[dict[str, LayerPath]], frame: Frame, zoom: float, color: int, *, part: int
) -> None:
    """Draw a soft band along the coast, about twice ``part`` pixels wide; the land then covers half of it."""
    image = QImage(
        math.ceil(frame.width / part), math.ceil(frame.height / part), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    small = QPainter(image)
    small.setRenderHint(QPainter.RenderHint.Antialiasing)
    small.setClipRect(image.rect())
    small.scale(1 / part, 1 / part)
    _follow(small, frame)
    pen = QPen(qt_color(color), 1.0)
    pen.setCosmetic(True)
    _stroke(small, cells, "coast", zoom, pen)
    small.end()
    painter.drawImage(QRectF(0, 0, image.width() * part, image.height() * part), image)


def _stroke(painter: QPainter, cells: list[dict[str, LayerPath]], layer: str, zoom: float, pen: QPen) -> None:
    for cell in cells:
        if layer in cell:
            painter.strokePath(cell[layer].at(zoom), pen)


def _pen(color: int, width: float, frame: Frame, *, dash: tuple[float, ...] = ()) -> QPen:
    """A pen that keeps its width under the camera; Qt measures such pens in device pixels."""
    pen = QPen(qt_color(color), width * frame.dpr)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap)
    if dash:
        pen.setDashPattern([length / width for length in dash])
    return pen
