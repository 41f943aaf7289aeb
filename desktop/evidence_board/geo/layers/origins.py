"""Where the bytes of a layer come from: a file, a folder of tiles, or a copy inside the case. Nothing is decoded."""

from __future__ import annotations

import contextlib
import os
import stat
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evidence_board.model.errors import KnownError
from evidence_board.model.layer_paths import is_local, last_part

__all__ = ["FileOrigin", "FolderOrigin", "LayerOrigin", "StoredOrigin", "origin_of", "read_small"]

_SMALL = 64 << 20


class FileOrigin:
    """A file on this computer, opened when it is first read and kept open until `close`; from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name
        self._lock = threading.Lock()
        self._handle: int | None = None
        self._size = 0

    @property
    def key(self) -> str:
        """Which file it is; another after it changed."""
        with self._lock:
            facts = os.fstat(self._opened())
        return f"{facts.st_dev}:{facts.st_ino}:{facts.st_size}:{facts.st_mtime_ns}"

    @property
    def size(self) -> int:
        """Bytes.

        Raises:
            OSError: it cannot be opened.
        """
        with self._lock:
            self._opened()
            return self._size

    def read(self, offset: int, length: int) -> bytes:
        """Return exactly these bytes.

        Raises:
            OSError: they cannot be read, or the file became shorter.
        """
        with self._lock:
            handle = self._opened()
            os.lseek(handle, offset, os.SEEK_SET)
            pieces = []
            while length:
                piece = os.read(handle, length)
                if not piece:
                    raise OSError("the file became shorter")
                pieces.append(piece)
                length -= len(piece)
        return b"".join(pieces)

    def beside(self, ending: str, *, most: int = 1 << 18) -> bytes | None:
        """Return the bytes of the small file of the same name with another ending, None when there is none.

        The ending may stand in the place of that of the file, or behind it.
        """
        behind = self.path.with_name(self.path.name + ending)
        for path in (self.path.with_suffix(ending), self.path.with_suffix(ending.upper()), behind):
            with contextlib.suppress(OSError, ValueError):
                return read_small(path, most=most)
        return None

    def close(self) -> None:
        """Close the file; reading opens it again."""
        with self._lock:
            handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def _opened(self) -> int:
        if self._handle is None:
            self._handle = _open_regular(self.path)
            self._size = os.fstat(self._handle).st_size
        return self._handle


@dataclass(frozen=True, slots=True)
class FolderOrigin:
    """A folder of tiles, ``z/x/y.png`` and the like."""

    path: Path

    @property
    def name(self) -> str:
        """Name of the folder."""
        return self.path.name

    @property
    def key(self) -> str:
        """Which folder it is."""
        return str(self.path)

    def close(self) -> None:
        """Nothing is kept open."""


@dataclass(frozen=True, slots=True)
class StoredOrigin:
    """A copy inside the case.

    Attributes:
        name: of the file that was copied.
        key: which bytes they are (SHA-256 or blob id).
        size: bytes.
        read: ``read(offset, length)`` returns exactly these bytes; called from threads of the workers.
    """

    name: str
    key: str
    size: int
    read: Callable[[int, int], bytes]

    def beside(self, ending: str, *, most: int = 1 << 18) -> bytes | None:
        """Return None: nothing lies beside a copy."""
        return None

    def close(self) -> None:
        """Nothing is kept open."""


LayerOrigin = FileOrigin | FolderOrigin | StoredOrigin


def origin_of(path: str | Path) -> FileOrigin | FolderOrigin:
    """Return the origin of a linked layer.

    Raises:
        KnownError: the path leads off this computer, or there is nothing.
    """
    text = str(path)
    if not is_local(text):
        raise KnownError(
            f"{last_part(text)} is not on this computer.",
            means="The layer is not opened.",
            do="Copy the file onto this computer and add it again.",
        )
    place = Path(text)
    try:
        mode = place.lstat().st_mode
        return FolderOrigin(place) if stat.S_ISDIR(mode) else FileOrigin(place)
    except OSError as error:
        raise KnownError(
            f"{place.name} cannot be found ({error.strerror or error}).",
            means="The layer stays empty.",
            do="Put the drive back, or choose where the file lies now.",
        ) from error


def read_small(path: Path, *, most: int = _SMALL) -> bytes:
    """Return the bytes of a small regular file.

    Raises:
        OSError: it cannot be read, is a link or no regular file.
        ValueError: it is larger.
    """
    handle = _open_regular(path)
    with os.fdopen(handle, "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError("larger than it may be")
    return data


def _open_regular(path: Path) -> int:
    """Return a descriptor of a regular file; a pipe or device would make the program wait for ever."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError("not a regular file")
    return handle
