"""Web Mercator: degrees to and from the normalised world square (0..1, y down).

Formulas: spherical Mercator on the WGS 84 semi-major axis (EPSG 3857), scaled so that the world is the
unit square with its top left corner at 180 W, 85.05 N. Numbers work without numpy; arrays import it late.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "EQUATOR_M",
    "MAX_LATITUDE",
    "TILE_PX",
    "Bounds",
    "bounds_of",
    "metres_per_pixel",
    "metres_to_world",
    "project",
    "to_geographic",
    "to_world",
    "unproject",
    "world_copies",
    "world_pixels",
    "wrap_longitude",
    "zoom_to_fit",
]

TILE_PX = 256
"""Pixels along one side of the world at zoom 0."""

EQUATOR_M = 2 * math.pi * 6_378_137.0
"""Length of the equator in metres."""

MAX_LATITUDE = math.degrees(math.atan(math.sinh(math.pi)))
"""Latitude of the top edge of the square, 85.0511 degrees."""


class Bounds(NamedTuple):
    """A rectangle of the normalised world, y down.

    Attributes:
        left: smallest x.
        top: smallest y (north).
        right: largest x.
        bottom: largest y (south).
    """

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def from_geographic(cls, *, south: float, west: float, north: float, east: float) -> Bounds:
        """Return the rectangle that spans the given degrees."""
        left, top = to_world(north, west)
        right, bottom = to_world(south, east)
        return cls(left, top, right, bottom)

    @property
    def width(self) -> float:
        """Width as a fraction of the world."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height as a fraction of the world."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """The middle (x, y)."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def contains(self, x: float, y: float) -> bool:
        """Tell whether a world point lies inside or on the edge."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def grown(self, margin: float) -> Bounds:
        """Return the rectangle with `margin` (fraction of the world) added on every side."""
        return Bounds(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)


def world_copies(bounds: Bounds) -> list[tuple[int, Bounds]]:
    """Split a view that crosses the date line into views of single worlds.

    Args:
        bounds: the view; x may lie outside 0..1.

    Returns:
        Per copy of the world in view: how many worlds it is shifted to the right, and the part of it that
        shows, in 0..1.
    """
    copies = []
    for shift in range(math.floor(bounds.left), math.ceil(bounds.right)):
        left, right = max(0.0, bounds.left - shift), min(1.0, bounds.right - shift)
        copies.append((shift, Bounds(left, max(0.0, bounds.top), right, min(1.0, bounds.bottom))))
    return copies


def wrap_longitude(longitude: float) -> float:
    """Return the same meridian in [-180, 180)."""
    return (longitude + 180.0) % 360.0 - 180.0


def to_world(latitude: float, longitude: float) -> tuple[float, float]:
    """Project degrees to the normalised world.

    Latitudes beyond `MAX_LATITUDE` are drawn on the edge; longitudes are not wrapped, so that a shape
    which crosses the date line stays in one piece.
    """
    phi = math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, latitude)))
    return longitude / 360.0 + 0.5, 0.5 - math.asinh(math.tan(phi)) / (2 * math.pi)


def to_geographic(x: float, y: float) -> tuple[float, float]:
    """Return (latitude, longitude) in degrees of a point of the normalised world."""
    return math.degrees(math.atan(math.sinh((0.5 - y) * 2 * math.pi))), (x - 0.5) * 360.0


def project(latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project many points.

    Args:
        latitudes: degrees, shape (n,).
        longitudes: degrees, shape (n,).

    Returns:
        Normalised world points, shape (n, 2); see `to_world`.
    """
    import numpy as np

    phi = np.radians(np.clip(latitudes, -MAX_LATITUDE, MAX_LATITUDE))
    x = np.asarray(longitudes, dtype=np.float64) / 360.0 + 0.5
    return np.stack([x, 0.5 - np.arcsinh(np.tan(phi)) / (2 * np.pi)], axis=-1)


def unproject(world_xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (latitude, longitude) rows in degrees, shape (n, 2), of world points, shape (n, 2)."""
    import numpy as np

    latitudes = np.degrees(np.arctan(np.sinh((0.5 - world_xy[..., 1]) * 2 * np.pi)))
    return np.stack([latitudes, (world_xy[..., 0] - 0.5) * 360.0], axis=-1)


def world_pixels(zoom: float) -> float:
    """Return the width of the whole world in pixels at a zoom level (256 at zoom 0)."""
    return float(TILE_PX * 2.0**zoom)


def metres_per_pixel(latitude: float, *, zoom: float) -> float:
    """Return the ground length of one pixel at a latitude and zoom level."""
    return EQUATOR_M * math.cos(math.radians(latitude)) / world_pixels(zoom)


def metres_to_world(metres: float, *, latitude: float) -> float:
    """Return a short ground length as a fraction of the world, at a latitude."""
    return metres / (EQUATOR_M * math.cos(math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, latitude)))))


def bounds_of(world_xy: NDArray[np.float64]) -> Bounds:
    """Return the smallest rectangle around world points, shape (n, 2).

    Raises:
        ValueError: there are no points.
    """
    if len(world_xy) == 0:
        raise ValueError("no points, no rectangle")
    left, top = world_xy.min(axis=0)
    right, bottom = world_xy.max(axis=0)
    return Bounds(float(left), float(top), float(right), float(bottom))


def zoom_to_fit(
    bounds: Bounds, *, width_px: float, height_px: float, margin_px: float = 0.0, max_zoom: float = 14.0
) -> float:
    """Return the largest zoom level at which a rectangle fits a view.

    Args:
        bounds: what to show; a single point gives `max_zoom`.
        width_px: width of the view.
        height_px: height of the view.
        margin_px: pixels kept free on every side.
        max_zoom: never closer than this.
    """
    wide = max(1.0, width_px - 2 * margin_px) / max(bounds.width, 1e-12)
    high = max(1.0, height_px - 2 * margin_px) / max(bounds.height, 1e-12)
    return max(0.0, min(max_zoom, math.log2(min(wide, high) / TILE_PX)))
