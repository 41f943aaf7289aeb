"""Draws tiles of a picture that lies on Earth in its own way: where each pixel of a tile falls in the picture.

Pixels of pictures are counted from the corner: (0, 0) is the top left corner of the first pixel, (0.5, 0.5) its middle.
Runs in a worker.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, Protocol

from evidence_board.geo.layers.facts import MOST_ZOOM
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.mercator import MAX_LATITUDE, TILE_PX, to_geographic, to_world

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["PlacedPicture", "Placement", "Pyramid", "Raster", "tile_of_pixels"]

_NODES: Final = 17
_EDGE_STEPS: Final = 16
_FAR: Final = -1e7


class Placement(Protocol):
    """Where a picture lies."""

    def pixel(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return (column, row) of a place; infinite where there is none."""

    def place(self, column: float, row: float) -> tuple[float, float]:
        """Return (latitude, longitude) of a pixel.

        Raises:
            ValueError: it lies nowhere on Earth.
        """


class Raster(Protocol):
    """Pixels of a picture at several scales.

    Attributes:
        sizes: width and height at each level, the finest first.
        scales: pixels of each level, across and down, to one of the finest: 1, then 0.5 for half the size. Not always
            the ratio of the sizes, for those are rounded up.
    """

    sizes: list[tuple[int, int]]
    scales: list[tuple[float, float]]

    def region(self, level: int, left: int, top: int, right: int, bottom: int) -> NDArray[np.uint8]:
        """Return a rectangle that lies inside, shape (rows, columns, 4), not premultiplied."""


class Pyramid:
    """A `Raster` of a picture that is whole in memory; each coarser level averages four pixels."""

    def __init__(self, rgba: NDArray[np.uint8]) -> None:
        self._levels = [rgba]
        while max(self._levels[-1].shape[:2]) > TILE_PX:
            self._levels.append(_halved(self._levels[-1]))
        self.sizes = [(one.shape[1], one.shape[0]) for one in self._levels]
        self.scales = [(0.5**at, 0.5**at) for at in range(len(self._levels))]

    def region(self, level: int, left: int, top: int, right: int, bottom: int) -> NDArray[np.uint8]:
        """Return a rectangle, shape (rows, columns, 4)."""
        return self._levels[level][top:bottom, left:right]


class PlacedPicture:
    """A picture and where it lies.

    Raises:
        LayerError: it lies nowhere.
    """

    def __init__(self, raster: Raster, placement: Placement, *, opacity: float = 1.0) -> None:
        self._raster = raster
        self._placement = placement
        self._opacity = opacity
        self.width, self.height = raster.sizes[0]
        self.bounds = self._bounds()
        self.max_zoom = self._native_zoom()

    def facts(self) -> dict[str, Any]:
        """Return bounds, levels and size."""
        south, west, north, east = self.bounds
        return {
            "pixels": True,
            "bounds": {"south": south, "west": west, "north": north, "east": east},
            "min_zoom": 0,
            "max_zoom": self.max_zoom,
            "width": self.width,
            "height": self.height,
        }

    def tile(self, z: int, x: int, y: int) -> NDArray[np.float32] | None:
        """Return a tile, shape (256, 256, 4), premultiplied 0 to 255; None where the picture does not reach."""
        import numpy as np

        columns, rows = self._places_in_picture(z, x, y)
        inside = (columns >= 0) & (columns < self.width) & (rows >= 0) & (rows < self.height)
        if not bool(inside.any()):
            return None
        level = self._level(columns, rows)
        wide, high = self._raster.sizes[level]
        scale_x, scale_y = self._raster.scales[level]
        across = np.clip(columns * scale_x - 0.5, 0, wide - 1)
        down = np.clip(rows * scale_y - 0.5, 0, high - 1)
        left, top = int(across[inside].min()), int(down[inside].min())
        right, bottom = min(wide, int(across[inside].max()) + 2), min(high, int(down[inside].max()) + 2)
        part = self._raster.region(level, left, top, right, bottom).astype(np.float32)
        part[..., :3] *= part[..., 3:] / 255.0
        tile = _sampled(part, across - left, down - top)
        tile[~inside] = 0
        return tile * self._opacity

    def _places_in_picture(self, z: int, x: int, y: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return column and row in the picture of the middle of each pixel of a tile.

        The placement is asked at 17 by 17 points and straight between them: within a tile no projection bends more
        than a tenth of a pixel there.
        """
        import numpy as np

        count = 2.0**z
        steps = [at / (_NODES - 1) for at in range(_NODES)]
        nodes = np.full((2, _NODES, _NODES), _FAR)
        for down, row in enumerate(steps):
            for across, column in enumerate(steps):
                found = self._placement.pixel(*to_geographic((x + column) / count, (y + row) / count))
                if math.isfinite(found[0]) and math.isfinite(found[1]):
                    nodes[:, down, across] = found
        places = (np.arange(TILE_PX) + 0.5) / TILE_PX * (_NODES - 1)
        whole = np.minimum(places.astype(int), _NODES - 2)
        share = places - whole
        along = nodes[:, :, whole] * (1 - share) + nodes[:, :, whole + 1] * share
        found = along[:, whole] * (1 - share)[:, None] + along[:, whole + 1] * share[:, None]
        return found[0], found[1]

    def _level(self, columns: NDArray[np.float64], rows: NDArray[np.float64]) -> int:
        """Return the coarsest level that is still as fine as the tile."""
        import numpy as np

        columns, rows = columns[::16, ::16], rows[::16, ::16]
        steps = [np.hypot(np.diff(columns, axis=axis), np.diff(rows, axis=axis)) / 16 for axis in (0, 1)]
        step = float(min(np.median(one) for one in steps))
        fitting = [at for at, (scale, _) in enumerate(self._raster.scales) if 1.0 / scale <= max(1.0, step * 1.05)]
        return fitting[-1]

    def _bounds(self) -> tuple[float, float, float, float]:
        places = []
        for at in range(_EDGE_STEPS + 1):
            share = at / _EDGE_STEPS
            for column, row in ((share, 0.0), (share, 1.0), (0.0, share), (1.0, share)):
                try:
                    places.append(self._placement.place(column * self.width, row * self.height))
                except (ValueError, ArithmeticError):
                    continue
        if len(places) < 2 * _EDGE_STEPS:
            raise LayerError("no_georeference")
        latitudes = [max(-MAX_LATITUDE, min(MAX_LATITUDE, one[0])) for one in places]
        longitudes = [one[1] for one in places]
        west, east = min(longitudes), max(longitudes)
        turns = math.floor((west + 180.0) / 360.0) * 360.0 if west < -180.0 or west > 180.0 else 0.0
        west, east = west - turns, east - turns
        if not (max(latitudes) > min(latitudes) and east > west):
            raise LayerError("no_georeference")
        return min(latitudes), west, max(latitudes), min(east, west + 360.0)

    def _native_zoom(self) -> int:
        """Return the level at which a pixel of a tile is no larger than one of the picture."""
        middle = self.width / 2, self.height / 2
        x, y = to_world(*self._placement.place(*middle))
        right = to_world(*self._placement.place(middle[0] + 0.5, middle[1]))
        below = to_world(*self._placement.place(middle[0], middle[1] + 0.5))
        step = 2 * min(math.hypot(right[0] - x, right[1] - y), math.hypot(below[0] - x, below[1] - y))
        if step <= 0:
            raise LayerError("no_georeference")
        return max(0, min(MOST_ZOOM, math.ceil(math.log2(1 / (TILE_PX * step)) - 0.1)))


def tile_of_pixels(tile: NDArray[np.float32] | None) -> tuple[dict[str, Any], list[bytes]]:
    """Return the answer of the worker for a drawn tile."""
    import numpy as np

    if tile is None:
        return {}, []
    data = np.clip(np.rint(tile[..., [2, 1, 0, 3]]), 0, 255).astype(np.uint8).tobytes()
    return {"width": TILE_PX, "height": TILE_PX}, [data]


def _sampled(part: NDArray[np.float32], across: NDArray[np.float64], down: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the pixels at places between pixels, straight between the four around each."""
    import numpy as np

    high, wide = part.shape[:2]
    across, down = np.clip(across, 0, wide - 1), np.clip(down, 0, high - 1)
    left, top = np.minimum(across.astype(int), max(0, wide - 2)), np.minimum(down.astype(int), max(0, high - 2))
    right, bottom = np.minimum(left + 1, wide - 1), np.minimum(top + 1, high - 1)
    share_x = (across - left)[..., None].astype(np.float32)
    share_y = (down - top)[..., None].astype(np.float32)
    upper = part[top, left] * (1 - share_x) + part[top, right] * share_x
    lower = part[bottom, left] * (1 - share_x) + part[bottom, right] * share_x
    found: NDArray[np.float32] = upper * (1 - share_y) + lower * share_y
    return found


def _halved(rgba: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a picture of half the size; colours count by their opacity."""
    import numpy as np

    high, wide = rgba.shape[:2]
    even = np.pad(rgba, ((0, high % 2), (0, wide % 2), (0, 0)), mode="edge")
    total = np.zeros((even.shape[0] // 2, even.shape[1] // 2, 4), dtype=np.uint32)
    alpha = np.zeros((*total.shape[:2], 1), dtype=np.uint32)
    for down in (0, 1):
        for across in (0, 1):
            one = even[down::2, across::2].astype(np.uint32)
            total[..., :3] += one[..., :3] * one[..., 3:]
            alpha += one[..., 3:]
    total[..., :3] = (total[..., :3] + alpha // 2) // np.maximum(alpha, 1)
    total[..., 3:] = (alpha + 2) // 4
    return total.astype(np.uint8)
