"""`DrawingsList`: everything drawn on the map, to choose, show, hide, name and delete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from evidence_board.model.map_objects import DrawingRow
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.map_tools.drawing_shapes import Drawn, figures_of
from evidence_board.ui.map_tools.drawing_words import colour_icon, drawing_name
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.popover import Popover

__all__ = ["DrawingsList"]

_WIDTH, _ROW, _MOST_ROWS = 340, 32, 10
_SHOWN = Qt.ItemDataRole.UserRole + 1


class DrawingsList(Popover):
    """An eye says whether it is shown. Enter goes there, F2 edits, Del moves to the bin, Space shows or hides.

    Attributes:
        list: the drawings, the topmost first.
        gone_to: (row id) show it on the map.
        edited: (row id) its name, colour and note are wanted.
        removed: (row id) it goes to the bin.
        shown: (row id, whether) show or hide it.
    """

    gone_to = Signal(str)
    edited = Signal(str)
    removed = Signal(str)
    shown = Signal(str, bool)

    def __init__(self, parent: QWidget, *, theme: Theme, writable: bool) -> None:
        super().__init__(parent, name=tr("Drawings"), theme=theme, padding=8)
        self._look, self._writable = theme, writable
        self._title = QLabel(self)
        self._title.setProperty("role", "bodyStrong")
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Drawings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListWidget { background: transparent; }")
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(lambda entry: self.gone_to.emit(_id(entry)))
        self._hint = QLabel(self)
        self._hint.setProperty("role", "hint")
        self._hint.setWordWrap(True)
        for part in (self._title, self.list, self._hint):
            self.body.addWidget(part)
        self.setFocusProxy(self.list)

    def show_rows(self, rows: Sequence[DrawingRow], *, chosen: str, about: Mapping[str, str]) -> None:
        """Show the drawings, the topmost first.

        Args:
            rows: the lowest first.
            chosen: row id of the one that is chosen.
            about: row id -> what it is about, in words.
        """
        before = self.list.currentRow()
        self.list.clear()
        for row in reversed(rows):
            figures = figures_of(Drawn(row))
            words = " · ".join(part for part in (drawing_name(row), figures, about.get(row.id, "")) if part)
            entry = QListWidgetItem(colour_icon(row.colour, self._look), words)
            entry.setData(Qt.ItemDataRole.UserRole, row.id)
            entry.setSizeHint(QSize(_WIDTH, _ROW))
            if row.note:
                entry.setToolTip(row.note if not row.note.startswith("<") else f" {row.note}")
            entry.setData(_SHOWN, row.visible)
            if not row.visible:
                entry.setForeground(self._look.color("text3"))
            self.list.addItem(entry)
            if self._writable:
                self._add_eye(entry, row)
            if row.id == chosen:
                self.list.setCurrentItem(entry)
        if self.list.currentRow() < 0 and rows:
            self.list.setCurrentRow(min(max(before, 0), len(rows) - 1))
        self.list.setFixedSize(_WIDTH, _ROW * min(max(len(rows), 1), _MOST_ROWS) + 4)
        self.list.setVisible(bool(rows))
        self._title.setText(count(len(rows), one="{n} drawing", many="{n} drawings") if rows else tr("No drawings yet"))
        keys = tr("Enter goes there, Space shows or hides, F2 edits, Del moves to the bin.")
        draw = tr("Points, lines, areas, sectors and words are drawn from the menu with the ruler.")
        readonly = tr("This case can only be read.")
        self._hint.setText((keys if self._writable else readonly) if rows else (draw if self._writable else readonly))
        if self.isVisible():
            self.adjustSize()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Edit, delete, go, show or hide by key."""
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event.key())
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        entry = self.list.currentItem()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif self.list.currentRow() < 0:
            return False
        elif key == Qt.Key.Key_F2:
            self.edited.emit(_id(entry))
        elif key == Qt.Key.Key_Delete and self._writable:
            self.removed.emit(_id(entry))
        elif key == Qt.Key.Key_Space and self._writable:
            self.shown.emit(_id(entry), not entry.data(_SHOWN))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.gone_to.emit(_id(entry))
        else:
            return False
        return True

    def _add_eye(self, entry: QListWidgetItem, row: DrawingRow) -> None:
        words = tr("Hide {name}", name=drawing_name(row)) if row.visible else tr("Show {name}", name=drawing_name(row))
        eye = IconButton("eye" if row.visible else "eye-off", name=words, theme=self._look, size=24)
        eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The list is filled anew by what follows: the button must not be gone while it is pressed.
        eye.clicked.connect(lambda: self.shown.emit(row.id, not row.visible), Qt.ConnectionType.QueuedConnection)
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.addStretch(1)
        layout.addWidget(eye)
        self.list.setItemWidget(entry, line)


def _id(entry: QListWidgetItem) -> str:
    return str(entry.data(Qt.ItemDataRole.UserRole))
