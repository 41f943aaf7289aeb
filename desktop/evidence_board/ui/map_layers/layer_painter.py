"""`LayerPainter`: draws the user's maps into a frame of the map; belongs to the painter thread of one canvas."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from evidence_board.geo.layers import TileKey
from evidence_board.geo.mercator import Bounds
from evidence_board.ui.map.basemap_painter import zoom_of
from evidence_board.ui.map_layers.layer_names import shape_names, tile_names
from evidence_board.ui.map_layers.shape_painter import paint_shapes, view_of
from evidence_board.ui.map_layers.shown_layer import ShownLayer
from evidence_board.ui.map_layers.tile_loader import Wish
from evidence_board.ui.map_layers.tile_store import Drawable, StoredKey, TileStore
from evidence_board.ui.map_layers.vector_painter import paint_vector
from evidence_board.ui.map_layers.vector_paths import VectorPaths

if TYPE_CHECKING:
    from evidence_board.ui.canvas.frame import Frame
    from evidence_board.ui.map.map_colors import MapColors
    from evidence_board.ui.map.map_names import Name
    from evidence_board.ui.map.map_scene import View

__all__ = ["LayerPainter"]

#: How many levels further out a tile may be that stands in for a missing one.
_STAND_IN_LEVELS = 8


class LayerPainter:
    """Draws tiles that are there, larger or smaller ones for those that are not, and says which it misses.

    Attributes:
        layers: what to draw, the lowest first; replaced as a whole by the GUI thread.
        edge: a point of the world under the handle, or None: swiped layers are drawn to the right of it.
        local_names: names of vector tiles in the local script.
    """

    def __init__(self, store: TileStore, *, wanted: Callable[[list[Wish]], None]) -> None:
        """Prepare; ``wanted`` is told before each frame which tiles it misses, the most urgent first."""
        self._store = store
        self._told = wanted
        self.layers: tuple[ShownLayer, ...] = ()
        self.edge: tuple[float, float] | None = None
        self.local_names = False

    def begin(self, frames: Iterable[Frame]) -> None:
        """A frame begins, in its copies of the world: ask for what it will miss, while the ground is drawn."""
        wishes: list[Wish] = []
        for frame in frames:
            for layer in reversed(self.layers):
                if layer.look.at(zoom_of(frame.camera.scale)):
                    keys = (StoredKey(layer.number, tile) for tile in _tiles_of(layer, frame))
                    wishes += [(key, layer.source) for key in keys if not self._store.known(key)]
        self._told(wishes)

    def paint(self, painter: QPainter, frame: Frame, colors: MapColors, *, over_names: bool) -> None:
        """Draw the layers that lie over, or under, the names of the basemap; for one copy of the world."""
        for layer in self.layers:
            if layer.look.over_names is not over_names or not layer.look.at(zoom_of(frame.camera.scale)):
                continue
            if frame.cancelled:
                return
            painter.save()
            painter.setOpacity(layer.look.opacity)
            if layer.look.swiped and self.edge is not None:
                x, _ = frame.to_view(*self.edge)
                clip = QRectF(x, 0.0, max(frame.width - x, 0.0), frame.height)
                painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
            upright = _turn_to(painter, frame)
            self._tiles(painter, frame, upright, layer, colors)
            if layer.shapes is not None:
                paint_shapes(painter, upright, layer.shapes, colors, view=view_of(frame))
            painter.restore()

    def names(self, frame: Frame, view: View) -> list[Name]:
        """Return the names that the layers would like to have written in a frame."""
        found: list[Name] = []
        for layer in reversed(self.layers):
            if not layer.look.at(zoom_of(frame.camera.scale)):
                continue
            if layer.shapes is not None:
                found += shape_names(layer.shapes, frame, view.colors)
            if layer.facts.vector:
                tiles = (self._store.get(StoredKey(layer.number, tile)) for tile in _tiles_of(layer, frame))
                vectors = [tile for tile in tiles if isinstance(tile, VectorPaths)]
                found += tile_names(vectors, frame, view.colors, local=self.local_names)
        return found

    def _tiles(self, painter: QPainter, frame: Frame, upright: Frame, layer: ShownLayer, colors: MapColors) -> None:
        for tile in _tiles_of(layer, frame):
            if frame.cancelled:
                return
            key, box = StoredKey(layer.number, tile), _box(upright, tile)
            if not self._store.known(key):
                self._stand_in(painter, upright, layer, tile, colors)
            elif (found := self._store.get(key)) is not None:
                _draw(painter, upright, layer, found, box, colors)

    def _stand_in(self, painter: QPainter, frame: Frame, layer: ShownLayer, tile: TileKey, colors: MapColors) -> None:
        """Draw smaller tiles in the place of a missing one, or a part of a larger one."""
        if tile.z < layer.facts.max_zoom:
            finer = [(child, self._store.get(child)) for child in StoredKey(layer.number, tile).below()]
            if all(found is not None for _, found in finer):
                for child, found in finer:
                    if found is not None:
                        _draw(painter, frame, layer, found, _box(frame, child.tile), colors)
                return
        for levels in range(1, min(_STAND_IN_LEVELS, tile.z - layer.facts.min_zoom) + 1):
            found = self._store.get(StoredKey(layer.number, tile.parent(tile.z - levels)))
            if found is not None:
                _draw(painter, frame, layer, found, _box(frame, tile), colors, part=(tile, levels))
                return


def _turn_to(painter: QPainter, frame: Frame) -> Frame:
    """Let the painter draw with north up into a turned frame; returns the frame as it would be with north up."""
    if not frame.camera.angle:
        return frame
    painter.translate(frame.width / 2, frame.height / 2)
    painter.rotate(frame.camera.angle)
    painter.translate(-frame.width / 2, -frame.height / 2)
    return replace(frame, camera=replace(frame.camera, angle=0.0))


def _tiles_of(layer: ShownLayer, frame: Frame) -> list[TileKey]:
    world = frame.world
    view = Bounds(max(world.x0, 0.0), max(world.y0, 0.0), min(world.x1, 1.0), min(world.y1, 1.0))
    return layer.facts.tiles(view, zoom=zoom_of(frame.camera.scale * frame.dpr))


def _draw(
    painter: QPainter,
    frame: Frame,
    layer: ShownLayer,
    found: Drawable,
    box: QRectF,
    colors: MapColors,
    *,
    part: tuple[TileKey, int] | None = None,
) -> None:
    """Draw a tile into its box, or the part of a larger one that a tile so many levels below covers."""
    if not isinstance(found, QImage):
        paint_vector(painter, frame, found, box, colors, schema=layer.facts.schema)
    elif part is None:
        painter.drawImage(box, found)
    else:
        painter.drawImage(box, found, _part(found, *part))


def _box(frame: Frame, tile: TileKey) -> QRectF:
    """Where a tile lies in the frame, on whole device pixels: neighbours leave no seam."""
    world = tile.bounds
    left, top = frame.to_view(world.left, world.top)
    right, bottom = frame.to_view(world.right, world.bottom)
    left, top, right, bottom = (round(edge * frame.dpr) / frame.dpr for edge in (left, top, right, bottom))
    return QRectF(left, top, right - left, bottom - top)


def _part(image: QImage, tile: TileKey, levels: int) -> QRectF:
    count = 1 << levels
    width, height = image.width() / count, image.height() / count
    return QRectF(tile.x % count * width, tile.y % count * height, width, height)
