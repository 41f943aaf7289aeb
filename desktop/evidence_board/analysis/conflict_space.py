"""How far apart two positions are beyond what their radii allow, and which turned signs would bring them together."""

import math
from collections.abc import Iterator

from evidence_board.model.conflict_facts import PositionFact
from evidence_board.model.phrases import Phrase

__all__ = ["allowed_radius", "distance_m", "flips", "is_point"]

#: Mean radius of the Earth; the sphere is within 0.6 % of the ellipsoid, well below what radii allow.
_EARTH_M = 6_371_008.8

#: How far off a position may be where it does not say, in metres. Generous, so that what is noticed is far beyond:
#: a phone without a fix of its own is rarely 500 m off; tags and captions name a town.
_USUAL_M = {
    "device_exif": 500.0,
    "device_video": 500.0,
    "track_match": 500.0,
    "analyst": 500.0,
    "shared_location": 1_000.0,
    "takeout_inferred": 2_000.0,
    "platform_tag": 10_000.0,
    "caption_text": 10_000.0,
}
_OTHERWISE_M = 1_000.0
#: What stands in a picture may be as far away as a mountain or a ship that can be seen.
_SIGHT_M = 50_000.0


def distance_m(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Return the distance of two points on a sphere, in metres (haversine)."""
    first, second = math.radians(latitude), math.radians(to_latitude)
    across = math.radians(to_longitude - longitude)
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(across / 2) ** 2
    return 2 * _EARTH_M * math.asin(math.sqrt(min(1.0, half)))


def is_point(latitude: object, longitude: object) -> bool:
    """Tell whether two numbers are a place on Earth."""
    if not isinstance(latitude, float | int) or not isinstance(longitude, float | int):
        return False
    return math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180


def allowed_radius(position: PositionFact) -> float | None:
    """Return how far off a position may be, in metres; None where it names an area that nobody measured."""
    sight = _SIGHT_M if position.role in ("subject", "event") else 0.0
    if position.radius_m is not None and position.radius_m >= 0:
        return position.radius_m + sight
    if position.precision in ("region", "country", "unknown", "unlocatable"):
        return None
    return _USUAL_M.get(position.source, _OTHERWISE_M) + sight


def flips(latitude: float, longitude: float) -> Iterator[tuple[Phrase, float, float]]:
    """Yield the usual slips of writing a position: what was turned, latitude, longitude."""
    yield Phrase("the sign of its longitude turned"), latitude, -longitude
    yield Phrase("the sign of its latitude turned"), -latitude, longitude
    yield Phrase("both signs turned"), -latitude, -longitude
    if abs(longitude) <= 90:
        yield Phrase("latitude and longitude swapped"), longitude, latitude
