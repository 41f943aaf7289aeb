"""What a worker does with a list of places from outside: a country file of GeoNames, or a table of one's own.

It gets the bytes in ranges and gives back one cleaned line per place. Nothing of the file is executed, no name in
it is used as a path, and what does not fit is counted and left out.
"""

from __future__ import annotations

import csv
import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from evidence_board.geo.coordinates import parse
from evidence_board.geo.gazetteer_format import PlaceKind, clean_name
from evidence_board.model.errors import KnownError

if TYPE_CHECKING:
    from evidence_board.workers.contract import ReadableBytes

__all__ = ["HANDLER", "MOST_PLACES", "UnfitListError", "handle", "read_places"]

HANDLER = "evidence_board.geo.places_worker"
#: More places than this in one list are refused: they would fill the memory.
MOST_PLACES = 1_000_000
#: Bytes of a list, unpacked. The largest country of GeoNames takes 300 MB and is refused for its places.
_MOST_BYTES = 400_000_000
_LONGEST_LINE = 100_000
_MOST_WIDE = 20_000_000
_MOST_NAMES = 80
_COLUMNS = 19
_GEONAMES = re.compile(r"\d{1,12}\t[^\t]*\t")
_KINDS = {
    "P": PlaceKind.SETTLEMENT, "A": PlaceKind.AREA, "H": "water", "T": "terrain", "L": PlaceKind.AREA, "R": "road",
    "V": "vegetation", "S": "site", "U": "undersea",
}  # fmt: skip
_CODES = {"AIRP": "airfield", "AIRB": "airfield", "AIRF": "airfield", "MILB": "base", "NVB": "base", "PRT": "port",
          "HBR": "port", "PPLX": "district", "PPLH": "former settlement", "PPLQ": "former settlement"}  # fmt: skip
_HEADS = {
    "name": (
        "name",
        "place",
        "title",
        "label",
        "ort",
        "nom",
        "название",
        "имя",
        "место",
        "назва",
        "اسم",
        "الاسم",
        "المكان",
    ),
    "latitude": ("lat", "latitude", "y", "breite", "широта", "خط العرض", "العرض"),
    "longitude": ("lon", "lng", "long", "longitude", "x", "länge", "долгота", "довгота", "خط الطول", "الطول"),
    "position": (
        "coordinates",
        "coords",
        "position",
        "koordinaten",
        "coordonnées",
        "координаты",
        "координати",
        "الإحداثيات",
    ),
    "kind": ("kind", "type", "тип"),
    "names": ("names", "other names", "aliases", "alternatenames"),
}


class UnfitListError(ValueError):
    """The file is no list of places that can be read; its text says why, as a code."""


def handle(header: dict[str, Any], payload: bytes | ReadableBytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    """Read a list.

    Args:
        header: nothing is asked.
        payload: the bytes of the file, in ranges.

    Returns:
        ``problem`` ("" or a code), ``left_out`` (lines that are no place), ``form`` (``geonames`` or ``table``); one
        attachment with a line per place, see `read_places`.
    """
    if isinstance(payload, bytes):
        raise TypeError("a list is served in ranges")
    try:
        form, rows, left_out = read_places(payload)
    except UnfitListError as error:
        return {"problem": str(error), "left_out": 0, "form": ""}, ()
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
        return {"problem": "zip", "left_out": 0, "form": ""}, ()
    except UnicodeDecodeError:
        return {"problem": "encoding", "left_out": 0, "form": ""}, ()
    return {"problem": "", "left_out": left_out, "form": form}, ["\n".join(rows).encode()]


def read_places(untrusted_file: ReadableBytes) -> tuple[str, list[str], int]:
    """Return the form of a list, its places, and how many lines were left out.

    A place is a line of ten fields parted by tabs: name, latitude, longitude, kind, country, code of the province,
    population, time zone, id, other names parted by ``|``. Names of provinces come as places of the kind ``ADM1``.

    Raises:
        UnfitListError: it is no list of places, or too large.
        UnicodeDecodeError: its text is not UTF-8.
    """
    lines = _lines(untrusted_file)
    first = next(lines, "")
    together = (line for part in ((first,), lines) for line in part)
    if _GEONAMES.match(first) and first.count("\t") >= _COLUMNS - 1:
        return "geonames", *_gathered(map(_of_geonames, together))
    return "table", *_gathered(_of_table(together))


def _lines(untrusted_file: ReadableBytes) -> Iterator[str]:
    """Yield the lines of the file, or of the one list in an archive."""
    start = untrusted_file.read(4)
    untrusted_file.seek(0)
    if start == b"PK\x03\x04":
        archive = zipfile.ZipFile(untrusted_file)
        names = [one for one in archive.infolist() if _is_list(one)]
        if not names:
            raise UnfitListError("empty_zip")
        with archive.open(max(names, key=lambda one: one.file_size)) as inside:
            yield from _decoded(inside)
    else:
        yield from _decoded(untrusted_file)


def _is_list(one: zipfile.ZipInfo) -> bool:
    name = one.filename.casefold()
    return name.endswith((".txt", ".csv", ".tsv")) and "readme" not in name and not one.flag_bits & 1


def _decoded(source: Any) -> Iterator[str]:
    """Yield lines of a stream, never more of it in memory than a piece."""
    read, rest, first = 0, b"", True
    while piece := source.read(1 << 20):
        read += len(piece)
        if read > _MOST_BYTES:
            raise UnfitListError("too_large")
        if first:
            first = False
            if piece[:2] in (b"\xff\xfe", b"\xfe\xff"):  # the way spreadsheets save "Unicode text"
                yield from _wide(piece, source)
                return
            if b"\0" in piece[:4096]:
                raise UnfitListError("no_text")
            piece = piece.removeprefix(b"\xef\xbb\xbf")
        *whole, rest = (rest + piece).split(b"\n")
        if len(rest) > _LONGEST_LINE:
            raise UnfitListError("no_text")
        for line in whole:
            yield line.rstrip(b"\r").decode()
    if rest:
        yield rest.rstrip(b"\r").decode()


def _wide(piece: bytes, source: Any) -> Iterator[str]:
    """Yield lines of a text in UTF-16, which must be a table of usual size."""
    rest = source.read(_MOST_WIDE + 1)
    if len(rest) > _MOST_WIDE:
        raise UnfitListError("too_large")
    yield from (piece + rest).decode("utf-16").splitlines()


def _gathered(rows: Iterable[str | None]) -> tuple[list[str], int]:
    found: list[str] = []
    left_out = 0
    for row in rows:
        if row is None:
            left_out += 1
        elif len(found) >= MOST_PLACES:
            raise UnfitListError("too_many")
        else:
            found.append(row)
    if not found:
        raise UnfitListError("no_places")
    return found, left_out


def _of_geonames(line: str) -> str | None:
    fields = line.split("\t")
    if len(fields) < _COLUMNS or not fields[0].isdigit():
        return None
    code = fields[7]
    kind = "ADM1" if code == "ADM1" else _CODES.get(code, _KINDS.get(fields[6], "place"))
    names = [fields[2], *fields[3].split(",")]
    more = (kind, fields[8][:2], fields[10], fields[14], fields[17], f"geonames:{fields[0][:12]}")
    return _row(fields[1], fields[4], fields[5], more, names)


def _of_table(lines: Iterator[str]) -> Iterator[str | None]:
    head = next(lines, "")
    sign = max("\t;,", key=head.count)
    if not head.count(sign):
        raise UnfitListError("no_columns")
    columns = {word: at for at, word in enumerate(one.strip().strip('"').casefold() for one in head.split(sign))}
    places = {field: next((columns[one] for one in words if one in columns), -1) for field, words in _HEADS.items()}
    apart = min(places["latitude"], places["longitude"]) >= 0
    titled = places["name"] >= 0 and (apart or places["position"] >= 0)
    if apart or not titled:
        places["position"] = -1
    if not titled:
        places = {"name": 0, "latitude": 1, "longitude": 2, "position": -1, "kind": -1, "names": -1}
    every = lines if titled else (line for part in ((head,), lines) for line in part)
    try:
        for fields in csv.reader(every, delimiter=sign):
            if fields:
                yield _of_fields(fields, places)
    except csv.Error as error:
        raise UnfitListError("no_columns") from error


def _of_fields(fields: list[str], places: dict[str, int]) -> str | None:
    together = places["position"] >= 0
    wanted = ("name", "position") if together else ("name", "latitude", "longitude")
    if max(places[one] for one in wanted) >= len(fields):
        return None

    def at(field: str) -> str:
        return fields[places[field]] if 0 <= places[field] < len(fields) else ""

    kind = clean_name(at("kind"), longest=40).casefold() or PlaceKind.OWN
    names = at("names").replace(";", "|").split("|")
    latitude, longitude = at("latitude"), at("longitude")
    if together or not (_is_number(latitude) and _is_number(longitude)):
        try:
            # Degrees with marks, digits of other scripts, anything that is read elsewhere in the program.
            read = parse(at("position") if together else f"{latitude}; {longitude}")
        except KnownError:
            return None
        latitude, longitude = str(read.latitude), str(read.longitude)
    return _row(at("name"), latitude, longitude, (kind, "", "", "", "", ""), names)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\s*[-−+]?\d{1,3}(?:[.,]\d*)?\s*", text, re.ASCII) is not None


def _row(name: str, latitude: str, longitude: str, more: tuple[str, ...], names: list[str]) -> str | None:
    name = clean_name(name)
    try:
        position = [float(one.strip().replace(",", ".").replace("−", "-")) for one in (latitude, longitude)]
    except ValueError:
        return None
    if not name or not all(map(math.isfinite, position)) or abs(position[0]) > 90 or abs(position[1]) > 180:
        return None
    others = dict.fromkeys(clean_name(one) for one in names[:_MOST_NAMES])
    others.pop("", None)
    others.pop(name, None)
    kind, country, admin1, population, zone, source_id = (clean_name(one, longest=60) for one in more)
    number = population if population.isascii() and population.isdigit() and len(population) < 12 else ""
    fields = (f"{position[0]:.6f}", f"{position[1]:.6f}", kind, country, admin1, number, zone, source_id)
    return "\t".join((name, *fields, "|".join(others)))
