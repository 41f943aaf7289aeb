"""`PairPictures`: fetches the pictures of a pair, works out where they differ, and fetches sharper ones on demand."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from evidence_board.media.requests import PixelBands
from evidence_board.model.copies import PictureDifference
from evidence_board.model.errors import KnownError
from evidence_board.ui.context import UiContext
from evidence_board.ui.decoder import Decoder

__all__ = ["PairPictures"]

#: Longest edge of the pictures that are compared, and of those that are shown large.
_COMPARED, _SHARP = 240, 3000


class PairPictures(QObject):
    """The two pictures of the pair that is shown; answers for one that was left are dropped.

    Attributes:
        ready: (0 or 1, image) a picture to show.
        compared: (`PictureDifference`) where the two differ.
    """

    ready = Signal(int, object)
    compared = Signal(object)

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._decoder: Decoder | None = None
        self._ids: tuple[str, str] = ("", "")
        self._mirrored = False
        self._got: list[QImage | None] = [None, None]
        self._videos = (False, False)
        self._request = 0
        context.thumbnails.ready.connect(self._take)
        context.at_close(self._close)

    def show_pair(self, ids: tuple[str, str], *, mirrored: bool, videos: tuple[bool, bool]) -> None:
        """Fetch the thumbnails of two files.

        Args:
            ids: row ids of the files.
            mirrored: the second is a mirror image of the first.
            videos: which of them are videos; these have no sharper picture.
        """
        self._request += 1
        self._ids, self._mirrored, self._videos = ids, mirrored, videos
        self._got = [None, None]
        self._take(set(ids))

    def sharpen(self) -> None:
        """Decode the pictures themselves, one after the other, in a worker."""
        self._decode(0, self._request)

    def _take(self, item_ids: set[str]) -> None:
        for which, item_id in enumerate(self._ids):
            if item_id in item_ids and self._got[which] is None and item_id:
                image = self._context.thumbnails.get(item_id)
                if image is not None:
                    self._got[which] = image
                    self.ready.emit(which, image)
                    if all(self._got):
                        self._compare()

    def _compare(self) -> None:
        first, second = self._got
        request, mirrored = self._request, self._mirrored
        if first is None or second is None:
            return

        def taken(found: PictureDifference) -> None:
            if request == self._request:
                self.compared.emit(found)

        def work(one: QImage = first, other: QImage = second) -> PictureDifference:
            return _difference(one, other, mirrored=mirrored)

        self._context.jobs.run(work, done=taken, failed=self._context.show_error, priority=2)

    def _decode(self, which: int, request: int) -> None:
        if which > 1 or request != self._request:
            return
        if self._videos[which]:
            self._decode(which + 1, request)
            return
        if self._decoder is None:
            self._decoder = Decoder(self._context.session, self._context.jobs)

        def shown(image: QImage) -> None:
            if request == self._request:
                self.ready.emit(which, image)
                self._decode(which + 1, request)

        def decoded(bands: PixelBands) -> None:
            self._context.jobs.run(_joined(bands), done=shown, failed=self._context.show_error, priority=2)

        def refused(error: KnownError) -> None:
            # The thumbnail stays; what is wrong with the file is told where the file is shown.
            self._decode(which + 1, request)

        self._decoder.picture(self._ids[which], max_edge=_SHARP, area=None, done=decoded, failed=refused)

    def _close(self) -> None:
        self._request += 1
        if self._decoder is not None:
            self._decoder.close()
            self._decoder = None


def _joined(bands: PixelBands) -> Callable[[], QImage]:
    def work() -> QImage:
        from evidence_board.ui.viewer.adjustment import Adjustment
        from evidence_board.ui.viewer.pixel_source import PixelSource

        return PixelSource(bands).overview(max(bands.width, bands.height), Adjustment())

    return work


def _difference(first: QImage, second: QImage, *, mirrored: bool) -> PictureDifference:
    import numpy as np

    from evidence_board.analysis.picture_difference import Grey, picture_difference

    def grey(image: QImage) -> Grey:
        small = image.scaled(
            _COMPARED, _COMPARED, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        ).convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(small.constBits(), np.uint8).reshape(small.height(), small.bytesPerLine())
        return rows[:, : small.width()].astype(np.float32)

    pictures = grey(first), grey(second)
    if min(*pictures[0].shape, *pictures[1].shape) < 16:
        return PictureDifference()
    return picture_difference(*pictures, mirrored=mirrored)
