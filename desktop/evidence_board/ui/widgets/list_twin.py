"""`ListTwin`: a table that says in words what a canvas shows, with the same selection."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from evidence_board.ui.theme import Theme

__all__ = ["ListTwin", "TwinLine"]

_DISPLAY = Qt.ItemDataRole.DisplayRole
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class TwinLine(Protocol):
    """A row: what it stands for, what it says, and what each column is sorted by."""

    @property
    def id(self) -> str:
        """The row id of the thing."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of each column; never rich text."""

    @property
    def keys(self) -> tuple[Any, ...]:
        """What each column is sorted by."""


class _Rows(QAbstractTableModel):
    """One row per line, in the order that the user chose."""

    def __init__(self, headings: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[TwinLine] = []
        self._headings = tuple(headings)
        self._column, self._order = 0, Qt.SortOrder.AscendingOrder

    def fill(self, lines: Iterable[TwinLine]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self._apply_order()
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return self.lines[index.row()].texts[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
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


class ListTwin(QTableView):
    """Rows that are selected, sorted and opened; editing is done elsewhere.

    Signals:
        chosen: (ids, current id) the user selected rows.
        opened: (id) a double click or Enter.
    """

    chosen = Signal(object, str)
    opened = Signal(str)

    def __init__(
        self,
        *,
        headings: Sequence[str],
        name: str,
        theme: Theme,
        widths: Mapping[int, int],
        stretched: Collection[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty table.

        Args:
            headings: of the columns.
            name: what the table is called for those who hear it.
            theme: fonts and measures.
            widths: pixels of columns at the beginning.
            stretched: columns that share the room left over; without any the last one takes it.
            parent: parent widget.
        """
        super().__init__(parent)
        self._rows = _Rows(headings, self)
        self._telling = False
        self.setModel(self._rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFont(theme.font("body", tabular=True))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(theme.tokens.size["row"]))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in stretched:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(not stretched)
        # In line with the texts below, to which the style adds its margin.
        header.setStyleSheet("QHeaderView::section { padding: 0 11px; }")
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self.activated.connect(lambda index: self.opened.emit(self._rows.lines[index.row()].id))
        self.selectionModel().selectionChanged.connect(self._selected)

    @property
    def ids(self) -> list[str]:
        """What the rows stand for, in the order they are shown."""
        return [line.id for line in self._rows.lines]

    @property
    def lines(self) -> Sequence[TwinLine]:
        """The rows, in the order they are shown."""
        return self._rows.lines

    def show_lines(self, lines: Iterable[TwinLine]) -> None:
        """Show other rows, in the order that the user chose."""
        self._telling = True
        self._rows.fill(lines)
        self._telling = False

    def show_selection(self, ids: Iterable[str], *, scroll: bool) -> None:
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

    def _selected(self) -> None:
        if self._telling:
            return
        ids = [self._rows.lines[index.row()].id for index in self.selectionModel().selectedRows()]
        current = self.currentIndex()
        self.chosen.emit(ids, self._rows.lines[current.row()].id if current.isValid() else "")
