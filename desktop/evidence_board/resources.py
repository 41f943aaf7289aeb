"""Finds the data files of the program: inside the installed package, or in the repository."""

from functools import cache
from pathlib import Path

__all__ = ["path", "read_bytes", "read_text"]


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    installed = package / "data"
    if installed.is_dir():
        return installed
    return package.parents[1] / "resources"


def path(name: str) -> Path:
    """Return the path of a data file.

    Args:
        name: path below the resources folder with forward slashes, e.g. ``styles/tokens.json``.

    Raises:
        FileNotFoundError: the program was installed without this file.
    """
    if name.startswith("/") or ".." in name.split("/"):
        raise ValueError(f"resource names are relative: {name!r}")
    found = _root() / name
    if not found.exists():
        raise FileNotFoundError(f"the program is installed without its file {name}")
    return found


def read_bytes(name: str) -> bytes:
    """Return the bytes of a data file; see `path`."""
    return path(name).read_bytes()


def read_text(name: str) -> str:
    """Return the UTF-8 text of a data file; see `path`."""
    return path(name).read_text(encoding="utf-8")
