"""`LinkTable`: the list twin of the board, for those who read it rather than look at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from evidence_board.model.case_index import CaseIndex
from evidence_board.model.levels import Level
from evidence_board.ui.board.board_content import BoardContent
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_text, leading

__all__ = ["LinkTable"]

_DISPLAY = Qt.ItemDataRole.DisplayRole
_NO_PARENT = QModelIndex()
_WIDTHS = {1: 150, 3: 132}
_RANK = {level.value: number for number, level in enumerate(Level)}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Line:
    """A link as a row."""

    id: str
    start: str
    start_kind: str
    relation: str
    end: str
    end_kind: str
    level: str

    @property
    def texts(self) -> tuple[str, ...]:
        return isolate(self.start), self.relation, isolate(self.end), level_name(self.level)

    @property
    def keys(self) -> tuple[Any, ...]:
        return self.start.casefold(), self.relation.casefold(), self.end.casefold(), _RANK[self.level]


class _Rows(QAbstractTableModel):
    """One row per link."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[_Line] = []
        self._column, self._order = 0, Qt.SortOrder.AscendingOrder
        self.headings = (tr("From"), tr("Relation"), tr("To"), tr("Confidence"))

    def fill(self, lines: list[_Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self._apply_order()
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return self.lines[index.row()].texts[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return self.headings[section]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self._column, self._order = column, order
        self._apply_order()
        self.layoutChanged.emit()

    def _apply_order(self) -> None:
        # Qt sorts by column -1 for "no order".
        if self._column >= 0:
            backwards = self._order == Qt.SortOrder.DescendingOrder
            self.lines.sort(key=lambda line: (line.keys[self._column], line.keys), reverse=backwards)


class _Painter(QStyledItemDelegate):
    """Draws the marks of both ends and the bars of the level before the words."""

    def __init__(self, owner: QTableView, rows: _Rows, theme: Theme) -> None:
        super().__init__(owner)
        self._owner, self._rows, self._theme = owner, rows, theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, column = self._rows.lines[index.row()], index.column()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        color = self._theme.color
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, color("accentSoft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, color("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, color("line"))
        start = 12
        if column in (0, 2):
            kind = line.start_kind if column == 0 else line.end_kind
            draw_kind(painter, kind, self._place(rect, start, 16, 16), self._theme)
            start += 26
        elif column == 3:
            draw_bars(painter, line.level, self._place(rect, start, BARS.width(), BARS.height()), self._theme)
            start += BARS.width() + 10
        room = self._place(rect, start, rect.width() - start - 8, rect.height())
        role = "accentText" if selected else "text2" if column in (1, 3) else "text"
        text, font = line.texts[column], self._theme.font("body")
        draw_text(painter, room, text, font=font, colour=color(role), align=leading(self._owner))
        painter.restore()

    def _place(self, rect: QRect, start: int, width: int, height: int) -> QRect:
        box = QRect(rect.left() + start, rect.top() + (rect.height() - height) // 2, width, height)
        return QStyle.visualRect(self._owner.layoutDirection(), rect, box)


class LinkTable(QTableView):
    """The links among what the board shows; the same selection as the board.

    Attributes:
        chosen: (ids, current id) the user selected rows.
        opened: (id) a double click or Enter.
        level_wanted: (word) a digit grades the selected links.
        delete_wanted: Del moves them to the bin.
    """

    chosen = Signal(object, str)
    opened = Signal(str)
    level_wanted = Signal(str)
    delete_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self._telling = False
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self, self._rows, theme))
        self.setAccessibleName(tr("Links"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(theme.tokens.size["row"]) + 1)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in (0, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setStyleSheet("QHeaderView::section { padding: 0 11px; }")
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.activated.connect(lambda index: self.opened.emit(self._rows.lines[index.row()].id))
        self.selectionModel().selectionChanged.connect(self._selected)

    @property
    def ids(self) -> list[str]:
        """The links, in the order they are shown."""
        return [line.id for line in self._rows.lines]

    def show_links(self, index: CaseIndex, content: BoardContent) -> None:
        """Show the links of some content of the board."""
        lines = []
        for edge in content.edges:
            start, end = content.nodes[edge.start], content.nodes[edge.end]
            labels = index.label_of(start.id), index.label_of(end.id)
            lines.append(_Line(edge.id, labels[0], start.kind, edge.relation, labels[1], end.kind, edge.level))
        self._telling = True
        self._rows.fill(lines)
        self._telling = False

    def show_selection(self, ids: Sequence[str], *, scroll: bool) -> None:
        """Select these rows without telling anyone."""
        number_of = {line.id: number for number, line in enumerate(self._rows.lines)}
        numbers = [number_of[one] for one in ids if one in number_of]
        chosen = QItemSelection()
        for number in numbers:
            first = self._rows.index(number, 0)
            chosen.select(first, first)
        flags = QItemSelectionModel.SelectionFlag
        self._telling = True
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        if numbers:
            self.selectionModel().setCurrentIndex(self._rows.index(numbers[-1], 0), flags.NoUpdate)
            if scroll:
                self.scrollTo(self._rows.index(numbers[-1], 0))
        self._telling = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Grade with a digit, delete with Del; the rest is the table's own."""
        level = next((one.value for one in Level if one.key == event.text()), None)
        if level is not None and self.selectionModel().hasSelection():
            self.level_wanted.emit(level)
        elif event.key() == Qt.Key.Key_Delete and self.selectionModel().hasSelection():
            self.delete_wanted.emit()
        elif len(event.text()) == 1 and event.text().isprintable():
            # Letters are commands of the window, not a search in the table.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _selected(self) -> None:
        if self._telling:
            return
        ids = [self._rows.lines[index.row()].id for index in self.selectionModel().selectedRows()]
        current = self.currentIndex()
        self.chosen.emit(ids, self._rows.lines[current.row()].id if current.isValid() else "")
