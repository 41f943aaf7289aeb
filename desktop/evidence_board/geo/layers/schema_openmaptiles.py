"""The OpenMapTiles schema, version 3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["LAYERS", "role"]

_LAND: Final = {
    "wood": "wood", "forest": "wood", "grass": "grass", "farmland": "farmland", "ice": "ice", "sand": "sand",
    "rock": "rock", "wetland": "wetland", "residential": "residential", "suburb": "residential",
    "neighbourhood": "residential", "quarter": "residential", "industrial": "industrial", "commercial": "industrial",
    "retail": "industrial", "railway": "industrial", "quarry": "rock", "military": "military", "cemetery": "cemetery",
    "school": "school", "university": "school", "college": "school", "kindergarten": "school", "library": "school",
    "hospital": "hospital", "pitch": "grass", "stadium": "grass", "playground": "grass", "track": "grass",
    "zoo": "park", "theme_park": "park", "garages": "industrial", "dam": "rock",
}  # fmt: skip
_ROADS: Final = {
    "motorway": "motorway", "trunk": "trunk_road", "primary": "primary_road", "secondary": "secondary_road",
    "tertiary": "secondary_road", "minor": "minor_road", "busway": "minor_road", "bus_guideway": "minor_road",
    "service": "service_road", "raceway": "service_road", "track": "path", "path": "path", "rail": "rail",
    "transit": "rail", "ferry": "ferry", "pier": "path", "bridge": None, "aerialway": "aerialway",
    "cable_car": "aerialway", "gondola": "aerialway",
}  # fmt: skip
_PLACES: Final = {
    "country": "country_name", "state": "region_name", "province": "region_name", "city": "city", "town": "town",
    "village": "village", "hamlet": "village", "isolated_dwelling": "village", "suburb": "suburb", "quarter": "suburb",
    "neighbourhood": "suburb", "island": "island",
}  # fmt: skip
_POINTS: Final = {"poi": "poi", "mountain_peak": "peak", "aerodrome_label": "aerodrome_name", "park": "park_name",
                  "housenumber": "house_number"}  # fmt: skip

LAYERS: Final = frozenset(
    ("water", "waterway", "landcover", "landuse", "park", "boundary", "aeroway", "transportation", "building",
     "water_name", "transportation_name", "place", "housenumber", "poi", "mountain_peak", "aerodrome_label")
)  # fmt: skip


def role(layer: str, properties: Mapping[str, Any], kind: str) -> str | None:
    """Return what a feature shows, None when it is not drawn; see `schemas.role_of`."""
    one = str(properties.get("class", ""))
    if kind == "point":
        if layer == "place":
            return _PLACES.get(one)
        if layer == "water_name":
            return "sea_name" if one in ("ocean", "sea") else "water_name"
        return _POINTS.get(layer)
    if kind == "area":
        fixed = {"water": "water", "park": "park", "building": "building"}
        if layer in fixed:
            return fixed[layer]
        if layer in ("landcover", "landuse"):
            return _LAND.get(one)
        if layer == "aeroway":
            return "aerodrome"
        return "pier" if layer == "transportation" and one == "pier" else None
    match layer:
        case "waterway":
            return "waterway"
        case "water_name":
            return "water_name"
        case "transportation_name":
            return "road_name"
        case "transportation":
            return _ROADS.get(one.removesuffix("_construction"))
        case "aeroway":
            return one if one in ("runway", "taxiway") else None
        case "boundary":
            return boundary(properties)
    return None


def boundary(properties: Mapping[str, Any]) -> str | None:
    """Return what a line of an administrative boundary is drawn as; those at sea and of districts are not."""
    level = properties.get("admin_level")
    if not isinstance(level, int) or level > 4 or properties.get("maritime") in (1, True):
        return None
    if level > 2:
        return "boundary_region"
    return "boundary_disputed" if properties.get("disputed") in (1, True) else "boundary_country"
