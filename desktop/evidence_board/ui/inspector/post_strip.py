"""`PostStrip`: the files of a post as small pictures that are put in order by dragging or by keys."""

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.gallery.cell_painter import CellPainter
from evidence_board.ui.inspector.post_tile import PostTile
from evidence_board.ui.widgets.painting import draw_box, visual

__all__ = ["PostStrip"]

_COLUMNS, _GAP, _PICTURE = 4, 6, 48


class PostStrip(QWidget):
    """Four in a row.

    Attributes:
        tiles: in order.
        ordered: (item ids) the user wants another order.
        opened: (item id) select it.
        removed: (item id) take it off the post.
    """

    ordered = Signal(object)
    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._can_write = context.theme, can_write
        self._cells = CellPainter(context.theme, context.thumbnails)
        self._drop_at = -1
        self._focus_on = ""
        self.tiles: list[PostTile] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        context.thumbnails.ready.connect(self._pictures_came)

    def show_items(self, items: list[ItemRow]) -> None:
        """Show these files."""
        if [tile.item for tile in self.tiles] == items:
            return
        focused = self._focus_on or next((tile.item.id for tile in self.tiles if tile.hasFocus()), "")
        self._focus_on = ""
        for tile in self.tiles:
            tile.hide()
            tile.deleteLater()
        self.tiles = [self._tile(item, (at, len(items))) for at, item in enumerate(items, 1)]
        self._drop_at = -1
        self.setVisible(bool(items))
        self.updateGeometry()
        self._arrange()
        for tile in self.tiles:
            tile.show()
            if tile.item.id == focused:
                tile.setFocus()

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        self._cells.clear()
        self.updateGeometry()
        self._arrange()

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        rows = -(-len(self.tiles) // _COLUMNS)
        return QSize(240, max(rows * (self._row_height() + _GAP) - _GAP, 0) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw where a tile would go that is being dragged."""
        if self._drop_at < 0:
            return
        painter = QPainter(self)
        place = self._place(min(self._drop_at, len(self.tiles) - 1))
        at_right = (self._drop_at >= len(self.tiles)) != self.isRightToLeft()
        x = min(place.right() + 2, self.width() - 3) if at_right else max(place.left() - 4, 0)
        draw_box(painter, QRect(x, place.top(), 3, _PICTURE), radius=1, fill=self._theme.color("accent"))
        painter.end()

    def _tile(self, item: ItemRow, place: tuple[int, int]) -> PostTile:
        tile = PostTile(item, place=place, can_write=self._can_write, cells=self._cells, theme=self._theme, parent=self)
        tile.clicked.connect(lambda: self.opened.emit(item.id))
        tile.removed.connect(lambda: self.removed.emit(item.id))
        tile.moved.connect(lambda step: self._move(tile, self.tiles.index(tile) + step))
        tile.dragged.connect(self._drag)
        tile.dropped.connect(lambda: self._drop(tile))
        return tile

    def _move(self, tile: PostTile, to: int) -> None:
        ids = [one.item.id for one in self.tiles]
        if not 0 <= to < len(ids):
            return
        ids.remove(tile.item.id)
        ids.insert(to, tile.item.id)
        if ids != [one.item.id for one in self.tiles]:
            self._focus_on = tile.item.id if tile.hasFocus() else ""
            self.ordered.emit(ids)

    def _drag(self, at: QPoint) -> None:
        """Remember between which tiles the pointer is."""
        row = min(max(at.y() // (self._row_height() + _GAP), 0), (len(self.tiles) - 1) // _COLUMNS)
        x = self.width() - at.x() if self.isRightToLeft() else at.x()
        column = min(max(round(x / (self._column_width() + _GAP)), 0), _COLUMNS)
        self._drop_at = min(row * _COLUMNS + column, len(self.tiles))
        self.update()

    def _drop(self, tile: PostTile) -> None:
        to, here = self._drop_at, self.tiles.index(tile)
        self._drop_at = -1
        self.update()
        tile.update()
        if to >= 0:
            self._move(tile, to - 1 if to > here else to)

    def _arrange(self) -> None:
        for at, tile in enumerate(self.tiles):
            tile.setGeometry(self._place(at))

    def _place(self, at: int) -> QRect:
        row, column = divmod(at, _COLUMNS)
        width, height = self._column_width(), self._row_height()
        return visual(self, QRect(column * (width + _GAP), row * (height + _GAP) + 2, width, height))

    def _column_width(self) -> int:
        return max((self.width() - (_COLUMNS - 1) * _GAP) // _COLUMNS, 24)

    def _row_height(self) -> int:
        return _PICTURE + 2 + self._theme.line_height("caption")

    def _pictures_came(self, item_ids: set[str]) -> None:
        for tile in self.tiles:
            if tile.item.id in item_ids:
                tile.update()
