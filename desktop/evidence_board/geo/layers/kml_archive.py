"""The archive of a KMZ file, or a bare KML file: members are streamed, never unpacked to a drive. Runs in a worker."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote

from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.layers.problems import LayerError

__all__ = ["Archive", "HeldStream"]

_MOST_MEMBERS: Final = 20_000
_MOST_RATIO: Final = 400
_MOST_PICTURE: Final = 64 << 20
_MOST_WANTED: Final = 100


class HeldStream(io.RawIOBase):
    """A `HeldFile` as a seekable file, for readers that want one."""

    def __init__(self, file: HeldFile) -> None:
        super().__init__()
        self._file = file
        self._place = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Move to a place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._file.size}[whence]
        if base + offset < 0:
            raise ValueError("negative place")
        self._place = base + offset
        return self._place

    def tell(self) -> int:
        """Return the place."""
        return self._place

    def read(self, size: int | None = -1, /) -> bytes:
        """Return at most `size` bytes."""
        wanted = self._file.size - self._place if size is None or size < 0 else size
        data = self._file.read_at(self._place, wanted) if wanted > 0 else b""
        self._place += len(data)
        return data

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]  # a narrower Buffer
        """Fill a buffer and return how many bytes were read."""
        room = memoryview(buffer).cast("B")  # of whatever the buffer counts in
        data = self.read(len(room))
        room[: len(data)] = data
        return len(data)


class Archive:
    """Gives the KML document and the pictures beside it.

    Args:
        file: a KMZ or KML file; pictures beside a KML file lie behind it in the same stream.
        header: of the job: ``own_size`` of the file itself and ``attached``, name, place and size of each picture.

    Attributes:
        wanted: pictures that were asked for and did not come with a KML file.

    Raises:
        LayerError: the archive is damaged or holds no KML.
    """

    def __init__(self, file: HeldFile, *, header: Mapping[str, Any] | None = None) -> None:
        about = header or {}
        self._file = file
        self._own_size = int(about.get("own_size", file.size))
        self._attached = {str(name): (int(start), int(size)) for name, start, size in about.get("attached", [])}
        self.wanted: list[str] = []
        self._zip: zipfile.ZipFile | None = None
        self._names: dict[str, zipfile.ZipInfo] = {}
        self._main = ""
        if file.read_at(0, 4) != b"PK\x03\x04":
            return
        try:
            self._zip = zipfile.ZipFile(HeldStream(file))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
            raise LayerError("zip") from error
        if len(members) > _MOST_MEMBERS:
            raise LayerError("zip_bomb")
        self._names = {_plain(one.filename): one for one in members if not one.is_dir()}
        documents = [name for name in self._names if name.endswith(".kml")]
        if not documents:
            raise LayerError("no_kml")
        # "doc.kml" by custom, else the first one, nearest to the root.
        self._main = min(documents, key=lambda name: (name != "doc.kml", name.count("/"), documents.index(name)))

    def document(self, *, most: int) -> bytes:
        """Return the bytes of the KML document.

        Raises:
            LayerError: they are damaged, or more than allowed.
        """
        if self._zip is not None:
            return self._read(self._names[self._main], most)
        if self._own_size > most:
            raise LayerError("too_large")
        return self._file.read_at(0, self._own_size)

    def picture(self, address: str) -> bytes | None:
        """Return the bytes of a picture that the document names, None when it is not inside.

        Raises:
            LayerError: they are damaged, or more than allowed.
        """
        if "://" in address or address.startswith(("/", "\\")):
            return None
        if self._zip is None:
            return self._beside(unquote(address))
        folder = posixpath.dirname(self._main)
        for name in (posixpath.join(folder, address), address, unquote(address)):
            member = self._names.get(_plain(name))
            if member is not None:
                return self._read(member, _MOST_PICTURE)
        return None

    def _beside(self, name: str) -> bytes | None:
        """Return the bytes of a picture beside the file; asked for when they did not come with it."""
        name = posixpath.normpath(name)
        if name in self._attached:
            return self._file.read_at(*self._attached[name])
        if name not in self.wanted and len(self.wanted) < _MOST_WANTED:
            self.wanted.append(name[:500])
        return None

    def _read(self, member: zipfile.ZipInfo, most: int) -> bytes:
        """Return the bytes of a member, believing no size that the archive tells."""
        if self._zip is None or member.flag_bits & 1:
            raise LayerError("zip")
        allowed = min(most, max(1 << 20, member.compress_size * _MOST_RATIO))
        try:
            with self._zip.open(member) as inside:
                data = inside.read(allowed + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise LayerError("zip") from error
        if len(data) > allowed:
            raise LayerError("zip_bomb")
        return data


def _plain(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).casefold()
