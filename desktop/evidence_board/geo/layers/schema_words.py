"""Words for what a part of a vector tile shows."""

from __future__ import annotations

from typing import Final

__all__ = ["ROLES"]

#: In the order of drawing: areas, lines, labels.
ROLES: Final = (
    # areas
    "earth", "residential", "industrial", "military", "farmland", "grass", "wood", "park", "sand", "rock", "wetland",
    "ice", "cemetery", "school", "hospital", "water", "aerodrome", "pier", "building", "other_area",
    # lines
    "waterway", "ferry", "path", "service_road", "minor_road", "secondary_road", "primary_road", "trunk_road",
    "motorway", "runway", "taxiway", "rail", "aerialway", "power_line", "barrier", "boundary_region",
    "boundary_country", "boundary_disputed", "other_line",
    # labels
    "house_number", "road_name", "waterway_name", "water_name", "poi", "peak", "aerodrome_name", "park_name", "suburb",
    "village", "town", "city", "island", "region_name", "country_name", "sea_name", "other_point",
)  # fmt: skip
