"""GeoJSON (RFC 7946): placed files, their other positions, places as points, and what was drawn on the map.

WGS84, longitude first.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evidence_board.exports.drawings import drawing_features
from evidence_board.exports.times import iso_time
from evidence_board.model.map_objects import DrawingRow

__all__ = ["feature_collection", "write_geojson"]


def feature_collection(
    items: Sequence[Mapping[str, Any]],
    locations: Sequence[Mapping[str, Any]],
    geotags: Sequence[Mapping[str, Any]],
    *,
    drawings: Sequence[DrawingRow] = (),
    about: Mapping[tuple[str, str], str] | None = None,
) -> dict[str, Any]:
    """Return a FeatureCollection.

    ``captured`` is ISO 8601 to the precision there is, with an offset only where the zone is known.

    Args:
        items: records of items; those without a position become features without geometry.
        locations: records of places.
        geotags: records of positions. The one that counts for the camera of an item adds radius, direction, method
            and level to it; every other one is a feature of its own, of the kind ``position``.
        drawings: what was drawn on the map; features of the kind ``drawing``, with a shape and no ref.
        about: (kind, row id) -> ref of what drawings are about.
    """
    preferred = {tag["item"]: tag for tag in geotags if tag["preferred"] and tag["role"] == "camera"}
    features = []
    for item in items:
        tag = preferred.get(item["ref"], {})
        captured = item["captured"] or {}
        properties = {
            "ref": item["ref"],
            "kind": item["kind"],
            "name": item["name"],
            "title": item["title"],
            "caption": item["caption"],
            # As much of ISO 8601 as is known; beside it what the source wrote.
            "captured": iso_time(item["captured"]),
            "captured_raw": captured.get("raw"),
            "captured_utc": captured.get("utc"),
            "captured_precision": captured.get("precision"),
            "captured_zone": captured.get("zone"),
            "captured_about": captured.get("approximate"),
            "sha256": item["sha256"],
            "geotag_source": item["geotag_source"],
            "radius_m": tag.get("radius_m"),
            "bearing_deg": tag.get("bearing_deg"),
            "method": tag.get("method"),
            "level": tag.get("level"),
        }
        features.append(_feature(item["latitude"], item["longitude"], properties))
    shown = {tag["ref"] for tag in preferred.values()}
    for tag in geotags:
        if tag["ref"] in shown:
            continue
        keys = ("ref", "item", "role", "radius_m", "bearing_deg", "source", "method", "level", "preferred", "raw")
        properties = {"kind": "position", **{key: tag[key] for key in keys}}
        features.append(_feature(tag["latitude"], tag["longitude"], properties))
    for place in locations:
        properties = {"ref": place["ref"], "kind": "location", "name": place["name"], "radius_m": place["radius_m"]}
        features.append(_feature(place["latitude"], place["longitude"], properties))
    features += drawing_features(drawings, about or {})
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
