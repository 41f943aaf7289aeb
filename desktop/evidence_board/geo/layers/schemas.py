"""What the parts of vector tiles show, in one list of words, whichever of three schemas the tiles are in.

OpenMapTiles 3 from its published layers; Protomaps version 4 and Shortbread 1.0 from their published lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from evidence_board.geo.layers import schema_openmaptiles, schema_protomaps, schema_shortbread
from evidence_board.geo.layers.schema_words import ROLES

__all__ = ["ROLES", "SCHEMAS", "label_of", "rank_of", "role_of", "schema_of", "wanted_layers"]

SCHEMAS: Final = ("openmaptiles", "protomaps", "shortbread")
_TABLES: Final = {
    "openmaptiles": schema_openmaptiles,
    "protomaps": schema_protomaps,
    "shortbread": schema_shortbread,
}
_SIGNS: Final = {
    "openmaptiles": frozenset(("transportation", "transportation_name", "landcover", "aeroway", "housenumber",
                               "mountain_peak", "water_name", "park")),
    "protomaps": frozenset(("earth", "roads", "places", "pois", "buildings")),
    "shortbread": frozenset(("ocean", "water_polygons", "streets", "place_labels", "land", "street_labels", "sites",
                             "water_lines", "addresses")),
}  # fmt: skip
_RANKS: Final = {
    "country_name": 0, "sea_name": 1, "region_name": 20, "city": 10, "town": 30, "island": 40, "village": 50,
    "aerodrome_name": 45, "water_name": 55, "suburb": 60, "peak": 62, "park_name": 65, "road_name": 70, "poi": 80,
    "waterway_name": 72, "house_number": 95, "other_point": 85,
}  # fmt: skip


def schema_of(names: Iterable[str]) -> str:
    """Return the schema of tiles with layers of these names, empty when it is none of the three."""
    found = set(names)
    best = max(_SIGNS, key=lambda one: (len(found & _SIGNS[one]), len(found & _TABLES[one].LAYERS)))
    # A part of a schema is that schema, too; one name alike among many others is chance.
    return best if found & _SIGNS[best] and 2 * len(found & _TABLES[best].LAYERS) >= len(found) else ""


def wanted_layers(schema: str) -> frozenset[str] | None:
    """Return the layers that are drawn; None for all."""
    return _TABLES[schema].LAYERS if schema else None


def role_of(schema: str, layer: str, properties: Mapping[str, Any], kind: str) -> str | None:
    """Return what a feature shows, a word of `ROLES`, None when it is not drawn.

    Args:
        schema: of `SCHEMAS`, or empty.
        layer: name of its layer.
        properties: of the feature.
        kind: ``area``, ``line`` or ``point``.
    """
    if not schema:
        return f"other_{kind}"
    found: str | None = _TABLES[schema].role(layer, properties, kind)
    return found


def label_of(properties: Mapping[str, Any], *, language: str) -> tuple[str, str]:
    """Return what is written at a feature: in a language where the tile has it, and in the local script."""
    local = _first(properties, "name", "name:nonlatin", "ref", "housenumber", "addr_housenumber", "kind_name")
    wanted = (f"name:{language}", f"name_{language}")
    name = _first(properties, *wanted, "name:latin", "name:en", "name_en", "name_int") or local
    return name[:120], (local or name)[:120]


def rank_of(role: str, properties: Mapping[str, Any]) -> int:
    """Return how late a name gives way to others: the smaller, the more important."""
    rank = _RANKS.get(role, 90) * 100
    own = next((properties[key] for key in ("rank", "population_rank") if _is_number(properties.get(key))), None)
    if own is not None:
        # Protomaps counts ranks of population upwards, the others ranks of importance downwards.
        rank += int(max(0, min(99, own if "rank" in properties else 20 - own)))
    elif _is_number(properties.get("population")):
        rank += max(0, 40 - len(str(int(abs(properties["population"])))) * 5)
    return rank


def _first(properties: Mapping[str, Any], *keys: str) -> str:
    for key in keys:
        value = properties.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value and abs(value) < 1e12
