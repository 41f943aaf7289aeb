"""Reads the world map inside the program: shapes by cell and level of detail, and names."""

from __future__ import annotations

import math
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from evidence_board.geo.cell_format import CellShapes, unpack
from evidence_board.geo.mercator import Bounds
from evidence_board.model.errors import KnownError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["COARSE_ZOOM", "Airfield", "Basemap", "CellKey", "MapLabel", "MapLevel", "MapPlace", "place_rank"]

APPLICATION_ID = 0x4542424D
FORMAT = 2
COARSE_ZOOM = 9
"""Past this zoom level the coast is plainly angular: say "the basemap is coarse here"."""

# So many places are read one by one in less than a millisecond.
_LOOKED_THROUGH = 3_000
# Places of this rank and better are named from this zoom level on.
_RANK_FROM_ZOOM = ((11, 12), (10, 11), (9, 10), (8, 8), (7, 7), (6, 6), (5, 4), (4, 3), (3, 1), (0, 0))


class CellKey(NamedTuple):
    """One square of one level; good as the key of a cache."""

    level: int
    column: int
    row: int


@dataclass(frozen=True)
class MapLevel:
    """One level of detail.

    Attributes:
        number: 0 is the coarsest.
        min_zoom: first zoom level it is made for.
        cell_zoom: its cells are the tiles of this zoom level.
        bits: corners lie on a grid of ``2 ** -bits`` of the world.
    """

    number: int
    min_zoom: int
    cell_zoom: int
    bits: int

    def bounds(self, key: CellKey) -> Bounds:
        """Return the square of a cell."""
        size = 2.0**-self.cell_zoom
        return Bounds(key.column * size, key.row * size, (key.column + 1) * size, (key.row + 1) * size)


@dataclass(frozen=True)
class MapPlace:
    """A town on the map.

    Attributes:
        name: in the language asked for, else in common English use.
        latitude: degrees.
        longitude: degrees.
        x: normalised world.
        y: normalised world, down.
        rank: 0 (world city) to 10 (village); 11 and 12 are towns that only GeoNames has.
        population: of the whole town; 0 when unknown.
        country: three-letter code.
        country_name: in English; empty for towns that only GeoNames has.
        capital: 1 for the capital of a country, else 0.
        local: the name in the script of the place, empty where that is `name` or not known.
    """

    name: str
    latitude: float
    longitude: float
    x: float
    y: float
    rank: int
    population: int
    country: str
    country_name: str
    capital: int
    local: str = ""


@dataclass(frozen=True)
class Airfield:
    """An airfield on the map.

    Attributes:
        name: as airportsdata has it.
        code: four letters of ICAO, or empty.
        x: normalised world.
        y: normalised world, down.
        rank: 0 for an airport with flights or an air base, 1 for any other.
    """

    name: str
    code: str
    x: float
    y: float
    rank: int


@dataclass(frozen=True)
class MapLabel:
    """The name of a sea or a country.

    Attributes:
        name: in the language asked for, else in English.
        x: normalised world.
        y: normalised world, down.
        min_zoom: zoom level from which it is shown.
        clearance: radius of the free circle around the point, normalised world: a name that is much wider
            does not fit.
        local: the name of a country in its own script, empty where that is `name` or not known.
    """

    name: str
    x: float
    y: float
    min_zoom: float
    clearance: float
    local: str = ""


def place_rank(zoom: float) -> int:
    """Return the worst rank of places worth naming at a zoom level."""
    return next(rank for first, rank in _RANK_FROM_ZOOM if zoom >= first or first == 0)


class Basemap:
    """The map file, opened for reading only; safe to use from any thread (one connection each).

    Attributes:
        levels: the levels of detail, coarsest first.
        layers: names of the layers in painting order: land, urban, lakes, coast, rivers, admin1, admin0,
            disputed. Rings: land, urban, lakes; the others are lines. Shores of lakes belong to ``coast``.
        attribution: what to print in the corner of the map.
        boundaries: how boundaries are drawn, to print in About.
    """

    def __init__(self, path: Path) -> None:
        """Open the map.

        Raises:
            KnownError: the file is missing, damaged, or made for another version of the program.
        """
        self._path = path
        self._threads = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._check_size()
        try:
            with self._reading() as database:
                if database.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                    raise self._damaged("it is not a basemap")
                if database.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
                    raise self._damaged("it was made for another version of the program")
                about: dict[str, str] = dict(database.execute("SELECT key, value FROM about"))
                levels = database.execute("SELECT level, min_zoom, cell_zoom, bits FROM level ORDER BY level")
                self.levels: tuple[MapLevel, ...] = tuple(MapLevel(*row) for row in levels)
                layers = database.execute("SELECT layer, name, filled FROM layer ORDER BY layer").fetchall()
        except KnownError:
            self.close()
            raise
        self._filled: dict[int, tuple[str, bool]] = {at: (name, bool(filled)) for at, name, filled in layers}
        self.layers: tuple[str, ...] = tuple(name for name, _ in self._filled.values())
        self.attribution: str = about.get("attribution", "")
        self.boundaries: str = about.get("boundaries", "")

    def close(self) -> None:
        """Close the connections of all threads; using the map afterwards opens new ones."""
        with self._lock:
            connections, self._connections = self._connections, []
            self._threads = threading.local()
        for connection in connections:
            connection.close()

    def level_for_zoom(self, zoom: float) -> MapLevel:
        """Return the level of detail to draw at a zoom level."""
        return next((level for level in reversed(self.levels) if zoom >= level.min_zoom), self.levels[0])

    def cells(self, level: MapLevel, bounds: Bounds) -> list[CellKey]:
        """Return the cells of a level that hold anything and touch a rectangle of the world.

        Only the part of `bounds` inside the world (0..1) counts; see `mercator.world_copies` for a view
        across the date line.
        """
        count = 2**level.cell_zoom
        first_column, last_column = _span(bounds.left, bounds.right, count)
        first_row, last_row = _span(bounds.top, bounds.bottom, count)
        with self._reading() as database:
            rows = database.execute(
                "SELECT DISTINCT cell_column, cell_row FROM shape WHERE level = ? AND cell_row BETWEEN ? AND ?"
                " AND cell_column BETWEEN ? AND ? ORDER BY cell_row, cell_column",
                (level.number, first_row, last_row, first_column, last_column),
            ).fetchall()
        return [CellKey(level.number, column, row) for column, row in rows]

    def decode_cell(self, key: CellKey) -> dict[str, CellShapes]:
        """Return the layers of one cell by name, in painting order; a layer with nothing in it is absent.

        Filled shapes reach a little over the edge of their cell, so that neighbours leave no seam.

        Raises:
            KnownError: the file is damaged.
        """
        bits = self.levels[key.level].bits
        with self._reading() as database:
            rows = database.execute(
                "SELECT layer, data FROM shape WHERE level = ? AND cell_row = ? AND cell_column = ? ORDER BY layer",
                (key.level, key.row, key.column),
            ).fetchall()
            shapes = {}
            for layer, data in rows:
                name, filled = self._filled[layer]
                shapes[name] = unpack(data, bits=bits, filled=filled)
        return shapes

    def features(self, layer: str, level: MapLevel, bounds: Bounds) -> list[NDArray[np.float64]]:
        """Return the rings or lines of one layer, each of shape (m, 2), in the cells a rectangle touches."""
        found: list[NDArray[np.float64]] = []
        for key in self.cells(level, bounds):
            shapes = self.decode_cell(key).get(layer)
            found += [] if shapes is None else shapes.parts()
        return found

    def places(self, bounds: Bounds, *, max_rank: int = 10, limit: int = 500, language: str = "en") -> list[MapPlace]:
        """Return the most important places in a rectangle, best rank and largest population first."""
        last = self._last_place(max_rank)
        # A few places of the whole world are sooner looked through than found by their squares.
        area = (
            "place WHERE id <= ? AND x >= ? AND x <= ? AND y >= ? AND y <= ?"
            if last <= _LOOKED_THROUGH
            else "place_area WHERE place_area.id <= ? AND place_area.right >= ? AND place_area.left <= ?"
            " AND place_area.bottom >= ? AND place_area.top <= ?"
        )
        with self._reading() as database:
            # The towns of a large view are thousands: only those that are shown are looked up by name.
            rows = database.execute(
                "SELECT coalesce(spoken.name, place.name), latitude, longitude, x, y, rank, population, country,"
                " country_name, capital, iif(local.name IS coalesce(spoken.name, place.name), '',"
                f" coalesce(local.name, '')) FROM (SELECT id FROM {area} ORDER BY id LIMIT ?) AS seen"
                " JOIN place USING (id)"
                " LEFT JOIN place_spelling AS spoken ON spoken.place = place.id AND spoken.language = ?"
                " LEFT JOIN place_spelling AS local ON local.place = place.id AND local.language = 'local'"
                " ORDER BY place.id",
                (last, bounds.left, bounds.right, bounds.top, bounds.bottom, limit, language),
            ).fetchall()
        return [MapPlace(*row) for row in rows]

    def _last_place(self, rank: int) -> int:
        """Return the number of the last place of a rank or better: they are numbered in that order."""
        with self._reading() as database:
            low, high = 0, database.execute("SELECT max(id) FROM place").fetchone()[0] or 0
            while low < high:
                middle = (low + high + 1) // 2
                worse = database.execute("SELECT rank > ? FROM place WHERE id = ?", (rank, middle)).fetchone()[0]
                low, high = (low, middle - 1) if worse else (middle, high)
        return low

    def airfields(self, bounds: Bounds, *, max_rank: int = 1, limit: int = 200) -> list[Airfield]:
        """Return the airfields in a rectangle, the most important first."""
        with self._reading() as database:
            rows = database.execute(
                "SELECT name, code, x, y, rank FROM airfield_area JOIN airfield USING (id)"
                " WHERE airfield_area.right >= ? AND airfield_area.left <= ? AND airfield_area.bottom >= ?"
                " AND airfield_area.top <= ? AND rank <= ? ORDER BY id LIMIT ?",
                (bounds.left, bounds.right, bounds.top, bounds.bottom, max_rank, limit),
            ).fetchall()
        return [Airfield(*row) for row in rows]

    def seas(self, bounds: Bounds, *, zoom: float, language: str = "en") -> list[MapLabel]:
        """Return oceans and seas to name in a rectangle: each once, where most open water is around."""
        widest: dict[str, MapLabel] = {}
        for label in self._labels("sea", bounds, zoom, language):
            widest.setdefault(label.name, label)
        return list(widest.values())

    def countries(self, bounds: Bounds, *, zoom: float, language: str = "en") -> list[MapLabel]:
        """Return the countries to name in a rectangle, the widest first."""
        return self._labels("country", bounds, zoom, language)

    def verify(self) -> None:
        """Read and decode everything.

        Raises:
            KnownError: something is damaged.
        """
        with self._reading() as database:
            verdict = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if verdict != "ok":
                raise self._damaged(verdict)
        everywhere = Bounds(0.0, 0.0, 1.0, 1.0)
        for level in self.levels:
            for key in self.cells(level, everywhere):
                self.decode_cell(key)

    def _labels(self, kind: str, bounds: Bounds, zoom: float, language: str) -> list[MapLabel]:
        with self._reading() as database:
            rows = database.execute(
                "SELECT coalesce(spoken.name, label.name), x, y, min_zoom, clearance,"
                " iif(local.name IS coalesce(spoken.name, label.name), '', coalesce(local.name, ''))"
                " FROM label_area JOIN label USING (id)"
                " LEFT JOIN label_spelling AS spoken ON spoken.label = label.id AND spoken.language = ?"
                " LEFT JOIN label_spelling AS local ON local.label = label.id AND local.language = 'local'"
                " WHERE label_area.right >= ? AND label_area.left <= ? AND label_area.bottom >= ?"
                " AND label_area.top <= ? AND kind = ? AND min_zoom <= ? ORDER BY clearance DESC, id",
                (language, bounds.left, bounds.right, bounds.top, bounds.bottom, kind, zoom),
            ).fetchall()
        return [MapLabel(*row) for row in rows]

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection; damage found while reading becomes a `KnownError`."""
        try:
            connection = getattr(self._threads, "connection", None)
            if connection is None:
                # The file never changes while the program runs: no locks, no journal looked for.
                connection = sqlite3.connect(_address(self._path), uri=True, check_same_thread=False)
                self._threads.connection = connection
                with self._lock:
                    self._connections.append(connection)
            yield connection
        except (sqlite3.Error, ValueError, LookupError) as error:
            raise self._damaged(str(error)) from error

    def _check_size(self) -> None:
        """Refuse a file that is not SQLite's or has lost its end, before SQLite reads any of it."""
        try:
            with self._path.open("rb") as file:
                head = file.read(100)
            size = self._path.stat().st_size
        except OSError as error:
            raise KnownError(
                "The world map of the program cannot be read.",
                means=f"The map stays empty; everything else works. ({error})",
                do="Install the program again.",
            ) from error
        page_size = int.from_bytes(head[16:18], "big")
        if not head.startswith(b"SQLite format 3\0") or len(head) < 100:
            raise self._damaged("it is not an SQLite file")
        if size != page_size * int.from_bytes(head[28:32], "big"):
            raise self._damaged("its end is missing")

    def _damaged(self, reason: str) -> KnownError:
        return KnownError(
            "The world map of the program is damaged.",
            means=f"The map stays empty; everything else works. ({self._path.name}: {reason})",
            do="Install the program again.",
        )


def _address(path: Path) -> str:
    """Return the address of a file for SQLite, which knows no host: ``//server/x`` becomes ``file:////server/x``."""
    whole = path.resolve().as_posix()
    return f"file://{'' if whole.startswith('/') else '/'}{quote(os.fsencode(whole), safe='/:')}?mode=ro&immutable=1"


def _span(low: float, high: float, count: int) -> tuple[int, int]:
    """Return the first and last cell that an interval of the world touches."""
    return max(0, math.floor(low * count)), min(count - 1, math.floor(high * count))
