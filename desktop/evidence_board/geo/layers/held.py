"""The worker's side of a layer's bytes: read at places, in blocks that are kept between jobs."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from evidence_board.geo.layers.problems import LayerError
from evidence_board.workers.contract import ReadableBytes
from evidence_board.workers.ranges import RangeFile

__all__ = ["HeldFile"]

_BLOCK: Final = 32 * 1024
_MOST_BLOCKS: Final = 256


class HeldFile:
    """Bytes of one layer. A job lends the stream; blocks read through it stay.

    Attributes:
        size: bytes in all.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._stream: ReadableBytes | None = None
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    def lend(self, stream: ReadableBytes | None) -> None:
        """Give the stream of the job that runs now, or take it away."""
        self._stream = stream

    def read_at(self, offset: int, length: int) -> bytes:
        """Return these bytes; fewer only at the end of the file."""
        length = max(0, min(length, self.size - offset))
        if length == 0:
            return b""
        if length > 4 * _BLOCK:
            return self._fetch(offset, length)
        first, last = offset // _BLOCK, (offset + length - 1) // _BLOCK
        joined = b"".join(self._block(number) for number in range(first, last + 1))
        return joined[offset - first * _BLOCK :][:length]

    def read_all(self, *, most: int) -> bytes:
        """Return everything.

        Raises:
            LayerError: there is more than allowed.
        """
        if self.size > most:
            raise LayerError("too_large")
        return self._fetch(0, self.size)

    def _block(self, number: int) -> bytes:
        kept = self._blocks.get(number)
        if kept is None:
            start = number * _BLOCK
            kept = self._blocks[number] = self._fetch(start, min(_BLOCK, self.size - start))
            if len(self._blocks) > _MOST_BLOCKS:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(number)
        return kept

    def _fetch(self, offset: int, length: int) -> bytes:
        stream = self._stream
        if stream is None:
            raise EOFError("no job lends its bytes")
        if isinstance(stream, RangeFile):
            return stream.read_at(offset, length)
        stream.seek(offset)
        return stream.read(length)
