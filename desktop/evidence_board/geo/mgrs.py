"""MGRS, the grid of squares on maps of armies (NGA.SIG.0012, 2014), also around the poles."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from evidence_board.geo.utm import BANDS, Utm, band_letter, central_meridian, from_utm, to_utm
from evidence_board.model.errors import KnownError

__all__ = ["Square", "from_mgrs", "looks_like_mgrs", "to_mgrs"]

_SQUARE_M = 100_000
_ROWS_REPEAT_M = 2_000_000
_COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
# Polar zones: letters of columns and rows, and the easting and northing at which they begin, in squares.
_POLAR = {
    "A": ("JKLPQRSTUXYZ", 8, "ABCDEFGHJKLMNPQRSTUVWXYZ", 8),
    "B": ("ABCFGHJKLPQR", 20, "ABCDEFGHJKLMNPQRSTUVWXYZ", 8),
    "Y": ("RSTUXYZ", 13, "ABCDEFGHJKLMNP", 13),
    "Z": ("ABCFGHJ", 20, "ABCDEFGHJKLMNP", 13),
}
_SHAPE = re.compile(
    r"(?:(?P<zone>\d{1,2})\s*(?P<band>[C-HJ-NP-X])|(?P<polar>[ABYZ]))\s*"
    r"(?P<column>[A-HJ-NP-Z])\s*(?P<row>[A-HJ-NP-Z])\s*(?P<digits>\d{0,5}\s*\d{0,5})",
    re.IGNORECASE,
)
_DO = "An MGRS position looks like 36S YD 63801 64536."


class Square(NamedTuple):
    """A square of the grid.

    Attributes:
        corner: (latitude, longitude) of its south-west corner.
        centre: (latitude, longitude) of its middle.
        side_m: 1 to 100,000 metres.
    """

    corner: tuple[float, float]
    centre: tuple[float, float]
    side_m: int

    @property
    def radius_m(self) -> float:
        """From the middle to a corner."""
        return self.side_m * math.sqrt(0.5)


def to_mgrs(latitude: float, longitude: float, *, digits: int = 5, spaces: bool = True) -> str:
    """Return the square around a place.

    Args:
        latitude: degrees.
        longitude: degrees.
        digits: of each number: 5 for 1 m, 0 for 100 km.
        spaces: between the parts.
    """
    grid = to_utm(latitude, longitude)
    # A nanometre of rounding must not move a place that lies on a line to the square before.
    east, north = math.floor(grid.easting + 1e-6), math.floor(grid.northing + 1e-6)
    column, row = east // _SQUARE_M, north // _SQUARE_M
    if grid.zone == 0:
        zone = ("Y" if longitude < 0 else "Z") if grid.north else ("A" if longitude < 0 else "B")
        columns, first_column, rows, first_row = _POLAR[zone]
        square = columns[column - first_column] + rows[row - first_row]
    else:
        zone = f"{grid.zone:02d}{band_letter(latitude)}"
        square = _COLUMNS[grid.zone % 3][column - 1] + _ROWS[(row + _row_offset(grid.zone)) % 20]
    step = 10 ** (5 - digits)
    numbers = [f"{value % _SQUARE_M // step:0{digits}d}" for value in (east, north)] if digits else []
    return (" " if spaces else "").join([zone + (" " if spaces else "") + square, *numbers])


def looks_like_mgrs(text: str) -> bool:
    """Tell whether a text has the shape of an MGRS position."""
    return _SHAPE.fullmatch(text) is not None


def from_mgrs(text: str) -> Square:
    """Return the square that a text names, with or without spaces.

    Raises:
        KnownError: there is no such square, or the two numbers are not equally long.
    """
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise KnownError("This does not read as MGRS.", do=_DO)
    written = shape["digits"].split()
    if len(written) < 2:
        joined = "".join(written)
        written = [joined[: len(joined) // 2], joined[len(joined) // 2 :]]
    if len(written[0]) != len(written[1]):
        raise KnownError("The two numbers of this MGRS position are not equally long.", do=_DO)
    side = 10 ** (5 - len(written[0]))
    east, north = (int(number or 0) * side for number in written)
    column, row = shape["column"].upper(), shape["row"].upper()
    if shape["polar"]:
        corner = _polar_corner(shape["polar"].upper(), column, row)
    else:
        corner = _corner(int(shape["zone"]), shape["band"].upper(), column, row, north)
    corner = corner._replace(easting=corner.easting + east, northing=corner.northing + north)
    middle = corner._replace(easting=corner.easting + side / 2, northing=corner.northing + side / 2)
    square = Square(from_utm(corner), from_utm(middle), side)
    if not shape["polar"]:
        _require_band(square, shape["band"].upper())
    return square


def _corner(zone: int, band: str, column: str, row: str, north: int) -> Utm:
    columns = _COLUMNS[zone % 3]
    if not 1 <= zone <= 60 or column not in columns or row not in _ROWS:
        raise _no_square()
    bottom = -80.0 + 8.0 * BANDS.index(band)
    northern = bottom >= 0
    # A parallel curves towards its pole: the lowest northing of a band is in the middle of the zone in the north,
    # and at its edge in the south. No band is higher than the rows take to repeat.
    middle = central_meridian(zone)
    lowest = min(to_utm(bottom, middle + aside, zone=zone).northing for aside in (0.0, 6.0))
    if northern != (bottom >= 0):  # the equator itself counts as north
        lowest -= 10_000_000
    start = (_ROWS.index(row) - _row_offset(zone)) % 20 * _SQUARE_M
    least = math.floor(lowest / _SQUARE_M) * _SQUARE_M
    northing = start + math.ceil((least - start - north) / _ROWS_REPEAT_M) * _ROWS_REPEAT_M
    return Utm(zone, northern, (columns.index(column) + 1) * _SQUARE_M, northing)


def _polar_corner(zone: str, column: str, row: str) -> Utm:
    columns, first_column, rows, first_row = _POLAR[zone]
    if column not in columns or row not in rows:
        raise _no_square()
    easting = (columns.index(column) + first_column) * _SQUARE_M
    return Utm(0, zone in "YZ", easting, (rows.index(row) + first_row) * _SQUARE_M)


def _require_band(square: Square, band: str) -> None:
    """Refuse squares that lie wholly outside their band.

    Raises:
        KnownError: this one does.
    """
    bottom = -80.0 + 8.0 * BANDS.index(band)
    top = 84.0 if band == "X" else bottom + 8.0
    room = square.side_m / 100_000.0 * 1.5 + 1e-6
    if not bottom - room <= square.centre[0] <= top + room:
        raise _no_square()


def _row_offset(zone: int) -> int:
    return 0 if zone % 2 else 5


def _no_square() -> KnownError:
    return KnownError("There is no such MGRS square.", means="Its letters do not fit its zone.", do=_DO)
