"""`NoteEditor`: a note as it is typed, in Markdown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from evidence_board.ui.theme import Theme

__all__ = ["NoteEditor"]

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)
_LEAST, _MOST = 5, 18


class NoteEditor(QPlainTextEdit):
    """Grows with what is typed. Ctrl Enter and leaving it save, Esc leaves the note as it was.

    Attributes:
        ended: (save) the user is done; True for keeping what was typed.
    """

    ended = Signal(bool)

    def __init__(self, text: str, *, name: str, hint: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an editor of a text.

        Args:
            text: to begin with.
            name: what it is, already translated.
            hint: shown while it is empty.
            theme: the look.
            parent: parent widget.
        """
        super().__init__(text, parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl Enter, leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit(False)
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.ended.emit(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when the user goes elsewhere in the window."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.ended.emit(True)

    def _fit(self) -> None:
        lines = min(max(self.document().blockCount() + 1, _LEAST), _MOST)
        self.setFixedHeight(self._theme.line_height("body") * lines + 12)
