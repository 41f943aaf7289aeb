"""Pictures laid on the map by a world file, or pinned at control points. Runs in a worker."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.layers.pinning import Pin, fit_pins
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.warping import PlacedPicture, Pyramid, tile_of_pixels
from evidence_board.geo.layers.world_files import read_beside

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["MOST_PIXELS", "READER", "Picture", "decoded", "size_of"]

MOST_PIXELS: Final = 50_000_000
_MOST_BYTES: Final = 256 << 20
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
_MOST_PINS: Final = 200


class Picture:
    """Reads one picture."""

    def __init__(self, file: HeldFile, header: dict[str, Any]) -> None:
        options = header["options"]
        beside = header.get("beside", {})
        self._options: dict[str, Any] = {}
        self._questions: list[str] = []
        self._notes: list[str] = []
        self._residuals: list[float] = []
        self._placed: PlacedPicture | None = None
        pinned = isinstance(options.get("points"), list) and len(options["points"]) > 0
        untrusted = file.read_all(most=_MOST_BYTES)
        wide, high = size_of(untrusted)
        found = None if pinned else read_beside(options, beside, width=wide, height=high)
        rgba = decoded(untrusted, upright=found is None)
        self.width, self.height = rgba.shape[1], rgba.shape[0]
        self._raster = Pyramid(rgba)
        if pinned:
            self._pin(options)
        elif found is None:
            self._questions.append("points")
        else:
            self._options, self._questions, self._notes = found.options, found.questions, found.notes
            if found.placement is not None:
                self._placed = PlacedPicture(self._raster, found.placement)

    def facts(self) -> dict[str, Any]:
        """Return where it lies, or what must be asked."""
        facts: dict[str, Any] = {"kind": "image", "width": self.width, "height": self.height}
        if self._placed is not None:
            facts |= self._placed.facts()
        return facts | {
            "options": self._options,
            "questions": self._questions,
            "notes": self._notes,
            "residuals_m": self._residuals,
        }

    def tile(self, z: int, x: int, y: int) -> tuple[dict[str, Any], list[bytes]]:
        """Return a tile."""
        return tile_of_pixels(None if self._placed is None else self._placed.tile(z, x, y))

    def shapes(self) -> tuple[dict[str, Any], list[bytes]]:
        """A picture has no shapes."""
        raise LayerError("no_shapes")

    def picture(self, max_edge: int) -> tuple[dict[str, Any], list[bytes]]:
        """Return the whole picture, for pinning it."""
        from PIL import Image

        wide, high = self._raster.sizes[0]
        image = Image.fromarray(self._raster.region(0, 0, 0, wide, high))
        image.thumbnail((max_edge, max_edge))
        from evidence_board.geo.layers.tile_pictures import pixels_answer

        return pixels_answer(image)

    def _pin(self, options: dict[str, Any]) -> None:
        try:
            pins = [
                Pin(*(float(row[name]) for name in ("x", "y", "latitude", "longitude")))
                for row in options["points"][:_MOST_PINS]
            ]
        except (TypeError, ValueError, LookupError) as error:
            raise LayerError("points") from error
        warp = "projective" if options.get("warp") == "projective" else "affine"
        fit = fit_pins(pins, warp=warp)
        self._residuals = [round(one, 3) for one in fit.residuals_m]
        self._options = {
            "points": [{"x": pin.x, "y": pin.y, "latitude": pin.latitude, "longitude": pin.longitude} for pin in pins],
            "warp": warp,
        }
        self._placed = PlacedPicture(self._raster, fit.placement)


def size_of(untrusted: bytes) -> tuple[int, int]:
    """Return width and height of a picture as its pixels are stored, before any of them is decoded.

    Raises:
        LayerError: it cannot be read.
    """
    from PIL import Image

    try:
        width, height = Image.open(io.BytesIO(untrusted), formats=_FORMATS).size
    except MemoryError:
        raise
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        raise LayerError("picture") from error
    return width, height


def decoded(untrusted: bytes, *, upright: bool) -> NDArray[np.uint8]:
    """Return the pixels of a picture, shape (height, width, 4).

    Args:
        untrusted: the bytes of the file.
        upright: turn it as its EXIF data say, as it is seen by people.

    Raises:
        LayerError: it cannot be read, or is too large.
    """
    import numpy as np
    from PIL import Image, ImageOps

    try:
        image: Image.Image = Image.open(io.BytesIO(untrusted), formats=_FORMATS)
        if image.width * image.height > MOST_PIXELS or min(image.size) < 1:
            raise LayerError("too_large")
        image.load()
        if upright:
            image = ImageOps.exif_transpose(image)
        if image.mode.startswith(("I", "F")):
            values = np.asarray(image).astype(np.float64)
            low, high = float(values.min()), float(values.max())
            image = Image.fromarray(((values - low) * (255.0 / max(high - low, 1e-9))).astype(np.uint8))
        return np.array(image.convert("RGBA"))
    except (LayerError, MemoryError):
        raise
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        raise LayerError("picture") from error


READER = Picture
