"""Names that the user's maps bring with them, as wishes of the placer of names: none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evidence_board.geo.labels import BESIDE, CENTRE
from evidence_board.geo.layers import PaintedKind
from evidence_board.scene_style import TextStyle
from evidence_board.ui.map.basemap_painter import zoom_of
from evidence_board.ui.map.map_names import AROUND, Name
from evidence_board.ui.map_layers.shape_painter import view_of
from evidence_board.ui.map_layers.shape_paths import ShapePaths

if TYPE_CHECKING:
    from evidence_board.ui.canvas.frame import Frame
    from evidence_board.ui.map.map_colors import MapColors
    from evidence_board.ui.map_layers.vector_paths import VectorPaths

__all__ = ["shape_names", "tile_names"]

#: Names of one layer that are tried in one frame, and signs of a name.
_MOST, _LONGEST = 250, 60
#: Before the towns of the basemap, after the places of the case.
_SHAPES_FIRST, _TILES_FIRST = -300.0, -20.0
#: An area or line must be so many pixels long to be named.
_LEAST_PX = 24.0
_WATER = frozenset({"water_name", "waterway_name", "sea_name"})
_LARGE = frozenset({"city", "town", "country_name", "region_name"})
#: Names of these roles are worth their room from this zoom level on.
_FROM = {"house_number": 17.5, "poi": 16.0, "road_name": 14.0, "other_point": 15.0, "peak": 12.0}


def shape_names(paths: ShapePaths, frame: Frame, colors: MapColors) -> list[Name]:
    """Return the names of the shapes in sight; points first."""
    shapes = paths.shapes
    style = TextStyle(colors.text, px=12.0, weight=500, halo=colors.land_halo)
    names: list[Name] = []
    for number in shapes.within(view_of(frame)).tolist():
        text = shapes.names[number]
        if not text:
            continue
        if shapes.kinds[number] != PaintedKind.POINT:
            left, top, right, bottom = shapes.boxes[number].tolist()
            if max(right - left, bottom - top) * frame.camera.scale < _LEAST_PX:
                continue
        point = shapes.kinds[number] == PaintedKind.POINT
        x, y = frame.to_view(*paths.anchor(number))
        sides, offset = (BESIDE, 9.0) if point else ((CENTRE, *AROUND), 5.0)
        first = _SHAPES_FIRST + len(names) / 1000
        names.append(Name(_short(text), style, x, y, first, offset=offset, sides=sides))
        if len(names) >= _MOST:
            break
    return names


def tile_names(tiles: Sequence[VectorPaths], frame: Frame, colors: MapColors, *, local: bool) -> list[Name]:
    """Return the names in vector tiles, each once, the important ones first."""
    place = TextStyle(colors.city, px=13.0, weight=600, halo=colors.land_halo)
    small = TextStyle(colors.town, px=12.0, halo=colors.land_halo)
    water = TextStyle(colors.sea_name, px=12.0, italic=True, halo=colors.sea_halo, halo_px=1.5)
    best: dict[tuple[str, str], Name] = {}
    zoom = zoom_of(frame.camera.scale)
    every = sorted((name for tile in tiles for name in tile.names), key=lambda one: one.rank)
    for one in every:
        text = _short(one.local if local else one.text)
        if (one.role, text) in best or zoom < _FROM.get(one.role, 0.0):
            continue
        style = water if one.role in _WATER else place if one.role in _LARGE else small
        x, y = frame.to_view(one.x, one.y)
        best[one.role, text] = Name(text, style, x, y, _TILES_FIRST + one.rank + len(best) / 1000)
        if len(best) >= _MOST:
            break
    return list(best.values())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
