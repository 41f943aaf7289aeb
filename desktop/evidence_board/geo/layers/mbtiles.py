"""MBTiles: tiles in an SQLite file of a stranger, which SQLite reads in the worker, through the pipe.

The file is opened as one that never changes, so no journal is looked for. Only reading is allowed, whatever its
schema says, and a statement ends after a number of steps: its ``tiles`` may be a view that never ends.
"""

from __future__ import annotations

import itertools
import json
from typing import Any, Final

import apsw

from evidence_board.geo.layers.facts import MOST_ZOOM
from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.tile_answers import tile_answer, tile_facts
from evidence_board.geo.layers.tile_pictures import MOST_TILE_BYTES
from evidence_board.geo.layers.tile_words import box_of, plain_words
from evidence_board.geo.mercator import to_geographic

__all__ = ["READER", "MBTiles"]

_STEPS: Final = 1000
_MOST_ROUNDS: Final = 60_000
"""Sixty million steps of SQLite: some seconds."""
_ALLOWED: Final = frozenset({apsw.SQLITE_SELECT, apsw.SQLITE_READ, apsw.SQLITE_FUNCTION, apsw.SQLITE_RECURSIVE})
_FUNCTIONS: Final = frozenset(
    [
        "abs",
        "avg",
        "cast",
        "coalesce",
        "count",
        "format",
        "hex",
        "ifnull",
        "iif",
        "instr",
        "length",
        "lower",
        "max",
        "min",
        "nullif",
        "printf",
        "quote",
        "replace",
        "round",
        "substr",
        "sum",
        "total",
        "trim",
        "typeof",
        "upper",
    ]
)
_numbers = itertools.count()


class MBTiles:
    """Reads one MBTiles file."""

    def __init__(self, file: HeldFile, header: dict[str, Any]) -> None:
        if not file.read_at(0, 16).startswith(b"SQLite format 3\0"):
            raise LayerError("not_sqlite")
        self._vfs = _Pages(file)
        self._database = apsw.Connection(
            "file:/layer?immutable=1", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI, vfs=self._vfs.name
        )
        self._rounds = 0
        self._schema = ""
        self._language = str(header["options"].get("language", "en"))
        self._limit()
        self._metadata = self._read_metadata()
        self._schema = str(self._facts_of_tiles()["schema"])

    def facts(self) -> dict[str, Any]:
        """Return what the metadata say, and where they are silent what the tiles tell."""
        return self._about

    def tile(self, z: int, x: int, y: int) -> tuple[dict[str, Any], list[bytes]]:
        """Return a tile; rows count from the south in the file."""
        untrusted = self._tile_bytes(z, x, 2**z - 1 - y)
        return (
            ({}, [])
            if untrusted is None
            else tile_answer(untrusted, z=z, x=x, y=y, schema=self._schema, language=self._language)
        )

    def shapes(self) -> tuple[dict[str, Any], list[bytes]]:
        """Tiles have no shapes."""
        raise LayerError("no_shapes")

    def _limit(self) -> None:
        database = self._database
        database.limit(apsw.SQLITE_LIMIT_LENGTH, 4 * MOST_TILE_BYTES)
        database.limit(apsw.SQLITE_LIMIT_SQL_LENGTH, 200_000)
        database.limit(apsw.SQLITE_LIMIT_EXPR_DEPTH, 100)
        database.limit(apsw.SQLITE_LIMIT_ATTACHED, 0)
        try:
            for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "cache_size = -8000", "mmap_size = 0"):
                database.execute(f"PRAGMA {pragma}")
            database.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        except apsw.Error as error:
            raise LayerError("damaged") from error
        database.authorizer = _authorized
        database.set_progress_handler(self._tired, _STEPS)

    def _tired(self) -> bool:
        self._rounds += 1
        return self._rounds > _MOST_ROUNDS

    def _rows(self, sql: str, *values: int, missing: str = "damaged") -> list[tuple[Any, ...]]:
        """Run one of our statements.

        Raises:
            LayerError: the file is damaged, or its parts are not what they must be.
        """
        self._rounds = 0
        try:
            return self._database.execute(sql, values).fetchall()
        except (apsw.SQLError, apsw.AuthError) as error:
            raise LayerError(missing) from error
        except (apsw.Error, UnicodeDecodeError) as error:
            raise LayerError("damaged") from error

    def _read_metadata(self) -> dict[str, str]:
        try:
            rows = self._rows("SELECT name, value FROM metadata LIMIT 500", missing="no_metadata")
        except LayerError as error:
            if str(error) == "no_metadata":
                return {}  # tiles alone are a map, too
            raise
        return {str(name).casefold(): str(value) for name, value in rows if name is not None and value is not None}

    def _facts_of_tiles(self) -> dict[str, Any]:
        columns = "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles"
        first = self._rows(f"{columns} WHERE length(tile_data) > 0 LIMIT 1", missing="no_tiles_table")
        if not first:
            raise LayerError("no_tiles")
        low, high = self._zooms()
        told = tile_facts(_bytes(first[0][3]), layer_names=self._layer_names())
        notes = list(told.pop("notes", ()))
        bounds = box_of(self._metadata.get("bounds", ""))
        if bounds is None:
            bounds = self._bounds_of_tiles(high)
            notes.append("no_bounds")
        self._about = {
            "kind": "mbtiles",
            "name": plain_words(self._metadata.get("name", "")),
            "attribution": plain_words(self._metadata.get("attribution", "")),
            "bounds": bounds,
            "min_zoom": low,
            "max_zoom": high,
            "notes": notes,
            "schema": "",
            **told,
        }
        return self._about

    def _zooms(self) -> tuple[int, int]:
        told = []
        for name in ("minzoom", "maxzoom"):
            text = self._metadata.get(name, "").strip()
            told.append(int(text) if text.isascii() and text.isdecimal() and int(text[:4]) <= MOST_ZOOM else None)
        # The levels that are there count more than what is said of them; without an index only what is said is quick.
        rows = self._rows("SELECT min(zoom_level), max(zoom_level) FROM tiles", missing="no_tiles_table")
        low, high = (value if isinstance(value, int) and 0 <= value <= MOST_ZOOM else None for value in rows[0])
        low, high = low if low is not None else told[0], high if high is not None else told[1]
        if low is None or high is None:
            raise LayerError("no_tiles")
        return low, high

    def _bounds_of_tiles(self, zoom: int) -> dict[str, float] | None:
        sql = "SELECT min(tile_column), max(tile_column), min(tile_row), max(tile_row) FROM tiles WHERE zoom_level = ?"
        values = self._rows(sql, zoom)[0]
        count = 2**zoom
        if not all(isinstance(value, int) and 0 <= value < count for value in values):
            return None
        left, right, bottom, top = values
        north, west = to_geographic(left / count, (count - 1 - top) / count)
        south, east = to_geographic((right + 1) / count, (count - bottom) / count)
        return {"south": south, "west": west, "north": north, "east": east}

    def _layer_names(self) -> list[str]:
        try:
            layers = json.loads(self._metadata.get("json", "{}")).get("vector_layers", [])
            return [str(layer["id"]) for layer in layers[:200]]
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return []

    def _tile_bytes(self, z: int, x: int, row: int) -> bytes | None:
        sql = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1"
        rows = self._rows(sql, z, x, row)
        return _bytes(rows[0][0]) if rows and rows[0][0] else None


def _bytes(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise LayerError("damaged")
    if len(value) > MOST_TILE_BYTES:
        raise LayerError("tile_too_large")
    return value


def _authorized(action: int, one: str | None, two: str | None, database: str | None, trigger: str | None) -> int:
    """Allow reading and plain functions, nothing else, whoever asks."""
    if action not in _ALLOWED or (action == apsw.SQLITE_FUNCTION and (two or "").casefold() not in _FUNCTIONS):
        return apsw.SQLITE_DENY
    return apsw.SQLITE_OK


class _Pages(apsw.VFS):
    """Lets SQLite read a `HeldFile`, and no other."""

    def __init__(self, file: HeldFile) -> None:
        self.name = f"layer-{next(_numbers)}"
        self._file = file
        super().__init__(self.name, base="")

    def xOpen(self, name: object, flags: list[int]) -> _PageFile:
        if not flags[0] & apsw.SQLITE_OPEN_MAIN_DB:
            raise apsw.CantOpenError("one file only")
        flags[1] = apsw.SQLITE_OPEN_READONLY
        return _PageFile(self._file)

    def xAccess(self, path: str, flags: int) -> bool:
        return False

    def xFullPathname(self, name: str) -> str:
        return name

    def xDelete(self, name: str, sync: bool) -> None:
        raise apsw.IOError("read only")


class _PageFile(apsw.VFSFile):
    """The file as SQLite sees it."""

    def __init__(self, file: HeldFile) -> None:  # nothing of its own beneath: no super().__init__
        self._file = file

    def xRead(self, amount: int, offset: int) -> bytes:
        return self._file.read_at(offset, amount)

    def xFileSize(self) -> int:
        return self._file.size

    def xClose(self) -> None:
        return

    def xLock(self, level: int) -> None:
        return

    def xUnlock(self, level: int) -> None:
        return

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, operation: int, pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return 4096

    def xDeviceCharacteristics(self) -> int:
        return apsw.SQLITE_IOCAP_IMMUTABLE


READER = MBTiles
