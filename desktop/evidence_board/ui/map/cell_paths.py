"""The shapes of the basemap as Qt paths, decoded once per cell and kept within a bound."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from evidence_board.ui.canvas.paint_shapes import polygon_of

if TYPE_CHECKING:
    from evidence_board.geo.basemap import Basemap, CellKey
    from evidence_board.geo.cell_format import CellShapes

# Two doubles in the array, two doubles and a type in the path.
_BYTES_PER_CORNER = 16 + 24


class LayerPath:
    """One layer of one cell; the path holds the parts that a zoom level shows."""

    def __init__(self, shapes: CellShapes) -> None:
        self._shapes = shapes
        self._count = -1
        self._path = QPainterPath()

    @property
    def cost(self) -> int:
        """Bytes it takes, about."""
        return len(self._shapes.points) * _BYTES_PER_CORNER

    def at(self, zoom: float) -> QPainterPath:
        """Return the path for a zoom level, in the normalised world."""
        parts = self._shapes.parts(zoom=zoom)
        if len(parts) != self._count:
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.OddEvenFill)
            for part in parts:
                path.addPolygon(polygon_of(part))
                if self._shapes.filled:
                    path.closeSubpath()
            self._path, self._count = path, len(parts)
        return self._path


class CellPaths:
    """Least recently used cells. Belongs to the painter thread of one map."""

    def __init__(self, basemap: Basemap, *, limit_bytes: int = 64 << 20) -> None:
        self._basemap = basemap
        self._limit = limit_bytes
        self._held = 0
        self._cells: OrderedDict[CellKey, dict[str, LayerPath]] = OrderedDict()

    @property
    def held_bytes(self) -> int:
        """Bytes that the kept cells take, about."""
        return self._held

    def get(self, key: CellKey) -> dict[str, LayerPath]:
        """Return the layers of a cell by name.

        Raises:
            KnownError: the map file is damaged.
        """
        found = self._cells.get(key)
        if found is not None:
            self._cells.move_to_end(key)
            return found
        layers = {name: LayerPath(shapes) for name, shapes in self._basemap.decode_cell(key).items()}
        self._cells[key] = layers
        self._held += _cost(layers)
        while self._held > self._limit and len(self._cells) > 1:
            _, dropped = self._cells.popitem(last=False)
            self._held -= _cost(dropped)
        return layers


def _cost(layers: dict[str, LayerPath]) -> int:
    return sum(layer.cost for layer in layers.values())
