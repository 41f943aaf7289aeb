"""The shapes of the basemap as Qt paths, decoded once per cell and kept within a bound."""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QDataStream, Qt
from PySide6.QtGui import QPainterPath

from evidence_board.geo.mercator import TILE_PX
from evidence_board.model.errors import BugError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from evidence_board.geo.basemap import Basemap, CellKey
    from evidence_board.geo.cell_format import CellShapes

# Two doubles in the array, two doubles and a type in the path.
_BYTES_PER_CORNER = 16 + 24
# Corners nearer to each other than this, at the lower end of a zoom level, are one.
_GRAIN_PX = 0.35
# Kinds of element in a path, as Qt writes them.
_MOVE_TO, _LINE_TO = 0, 1


class LayerPath:
    """One layer of one cell; the path holds the parts that a zoom level shows."""

    def __init__(self, shapes: CellShapes) -> None:
        self._shapes = shapes
        self._band: int | None = None
        self._path = QPainterPath()

    @property
    def cost(self) -> int:
        """Bytes it takes, about."""
        return len(self._shapes.points) * _BYTES_PER_CORNER

    def at(self, zoom: float) -> QPainterPath:
        """Return the path for a zoom level, in the normalised world; filling closes its rings."""
        band = math.floor(zoom)
        if band != self._band:
            points, begins = self._shapes.drawn(band, grain=_GRAIN_PX / (TILE_PX * 2.0**band))
            self._path, self._band = _path(points, begins), band
        return self._path


def _path(points: NDArray[np.float64], begins: NDArray[np.bool_]) -> QPainterPath:
    """Return a path of many parts, read by Qt at once: a call for every part would take longer than drawing it."""
    import numpy as np

    path = QPainterPath()
    if len(points):
        elements = np.zeros(len(points), dtype=[("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
        elements["kind"] = np.where(begins, _MOVE_TO, _LINE_TO)
        elements["x"], elements["y"] = points.T
        count = np.array([len(points)], dtype=">i4").tobytes()
        tail = np.array([np.flatnonzero(begins)[-1], Qt.FillRule.OddEvenFill.value], dtype=">i4").tobytes()
        stream = QDataStream(QByteArray(count + elements.tobytes() + tail))
        stream >> path  # how Qt writes `>>`
        if path.elementCount() != len(points):
            raise BugError(f"Qt read {path.elementCount()} of {len(points)} corners of a map path")
    path.setFillRule(Qt.FillRule.OddEvenFill)
    return path


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
