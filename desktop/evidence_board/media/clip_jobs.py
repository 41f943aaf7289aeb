"""Frames of a video in a row, and small pictures along it: jobs of media workers, on hostile bytes.

A video that is played is asked for again and again. The worker keeps the last one open, with its decoder at the
place it had reached, so that going on costs no seek and no decoding of frames seen before.
"""

from __future__ import annotations

import io
import math
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final

from evidence_board.media.limits import TooLargeError
from evidence_board.media.sniff import HEAD, sniff
from evidence_board.media.video import (
    Frame,
    NoDecoderError,
    NoFrameError,
    open_video,
    picture_track,
    upright_frame,
    video_facts,
)
from evidence_board.model.examination import clean_text
from evidence_board.model.file_problems import ProblemCode
from evidence_board.workers.contract import ReadableBytes

if TYPE_CHECKING:
    import av.video.frame

__all__ = ["MAX_FRAMES", "clip_job"]

MAX_FRAMES: Final = 12
"""Most frames of one answer."""

_MAX_BYTES: Final = 96 << 20
_MAX_DECODED: Final = 4_000
_LATE_S: Final = 1e-4
_QUICK_S: Final = 1.5

Answer = tuple[dict[str, Any], list[bytes]]


class _Clip:
    """An open video and where its decoder stands."""

    def __init__(self, untrusted_file: Any, *, key: str, media_type: str) -> None:
        self.key = key
        self._stack = ExitStack()
        self._container = self._stack.enter_context(open_video(untrusted_file, media_type=media_type))
        try:
            self._stream = picture_track(self._container)
            self.facts = video_facts(self._container)
            self.has_sound = int(bool(self._container.streams.audio))
            rate = self._stream.average_rate or self._stream.guessed_rate
            self.fps = float(rate) if rate and 0.01 <= float(rate) <= 1_000 else 0.0
            start = self._stream.start_time
            base = self._stream.time_base
            self._start_s = float(start * base) if start and base else 0.0
        except BaseException:
            self.close()
            raise
        self._decoded: Iterator[av.video.frame.VideoFrame] | None = None
        self._waiting: deque[av.video.frame.VideoFrame] = deque()
        #: Time of the frame handed out last.
        self._at = math.inf

    def close(self) -> None:
        self._stack.close()

    def frames(self, *, at_s: float, count: int) -> Iterator[av.video.frame.VideoFrame]:
        """Yield the frame on screen at a time and those after it; fewer at the end or where it is damaged."""
        first = self._frame_at(at_s)
        if first is None:
            return
        self._at = self.time(first)
        yield first
        for _ in range(count - 1):
            following = self._next()
            if following is None:
                return
            self._at = self.time(following)
            yield following

    def near(self, at_s: float, *, slack_s: float) -> av.video.frame.VideoFrame | None:
        """Return a frame about as late as a time, at most so much earlier if that can be had quickly."""
        if self._decoded is None or not self._at <= at_s <= self._at + min(2 * slack_s, 2.0):
            self._seek(at_s)
        ends, found = time.monotonic() + _QUICK_S, None
        while (frame := self._next()) is not None:
            found, self._at = frame, self.time(frame)
            if self._at >= at_s - slack_s or time.monotonic() > ends:
                break
        return found

    def time(self, frame: av.video.frame.VideoFrame) -> float:
        """Return the time of a frame in seconds from the first."""
        return max(0.0, float(frame.time or 0.0) - self._start_s)

    def _frame_at(self, at_s: float) -> av.video.frame.VideoFrame | None:
        # Going on from where the decoder stands is cheaper than a seek, unless it is a long way.
        if self._decoded is None or not self._at < at_s <= self._at + 1.0:
            self._seek(at_s)
        last: av.video.frame.VideoFrame | None = None
        for _ in range(_MAX_DECODED):
            frame = self._next()
            if frame is None:
                return last
            if self.time(frame) > at_s + _LATE_S:
                if last is None:
                    return frame
                self._waiting.appendleft(frame)
                return last
            last = frame
        return last

    def _next(self) -> av.video.frame.VideoFrame | None:
        import av

        if self._waiting:
            return self._waiting.popleft()
        if self._decoded is None:
            return None
        try:
            return next(self._decoded, None)
        except (av.FFmpegError, ValueError, OSError):
            self._decoded = None  # damaged from here on
            return None

    def _seek(self, at_s: float) -> None:
        self._waiting.clear()
        self._at = math.inf  # nowhere, until a frame is handed out
        if self._stream.time_base:
            place = int((self._start_s + max(0.0, at_s)) / self._stream.time_base)
            self._container.seek(place, stream=self._stream, backward=True)
        self._decoded = self._container.decode(self._stream)

    def picture(self, frame: av.video.frame.VideoFrame, *, max_edge: int) -> Frame:
        """Return a frame as upright RGB."""
        return upright_frame(frame, self._stream, max_edge=max_edge)


_held: list[_Clip] = []


def clip_job(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    """Do a job of kind `frames` or `stills`.

    The answer has `fps` (0 when the file does not say), `duration_s` (0 likewise), `has_sound` (0 or 1), and
    `frames`: for each attachment width, height and time in seconds. Without a frame it has `problem`.

    Raises:
        MemoryError: The limit of the process was reached.
    """
    try:
        clip = _clip(payload, key=str(header["key"]))
        return _answer(clip, header)
    except MemoryError:
        _forget()
        raise
    except TooLargeError as error:
        return _failed(ProblemCode.TOO_LARGE, str(error))
    except NoDecoderError as error:
        return _failed(ProblemCode.NO_PREVIEW, str(error))
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        _forget()
        return _failed(ProblemCode.VIDEO_UNREADABLE, f"{type(error).__name__}: {error}")


def _answer(clip: _Clip, header: dict[str, Any]) -> Answer:
    max_edge, room = int(header["max_edge"]), _MAX_BYTES
    pieces: list[bytes] = []
    rows: list[list[float]] = []
    for at_s, frame in _chosen(clip, header):
        picture = clip.picture(frame, max_edge=max_edge)
        piece = picture.image.tobytes()
        room -= len(piece)
        if pieces and room < 0:
            break
        pieces.append(piece)
        rows.append([picture.image.width, picture.image.height, at_s])
    if not pieces:
        raise NoFrameError("no frame could be decoded")
    facts = {"fps": clip.fps, "duration_s": clip.facts.duration_s or 0.0, "has_sound": clip.has_sound, "frames": rows}
    return facts, pieces


def _chosen(clip: _Clip, header: dict[str, Any]) -> Iterator[tuple[float, av.video.frame.VideoFrame]]:
    if header["kind"] == "frames":
        for frame in clip.frames(at_s=float(header["at_s"]), count=min(int(header["count"]), MAX_FRAMES)):
            yield clip.time(frame), frame
        return
    slack = float(header["slack_s"])
    for at_s in header["times"][:MAX_FRAMES]:
        near = clip.near(float(at_s), slack_s=slack)
        if near is not None:
            yield float(at_s), near


def _clip(payload: bytes | ReadableBytes, *, key: str) -> _Clip:
    if _held and _held[0].key == key:
        return _held[0]
    _forget()
    file = io.BytesIO(payload) if isinstance(payload, bytes) else payload
    file.seek(0)
    sniffed = sniff(file.read(HEAD))
    if sniffed.kind != "video":
        raise NoFrameError(sniffed.media_type)
    clip = _Clip(file, key=key, media_type=sniffed.media_type)
    _held.append(clip)
    return clip


def _forget() -> None:
    while _held:
        _held.pop().close()


def _failed(code: str, detail: str) -> Answer:
    return {"problem": {"code": str(code), "detail": clean_text(detail, limit=300)}}, []
