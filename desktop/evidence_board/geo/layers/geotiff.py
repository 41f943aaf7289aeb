"""GeoTIFF and COG: only the pieces that a tile needs are read, from the overview that is fine enough. In a worker."""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.geokeys import affine_of, projection_of
from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.layers.kml_archive import HeldStream
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.tiff_pieces import decoded_piece
from evidence_board.geo.layers.tiff_values import Colouring
from evidence_board.geo.layers.warping import PlacedPicture, Pyramid, tile_of_pixels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["READER", "GeoTiff"]

_TAGS: Final = (33550, 33922, 34264, 34735, 34736, 34737)
_MOST_SIDE: Final = 400_000
_MOST_PIECE: Final = 32_000_000
_MOST_REGION: Final = 16_000_000
_KEPT_BYTES: Final = 64 << 20
_MADE_EDGE: Final = 1024
_MOST_OVERVIEWS: Final = 24


class GeoTiff:
    """Reads one GeoTIFF."""

    def __init__(self, file: HeldFile, header: dict[str, Any]) -> None:
        import tifffile

        try:
            tiff = tifffile.TiffFile(HeldStream(file))  # type: ignore[arg-type]  # it asks for read, seek and tell only
            raster = TiffRaster(tiff)
            first = raster.pages[0]
            tags = {code: first.tags[code].value for code in _TAGS if code in first.tags}
        except LayerError:
            raise
        except Exception as error:  # its parser raises whatever it likes on hostile bytes
            raise LayerError("damaged") from error
        if not any(code in tags for code in (33922, 34264)):
            raise LayerError("no_georeference")
        projection = projection_of(tags, header.get("beside", {}).get(".prj", ""))
        self._placed = PlacedPicture(raster, affine_of(tags, projection))
        self._crs = projection.name

    def facts(self) -> dict[str, Any]:
        """Return bounds and levels."""
        return {"kind": "geotiff", "options": {"crs": self._crs}, **self._placed.facts()}

    def tile(self, z: int, x: int, y: int) -> tuple[dict[str, Any], list[bytes]]:
        """Return a tile."""
        return tile_of_pixels(self._placed.tile(z, x, y))

    def shapes(self) -> tuple[dict[str, Any], list[bytes]]:
        """A picture has no shapes."""
        raise LayerError("no_shapes")


class TiffRaster:
    """The pixels of a TIFF file at the scales of its overviews, and at coarser ones made here.

    Attributes:
        pages: the picture and its overviews.
        sizes: width and height of each level.
    """

    def __init__(self, tiff: Any) -> None:
        self.pages = _levels_of(tiff)
        self.sizes = [(page.imagewidth, page.imagelength) for page in self.pages]
        self._kept: OrderedDict[tuple[int, int], NDArray[np.uint8]] = OrderedDict()
        self._held = 0
        self._made: Pyramid | None = None
        self._colouring = Colouring(self.pages[0], self._piece_values(len(self.pages) - 1, 0))
        wide, high = self.sizes[-1]
        shrink = max(1, math.ceil(max(wide, high) / _MADE_EDGE))
        self._shrink = shrink
        if shrink > 1:
            # Sizes first, pixels when a tile needs them.
            self.sizes += _sizes_below(-(-wide // shrink), -(-high // shrink))

    def region(self, level: int, left: int, top: int, right: int, bottom: int) -> NDArray[np.uint8]:
        """Return a rectangle of a level, shape (rows, columns, 4)."""
        if level < len(self.pages):
            return self._assembled(level, left, top, right, bottom)
        if self._made is None:
            self._made = Pyramid(self._shrunk())
        return self._made.region(level - len(self.pages), left, top, right, bottom)

    def _assembled(self, level: int, left: int, top: int, right: int, bottom: int) -> NDArray[np.uint8]:
        import numpy as np

        if (right - left) * (bottom - top) > _MOST_REGION:
            raise LayerError("too_large")
        page = self.pages[level]
        wide, high = _piece_size(page)
        whole = np.zeros((bottom - top, right - left, 4), dtype=np.uint8)
        across = -(-page.imagewidth // wide)
        for row in range(top // high, (bottom - 1) // high + 1):
            for column in range(left // wide, (right - 1) // wide + 1):
                piece = self._piece(level, row * across + column)
                x, y = column * wide, row * high
                from_x, to_x = max(left, x), min(right, x + piece.shape[1])
                from_y, to_y = max(top, y), min(bottom, y + piece.shape[0])
                if from_x < to_x and from_y < to_y:
                    whole[from_y - top : to_y - top, from_x - left : to_x - left] = piece[
                        from_y - y : to_y - y, from_x - x : to_x - x
                    ]
        return whole

    def _piece(self, level: int, index: int) -> NDArray[np.uint8]:
        found = self._kept.get((level, index))
        if found is not None:
            self._kept.move_to_end((level, index))
            return found
        values = self._piece_values(level, index)
        rgba = self._empty(level) if values is None else self._colouring.rgba(values)
        self._kept[level, index] = rgba
        self._held += rgba.nbytes
        while self._held > _KEPT_BYTES and len(self._kept) > 1:
            self._held -= self._kept.popitem(last=False)[1].nbytes
        return rgba

    def _piece_values(self, level: int, index: int) -> NDArray[Any] | None:
        return decoded_piece(self.pages[level], index)

    def _empty(self, level: int) -> NDArray[np.uint8]:
        import numpy as np

        wide, high = _piece_size(self.pages[level])
        return np.zeros((high, wide, 4), dtype=np.uint8)

    def _shrunk(self) -> NDArray[np.uint8]:
        """Return the coarsest page made smaller, read in bands so that it is never whole in memory."""
        import numpy as np

        level = len(self.pages) - 1
        wide, high = self.sizes[level]
        step = self._shrink
        band = max(step, 2_000_000 // wide // step * step)
        rows = []
        for top in range(0, high, band):
            part = self._assembled(level, 0, top, wide, min(high, top + band))
            rows.append(part[step // 2 :: step, step // 2 :: step] if step > 2 else part[::step, ::step])
        joined = np.concatenate(rows)
        want_wide, want_high = self.sizes[len(self.pages)]
        pad = ((0, max(0, want_high - joined.shape[0])), (0, max(0, want_wide - joined.shape[1])), (0, 0))
        return np.pad(joined, pad, mode="edge")[:want_high, :want_wide]


def _levels_of(tiff: Any) -> list[Any]:
    """Return the picture and its overviews, the finest first.

    Raises:
        LayerError: there is none that can be read.
    """
    pages = []
    for at, page in enumerate(tiff.pages):
        if at > _MOST_OVERVIEWS * 2:
            break
        one = page.aspage() if hasattr(page, "aspage") else page
        if not int(one.subfiletype) & 4:  # masks
            pages.append(one)
    if not pages:
        raise LayerError("picture")
    first = pages[0]
    if first.subifds:
        pages += list(first.pages or [])[:_MOST_OVERVIEWS]
    share = first.imagewidth / max(1, first.imagelength)
    found = [first]
    for page in pages[1:]:
        smaller = page.imagewidth < found[-1].imagewidth and page.imagewidth > 0 and page.imagelength > 0
        alike = page.samplesperpixel == first.samplesperpixel and page.dtype == first.dtype
        if (
            smaller
            and alike
            and abs(page.imagewidth / page.imagelength / share - 1) < 0.2
            and int(page.subfiletype) & 1
        ):
            found.append(page)
    for page in found:
        wide, high = _piece_size(page)
        if not (0 < page.imagewidth <= _MOST_SIDE and 0 < page.imagelength <= _MOST_SIDE):
            raise LayerError("too_large")
        if page.imagedepth != 1 or wide * high * page.samplesperpixel > _MOST_PIECE or wide < 1 or high < 1:
            raise LayerError("too_large")
    return found


def _piece_size(page: Any) -> tuple[int, int]:
    if page.is_tiled:
        return int(page.tilewidth), int(page.tilelength)
    return int(page.imagewidth), int(min(page.rowsperstrip or page.imagelength, page.imagelength))


def _sizes_below(wide: int, high: int) -> list[tuple[int, int]]:
    sizes = [(wide, high)]
    while max(sizes[-1]) > 256:
        sizes.append(((sizes[-1][0] + 1) // 2, (sizes[-1][1] + 1) // 2))
    return sizes


READER = GeoTiff
