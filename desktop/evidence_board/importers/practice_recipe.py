"""How one practice file is made: which picture, which format, what the camera wrote into it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from evidence_board import resources
from evidence_board.media.encode_stamp import CameraStamp, ClipStamp, GpsStamp

__all__ = ["Recipe", "encoded", "recipe_of"]

_FOLDER = "practice/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How one file is made; the same recipe gives the same bytes.

    Attributes:
        source: picture, or folder of numbered frames, below the practice resources.
        format: ``jpeg``, ``png``, ``heic`` or ``mp4``.
        quality: of JPEG and HEIC, 1 to 95.
        stamp: what the camera wrote; None for a file stripped as social networks do.
        fps: frames per second of a clip.
        scale: factor for both sides.
    """

    source: str
    format: str
    quality: int | None
    stamp: CameraStamp | None
    fps: int | None = None
    scale: float = 1.0

    def with_year(self, year: int) -> Recipe:
        """Return the recipe with another year on the camera's clock."""
        if self.stamp is None or self.stamp.taken is None:
            raise ValueError(f"{self.source} carries no time whose year could be changed")
        return replace(self, stamp=replace(self.stamp, taken=f"{year:04d}{self.stamp.taken[4:]}"))


def recipe_of(item: Mapping[str, Any]) -> Recipe:
    """Read the recipe from one item of the story.

    Raises:
        ValueError: the story asks for an amount of metadata nobody has described.
    """
    encode = item["encode"]
    clip = item.get("clip")
    return Recipe(
        source=_FOLDER + item["source"],
        format=encode["format"],
        quality=encode["quality"],
        stamp=_stamp_of(item),
        fps=None if clip is None else clip["fps"],
    )


def encoded(recipe: Recipe) -> bytes:
    """Make the file.

    Raises:
        ValueError: the format is not one of the four.
    """
    from evidence_board.media import encode

    if recipe.format == "mp4":
        return _clip(recipe)
    upright = encode.bare_picture(resources.read_bytes(recipe.source), scale=recipe.scale)
    if recipe.format == "png":
        return encode.png_bytes(upright, stamp=recipe.stamp)
    quality = recipe.quality or 88
    if recipe.format == "jpeg":
        return encode.jpeg_bytes(upright, quality=quality, stamp=recipe.stamp)
    if recipe.format == "heic":
        return encode.heic_bytes(upright, quality=quality, stamp=recipe.stamp)
    raise ValueError(f"no recipe for the format {recipe.format!r}")


def _clip(recipe: Recipe) -> bytes:
    from evidence_board.media.encode import bare_picture
    from evidence_board.media.encode_video import mp4_bytes

    frames = sorted(resources.path(recipe.source.rstrip("/")).glob("*.jpg"))
    return mp4_bytes(
        (bare_picture(frame.read_bytes(), scale=recipe.scale) for frame in frames),
        fps=recipe.fps or 10,
        stamp=None if recipe.stamp is None else _clip_stamp(recipe.stamp),
    )


def _clip_stamp(stamp: CameraStamp) -> ClipStamp:
    created_utc = created_local = None
    if stamp.taken is not None:
        clock = datetime.strptime(stamp.taken, "%Y:%m:%d %H:%M:%S")
        # The container's clock is UTC by definition; a camera without a zone writes its own clock there.
        shift = timedelta() if stamp.offset is None else _shift(stamp.offset)
        created_utc = (clock - shift).replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if stamp.offset is not None:
            created_local = clock.isoformat() + stamp.offset.replace(":", "")
    return ClipStamp(
        created_utc=created_utc,
        created_local=created_local,
        make=stamp.make,
        model=stamp.model,
        serial=stamp.serial,
        gps=stamp.gps,
    )


def _shift(offset: str) -> timedelta:
    sign = -1 if offset.startswith("-") else 1
    hours, minutes = offset[1:].split(":")
    return sign * timedelta(hours=int(hours), minutes=int(minutes))


def _stamp_of(item: Mapping[str, Any]) -> CameraStamp | None:
    amount = item["encode"]["metadata"]
    if amount == "none":
        return None
    if amount not in ("exif", "exif without date"):
        raise ValueError(f"{item['id']}: nobody has described the metadata {amount!r}")
    taken = item["taken_by_camera"] if amount == "exif" else None
    camera = item["camera"]
    gps = item["gps_by_camera"]
    return CameraStamp(
        taken=None if taken is None else taken["raw"],
        offset=None if taken is None else taken["offset"],
        make=camera["make"],
        model=camera["model"],
        serial=camera["serial"],
        orientation=item["orientation"],
        focal_length_35mm=_focal_length_35mm(item["true"]),
        gps=None if gps is None else GpsStamp(**gps),
    )


def _focal_length_35mm(true: Mapping[str, Any]) -> int | None:
    """Return the focal length that gives the angle along the long side on 36 mm, digital zoom included."""
    angles = [true[name] for name in ("field_of_view_deg", "vertical_fov_deg") if true[name] is not None]
    return round(18 / math.tan(math.radians(max(angles)) / 2)) if angles else None
