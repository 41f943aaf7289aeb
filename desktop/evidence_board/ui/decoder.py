"""`Decoder`: full pictures of the case for the window, decoded in a worker process and never in this one."""

import threading
from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtGui import QImage

from evidence_board.case.blobs import read_blob, read_range
from evidence_board.case.details import read_original
from evidence_board.media.requests import Pixels, ask_frame, ask_pixels, media_supervisor, read_pixels
from evidence_board.model.details import Original
from evidence_board.model.errors import KnownError
from evidence_board.model.examination import UntrustedReplyError
from evidence_board.model.file_problems import PROBLEM_WORDS, Problem, ProblemCode
from evidence_board.session import Session
from evidence_board.ui.job_runner import JobRunner
from evidence_board.workers import RangeSource, Reply, Supervisor, SupervisorClosed

__all__ = ["Decoder"]

#: Originals above this many bytes are served to the worker in ranges instead of at once.
_AT_ONCE = 64 << 20

Done = Callable[[QImage], None]
Failed = Callable[[KnownError], None]


class Decoder:
    """Reads originals from the case and has one worker turn them into pixels. One per window.

    The worker starts with the first picture. A request that was overtaken by another is given up: only the
    latest is answered.
    """

    def __init__(self, session: Session, jobs: JobRunner) -> None:
        self._session = session
        self._jobs = jobs
        self._supervisor: Supervisor | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._latest = 0

    def pixels(self, item_id: str, *, max_edge: int, done: Done, failed: Failed, at_s: float | None = None) -> None:
        """Decode a picture, or one frame of a video.

        Args:
            item_id: which file.
            max_edge: longest edge wanted, in device pixels; a smaller picture is not enlarged.
            done: called in the GUI thread with the picture, upright.
            failed: called in the GUI thread with why there is none.
            at_s: for a video: the time of the frame, in seconds.
        """
        self._latest += 1
        request = self._latest

        def current() -> bool:
            return request == self._latest

        def answer(image: QImage) -> None:
            if current():
                done(image)

        def refuse(error: BaseException) -> None:
            if isinstance(error, SupervisorClosed) or not current():
                return
            if not isinstance(error, KnownError):
                raise error
            failed(error)

        def decoded(reply: Reply) -> None:
            if current():
                self._jobs.run(lambda: _image(reply), done=answer, failed=refuse, priority=4)

        def asked(future: "Future[Reply]") -> None:
            self._jobs.follow(future, done=decoded, failed=refuse)

        self._jobs.run(lambda: self._ask(item_id, max_edge=max_edge, at_s=at_s), done=asked, failed=refuse, priority=4)

    def cancel(self) -> None:
        """Answer no request made so far."""
        self._latest += 1
        if self._supervisor is not None:
            self._supervisor.cancel_queued()

    def close(self) -> None:
        """Stop the worker and leave no process behind."""
        with self._lock:
            self._closed = True
            supervisor, self._supervisor = self._supervisor, None
        if supervisor is not None:
            supervisor.close()

    def _ask(self, item_id: str, *, max_edge: int, at_s: float | None) -> "Future[Reply]":
        original = self._session.read(read_original, item_id)
        if original is None:
            raise KnownError("The case does not hold the bytes of this file.", do="Import it again from the source.")
        with self._lock:
            if self._closed:
                raise SupervisorClosed
            if self._supervisor is None:
                self._supervisor = media_supervisor(workers=1, low_priority=False)
            supervisor = self._supervisor
        supervisor.cancel_queued()
        untrusted = self._bytes_of(original)
        if at_s is not None:
            return ask_frame(supervisor, untrusted, at_s=at_s, max_edge=max_edge)
        return ask_pixels(supervisor, untrusted, max_edge=max_edge)

    def _bytes_of(self, original: Original) -> bytes | RangeSource:
        if original.size <= _AT_ONCE:
            return self._session.read(lambda connection: b"".join(read_blob(connection, original.blob_id)))
        return RangeSource(
            original.size,
            lambda offset, length: self._session.read(read_range, original.blob_id, offset, length),
        )


def _image(untrusted_reply: Reply) -> QImage:
    """Check what the worker sent and make an image of it.

    Raises:
        KnownError: the file has no picture, in words.
    """
    try:
        found = read_pixels(untrusted_reply)
    except UntrustedReplyError as error:
        raise _problem_error(Problem(ProblemCode.DECODER_REPLY)) from error
    if isinstance(found, Problem):
        raise _problem_error(found)
    return _copied(found)


def _copied(pixels: Pixels) -> QImage:
    borrowed = QImage(pixels.rgb, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB888)
    # Converting copies, so that the image outlives the bytes it was made over.
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)


def _problem_error(problem: Problem) -> KnownError:
    words = PROBLEM_WORDS[problem.code]
    return KnownError(problem.message, means=words.what_follows)
