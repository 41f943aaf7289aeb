"""Maps of the user's own: files opened read-only in worker processes and given out as pixels and checked shapes.

`LayerReaders` is made once per window; `LayerReaders.open_layer` gives a `LayerSource` for each layer.
"""

from evidence_board.geo.layers.facts import (
    GeoBox,
    LayerFacts,
    LayerShapes,
    PaintedKind,
    ShapeKind,
    ShapeStyle,
    TileKey,
    TilePart,
    TilePixels,
    VectorTile,
)
from evidence_board.geo.layers.origins import FileOrigin, FolderOrigin, LayerOrigin, StoredOrigin, origin_of
from evidence_board.geo.layers.readers import LayerReaders
from evidence_board.geo.layers.source import LayerSource

__all__ = [
    "FileOrigin",
    "FolderOrigin",
    "GeoBox",
    "LayerFacts",
    "LayerOrigin",
    "LayerReaders",
    "LayerShapes",
    "LayerSource",
    "PaintedKind",
    "ShapeKind",
    "ShapeStyle",
    "StoredOrigin",
    "TileKey",
    "TilePart",
    "TilePixels",
    "VectorTile",
    "origin_of",
]
