"""The supervisor's side of clip jobs: asks a worker for frames, and believes no answer before it is checked."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final

from evidence_board.media.requests import MAX_EDGE, read_problem
from evidence_board.model.examination import Problem, UntrustedReplyError
from evidence_board.model.flat_reading import FlatReader
from evidence_board.workers import RangeSource, Reply, Supervisor

__all__ = ["ClipFrame", "ClipFrames", "ask_frames", "ask_stills", "read_clip"]

_SECONDS: Final = 30.0
_MOST: Final = 12
_LONGEST_S: Final = 1e9
_ROOM: Final = 128 << 20


@dataclass(frozen=True, slots=True)
class ClipFrame:
    """One frame: rows of three bytes for each pixel without a gap, and its time in seconds from the first."""

    rgb: bytes
    width: int
    height: int
    at_s: float


@dataclass(frozen=True, slots=True)
class ClipFrames:
    """Some frames of a video.

    Attributes:
        frames: In the order of their times.
        fps: Frames in a second; 0 when the file does not say.
        duration_s: Seconds; 0 when the file does not say.
        has_sound: Whether there is a sound track.
    """

    frames: tuple[ClipFrame, ...]
    fps: float
    duration_s: float
    has_sound: bool


def ask_frames(
    supervisor: Supervisor, untrusted_data: bytes | RangeSource, *, key: str, at_s: float, count: int, max_edge: int
) -> Future[Reply]:
    """Ask for the frame on screen at a time and those after it; give the reply to `read_clip`.

    Args:
        supervisor: Has the worker.
        untrusted_data: The video.
        key: Names these bytes, so that the worker can go on where it was.
        at_s: Seconds from the first frame.
        count: How many frames; the answer may have fewer.
        max_edge: Longest edge of a frame, in pixels.
    """
    header = {"kind": "frames", "key": key, "at_s": at_s, "count": count, "max_edge": max_edge}
    return supervisor.submit(header, untrusted_data, timeout_s=_SECONDS, urgent=True, reply_room=_ROOM)


def ask_stills(
    supervisor: Supervisor,
    untrusted_data: bytes | RangeSource,
    *,
    key: str,
    times: Sequence[float],
    slack_s: float,
    max_edge: int,
) -> Future[Reply]:
    """Ask for small pictures about as late as some times, at most ``slack_s`` earlier where that is quick."""
    header = {"kind": "stills", "key": key, "times": list(times), "slack_s": slack_s, "max_edge": max_edge}
    return supervisor.submit(header, untrusted_data, timeout_s=_SECONDS)


def read_clip(untrusted_reply: Reply) -> ClipFrames | Problem:
    """Check the answer to `ask_frames` or `ask_stills`: at least one frame, or why there is none.

    Raises:
        UntrustedReplyError: The worker sent something it must not send.
    """
    problem = read_problem(untrusted_reply)
    if problem is not None:
        return problem
    read = FlatReader(untrusted_reply.header)
    rows = read.rows("frames", limit=_MOST)
    if not rows or len(rows) != len(untrusted_reply.attachments):
        raise UntrustedReplyError("other frames than said")
    pairs = zip(rows, untrusted_reply.attachments, strict=True)
    return ClipFrames(
        frames=tuple(_frame(row, rgb) for row, rgb in pairs),
        fps=read.number("fps", low=0.0, high=1_000.0),
        duration_s=read.number("duration_s", low=0.0, high=_LONGEST_S),
        has_sound=read.whole("has_sound", low=0, high=1) == 1,
    )


def _frame(row: object, rgb: bytes) -> ClipFrame:
    if not isinstance(row, list) or len(row) != 3:
        raise UntrustedReplyError("a frame without size and time")
    width, height, at_s = row
    if type(width) is not int or type(height) is not int or not (0 < width <= MAX_EDGE and 0 < height <= MAX_EDGE):
        raise UntrustedReplyError("a frame of no size")
    if not isinstance(at_s, int | float) or isinstance(at_s, bool) or not 0.0 <= at_s <= _LONGEST_S:
        raise UntrustedReplyError("a frame of no time")
    if len(rgb) != 3 * width * height:
        raise UntrustedReplyError("a frame of another size than said")
    return ClipFrame(rgb, width, height, float(at_s))
