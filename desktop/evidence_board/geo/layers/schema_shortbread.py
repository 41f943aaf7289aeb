"""The Shortbread schema, version 1.0, from its published list of layers and kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from evidence_board.geo.layers.schema_openmaptiles import boundary

__all__ = ["LAYERS", "role"]

_LAND: Final = {
    "allotments": "farmland", "farmland": "farmland", "farmyard": "farmland", "orchard": "farmland",
    "vineyard": "farmland", "greenhouse_horticulture": "farmland", "plant_nursery": "farmland",
    "bare_rock": "rock", "scree": "rock", "shingle": "rock", "quarry": "rock", "landfill": "rock",
    "brownfield": "industrial", "greenfield": "grass", "industrial": "industrial", "commercial": "industrial",
    "retail": "industrial", "railway": "industrial", "garages": "industrial", "residential": "residential",
    "cemetery": "cemetery", "grave_yard": "cemetery", "forest": "wood", "fell": "grass", "grass": "grass",
    "grassland": "grass", "heath": "grass", "meadow": "grass", "scrub": "grass", "village_green": "grass",
    "recreation_ground": "grass", "golf_course": "grass", "garden": "grass", "playground": "grass",
    "miniature_golf": "grass", "park": "park", "sand": "sand", "beach": "sand", "swamp": "wetland", "bog": "wetland",
    "marsh": "wetland", "string_bog": "wetland", "wet_meadow": "wetland",
}  # fmt: skip
_SITES: Final = {
    "danger_area": "military", "sports_centre": "grass", "university": "school", "college": "school",
    "school": "school", "hospital": "hospital", "prison": "industrial", "parking": "industrial",
    "bicycle_parking": "industrial", "construction": "industrial",
}  # fmt: skip
_STREETS: Final = {
    "motorway": "motorway", "trunk": "trunk_road", "primary": "primary_road", "secondary": "secondary_road",
    "tertiary": "secondary_road", "unclassified": "minor_road", "residential": "minor_road", "busway": "minor_road",
    "living_street": "minor_road", "pedestrian": "minor_road", "service": "service_road", "track": "path",
    "footway": "path", "steps": "path", "path": "path", "cycleway": "path", "rail": "rail", "narrow_gauge": "rail",
    "tram": "rail", "light_rail": "rail", "funicular": "rail", "subway": "rail", "monorail": "rail",
    "runway": "runway", "taxiway": "taxiway",
}  # fmt: skip
_PLACES: Final = {
    "capital": "city", "state_capital": "city", "city": "city", "town": "town", "village": "village",
    "hamlet": "village", "isolated_dwelling": "village", "farm": "village", "locality": "village", "suburb": "suburb",
    "quarter": "suburb", "neighbourhood": "suburb", "island": "island",
}  # fmt: skip
_AREAS: Final = {"ocean": "water", "dam_polygons": "rock", "pier_polygons": "pier", "buildings": "building",
                 "streets_polygons": "residential", "street_polygons": "residential", "bridges": "pier"}  # fmt: skip
_LINES: Final = {"water_lines": "waterway", "dam_lines": "barrier", "pier_lines": "path", "ferries": "ferry",
                 "aerialways": "aerialway", "street_labels": "road_name",
                 "water_lines_labels": "waterway_name"}  # fmt: skip
_POINTS: Final = {"pois": "poi", "public_transport": "poi", "addresses": "house_number",
                  "water_polygons_labels": "water_name", "streets_polygons_labels": "road_name"}  # fmt: skip

LAYERS: Final = frozenset(
    (*_AREAS, *_LINES, *_POINTS, "water_polygons", "land", "sites", "streets", "streets_med", "streets_low",
     "boundaries", "boundary_labels", "place_labels")
)  # fmt: skip


def role(layer: str, properties: Mapping[str, Any], kind: str) -> str | None:
    """Return what a feature shows, None when it is not drawn; see `schemas.role_of`."""
    one = str(properties.get("kind", ""))
    if kind == "point":
        if layer == "place_labels":
            return _PLACES.get(one)
        if layer == "boundary_labels":
            return "country_name" if properties.get("admin_level") == 2 else "region_name"
        if layer == "public_transport" and one in ("aerodrome", "helipad"):
            return "aerodrome_name"
        return _POINTS.get(layer)
    if kind == "area":
        if layer == "water_polygons":
            return "ice" if one == "glacier" else "water"
        if layer in ("streets_polygons", "street_polygons") and one in ("runway", "taxiway"):
            return "aerodrome"
        return _LAND.get(one) if layer == "land" else _SITES.get(one) if layer == "sites" else _AREAS.get(layer)
    if layer in ("streets", "streets_med", "streets_low"):
        return _STREETS.get(one)
    return boundary(properties) if layer == "boundaries" else _LINES.get(layer)
