"""The pixels of a TIFF file at the scales of its overviews, and at coarser ones made here. Runs in a worker."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.tiff_pieces import decoded_piece, piece_size
from evidence_board.geo.layers.tiff_values import Colouring
from evidence_board.geo.layers.warping import Pyramid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["TiffRaster"]

_MOST_SIDE: Final = 400_000
_MOST_PIECE: Final = 32_000_000
_MOST_REGION: Final = 16_000_000
_KEPT_BYTES: Final = 64 << 20
_MADE_EDGE: Final = 1024
_MOST_OVERVIEWS: Final = 24
_SAMPLED: Final = 9
_BAND_PIXELS: Final = 2_000_000
#: More pixels than this are not read only to show them small: some seconds of unpacking.
_MOST_SHRUNK: Final = 150_000_000
_SMALLER, _MASK = 1, 4


class TiffRaster:
    """A `Raster` of a TIFF file.

    Attributes:
        pages: the picture and its overviews, the finest first.
        sizes: width and height of each level.
        scales: pixels of each level to one of the finest, across and down.
        shallow: it is large and has no overview that is small enough to be drawn from afar.
    """

    def __init__(self, tiff: Any) -> None:
        self.pages, self._masks = _levels_of(tiff)
        self.sizes = [(page.imagewidth, page.imagelength) for page in self.pages]
        self.scales = [(wide / self.sizes[0][0], high / self.sizes[0][1]) for wide, high in self.sizes]
        self._kept: OrderedDict[tuple[bool, int, int], NDArray[np.uint8]] = OrderedDict()
        self._held = 0
        self._made: Pyramid | None = None
        self._colouring = Colouring(self.pages[0], self._samples)
        wide, high = self.sizes[-1]
        self._shrink = max(1, math.ceil(max(wide, high) / _MADE_EDGE))
        self.shallow = wide * high > _MOST_SHRUNK
        if self._shrink > 1 and not self.shallow:
            # Sizes first, pixels when a tile needs them.
            made = _sizes_below(-(-wide // self._shrink), -(-high // self._shrink))
            across, down = self.scales[-1]
            self.scales += [(across / self._shrink / 2**at, down / self._shrink / 2**at) for at in range(len(made))]
            self.sizes += made

    def region(self, level: int, left: int, top: int, right: int, bottom: int) -> NDArray[np.uint8]:
        """Return a rectangle of a level, shape (rows, columns, 4)."""
        if level < len(self.pages):
            return self._assembled(level, left, top, right, bottom)
        if self._made is None:
            self._made = Pyramid(self._shrunk())
        return self._made.region(level - len(self.pages), left, top, right, bottom)

    def _assembled(self, level: int, left: int, top: int, right: int, bottom: int) -> NDArray[np.uint8]:
        if (right - left) * (bottom - top) > _MOST_REGION:
            raise LayerError("too_large")
        box = left, top, right, bottom
        rgba = _joined(self.pages[level], box, lambda index: self._piece(level, index, mask=False))
        mask = self._masks[level]
        if mask is not None:
            shown = _joined(mask, box, lambda index: self._piece(level, index, mask=True))
            rgba[..., 3] = rgba[..., 3] * (shown[..., 3] > 0)
        return rgba

    def _piece(self, level: int, index: int, *, mask: bool) -> NDArray[np.uint8] | None:
        key = mask, level, index
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        page = self._masks[level] if mask else self.pages[level]
        values = decoded_piece(page, index)
        if values is None:
            return None
        rgba = _opacity(values) if mask else self._colouring.rgba(values)
        self._kept[key] = rgba
        self._held += rgba.nbytes
        while self._held > _KEPT_BYTES and len(self._kept) > 1:
            self._held -= self._kept.popitem(last=False)[1].nbytes
        return rgba

    def _samples(self) -> list[NDArray[Any]]:
        """Return the values of some pieces of the coarsest page, from all over it."""
        page = self.pages[-1]
        wide, high = piece_size(page)
        count = -(-page.imagewidth // wide) * -(-page.imagelength // high)
        places = {count * (2 * at + 1) // (2 * _SAMPLED) for at in range(_SAMPLED)}
        found = [decoded_piece(page, min(at, count - 1)) for at in sorted(places)]
        return [one for one in found if one is not None]

    def _shrunk(self) -> NDArray[np.uint8]:
        """Return the coarsest page made smaller, read in bands so that it is never whole in memory."""
        import numpy as np

        level, step = len(self.pages) - 1, self._shrink
        wide, high = self.sizes[level]
        band = max(step, _BAND_PIXELS // wide // step * step)
        rows = [
            _averaged(self._assembled(level, 0, top, wide, min(high, top + band)), step) for top in range(0, high, band)
        ]
        return np.concatenate(rows)


def _joined(
    page: Any, box: tuple[int, int, int, int], piece_at: Callable[[int], NDArray[np.uint8] | None]
) -> NDArray[np.uint8]:
    """Return a rectangle of a page, put together from its pieces; empty where there is none."""
    import numpy as np

    left, top, right, bottom = box
    wide, high = piece_size(page)
    whole = np.zeros((bottom - top, right - left, 4), dtype=np.uint8)
    across = -(-page.imagewidth // wide)
    for row in range(top // high, (bottom - 1) // high + 1):
        for column in range(left // wide, (right - 1) // wide + 1):
            piece = piece_at(row * across + column)
            if piece is None:
                continue
            x, y = column * wide, row * high
            from_x, to_x = max(left, x), min(right, x + piece.shape[1])
            from_y, to_y = max(top, y), min(bottom, y + piece.shape[0])
            if from_x < to_x and from_y < to_y:
                whole[from_y - top : to_y - top, from_x - left : to_x - left] = piece[
                    from_y - y : to_y - y, from_x - x : to_x - x
                ]
    return whole


def _opacity(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Return a mask as pixels: opaque where it is not zero."""
    import numpy as np

    rgba = np.zeros((*values.shape[:2], 4), dtype=np.uint8)
    rgba[..., 3] = np.where(values[..., 0] > 0, 255, 0)
    return rgba


def _averaged(rgba: NDArray[np.uint8], step: int) -> NDArray[np.uint8]:
    """Return the mean of each square of `step` by `step` pixels; colours count by their opacity."""
    import numpy as np

    high, wide = rgba.shape[:2]
    down, across = -high % step, -wide % step
    even = np.pad(rgba, ((0, down), (0, across), (0, 0)), mode="edge") if down or across else rgba
    opaque = bool((even[..., 3] == 255).all())
    if not opaque:
        even = even.astype(np.uint16)
        even[..., :3] *= even[..., 3:]
    # Rows first, for they lie one behind the other in memory.
    rows = even.reshape(even.shape[0] // step, step, -1).sum(axis=1, dtype=np.uint32)
    sums = rows.reshape(len(rows), -1, step, 4).sum(axis=2, dtype=np.uint64).astype(np.float64)
    counts = float(step * step) if opaque else np.maximum(sums[..., 3:], 1.0)
    sums[..., :3] /= counts
    sums[..., 3] /= step * step
    mean: NDArray[np.uint8] = np.clip(np.rint(sums), 0, 255).astype(np.uint8)
    return mean


def _levels_of(tiff: Any) -> tuple[list[Any], list[Any | None]]:
    """Return the picture and its overviews, the finest first, and the mask of each where it has one.

    Raises:
        LayerError: there is none that can be read.
    """
    pages, masks = [], {}
    for at, page in enumerate(tiff.pages):
        if at > _MOST_OVERVIEWS * 2:
            break
        one = page.aspage() if hasattr(page, "aspage") else page
        if not int(one.subfiletype) & _MASK:
            pages.append(one)
        elif _readable(one) and one.bitspersample == 1:
            masks[one.imagewidth, one.imagelength] = one
    if not pages:
        raise LayerError("picture")
    first = pages[0]
    if first.subifds:
        pages += list(first.pages or [])[:_MOST_OVERVIEWS]
    found = [first]
    found += [page for page in pages[1:] if _is_overview(page, first)]
    found.sort(key=lambda page: -page.imagewidth)
    if not all(_readable(page) for page in found):
        raise LayerError("too_large")
    return found, [masks.get((page.imagewidth, page.imagelength)) for page in found]


def _is_overview(page: Any, first: Any) -> bool:
    """Tell whether a page shows the same as the first one, smaller."""
    if not int(page.subfiletype) & _SMALLER or not 0 < page.imagewidth < first.imagewidth or page.imagelength < 1:
        return False
    alike = page.samplesperpixel == first.samplesperpixel and page.dtype == first.dtype
    share = first.imagewidth / max(1, first.imagelength)
    near = abs(page.imagewidth / page.imagelength / share - 1) < 0.2
    return bool(alike and (near or min(page.imagewidth, page.imagelength) < 16))


def _readable(page: Any) -> bool:
    """Tell whether a page and its pieces are of a size that can be read."""
    if not (0 < page.imagewidth <= _MOST_SIDE and 0 < page.imagelength <= _MOST_SIDE) or page.imagedepth != 1:
        return False
    wide, high = piece_size(page)
    return wide >= 1 and high >= 1 and wide * high * int(page.samplesperpixel) <= _MOST_PIECE


def _sizes_below(wide: int, high: int) -> list[tuple[int, int]]:
    sizes = [(wide, high)]
    while max(sizes[-1]) > 256:
        sizes.append(((sizes[-1][0] + 1) // 2, (sizes[-1][1] + 1) // 2))
    return sizes
