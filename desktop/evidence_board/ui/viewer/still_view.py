"""`StillView`: a picture in the viewer with its tools and its regions."""

from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.media.requests import PixelBands
from evidence_board.model.case_index import ItemRow
from evidence_board.model.errors import KnownError
from evidence_board.ui.context import UiContext
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.i18n import tr
from evidence_board.ui.viewer.chosen_bar import ChosenBar
from evidence_board.ui.viewer.label_field import LabelField
from evidence_board.ui.viewer.picture_view import PictureView
from evidence_board.ui.viewer.pixel_source import PixelSource
from evidence_board.ui.viewer.region_desk import RegionDesk
from evidence_board.ui.viewer.tool_dock import ToolDock

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
        dock: tools; hidden where nothing may be changed.
        bar: verbs of the chosen region.
        field: names a region in place.
    """

    def __init__(self, context: UiContext, decoder: Decoder, desk: RegionDesk, *, keys: QWidget) -> None:
        theme = context.theme
        super().__init__(theme=theme, keys=keys, can_write=desk.can_write)
        self._context, self._decoder, self._desk = context, decoder, desk
        self._item: ItemRow | None = None
        self._edge = 0
        self.dock = ToolDock(self.canvas, theme=theme)
        if not desk.can_write:
            self.dock.hide()
        self.bar = ChosenBar(self.canvas, theme=theme, above=self.dock)
        self.field = LabelField(self.canvas, theme=theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addWidget(self.canvas)
        self._connect()
        self._show_tool()

    def _connect(self) -> None:
        canvas, hand, desk = self.canvas, self.canvas.hand, self._desk
        canvas.menu_wanted.connect(self._open_menu)
        hand.chosen.connect(desk.choose)
        hand.drawn.connect(self._drawn)
        hand.changed.connect(desk.move)
        hand.opened.connect(lambda _: self.label())
        desk.renewed.connect(self._regions_renewed)
        desk.chosen_changed.connect(self._chosen_changed)
        desk.made.connect(self._made)
        self.dock.tool_wanted.connect(self.take_tool)
        self.dock.kind_wanted.connect(self.take_kind)
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
        self.canvas.hand.save_nudges()
        self.canvas.hand.set_tool("select")
        self._show_tool()
        self._item = None
        self.canvas.clear()

    def toggle_regions(self) -> None:
        """Show or hide the regions."""
        self.canvas.layer.shown = not self.canvas.layer.shown
        self.canvas.hand.choose("")
        self.canvas.update()
        self.told()

    def reveal_hidden(self, revealed: bool) -> None:
        """Show what lies below regions that are hidden in exports, or cover it again."""
        self.canvas.layer.revealed = revealed
        self.canvas.update()

    # -- regions ---------------------------------------------------------------------------------------

    def take_tool(self, tool: str) -> None:
        """Take a tool."""
        if self._desk.can_write:
            self.canvas.layer.shown = True
            self.canvas.hand.set_tool(tool)
            self._show_tool()

    def take_kind(self, kind: str) -> None:
        """Draw regions of a kind from now on; the chosen region becomes one."""
        if not self._desk.can_write:
            return
        self.canvas.hand.kind = kind
        if not self._desk.set_kind(kind) and self.canvas.hand.tool == "select":
            self.take_tool("rectangle")
        self._show_tool()

    def label(self) -> None:
        """Name the chosen region where its label stands."""
        row = self._desk.row
        if row is None or not self._desk.can_write:
            return
        box = self.canvas.layer.label_box(row.id)
        at = box.topLeft() if not box.isEmpty() else self.canvas.hand.anchor_of(row.id)
        self.field.begin(row.label, at, lambda label: self._desk.rename(row.id, label))

    def link(self) -> bool:
        """Ask what the chosen region shows."""
        row = self._desk.row
        if row is None:
            return False
        at = self.canvas.hand.anchor_of(row.id) + QPointF(0, 8)
        return self._desk.ask_entity(self.canvas.mapToGlobal(at.toPoint()))

    def _drawn(self, shape: str, points: object) -> None:
        self._desk.add(shape, points, self.canvas.hand.kind)
        self.take_tool("select")

    def _made(self, region_id: str) -> None:
        if self._item is not None and self.isVisible() and self.canvas.layer.row(region_id) is not None:
            self.canvas.repaint()  # the label's place is known once it was drawn
            self.label()

    def _regions_renewed(self) -> None:
        self.canvas.layer.set_rows(self._desk.rows)
        self.canvas.update()

    def _chosen_changed(self) -> None:
        row = self._desk.row
        shown = row if row is not None and not row.is_moment else None
        if shown is not None and self.canvas.layer.chosen != shown.id:
            self.canvas.reveal(shown.id)
        elif shown is None:
            self.canvas.layer.chosen = ""
        self.bar.show_region(shown, can_write=self._desk.can_write)
        self.canvas.update()

    def _verb(self, verb: str) -> None:
        verbs = {"label": self.label, "link": self.link, "cite": self._desk.cite, "bin": self._desk.remove}
        verbs[verb]()

    def _open_menu(self, region_id: str, spot: object) -> None:
        if not region_id or not isinstance(spot, QPoint):
            return
        menu = self._desk.menu(rename=self.label, link=self.link)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)

    def _show_tool(self) -> None:
        self.dock.show_state(tool=self.canvas.hand.tool, kind=self.canvas.hand.kind)
        self.canvas.setCursor(
            Qt.CursorShape.ArrowCursor if self.canvas.hand.tool == "select" else Qt.CursorShape.CrossCursor
        )

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
