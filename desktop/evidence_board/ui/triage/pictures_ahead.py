"""`PicturesAhead`: large pictures of the present file and of those that come next, decoded in a worker."""

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from evidence_board.case.blobs import read_blob, read_range
from evidence_board.case.details import read_original
from evidence_board.media.requests import ask_frame, ask_pixels, media_supervisor, read_pixels
from evidence_board.model.case_index import ItemRow
from evidence_board.model.errors import KnownError
from evidence_board.model.examination import UntrustedReplyError
from evidence_board.model.file_problems import PROBLEM_WORDS, Problem, ProblemCode
from evidence_board.ui.context import UiContext
from evidence_board.workers import RangeSource, Reply, Supervisor, SupervisorClosed

__all__ = ["PicturesAhead"]

#: Pictures kept: the present one, two ahead, one behind, and what was just passed.
_KEPT = 6
#: Originals above this many bytes are served to the worker in ranges.
_AT_ONCE = 16 << 20
_POSTER_SHARE, _POSTER_LATEST_S = 0.1, 5.0


class PicturesAhead(QObject):
    """Asks for one picture at a time, the present one first, so that the next is there before it is wanted.

    Attributes:
        came: (item id) its picture is there, or it turned out to have none: ask `image` and `refusal`.
    """

    came = Signal(str)

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._supervisor: Supervisor | None = None
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._refusals: dict[str, str] = {}
        self._wanted: list[ItemRow] = []
        self._asked: str | None = None
        self._edge = 0
        context.at_close(self.close)
        self._closed = False

    def image(self, item_id: str) -> QImage | None:
        """Return the large picture of a file, None while it is not there."""
        return self._images.get(item_id)

    def refusal(self, item_id: str) -> str:
        """Return why a file has no picture, in words; empty when it has one or nobody knows yet."""
        return self._refusals.get(item_id, "")

    def want(self, items: Sequence[ItemRow], *, edge: int) -> None:
        """Decode these, the first one first; what was wanted before and is not among them is given up.

        Args:
            items: the present file and those that come next.
            edge: longest edge in device pixels.
        """
        if edge > self._edge:
            # The window grew: what is there is too small for it.
            self._edge = edge
            self._images.clear()
        self._wanted = [item for item in items if item.kind != "file"]
        for item in reversed(self._wanted):
            if item.id in self._images:
                self._images.move_to_end(item.id)
        self._ask_next()

    def rest(self) -> None:
        """Decode nothing more until something is wanted; the pictures are let go."""
        self._wanted = []
        self._images.clear()

    def close(self) -> None:
        """Stop the worker and leave no process behind."""
        self._closed = True
        self._wanted = []
        supervisor, self._supervisor = self._supervisor, None
        if supervisor is not None:
            supervisor.close()

    def _ask_next(self) -> None:
        if self._asked is not None or self._closed:
            return
        item = next((one for one in self._wanted if one.id not in self._images and one.id not in self._refusals), None)
        if item is None:
            return
        self._asked = item.id
        jobs, edge = self._context.jobs, self._edge

        def failed(error: BaseException) -> None:
            self._asked = None
            if isinstance(error, SupervisorClosed):
                return
            if not isinstance(error, KnownError):
                raise error
            self._refusals[item.id] = str(error)
            self.came.emit(item.id)
            self._ask_next()

        def done(image: QImage) -> None:
            self._asked = None
            self._images[item.id] = image
            while len(self._images) > _KEPT:
                self._images.popitem(last=False)
            self.came.emit(item.id)
            self._ask_next()

        def replied(reply: Reply) -> None:
            jobs.run(lambda: _image(reply), done=done, failed=failed, priority=4)

        jobs.run(
            lambda: self._ask(item, edge),
            done=lambda future: jobs.follow(future, done=replied, failed=failed),
            failed=failed,
            priority=4,
        )

    def _ask(self, item: ItemRow, edge: int) -> "Future[Reply]":
        session = self._context.session
        original = session.read(read_original, item.id)
        if original is None:
            raise KnownError("The case does not hold the bytes of this file.", do="Import it again from the source.")
        untrusted: bytes | RangeSource
        if original.size <= _AT_ONCE:
            untrusted = session.read(lambda connection: b"".join(read_blob(connection, original.blob_id)))
        else:
            untrusted = RangeSource(
                original.size, lambda offset, length: session.read(read_range, original.blob_id, offset, length)
            )
        if self._closed:
            raise SupervisorClosed
        if self._supervisor is None:
            self._supervisor = media_supervisor(workers=1, low_priority=False)
        if item.kind == "video":
            at_s = min((item.duration_s or 0.0) * _POSTER_SHARE, _POSTER_LATEST_S)
            return ask_frame(self._supervisor, untrusted, at_s=at_s, max_edge=edge)
        return ask_pixels(self._supervisor, untrusted, max_edge=edge)


def _image(untrusted_reply: Reply) -> QImage:
    """Check what the worker sent and make an image of it.

    Raises:
        KnownError: the file has no picture, in words.
    """
    try:
        found = read_pixels(untrusted_reply)
    except UntrustedReplyError:
        found = Problem(ProblemCode.DECODER_REPLY)
    if isinstance(found, Problem):
        raise KnownError(found.message, means=PROBLEM_WORDS[found.code].what_follows)
    borrowed = QImage(found.rgb, found.width, found.height, found.stride, QImage.Format.Format_RGB888)
    # Converting copies, so that the image outlives the bytes it was made over.
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)
