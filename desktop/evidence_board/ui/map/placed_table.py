"""`PlacedTable`: the list twin of the map, for those who read it rather than look at it."""

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
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from evidence_board.geo.coordinate_text import format_bearing, format_decimal
from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.scene_style import INFINITY
from evidence_board.ui.gallery.item_words import day_words
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.map.map_content import distance_words
from evidence_board.ui.map.pin_set import LEVELS
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.confidence import level_name

__all__ = ["PlacedTable"]

_DISPLAY = Qt.ItemDataRole.DisplayRole
_WIDTHS = (72, 124, 108, 156, 168, 80, 88, 100)
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class _Line:
    """The texts of a row, and what each column is sorted by."""

    id: str
    texts: tuple[str, ...]
    keys: tuple[Any, ...]


class _Rows(QAbstractTableModel):
    """One row per placed file or guess."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.ids: list[str] = []
        self._lines: list[_Line] = []
        self._column, self._order = 0, Qt.SortOrder.AscendingOrder
        self.headings = (
            tr("Id"), tr("Account"), tr("Taken"), tr("Place"), tr("Coordinates"), tr("Within"), tr("Looking"),
            tr("Confidence"),
        )  # fmt: skip

    def fill(self, index: CaseIndex, items: Sequence[ItemRow]) -> None:
        self.beginResetModel()
        self._lines = [line for row in items if (line := _line(index, row)) is not None]
        self._apply_order()
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return self._lines[index.row()].texts[index.column()]
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
            self._lines.sort(key=lambda line: (line.keys[self._column], line.keys[0]), reverse=backwards)
        self.ids = [line.id for line in self._lines]


class PlacedTable(QTableView):
    """Placed files and guesses with their coordinates; the same selection as the map.

    Attributes:
        chosen: (ids, current id) the user selected rows.
        opened: (id) a double click or Enter.
    """

    chosen = Signal(object, str)
    opened = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setAccessibleName(tr("Placed files"))
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
        header.setStretchLastSection(True)
        # In line with the texts below, to which the style adds its margin.
        header.setStyleSheet("QHeaderView::section { padding: 0 11px; }")
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.activated.connect(lambda index: self.opened.emit(self._rows.ids[index.row()]))
        self.selectionModel().selectionChanged.connect(self._selected)
        self._telling = False

    @property
    def ids(self) -> list[str]:
        """The files, in the order they are shown."""
        return list(self._rows.ids)

    def show_rows(self, index: CaseIndex, items: Sequence[ItemRow]) -> None:
        """Show those of the files that are placed or guessed."""
        self._telling = True
        self._rows.fill(index, items)
        self._telling = False

    def show_selection(self, ids: Sequence[str], *, scroll: bool) -> None:
        """Select these rows without telling anyone."""
        number_of = {row_id: number for number, row_id in enumerate(self._rows.ids)}
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
        ids = [self._rows.ids[index.row()] for index in self.selectionModel().selectedRows()]
        current = self.currentIndex()
        self.chosen.emit(ids, self._rows.ids[current.row()] if current.isValid() else "")


def _line(index: CaseIndex, row: ItemRow) -> _Line | None:
    """Return the line of a file that is placed or guessed; a guess says that it is one."""
    guess = index.guesses.get(row.id)
    if row.latitude is not None and row.longitude is not None:
        position = format_decimal(row.latitude, row.longitude)
        place, radius, level = isolate(row.place), row.radius_m, row.level
        where = (row.latitude, row.longitude)
    elif guess is not None:
        position = tr("about {position}", position=format_decimal(guess.latitude, guess.longitude, decimals=2))
        place, radius, level = tr("not placed"), guess.radius_m, guess.level
        where = (guess.latitude, guess.longitude)
    else:
        return None
    name = row.account or row.label
    taken = row.captured
    return _Line(
        row.id,
        (
            row.ref,
            isolate(name),
            day_words(taken.local[:10]) if taken is not None else "",
            place,
            position,
            distance_words(radius) if radius else "",
            format_bearing(row.bearing_deg) if row.bearing_deg is not None else "",
            level_name(level),
        ),
        (
            (row.ref[:1], len(row.ref), row.ref),
            name.casefold(),
            taken.sort_key if taken is not None else INFINITY,
            place,
            where,
            radius or 0.0,
            -1.0 if row.bearing_deg is None else row.bearing_deg,
            LEVELS.index(level),
        ),
    )
