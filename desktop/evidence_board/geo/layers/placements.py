"""Ways in which a picture lies on Earth: six numbers in a coordinate system, or a projective map of the world."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.projections import Projection
from evidence_board.geo.mercator import to_geographic, to_world

__all__ = ["AffinePlacement", "ProjectivePlacement", "plain_square"]


class AffinePlacement:
    """x = a column + b row + c and y = d column + e row + f, in a coordinate system.

    Args:
        projection: of x and y.
        numbers: a, b, c, d, e, f.

    Raises:
        LayerError: the numbers turn the picture into a line.
    """

    def __init__(self, projection: Projection, numbers: Sequence[float]) -> None:
        a, b, c, d, e, f = numbers
        turn = a * e - b * d
        largest = max(abs(one) for one in (a, b, d, e))
        if not all(map(math.isfinite, numbers)) or largest == 0 or abs(turn) < 1e-9 * largest * largest:
            raise LayerError("no_georeference")
        self._projection = projection
        self._numbers = (a, b, c, d, e, f)
        self._turn = turn

    def pixel(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return (column, row) of a place."""
        a, b, c, d, e, f = self._numbers
        x, y = self._projection.forward(latitude, longitude)
        across, up = x - c, y - f
        return (e * across - b * up) / self._turn, (a * up - d * across) / self._turn

    def place(self, column: float, row: float) -> tuple[float, float]:
        """Return (latitude, longitude) of a pixel."""
        a, b, c, d, e, f = self._numbers
        return self._projection.geographic(a * column + b * row + c, d * column + e * row + f)


@dataclass(frozen=True, slots=True)
class ProjectivePlacement:
    """A projective map between pixels and the world square, or a square of degrees.

    Attributes:
        matrix: rows of the 3 by 3 matrix from (column, row, 1) to the world.
        inverse: rows of the matrix back.
        degrees: the square counts degrees (`plain_square`) and not Web Mercator.
    """

    matrix: tuple[tuple[float, float, float], ...]
    inverse: tuple[tuple[float, float, float], ...]
    degrees: bool = False

    def pixel(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return (column, row) of a place; infinite behind the horizon of the picture."""
        square = plain_square if self.degrees else to_world
        return _mapped(self.inverse, *square(latitude, longitude))

    def place(self, column: float, row: float) -> tuple[float, float]:
        """Return (latitude, longitude) of a pixel."""
        x, y = _mapped(self.matrix, column, row)
        if self.degrees:
            latitude, longitude = 90.0 - y * 360.0, x * 360.0 - 180.0
            if not (abs(latitude) <= 90.0 and abs(longitude) <= 540.0):
                raise ValueError("nowhere")
            return latitude, longitude
        if not (-1.5 < x < 2.5 and -0.5 < y < 1.5):
            raise ValueError("nowhere")
        return to_geographic(x, y)


def plain_square(latitude: float, longitude: float) -> tuple[float, float]:
    """Return a place in a square of degrees: longitude across, latitude down, both as shares of a turn."""
    return (longitude + 180.0) / 360.0, (90.0 - latitude) / 360.0


def _mapped(matrix: tuple[tuple[float, float, float], ...], x: float, y: float) -> tuple[float, float]:
    first, second, third = (row[0] * x + row[1] * y + row[2] for row in matrix)
    if third <= 1e-12:
        return math.inf, math.inf
    return first / third, second / third
