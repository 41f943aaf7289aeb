"""How names of places lie in a gazetteer file: places in blocks by area, names in sorted blocks.

A file is one SQLite database that is opened read-only and never unpacked at start. Its tables:

- ``about(key, value)``: title, source, attribution and the like.
- ``word(list, id, text)``: countries, provinces, time zones and kinds, named once.
- ``places(block, data)``: places in the order of a curve that keeps neighbours together, `BLOCK` to a row; a row is
  zlib over lines of tab-separated fields (see `pack_place`). A place is the number of its line.
- ``area(id, west, east, south, north)``: R*Tree over the rows of ``places``.
- ``name_key(first, data)`` and ``sound_key(first, data)``: sorted keys of names, `KEYS` to a row; zlib over lines of a
  key, a tab and numbers ``2 * place + later``, where ``later`` says that the key begins at a later word.
- ``short_key(prefix, data)``: for beginnings of very many names the most important, as little-endian uint32.
- ``column(name, data)``: for each place its weight (uint8) and position (two int16 of 1/180 degree), to rank by,
  and a bit that says whether it is an airfield.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["APPLICATION_ID", "BLOCK", "FORMAT", "KEYS", "GazetteerPlace", "PlaceKind", "pack_place", "unpack_place"]

APPLICATION_ID = 0x45424741
FORMAT = 1
BLOCK = 64
KEYS = 192
#: More names than this with one beginning are ranked when the file is made.
MANY = 500
#: So many of them are kept.
SHORT = 96
#: Numbers of a degree in the column of positions.
COARSE = 180
_FINE = 100_000


class PlaceKind:
    """What a place is; the words stand in the file, so that own lists may hold more."""

    SETTLEMENT = "settlement"
    AIRFIELD = "airfield"
    AREA = "area"
    BASE = "base"
    OWN = "own place"


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """One place of a gazetteer.

    Attributes:
        name: in Latin letters as far as known.
        kind: ``settlement``, ``airfield`` or what else the list says, in English.
        latitude: degrees.
        longitude: degrees.
        names: all its other names, in any script.
        country: two-letter code; empty when unknown.
        country_name: in English.
        admin1: its province, in English; empty when unknown.
        population: 0 when unknown.
        zone: name of its time zone; empty when unknown.
        source_id: what the source calls it: ``geonames:163345``, ``icao:OSLK``.
        radius_m: how far off the position may be, where the list says so; else 0.
    """

    name: str
    kind: str
    latitude: float
    longitude: float
    names: tuple[str, ...] = ()
    country: str = ""
    country_name: str = ""
    admin1: str = ""
    population: int = 0
    zone: str = ""
    source_id: str = ""
    radius_m: int = 0


def clean_name(untrusted_name: str, *, longest: int = 120) -> str:
    """Return a name on one line without what would part fields."""
    name = " ".join(untrusted_name.translate(_PARTING).split())
    return name[:longest].strip()


# What parts fields and lines becomes a blank; what turns text round is left out.
_PARTING = dict.fromkeys((*range(32), 124, *range(127, 160), 8232, 8233), " ") | dict.fromkeys(
    (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF)
)


def pack_place(place: GazetteerPlace, word: dict[tuple[str, str], int]) -> str:
    """Return a place as one line; words that repeat are numbers of the table ``word``."""
    fields = (
        place.name,
        word["kind", place.kind],
        round(place.latitude * _FINE),
        round(place.longitude * _FINE),
        word["country", f"{place.country}\t{place.country_name}"],
        word["admin1", place.admin1],
        word["zone", place.zone],
        place.population or "",
        place.source_id.replace("geonames:", "g"),
        place.radius_m or "",
        "|".join(place.names),
    )
    return "\t".join(map(str, fields))


def unpack_place(line: str, words: dict[tuple[str, int], str]) -> GazetteerPlace:
    """Return the place of one line.

    Raises:
        ValueError: the line is damaged.
        LookupError: so is the table of words.
    """
    name, kind, latitude, longitude, country, admin1, zone, population, source_id, radius, names = line.split("\t")
    code, _, country_name = words["country", int(country)].partition("\t")
    return GazetteerPlace(
        name=name,
        kind=words["kind", int(kind)],
        latitude=int(latitude) / _FINE,
        longitude=int(longitude) / _FINE,
        names=tuple(names.split("|")) if names else (),
        country=code,
        country_name=country_name,
        admin1=words["admin1", int(admin1)],
        population=int(population or 0),
        zone=words["zone", int(zone)],
        source_id=f"geonames:{source_id[1:]}" if source_id[:1] == "g" else source_id,
        radius_m=int(radius or 0),
    )
