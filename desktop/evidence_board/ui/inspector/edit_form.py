"""`EditForm`: fields that open inside a section, with one button to save and one to leave."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button

__all__ = ["EditForm"]


class EditForm(QWidget):
    """Rows of label and field. Enter saves, Esc leaves; a line below says how the input is understood.

    Attributes:
        saved: the user wants to save; the owner reads the fields and closes the form, or says what is wrong.
        left: the user wants to leave everything as it was.
    """

    saved = Signal()
    left = Signal()

    def __init__(self, *, save: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty form.

        Args:
            save: verb of the button, already translated.
            theme: the look.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme = theme
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self._said = QLabel(self)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setProperty("role", "hint")
        self._said.hide()
        self.save_button = Button(save, theme=theme, small=True)
        self.save_button.clicked.connect(self.saved)
        leave = Button(tr("Cancel"), theme=theme, kind="quiet", small=True)
        leave.clicked.connect(self.left)
        self._buttons = QHBoxLayout()
        self._buttons.setContentsMargins(0, 4, 0, 0)
        self._buttons.setSpacing(4)
        self._buttons.addWidget(self.save_button)
        self._buttons.addWidget(leave)
        self._buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 4)
        layout.setSpacing(4)
        layout.addLayout(self._rows)
        layout.addWidget(self._said)
        layout.addLayout(self._buttons)

    def add_line(self, label: str, *, hint: str = "", digits: bool = False) -> QLineEdit:
        """Add a line to type into.

        Args:
            label: name of the field, already translated.
            hint: shown while it is empty.
            digits: holds figures, which are not mirrored.
        """
        line = QLineEdit()
        line.setProperty("small", True)
        line.setPlaceholderText(hint)
        line.setAccessibleName(label)
        if digits:
            line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            line.setFont(self._theme.font("small", tabular=True))
        self.add_row(label, line)
        # A long value shows its beginning, not its end.
        line.textChanged.connect(lambda: None if line.hasFocus() else line.setCursorPosition(0))
        return line

    def add_row(self, label: str, field: QWidget) -> FieldRow:
        """Add any field behind a label."""
        row = FieldRow(label, field, theme=self._theme)
        self._rows.addWidget(row)
        return row

    def add_wide(self, field: QWidget) -> None:
        """Add a field over the whole width; its hint says what it is."""
        self._rows.addWidget(field)

    def add_button(self, button: Button) -> None:
        """Add another command after the two."""
        self._buttons.addWidget(button)

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say how the input is understood, or what is wrong with it; empty for nothing."""
        self._said.setText(words)
        self._said.setProperty("tone", "bad" if wrong else "")
        self._said.style().polish(self._said)
        self._said.setVisible(bool(words))

    def showEvent(self, event: QShowEvent) -> None:
        """Come into sight with its buttons, wherever in a long page it opens."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and self.isVisible():
            area.ensureWidgetVisible(self.save_button, 0, 16)
            area.ensureWidgetVisible(self.focusWidget() or self, 0, 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Enter, leave on Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.saved.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
