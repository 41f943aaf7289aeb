"""Makes short MP4 clips from numbered frames of our own, the same bytes at every run on one machine."""

import io
import struct
from collections.abc import Iterable
from typing import Any

import av
import numpy as np
from PIL.Image import Image

from evidence_board.media.encode_stamp import ClipStamp

__all__ = ["mp4_bytes"]

# The first that this build of FFmpeg has. One thread, and no macroblock tree: with it x264 gave other
# bytes from run to run (measured with x264 core 165).
_ENCODERS = {
    "libx264": {"preset": "veryfast", "crf": "24", "x264-params": "threads=1:mbtree=0"},
    "libopenh264": {"b": "1200000"},
    "mpeg4": {"qscale": "4"},
}

# Rows (a, b, u), (c, d, v), (x, y, w) of the track matrix by clockwise turn (ISO/IEC 14496-12, 8.3.2).
_MATRICES = {
    0: (1, 0, 0, 0, 1, 0, 0, 0, 1),
    90: (0, 1, 0, -1, 0, 0, 0, 0, 1),
    180: (-1, 0, 0, 0, -1, 0, 0, 0, 1),
    270: (0, -1, 0, 1, 0, 0, 0, 0, 1),
}
_FIXED_POINT = (16, 16, 30) * 3


def mp4_bytes(frames: Iterable[Image], *, fps: int, stamp: ClipStamp | None = None, turned_deg: int = 0) -> bytes:
    """Return an MP4 clip without sound: H.264 where this build can write it, else MPEG-4 part 2.

    Args:
        frames: pictures of one and the same size with even sides, in order.
        fps: frames per second.
        stamp: what the camera wrote; None writes no metadata and no time, as social networks do.
        turned_deg: clockwise turn a player must make (0, 90, 180, 270); the pixels are stored as given.

    Raises:
        ValueError: no frame, frames of different sizes, or a turn that is no quarter turn.
    """
    if turned_deg not in _MATRICES:
        raise ValueError(f"players turn by quarter turns, not by {turned_deg} degrees")
    out = io.BytesIO()
    options = {"movflags": "+use_metadata_tags", "fflags": "+bitexact"}
    with av.open(out, "w", format="mp4", options=options) as container:
        if stamp is not None:
            container.metadata.update(stamp.container_metadata)
        stream: Any = None
        size = (0, 0)
        for number, picture in enumerate(frames):
            if stream is None:
                size = picture.size
                stream = _new_stream(container, size, fps=fps)
            if picture.size != size:
                raise ValueError(f"frame {number} is {picture.size}, the first is {size}")
            frame = av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24").reformat(format="yuv420p")
            frame.pts = number
            container.mux(stream.encode(frame))
        if stream is None:
            raise ValueError("a clip needs at least one frame")
        container.mux(stream.encode())
    return _with_matrix(out.getvalue(), turned_deg)


def _new_stream(container: Any, size: tuple[int, int], *, fps: int) -> Any:
    name = next(name for name in _ENCODERS if name in av.codecs_available)
    stream = container.add_stream(name, rate=fps, options=dict(_ENCODERS[name]))
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    stream.codec_context.thread_count = 1
    return stream


def _with_matrix(clip: bytes, turned_deg: int) -> bytes:
    """Write the turn into the header of the only track; FFmpeg's muxer takes it from nowhere in PyAV."""
    if turned_deg == 0:
        return clip
    header = clip.rindex(b"tkhd") + 4  # the movie header comes after the frames
    version = clip[header]
    # After version and flags: times, track id, reserved, duration (32 or 64 bits), then 16 bytes of
    # reserved, layer, group and volume, then nine 32-bit numbers.
    at = header + 4 + (32 if version == 1 else 20) + 16
    matrix = (value << bits for value, bits in zip(_MATRICES[turned_deg], _FIXED_POINT, strict=True))
    return clip[:at] + struct.pack(">9i", *matrix) + clip[at + 36 :]
