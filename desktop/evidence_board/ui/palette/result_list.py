"""`ResultList`: the lines of the palette under their headings; one of them is current."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QListView, QWidget

from evidence_board.ui.i18n import number, tr
from evidence_board.ui.palette.entries import Entry, Group
from evidence_board.ui.palette.row_painter import RowPainter
from evidence_board.ui.theme import Theme
from evidence_board.ui.thumbnails import Thumbnails

__all__ = ["Line", "ResultList"]

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a heading, an entry, or what opens the rest of a group.

    Attributes:
        group: name of its group.
        words: of a heading or of the line that offers more.
        number: count beside a heading.
        entry: what can be chosen.
        heading: it is one.
        more: it opens the rest of its group.
    """

    group: str
    words: str = ""
    number: str = ""
    entry: Entry | None = None
    heading: bool = False
    more: bool = False

    @property
    def id(self) -> str:
        """What the line stands for."""
        return self.entry.id if self.entry is not None else f"{self.group}:{'heading' if self.heading else 'more'}"


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def fill(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        line = self.lines[index.row()]
        if role in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            if line.entry is not None:
                return line.entry.words
            return f"{line.words}, {line.number}" if line.number else line.words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.lines[index.row()]
        return Qt.ItemFlag.NoItemFlags if line.heading else super().flags(index)


class ResultList(QListView):
    """Groups of entries; up, down, pages and the mouse move the current one.

    Signals:
        chosen: the current line was clicked.
        moved: another line is current.
    """

    chosen = Signal()
    moved = Signal()

    def __init__(self, *, theme: Theme, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = _Lines(self)
        self._pressed: tuple[int, int] | None = None
        self.setModel(self._lines)
        self.setItemDelegate(RowPainter(self, theme, thumbnails))
        self.setAccessibleName(tr("Results"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; border: 0; } QListView::item { border: 0; }")
        self.clicked.connect(self._clicked)
        self.viewport().installEventFilter(self)
        thumbnails.ready.connect(self._pictures_ready)

    def line(self, number_of: int) -> Line:
        """Return one line."""
        return self._lines.lines[number_of]

    @property
    def lines(self) -> list[Line]:
        """All lines, headings too."""
        return self._lines.lines

    @property
    def current(self) -> Line | None:
        """The line that Enter means."""
        row = self.currentIndex().row()
        return self._lines.lines[row] if 0 <= row < len(self._lines.lines) else None

    @property
    def content_height(self) -> int:
        """How high all lines are together."""
        return sum(max(0, self.sizeHintForRow(row)) for row in range(min(len(self._lines.lines), 60)))

    def show_groups(self, groups: Sequence[Group], *, keep: bool) -> None:
        """Show groups one below the other.

        Args:
            groups: in their order; empty ones are left out.
            keep: the current line stays current, if it is still there and was chosen; else the first is.
        """
        before = self.current.id if keep and self.current is not None else ""
        place = self.verticalScrollBar().value()
        lines: list[Line] = []
        for group in groups:
            if not len(group):
                continue
            lines.append(Line(group.name, words=group.title, number=number(len(group)), heading=True))
            seen = group.visible()
            lines += [Line(group.name, entry=entry) for entry in seen]
            rest = len(group) - len(seen)
            if rest:
                lines.append(Line(group.name, words=tr("{n} more", n=number(rest)), more=True))
        self._lines.fill(lines)
        at = next((row for row, line in enumerate(lines) if before and line.id == before), -1)
        self._take(at if at >= 0 else next((row for row, line in enumerate(lines) if not line.heading), -1))
        if at >= 0:
            self.verticalScrollBar().setValue(place)
        else:
            self.scrollToTop()

    def step(self, step: int) -> None:
        """Make the next or previous line current; after the last comes the first."""
        rows = [row for row, line in enumerate(self._lines.lines) if not line.heading]
        if rows:
            at = rows.index(self.currentIndex().row()) if self.currentIndex().row() in rows else -1
            self._take(rows[(at + step) % len(rows)])

    def leap(self, step: int) -> None:
        """Go a page up or down, and no further than the ends."""
        rows = [row for row, line in enumerate(self._lines.lines) if not line.heading]
        if rows:
            at = rows.index(self.currentIndex().row()) if self.currentIndex().row() in rows else 0
            self._take(rows[max(0, min(len(rows) - 1, at + step * self._page()))])

    def to_end(self, *, last: bool) -> None:
        """Go to the first or the last line."""
        rows = [row for row, line in enumerate(self._lines.lines) if not line.heading]
        if rows:
            self._take(rows[-1] if last else rows[0])

    def take(self, line_id: str) -> None:
        """Make the line that stands for something current."""
        row = next((row for row, line in enumerate(self._lines.lines) if line.id == line_id), -1)
        if row >= 0:
            self._take(row)

    def _page(self) -> int:
        return max(1, self.viewport().height() // max(1, self.sizeHintForRow(1)) - 1)

    def _take(self, row: int) -> None:
        if row >= 0:
            self.setCurrentIndex(self._lines.index(row))
            if row == 1:
                self.scrollToTop()
        self.moved.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the line under a pointer that moves become current; one that lies still chooses nothing."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            place = event.globalPosition().toPoint()
            if self._pressed is not None and self._pressed != (place.x(), place.y()):
                index = self.indexAt(event.position().toPoint())
                if index.isValid() and not self._lines.lines[index.row()].heading:
                    self.setCurrentIndex(index)
                    self.moved.emit()
            self._pressed = (place.x(), place.y())
        return super().eventFilter(watched, event)

    def _clicked(self, index: QModelIndex) -> None:
        if not self._lines.lines[index.row()].heading:
            self.setCurrentIndex(index)
            self.chosen.emit()

    def _pictures_ready(self, ids: set[str]) -> None:
        if self.isVisible() and any(line.entry is not None and line.entry.item in ids for line in self._lines.lines):
            self.viewport().update()
