"""The Protomaps basemap schema, versions 3 and 4, from its published list of layers and kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["LAYERS", "role"]

_LAND: Final = {
    "aerodrome": "aerodrome", "airfield": "aerodrome", "runway": "aerodrome", "taxiway": "aerodrome",
    "allotments": "farmland", "farmland": "farmland", "farmyard": "farmland", "orchard": "farmland",
    "vineyard": "farmland", "beach": "sand", "sand": "sand", "barren": "rock", "scree": "rock", "bare_rock": "rock",
    "quarry": "rock", "cemetery": "cemetery", "college": "school", "kindergarten": "school", "library": "school",
    "school": "school", "university": "school", "commercial": "industrial", "industrial": "industrial",
    "railway": "industrial", "forest": "wood", "wood": "wood", "scrub": "grass", "garden": "grass", "grass": "grass",
    "grassland": "grass", "meadow": "grass", "village_green": "grass", "pitch": "grass", "playground": "grass",
    "recreation_ground": "grass", "stadium": "grass", "dog_park": "grass", "golf_course": "grass", "glacier": "ice",
    "hospital": "hospital", "military": "military", "naval_base": "military", "national_park": "park",
    "nature_reserve": "park", "park": "park", "protected_area": "park", "zoo": "park", "pier": "pier",
    "platform": "pier", "pedestrian": "residential", "residential": "residential", "urban_area": "residential",
    "wetland": "wetland",
}  # fmt: skip
_ROADS: Final = {
    "highway": "motorway", "major_road": "primary_road", "medium_road": "secondary_road", "minor_road": "minor_road",
    "path": "path", "rail": "rail", "ferry": "ferry", "aerialway": "aerialway", "other": "path",
}  # fmt: skip
_DETAILS: Final = {
    "motorway": "motorway", "trunk": "trunk_road", "primary": "primary_road", "secondary": "secondary_road",
    "tertiary": "secondary_road", "service": "service_road", "runway": "runway", "taxiway": "taxiway",
}  # fmt: skip
_PLACES: Final = {
    "country": "country_name", "region": "region_name", "city": "city", "town": "town", "village": "village",
    "hamlet": "village", "locality": "village", "macrohood": "suburb", "neighbourhood": "suburb", "suburb": "suburb",
    "quarter": "suburb", "island": "island",
}  # fmt: skip

LAYERS: Final = frozenset(
    ("earth", "landcover", "landuse", "water", "physical_line", "physical_point", "roads", "transit", "buildings",
     "boundaries", "places", "pois")
)  # fmt: skip


def role(layer: str, properties: Mapping[str, Any], kind: str) -> str | None:
    """Return what a feature shows, None when it is not drawn; see `schemas.role_of`."""
    one = str(properties.get("kind", properties.get("pmap:kind", "")))
    detail = str(properties.get("kind_detail", properties.get("pmap:kind_detail", "")))
    if kind == "point":
        return _label(layer, one, detail)
    if kind == "area":
        fixed = {"earth": "earth", "water": "water", "buildings": "building"}
        return fixed[layer] if layer in fixed else _LAND.get(one) if layer in ("landuse", "landcover") else None
    match layer:
        case "water" | "physical_line":
            return "waterway"
        case "roads" | "transit":
            return _DETAILS.get(detail) or _DETAILS.get(one) or _ROADS.get(one)
        case "boundaries":
            if one in ("country", "region"):
                disputed = properties.get("disputed") in (1, True)
                return "boundary_disputed" if disputed and one == "country" else f"boundary_{one}"
            level = properties.get("pmap:min_admin_level")
            return "boundary_country" if level == 2 else "boundary_region" if level == 4 else None
        case "landuse":
            return {"runway": "runway", "taxiway": "taxiway", "pier": "path"}.get(one, "barrier")
    return None


def _label(layer: str, one: str, detail: str) -> str | None:
    if layer == "places":
        return _PLACES.get(detail) or _PLACES.get(one)
    if layer in ("water", "physical_point"):
        return "sea_name" if one in ("ocean", "sea") else "peak" if one == "peak" else "water_name"
    if layer == "pois":
        if one in ("aerodrome", "airfield"):
            return "aerodrome_name"
        return "peak" if one == "peak" else "park_name" if one in ("park", "national_park") else "poi"
    if layer == "earth":
        return "island" if one in ("island", "islet") else None
    return "house_number" if layer == "buildings" and one == "address" else None
