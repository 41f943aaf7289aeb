"""Draws vector tiles in the colours of the basemap, so that a layer of them looks like more of the same map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.map.basemap_painter import zoom_of
from evidence_board.ui.widgets.painting import mixed

if TYPE_CHECKING:
    from evidence_board.ui.canvas.frame import Frame
    from evidence_board.ui.map.map_colors import MapColors
    from evidence_board.ui.map_layers.vector_paths import VectorPaths

__all__ = ["paint_vector"]

#: What a tile shows where it says nothing: OpenMapTiles has no land, Protomaps has no sea.
_GROUND = {"openmaptiles": "earth", "shortbread": "earth", "protomaps": "water"}


@dataclass(frozen=True, slots=True)
class _Ink:
    """How a role is drawn: a colour, the width of its line at zoom 14 in pixels, and the edge of that line."""

    color: QColor
    width: float = 0.0
    casing: QColor | None = None
    dash: tuple[float, ...] = ()


def paint_vector(
    painter: QPainter, frame: Frame, paths: VectorPaths, box: QRectF, colors: MapColors, *, schema: str
) -> None:
    """Draw one tile, cut at its box; where its schema says what the rest of it is, the basemap is covered."""
    inks = _inks(colors)
    zoom = zoom_of(frame.camera.scale)
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    if schema in _GROUND:
        painter.fillRect(box, inks[_GROUND[schema]].color)
    painter.translate(frame.width / 2, frame.height / 2)
    painter.scale(frame.camera.scale, frame.camera.scale)
    painter.translate(-frame.camera.x, -frame.camera.y)
    for casing in (True, False):
        for part in paths.parts:
            if frame.cancelled:
                break
            ink = inks.get(part.role)
            if ink is None:
                continue
            if part.area:
                if not casing:
                    continue
                painter.fillPath(part.path, ink.color)
            elif casing and ink.casing is not None:
                painter.strokePath(part.path, _pen(ink.casing, _width(ink, zoom) + 2.0, frame))
            elif not casing:
                painter.strokePath(part.path, _pen(ink.color, _width(ink, zoom), frame, dash=ink.dash))
    painter.restore()


def _width(ink: _Ink, zoom: float) -> float:
    """Roads grow as one comes nearer, borders do not grow much."""
    grown = ink.width * 1.5 ** (zoom - 14.0)
    return float(min(max(grown, 0.7), ink.width * 5.0))


def _pen(color: QColor, width: float, frame: Frame, *, dash: tuple[float, ...] = ()) -> QPen:
    pen = QPen(color, width * frame.dpr)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap)
    if dash:
        pen.setDashPattern([length / width for length in dash])
    return pen


@lru_cache(maxsize=4)
def _inks(colors: MapColors) -> dict[str, _Ink]:
    """Return how each role is drawn in a theme."""
    land, sea, ink, surface = (qt_color(one) for one in (colors.land, colors.sea, colors.ink, colors.surface))
    green, urban = QColor(58, 128, 74), qt_color(colors.urban)
    edge, road = mixed(land, ink, 0.24), mixed(land, surface, 0.85)
    large = QColor(222, 150, 40)
    river = qt_color(colors.river)
    fine = mixed(land, ink, 0.28)
    return {
        "earth": _Ink(land),
        "residential": _Ink(urban),
        "industrial": _Ink(mixed(urban, ink, 0.05)),
        "military": _Ink(mixed(land, QColor(190, 70, 60), 0.12)),
        "farmland": _Ink(mixed(land, green, 0.06)),
        "grass": _Ink(mixed(land, green, 0.13)),
        "park": _Ink(mixed(land, green, 0.17)),
        "wood": _Ink(mixed(land, green, 0.24)),
        "wetland": _Ink(mixed(mixed(land, green, 0.12), sea, 0.4)),
        "sand": _Ink(mixed(land, QColor(214, 190, 120), 0.3)),
        "rock": _Ink(mixed(land, ink, 0.07)),
        "ice": _Ink(mixed(land, surface, 0.8)),
        "cemetery": _Ink(mixed(land, green, 0.1)),
        "school": _Ink(mixed(urban, large, 0.06)),
        "hospital": _Ink(mixed(urban, QColor(200, 60, 60), 0.06)),
        "water": _Ink(sea),
        "aerodrome": _Ink(mixed(land, ink, 0.09)),
        "pier": _Ink(mixed(land, ink, 0.05)),
        "building": _Ink(mixed(land, ink, 0.17)),
        "waterway": _Ink(river, 1.4),
        "ferry": _Ink(river, 1.0, None, (5.0, 4.0)),
        "path": _Ink(fine, 1.0, None, (3.0, 3.0)),
        "service_road": _Ink(road, 1.4, edge),
        "minor_road": _Ink(road, 2.2, edge),
        "secondary_road": _Ink(road, 3.0, edge),
        "primary_road": _Ink(mixed(road, large, 0.16), 3.6, edge),
        "trunk_road": _Ink(mixed(road, large, 0.26), 4.2, edge),
        "motorway": _Ink(mixed(road, large, 0.38), 4.8, edge),
        "runway": _Ink(fine, 6.0),
        "taxiway": _Ink(fine, 2.0),
        "rail": _Ink(mixed(land, ink, 0.42), 1.2, None, (6.0, 2.5)),
        "aerialway": _Ink(fine, 1.0, None, (2.0, 4.0)),
        "power_line": _Ink(mixed(land, ink, 0.2), 0.7),
        "barrier": _Ink(mixed(land, ink, 0.22), 0.8),
        "boundary_region": _Ink(qt_color(colors.admin1), 1.0),
        "boundary_country": _Ink(qt_color(colors.admin0), 1.3),
        "boundary_disputed": _Ink(qt_color(colors.admin0), 1.3, None, (5.0, 3.5)),
        "other_area": _Ink(mixed(land, ink, 0.06)),
        "other_line": _Ink(fine, 1.2),
    }
