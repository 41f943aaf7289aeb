"""Coordinate systems as people type them, and the one that the numbers of a world file make likely."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["likely_system", "system_typed"]

_NUMBER = re.compile(r"(?:EPSG\s*:?\s*)?(\d{4,6})", re.IGNORECASE)
_UTM = re.compile(r"(?:WGS\s*-?\s*84\s*[/,]?\s*)?UTM\s*(?:zone)?\s*(\d{1,2})\s*([NS])?", re.IGNORECASE)
_DESCRIBED = ("PROJCS", "PROJCRS", "GEOGCS", "GEOGCRS", "BOUNDCRS")
_MERCATOR_EDGE = 20_037_509.0


def system_typed(text: str) -> str:
    """Return what the readers of maps understand, empty when the text names no coordinate system.

    ``32637``, ``EPSG:32637`` and ``UTM 37N`` are the same; a description as it stands in .prj files is kept.
    """
    words = " ".join(text.split())
    utm = _UTM.fullmatch(words)
    if utm is not None:
        zone = int(utm[1])
        south = (utm[2] or "N").upper() == "S"
        return f"EPSG:{(32700 if south else 32600) + zone}" if 1 <= zone <= 60 else ""
    number = _NUMBER.fullmatch(words)
    if number is not None:
        return f"EPSG:{int(number[1])}"
    return words if words.upper().startswith(_DESCRIBED) else ""


def likely_system(world: Sequence[float], *, latitude: float, longitude: float) -> str:
    """Return the coordinate system that a place in metres is likely counted in, empty when none is.

    Args:
        world: the six numbers of a world file; the last two are the place.
        latitude: of what one works on, in degrees: it tells the zone.
        longitude: the same.
    """
    x, y = world[4], world[5]
    zone = int((longitude + 180.0) // 6.0) % 60 + 1
    if 100_000 <= x <= 900_000 and 0 <= y <= 10_000_000:
        return f"EPSG:{(32600 if latitude >= 0 else 32700) + zone}"
    # Gauss-Kruger of SK-42 has the number of its zone, counted from Greenwich, before the metres.
    soviet = int(longitude // 6.0) + 1
    if x // 1_000_000 == soviet and 100_000 <= x % 1_000_000 <= 900_000 and 4 <= soviet <= 32 and y > 1_000_000:
        return f"EPSG:{28400 + soviet}"
    return "EPSG:3857" if max(abs(x), abs(y)) <= _MERCATOR_EDGE else ""
