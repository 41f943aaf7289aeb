"""Vector tiles as Qt paths, made once in the thread that decoded them and drawn in the colours of the basemap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from evidence_board.geo.layers import PaintedKind, TilePart, VectorTile
from evidence_board.ui.canvas.paint_shapes import polygon_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["PartPath", "TileName", "VectorPaths", "path_of"]

# Two doubles and a type for each corner.
_BYTES_PER_CORNER = 24


@dataclass(frozen=True, slots=True)
class TileName:
    """A name in a vector tile.

    Attributes:
        text: in the language of the interface or in Latin letters, where the tile has it.
        local: in the local script; may be the same.
        role: what carries it.
        x: normalised world.
        y: normalised world, down.
        rank: smaller is more important.
    """

    text: str
    local: str
    role: str
    x: float
    y: float
    rank: int


@dataclass(frozen=True, slots=True, eq=False)
class PartPath:
    """Areas or lines of one role.

    Attributes:
        role: what they show.
        area: whether they are filled.
        path: in the normalised world.
    """

    role: str
    area: bool
    path: QPainterPath


class VectorPaths:
    """One vector tile, ready to draw.

    Attributes:
        parts: areas and lines in the order of drawing.
        names: of points and named lines.
        size: bytes it takes, about.
    """

    def __init__(self, tile: VectorTile) -> None:
        self.key = tile.key
        self.parts = tuple(
            PartPath(
                part.role, part.kind == PaintedKind.AREA, path_of(_pieces(part), closed=part.kind == PaintedKind.AREA)
            )
            for part in tile.parts
            if part.kind != PaintedKind.POINT
        )
        self.names = tuple(name for part in tile.parts for name in _names(part))
        self.size = 512 + sum(part.path.elementCount() * _BYTES_PER_CORNER for part in self.parts)
        self.size += 200 * len(self.names)


def path_of(pieces: list[NDArray[np.float64]], *, closed: bool) -> QPainterPath:
    """Return rings or lines as one path."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for piece in pieces:
        path.addPolygon(polygon_of(piece))
        if closed:
            path.closeSubpath()
    return path


def _pieces(part: TilePart) -> list[NDArray[np.float64]]:
    ends = [*part.starts[1:].tolist(), len(part.points)]
    return [part.points[start:end] for start, end in zip(part.starts.tolist(), ends, strict=True)]


def _names(part: TilePart) -> list[TileName]:
    found = []
    if part.names:
        for number, piece in enumerate(_pieces(part)):
            text = part.names[number]
            if text and len(piece):
                local = part.local_names[number] if part.local_names else ""
                rank = part.ranks[number] if part.ranks else 0
                # A line is named at the middle of its middle stretch.
                middle = len(piece) // 2
                x, y = ((piece[middle - 1] + piece[middle]) / 2 if len(piece) > 1 else piece[0]).tolist()
                found.append(TileName(text, local or text, part.role, x, y, rank))
    return found
