"""Makes picture files from pictures of our own: JPEG, PNG and HEIC, the same bytes at every run.

Only pictures that come with the program or that it drew itself go in here; files of others are read in
worker processes. Nothing of a source's own metadata survives: each file is written from bare pixels, and
holds what its stamp says and no more.
"""

import io

import pillow_heif
from PIL import Image
from PIL.Image import Resampling, Transpose

from evidence_board.media.encode_exif import exif_bytes
from evidence_board.media.encode_stamp import CameraStamp

__all__ = ["bare_picture", "heic_bytes", "jpeg_bytes", "png_bytes"]

# One thread: x265 gives other bytes with another number of threads.
_X265 = {"preset": "fast", "x265:pools": "none", "x265:frame-threads": "1"}


def bare_picture(source: bytes, *, scale: float = 1.0) -> Image.Image:
    """Return the pixels of a picture of ours as RGB, without any metadata.

    Args:
        source: a picture file that came with the program.
        scale: factor for both sides, above 0 and at most 1.

    Raises:
        ValueError: the scale is out of range.
    """
    if not 0 < scale <= 1:
        raise ValueError(f"a picture can only be made smaller, not {scale} times as large")
    with Image.open(io.BytesIO(source)) as opened:
        picture = opened.convert("RGB")
    if scale != 1:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Resampling.LANCZOS)
    return Image.frombytes("RGB", picture.size, picture.tobytes())


def jpeg_bytes(upright: Image.Image, *, quality: int, stamp: CameraStamp | None = None) -> bytes:
    """Return a JPEG file.

    Args:
        upright: bare pixels as a person should see them.
        quality: 1 to 95.
        stamp: what the camera wrote; None writes no metadata at all, as social networks do. With an
            orientation other than 1 the pixels are stored turned, so that a reader that obeys the tag
            shows them upright.
    """
    stored, exif = _stored(upright, stamp)
    return _saved(stored, "JPEG", quality=quality, optimize=True, **exif)


def png_bytes(upright: Image.Image, *, stamp: CameraStamp | None = None) -> bytes:
    """Return a PNG file; see `jpeg_bytes` for the arguments."""
    stored, exif = _stored(upright, stamp)
    return _saved(stored, "PNG", optimize=True, **exif)


def heic_bytes(upright: Image.Image, *, quality: int, stamp: CameraStamp | None = None) -> bytes:
    """Return a HEIC file; see `jpeg_bytes` for the arguments.

    HEIC turns pictures by a property of the container; the encoder writes it from the orientation of the
    stamp, and the EXIF tag beside it. A reader must obey only the first.
    """
    stored, exif = _stored(upright, stamp)
    out = io.BytesIO()
    pillow_heif.from_pillow(stored).save(out, quality=quality, enc_params=dict(_X265), **exif)
    return out.getvalue()


def _stored(upright: Image.Image, stamp: CameraStamp | None) -> tuple[Image.Image, dict[str, bytes]]:
    """Return the pixels as they are stored, and the EXIF block for the encoder if there is to be one."""
    if stamp is None:
        return upright, {}
    stored = _turned(upright, stamp.orientation)
    return stored, {"exif": exif_bytes(stamp, stored_size=stored.size)}


def _turned(upright: Image.Image, orientation: int | None) -> Image.Image:
    """Return the pixels as they must be stored for a reader that obeys the orientation tag (EXIF 4.6.5.1)."""
    undo = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_90,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_270,
    }.get(orientation or 1)
    return upright if undo is None else upright.transpose(undo)


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
