"""Opens a video and takes single frames out of it. Runs in workers, on hostile bytes, without paths.

The demuxer is chosen by the bytes, never probed for: FFmpeg has demuxers that open other files and addresses.
Only a file object is read, and every wish to open something else is refused.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from evidence_board.media.limits import check_size
from evidence_board.workers.contract import ReadableBytes

if TYPE_CHECKING:
    import av.container
    import av.video.frame
    import av.video.stream
    from PIL.Image import Image

__all__ = [
    "Frame",
    "NoDecoderError",
    "NoFrameError",
    "VideoFacts",
    "open_video",
    "picture_track",
    "take_frame",
    "upright_frame",
    "video_facts",
]

_DEMUXERS: Final = {
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "video/3gpp": "mov",
    "video/3gpp2": "mov",
    "video/x-matroska": "matroska",
    "video/webm": "matroska",
    "video/x-msvideo": "avi",
}
_BUFFER: Final = 64 * 1024
_MAX_PACKETS: Final = 3_000
_MAX_SECONDS: Final = 10 * 366 * 86_400.0


class NoDecoderError(Exception):
    """The codec of the pictures is not one that this build can decode, or there is no picture track."""


class NoFrameError(Exception):
    """The track was read, but no frame came out."""


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """What the container says.

    Attributes:
        has_pictures: Whether there is a picture track.
        width: Pixels of a frame as stored; None when not said.
        height: Pixels of a frame as stored.
        duration_s: Seconds; None when not said.
    """

    has_pictures: bool
    width: int | None
    height: int | None
    duration_s: float | None


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame.

    Attributes:
        image: RGB, upright, at most as large as asked for.
        at_s: Seconds from the start, as the container counts; 0 when not said.
        width: Pixels of the whole frame, upright.
        height: Pixels of the whole frame, upright.
        turned_deg: Clockwise turn that was applied.
    """

    image: Image
    at_s: float
    width: int
    height: int
    turned_deg: int


@contextmanager
def open_video(untrusted_file: io.BytesIO | ReadableBytes, *, media_type: str) -> Iterator[Any]:
    """Open a container for reading; yields PyAV's `InputContainer`.

    Raises:
        av.FFmpegError: It is no container of that type, or its index is missing.
    """
    import av

    av.logging.set_level(av.logging.PANIC)
    untrusted_file.seek(0)
    with av.open(
        untrusted_file,
        mode="r",
        format=_DEMUXERS[media_type],
        metadata_errors="surrogateescape",
        buffer_size=_BUFFER,
        io_open=_refuse,
        container_options={"protocol_whitelist": "none", "max_probe_packets": "500"},
    ) as container:
        yield container


def video_facts(container: av.container.InputContainer) -> VideoFacts:
    """Read size and duration without decoding."""
    stream = next(iter(container.streams.video), None)
    seconds = _seconds(container, stream)
    context = None if stream is None else stream.codec_context
    if context is None or context.width < 1 or context.height < 1:
        return VideoFacts(stream is not None, None, None, seconds)
    return VideoFacts(True, context.width, context.height, seconds)


def take_frame(
    untrusted_file: io.BytesIO | ReadableBytes,
    *,
    media_type: str,
    at_s: float,
    max_edge: int,
    exact: bool,
) -> Frame:
    """Take the frame that is on screen at a time.

    A failed seek leaves a demuxer unusable, so the file is then opened anew and read from its start.

    Args:
        untrusted_file: The video.
        media_type: By the bytes.
        at_s: Seconds from the start.
        max_edge: Longest side of the result in pixels.
        exact: Whether to decode up to that time; otherwise the key frame before it does.

    Raises:
        NoDecoderError: This codec cannot be decoded here.
        NoFrameError: No frame came out.
        TooLargeError: The frames are larger than can be opened safely.
        av.FFmpegError: The container cannot be opened.
    """
    for seek in (True, False) if at_s > 0 else (False,):
        with open_video(untrusted_file, media_type=media_type) as container:
            frame = _frame_at(container, at_s=at_s, seek=seek, exact=exact and seek)
            if frame is not None:
                return upright_frame(frame, container.streams.video[0], max_edge=max_edge)
    raise NoFrameError("no frame could be decoded")


def _frame_at(
    container: av.container.InputContainer, *, at_s: float, seek: bool, exact: bool
) -> av.video.frame.VideoFrame | None:
    import av

    stream = picture_track(container)
    start_s = float(stream.start_time * stream.time_base) if stream.start_time and stream.time_base else 0.0
    last: av.video.frame.VideoFrame | None = None
    try:
        if seek and stream.time_base:
            container.seek(int((start_s + at_s) / stream.time_base), stream=stream, backward=True)
        for number, packet in enumerate(container.demux(stream)):
            if number > _MAX_PACKETS:
                break
            for frame in packet.decode():
                if not exact or (last is not None and _time(frame) - start_s > at_s + 1e-6):
                    return last if exact else frame
                last = frame
    except (av.FFmpegError, ValueError, OSError):
        return last  # damaged from here on; what was decoded before stands
    return last


def picture_track(container: av.container.InputContainer) -> Any:
    """Return the picture track, ready to be decoded by one thread.

    Raises:
        NoDecoderError: There is none, or its codec is not known here.
        TooLargeError: Its frames are larger than can be opened safely.
    """
    stream = next(iter(container.streams.video), None)
    if stream is None:
        raise NoDecoderError("no picture track")
    context = stream.codec_context
    if context is None:
        raise NoDecoderError("unknown codec")
    if context.width > 0 and context.height > 0:
        check_size("video/", context.width, context.height)
    stream.thread_type = "NONE"
    context.thread_count = 1
    return stream


def upright_frame(frame: av.video.frame.VideoFrame, stream: Any, *, max_edge: int) -> Frame:
    """Scale while converting to RGB, so that the full frame never exists as RGB; then turn."""
    from PIL import Image as pillow

    check_size("video/", frame.width, frame.height)
    shown_width = frame.width * _pixel_shape(stream)
    scale = min(1.0, max_edge / max(shown_width, frame.height))
    width, height = max(1, round(shown_width * scale)), max(1, round(frame.height * scale))
    untyped: Any = frame  # PyAV leaves `to_image` without types
    image: Image = untyped.to_image(width=width, height=height, interpolation="AREA")
    turned = round(-frame.rotation / 90) * 90 % 360
    turn = {
        90: pillow.Transpose.ROTATE_270,
        180: pillow.Transpose.ROTATE_180,
        270: pillow.Transpose.ROTATE_90,
    }.get(turned)
    whole = (frame.width, frame.height) if turned % 180 == 0 else (frame.height, frame.width)
    return Frame(image if turn is None else image.transpose(turn), _time(frame), *whole, turned)


def _pixel_shape(stream: Any) -> float:
    """Return how much wider than high a pixel is shown (1 for nearly all videos)."""
    ratio = stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio
    shape = float(ratio) if ratio else 1.0
    return shape if 0.25 <= shape <= 4.0 else 1.0


def _time(frame: av.video.frame.VideoFrame) -> float:
    seconds = frame.time
    return float(seconds) if seconds is not None and math.isfinite(seconds) else 0.0


def _seconds(container: av.container.InputContainer, stream: Any) -> float | None:
    import av

    if container.duration:
        seconds = container.duration / av.time_base
    elif stream is not None and stream.duration and stream.time_base:
        seconds = float(stream.duration * stream.time_base)
    else:
        return None
    return seconds if 0 < seconds <= _MAX_SECONDS else None


def _refuse(url: str, flags: int, options: dict[str, str]) -> Any:
    """Refuse to open anything but the bytes at hand."""
    raise PermissionError("a video must not open other files")
