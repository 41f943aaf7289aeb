"""What people draw on the map, and the maps they lay over it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

__all__ = ["DRAWING_COLOURS", "DrawingKind", "DrawingRow", "LayerKind", "LayerRow"]


class DrawingKind(StrEnum):
    """What was drawn; ``text`` is words at a point, its ``name``."""

    POINT = "point"
    LINE = "line"
    AREA = "area"
    SECTOR = "sector"
    TEXT = "text"


class LayerKind(StrEnum):
    """Format of a layer."""

    MBTILES = "mbtiles"
    PMTILES = "pmtiles"
    XYZ = "xyz"
    GEOTIFF = "geotiff"
    IMAGE = "image"
    KML = "kml"
    GEOJSON = "geojson"
    GPX = "gpx"
    PLACES = "places"


#: Colours by name, which follow the theme; any other is ``#rrggbb``.
DRAWING_COLOURS = ("accent", "green", "amber", "red", "blue", "violet", "grey")


@dataclass(frozen=True, slots=True)
class DrawingRow:
    """One thing drawn on the map.

    Attributes:
        id: row id.
        kind: a word of `DrawingKind`.
        geometry: a GeoJSON geometry, longitude before latitude: Point, LineString, Polygon; of a sector
            ``{"type": "Sector", "coordinates": [lon, lat], "radius_m": r, "bearing_deg": b, "width_deg": w}`` with
            ``b`` the direction of its middle and ``w`` from edge to edge, 360 for a circle. See
            `evidence_board.model.drawing_geometry`.
        name: what to call it; of a text its words.
        colour: a word of `DRAWING_COLOURS` or ``#rrggbb``.
        note: free text.
        target_kind: kind of the thing of the case it is about, if any.
        target_id: row id of that.
        visible: whether it is shown.
        ordinal: place in the list, the lowest drawn first.
    """

    id: str
    kind: str
    geometry: dict[str, Any] = field(hash=False)
    name: str = ""
    colour: str = "accent"
    note: str = ""
    target_kind: str | None = None
    target_id: str | None = None
    visible: bool = True
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class LayerRow:
    """One map that a person laid over the basemap.

    Attributes:
        id: row id.
        kind: a word of `LayerKind`.
        name: what to call it.
        path: where the linked file or folder lies on this computer; empty for a copy inside the case, and for a path
            that leads off this computer, which is never opened.
        blob_id: the bytes inside the case, or None.
        sha256: of the file when it was linked or copied; None for a folder.
        size: its bytes then.
        ordinal: place in the stack, the lowest at the bottom.
        opacity: 0 to 1.
        visible: whether it is shown.
        attribution: whose it is, as its owner wants it said.
        options: what its format needs (control points, swipe, style, ``from_zoom``), plain JSON.
        file_name: last part of the path, also of a copy.
    """

    id: str
    kind: str
    name: str
    path: str = ""
    blob_id: int | None = None
    sha256: str | None = None
    size: int | None = None
    ordinal: int = 0
    opacity: float = 1.0
    visible: bool = True
    attribution: str = ""
    options: dict[str, Any] = field(default_factory=dict, hash=False)
    file_name: str = ""

    @property
    def in_case(self) -> bool:
        """Whether its bytes lie inside the case."""
        return self.blob_id is not None
