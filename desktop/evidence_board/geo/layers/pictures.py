"""Pictures laid on the map by a world file, or pinned at control points. Runs in a worker."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.layers.pinning import Pin, fit_pins
from evidence_board.geo.layers.placements import AffinePlacement
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.projections import Projection, projection_named, projection_of_words
from evidence_board.geo.layers.warping import PlacedPicture, Pyramid, tile_of_pixels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["MOST_PIXELS", "READER", "Picture", "decoded"]

MOST_PIXELS: Final = 50_000_000
_MOST_BYTES: Final = 256 << 20
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP")
_WORLD_FILES: Final = (".jgw", ".pgw", ".tfw", ".wld", ".jpgw", ".pngw", ".tifw")
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
        world = None if pinned else _world_numbers(options, beside)
        rgba = decoded(file.read_all(most=_MOST_BYTES), upright=world is None)
        self.width, self.height = rgba.shape[1], rgba.shape[0]
        self._raster = Pyramid(rgba)
        if pinned:
            self._pin(options)
        elif world is not None:
            self._place(world, options, beside)
        else:
            self._questions.append("points")

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

    def _place(self, world: list[float], options: dict[str, Any], beside: dict[str, str]) -> None:
        self._options = {"world": world}
        projection = self._projection(world, options, beside)
        if projection is None:
            return
        self._options["crs"] = projection.name
        column_x, column_y, row_x, row_y, middle_x, middle_y = world
        # A world file tells the middle of the first pixel, pixels are counted from the corner.
        corner_x, corner_y = middle_x - (column_x + row_x) / 2, middle_y - (column_y + row_y) / 2
        placement = AffinePlacement(projection, (column_x, row_x, corner_x, column_y, row_y, corner_y))
        self._placed = PlacedPicture(self._raster, placement)

    def _projection(self, world: list[float], options: dict[str, Any], beside: dict[str, str]) -> Projection | None:
        """Return the coordinate system: told, or read beside the picture, or degrees by their size; else ask."""
        if isinstance(options.get("crs"), str):
            return projection_named(options["crs"])
        found = projection_of_words(beside[".prj"]) if ".prj" in beside else None
        if found is not None:
            return found
        columns_x, columns_y, rows_x, rows_y, x, y = world
        far_x, far_y = (
            x + columns_x * self.width + rows_x * self.height,
            y + columns_y * self.width + rows_y * self.height,
        )
        if all(abs(one) <= 180.001 for one in (x, far_x)) and all(abs(one) <= 90.001 for one in (y, far_y)):
            self._notes.append("crs_guessed")
            return Projection(4326)
        self._questions.append("crs")
        return None


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


def _world_numbers(options: dict[str, Any], beside: dict[str, str]) -> list[float] | None:
    """Return the six numbers of a world file, those stored with the layer first.

    Raises:
        LayerError: they are no six numbers that make sense.
    """
    told: Any = options.get("world")
    if told is None:
        text = next((beside[ending] for ending in _WORLD_FILES if ending in beside), None)
        told = None if text is None else text.replace(",", ".").split()
    if told is None:
        return None
    try:
        numbers = [float(one) for one in told]
    except (TypeError, ValueError) as error:
        raise LayerError("world_file") from error
    if len(numbers) != 6 or not all(math.isfinite(one) and abs(one) < 1e9 for one in numbers):
        raise LayerError("world_file")
    if numbers[0] * numbers[3] == numbers[1] * numbers[2]:
        raise LayerError("world_file")
    return numbers


READER = Picture
