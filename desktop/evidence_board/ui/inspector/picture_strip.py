"""`PictureStrip`: the first of several selected files, side by side."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.ui.gallery.cell_painter import CellPainter
from evidence_board.ui.i18n import number
from evidence_board.ui.theme import Theme
from evidence_board.ui.thumbnails import Thumbnails
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded, visual

__all__ = ["PictureStrip"]

_MOST, _GAP = 4, 6


class PictureStrip(QWidget):
    """Up to four thumbnails; the last says how many more there are."""

    def __init__(self, *, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = CellPainter(theme, thumbnails)
        self._items: list[ItemRow] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        thumbnails.ready.connect(self._pictures_came)

    def set_items(self, items: list[ItemRow]) -> None:
        """Show these files."""
        self._items = items
        self.setVisible(bool(items))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of one row of small pictures."""
        return QSize(280, 49)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pictures, and the count of the rest over the last."""
        painter = QPainter(self)
        width = (self.width() - (_MOST - 1) * _GAP) // _MOST
        shown = self._items[:_MOST]
        self._cells.pictures.begin_frame(everything=True)
        edge = faded(self._theme.color("text"), 0.1)
        for at, item in enumerate(shown):
            place = visual(self, QRect(at * (width + _GAP), 0, width, self.height()))
            if not self._cells.pictures.draw(painter, item.id, place, radius=4, edge=edge, whole=False):
                self._cells.draw_tile(painter, item, place, icon=16)
            if at == _MOST - 1 and len(self._items) > _MOST:
                draw_box(painter, place, radius=4, fill=faded(self._theme.color("text"), 0.62))
                words = f"+{number(len(self._items) - _MOST + 1)}"
                font = self._theme.font("small", tabular=True, weight=600)
                centre = Qt.AlignmentFlag.AlignCenter
                draw_text(painter, place, words, font=font, colour=self._theme.color("pane"), align=centre)
        painter.end()

    def _pictures_came(self, item_ids: set[str]) -> None:
        if any(item.id in item_ids for item in self._items[:_MOST]):
            self.update()
