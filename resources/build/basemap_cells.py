"""Cuts shapes into the cells of a level and packs each cell into a few bytes.

A level is a grid of square cells of the normalised Web Mercator world (0..1, y down). What is packed is
read back by ``evidence_board.geo.cell_format``; the format is described there.
"""

import zlib
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import shapely

MAX_LATITUDE = float(np.degrees(np.arctan(np.sinh(np.pi))))
OVERLAP = 1 / 256  # filled shapes reach this share of a cell over its edge, so that no seam shows


@dataclass
class Level:
    """One level of detail.

    Attributes:
        number: 0 is the coarsest.
        source: Natural Earth's name for it.
        cell_zoom: the grid has 2 ** cell_zoom cells along each side.
        bits: corners are rounded to 2 ** -bits of the world.
        min_zoom: first zoom level it is drawn at.
    """

    number: int
    source: str
    cell_zoom: int
    bits: int
    min_zoom: int
    cells: dict[tuple[int, int, str], list[tuple[int, list[np.ndarray]]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add_area(self, layer: str, area: shapely.Geometry, *, min_zoom: int = 0) -> None:
        """Cut a filled shape (world coordinates) into the cells it touches."""
        self._add(layer, area, min_zoom, filled=True)

    def add_line(self, layer: str, line: shapely.Geometry, *, min_zoom: int = 0) -> None:
        """Cut a line (world coordinates) into the cells it touches."""
        self._add(layer, line, min_zoom, filled=False)

    def _add(self, layer: str, shape: shapely.Geometry, min_zoom: int, *, filled: bool) -> None:
        margin = OVERLAP / 2**self.cell_zoom if filled else 0.0
        pending = [(0, 0, 0, shape)]
        while pending:  # quarter by quarter: cutting a continent cell by cell would take hours
            zoom, column, row, part = pending.pop()
            size = 2.0**-zoom
            left, top = column * size, row * size
            part = _clip(part, left - margin, top - margin, left + size + margin, top + size + margin)
            if part.is_empty:
                continue
            if zoom < self.cell_zoom:
                pending += [(zoom + 1, 2 * column + right, 2 * row + down, part) for right in (0, 1) for down in (0, 1)]
                continue
            groups = list(self._corners(part, filled=filled))
            if groups:
                self.cells[column, row, layer] += [(min_zoom, group) for group in groups]

    def _corners(self, shape: shapely.Geometry, *, filled: bool) -> list[list[np.ndarray]]:
        """Return the parts as rounded corners: per area its outer ring and holes, per line itself."""
        groups = []
        for part in shapely.get_parts(shapely.get_parts(shape)):
            if filled and part.geom_type == "Polygon":
                rings = [self._round(ring) for ring in (part.exterior, *part.interiors)]
                rings = [ring[:-1] for ring in rings if len(ring) >= 4]
                if rings and len(self._round(part.exterior)) >= 4:
                    groups.append(rings)
            elif not filled and part.geom_type == "LineString":
                line = self._round(part)
                if len(line) >= 2:
                    groups.append([line])
        return groups

    def _round(self, line: shapely.Geometry) -> np.ndarray:
        corners = np.rint(shapely.get_coordinates(line) * 2**self.bits).astype(np.int64)
        keep = np.ones(len(corners), dtype=bool)
        keep[1:] = (np.diff(corners, axis=0) != 0).any(axis=1)
        return corners[keep]


def to_world(shape: shapely.Geometry) -> shapely.Geometry:
    """Project a shape from degrees to the normalised world."""

    def forward(corners: np.ndarray) -> np.ndarray:
        phi = np.radians(np.clip(corners[:, 1], -MAX_LATITUDE, MAX_LATITUDE))
        return np.stack([corners[:, 0] / 360 + 0.5, 0.5 - np.arcsinh(np.tan(phi)) / (2 * np.pi)], axis=1)

    valid = shapely.make_valid(shapely.transform(shape, forward))
    if valid.geom_type != "GeometryCollection":
        return valid
    # Squeezing a shape flat at the foot of the map leaves lines beside the areas: keep the areas.
    parts = shapely.get_parts(shapely.get_parts(valid))
    dimension = shapely.get_dimensions(parts)
    return shapely.union_all(parts[dimension == dimension.max()])


def shoreline(land: shapely.Geometry) -> shapely.Geometry:
    """Return the edge of the land without the cuts along the date line and the foot of the map."""
    return _clip(shapely.line_merge(shapely.boundary(land)), 1e-7, 1e-7, 1 - 1e-7, 1 - 1e-7)


def pack(groups: list[tuple[int, list[np.ndarray]]]) -> bytes:
    """Pack the parts of one layer in one cell; see ``evidence_board.geo.cell_format``."""
    groups = sorted(groups, key=lambda group: group[0])
    heads, corners = [], []
    for min_zoom, rings in groups:
        for position, ring in enumerate(rings):
            heads += [len(ring) << 1 | (position > 0), min_zoom]
            corners.append(ring)
    flat = np.concatenate(corners)
    steps = np.diff(flat, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)).ravel()
    zigzag = (steps << 1) ^ (steps >> 63)
    numbers = np.concatenate([np.array([len(corners), *heads], dtype=np.int64), zigzag])
    return zlib.compress(_varints(numbers), 9)


def _varints(numbers: np.ndarray) -> bytes:
    """Write numbers seven bits at a time, lowest first; the top bit says that more follow."""
    shifts = np.arange(0, 35, 7)
    groups = (numbers[:, None] >> shifts) & 0x7F
    lengths = np.maximum(1, (numbers[:, None] >> shifts > 0).sum(axis=1))
    place = np.arange(len(shifts))
    groups |= np.where(place < lengths[:, None] - 1, 0x80, 0)
    return groups[place < lengths[:, None]].astype(np.uint8).tobytes()


def _clip(shape: shapely.Geometry, *box: float) -> shapely.Geometry:
    left, top, right, bottom = shapely.bounds(shape)
    if box[0] <= left and box[1] <= top and right <= box[2] and bottom <= box[3]:
        return shape
    if right < box[0] or left > box[2] or bottom < box[1] or top > box[3]:
        return shapely.Polygon()
    return shapely.intersection(shape, shapely.box(*box))
