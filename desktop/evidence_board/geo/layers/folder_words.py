"""What a file in a folder of tiles says about them: ``metadata.json`` or ``tilemapresource.xml``. Runs in a worker."""

from __future__ import annotations

import json
from typing import Any

from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.safe_xml import parsed_xml, text_of
from evidence_board.geo.layers.tile_words import plain_words

__all__ = ["told_in_folder"]


def told_in_folder(texts: dict[str, str]) -> dict[str, Any]:
    """Return name, attribution and whether rows count from the south (``tms``), as far as they are told.

    Args:
        texts: of the files, by their names, each byte a letter.
    """
    found: dict[str, Any] = {}
    for name, text in texts.items():
        data = text.encode("latin-1", "replace")
        found |= _of_json(data) if name.endswith(".json") else _of_xml(data)
    return found


def _of_json(data: bytes) -> dict[str, Any]:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return {}  # tiles without a word about them are a map, too
    if not isinstance(told, dict):
        return {}
    words = {key: plain_words(told[key]) for key in ("name", "attribution") if isinstance(told.get(key), str)}
    scheme = told.get("scheme")
    return words | ({"tms": scheme == "tms"} if scheme in ("tms", "xyz") else {})


def _of_xml(data: bytes) -> dict[str, Any]:
    """Return what a description of the Tile Map Service says; its rows count from the south."""
    try:
        root = parsed_xml(data)
    except LayerError:
        return {}
    title = plain_words(text_of(root, "Title"))
    return {"tms": True, **({"name": title} if title else {})}
