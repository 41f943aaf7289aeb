"""Plus Codes (Open Location Code specification 1.0), full and short."""

from __future__ import annotations

import re
from typing import NamedTuple

from evidence_board.model.errors import KnownError

__all__ = ["SHAPE", "CodeArea", "decode", "encode", "is_short"]

_DIGITS = "23456789CFGHJMPQRVWX"
_SEPARATOR_AT = 8
_LONGEST = 15
# Counted in the smallest steps of a code of 15 digits, so that no rounding can creep in.
_LATITUDE_STEPS = 8000 * 5**5
_LONGITUDE_STEPS = 8000 * 4**5
SHAPE = re.compile(rf"(?=.{{3,}})[{_DIGITS}]{{0,8}}0{{0,6}}\+[{_DIGITS}]{{0,7}}", re.IGNORECASE)
"""What may be a Plus Code, by its letters."""

_DO = "A Plus Code looks like 8G7QCW2X+8G."


class CodeArea(NamedTuple):
    """What a code covers, in degrees."""

    south: float
    west: float
    north: float
    east: float

    @property
    def centre(self) -> tuple[float, float]:
        """(latitude, longitude) of the middle."""
        return min((self.south + self.north) / 2, 90.0), (self.west + self.east) / 2


def encode(latitude: float, longitude: float, *, digits: int = 10) -> str:
    """Return the code of a place with 2, 4, 6, 8 or 10 to 15 digits."""
    south = min(max(int((latitude + 90.0) * _LATITUDE_STEPS + 1e-4), 0), 180 * _LATITUDE_STEPS - 1)
    west = int((longitude + 180.0) * _LONGITUDE_STEPS + 1e-4) % (360 * _LONGITUDE_STEPS)
    code = ""
    for _ in range(_LONGEST - 10):
        code = _DIGITS[south % 5 * 4 + west % 4] + code
        south, west = south // 5, west // 4
    for _ in range(5):
        code = _DIGITS[south % 20] + _DIGITS[west % 20] + code
        south, west = south // 20, west // 20
    if digits < _SEPARATOR_AT:
        return code[:digits].ljust(_SEPARATOR_AT, "0") + "+"
    return f"{code[:_SEPARATOR_AT]}+{code[_SEPARATOR_AT:digits]}"


def is_short(code: str) -> bool:
    """Tell whether digits in front are left out, so that the code needs a place nearby."""
    return code.index("+") < _SEPARATOR_AT


def decode(untrusted_code: str, *, near: tuple[float, float] | None = None) -> CodeArea:
    """Return the area of a code.

    Args:
        untrusted_code: full, or short when `near` is given.
        near: (latitude, longitude) of a place within some kilometres, for short codes.

    Raises:
        KnownError: it is no Plus Code, or a short one without a place nearby.
    """
    code = untrusted_code.upper()
    before, _, after = code.partition("+")
    padding = before.count("0")
    if not SHAPE.fullmatch(code) or len(before) % 2 or len(after) == 1 or len(before.rstrip("0")) + padding < 2:
        raise KnownError("This does not read as a Plus Code.", do=_DO)
    if padding and (padding % 2 or after or len(before) < _SEPARATOR_AT or padding == _SEPARATOR_AT):
        raise KnownError("This does not read as a Plus Code.", do=_DO)
    if not is_short(code):
        return _area(before.rstrip("0") + after)
    if near is None:
        raise KnownError(
            "This is a short Plus Code.",
            means="It says where, but only near a place that is known already.",
            do="Write coordinates near it behind the code, or use the full code.",
        )
    return _nearest(code, near)


def _area(digits: str) -> CodeArea:
    south = west = 0
    high, wide = 20 * 20 * _LATITUDE_STEPS, 20 * 20 * _LONGITUDE_STEPS
    for at in range(0, min(len(digits), 10), 2):
        high, wide = high // 20, wide // 20
        south += _DIGITS.index(digits[at]) * high
        west += _DIGITS.index(digits[at + 1]) * wide
    for digit in digits[10:]:
        high, wide = high // 5, wide // 4
        south += _DIGITS.index(digit) // 4 * high
        west += _DIGITS.index(digit) % 4 * wide
    if south >= 180 * _LATITUDE_STEPS or west >= 360 * _LONGITUDE_STEPS:
        raise KnownError("This Plus Code lies outside the world.", do=_DO)
    return CodeArea(
        south / _LATITUDE_STEPS - 90,
        west / _LONGITUDE_STEPS - 180,
        (south + high) / _LATITUDE_STEPS - 90,
        (west + wide) / _LONGITUDE_STEPS - 180,
    )


def _nearest(code: str, near: tuple[float, float]) -> CodeArea:
    missing = _SEPARATOR_AT - code.index("+")
    step = 20.0 ** (2 - missing / 2)
    latitude, longitude = near
    area = decode(encode(latitude, longitude)[:missing] + code)
    middle = area.centre
    up = aside = 0.0
    if latitude + step / 2 < middle[0] and middle[0] - step >= -90:
        up = -step
    elif latitude - step / 2 > middle[0] and middle[0] + step <= 90:
        up = step
    if longitude + step / 2 < middle[1]:
        aside = -step
    elif longitude - step / 2 > middle[1]:
        aside = step
    west = (area.west + aside + 180.0) % 360.0 - 180.0
    return CodeArea(area.south + up, west, area.north + up, west + area.east - area.west)
