"""Reads what is drawn on the map, and the maps laid over it, for the panes."""

import sqlite3

from evidence_board.model.drawing_geometry import geometry_of, options_of
from evidence_board.model.layer_paths import is_local, last_part
from evidence_board.model.map_objects import DrawingRow, LayerRow

__all__ = ["read_drawings", "read_layers"]

_DRAWINGS = (
    "SELECT id, kind, geometry, name, colour, note, target_kind, target_id, visible, ordinal FROM map_drawing"
    " WHERE deleted_at IS NULL ORDER BY ordinal, id"
)
_LAYERS = (
    "SELECT id, kind, name, path, blob_id, sha256, size, ordinal, opacity, visible, attribution, options"
    " FROM map_layer WHERE deleted_at IS NULL ORDER BY ordinal, id"
)


def read_drawings(connection: sqlite3.Connection) -> dict[str, DrawingRow]:
    """Read what is drawn on the map, the lowest first; a geometry that cannot be drawn is left out."""
    found = {}
    for row_id, kind, text, name, colour, note, target_kind, target_id, visible, ordinal in connection.execute(
        _DRAWINGS
    ):
        geometry = geometry_of(kind, text)
        if geometry is None:
            continue
        # What it is about may have been emptied from the bin.
        target = (target_kind, target_id) if target_id is not None else (None, None)
        found[row_id] = DrawingRow(
            row_id, kind, geometry, name, colour, note, target[0], target[1], bool(visible), ordinal
        )
    return found


def read_layers(connection: sqlite3.Connection) -> dict[str, LayerRow]:
    """Read the maps laid over the basemap, the lowest first."""
    found = {}
    for row in connection.execute(_LAYERS):
        row_id, kind, name, path, blob_id, sha256, size, ordinal, opacity, visible, attribution, options = row
        found[row_id] = LayerRow(
            id=row_id,
            kind=kind,
            name=name,
            path=path if blob_id is None and is_local(path) else "",
            blob_id=blob_id,
            sha256=sha256,
            size=size,
            ordinal=ordinal,
            opacity=opacity,
            visible=bool(visible),
            attribution=attribution,
            options=options_of(options),
            file_name=last_part(path),
        )
    return found
