"""Everything a picture or a video says about itself: dates, positions, camera, words and every raw tag.

Runs inside worker processes on hostile bytes: nothing here raises, opens a file or decodes a pixel.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from evidence_board.media.exif_pictures import collect_picture
from evidence_board.media.metadata_record import Metadata, fitted
from evidence_board.media.video_metadata import collect_video

if TYPE_CHECKING:
    import av.container
    import PIL.Image

__all__ = ["Metadata", "read_picture", "read_video"]


def read_picture(
    image: PIL.Image.Image | None,
    untrusted_data: bytes,
    *,
    media_type: str,
    now: datetime | None = None,
) -> Metadata:
    """Read the metadata of a still picture. Never raises.

    Args:
        image: The picture as Pillow opened it, loaded or not; None when Pillow could not open it.
        untrusted_data: The file's bytes (the first 256 MB are enough).
        media_type: By the bytes ('image/jpeg').
        now: The present, aware, for dates in the future; the computer's clock when None.
    """
    try:
        return collect_picture(image, untrusted_data, media_type=media_type, now=now or datetime.now(UTC))
    except Exception as error:  # a fault of ours in hostile bytes must not cost the picture
        return fitted(Metadata(), raw_tags=(), faults=[type(error).__name__])


def read_video(container: av.container.InputContainer, *, media_type: str, now: datetime | None = None) -> Metadata:
    """Read the metadata of an open video container and its streams. Never raises.

    Open the container with `metadata_errors="surrogateescape"`: texts in old charsets are repaired here.

    Args:
        container: As PyAV opened it.
        media_type: By the bytes ('video/mp4').
        now: The present, aware; the computer's clock when None.
    """
    try:
        return collect_video(container, media_type=media_type, now=now or datetime.now(UTC))
    except Exception as error:  # a fault of ours in hostile bytes must not cost the video
        return fitted(Metadata(), raw_tags=(), faults=[type(error).__name__])
