"""Turns the values of a TIFF file, whatever they count, into colours. Runs in a worker."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.problems import LayerError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Colouring"]

_NODATA_TAG: Final = 42113
_WHITE_IS_ZERO, _PALETTE, _YCBCR = 0, 3, 6


class Colouring:
    """How values become colours, the same for all pieces of a file.

    Args:
        page: the page of tifffile.
        samples: values of some pieces to find the range in, for those that are no bytes.

    Raises:
        LayerError: its values cannot be shown.
    """

    def __init__(self, page: Any, samples: Callable[[], list[NDArray[Any]]]) -> None:
        import numpy as np

        if page.dtype is None or page.dtype.kind not in "uifb":
            raise LayerError("tiff_packing")
        self._samples = int(page.samplesperpixel)
        self._photometric = int(page.photometric)
        self._alpha = len(page.extrasamples) > 0 and self._samples in (2, 4)
        self._nodata: float | None = None
        if _NODATA_TAG in page.tags:
            with contextlib.suppress(ValueError):
                self._nodata = float(str(page.tags[_NODATA_TAG].value).strip("\0 "))
        self._colours: NDArray[np.uint8] | None = None
        bits = int(page.bitspersample)
        # A table counts wherever there is one: not every program says beside it that it is to be used.
        if self._samples == 1 and (self._photometric == _PALETTE or page.colormap is not None):
            self._colours = _table(page)
        self._low, self._high = 0.0, 255.0
        if bits < 8:
            self._high = 2.0**bits - 1
        elif page.dtype != np.uint8:
            self._low, self._high = self._range(samples())

    def rgba(self, values: NDArray[Any]) -> NDArray[np.uint8]:
        """Return colours, shape (rows, columns, 4), of values, shape (rows, columns, samples)."""
        import numpy as np

        rgba = np.full((*values.shape[:2], 4), 255, dtype=np.uint8)
        if self._colours is not None:
            rgba[..., :3] = self._colours[values[..., 0]]
        else:
            shown = values[..., :3] if self._samples >= 3 else values[..., :1]
            rgba[..., :3] = self._bytes(shown)
            if self._photometric == _WHITE_IS_ZERO:
                rgba[..., :3] = 255 - rgba[..., :3]
        if self._alpha:
            top = (
                255.0
                if values.dtype == np.uint8
                else float(np.iinfo(values.dtype).max)
                if values.dtype.kind in "ui"
                else 1.0
            )
            rgba[..., 3] = np.clip(values[..., -1] * (255.0 / top), 0, 255).astype(np.uint8)
        if self._nodata is not None:
            rgba[..., 3][self._missing(values[..., : min(3, self._samples)]).all(axis=-1)] = 0
        elif values.dtype.kind == "f":
            rgba[..., 3][~np.isfinite(values[..., 0])] = 0
        return rgba

    def _bytes(self, values: NDArray[Any]) -> NDArray[np.uint8]:
        import numpy as np

        if values.dtype == np.uint8 and self._high == 255.0:
            return values
        share = (np.nan_to_num(values.astype(np.float64)) - self._low) / (self._high - self._low)
        return np.clip(share * 255.0, 0, 255).astype(np.uint8)

    def _missing(self, values: NDArray[Any]) -> NDArray[np.bool_]:
        import numpy as np

        missing: NDArray[np.bool_] = values == self._nodata
        return missing | ~np.isfinite(values) if values.dtype.kind == "f" else missing

    def _range(self, samples: list[NDArray[Any]]) -> tuple[float, float]:
        """Return the values to draw black and white: all but the outermost two in a hundred."""
        import numpy as np

        found = [one[..., : min(3, self._samples)].astype(np.float64).ravel() for one in samples]
        values = np.concatenate([np.empty(0), *found])
        values = values[np.isfinite(values) & (values != self._nodata)]
        if not len(values):
            return 0.0, 1.0
        low, high = (float(one) for one in np.percentile(values, (2, 98)))
        if high <= low:  # nearly all one ground: what stands out from it is worth seeing
            low, high = float(values.min()), float(values.max())
        return (low, high) if high > low else (low - 0.5, low + 0.5)


def _table(page: Any) -> NDArray[np.uint8]:
    """Return the colours of a table of colours, shape (256, 3).

    Raises:
        LayerError: the file has none, or one for other numbers.
    """
    import numpy as np

    colours = np.asarray(page.colormap)
    if int(page.bitspersample) > 8 or page.dtype.kind not in "ub" or colours.ndim != 2 or colours.shape[0] != 3:
        raise LayerError("tiff_packing")
    table = np.zeros((256, 3), dtype=np.uint8)
    table[: min(256, colours.shape[1])] = (colours[:, :256].T >> 8).astype(np.uint8)
    return table
