"""`PixelSource`: the decoded pixels of one picture, cut into tiles as they are shown. Safe from any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from evidence_board.media.requests import PixelBands
from evidence_board.ui.viewer.adjustment import MARGIN, Adjustment, adjusted, halved

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray

__all__ = ["TILE", "PixelSource", "TileKey"]

#: Side of a tile in its own pixels.
TILE = 512


@dataclass(frozen=True, slots=True)
class TileKey:
    """Which part of a source at which fraction of its size.

    Attributes:
        column: number from the left.
        row: number from the top.
        factor: pixels of the source for each pixel of the tile, in a direction.
    """

    column: int
    row: int
    factor: int


class PixelSource:
    """A picture in bands of rows, never joined into one: whoever copied it all at once would hold up the window.

    Attributes:
        width: pixels.
        height: pixels.
    """

    def __init__(self, bands: PixelBands) -> None:
        self._bands = bands
        self.width = bands.width
        self.height = bands.height

    @property
    def whole(self) -> tuple[int, int]:
        """Size of the original that this shows, upright."""
        return self._bands.whole_width, self._bands.whole_height

    @property
    def is_all(self) -> bool:
        """Whether it has every pixel of the original."""
        return self.width >= self._bands.whole_width

    def tile(self, key: TileKey, how: Adjustment) -> QImage:
        """Return one tile as it is shown."""
        side = TILE * key.factor
        left, top = key.column * side, key.row * side
        return self._image(left, top, min(left + side, self.width), min(top + side, self.height), key.factor, how)

    def overview(self, edge: int, how: Adjustment) -> QImage:
        """Return the whole picture at about this longest edge, never below it while there are pixels."""
        factor = max(1, max(self.width, self.height) // max(1, edge))
        return self._image(0, 0, self.width, self.height, factor, how)

    def _image(self, left: int, top: int, right: int, bottom: int, factor: int, how: Adjustment) -> QImage:
        # Sharpening looks beyond the edge of a tile, or tiles would show.
        room = MARGIN * factor if how.sharpness > 0 else 0
        wide_left, wide_top = max(0, left - room), max(0, top - room)
        part = self._part(wide_left, wide_top, min(self.width, right + room), min(self.height, bottom + room))
        part = adjusted(halved(part, factor), how)
        x, y = (left - wide_left) // factor, (top - wide_top) // factor
        across, down = -(-(right - left) // factor), -(-(bottom - top) // factor)
        return _image_of(part[y : y + down, x : x + across])

    def _part(self, left: int, top: int, right: int, bottom: int) -> NDArray[uint8]:
        import numpy as np

        pieces = []
        for number in range(top // self._bands.band, (bottom - 1) // self._bands.band + 1):
            first = number * self._bands.band
            rows = np.frombuffer(self._bands.bands[number], dtype=np.uint8).reshape(-1, self.width, 3)
            pieces.append(rows[max(0, top - first) : bottom - first, left:right])
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)


def _image_of(rgb: NDArray[uint8]) -> QImage:
    import numpy as np

    height, width = rgb.shape[:2]
    out = np.empty((height, width, 4), dtype=np.uint8)
    # Qt's 32 bits are blue, green, red, unused on the machines we run on.
    out[..., 0], out[..., 1], out[..., 2], out[..., 3] = rgb[..., 2], rgb[..., 1], rgb[..., 0], 255
    # The copy outlives the array.
    return QImage(out.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
