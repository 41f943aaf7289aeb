"""Lays a picture on the map by control points, as well as all of them allow, and says how far each is off.

The picture is fitted in Web Mercator, which keeps angles: a straight-down picture of a small area keeps its shape.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_board.geo.layers.placements import ProjectivePlacement, plain_square
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.mercator import EQUATOR_M, to_world

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LEAST_PINS", "Pin", "PinFit", "fit_pins"]

LEAST_PINS = {"affine": 3, "projective": 4}
_ROUNDS = 12
_THINNEST = 1e-3


@dataclass(frozen=True, slots=True)
class Pin:
    """A control point.

    Attributes:
        x: pixels from the left edge of the upright picture.
        y: pixels from its top edge.
        latitude: degrees of the same thing on the map.
        longitude: degrees.
    """

    x: float
    y: float
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class PinFit:
    """Where the picture lies.

    Attributes:
        placement: the map between pixels and the world.
        residuals_m: how far the picture shows each point from where it was pinned, in metres on the ground.
        warp: ``affine`` or ``projective``.
    """

    placement: ProjectivePlacement
    residuals_m: tuple[float, ...]
    warp: str

    @property
    def rms_m(self) -> float:
        """Root of the mean square of the residuals, in metres."""
        return math.sqrt(sum(one * one for one in self.residuals_m) / len(self.residuals_m))


def fit_pins(pins: Sequence[Pin], *, warp: str = "affine", degrees: bool = False) -> PinFit:
    """Fit a picture to its control points by least squares.

    Args:
        pins: three or more for ``affine``, four or more for ``projective``; with just as many nothing is left over
            that could show a mistake: the residuals are 0 then.
        warp: ``affine`` (turned, stretched, slanted) or ``projective`` (also tilted: a flat ground seen aslant).
        degrees: fit in longitude and latitude instead of Web Mercator, as a file that counts so means it.

    Raises:
        LayerError: too few points, points in one line, or a fit that folds the picture (code ``points``).
    """
    import numpy as np

    if warp not in LEAST_PINS or len(pins) < LEAST_PINS[warp]:
        raise LayerError("points")
    pixels = np.array([[pin.x, pin.y] for pin in pins], dtype=float)
    square = plain_square if degrees else to_world
    world = np.array([square(pin.latitude, pin.longitude) for pin in pins])
    if not (np.isfinite(pixels).all() and np.isfinite(world).all()):
        raise LayerError("points")
    to_even_pixels, to_even_world = _evened(pixels), _evened(world)
    even_pixels, even_world = _apply(to_even_pixels, pixels), _apply(to_even_world, world)
    matrix = _affine(even_pixels, even_world)
    if warp == "projective":
        matrix = _projective(matrix, even_pixels, even_world)
    whole = np.linalg.inv(to_even_world) @ matrix @ to_even_pixels
    # The sign of the third row is free: the pinned points lie before the horizon.
    whole = whole / (whole[2] @ np.array([*pixels.mean(axis=0), 1.0]))
    reach = np.column_stack([pixels, np.ones(len(pixels))]) @ whole[2]
    if not np.isfinite(whole).all() or (reach <= 1e-6).any() or abs(np.linalg.det(whole)) < 1e-30:
        raise LayerError("points")
    back = np.linalg.inv(whole)
    back = back / (back[2] @ np.array([*world.mean(axis=0), 1.0]))
    off = _apply(whole, pixels) - world
    residuals = tuple(
        float(math.hypot(*row) * EQUATOR_M * math.cos(math.radians(pin.latitude)))
        for row, pin in zip(off, pins, strict=True)
    )
    return PinFit(ProjectivePlacement(_rows(whole), _rows(back), degrees), residuals, warp)


def _evened(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the matrix that moves points around 0 with a mean distance of about 1.

    Raises:
        LayerError: they lie in one line or on one spot.
    """
    import numpy as np

    centre = points.mean(axis=0)
    spread = np.linalg.svd(points - centre, compute_uv=False)
    if spread[0] <= 0 or spread[1] < _THINNEST * spread[0]:
        raise LayerError("points")
    scale = math.sqrt(len(points)) / float(spread[0])
    return np.array([[scale, 0, -scale * centre[0]], [0, scale, -scale * centre[1]], [0, 0, 1.0]])


def _apply(matrix: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    found = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    mapped: NDArray[np.float64] = found[:, :2] / found[:, 2:]
    return mapped


def _affine(pixels: NDArray[np.float64], world: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    known = np.column_stack([pixels, np.ones(len(pixels))])
    found = np.linalg.lstsq(known, world, rcond=None)[0]
    return np.vstack([found.T, [0.0, 0.0, 1.0]])


def _projective(
    start: NDArray[np.float64], pixels: NDArray[np.float64], world: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Improve a matrix by Gauss-Newton on the distances in the world, from the linear solution (DLT)."""
    import numpy as np

    x, y = pixels.T
    u, v = world.T
    none, one = np.zeros(len(x)), np.ones(len(x))
    upper = np.column_stack([x, y, one, none, none, none, -u * x, -u * y])
    lower = np.column_stack([none, none, none, x, y, one, -v * x, -v * y])
    numbers = np.linalg.lstsq(np.vstack([upper, lower]), np.concatenate([u, v]), rcond=None)[0]
    for _ in range(_ROUNDS):
        matrix = np.append(numbers, 1.0).reshape(3, 3)
        reach = np.column_stack([x, y, one]) @ matrix[2]
        if (np.abs(reach) < 1e-9).any():
            raise LayerError("points")
        found = _apply(matrix, pixels)
        slope = np.vstack([
            np.column_stack([x, y, one, none, none, none, -found[:, 0] * x, -found[:, 0] * y]) / reach[:, None],
            np.column_stack([none, none, none, x, y, one, -found[:, 1] * x, -found[:, 1] * y]) / reach[:, None],
        ])  # fmt: skip
        step = np.linalg.lstsq(slope, np.concatenate([u - found[:, 0], v - found[:, 1]]), rcond=None)[0]
        numbers = numbers + step
        if float(np.abs(step).max()) < 1e-12:
            break
    return np.append(numbers, 1.0).reshape(3, 3)


def _rows(matrix: NDArray[np.float64]) -> tuple[tuple[float, float, float], ...]:
    return tuple((float(row[0]), float(row[1]), float(row[2])) for row in matrix)
