"""A tile's bytes, whichever archive they come from, as an answer of the worker."""

from __future__ import annotations

from typing import Any

from evidence_board.geo.layers.mvt import layer_names as names_in
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.schemas import schema_of
from evidence_board.geo.layers.tile_pictures import tile_form, tile_pixels, unpacked
from evidence_board.geo.layers.vector_parts import vector_answer

__all__ = ["tile_answer", "tile_facts"]


def tile_facts(untrusted: bytes, *, layer_names: list[str]) -> dict[str, Any]:
    """Return the facts that one tile tells: pixels or vector, its size, the schema.

    Args:
        untrusted: the tile.
        layer_names: of the metadata, if they tell them.

    Raises:
        LayerError: it is no tile that can be drawn.
    """
    if tile_form(untrusted) == "picture":
        return {"pixels": True, "tile_px": max(16, tile_pixels(untrusted)[0]["width"])}
    names = names_in(unpacked(untrusted))
    if not names:
        raise LayerError("tile_type")
    schema = schema_of(layer_names or names)
    return {"vector": True, "schema": schema, "notes": [] if schema else ["schema_unknown"]}


def tile_answer(
    untrusted: bytes, *, z: int, x: int, y: int, schema: str, language: str
) -> tuple[dict[str, Any], list[bytes]]:
    """Return pixels, or the parts of a vector tile.

    Raises:
        LayerError: it is damaged.
    """
    if not untrusted:
        return {}, []
    if tile_form(untrusted) == "picture":
        return tile_pixels(untrusted)
    return vector_answer(unpacked(untrusted), z=z, x=x, y=y, schema=schema, language=language)
