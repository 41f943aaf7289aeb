"""GeoJSON (RFC 7946), one document or one feature a line, with the colours of simplestyle. Runs in a worker."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, Final

from evidence_board.geo.layers.colours import css_colour, with_opacity
from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.projections import Projection, projection_named
from evidence_board.geo.layers.shape_list import NO_LOOK, Look, Part, ShapeList, plain_note

__all__ = ["READER", "GeoJson"]

_MOST_BYTES: Final = 80 << 20
_DEEPEST: Final = 8
_NAMED: Final = ("name", "Name", "NAME", "title", "Title", "label", "name:en", "ref", "id")
_STYLE: Final = frozenset(
    ("stroke", "stroke-width", "stroke-opacity", "fill", "fill-opacity", "marker-color", "marker-size", "marker-symbol")
)
_KINDS: Final = {
    "Point": ("point", 0), "MultiPoint": ("point", 1), "LineString": ("line", 0), "MultiLineString": ("line", 1),
    "Polygon": ("area", 1), "MultiPolygon": ("area", 2),
}  # fmt: skip


class GeoJson:
    """Reads one GeoJSON file."""

    def __init__(self, file: HeldFile, header: dict[str, Any]) -> None:
        document = _parsed(file.read_all(most=_MOST_BYTES))
        self._projection = _projection_of(document[0])
        self._shapes = ShapeList()
        self._name = ""
        for one in document:
            if isinstance(one, dict) and isinstance(one.get("name"), str):
                self._name = self._name or one["name"]
            for feature in _features(one, 0):
                self._add(feature)
        if not len(self._shapes):
            raise LayerError("crs" if self._shapes.left_out else "no_shapes")

    def facts(self) -> dict[str, Any]:
        """Return count and bounds."""
        return {"kind": "geojson", "name": self._name, **self._shapes.facts()}

    def tile(self, z: int, x: int, y: int) -> tuple[dict[str, Any], list[bytes]]:
        """Shapes have no tiles."""
        return {}, []

    def shapes(self) -> tuple[dict[str, Any], list[bytes]]:
        """Return all shapes."""
        return self._shapes.answer()

    def _add(self, feature: dict[str, Any]) -> None:
        properties = feature.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        name, note = _words(properties, feature.get("id"))
        for geometry in _geometries(feature.get("geometry"), 0):
            kind, depth = _KINDS[geometry["type"]]
            parts: list[Part] = []
            try:
                for line in _lines(geometry.get("coordinates"), kind, depth):
                    parts.append(self._part(line))
            except (TypeError, ValueError, LookupError):
                self._shapes.left_out += 1
                continue
            self._shapes.add(kind, parts, name=name, note=note, look=_look(properties, kind))

    def _part(self, line: list[Any]) -> Part:
        longitudes, latitudes = [float(one[0]) for one in line], [float(one[1]) for one in line]
        if self._projection is not None:
            pairs = [self._projection.geographic(*pair) for pair in zip(longitudes, latitudes, strict=True)]
            latitudes, longitudes = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        return longitudes, latitudes, None


def _parsed(untrusted: bytes) -> list[Any]:
    """Return the document, or the lines of a file with one document a line.

    Raises:
        LayerError: it is no JSON.
    """
    if untrusted[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = untrusted.decode("utf-16", "replace")
    else:
        text = untrusted.decode("utf-8-sig", "replace")
    try:
        return [json.loads(text, parse_constant=_refused)]
    except RecursionError as error:
        raise LayerError("json") from error
    except ValueError:
        pass
    try:
        lines = (line.strip("\x1e \t\r") for line in text.split("\n"))
        return [json.loads(line, parse_constant=_refused) for line in lines if line] or [None]
    except (ValueError, RecursionError) as error:
        raise LayerError("json") from error


def _refused(name: str) -> float:
    raise ValueError(name)


def _projection_of(document: Any) -> Projection | None:
    """Return the coordinate system that an old file names; None for longitude and latitude.

    Raises:
        LayerError: it is one that cannot be read.
    """
    if not isinstance(document, dict):
        return None
    if "arcs" in document or not isinstance(document.get("type"), str):
        raise LayerError("not_geojson")
    named = document.get("crs")
    properties = named.get("properties") if isinstance(named, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or name.upper().endswith("CRS84"):
        return None
    found = projection_named(name)
    return None if found.geodetic else found


def _features(one: Any, depth: int) -> Iterator[dict[str, Any]]:
    if not isinstance(one, dict) or depth > _DEEPEST:
        raise LayerError("not_geojson")
    match one.get("type"):
        case "FeatureCollection":
            features = one.get("features")
            if not isinstance(features, list):
                raise LayerError("not_geojson")
            for inner in features:
                yield from _features(inner, depth + 1)
        case "Feature":
            yield one
        case (
            "GeometryCollection"
            | "Point"
            | "MultiPoint"
            | "LineString"
            | "MultiLineString"
            | "Polygon"
            | ("MultiPolygon")
        ):
            yield {"geometry": one}
        case _:
            raise LayerError("not_geojson")


def _geometries(geometry: Any, depth: int) -> Iterator[dict[str, Any]]:
    if not isinstance(geometry, dict) or depth > _DEEPEST:
        return
    if geometry.get("type") == "GeometryCollection":
        inner = geometry.get("geometries")
        for one in inner if isinstance(inner, list) else []:
            yield from _geometries(one, depth + 1)
    elif geometry.get("type") in _KINDS:
        yield geometry


def _lines(coordinates: Any, kind: str, depth: int) -> Iterator[list[Any]]:
    """Yield the rings, lines or points of coordinates that are nested to a depth."""
    if kind == "point":
        for one in coordinates if depth else [coordinates]:
            yield [one]
    elif depth == 0:
        yield list(coordinates)
    else:
        for one in coordinates:
            yield from _lines(one, kind, depth - 1)


def _words(properties: dict[str, Any], feature_id: object) -> tuple[str, str]:
    name = next((str(properties[one]) for one in _NAMED if properties.get(one) not in (None, "")), "")
    if not name and isinstance(feature_id, str | int):
        name = str(feature_id)
    lines = []
    for key, value in list(properties.items())[:60]:
        if key not in _STYLE and value not in (None, "", name):
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)[:300]
            lines.append(text if key == "description" else f"{key}: {text}")
    return name, plain_note("\n".join(lines))


def _look(properties: dict[str, Any], kind: str) -> Look:
    stroke = css_colour(properties.get("stroke"))
    if kind == "point":
        stroke = css_colour(properties.get("marker-color")) or stroke
    stroke = with_opacity(stroke, properties.get("stroke-opacity"))
    fill = css_colour(properties.get("fill"))
    opacity = properties.get("fill-opacity", 0.6 if fill is not None else None)
    width = properties.get("stroke-width")
    wide = float(width) if isinstance(width, int | float) and not isinstance(width, bool) else NO_LOOK[1]
    return stroke, min(20.0, max(0.0, wide)) if math.isfinite(wide) else NO_LOOK[1], with_opacity(fill, opacity)


READER = GeoJson
