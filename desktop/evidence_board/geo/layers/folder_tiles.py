"""A folder of tiles, ``z/x/y.png`` and the like: names and bytes of files, nothing decoded."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from evidence_board.geo.layers.facts import MOST_ZOOM, TileKey
from evidence_board.geo.layers.origins import read_small
from evidence_board.geo.mercator import to_geographic
from evidence_board.model.errors import KnownError

__all__ = ["ENDINGS", "TileFolder"]

ENDINGS: Final = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".pbf", ".mvt")
#: Behind the row of a tile with twice as many pixels.
_DENSE: Final = "@2x"
_WORDS_FILES: Final = ("metadata.json", "tilemapresource.xml")
_MOST_TILE: Final = 16 << 20
_MOST_NAMES: Final = 200_000
_MOST_WORDS: Final = 1 << 18
_MOST_FOLDERS: Final = 40


class TileFolder:
    """Finds tiles by their names.

    Args:
        path: the folder.

    Raises:
        OSError: it cannot be listed.
        KnownError: no tile lies in it.
    """

    def __init__(self, path: Path) -> None:
        self._chosen = path
        found = None
        for folder in (path, *_folders_in(path)):
            self._path, self._zooms = folder, sorted(_numbers(folder, most=MOST_ZOOM, folders=True))
            found = self._first()
            if found is not None:
                break
        if found is None:
            raise KnownError(
                f"{path.name} holds no tiles.",
                means="The layer stays empty.",
                do="Choose the folder in which the folders of the zoom levels lie (3, 4, 5 ...), each with folders of "
                "columns and tiles named by rows, as 5/18/12.png.",
            )
        self._sample, self._ending = found

    def sample(self) -> bytes:
        """Return the bytes of one tile.

        Raises:
            OSError: it cannot be read.
        """
        return read_small(self._sample, most=_MOST_TILE)

    def about(self, *, tms: bool) -> dict[str, Any]:
        """Return zoom levels and the part of the world that the deepest level covers, as far as names tell."""
        return {"min_zoom": self._zooms[0], "max_zoom": self._zooms[-1], "bounds": self._bounds(self._zooms[-1], tms)}

    def words(self) -> dict[str, str]:
        """Return the texts of files beside the tiles that tell about them, each byte a letter."""
        found = {}
        for name in _WORDS_FILES:
            for folder in dict.fromkeys((self._path, self._chosen)):
                with contextlib.suppress(OSError, ValueError):
                    found[name] = read_small(folder / name, most=_MOST_WORDS).decode("latin-1")
                    break
        return found

    def read(self, key: TileKey, *, tms: bool) -> bytes | None:
        """Return the bytes of a tile, None when there is none.

        Args:
            key: of the tile.
            tms: rows of the folder count from the south.
        """
        row = 2**key.z - 1 - key.y if tms else key.y
        column = self._path / str(key.z) / str(key.x)
        for ending in (self._ending, *ENDINGS, *(_DENSE + one for one in ENDINGS)):
            with contextlib.suppress(OSError, ValueError):
                return read_small(column / f"{row}{ending}", most=_MOST_TILE)
        return None

    def _first(self) -> tuple[Path, str] | None:
        """Return the first tile there is, from the deepest level on, and its ending."""
        for zoom in reversed(self._zooms):
            folder = self._path / str(zoom)
            for column in sorted(_numbers(folder, most=2**zoom - 1, folders=True))[:50]:
                for name in sorted(_names(folder / str(column))):
                    row, ending = _row_and_ending(name)
                    if row.isdecimal():
                        return folder / str(column) / name, ending
        return None

    def _bounds(self, zoom: int, tms: bool) -> dict[str, float] | None:
        """Return the rectangle of the tiles of a level.

        The rows of the southernmost and northernmost tile are looked for in the first, middle and last column: tiles
        are cut from rectangles, and a level may have a million of them.
        """
        folder, count = self._path / str(zoom), 2**zoom
        columns = sorted(_numbers(folder, most=count - 1, folders=True))
        if not columns:
            return None
        looked = columns if len(columns) <= 200 else [columns[0], columns[len(columns) // 2], columns[-1]]
        rows = [row for column in looked for row in _numbers(folder / str(column), most=count - 1, folders=False)]
        if not rows:
            return None
        if tms:
            rows = [count - 1 - row for row in rows]
        north, west = to_geographic(columns[0] / count, min(rows) / count)
        south, east = to_geographic((columns[-1] + 1) / count, (max(rows) + 1) / count)
        return {"south": south, "west": west, "north": north, "east": east}


def _names(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for at, entry in enumerate(entries):
                if at >= _MOST_NAMES:
                    return
                yield entry.name
    except NotADirectoryError:
        return


def _folders_in(path: Path) -> list[Path]:
    """Return the folders in a folder: tiles are often packed one below, beside a page that shows them."""
    try:
        with os.scandir(path) as entries:
            found = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except NotADirectoryError:
        return []
    return [path / name for name in sorted(found)[:_MOST_FOLDERS] if not name.startswith(".")]


def _row_and_ending(name: str) -> tuple[str, str]:
    """Return what stands before and after the end of the row in the name of a tile; two empty texts for others."""
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - a name, not a path, and there may be many
    if ending.casefold() not in ENDINGS:
        return "", ""
    row = stem.removesuffix(_DENSE)
    return row, name[len(row) :]


def _numbers(folder: Path, *, most: int, folders: bool) -> set[int]:
    """Return the names in a folder that are numbers up to `most`; of tiles their rows."""
    found = set()
    for name in _names(folder):
        number = name if folders else _row_and_ending(name)[0]
        if number.isascii() and number.isdecimal() and len(number) < 9 and int(number) <= most:
            found.add(int(number))
    return found
