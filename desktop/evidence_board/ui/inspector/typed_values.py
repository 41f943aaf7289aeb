"""Reads the lengths and angles people type into the inspector: ``120 m``, ``1.5 km``, ``348°``, ``NNW``."""

import re

from evidence_board.model.errors import KnownError

__all__ = ["read_angle", "read_bearing", "read_length"]

_POINTS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
_LENGTH = re.compile(r"^±?\s*(\d+(?:[.,]\d+)?)\s*(m|км|km|м|)\.?$", re.IGNORECASE)
_ANGLE = re.compile(r"^±?\s*(\d+(?:[.,]\d+)?)\s*°?$")
_BEARING = re.compile(r"^(?:([NESW]{1,3})\s*)?(?:(\d+(?:[.,]\d+)?)\s*°?)?$", re.IGNORECASE)
_LONGEST_M = 20_037_508.0


def read_length(text: str) -> float | None:
    """Return a length in metres; None for an empty text.

    Raises:
        KnownError: it is not a length, or longer than half way round the Earth.
    """
    if not text.strip():
        return None
    found = _LENGTH.match(text.strip())
    if found:
        metres = float(found[1].replace(",", ".")) * (1000 if found[2].lower() in ("km", "км") else 1)
        if metres <= _LONGEST_M:
            return metres
    raise KnownError(f"“{text.strip()}” is not a radius.", do="Write it as 120 m or 1.5 km.")


def read_angle(text: str) -> float | None:
    """Return an angle in degrees, 0 to 180; None for an empty text.

    Raises:
        KnownError: it is not such an angle.
    """
    if not text.strip():
        return None
    found = _ANGLE.match(text.strip())
    if found and float(found[1].replace(",", ".")) <= 180:
        return float(found[1].replace(",", "."))
    raise KnownError(f"“{text.strip()}” is not an angle.", do="Write it in degrees, like 26.")


def read_bearing(text: str) -> float | None:
    """Return a direction in degrees from true north; None for an empty text.

    Degrees win over a point of the compass written before them (``NNW 348°``).

    Raises:
        KnownError: it is neither degrees up to 360 nor a point of the compass.
    """
    if not text.strip():
        return None
    found = _BEARING.match(text.strip())
    if found and found[2] is not None:
        degrees = float(found[2].replace(",", "."))
        if degrees <= 360:
            return degrees % 360
    elif found and found[1] and found[1].upper() in _POINTS:
        return _POINTS.index(found[1].upper()) * 22.5
    raise KnownError(f"“{text.strip()}” is not a direction.", do="Write degrees from north, like 348, or NNW.")
