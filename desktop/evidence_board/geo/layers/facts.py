"""What a layer is, and what comes out of it: pixels of tiles, drawable parts of vector tiles, shapes.

All tiles are XYZ tiles of Web Mercator: y grows to the south, whatever the file says. All vertices are points of the
normalised world of `geo.mercator` (0..1, y down), as float64.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from evidence_board.geo.mercator import TILE_PX, Bounds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "MOST_ZOOM",
    "GeoBox",
    "LayerFacts",
    "LayerShapes",
    "PaintedKind",
    "ShapeKind",
    "ShapeStyle",
    "TileKey",
    "TilePart",
    "TilePixels",
    "VectorTile",
]

MOST_ZOOM = 24
"""Deepest zoom level that a layer may have."""


class GeoBox(NamedTuple):
    """A rectangle in degrees; `east` may be greater than 180 where it crosses the date line."""

    south: float
    west: float
    north: float
    east: float

    @property
    def world(self) -> Bounds:
        """The same as a rectangle of the normalised world."""
        return Bounds.from_geographic(south=self.south, west=self.west, north=self.north, east=self.east)


class TileKey(NamedTuple):
    """Address of an XYZ tile, y from the north."""

    z: int
    x: int
    y: int

    @property
    def bounds(self) -> Bounds:
        """Its rectangle of the normalised world."""
        side = 2.0**-self.z
        return Bounds(self.x * side, self.y * side, (self.x + 1) * side, (self.y + 1) * side)

    def parent(self, z: int) -> TileKey:
        """Return the tile of a lower zoom level that covers this one."""
        steps = max(0, self.z - z)
        return TileKey(self.z - steps, self.x >> steps, self.y >> steps)


class PaintedKind(StrEnum):
    """How a part of a layer is drawn."""

    AREA = "area"
    LINE = "line"
    POINT = "point"


ShapeKind = PaintedKind
"""Areas, lines and points are drawn alike, whichever file they come from."""


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """What a layer is. Every value was checked; texts come from the file and are plain text.

    Attributes:
        kind: a word of `model.map_objects.LayerKind`.
        name: what the file calls itself; empty when it does not say.
        attribution: whose it is, markup taken out; empty when it does not say.
        bounds: what it covers; None when nobody knows.
        min_zoom: lowest zoom level with tiles; below it nothing is drawn.
        max_zoom: deepest zoom level with tiles; above it tiles of this level are enlarged.
        tile_px: pixels along a side of a raster tile; 256 where it has none.
        pixels: whether `LayerSource.tile` gives `TilePixels`.
        vector: whether `LayerSource.tile` gives `VectorTile`.
        shapes: whether `LayerSource.shapes` gives anything. A KML file may have shapes and pixels (ground overlays).
        schema: of a vector layer: ``openmaptiles``, ``protomaps``, ``shortbread``, or empty when it is none of them.
        count: how many shapes it has.
        options: what must be stored with the layer (``add_layer(options=...)``), so that a copy in the case, without
            the files beside it, is read alike.
        notes: what a person should know about it, as codes of `problems.NOTE_WORDS`.
        questions: what a person must say before it can be drawn, as codes: ``crs`` (in which coordinates the world
            file counts), ``points`` (where the picture lies). Empty when it can be drawn.
        width: pixels of a picture that is warped; 0 for others.
        height: pixels of a picture that is warped; 0 for others.
        residuals_m: how far each control point of a pinned picture is off, in metres, in their order.
    """

    kind: str
    name: str = ""
    attribution: str = ""
    bounds: GeoBox | None = None
    min_zoom: int = 0
    max_zoom: int = MOST_ZOOM
    tile_px: int = TILE_PX
    pixels: bool = False
    vector: bool = False
    shapes: bool = False
    schema: str = ""
    count: int = 0
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)
    notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    width: int = 0
    height: int = 0
    residuals_m: tuple[float, ...] = ()

    @property
    def has_tiles(self) -> bool:
        """Whether it is drawn from tiles."""
        return self.pixels or self.vector

    def level(self, zoom: float) -> int:
        """Return the zoom level whose tiles are sharp at a zoom of the map (pixels already device pixels)."""
        sharp = zoom - math.log2(self.tile_px / TILE_PX)
        wanted = math.floor(zoom) if self.vector else math.ceil(sharp - 0.25)
        return max(self.min_zoom, min(self.max_zoom, wanted))

    def tiles(self, view: Bounds, *, zoom: float, most: int = 400) -> list[TileKey]:
        """Return the tiles of a view, nearest to its middle first; none when the layer does not reach into it.

        Args:
            view: the part of one world (0..1) that shows; see `mercator.world_copies`.
            zoom: of the map; see `level`.
            most: a lower level is taken when there would be more.
        """
        if not self.has_tiles or zoom < self.min_zoom - 2:
            return []
        covered = Bounds(0.0, 0.0, 1.0, 1.0) if self.bounds is None else self.bounds.world
        left, right = max(0.0, view.left, covered.left), min(1.0, view.right, covered.right)
        top, bottom = max(0.0, view.top, covered.top), min(1.0, view.bottom, covered.bottom)
        if covered.right > 1.0 and view.left < covered.right - 1.0:
            left, right = max(0.0, view.left), min(1.0, view.right)
        if left >= right or top >= bottom:
            return []
        level = self.level(zoom)
        while True:
            count = 2**level
            columns = range(int(left * count), min(count - 1, math.ceil(right * count) - 1) + 1)
            rows = range(int(top * count), min(count - 1, math.ceil(bottom * count) - 1) + 1)
            if len(columns) * len(rows) <= most or level <= self.min_zoom:
                break
            level -= 1
        if len(columns) * len(rows) > most:
            return []
        middle_x, middle_y = (left + right) / 2 * count - 0.5, (top + bottom) / 2 * count - 0.5
        keys = [TileKey(level, x, y) for y in rows for x in columns]
        return sorted(keys, key=lambda key: (key.x - middle_x) ** 2 + (key.y - middle_y) ** 2)


@dataclass(frozen=True, slots=True, eq=False)
class TilePixels:
    """A decoded raster tile.

    Attributes:
        width: pixels.
        height: pixels.
        data: rows from the top, each pixel blue, green, red, alpha, premultiplied: Qt's ARGB32_Premultiplied on
            little-endian computers.
    """

    width: int
    height: int
    data: bytes

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.data)


@dataclass(frozen=True, slots=True, eq=False)
class TilePart:
    """Things of one look in a vector tile.

    Attributes:
        role: what it shows, whatever the schema calls it; a word of `schemas.ROLES`.
        kind: areas (rings, odd-even filled together), lines, or points.
        points: vertices of all rings, lines or points, one after the other, shape (m, 2), world.
        starts: index of the first vertex of each ring or line; for points 0, 1, 2...
        names: of points and named lines: what is written there, one per start; empty when nothing is.
        local_names: the same in the local script.
        ranks: one per name, smaller is more important; empty when there are no names.
    """

    role: str
    kind: PaintedKind
    points: NDArray[np.float64]
    starts: NDArray[np.int64]
    names: tuple[str, ...] = ()
    local_names: tuple[str, ...] = ()
    ranks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class VectorTile:
    """A decoded vector tile.

    Attributes:
        key: which tile it is.
        parts: in the order of drawing, labels last. Shapes reach a little over the edge of the tile: clip.
    """

    key: TileKey
    parts: tuple[TilePart, ...]

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return sum(part.points.nbytes + part.starts.nbytes + 80 * len(part.names) for part in self.parts) + 200


@dataclass(frozen=True, slots=True)
class ShapeStyle:
    """How the file wants its shapes drawn.

    Attributes:
        stroke: ``0xAARRGGBB`` of the line or the point; None to use the colour of the layer.
        width: of the line in pixels.
        fill: ``0xAARRGGBB``; None to use a light veil of the colour of the layer; 0 for none.
    """

    stroke: int | None = None
    width: float = 2.0
    fill: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class LayerShapes:
    """Shapes of a KML, GeoJSON or GPX file, all in one: a shape ``i`` has the parts ``first_part[i]`` and following.

    Attributes:
        points: vertices of all parts, shape (m, 2), world; x is not wrapped, so that a shape over the date line stays
            in one piece.
        part_starts: first vertex of each part (ring, line or point), shape (p,).
        first_part: first part of each shape, shape (n,).
        kinds: of each shape. The rings of an area fill odd-even together.
        boxes: left, top, right, bottom of each shape, shape (n, 4), world.
        names: of each shape; empty where it has none.
        notes: of each shape: what the file says about it, plain text, markup taken out.
        styles: index into `looks` of each shape.
        looks: the different styles.
        times: seconds since 1970 (UTC) of each vertex, NaN where none; None when the file has no times.
        total: how many shapes the whole layer has.
    """

    points: NDArray[np.float64]
    part_starts: NDArray[np.int64]
    first_part: NDArray[np.int64]
    kinds: tuple[PaintedKind, ...]
    boxes: NDArray[np.float64]
    names: tuple[str, ...]
    notes: tuple[str, ...]
    styles: tuple[int, ...]
    looks: tuple[ShapeStyle, ...]
    times: NDArray[np.float64] | None = None
    total: int = 0

    def __len__(self) -> int:
        return len(self.kinds)

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return self.points.nbytes * 2 + self.boxes.nbytes + 100 * len(self.kinds)

    def parts(self, shape: int) -> Sequence[NDArray[np.float64]]:
        """Return the rings, lines or points of one shape, each of shape (k, 2)."""
        return [self.points[self.part_starts[part] : self._end(part)] for part in self._parts_of(shape)]

    def part_times(self, shape: int) -> Sequence[NDArray[np.float64]]:
        """Return the times of the vertices, part by part; empty when the file has none."""
        if self.times is None:
            return []
        return [self.times[self.part_starts[part] : self._end(part)] for part in self._parts_of(shape)]

    @property
    def part_ends(self) -> NDArray[np.int64]:
        """Index behind the last vertex of each part."""
        import numpy as np

        return np.append(self.part_starts[1:], len(self.points))

    def within(self, view: Bounds) -> NDArray[np.int64]:
        """Return the numbers of the shapes whose box touches a rectangle of the world."""
        import numpy as np

        left, top, right, bottom = self.boxes.T
        inside = (right >= view.left) & (left <= view.right) & (bottom >= view.top) & (top <= view.bottom)
        return np.flatnonzero(inside)

    def _end(self, part: int) -> int:
        return int(self.part_starts[part + 1]) if part + 1 < len(self.part_starts) else len(self.points)

    def _parts_of(self, shape: int) -> range:
        after = int(self.first_part[shape + 1]) if shape + 1 < len(self.first_part) else len(self.part_starts)
        return range(int(self.first_part[shape]), after)
