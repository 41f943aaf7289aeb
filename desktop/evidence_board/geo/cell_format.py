"""How the shapes of one layer in one map cell are packed, and how they are unpacked fast.

After zlib there is one stream of unsigned varints (seven bits each, lowest first):

1. the number of parts;
2. per part two numbers: ``corners * 2 + hole`` and the zoom level it is first drawn at;
3. all corners of all parts as zig-zag steps ``dx, dy`` from the corner before (the first from 0, 0), in
   units of ``2 ** -bits`` of the world.

A hole follows the area it is cut from. Rings do not repeat their first corner.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["CellShapes", "unpack"]

_MAX_BYTES = 16 * 1024 * 1024  # the largest cell unpacks to under 1 MB


@dataclass(frozen=True)
class CellShapes:
    """The rings or lines of one layer in one cell.

    Attributes:
        points: corners in the normalised world, shape (n, 2).
        starts: part i is ``points[starts[i]:starts[i + 1]]``, shape (k + 1,).
        holes: whether a part is a hole in the area before it, shape (k,). Filling all parts of a layer
            together by the odd-even rule needs no look at it.
        min_zooms: zoom level from which a part is drawn, ascending, shape (k,).
        filled: whether the parts are rings to fill, or open lines.
    """

    points: NDArray[np.float64]
    starts: NDArray[np.int64]
    holes: NDArray[np.bool_]
    min_zooms: NDArray[np.int64]
    filled: bool

    def __len__(self) -> int:
        return len(self.holes)

    def parts(self, *, zoom: float | None = None) -> list[NDArray[np.float64]]:
        """Return the rings or lines, each of shape (m, 2), that are drawn at a zoom level (None: all)."""
        import numpy as np

        shown = len(self) if zoom is None else int(np.searchsorted(self.min_zooms, zoom, side="right"))
        return [self.points[self.starts[at] : self.starts[at + 1]] for at in range(shown)]

    def drawn(self, zoom: float, *, grain: float) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Return the corners worth drawing at a zoom level, and which of them begin a ring or line.

        Args:
            zoom: parts made for closer zoom levels are left out.
            grain: side of a square of the world; of corners that follow each other in one, the first stays. Rings
                and lines of which nothing else is left are too small to see.
        """
        import numpy as np

        shown = int(np.searchsorted(self.min_zooms, zoom, side="right"))
        starts, end = self.starts[:shown], int(self.starts[shown])
        if not end:
            return self.points[:0], np.zeros(0, dtype=bool)
        points = self.points[:end]
        squares = np.floor(points / grain).astype(np.int64)
        keep = np.ones(end, dtype=bool)
        keep[1:] = (squares[1:] != squares[:-1]).any(axis=1)
        keep[starts] = True
        if not self.filled:
            keep[self.starts[1 : shown + 1] - 1] = True  # lines of neighbouring cells meet at their ends
        counts = np.add.reduceat(keep, starts, dtype=np.int64)
        worth = counts >= (3 if self.filled else 2)
        if not self.filled:
            ends = self.starts[1 : shown + 1] - 1
            worth &= (counts > 2) | (squares[starts] != squares[ends]).any(axis=1)
        keep &= np.repeat(worth, np.diff(self.starts[: shown + 1]))
        begins = np.zeros(end, dtype=bool)
        begins[starts] = True
        return points[keep], begins[keep]


def unpack(data: bytes, *, bits: int, filled: bool) -> CellShapes:
    """Unpack one layer of one cell.

    Raises:
        ValueError: the bytes are damaged.
    """
    import numpy as np

    unpacker = zlib.decompressobj()
    try:
        stream = unpacker.decompress(data, _MAX_BYTES)
    except zlib.error as error:
        raise ValueError(f"the cell does not unpack: {error}") from error
    if not unpacker.eof:
        raise ValueError("the cell is cut short or far too large")
    numbers = _varints(np.frombuffer(stream, dtype=np.uint8))
    count = int(numbers[0]) if len(numbers) else 0
    if not 0 < count <= len(numbers) // 2:
        raise ValueError("the cell does not hold the parts it announces")
    heads = numbers[1 : 1 + 2 * count].reshape(-1, 2)
    steps = numbers[1 + 2 * count :]
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(heads[:, 0] >> 1)])
    if len(steps) != 2 * starts[-1]:
        raise ValueError("the cell does not hold the corners it announces")
    corners = np.cumsum(((steps >> 1) ^ -(steps & 1)).reshape(-1, 2), axis=0)
    return CellShapes(
        points=corners * 2.0**-bits,
        starts=starts,
        holes=(heads[:, 0] & 1).astype(np.bool_),
        min_zooms=heads[:, 1],
        filled=filled,
    )


def _varints(stream: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Decode a stream of varints without a Python loop over them."""
    import numpy as np

    last = stream < 0x80  # the last byte of each number
    ends = np.flatnonzero(last)
    if len(ends) == 0 or ends[-1] != len(stream) - 1:
        raise ValueError("the last number of the cell is cut short")
    begins = np.concatenate([np.zeros(1, dtype=np.int64), ends[:-1] + 1])
    lengths = ends - begins + 1
    longest = int(lengths.max())
    if longest > 8:
        raise ValueError("the cell holds a number that is too long")
    numbers: NDArray[np.int64] = (stream[begins] & 0x7F).astype(np.int64)
    for extra in range(1, longest):
        longer = np.flatnonzero(lengths > extra)
        numbers[longer] |= (stream[begins[longer] + extra] & 0x7F).astype(np.int64) << (7 * extra)
    return numbers
