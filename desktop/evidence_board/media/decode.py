"""Opens a still picture and makes a small, upright RGB picture of it. Runs in workers, on hostile bytes.

What fails is told apart, because people do different things about it: the file ends early, its bytes are
damaged, it is too large, it is no picture. What could be decoded is kept.
"""

from __future__ import annotations

import functools
import importlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from evidence_board.media.colour import as_rgb, in_srgb
from evidence_board.media.file_ends import ends_early
from evidence_board.media.limits import DECODE_BUDGET, TooLargeError, check_size, limit_for, webp_size
from evidence_board.media.shrink import shrunk, upright

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Decoded", "OpenPicture", "UnreadableError", "decode", "open_picture", "register_decoders"]

_FORMATS: Final = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/webp": ("WEBP",),
    "image/gif": ("GIF",),
    "image/tiff": ("TIFF",),
    "image/bmp": ("BMP",),
    "image/heic": ("HEIF",),
    "image/avif": ("AVIF",),
}
_PLUGINS: Final = ("Bmp", "Gif", "Jpeg", "Mpo", "Png", "Tiff", "WebP")
_ORIENTATION: Final = 0x0112
_TIFF_DATA: Final = ((273, 279), (324, 325))
"""Tags of places and lengths of strips and of tiles."""
_SMALL_ENOUGH: Final = 0.98
"""A JPEG decoded at 1/8 may be this much smaller than asked for: 4000 pixels give 500, at half the cost."""


class UnreadableError(Exception):
    """No pixel of the picture can be had.

    Attributes:
        cut: Whether that is because the file ends early.
    """

    def __init__(self, detail: str, *, cut: bool) -> None:
        super().__init__(detail)
        self.cut = cut


@dataclass(frozen=True, slots=True)
class OpenPicture:
    """A picture whose header was read.

    Attributes:
        image: As Pillow opened it, not decoded yet.
        untrusted_data: The file.
        media_type: By the bytes.
        stored_size: Width and height as the header has them (TIFF: already upright).
        damage: What was wrong before the pixels; None when nothing was.
    """

    image: Image
    untrusted_data: bytes
    media_type: str
    stored_size: tuple[int, int]
    damage: str | None = None


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded picture.

    Attributes:
        image: RGB, upright, at most as large as asked for.
        width: Pixels of the whole picture, upright.
        height: Pixels of the whole picture, upright.
        orientation: The EXIF orientation that was applied here; None when there was nothing to apply.
        damage: What went wrong while pixels were read; None when nothing did.
        cut: Whether the damage is that the file ends early.
    """

    image: Image
    width: int
    height: int
    orientation: int | None
    damage: str | None
    cut: bool


@functools.cache
def register_decoders() -> None:
    """Load the decoders of the formats we read, and no others. Call before files are locked away."""
    import pillow_heif
    from PIL import AvifImagePlugin

    for name in _PLUGINS:
        importlib.import_module(f"PIL.{name}ImagePlugin")
    # The picture itself, never the small one stored beside it: that may show something else.
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1


def open_picture(untrusted_data: bytes, *, media_type: str) -> OpenPicture:
    """Read the header of a picture and check its size.

    Raises:
        UnreadableError: It is no picture of that type, or its header is cut.
        TooLargeError: It is larger than can be opened safely.
    """
    register_decoders()
    if media_type == "image/webp" and (size := webp_size(untrusted_data[:64])):
        check_size(media_type, *size)
    damage: str | None = None
    try:
        image = _opened(untrusted_data, media_type=media_type)
    except UnreadableError as error:
        if media_type != "image/png":
            raise
        # A bomb among its texts or in its colour profile does not cost a PNG its pixels.
        damage = str(error)
        with _lenient():
            image = _opened(untrusted_data, media_type=media_type)
    width, height = image.size
    if width < 1 or height < 1:
        raise UnreadableError("the picture has no area", cut=False)
    check_size(media_type, width, height, kept_bytes_per_pixel=_kept_bytes_per_pixel(image))
    return OpenPicture(image, untrusted_data, media_type, (width, height), damage)


def _opened(untrusted_data: bytes, *, media_type: str) -> Image:
    from PIL import Image, UnidentifiedImageError

    cause: Exception
    try:
        with _pillow_limit(None):  # this reads the header only; the size is checked by the caller
            return Image.open(io.BytesIO(untrusted_data), formats=_FORMATS[media_type])
    except MemoryError:
        raise
    except UnidentifiedImageError as error:
        detail, cause = f"no {media_type} decoder knows these bytes", error
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        detail, cause = _described(error), error
    raise UnreadableError(detail, cut=ends_early(untrusted_data, media_type=media_type)) from cause


def decode(picture: OpenPicture, *, max_edge: int) -> Decoded:
    """Decode a picture, make it small, turn it upright.

    Args:
        picture: From `open_picture`; it is used up.
        max_edge: Longest side of the result, in pixels. Smaller pictures stay as they are.

    Raises:
        UnreadableError: No pixel could be decoded.
        TooLargeError: The decoder found it larger than the header said.
        MemoryError: The limit of the process was reached.
    """
    if picture.damage is not None:
        return _decoded_in_part(picture, max_edge=max_edge, damage=picture.damage)
    try:
        return _decoded(picture, picture.image, max_edge=max_edge, damage=None)
    except (MemoryError, TooLargeError):
        raise
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        damage = _described(error)
    return _decoded_in_part(picture, max_edge=max_edge, damage=damage)


def _decoded_in_part(picture: OpenPicture, *, max_edge: int, damage: str) -> Decoded:
    """Decode what there is, after a strict attempt failed."""
    cut = ends_early(picture.untrusted_data, media_type=picture.media_type) or _strips_end_early(picture)
    try:
        with _lenient():
            again = open_picture(picture.untrusted_data, media_type=picture.media_type)
            decoded = _decoded(again, again.image, max_edge=max_edge, damage=damage, cut=cut)
    except (MemoryError, TooLargeError):
        raise
    except Exception as error:  # as in `decode`
        raise UnreadableError(damage, cut=cut) from error
    if all(low == high for low, high in _extremes(decoded.image)):
        raise UnreadableError(damage, cut=cut)  # one flat colour: not one pixel came out
    return decoded


def _decoded(picture: OpenPicture, image: Image, *, max_edge: int, damage: str | None, cut: bool = False) -> Decoded:
    from PIL import Image as pillow

    limit = limit_for(picture.media_type).largest_area
    with _pillow_limit(limit):
        try:
            if picture.media_type == "image/jpeg":
                _ask_for_less(image, max_edge=max_edge)
            image.load()
        except pillow.DecompressionBombError:
            raise TooLargeError from None
        orientation = _orientation(image)
    width, height = picture.stored_size
    if orientation is not None and orientation >= 5:
        width, height = height, width
    profile = image.info.get("icc_profile")
    small = shrunk(image, max_edge=max_edge)
    if small.mode == "CMYK":
        small = in_srgb(small, profile)
        profile = None
    small = in_srgb(as_rgb(small), profile)
    return Decoded(upright(small, orientation), width, height, orientation, damage, cut)


def _ask_for_less(image: Image, *, max_edge: int) -> None:
    """Let the JPEG decoder leave out detail: it can decode at 1/2, 1/4 and 1/8 for little more than nothing."""
    width, height = image.size
    longest = max(width, height)
    for eighth in (8, 4, 2):
        if -(-longest // eighth) >= max_edge * _SMALL_ENOUGH:
            image.draft(None, (max(1, width // eighth), max(1, height // eighth)))
            break
    width, height = image.size
    if width * height * 4 > DECODE_BUDGET:
        raise TooLargeError(width, height)


def _kept_bytes_per_pixel(image: Image) -> float:
    """Return what a progressive JPEG keeps until its last scan: 2 bytes for each sample of each layer."""
    layers = getattr(image, "layer", None)
    if not layers or not image.info.get("progressive"):
        return 0.0
    samples: list[int] = [across * down for _, across, down, _ in layers]
    return 2.0 * sum(samples) / max(1, *samples)


def _strips_end_early(picture: OpenPicture) -> bool:
    """Say whether a TIFF names strips or tiles of pixels past its end."""
    tags = getattr(picture.image, "tag_v2", {})
    for places, lengths in _TIFF_DATA:
        pairs = zip(tags.get(places, ()), tags.get(lengths, ()), strict=False)
        if any(place + length > len(picture.untrusted_data) for place, length in pairs):
            return True
    return False


def _orientation(image: Image) -> int | None:
    """Return the orientation still to be applied: 2 to 8, or None.

    Read after decoding: Pillow turns TIFF by itself and then forgets the tag, pillow-heif does so with HEIC,
    and PNG may carry it behind the pixels.
    """
    try:
        value = image.getexif().get(_ORIENTATION)
    except MemoryError:
        raise
    except Exception:  # damaged EXIF: the metadata reader reports it, the picture is shown as stored
        return None
    return value if isinstance(value, int) and 2 <= value <= 8 else None


@contextmanager
def _lenient() -> Iterator[None]:
    """Let Pillow go on where data is missing or wrong."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


@contextmanager
def _pillow_limit(pixels: int | None) -> Iterator[None]:
    """Set Pillow's own guard, and quieten its warnings. It warns at its value and raises at twice that."""
    from PIL import Image

    before = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None if pixels is None else max(1, pixels // 2)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = before


def _extremes(image: Image) -> list[tuple[float, float]]:
    return list(image.getextrema())  # type: ignore[arg-type]  # RGB: one pair for each band


def _described(error: Exception) -> str:
    """Return a reason that a person can read; the slip of a decoder over strange bytes is none."""
    if isinstance(error, OSError | SyntaxError | ValueError) and str(error).strip():
        return str(error)
    return "There is no picture in it that can be decoded."
