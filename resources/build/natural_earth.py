"""Reads the files that carry Natural Earth data inside Debian packages: shapefiles, a GeoPackage, Marble's pn2."""

import logging
import sqlite3
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapefile
import shapely

logging.getLogger("shapefile").setLevel(logging.ERROR)  # two rings of the source are wound the wrong way

PACKAGES = ("libmagics++-data", "qgis-common", "marble-qt-data")
SHAPEFILES = "libmagics++-data/usr/share/magics/{level}/ne_{level}_{name}"
GEOPACKAGE = "qgis-common/usr/share/qgis/resources/data/world_map.gpkg"
URBAN_AREAS = "marble-qt-data/usr/share/marble/data/naturalearth/ne_50m_urban_areas.pn2"

Feature = tuple[dict[str, Any], shapely.Geometry]


def fetch(into: Path) -> dict[str, str]:
    """Download and unpack the packages; return the version of each."""
    versions = {}
    for package in PACKAGES:
        if not list(into.glob(f"{package}_*.deb")):
            subprocess.run(["apt-get", "download", "-qq", package], cwd=into, check=True)
        (archive,) = into.glob(f"{package}_*.deb")
        if not (into / package).is_dir():
            subprocess.run(["dpkg-deb", "-x", str(archive), str(into / package)], check=True)
        versions[package] = archive.name.split("_")[1].replace("%3a", ":")
    return versions


def read_shapes(folder: Path, *, level: str, name: str) -> Iterator[Feature]:
    """Yield attributes (lower-case names) and geometry in degrees of one shapefile, in file order."""
    path = str(folder / SHAPEFILES.format(level=level, name=name))
    # The encoding of names differs from file to file; only those of the places are used.
    errors = "strict" if name.startswith("populated") else "replace"
    with shapefile.Reader(path, encoding="cp1252", encodingErrors=errors) as reader:
        for index in range(len(reader)):  # by index: the edited files have gaps between records
            outline = reader.shape(index)
            if not outline.shapeType:
                continue
            attributes = {key.lower(): value for key, value in reader.record(index).as_dict().items()}
            yield attributes, shapely.make_valid(shapely.geometry.shape(outline.__geo_interface__))


def read_geopackage(folder: Path, *, table: str) -> Iterator[Feature]:
    """Yield attributes (lower-case names) and geometry in degrees of one table, in the order of its key."""
    with sqlite3.connect(f"file:{folder / GEOPACKAGE}?mode=ro&immutable=1", uri=True) as database:
        rows = database.execute(f'SELECT * FROM "{table}" WHERE geom IS NOT NULL ORDER BY fid')
        columns = [column[0].lower() for column in rows.description]
        for row in rows:
            attributes = dict(zip(columns, row, strict=True))
            # GeoPackage binary: 8 bytes, an envelope whose size is in the flags, then plain WKB.
            outline = attributes.pop("geom")
            envelope = (0, 32, 48, 48, 64)[(outline[3] >> 1) & 7]
            yield attributes, shapely.make_valid(shapely.from_wkb(outline[8 + envelope :]))


def read_urban_areas(folder: Path) -> Iterator[Feature]:
    """Yield the urban areas: Marble's pn2 version 2, half minutes of arc, big-endian.

    A file is a header (version, number of rings, coloured or not), then rings: kind (1 ring, 2 outer,
    3 inner, 4 several in one), number of the place, number of anchors, and per anchor a position with
    signed byte offsets of the points that follow it.
    """
    data = (folder / URBAN_AREAS).read_bytes()
    version, _, coloured = struct.unpack_from(">BI?", data)
    if version != 2 or coloured:
        raise ValueError("the urban areas are written in another version of the format")
    at = 6
    polygons: list[tuple[list[tuple[float, float]], list[list[tuple[float, float]]]]] = []
    while at < len(data):  # the number of rings counts those inside a multiple again
        kind, _number = struct.unpack_from(">BI", data, at)
        at += 5
        several = 1
        if kind == 4:
            several = data[at]
            at += 1
        for _ in range(several):
            if kind == 4:
                inner_kind, _number, anchors = struct.unpack_from(">BII", data, at)
                at += 9
            else:
                inner_kind, (anchors,) = kind, struct.unpack_from(">I", data, at)
                at += 4
            ring, at = _ring(data, at, anchors)
            if inner_kind == 3:
                polygons[-1][1].append(ring)
            else:
                polygons.append((ring, []))
    for outer, holes in polygons:
        if len(outer) >= 3:
            yield {}, shapely.make_valid(shapely.Polygon(outer, [hole for hole in holes if len(hole) >= 3]))


def _ring(data: bytes, at: int, anchors: int) -> tuple[list[tuple[float, float]], int]:
    points = []
    for _ in range(anchors):
        latitude, longitude, followers = struct.unpack_from(">hhh", data, at)
        at += 6
        points.append((longitude / 120, latitude / 120))
        for step in range(followers):
            north, east = struct.unpack_from(">bb", data, at + 2 * step)
            points.append(((longitude + east) / 120, (latitude + north) / 120))
        at += 2 * followers
    return points, at
