"""The geometry of what is drawn on the map, and the options of layers: checked before they are stored, and when read.

GeoJSON (RFC 7946) as far as it goes: ``[longitude, latitude]`` in WGS84 degrees. A sector is no part of GeoJSON; it
has a type of its own, see `evidence_board.model.map_objects.DrawingRow`.
"""

import json
from collections.abc import Mapping
from typing import Any

from evidence_board.model.checked_values import earth_point, number, refused
from evidence_board.model.errors import KnownError
from evidence_board.model.map_objects import DrawingKind

__all__ = ["checked_geometry", "geometry_of", "geometry_text", "options_of", "options_text"]

#: More points than this are a map of their own: a layer.
_MOST_POSITIONS = 20_000
_MOST_TEXT = 1_500_000
_MOST_OPTIONS = 200_000
#: Half way round the Earth, in metres.
_FARTHEST_M = 20_040_000.0

_TYPE = {
    DrawingKind.POINT: "Point",
    DrawingKind.TEXT: "Point",
    DrawingKind.LINE: "LineString",
    DrawingKind.AREA: "Polygon",
    DrawingKind.SECTOR: "Sector",
}


def checked_geometry(kind: str, geometry: object) -> dict[str, Any]:
    """Return the geometry of a drawing with only what belongs to it, its numbers rounded to millimetres.

    The rings of an area come back closed.

    Args:
        kind: a word of `DrawingKind`.
        geometry: a mapping, as GeoJSON is read.

    Raises:
        KnownError: it is of another kind, a point is not on Earth, or there are too few or too many points.
    """
    wanted = _TYPE[DrawingKind(kind)]
    if not isinstance(geometry, Mapping) or geometry.get("type") != wanted:
        raise refused(f"A {kind} on the map is drawn otherwise.", f"Give a {wanted}.")
    coordinates = geometry.get("coordinates")
    if wanted == "Point":
        return {"type": wanted, "coordinates": _position(coordinates)}
    if wanted == "Sector":
        radius = number(geometry.get("radius_m"), "The radius")
        bearing = number(geometry.get("bearing_deg"), "The direction")
        width = number(geometry.get("width_deg"), "The width")
        if not 0 < radius <= _FARTHEST_M:
            raise refused(f"A radius of {radius:g} m cannot be drawn.", "Draw it again, on the map.")
        if not 0 < width <= 360:
            raise refused(f"A sector is not {width:g} degrees wide.", "Up to 360 degrees make a circle.")
        if not -360 <= bearing <= 360:
            raise refused(f"{bearing:g} degrees is no direction.", "Type 0 to 360.")
        return {
            "type": wanted,
            "coordinates": _position(coordinates),
            "radius_m": round(radius, 3),
            "bearing_deg": round(bearing % 360.0, 6) % 360.0,
            "width_deg": round(width, 6),
        }
    if wanted == "LineString":
        return {"type": wanted, "coordinates": _positions(coordinates, least=2)}
    if not isinstance(coordinates, list | tuple) or not coordinates:
        raise refused("An area needs at least three points.", "Draw it again.")
    if sum(len(ring) for ring in coordinates if isinstance(ring, list | tuple)) > _MOST_POSITIONS:
        raise _too_many()
    return {"type": wanted, "coordinates": [_ring(ring) for ring in coordinates]}


def geometry_text(kind: str, geometry: object) -> str:
    """Return the checked geometry as compact JSON.

    Raises:
        KnownError: as `checked_geometry`.
    """
    return json.dumps(checked_geometry(kind, geometry), separators=(",", ":"))


def geometry_of(kind: str, untrusted_text: str) -> dict[str, Any] | None:
    """Return the geometry that a case keeps, or None where it is no such geometry: that drawing cannot be shown."""
    if len(untrusted_text) > _MOST_TEXT:
        return None
    try:
        return checked_geometry(kind, json.loads(untrusted_text))
    except (ValueError, RecursionError, KnownError):
        return None


def options_text(options: object) -> str:
    """Return the options of a layer as compact JSON.

    Raises:
        KnownError: they are no plain JSON, or too much of it.
    """
    if not isinstance(options, Mapping):
        raise refused("The options of a layer are a list of names and values.", "Set them in the layers panel.")
    try:
        text = json.dumps(dict(options), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise refused("The options of the layer cannot be written down.", "Set them in the layers panel.") from error
    if len(text) > _MOST_OPTIONS:
        raise refused("The options of the layer are too long.", f"Keep them below {_MOST_OPTIONS:,} letters.")
    return text


def options_of(untrusted_text: str) -> dict[str, Any]:
    """Return the options that a case keeps; empty where they cannot be read."""
    if len(untrusted_text) > _MOST_OPTIONS:
        return {}
    try:
        found = json.loads(untrusted_text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is no JSON")


def _ring(ring: object) -> list[list[float]]:
    found = _positions(ring, least=3)
    if found[0] != found[-1]:
        found.append(found[0])
    if len({tuple(one) for one in found}) < 3:
        raise refused("An area needs at least three points.", "Draw it again.")
    return found


def _positions(value: object, *, least: int) -> list[list[float]]:
    if not isinstance(value, list | tuple) or len(value) < least:
        raise refused(f"It needs at least {least} points.", "Draw it again.")
    if len(value) > _MOST_POSITIONS:
        raise _too_many()
    return [_position(one) for one in value]


def _position(value: object) -> list[float]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise refused("A point is not longitude and latitude.", "Draw it again.")
    latitude, longitude = earth_point(value[1], value[0], what="point")
    return [longitude, latitude]


def _too_many() -> KnownError:
    return refused(f"It has more than {_MOST_POSITIONS:,} points.", "Add it as a layer instead.")
