"""GPX 1.0 and 1.1: waypoints, routes, and tracks with their times. Runs in a worker."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.safe_xml import child, children, parsed_xml, seconds_of, tag_of, text_of
from evidence_board.geo.layers.shape_list import Part, ShapeList, plain_note

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["READER", "Gpx"]

_MOST_BYTES: Final = 64 << 20


class Gpx:
    """Reads one GPX file."""

    def __init__(self, file: HeldFile, header: dict[str, Any]) -> None:
        root = parsed_xml(file.read_all(most=_MOST_BYTES))
        if tag_of(root) != "gpx":
            raise LayerError("unknown")
        self._name = text_of(root, "metadata", "name") or text_of(root, "name")
        self._shapes = ShapeList()
        for point in children(root, "wpt"):
            self._add("point", [[point]], point)
        for route in children(root, "rte"):
            self._add("line", [list(children(route, "rtept"))], route)
        for track in children(root, "trk"):
            self._add("line", [list(children(part, "trkpt")) for part in children(track, "trkseg")], track)
        if not len(self._shapes):
            raise LayerError("no_shapes")

    def facts(self) -> dict[str, Any]:
        """Return count and bounds."""
        return {"kind": "gpx", "name": self._name, **self._shapes.facts()}

    def tile(self, z: int, x: int, y: int) -> tuple[dict[str, Any], list[bytes]]:
        """Shapes have no tiles."""
        return {}, []

    def shapes(self) -> tuple[dict[str, Any], list[bytes]]:
        """Return all shapes."""
        return self._shapes.answer()

    def _add(self, kind: str, lines: list[list[Element]], about: Element) -> None:
        words = [text_of(about, "desc"), text_of(about, "cmt"), text_of(about, "time")]
        note = plain_note("\n".join(dict.fromkeys(word for word in words if word)))
        # A part of a single position is a fix, not a line; GPX loggers write such parts when they are switched on.
        lines = [line for line in lines if kind == "point" or len(line) > 1]
        parts = [part for line in lines if (part := _part(line)) is not None]
        self._shapes.add(kind, parts, name=text_of(about, "name"), note=note)


def _part(line: list[Element]) -> Part | None:
    """Return positions and times of a line; positions without numbers are left out."""
    longitudes, latitudes, times = [], [], []
    for point in line:
        try:
            latitude, longitude = float(point.get("lat", "")), float(point.get("lon", ""))
        except ValueError:
            continue
        if not (abs(latitude) <= 90 and abs(longitude) <= 360):
            continue
        when = child(point, "time")
        seconds = seconds_of(when.text or "") if when is not None else None
        longitudes.append(longitude)
        latitudes.append(latitude)
        times.append(math.nan if seconds is None else seconds)
    if not longitudes:
        return None
    return longitudes, latitudes, None if all(map(math.isnan, times)) else times


READER = Gpx
