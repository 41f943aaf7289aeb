"""`ChoiceList`: the rows below a field that is typed into; the field keeps the focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.thumbnails import Thumbnails
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading

__all__ = ["ChoiceList", "ChoiceRow"]

_DISPLAY = Qt.ItemDataRole.DisplayRole
_NO_PARENT = QModelIndex()
_MARK, _START, _GAP = 16, 10, 10
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One row.

    Attributes:
        text: what is chosen.
        detail: a few words more, in the colour of captions.
        kind: kind whose mark stands in front; ``item`` for a small picture.
        item: id of the file for the picture.
        icon: name of an icon in front instead.
        end: a figure or a sign at the far end.
    """

    text: str
    detail: str = ""
    kind: str = ""
    item: str = ""
    icon: str = ""
    end: str = ""


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[ChoiceRow] = []

    def fill(self, rows: Sequence[ChoiceRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        row = self.rows[index.row()]
        if role in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.text, row.detail, row.end) if part)
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, owner: ChoiceList, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__(owner)
        self._owner, self._theme, self._thumbnails = owner, theme, thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self._theme.pixels(self._theme.tokens.size["row"]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._owner.row(index.row())
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        color = self._theme.color
        current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if current:
            draw_box(painter, rect, radius=6, fill=color("accentSoft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, rect, radius=6, fill=hover_fill(self._theme))
        start = _START
        if row.kind or row.icon:
            self._paint_mark(painter, row, rect, current=current)
            start += _MARK + _GAP
        far = rect.width() - _START
        if row.end:
            far -= self._paint_end(painter, row.end, rect)
        ink = color("accentText" if current else "text")
        font = self._theme.font("body", weight=500 if current else 400)
        wide = round(self._theme.metrics("body", weight=500).horizontalAdvance(row.text)) + 2
        room = min(wide, far - start)
        place = self._place(rect, start, room)
        draw_text(painter, place, row.text, font=font, colour=ink, align=leading(self._owner))
        if row.detail and far - start - room > 50:
            rest = self._place(rect, start + room + 8, far - start - room - 8)
            small = self._theme.font("small")
            draw_text(painter, rest, row.detail, font=small, colour=color("text3"), align=leading(self._owner))
        painter.restore()

    def _paint_end(self, painter: QPainter, words: str, rect: QRect) -> int:
        """Draw a figure at the far end; returns the room it takes."""
        font = self._theme.font("small", tabular=True)
        wide = round(self._theme.metrics("small", tabular=True).horizontalAdvance(words)) + 2
        place = self._place(rect, rect.width() - _START - wide, wide)
        draw_text(painter, place, words, font=font, colour=self._theme.color("text3"), align=leading(self._owner))
        return wide + _GAP

    def _place(self, rect: QRect, start: int, width: int) -> QRect:
        line = QRect(rect.left() + start, rect.top(), width, rect.height())
        return QStyle.visualRect(self._owner.layoutDirection(), rect, line)

    def _paint_mark(self, painter: QPainter, row: ChoiceRow, rect: QRect, *, current: bool) -> None:
        place = self._place(rect, _START, _MARK)
        box = QRect(place.left(), rect.center().y() - _MARK // 2, _MARK, _MARK)
        if row.icon:
            draw_icon(painter, row.icon, box, self._theme.color("accentText" if current else "text2"))
            return
        image = self._thumbnails.get(row.item) if row.item else None
        if image is not None:
            frame = box.adjusted(-3, 0, 3, 0)
            part = QRect(0, 0, image.width(), round(image.width() * frame.height() / frame.width()))
            part.moveCenter(image.rect().center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(frame, image, part.intersected(image.rect()))
        else:
            draw_kind(painter, "media" if row.kind == "item" else row.kind, box, self._theme)


class ChoiceList(QListView):
    """A list of at most so many rows in view; the current one is what Enter would choose.

    Attributes:
        chosen: (row number) a row was clicked.
        moved: the current row is another one.
    """

    chosen = Signal(int)
    moved = Signal()

    def __init__(self, *, name: str, theme: Theme, thumbnails: Thumbnails, rows: int, parent: QWidget) -> None:
        """Make an empty list.

        Args:
            name: what is chosen, already translated; the accessible name.
            theme: the look.
            thumbnails: pictures of files.
            rows: how many rows are in view.
            parent: parent widget.
        """
        super().__init__(parent)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self, theme, thumbnails))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; } QListView::item { border: 0; }")
        self.setFixedHeight(rows * theme.pixels(theme.tokens.size["row"]) + 2)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        thumbnails.ready.connect(self._pictures_ready)

    def row(self, number: int) -> ChoiceRow:
        """One row."""
        return self._rows.rows[number]

    @property
    def rows(self) -> list[ChoiceRow]:
        """All rows."""
        return self._rows.rows

    @property
    def current(self) -> int:
        """Number of the current row, -1 when there is none."""
        return self.currentIndex().row()

    def show_rows(self, rows: Sequence[ChoiceRow]) -> None:
        """Show other rows; the first becomes current."""
        self._rows.fill(rows)
        if rows:
            self.setCurrentIndex(self._rows.index(0))
        self.scrollToTop()
        self.moved.emit()

    def step(self, step: int) -> None:
        """Make the next or previous row current; after the last comes the first."""
        if self._rows.rows:
            self.setCurrentIndex(self._rows.index((self.current + step) % len(self._rows.rows)))
            self.moved.emit()

    def _pictures_ready(self, ids: set[str]) -> None:
        if self.isVisible() and self._rows.rows:
            self._rows.dataChanged.emit(self._rows.index(0), self._rows.index(len(self._rows.rows) - 1))
