"""The worker's side of a file that is served in ranges."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

__all__ = ["MAX_RANGE", "RangeFile"]

MAX_RANGE: Final = 1024 * 1024
"""Most bytes asked for at once."""


class RangeFile(io.RawIOBase):
    """A read-only, seekable file whose bytes come from the supervisor on demand.

    The piece last fetched is kept, because demuxers read in small steps.

    Args:
        size: Bytes in all.
        fetch: `fetch(offset, length)` returns exactly that many bytes.
    """

    def __init__(self, *, size: int, fetch: Callable[[int, int], bytes]) -> None:
        super().__init__()
        self.size = size
        self._fetch = fetch
        self._place = 0
        self._kept_at = 0
        self._kept = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the place."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Move to a place; past the end is allowed and reads nothing."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise ValueError("negative place")
        self._place = base + offset
        return self._place

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes; fewer only at the end of the file."""
        wanted = max(0, self.size - self._place)
        if size is not None and size >= 0:
            wanted = min(wanted, size)
        pieces: list[bytes] = []
        while wanted:
            piece = self._piece(wanted)
            pieces.append(piece)
            self._place += len(piece)
            wanted -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def read_at(self, offset: int, length: int) -> bytes:
        """Return these bytes and fetch no more than them; fewer only at the end of the file. The place stays."""
        end = min(self.size, offset + length)
        pieces = [self._fetch(at, min(MAX_RANGE, end - at)) for at in range(offset, end, MAX_RANGE)]
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def readall(self) -> bytes:
        """Return the rest of the file."""
        return self.read(-1)

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]  # a narrower Buffer
        """Fill a buffer and return how many bytes were read."""
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def _piece(self, wanted: int) -> bytes:
        """Return up to `wanted` bytes at the place, from the kept piece or fetched anew."""
        start = self._place - self._kept_at
        if not 0 <= start < len(self._kept):
            self._kept_at = self._place
            self._kept = self._fetch(self._place, min(MAX_RANGE, self.size - self._place))
            start = 0
        return self._kept[start : start + wanted]
