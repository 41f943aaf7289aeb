"""Which files are maps when they are dropped on the map: told by their names alone, nothing is opened."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

__all__ = ["is_map", "map_files"]

_MAPS = frozenset({".mbtiles", ".pmtiles", ".kml", ".kmz", ".geojson", ".gpx", ".tif", ".tiff"})
#: A picture with one of these beside it says where it lies.
_WORLD_FILES = {".png": (".pgw", ".pngw", ".wld"), ".jpg": (".jgw", ".jpgw", ".wld"), ".jpeg": (".jgw", ".wld")}


def is_map(path: Path) -> bool:
    """Tell whether a file or folder is a map, and no picture to be imported."""
    suffix = path.suffix.lower()
    if suffix in _MAPS:
        return True
    if suffix in _WORLD_FILES:
        return any(path.with_suffix(ending).exists() for ending in _WORLD_FILES[suffix])
    return path.is_dir() and _holds_tiles(path)


def map_files(paths: Iterable[Path]) -> list[Path]:
    """Return the paths if all of them are maps, else none."""
    found = list(paths)
    return found if found and all(is_map(path) for path in found) else []


def _holds_tiles(folder: Path) -> bool:
    """Tell whether a folder has folders named by zoom levels, and in these folders named by columns."""
    try:
        levels = [one for one in sorted(folder.iterdir())[:40] if one.name.isdigit() and one.is_dir()]
        return bool(levels) and any(one.name.isdigit() and one.is_dir() for one in sorted(levels[0].iterdir())[:40])
    except OSError:
        return False
