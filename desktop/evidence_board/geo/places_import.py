"""Takes lists of places from outside into the user's lists, and single places from the map.

The bytes are read in a worker; what comes back is checked line by line before it is written.
"""

from __future__ import annotations

import contextlib
import math
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evidence_board import resources
from evidence_board.geo.gazetteer_file import GazetteerFile
from evidence_board.geo.gazetteer_format import GazetteerPlace, PlaceKind, clean_name
from evidence_board.geo.gazetteer_lists import OWN_PLACES, lists_folder, name_for_list, remove_list
from evidence_board.geo.gazetteer_writing import write_gazetteer
from evidence_board.geo.places_worker import HANDLER, MOST_PLACES
from evidence_board.model.errors import KnownError
from evidence_board.model.flat_reading import FlatReader, UntrustedReplyError
from evidence_board.workers import HandlerFailed, RangeSource, Supervisor, WorkerDied, WorkerNotStarted

__all__ = ["ImportedPlaces", "OwnPlace", "add_own_place", "import_places", "own_places", "remove_own_place"]

#: Called with (done, total); False stops the work.
Progress = Callable[[int, int], bool]
#: Lists keep positions to about a metre.
_ROUNDED_DEG = 2e-5
_TIMEOUT_S = 900.0
_MOST_FILE = 800_000_000
_COUNTRY = re.compile("[A-Z]{2}")
_WHY = {
    "empty_zip": "The archive holds no .txt or .csv file.",
    "zip": "The archive is damaged or locked with a password.",
    "encoding": "Its text is not UTF-8; save it as UTF-8 first.",
    "no_text": "It is no plain text.",
    "too_large": "It is larger than 400 MB unpacked.",
    "too_many": f"It holds more than {MOST_PLACES:,} places; import a part of it.",
    "no_columns": "It has no columns: a name, a latitude and a longitude in each line.",
    "no_places": "No line of it is a place: a name, a latitude and a longitude.",
}


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place that a person named on the map."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class ImportedPlaces:
    """What came in.

    Attributes:
        title: of the list.
        count: places.
        left_out: lines that were no place.
    """

    title: str
    count: int
    left_out: int


def import_places(path: Path, *, progress: Progress) -> ImportedPlaces | None:
    """Read a country file of GeoNames (``SY.txt``, also zipped) or a table of name, latitude, longitude.

    A list of the same name is replaced once the new one is whole.

    Args:
        path: the file.
        progress: told how far it is; False stops the work.

    Returns:
        What came in; None when it was stopped, and nothing was changed.

    Raises:
        KnownError: the file cannot be read or is no list of places; nothing was changed.
    """
    reply = _read(path, progress)
    if reply is None:
        return None
    form, left_out, lines = reply
    title = path.name.removesuffix(".zip") if path.suffix.casefold() == ".zip" else path.name
    title = clean_name(title.rpartition(".")[0] or title, longest=80) or path.stem
    try:
        places = list(_checked(lines, with_provinces=form == "geonames"))
    except (UntrustedReplyError, ValueError) as error:
        raise _unfit(path, "The answer of its reader makes no sense.") from error
    about = {"title": title, "source": path.name, "made": time.strftime("%Y-%m-%d"), "form": form}
    if form == "geonames":
        about["attribution"] = "GeoNames (CC BY 4.0)"
    count = _write(lists_folder() / name_for_list(title), places, about, progress)
    return None if count is None else ImportedPlaces(title, count, left_out)


def add_own_place(name: str, latitude: float, longitude: float, *, title: str) -> int:
    """Add a place of the user's own; returns how many there are now.

    Args:
        name: what it is called.
        latitude: degrees.
        longitude: degrees.
        title: of the list of own places, where it is new.

    Raises:
        KnownError: the list cannot be written, or the name is empty.
    """
    name = clean_name(name)
    if not name:
        raise KnownError("A place needs a name.", do="Type what it is called.")
    before, about = _own()
    about = about or {"title": title, "source": "", "made": time.strftime("%Y-%m-%d"), "form": "own"}
    new = GazetteerPlace(name=name, kind=PlaceKind.OWN, latitude=latitude, longitude=longitude)
    count = _write(lists_folder() / OWN_PLACES, [*before, new], about, lambda done, total: True)
    return count or 0


def own_places() -> list[OwnPlace]:
    """Return the places of the user's own, by name.

    Raises:
        KnownError: their list cannot be read.
    """
    found = [OwnPlace(one.name, one.latitude, one.longitude) for one in _own()[0]]
    return sorted(found, key=lambda one: one.name.casefold())


def remove_own_place(place: OwnPlace) -> int:
    """Take one of the user's own places away; returns how many are left. The list goes with the last one.

    Raises:
        KnownError: the list cannot be read or written.
    """
    before, about = _own()
    kept = list(before)
    for one in before:
        aside = max(abs(one.latitude - place.latitude), abs(one.longitude - place.longitude))
        if one.name == clean_name(place.name) and aside < _ROUNDED_DEG:
            kept.remove(one)
            break
    if not kept:
        remove_list(lists_folder() / OWN_PLACES)
        return 0
    return _write(lists_folder() / OWN_PLACES, kept, about, lambda done, total: True) or 0


def _own() -> tuple[list[GazetteerPlace], dict[str, str]]:
    path = lists_folder() / OWN_PLACES
    if not path.exists():
        return [], {}
    file = GazetteerFile(path)
    try:
        about = {"title": file.title}
        for key in ("source", "made", "form"):
            about[key] = file.about.get(key, "")
        return list(file.everything()), about
    finally:
        file.close()


def _read(path: Path, progress: Progress) -> tuple[str, int, list[str]] | None:
    """Let a worker read the file; None when it was stopped."""
    stopped = threading.Event()
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            if size > _MOST_FILE:
                raise _unfit(path, _WHY["too_large"])
            source = RangeSource(size, lambda at, length: _piece(file, at, length, size, progress, stopped))
            with Supervisor(HANDLER, timeout_s=_TIMEOUT_S) as supervisor:
                reply = supervisor.submit({}, source).result()
        read = FlatReader(reply.header, names=("problem", "left_out", "form"))
        problem = read.text("problem", limit=40)
        if problem:
            raise _unfit(path, _WHY.get(problem, "It cannot be read."))
        (text,) = reply.attachments
        return read.choice("form", ("geonames", "table")), read.whole("left_out", low=0, high=10**9), _split(text)
    except InterruptedError:
        return None
    except (WorkerDied, HandlerFailed, WorkerNotStarted, UntrustedReplyError, ValueError) as error:
        if stopped.is_set():
            return None
        raise _unfit(path, "Reading it failed; the file may be damaged.") from error
    except OSError as error:
        raise KnownError(
            f"{path.name} cannot be read ({error.strerror or error}).", means="Nothing was imported."
        ) from error


def _piece(file: BinaryIO, at: int, length: int, size: int, progress: Progress, stopped: threading.Event) -> bytes:
    if not progress(at // 2, size):
        stopped.set()
        raise InterruptedError
    file.seek(at)
    return file.read(length)


def _split(untrusted_text: bytes) -> list[str]:
    lines = untrusted_text.decode().split("\n")
    if len(lines) > MOST_PLACES:
        raise UntrustedReplyError("more places than were allowed")
    return lines


def _checked(lines: Iterable[str], *, with_provinces: bool) -> Iterable[GazetteerPlace]:
    """Yield places whose every value is what it must be."""
    countries = _country_names()
    rows = [line.split("\t") for line in lines]
    provinces = {(row[4], row[5]): clean_name(row[0]) for row in rows if len(row) == 10 and row[3] == "ADM1"}
    for row in rows:
        if len(row) != 10:
            raise UntrustedReplyError("a place without its fields")
        name, latitude, longitude, kind, country, admin1, population, zone, source_id, names = row
        north, east = float(latitude), float(longitude)
        if not (math.isfinite(north) and math.isfinite(east) and abs(north) <= 90 and abs(east) <= 180):
            raise UntrustedReplyError("a place that is nowhere")
        country = country if _COUNTRY.fullmatch(country) else ""
        yield GazetteerPlace(
            name=clean_name(name) or "?",
            kind=PlaceKind.AREA if kind == "ADM1" else clean_name(kind, longest=40) or PlaceKind.OWN,
            latitude=north,
            longitude=east,
            names=tuple(one for one in (clean_name(part) for part in names.split("|")[:100]) if one),
            country=country,
            country_name=countries.get(country, ""),
            admin1=provinces.get((country, admin1), "") if with_provinces else "",
            population=int(population[:11]) if population.isdecimal() and population.isascii() else 0,
            zone=clean_name(zone, longest=60),
            source_id=clean_name(source_id, longest=60),
        )


def _country_names() -> Mapping[str, str]:
    try:
        file = GazetteerFile(resources.path("map/gazetteer.sqlite"))
    except (KnownError, FileNotFoundError):
        return {}
    try:
        return file.country_names
    finally:
        file.close()


def _write(path: Path, places: list[GazetteerPlace], about: dict[str, str], progress: Progress) -> int | None:
    """Write a list beside its place and put it there when it is whole; None when it was stopped."""
    new = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        count = write_gazetteer(
            new, places, about=about, progress=lambda done, total: progress(total + done, 2 * total)
        )
        new.replace(path)
    except InterruptedError:
        new.unlink(missing_ok=True)
        return None
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise KnownError(
            f"The list {about['title']} cannot be written ({error}).",
            means="Nothing was changed.",
            do="Free some room on the drive, or close other windows of the program, and try again.",
        ) from error
    return count


def _unfit(path: Path, why: str) -> KnownError:
    return KnownError(
        f"{path.name} is no list of places that can be read. {why}",
        means="Nothing was imported.",
        do="Choose a country file of GeoNames, or a table of name, latitude and longitude.",
    )
