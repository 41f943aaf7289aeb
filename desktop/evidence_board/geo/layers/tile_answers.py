"""A tile's bytes, whichever archive they come from, as an answer of the worker."""

from __future__ import annotations

from typing import Any

from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.tile_pictures import tile_form, tile_pixels

__all__ = ["tile_answer", "tile_facts"]


def tile_facts(untrusted: bytes, *, layer_names: list[str]) -> dict[str, Any]:
    """Return the facts that one tile tells: pixels or vector, its size, the schema.

    Raises:
        LayerError: it is no tile that can be drawn.
    """
    if tile_form(untrusted) == "picture":
        return {"pixels": True, "tile_px": max(16, tile_pixels(untrusted)[0]["width"])}
    raise LayerError("tile_type")


def tile_answer(untrusted: bytes, *, z: int, x: int, y: int, schema: str) -> tuple[dict[str, Any], list[bytes]]:
    """Return pixels, or the parts of a vector tile.

    Raises:
        LayerError: it is damaged.
    """
    return tile_pixels(untrusted)
