"""Geohash (Niemeyer 2008): letters and digits that halve the world again and again."""

from __future__ import annotations

import re

__all__ = ["SHAPE", "cell_size_deg", "decode", "encode"]

_DIGITS = "0123456789bcdefghjkmnpqrstuvwxyz"
SHAPE = re.compile(rf"[{_DIGITS}]{{1,12}}", re.IGNORECASE)
"""What may be a geohash, by its letters."""


def encode(latitude: float, longitude: float, *, length: int = 9) -> str:
    """Return the geohash of a place; 9 signs are about 5 m."""
    ranges = {False: [-90.0, 90.0], True: [-180.0, 180.0]}
    values = {False: latitude, True: longitude}
    code = ""
    across = True
    for _ in range(length):
        digit = 0
        for _ in range(5):
            low, high = ranges[across]
            middle = (low + high) / 2
            upper = values[across] >= middle
            digit = digit * 2 + upper
            ranges[across][not upper] = middle
            across = not across
        code += _DIGITS[digit]
    return code


def cell_size_deg(length: int) -> tuple[float, float]:
    """Return (height, width) in degrees of what a geohash of this length covers."""
    bits = 5 * length
    return 180.0 / 2 ** (bits // 2), 360.0 / 2 ** (bits - bits // 2)


def decode(untrusted_code: str) -> tuple[float, float]:
    """Return (latitude, longitude) of the middle of what a geohash covers.

    Raises:
        ValueError: it has letters that no geohash has.
    """
    ranges = {False: [-90.0, 90.0], True: [-180.0, 180.0]}
    across = True
    for sign in untrusted_code.lower():
        digit = _DIGITS.index(sign)
        for bit in (16, 8, 4, 2, 1):
            low, high = ranges[across]
            ranges[across][not digit & bit] = (low + high) / 2
            across = not across
    return sum(ranges[False]) / 2, sum(ranges[True]) / 2
