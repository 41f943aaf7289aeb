"""The area of a place as the text of a GeoJSON geometry (RFC 7946), checked before it is stored."""

import json

from evidence_board.model.errors import KnownError

__all__ = ["area_text"]

#: More points than this are a map, not a place.
_MOST_POSITIONS = 50_000


def area_text(text: str) -> str:
    """Return the checked geometry as compact JSON, its numbers as they were.

    Args:
        text: a GeoJSON Polygon or MultiPolygon; longitude before latitude, WGS84 degrees.

    Raises:
        KnownError: it is something else, its rings are not closed, or a point lies outside the Earth.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused("it is not JSON") from error
    if not isinstance(found, dict):
        raise _refused("it is no geometry")
    kind, coordinates = found.get("type"), found.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        raise _refused(f"it is a {kind}" if isinstance(kind, str) else "it has no type")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise _refused("it has no points")
    count = sum(_checked_polygon(one) for one in polygons)
    if count > _MOST_POSITIONS:
        raise _refused(f"it has {count} points, and {_MOST_POSITIONS} are the most")
    return json.dumps({"type": kind, "coordinates": coordinates}, separators=(",", ":"))


def _checked_polygon(rings: object) -> int:
    if not isinstance(rings, list) or not rings:
        raise _refused("it has no points")
    return sum(_checked_ring(ring) for ring in rings)


def _checked_ring(ring: object) -> int:
    if not isinstance(ring, list) or len(ring) < 4:
        raise _refused("a ring needs at least four points, the last one the same as the first")
    for position in ring:
        _check_position(position)
    if ring[0] != ring[-1]:
        raise _refused("a ring is not closed: its last point must be its first")
    return len(ring)


def _check_position(position: object) -> None:
    numbers = position if isinstance(position, list) else []
    # NaN fails every comparison, and a height of a million kilometres is none.
    if not 2 <= len(numbers) <= 3 or not all(
        isinstance(one, int | float) and not isinstance(one, bool) and -1e9 < one < 1e9 for one in numbers
    ):
        raise _refused("a point is not longitude and latitude")
    longitude, latitude = numbers[:2]
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise _refused(f"{longitude}, {latitude} is not a position on Earth; longitude comes first")


def _refused(why: str) -> KnownError:
    return KnownError(
        f"This is no area: {why}.",
        means="The old value stays.",
        do="Use a GeoJSON Polygon or MultiPolygon.",
    )
