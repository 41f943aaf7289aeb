"""`StillView`: a picture in the viewer with its tools and its regions."""

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.media.requests import PixelBands
from evidence_board.model.case_index import ItemRow
from evidence_board.model.errors import KnownError
from evidence_board.ui.context import UiContext
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.i18n import tr
from evidence_board.ui.viewer.chosen_bar import ChosenBar
from evidence_board.ui.viewer.picture_view import PictureView
from evidence_board.ui.viewer.pixel_source import PixelSource
from evidence_board.ui.viewer.region_desk import RegionDesk
from evidence_board.ui.viewer.region_tools import RegionTools

__all__ = ["StillView", "oriented"]

#: More pixels than this along an edge, or in all, are not held; what is shown is then a smaller copy.
_LARGEST_EDGE, _LARGEST_AREA = 16_384, 150_000_000
_NEAR_LEAST = 1_024
#: A picture not much larger than the room is decoded whole at once.
_WHOLE_AT_ONCE = 1.6
_MARGIN = 12


class StillView(PictureView):
    """Shows one picture. The thumbnail stands in until a worker has decoded it.

    Attributes:
        tools: draw regions.
        bar: verbs of the chosen region.
    """

    def __init__(self, context: UiContext, decoder: Decoder, desk: RegionDesk, *, keys: QWidget) -> None:
        theme = context.theme
        super().__init__(theme=theme, keys=keys, can_write=desk.can_write)
        self._context, self._decoder, self._desk = context, decoder, desk
        self._item: ItemRow | None = None
        self._edge = 0
        self.tools = RegionTools(self.canvas, desk, theme=theme, parent=self)
        self.bar = ChosenBar(self.canvas, theme=theme, above=self.tools.dock)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addWidget(self.canvas)
        self._connect()

    def _connect(self) -> None:
        desk, tools = self._desk, self.tools
        self.canvas.menu_wanted.connect(tools.open_menu)
        self.canvas.hand.opened.connect(lambda _: tools.label())
        tools.drawn.connect(lambda shape, points, kind: desk.add(shape, points, kind))
        tools.looked.connect(self.told)
        desk.renewed.connect(self._regions_renewed)
        desk.chosen_changed.connect(self._chosen_changed)
        desk.made.connect(self._made)
        self.bar.wanted.connect(self._verb)
        self._context.thumbnails.ready.connect(self._thumbnail_came)

    # -- the file --------------------------------------------------------------------------------------

    def show_item(self, item: ItemRow) -> None:
        """Show a picture; a plain file says that it has none."""
        self._item, self._edge = item, 0
        self.begin()
        self._show_thumbnail()
        self._decode()

    def leave(self) -> None:
        """Forget the picture, saving what the arrow keys moved."""
        self.tools.put_down()
        self._item = None
        self.canvas.clear()

    # -- regions ---------------------------------------------------------------------------------------

    def _made(self, region_id: str) -> None:
        if self._item is not None and self.isVisible():
            self.tools.label()

    def _regions_renewed(self) -> None:
        if self._item is not None:
            self.tools.show_rows(self._desk.rows)

    def _chosen_changed(self) -> None:
        if self._item is None:
            return
        self.tools.show_chosen()
        row = self._desk.row
        self.bar.show_region(row if self.tools.shows(row) else None, can_write=self._desk.can_write)

    def _verb(self, verb: str) -> None:
        desk, tools = self._desk, self.tools
        verbs = {"label": tools.label, "link": tools.link, "cite": desk.cite, "bin": desk.remove}
        verbs[verb]()

    # -- pixels ----------------------------------------------------------------------------------------

    def sharpen(self) -> None:
        """Ask for the pixels that this scale shows."""
        if self._item is not None and self._edge and not self.canvas.sight.is_fitted:
            self._decode()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for more pixels where there is more room."""
        super().resizeEvent(event)
        if self._item is not None and self._edge:
            self._decode()

    def _whole_size(self) -> QSizeF | None:
        item = self._item
        return QSizeF(item.width, item.height) if item is not None and item.width and item.height else None

    def _show_thumbnail(self) -> None:
        item = self._item
        image = self._context.thumbnails.get(item.id) if item is not None else None
        if image is not None:
            self.canvas.show_small(image, whole=oriented(self._whole_size(), image))

    def _thumbnail_came(self, item_ids: set[str]) -> None:
        if self._item is not None and self._item.id in item_ids and not self.canvas.has_picture:
            self._show_thumbnail()

    def _decode(self) -> None:
        item = self._item
        if item is None:
            return
        if item.kind == "file":
            self.say(tr("This file has no picture. Its bytes are kept as they came."))
            return
        whole = self._whole_size()
        longest = max(whole.width(), whole.height()) if whole is not None else float(_LARGEST_EDGE)
        fits = max(self.canvas.width(), self.canvas.height(), 640) * self.devicePixelRatioF()
        near = max(round(fits), _NEAR_LEAST)
        wanted = near if longest > near * _WHOLE_AT_ONCE else round(longest)
        if not self.canvas.sight.is_fitted and self.canvas.pixels_wanted > wanted * 0.98:
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
            self.canvas.show_size(QSizeF(*source.whole))
            if first or not self.canvas.store.has_pixels:
                self.canvas.store.show_near(source, edge=near)
            else:
                self.canvas.store.show_full(source)
            self.say("")

        def failed(error: KnownError) -> None:
            # Without the sharpest copy the one before still stands.
            if self._item is not None and self._item.id == item.id and not self.canvas.store.has_pixels:
                self.say(str(error))

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
