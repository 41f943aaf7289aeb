"""`StillView`: a picture in the viewer with its tools and its regions."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.viewer.chosen_bar import ChosenBar
from evidence_board.ui.viewer.picture_view import PictureView
from evidence_board.ui.viewer.region_desk import RegionDesk
from evidence_board.ui.viewer.region_tools import RegionTools
from evidence_board.ui.viewer.still_pixels import StillPixels

__all__ = ["StillView"]

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
        self._desk = desk
        self._item: ItemRow | None = None
        self._pixels = StillPixels(context, decoder, self.canvas, say=self.say)
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

    # -- the file --------------------------------------------------------------------------------------

    def show_item(self, item: ItemRow) -> None:
        """Show a picture; a plain file says that it has none."""
        self._item = item
        self.begin()
        self._pixels.show_item(item)

    def leave(self) -> None:
        """Forget the picture, saving what the arrow keys moved."""
        self.tools.put_down()
        self._item = None
        self._pixels.show_item(None)
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
        self._pixels.sharpen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for more pixels where there is more room."""
        super().resizeEvent(event)
        self._pixels.resized()
