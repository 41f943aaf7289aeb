"""`StillPixels`: brings the pixels of one picture into a canvas, first the thumbnail, then as sharp as it shows."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSizeF
from PySide6.QtGui import QImage

from evidence_board.media.requests import PixelBands
from evidence_board.model.case_index import ItemRow
from evidence_board.model.errors import KnownError
from evidence_board.ui.context import UiContext
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.i18n import tr
from evidence_board.ui.viewer.picture_canvas import PictureCanvas
from evidence_board.ui.viewer.pixel_source import PixelSource

__all__ = ["StillPixels", "oriented"]

#: More pixels than this along an edge, or in all, are not held; what is shown is then a smaller copy.
_LARGEST_EDGE, _LARGEST_AREA = 16_384, 150_000_000
_NEAR_LEAST = 1_024
#: A picture not much larger than the room is decoded whole at once.
_WHOLE_AT_ONCE = 1.6


class StillPixels(QObject):
    """Asks a worker for the pixels that the canvas would show, and no more of them than it needs."""

    def __init__(
        self, context: UiContext, decoder: Decoder, canvas: PictureCanvas, *, say: Callable[[str], None]
    ) -> None:
        """Make it for a canvas.

        Args:
            context: session and services.
            decoder: that of the window.
            canvas: where the picture is shown.
            say: tells in words why there is no picture; empty words say nothing any more.
        """
        super().__init__(canvas)
        self._context, self._decoder, self._canvas, self._say = context, decoder, canvas, say
        self._item: ItemRow | None = None
        self._edge = 0
        context.thumbnails.ready.connect(self._thumbnail_came)

    def show_item(self, item: ItemRow | None) -> None:
        """Bring the pixels of a file, or of none."""
        self._item, self._edge = item, 0
        if item is not None:
            self._show_thumbnail()
            self._decode()

    def sharpen(self) -> None:
        """Ask for the pixels that this scale shows."""
        if self._item is not None and self._edge and not self._canvas.sight.is_fitted:
            self._decode()

    def resized(self) -> None:
        """Ask for more pixels where there is more room."""
        if self._item is not None and self._edge:
            self._decode()

    def _whole_size(self) -> QSizeF | None:
        item = self._item
        return QSizeF(item.width, item.height) if item is not None and item.width and item.height else None

    def _show_thumbnail(self) -> None:
        item = self._item
        image = self._context.thumbnails.get(item.id) if item is not None else None
        if image is not None:
            self._canvas.show_small(image, whole=oriented(self._whole_size(), image))

    def _thumbnail_came(self, item_ids: set[str]) -> None:
        if self._item is not None and self._item.id in item_ids and not self._canvas.has_picture:
            self._show_thumbnail()

    def _decode(self) -> None:
        item = self._item
        if item is None:
            return
        if item.kind == "file":
            self._say(tr("This file has no picture. Its bytes are kept as they came."))
            return
        canvas = self._canvas
        whole = self._whole_size()
        longest = max(whole.width(), whole.height()) if whole is not None else float(_LARGEST_EDGE)
        fits = max(canvas.width(), canvas.height(), 640) * canvas.devicePixelRatioF()
        near = max(round(fits), _NEAR_LEAST)
        wanted = near if longest > near * _WHOLE_AT_ONCE else round(longest)
        if not canvas.sight.is_fitted and canvas.pixels_wanted > wanted * 0.98:
            wanted = round(longest)
        area = whole.width() * whole.height() if whole is not None else float(longest) ** 2
        if area > _LARGEST_AREA:
            wanted = min(wanted, round(longest * (_LARGEST_AREA / area) ** 0.5))
        wanted = min(wanted, _LARGEST_EDGE)
        if wanted <= self._edge:
            return
        first, self._edge = self._edge == 0, wanted
        share = min(1.0, wanted / longest)

        def show(bands: PixelBands) -> None:
            if self._item is None or self._item.id != item.id:
                return
            source = PixelSource(bands)
            canvas.show_size(QSizeF(*source.whole))
            if first or not canvas.store.has_pixels:
                canvas.store.show_near(source, edge=near)
            else:
                canvas.store.show_full(source)
            self._say("")

        def failed(error: KnownError) -> None:
            # Without the sharpest copy the one before still stands.
            if self._item is not None and self._item.id == item.id and not canvas.store.has_pixels:
                self._say(str(error))

        self._decoder.picture(
            item.id, max_edge=wanted, area=round(area * share * share) + wanted, done=show, failed=failed
        )


def oriented(whole: QSizeF | None, image: QImage) -> QSizeF:
    """Return the size of the whole picture, turned as the image is (the case may hold it as stored)."""
    if whole is None:
        return QSizeF(image.size())
    if (whole.width() > whole.height()) != (image.width() > image.height()) and image.width() != image.height():
        return whole.transposed()
    return whole
