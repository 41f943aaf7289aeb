"""Writes a gazetteer file: the one of the program, and those that people import."""

from __future__ import annotations

import math
import sqlite3
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from evidence_board.geo.gazetteer_format import (
    APPLICATION_ID,
    BLOCK,
    COARSE,
    FORMAT,
    KEYS,
    MANY,
    SHORT,
    GazetteerPlace,
    PlaceKind,
    pack_place,
)
from evidence_board.geo.gazetteer_match import is_code, name_keys, sound_key

__all__ = ["Progress", "weight_of", "write_gazetteer"]

#: Called with (done, total) now and then; False stops the work.
Progress = Callable[[int, int], bool]

# Rows are smaller than a page and lie several to one: blobs in tables without rowid would take pages of their own.
_TABLES = """
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE word(list TEXT NOT NULL, id INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY(list, id)) STRICT;
CREATE TABLE places(block INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE area USING rtree(id, west, east, south, north);
CREATE TABLE name_key(id INTEGER PRIMARY KEY, first TEXT NOT NULL UNIQUE, data BLOB NOT NULL) STRICT;
CREATE TABLE sound_key(id INTEGER PRIMARY KEY, first TEXT NOT NULL UNIQUE, data BLOB NOT NULL) STRICT;
CREATE TABLE short_key(id INTEGER PRIMARY KEY, prefix TEXT NOT NULL UNIQUE, data BLOB NOT NULL) STRICT;
CREATE TABLE column(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, data BLOB NOT NULL) STRICT;
"""
_LONGEST_SHORT = 10
_SHARE = 2048


def weight_of(place: GazetteerPlace) -> int:
    """Return how much a place weighs among those of one name, 0 to 255: its population on a scale of powers."""
    base = {PlaceKind.SETTLEMENT: 0, PlaceKind.AIRFIELD: 34, PlaceKind.OWN: 130}.get(place.kind, 40)
    if place.kind == PlaceKind.AIRFIELD and any(len(name) == 3 and name.isupper() for name in place.names):
        base = 66  # airlines fly there
    return min(255, max(base, round(32 * math.log10(place.population + 1))))


def write_gazetteer(
    path: Path,
    places: Iterable[GazetteerPlace],
    *,
    about: dict[str, str],
    country_names: dict[str, Sequence[str]] | None = None,
    progress: Progress | None = None,
) -> int:
    """Write a new file and return how many places it holds.

    Args:
        path: where; nothing may be there.
        places: in any order.
        about: ``title``, ``source``, ``attribution``, and what else belongs to the list.
        country_names: what countries are called besides, by two-letter code.
        progress: told how far it is; False stops the work.

    Raises:
        InterruptedError: `progress` said so; the file is incomplete.
        sqlite3.Error, OSError: it cannot be written.
    """
    ordered = sorted(places, key=lambda place: _curve(place.latitude, place.longitude))
    total = 2 * len(ordered)
    tell = progress or (lambda done, total: True)
    # Nothing else opens the file before it is whole: no journal, no waiting for the disk.
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(
            f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=16384;"
            f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={FORMAT}; BEGIN; {_TABLES}"
        )
        words: dict[tuple[str, str], int] = {}
        for place in ordered:
            for word in _words_of(place):
                words.setdefault(word, len(words))
        for code, names in (country_names or {}).items():
            words["country_names", f"{code}\t{'|'.join(names)}"] = len(words)
        database.executemany("INSERT INTO word VALUES (?, ?, ?)", ((key[0], at, key[1]) for key, at in words.items()))
        whole = {**about, "count": str(len(ordered))}
        database.executemany("INSERT INTO about VALUES (?, ?)", sorted(whole.items()))
        _write_places(database, ordered, words)
        weights = bytes(weight_of(place) for place in ordered)
        airfields = bytearray((len(ordered) + 7) // 8)
        for number, place in enumerate(ordered):
            airfields[number // 8] |= (place.kind == PlaceKind.AIRFIELD) << number % 8
        spots = array("h")
        for place in ordered:
            spots.extend((round(place.latitude * COARSE), _coarse_longitude(place.longitude)))
        if spots.itemsize != 2:
            raise OSError("this system has no numbers of 16 bits")
        columns = [("weight", weights), ("spot", spots.tobytes()), ("airfield", bytes(airfields))]
        database.executemany("INSERT INTO column(name, data) VALUES (?, ?)", columns)
        _write_keys(database, ordered, weights, tell=tell, total=total)
        database.execute("COMMIT")
    tell(total, total)
    return len(ordered)


def _words_of(place: GazetteerPlace) -> Iterator[tuple[str, str]]:
    yield "kind", place.kind
    yield "country", f"{place.country}\t{place.country_name}"
    yield "admin1", place.admin1
    yield "zone", place.zone


def _coarse_longitude(longitude: float) -> int:
    return round(((longitude + 180.0) % 360.0 - 180.0) * COARSE)


def _curve(latitude: float, longitude: float) -> int:
    """Return the place on a Z-order curve of 2 ** 16 steps each way."""
    x = min(65535, max(0, int((longitude + 180.0) / 360.0 * 65536)))
    y = min(65535, max(0, int((latitude + 90.0) / 180.0 * 65536)))
    found = 0
    for bit in range(16):
        found |= (x >> bit & 1) << (2 * bit) | (y >> bit & 1) << (2 * bit + 1)
    return found


def _write_places(
    database: sqlite3.Connection, ordered: Sequence[GazetteerPlace], words: dict[tuple[str, str], int]
) -> None:
    for block, first in enumerate(range(0, len(ordered), BLOCK)):
        part = ordered[first : first + BLOCK]
        lines = "\n".join(pack_place(place, words) for place in part)
        database.execute("INSERT INTO places VALUES (?, ?)", (block, zlib.compress(lines.encode(), 9)))
        latitudes, longitudes = [one.latitude for one in part], [one.longitude for one in part]
        bounds = (min(longitudes), max(longitudes), min(latitudes), max(latitudes))
        database.execute("INSERT INTO area VALUES (?, ?, ?, ?, ?)", (block, *bounds))


def _write_keys(
    database: sqlite3.Connection,
    ordered: Sequence[GazetteerPlace],
    weights: bytes,
    *,
    tell: Progress,
    total: int,
) -> None:
    reading: dict[str, array[int]] = {}
    sounds: dict[str, array[int]] = {}
    for number, place in enumerate(ordered):
        if number % _SHARE == 0 and not tell(number, total):
            raise InterruptedError
        keys: dict[str, bool] = {}
        heard: set[str] = set()
        for name in (place.name, *place.names):
            for key, later in name_keys(name).items():
                keys[key] = keys.get(key, True) and later
            heard.add("" if is_code(name) else sound_key(name))
        for key, later in keys.items():
            reading.setdefault(key, array("I")).append(2 * number + later)
        for sound in heard - {""}:
            sounds.setdefault(sound, array("I")).append(2 * number)
    if not tell(len(ordered), total):
        raise InterruptedError
    in_order = sorted(reading)
    _write_blocks(database, "name_key", in_order, reading)
    if not tell(len(ordered) * 3 // 2, total):
        raise InterruptedError
    _write_short(database, in_order, reading, weights)
    _write_blocks(database, "sound_key", sorted(sounds), sounds)


def _write_blocks(
    database: sqlite3.Connection, table: str, keys: Sequence[str], numbers: dict[str, array[int]]
) -> None:
    for first in range(0, len(keys), KEYS):
        part = keys[first : first + KEYS]
        lines = "\n".join(f"{key}\t{','.join(map(str, numbers[key]))}" for key in part)
        database.execute(f"INSERT INTO {table}(first, data) VALUES (?, ?)", (part[0], zlib.compress(lines.encode(), 9)))


def _write_short(
    database: sqlite3.Connection, keys: Sequence[str], numbers: dict[str, array[int]], weights: bytes
) -> None:
    """Keep the most important places of every beginning that very many names share."""
    for length in range(1, _LONGEST_SHORT + 1):
        gathered: list[int] = []
        before = ""
        for key in (*keys, ""):
            prefix = key[:length]
            if prefix != before or not key:
                if len(gathered) > MANY:
                    # A place counts once, from its own beginning when it can.
                    best = sorted(set(gathered), key=lambda one: (one & 1, -weights[one >> 1], one))
                    best.sort(key=lambda one: -weights[one >> 1] + 24 * (one & 1))
                    kept = array("I")
                    seen: set[int] = set()
                    for one in best:
                        if one >> 1 not in seen:
                            seen.add(one >> 1)
                            kept.append(one)
                        if len(kept) == SHORT:
                            break
                    database.execute("INSERT INTO short_key(prefix, data) VALUES (?, ?)", (before, kept.tobytes()))
                gathered, before = [], prefix
            if len(key) >= length:
                gathered.extend(numbers[key])
