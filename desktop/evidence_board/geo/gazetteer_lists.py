"""The lists of places on this computer: the one of the program, and those that the user imported or made."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from evidence_board import resources
from evidence_board.geo.gazetteer import Gazetteer
from evidence_board.geo.gazetteer_file import GazetteerFile
from evidence_board.model.errors import KnownError

__all__ = [
    "OWN_PLACES",
    "PlaceList",
    "RemovedList",
    "lists_folder",
    "name_for_list",
    "open_gazetteer",
    "own_lists",
    "remove_list",
]

ENDING = ".places"
#: The list into which places from the map go.
OWN_PLACES = f"my-places{ENDING}"


@dataclass(frozen=True, slots=True)
class PlaceList:
    """A list of places of the user.

    Attributes:
        path: its file.
        title: what it is called.
        count: how many places it holds.
        source: the file that it came from; empty for places from the map.
        made: day it was imported, ISO 8601.
        problem: why it cannot be read; empty when it can.
    """

    path: Path
    title: str
    count: int
    source: str
    made: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RemovedList:
    """A list that was removed, and can be put back as long as somebody holds this."""

    path: Path
    title: str
    data: bytes

    def put_back(self) -> int:
        """Write the list as it was; returns how many places it holds.

        Raises:
            KnownError: it cannot be written.
        """
        new = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(self.data)
            new.replace(self.path)
        except OSError as error:
            raise KnownError(
                f"The list {self.title} cannot be put back ({error.strerror or error}).",
                means="Its places are not found any more.",
                do="Free some room on the drive, and import it again.",
            ) from error
        file = GazetteerFile(self.path)
        count = file.count
        file.close()
        return count


def lists_folder() -> Path:
    """Return the folder of the user's lists, never in a case; the variable EVIDENCE_BOARD_PLACES moves it."""
    named = os.environ.get("EVIDENCE_BOARD_PLACES")
    return Path(named) if named else Path(platformdirs.user_data_dir("evidence-board", appauthor=False)) / "places"


def own_lists() -> list[PlaceList]:
    """Return the user's lists by title; one that cannot be read says why."""
    found = []
    for path in _files():
        try:
            file = GazetteerFile(path)
        except KnownError as error:
            found.append(PlaceList(path, path.stem, 0, "", "", problem=str(error)))
            continue
        about = file.about
        found.append(PlaceList(path, file.title, file.count, about.get("source", ""), about.get("made", "")))
        file.close()
    return sorted(found, key=lambda one: one.title.casefold())


def remove_list(path: Path) -> RemovedList:
    """Delete one of the user's lists; returns what puts it back.

    Raises:
        KnownError: it cannot be deleted.
    """
    if path.parent != lists_folder() or path.suffix != ENDING:
        raise ValueError(f"{path} is no list of the user")
    try:
        data = path.read_bytes() if path.exists() else b""
        path.unlink(missing_ok=True)
    except OSError as error:
        raise KnownError(
            f"The list {path.stem} cannot be removed ({error.strerror or error}).",
            means="Its places are still found.",
            do="Close other windows of the program and try again.",
        ) from error
    return RemovedList(path, path.stem, data)


def name_for_list(title: str) -> str:
    """Return the name of a file for a list of this title: letters and digits alone, so that it fits every system."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:60]
    return f"{plain or 'list'}{ENDING}"


def open_gazetteer(*, say: Callable[[KnownError], None]) -> Gazetteer:
    """Return all lists that can be read, the user's first; for each of the others ``say(error)`` is called."""
    files = []
    for path in [*_files(), None]:
        try:
            files.append(GazetteerFile(path if path is not None else resources.path("map/gazetteer.sqlite")))
        except KnownError as error:
            say(error)
        except FileNotFoundError as error:
            say(KnownError(str(error), means="Places are found in your own lists only.", do="Install it again."))
    return Gazetteer(files)


def _files() -> list[Path]:
    try:
        return sorted(one for one in lists_folder().iterdir() if one.suffix == ENDING and one.is_file())
    except OSError:
        return []
