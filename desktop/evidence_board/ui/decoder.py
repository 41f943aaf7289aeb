"""`Decoder`: pictures and frames of the case for the window, decoded in worker processes and never in this one."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeVar

from evidence_board.case.blobs import read_blob, read_range
from evidence_board.case.details import read_original
from evidence_board.media.clip_requests import ClipFrames, ask_frames, ask_stills, read_clip
from evidence_board.media.requests import PixelBands, ask_bands, media_supervisor, read_bands
from evidence_board.model.details import Original
from evidence_board.model.errors import KnownError
from evidence_board.model.examination import UntrustedReplyError
from evidence_board.model.file_problems import PROBLEM_WORDS, Problem, ProblemCode
from evidence_board.session import Session
from evidence_board.ui.job_runner import JobRunner
from evidence_board.workers import RangeSource, Reply, Supervisor, SupervisorClosed

__all__ = ["Decoder"]

T = TypeVar("T")

#: Originals above this many bytes are served to the worker in ranges: putting them together holds up the window.
_AT_ONCE = 16 << 20

Ask = Callable[[Supervisor, bytes | RangeSource, Original], "Future[Reply]"]
Failed = Callable[[KnownError], None]


class Decoder:
    """Reads originals from the case and has workers turn them into pixels. One per window.

    A worker starts with the first picture. Requests stand in lanes: one that was overtaken by another of its lane
    is given up, only the latest is answered. Small pictures along a video have a worker of their own, so that they
    do not hold up the frames.
    """

    def __init__(self, session: Session, jobs: JobRunner) -> None:
        self._session = session
        self._jobs = jobs
        self._supervisors: dict[str, Supervisor] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._latest: dict[str, int] = {}
        self._queued: dict[str, Future[Reply]] = {}

    def picture(
        self,
        item_id: str,
        *,
        max_edge: int,
        area: int | None,
        done: Callable[[PixelBands], None],
        failed: Failed,
    ) -> None:
        """Decode a picture.

        Args:
            item_id: which file.
            max_edge: longest edge wanted, in device pixels; a smaller picture is not enlarged.
            area: pixels of the answer at most, if that is known.
            done: called in the GUI thread with the picture, upright.
            failed: called in the GUI thread with why there is none.
        """

        def ask(supervisor: Supervisor, untrusted: bytes | RangeSource, original: Original) -> "Future[Reply]":
            return ask_bands(supervisor, untrusted, max_edge=max_edge, area=area)

        self._request("picture", item_id, ask=ask, read=read_bands, done=done, failed=failed)

    def frames(
        self,
        item_id: str,
        *,
        at_s: float,
        count: int,
        max_edge: int,
        done: Callable[[ClipFrames], None],
        failed: Failed,
        aside: bool = False,
    ) -> None:
        """Decode the frame of a video on screen at ``at_s`` seconds, and those after it.

        With ``aside`` it is done by the worker of small pictures, in a lane of its own.
        """

        def ask(supervisor: Supervisor, untrusted: bytes | RangeSource, original: Original) -> "Future[Reply]":
            key = str(original.blob_id)
            return ask_frames(supervisor, untrusted, key=key, at_s=at_s, count=count, max_edge=max_edge)

        self._request(
            "cards" if aside else "frames", item_id, ask=ask, read=read_clip, done=done, failed=failed, ranges=True
        )

    def stills(
        self,
        item_id: str,
        *,
        times: Sequence[float],
        slack_s: float,
        max_edge: int,
        done: Callable[[ClipFrames], None],
        failed: Failed,
    ) -> None:
        """Make small pictures of a video near some times, at most ``slack_s`` seconds earlier where that is quick."""

        def ask(supervisor: Supervisor, untrusted: bytes | RangeSource, original: Original) -> "Future[Reply]":
            key = str(original.blob_id)
            return ask_stills(supervisor, untrusted, key=key, times=times, slack_s=slack_s, max_edge=max_edge)

        self._request("stills", item_id, ask=ask, read=read_clip, done=done, failed=failed, ranges=True)

    def cancel(self, lane: str = "") -> None:
        """Answer no request made so far, or none of one lane."""
        with self._lock:
            lanes = [lane] if lane else list(self._latest)
            for one in lanes:
                self._latest[one] = self._latest.get(one, 0) + 1
            queued = [self._queued.pop(one) for one in lanes if one in self._queued]
        for future in queued:
            future.cancel()

    def close(self) -> None:
        """Stop the workers and leave no process behind."""
        with self._lock:
            self._closed = True
            supervisors, self._supervisors = list(self._supervisors.values()), {}
        for supervisor in supervisors:
            supervisor.close()

    def _request(
        self,
        lane: str,
        item_id: str,
        *,
        ask: Ask,
        read: Callable[[Reply], T | Problem],
        done: Callable[[T], None],
        failed: Failed,
        ranges: bool = False,
    ) -> None:
        with self._lock:
            request = self._latest[lane] = self._latest.get(lane, 0) + 1
            overtaken = self._queued.pop(lane, None)
        if overtaken is not None:
            overtaken.cancel()

        def current() -> bool:
            return request == self._latest[lane]

        def answer(found: T) -> None:
            if current():
                done(found)

        def refuse(error: BaseException) -> None:
            if isinstance(error, SupervisorClosed) or not current():
                return
            if not isinstance(error, KnownError):
                raise error
            failed(error)

        def decoded(reply: Reply) -> None:
            if current():
                self._jobs.run(lambda: _checked(reply, read), done=answer, failed=refuse, priority=4)

        def asked(future: "Future[Reply] | None") -> None:
            if future is not None:
                self._jobs.follow(future, done=decoded, failed=refuse)

        def submit() -> "Future[Reply] | None":
            original = self._session.read(read_original, item_id)
            if original is None:
                raise KnownError(
                    "The case does not hold the bytes of this file.", do="Import it again from the source."
                )
            untrusted = self._bytes_of(original, ranges=ranges)
            if not current():
                return None
            future = ask(self._supervisor(lane), untrusted, original)
            with self._lock:
                self._queued[lane] = future
            return future

        self._jobs.run(submit, done=asked, failed=refuse, priority=4)

    def _supervisor(self, lane: str) -> Supervisor:
        name = "aside" if lane in ("stills", "cards") else "main"
        with self._lock:
            if self._closed:
                raise SupervisorClosed
            if name not in self._supervisors:
                self._supervisors[name] = media_supervisor(workers=1, low_priority=name == "aside")
            return self._supervisors[name]

    def _bytes_of(self, original: Original, *, ranges: bool) -> bytes | RangeSource:
        if original.size <= _AT_ONCE and not ranges:
            return self._session.read(lambda connection: b"".join(read_blob(connection, original.blob_id)))
        return RangeSource(
            original.size,
            lambda offset, length: self._session.read(read_range, original.blob_id, offset, length),
        )


def _checked(untrusted_reply: Reply, read: Callable[[Reply], T | Problem]) -> T:
    """Check what a worker sent.

    Raises:
        KnownError: the file has no picture, in words.
    """
    try:
        found = read(untrusted_reply)
    except UntrustedReplyError as error:
        raise _problem_error(Problem(ProblemCode.DECODER_REPLY)) from error
    if isinstance(found, Problem):
        raise _problem_error(found)
    return found


def _problem_error(problem: Problem) -> KnownError:
    words = PROBLEM_WORDS[problem.code]
    return KnownError(problem.message, means=words.what_follows)
