"""`NamedRow`: a row of a list whose name is edited in place; what it looks like is up to those who derive from it."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import visual

__all__ = ["NamedRow"]

_HEIGHT = 28


class NamedRow(Clickable):
    """Keys of the row, but Space, are left to the list.

    Signals:
        named: (text) the name was edited.
        menu_wanted: (point of the screen).
        pointed: (True or False) the pointer came or went.

    Attributes:
        row_id: what it stands for.
        name: its name.
        name_start: where the name begins, pixels.
    """

    named = Signal(str)
    menu_wanted = Signal(object)
    pointed = Signal(bool)

    def __init__(self, *, theme: Theme, name_start: int, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self.row_id = self.name = ""
        self.name_start = name_start
        self._editor: QLineEdit | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the usual row height."""
        return QSize(200, self.theme.pixels(_HEIGHT))

    def edit_name(self) -> None:
        """Edit the name in place; Enter keeps it, Esc does not."""
        if self._editor is not None or not self.row_id:
            return
        editor = QLineEdit(self.name, self)
        editor.setAccessibleName(tr("Name"))
        editor.setPlaceholderText(tr("What is it?"))
        editor.setProperty("small", True)
        editor.setMaxLength(200)
        start = self.name_start - 4
        editor.setGeometry(visual(self, QRect(start, 0, self.width() - start, self.height())))
        editor.selectAll()
        editor.installEventFilter(self)
        editor.editingFinished.connect(self._finish)
        self._editor = editor
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Leave the name as it was on Esc; Enter keeps it, and the row never hears of it: there it means to rename."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
            return True
        return False

    def _finish(self) -> None:
        editor = self._editor
        if editor is not None:
            text = editor.text().strip()
            self._close()
            if text != self.name:
                self.named.emit(text)

    def _close(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            had = editor.hasFocus()
            editor.hide()
            editor.deleteLater()
            if had:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename on a double click."""
        self.clicked.emit()
        self.edit_name()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the point."""
        self.clicked.emit()
        self.menu_wanted.emit(event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Say that the pointer came."""
        self.pointed.emit(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Say that the pointer went."""
        self.pointed.emit(False)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key but Space to the list."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()
