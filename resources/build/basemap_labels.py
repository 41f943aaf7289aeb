"""Places, names of seas and names of countries for the embedded basemap."""

import csv
import math
from pathlib import Path
from typing import NamedTuple

import shapely
from basemap_cells import to_world
from natural_earth import read_geopackage, read_shapes

HERE = Path(__file__).resolve().parent
TILE_PX = 256
NAME_PX = 64  # room a name needs across


class Place(NamedTuple):
    """A town: rank 0 is a world city, 10 a village."""

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


class Name(NamedTuple):
    """The name of a sea or country, with the radius of the free circle around its point."""

    kind: str
    name: str
    x: float
    y: float
    min_zoom: float
    clearance: float


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of one of our own tables."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def places(folder: Path) -> list[Place]:
    """Return the populated places, most important first."""
    better = {(row["country"], row["source"]): row["name"] for row in table("place_names.tsv")}
    found = []
    for attributes, point in read_shapes(folder, level="10m", name="populated_places_simple"):
        source, country = attributes["name"].strip(), attributes["adm0_a3"].strip()
        population = max(0, int(attributes["pop_max"]))
        # The source ranks some cities of half a million below villages of other countries.
        rank = min(int(attributes["scalerank"]), 6 if population >= 500_000 else 7 if population >= 200_000 else 10)
        world = to_world(point)
        found.append(
            Place(
                better.pop((country, source), source),
                round(point.y, 5),
                round(point.x, 5),
                round(world.x, 9),
                round(world.y, 9),
                rank,
                population,
                country,
                attributes["adm0name"].strip(),
                int(attributes["featurecla"].startswith("Admin-0 capital")),
            )
        )
    unused = [key for key in better if key[0]]
    if unused:
        raise ValueError(f"place_names.tsv names places the source does not have: {unused}")
    return sorted(found, key=lambda place: (place.rank, -place.population, place.country, place.name))


def countries(folder: Path) -> list[Name]:
    """Return the names of countries at the middle of the widest part of their largest piece."""
    better = {row["source"]: row["name"] for row in table("place_names.tsv") if row["kind"] == "country"}
    found = []
    for attributes, outline in read_geopackage(folder, table="countries"):
        source = (attributes["name"] or "").strip()
        if not source or outline.is_empty:
            continue
        largest = max(shapely.get_parts(to_world(outline)), key=lambda part: part.area)
        radius = shapely.maximum_inscribed_circle(largest, tolerance=1e-6)
        middle = shapely.get_point(radius, 0)
        # Shown from the zoom level where its name fits into about one and a half free circles.
        min_zoom = max(1.5, math.log2(NAME_PX / (TILE_PX * 3 * max(radius.length, 1e-6))))
        name = better.pop(source, source)
        found.append(
            Name("country", name, round(middle.x, 7), round(middle.y, 7), round(min_zoom, 2), round(radius.length, 7))
        )
    if better:
        raise ValueError(f"place_names.tsv names countries the source does not have: {sorted(better)}")
    return sorted(found, key=lambda name: (name.min_zoom, name.name))


def country_codes(folder: Path) -> dict[str, str]:
    """Return the two-letter code of each country by the name it has on the map."""
    better = {row["source"]: row["name"] for row in table("place_names.tsv") if row["kind"] == "country"}
    found = {}
    for attributes, _ in read_geopackage(folder, table="countries"):
        source, code = (attributes["name"] or "").strip(), attributes["iso_a2"] or ""
        found[better.get(source, source)] = code if len(code) == 2 and code.isalpha() else ""
    return found


class Seas:
    """Knows which sea a piece of open water belongs to."""

    def __init__(self, ocean: shapely.Geometry) -> None:
        """Take the water of the world (world coordinates) and our own table."""
        self._rows = [
            (row["name"], float(row["latitude"]), float(row["longitude"]), float(row["zoom"]), float(row["reach_km"]))
            for row in table("seas.tsv")
        ]
        self._ocean = ocean
        self._edge = shapely.boundary(ocean)

    def set_by_hand(self) -> list[Name]:
        """Return the points of the table.

        Raises:
            ValueError: a point is not on open water.
        """
        found = []
        shapely.prepare(self._ocean)
        shapely.prepare(self._edge)
        for name, latitude, longitude, zoom, _ in self._rows:
            point = to_world(shapely.Point(longitude, latitude))
            if not self._ocean.contains(point):
                raise ValueError(f"seas.tsv puts {name} on land: {latitude}, {longitude}")
            clearance = shapely.distance(point, self._edge)
            found.append(Name("sea", name, round(point.x, 7), round(point.y, 7), zoom, round(clearance, 7)))
        return found

    def along_the_coast(self, *, cell_zoom: int, min_zoom: float) -> list[Name]:
        """Return a point in the widest water of every cell that holds both coast and open sea."""
        found = []
        size = 2.0**-cell_zoom
        for _, _, water in _coastal_cells(self._ocean, cell_zoom):
            largest = max(
                (part for part in shapely.get_parts(water) if part.geom_type == "Polygon"),
                key=lambda part: part.area,
                default=None,
            )
            if largest is None or largest.area < size * size / 10:
                continue
            radius = shapely.maximum_inscribed_circle(largest, tolerance=size / 64)
            middle = shapely.get_point(radius, 0)
            name = self._owner(middle.x, middle.y)
            if name:
                found.append(
                    Name("sea", name, round(middle.x, 6), round(middle.y, 6), min_zoom, round(radius.length, 6))
                )
        return found

    def _owner(self, x: float, y: float) -> str | None:
        """Return the sea that claims a point clearly: within its reach, and well ahead of any other."""
        latitude = math.atan(math.sinh((0.5 - y) * 2 * math.pi))
        longitude = (x - 0.5) * 2 * math.pi
        claims: dict[str, float] = {}
        for name, row_latitude, row_longitude, _, reach in self._rows:
            phi, lam = math.radians(row_latitude), math.radians(row_longitude)
            cosine = math.sin(latitude) * math.sin(phi)
            cosine += math.cos(latitude) * math.cos(phi) * math.cos(longitude - lam)
            share = 6371 * math.acos(max(-1.0, min(1.0, cosine))) / reach
            claims[name] = min(share, claims.get(name, math.inf))
        (best, name), (second, _) = sorted((share, name) for name, share in claims.items())[:2]
        return name if best <= 1 and second > 1.3 * best and second > 0.8 else None


def _coastal_cells(ocean: shapely.Geometry, cell_zoom: int) -> list[tuple[int, int, shapely.Geometry]]:
    """Return the cells cut by a coast with the water in each, quarter by quarter."""
    found = []
    pending = [(0, 0, 0, ocean)]
    while pending:
        zoom, column, row, part = pending.pop()
        size = 2.0**-zoom
        cell = shapely.box(column * size, row * size, (column + 1) * size, (row + 1) * size)
        part = shapely.intersection(part, cell)
        if part.is_empty or part.area > cell.area * (1 - 1e-9):
            continue
        if zoom == cell_zoom:
            found.append((column, row, part))
        else:
            pending += [(zoom + 1, 2 * column + right, 2 * row + down, part) for right in (0, 1) for down in (0, 1)]
    return sorted(found, key=lambda cell: (cell[1], cell[0]))
