"""One gazetteer file, opened for reading only: its places by number, by key and by area."""

from __future__ import annotations

import os
import sqlite3
import threading
import zlib
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from evidence_board.geo.gazetteer_format import APPLICATION_ID, BLOCK, COARSE, FORMAT, GazetteerPlace, unpack_place
from evidence_board.geo.gazetteer_match import reading_key
from evidence_board.model.errors import KnownError

__all__ = ["GazetteerFile", "Lookup"]

#: Blocks that stay unpacked: about 4 MB.
_KEPT_BLOCKS = 256


@dataclass(frozen=True, slots=True)
class Lookup:
    """A place that a key led to.

    Attributes:
        number: of the place in its file.
        key: the key of the name; empty when only the most important places of a beginning were kept.
        later: whether the key begins at a later word of the name.
    """

    number: int
    key: str
    later: bool


class GazetteerFile:
    """A file of places; safe to use from any thread.

    Attributes:
        path: where it lies.
        about: title, source, attribution and the like.
        count: how many places it holds.
    """

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            KnownError: it is missing, damaged, or made for another version of the program.
        """
        self.path = path
        self._lock = threading.RLock()
        self._database: sqlite3.Connection | None = None
        self.about: dict[str, str] = {}
        with self._reading() as database:
            if database.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise self._damaged("it is not a gazetteer")
            if database.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
                raise self._damaged("it was made for another version of the program")
            self.about = dict(database.execute("SELECT key, value FROM about"))
            self.count = int(self.about["count"])
            rows = database.execute("SELECT list, id, text FROM word")
            self._words: dict[tuple[str, int], str] = {(kind, at): text for kind, at, text in rows}
            columns = dict(database.execute("SELECT name, data FROM column"))
            self._weights: bytes = columns["weight"]
            self._airfields: bytes = columns["airfield"]
            self._spots = array("h")
            self._spots.frombytes(columns["spot"])
            if (
                len(self._weights) != self.count
                or len(self._spots) != 2 * self.count
                or 8 * len(self._airfields) < self.count
            ):
                raise self._damaged("its columns are too short")
        self._countries: dict[str, frozenset[str]] | None = None
        self._lines = lru_cache(maxsize=_KEPT_BLOCKS)(self._read_lines)

    def close(self) -> None:
        """Close the file; using it afterwards opens it again."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    @property
    def title(self) -> str:
        """What the list is called."""
        return self.about.get("title", self.path.stem)

    @property
    def country_keys(self) -> dict[str, frozenset[str]]:
        """Keys of what a country is called besides its name, by two-letter code."""
        if self._countries is None:
            named = [text.partition("\t") for (kind, _), text in self._words.items() if kind == "country_names"]
            self._countries = {code: frozenset(map(reading_key, names.split("|"))) for code, _, names in named}
        return self._countries

    @property
    def country_names(self) -> dict[str, str]:
        """English names of the countries in it, by two-letter code."""
        named = [text.partition("\t") for (kind, _), text in self._words.items() if kind == "country"]
        return {code: name for code, _, name in named if code and name}

    def weight(self, number: int) -> int:
        """Return how much a place weighs, 0 to 255."""
        return self._weights[number]

    def is_airfield(self, number: int) -> bool:
        """Tell whether a place is an airfield, without reading its line."""
        return self._airfields[number // 8] >> number % 8 & 1 == 1

    def spot(self, number: int) -> tuple[float, float]:
        """Return (latitude, longitude) of a place to about 300 m, without reading its line."""
        return self._spots[2 * number] / COARSE, self._spots[2 * number + 1] / COARSE

    def place(self, number: int) -> GazetteerPlace:
        """Return a place.

        Raises:
            KnownError: the file is damaged.
        """
        with self._reading():
            return unpack_place(self._lines(number // BLOCK)[number % BLOCK], self._words)

    def named(self, key: str) -> list[Lookup]:
        """Return the places that have just this key.

        Raises:
            KnownError: the file is damaged.
        """
        with self._reading() as database:
            return self._at(database, "name_key", key)

    def beginning(self, key: str) -> tuple[list[Lookup], bool]:
        """Return the places of which a name begins with a key, and whether these are all.

        Of very many only the most important were kept, and those named just so.

        Raises:
            KnownError: the file is damaged.
        """
        with self._reading() as database:
            short = database.execute("SELECT data FROM short_key WHERE prefix = ?", (key,)).fetchone()
            found: list[Lookup] = []
            if short is not None:
                numbers = array("I")
                numbers.frombytes(short[0])
                found = [Lookup(one >> 1, "", bool(one & 1)) for one in numbers]
                return found + self._at(database, "name_key", key), False
            for name, numbers_text in self._entries(database, "name_key", key):
                if name.startswith(key):
                    found += _lookups(name, numbers_text)
            return found, True

    def sounding(self, sound: str) -> list[Lookup]:
        """Return the places of which a name has just these consonants.

        Raises:
            KnownError: the file is damaged.
        """
        with self._reading() as database:
            return self._at(database, "sound_key", sound)

    def around(self, latitude: float, longitude: float, *, degrees: float, limit: int = 40) -> list[int]:
        """Return the numbers of places in the blocks around a point, from at most ``limit`` blocks.

        Args:
            latitude: degrees of the middle.
            longitude: degrees of the middle.
            degrees: half the height of the rectangle looked at; its width grows towards the poles.
            limit: blocks read at most.

        Raises:
            KnownError: the file is damaged.
        """
        wide = min(180.0, degrees / max(0.02, _cosine(latitude)))
        numbers: list[int] = []
        with self._reading() as database:
            for shift in (-360.0, 0.0, 360.0):
                west, east = longitude + shift - wide, longitude + shift + wide
                if west > 180 or east < -180:
                    continue
                rows = database.execute(
                    "SELECT id FROM area WHERE east >= ? AND west <= ? AND north >= ? AND south <= ? LIMIT ?",
                    (west, east, latitude - degrees, latitude + degrees, limit),
                )
                for (block,) in rows:
                    numbers += range(block * BLOCK, min(self.count, (block + 1) * BLOCK))
        return numbers

    def everything(self) -> Iterator[GazetteerPlace]:
        """Yield every place, in the order of the file.

        Raises:
            KnownError: the file is damaged.
        """
        for number in range(self.count):
            yield self.place(number)

    def _at(self, database: sqlite3.Connection, table: str, key: str) -> list[Lookup]:
        rows = database.execute(f"SELECT data FROM {table} WHERE first <= ? ORDER BY first DESC LIMIT 1", (key,))
        for (data,) in rows:
            text = "\n" + zlib.decompress(data).decode()
            at = text.find(f"\n{key}\t")
            if at >= 0:
                line = text[at + 1 :].partition("\n")[0]
                return _lookups(key, line.partition("\t")[2])
        return []

    def _entries(self, database: sqlite3.Connection, table: str, key: str) -> Iterator[tuple[str, str]]:
        rows = database.execute(
            f"SELECT data FROM {table} WHERE first >= coalesce((SELECT max(first) FROM {table} WHERE first <= ?1), '')"
            " AND first < ?1 || char(0x10ffff) ORDER BY first",
            (key,),
        )
        for (data,) in rows:
            for line in zlib.decompress(data).decode().split("\n"):
                name, _, numbers = line.partition("\t")
                yield name, numbers

    def _read_lines(self, block: int) -> list[str]:
        with self._reading() as database:
            row = database.execute("SELECT data FROM places WHERE block = ?", (block,)).fetchone()
            if row is None:
                raise LookupError(f"block {block} is missing")
            return zlib.decompress(row[0]).decode().split("\n")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection, one thread at a time; damage found while reading becomes a `KnownError`."""
        with self._lock:
            try:
                if self._database is None:
                    whole = self.path.resolve(strict=True).as_posix()
                    place = quote(os.fsencode(whole), safe="/:")
                    address = f"file://{'' if whole.startswith('/') else '/'}{place}?mode=ro&immutable=1"
                    self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
                yield self._database
            except OSError as error:
                raise KnownError(
                    f"The list of places {self.path.name} cannot be read.",
                    means=f"Its places are not found; everything else works. ({error})",
                    do="Import the list again, or install the program again if it is its own.",
                ) from error
            except (sqlite3.Error, zlib.error, ValueError, LookupError) as error:
                raise self._damaged(str(error)) from error

    def _damaged(self, reason: str) -> KnownError:
        return KnownError(
            f"The list of places {self.path.name} is damaged.",
            means=f"Its places are not found; everything else works. ({reason})",
            do="Import the list again, or install the program again if it is its own.",
        )


def _lookups(key: str, numbers: str) -> list[Lookup]:
    return [Lookup(one >> 1, key, bool(one & 1)) for one in map(int, numbers.split(","))]


def _cosine(latitude: float) -> float:
    import math

    return math.cos(math.radians(latitude))
