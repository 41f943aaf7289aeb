"""GeoJSON (RFC 7946): placed files and places as points, WGS84, longitude first."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["feature_collection", "write_geojson"]


def feature_collection(
    items: Sequence[Mapping[str, Any]], locations: Sequence[Mapping[str, Any]], geotags: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return a FeatureCollection.

    Args:
        items: records of items; those without a position become features without geometry.
        locations: records of places.
        geotags: records of positions; the preferred one of an item adds radius, direction and level.
    """
    preferred = {tag["item"]: tag for tag in geotags if tag["preferred"]}
    features = []
    for item in items:
        tag = preferred.get(item["ref"], {})
        properties = {
            "ref": item["ref"],
            "kind": item["kind"],
            "name": item["name"],
            "title": item["title"],
            "caption": item["caption"],
            "captured": (item["captured"] or {}).get("raw"),
            "captured_utc": (item["captured"] or {}).get("utc"),
            "sha256": item["sha256"],
            "geotag_source": item["geotag_source"],
            "radius_m": tag.get("radius_m"),
            "bearing_deg": tag.get("bearing_deg"),
            "level": tag.get("level"),
        }
        features.append(_feature(item["latitude"], item["longitude"], properties))
    for place in locations:
        properties = {"ref": place["ref"], "kind": "location", "name": place["name"], "radius_m": place["radius_m"]}
        features.append(_feature(place["latitude"], place["longitude"], properties))
    return {"type": "FeatureCollection", "features": features}


def write_geojson(path: Path, collection: Mapping[str, Any]) -> None:
    """Write a FeatureCollection as UTF-8.

    Raises:
        OSError: the file cannot be written.
    """
    path.write_text(json.dumps(collection, ensure_ascii=False, indent=1, allow_nan=False), encoding="utf-8")


def _feature(latitude: float | None, longitude: float | None, properties: dict[str, Any]) -> dict[str, Any]:
    geometry = None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "id": properties["ref"], "geometry": geometry, "properties": properties}
