"""KML and KMZ: points, lines, areas, tracks with times, and pictures laid over the map. Runs in a worker.

Nothing that lies outside the file is loaded: a link to the network is only told, as a note.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.layers.kml_archive import Archive
from evidence_board.geo.layers.kml_overlays import Overlays
from evidence_board.geo.layers.kml_styles import Styles
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.safe_xml import child, children, parsed_xml, seconds_of, tag_of, text_of
from evidence_board.geo.layers.shape_list import Look, Part, ShapeList, plain_note

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["READER", "Kml"]

_MOST_BYTES: Final = 64 << 20
_DEEPEST: Final = 40
_FOLDERS: Final = ("Document", "Folder", "kml")
_SPACES_AT_COMMAS: Final = re.compile(r"\s*,\s*")


class Kml:
    """Reads one KML or KMZ file."""

    def __init__(self, file: HeldFile, header: dict[str, Any]) -> None:
        self._archive = Archive(file, header=header)
        root = parsed_xml(self._archive.document(most=_MOST_BYTES))
        if tag_of(root) not in _FOLDERS:
            raise LayerError("unknown")
        self._notes: set[str] = set()
        self._shapes = ShapeList()
        self._overlays = Overlays(self._archive)
        self._styles = Styles(root)
        top = child(root, "Document") if child(root, "Document") is not None else root
        self._name = text_of(top, "name") or text_of(root, "Folder", "name")
        self._folder(root, 0)
        if self._overlays.missing:
            self._notes.add("overlay_missing")
        if not len(self._shapes) and not len(self._overlays) and not self._archive.wanted:
            raise LayerError("no_shapes")

    def facts(self) -> dict[str, Any]:
        """Return count, bounds, and the levels of the pictures."""
        told = self._shapes.facts()
        facts = {"kind": "kml", "name": self._name, **told, "notes": [*told["notes"], *sorted(self._notes)]}
        if len(self._overlays):
            facts |= self._overlays.facts(told["bounds"])
        return {**facts, "wanted": self._archive.wanted}

    def tile(self, z: int, x: int, y: int) -> tuple[dict[str, Any], list[bytes]]:
        """Return the pictures of a tile."""
        return self._overlays.tile(z, x, y)

    def shapes(self) -> tuple[dict[str, Any], list[bytes]]:
        """Return all shapes."""
        return self._shapes.answer()

    def _folder(self, element: Element, depth: int) -> None:
        if depth > _DEEPEST:
            raise LayerError("xml")
        for one in element:
            match tag_of(one):
                case "Placemark":
                    self._placemark(one)
                case "GroundOverlay":
                    self._overlays.add(one)
                case "NetworkLink":
                    self._notes.add("network_links")
                case "Document" | "Folder":
                    self._folder(one, depth + 1)

    def _placemark(self, element: Element) -> None:
        name, note = text_of(element, "name"), _note(element)
        parts: dict[str, list[Part]] = {"point": [], "line": [], "area": []}
        for one in element:
            if isinstance(one.tag, str):
                self._geometry(one, parts, 0)
        for kind, found in parts.items():
            if found:
                self._shapes.add(kind, found, name=name, note=note, look=self._look(element, kind))

    def _look(self, element: Element, kind: str) -> Look:
        return self._styles.look(element, kind)

    def _geometry(self, element: Element, parts: dict[str, list[Part]], depth: int) -> None:
        match tag_of(element):
            case "Point":
                parts["point"].append(_coordinates(text_of(element, "coordinates")))
            case "LineString" | "LinearRing":
                parts["line"].append(_coordinates(text_of(element, "coordinates")))
            case "Polygon":
                for ring in children(element, "outerBoundaryIs", "innerBoundaryIs"):
                    for line in children(ring, "LinearRing"):
                        parts["area"].append(_coordinates(text_of(line, "coordinates")))
            case "Model":
                place = child(element, "Location")
                text = f"{text_of(place, 'longitude')},{text_of(place, 'latitude')}"
                parts["point"].append(_coordinates(text))
            case "Track":
                parts["line"].append(_track(element))
            case "MultiGeometry" | "MultiTrack" if depth < _DEEPEST:
                for one in element:
                    if isinstance(one.tag, str):
                        self._geometry(one, parts, depth + 1)


def _coordinates(text: str) -> Part:
    """Return the vertices of ``longitude,latitude[,height] ...``; what is no number is left out."""
    longitudes, latitudes = [], []
    for word in _SPACES_AT_COMMAS.sub(",", text).split():
        fields = word.split(",")
        try:
            longitude, latitude = float(fields[0]), float(fields[1])
        except (ValueError, IndexError):
            continue
        if math.isfinite(longitude) and math.isfinite(latitude):
            longitudes.append(longitude)
            latitudes.append(latitude)
    return longitudes, latitudes, None


def _track(element: Element) -> Part:
    """Return the vertices of a gx:Track, each with the time at the same place in its list."""
    whens = [seconds_of(one.text or "") for one in children(element, "when")]
    longitudes, latitudes, times = [], [], []
    for at, one in enumerate(children(element, "coord")):
        fields = (one.text or "").split()
        try:
            longitude, latitude = float(fields[0]), float(fields[1])
        except (ValueError, IndexError):
            continue
        when = whens[at] if at < len(whens) else None
        longitudes.append(longitude)
        latitudes.append(latitude)
        times.append(math.nan if when is None else when)
    return longitudes, latitudes, times


def _note(element: Element) -> str:
    lines = [text_of(element, "description"), text_of(element, "address")]
    stamp, span = text_of(element, "TimeStamp", "when"), child(element, "TimeSpan")
    if stamp:
        lines.append(stamp)
    if span is not None:
        lines.append(f"{text_of(span, 'begin')} – {text_of(span, 'end')}")
    extended = child(element, "ExtendedData")
    for one in children(extended, "Data"):
        lines.append(f"{one.get('name', '')}: {text_of(one, 'value')}")
    for schema in children(extended, "SchemaData"):
        lines += [f"{one.get('name', '')}: {(one.text or '').strip()}" for one in children(schema, "SimpleData")]
    return plain_note("\n".join(line for line in lines[:80] if line))


READER = Kml
