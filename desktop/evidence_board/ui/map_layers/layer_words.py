"""What the list of layers says of a layer."""

from __future__ import annotations

from evidence_board.geo.layers.problems import NOTE_WORDS
from evidence_board.model.map_objects import LayerKind
from evidence_board.ui.i18n import count, said, tr
from evidence_board.ui.map_layers.layer_stack import LayerState

__all__ = ["kind_icon", "kind_words", "remarks", "state_words"]

_ICONS = {"geotiff": "image", "image": "image", "kml": "map-pin", "geojson": "map-pin", "gpx": "route"}


def kind_words(kind: str) -> str:
    """Return the format of a layer."""
    return {
        LayerKind.MBTILES: "MBTiles",
        LayerKind.PMTILES: "PMTiles",
        LayerKind.XYZ: tr("Folder of tiles"),
        LayerKind.GEOTIFF: "GeoTIFF",
        LayerKind.IMAGE: tr("Picture"),
        LayerKind.KML: "KML",
        LayerKind.GEOJSON: "GeoJSON",
        LayerKind.GPX: "GPX",
        LayerKind.PLACES: tr("Places"),
    }.get(LayerKind(kind), kind)


def kind_icon(kind: str) -> str:
    """Return the icon of a format."""
    return _ICONS.get(kind, "layers")


def state_words(state: LayerState) -> str:
    """Return format, extent and where it lies, in one line."""
    parts = [kind_words(state.row.kind)]
    if state.opening:
        parts.append(tr("opening…"))
    elif state.shown is not None:
        facts = state.shown.facts
        if facts.vector:
            parts.append(tr("vector"))
        if facts.has_tiles and facts.max_zoom < 24:
            parts.append(tr("zoom {first} to {last}", first=facts.min_zoom, last=facts.max_zoom))
        if facts.shapes and facts.count:
            parts.append(count(facts.count, one="{n} shape", many="{n} shapes"))
    parts.append(tr("in the case") if state.row.in_case else tr("linked"))
    return " · ".join(parts)


def remarks(state: LayerState) -> list[str]:
    """Return what a person should know about it besides."""
    found = [state.trouble] if state.trouble else []
    if state.shown is not None:
        found += [said(NOTE_WORDS[code]) for code in state.shown.facts.notes if code in NOTE_WORDS]
    return found
