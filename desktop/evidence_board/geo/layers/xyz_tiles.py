"""Tiles that lie in a folder as single files: the worker gets the bytes of one tile at a time."""

from __future__ import annotations

from typing import Any

from evidence_board.geo.layers.folder_words import told_in_folder
from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.tile_answers import tile_answer, tile_facts
from evidence_board.geo.layers.tile_pictures import MOST_TILE_BYTES

__all__ = ["READER", "FolderTiles"]


class FolderTiles:
    """Reads the tile that a job brings."""

    def __init__(self, file: HeldFile, header: dict[str, Any]) -> None:
        self._file = file
        self._about = header["folder"]
        self._options = header["options"]
        self._language = str(header["options"].get("language", "en"))
        self._schema = str(header["options"].get("schema", ""))

    def facts(self) -> dict[str, Any]:
        """Return what the sample tile and the names in the folder tell."""
        if self._about["min_zoom"] is None:
            raise LayerError("no_tiles")
        told = tile_facts(self._file.read_all(most=MOST_TILE_BYTES), layer_names=[])
        words = told_in_folder(self._about.get("words", {}))
        options = {"schema": told["schema"]} if told.get("schema") else {}
        south_first = words.pop("tms", False)
        if "tms" in self._options:
            options["tms"] = self._options["tms"] is True
        elif south_first:
            options["tms"] = True
        facts = {key: value for key, value in self._about.items() if key != "words"}
        return {**facts, **words, **told, "kind": "xyz", "options": options}

    def tile(self, z: int, x: int, y: int) -> tuple[dict[str, Any], list[bytes]]:
        """Return the tile that was brought."""
        return tile_answer(
            self._file.read_all(most=MOST_TILE_BYTES), z=z, x=x, y=y, schema=self._schema, language=self._language
        )

    def shapes(self) -> tuple[dict[str, Any], list[bytes]]:
        """Tiles have no shapes."""
        raise LayerError("no_shapes")


READER = FolderTiles
