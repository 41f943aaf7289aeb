"""`RenameField`: the name of a node, edited over the node itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import text_direction

__all__ = ["RenameField"]

_LEAST, _MOST, _ROOM = 140, 280, 34


class RenameField(QLineEdit):
    """A line over the canvas; Enter saves, Esc and leaving it unchanged do nothing. Deletes itself."""

    def __init__(self, parent: QWidget, *, theme: Theme, text: str, hint: str, done: Callable[[str], None]) -> None:
        """Make the field and give it the focus.

        Args:
            parent: the canvas.
            theme: the look.
            text: the present name.
            hint: shown while it is empty.
            done: called with another name.
        """
        super().__init__(text, parent)
        self._canvas = parent
        self._theme, self._before, self._done = theme, text, done
        self._ended = False
        self.setPlaceholderText(hint)
        self.setAccessibleName(tr("Name"))
        self.setProperty("small", True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.textChanged.connect(self._changed)
        self._changed(text)
        self.selectAll()

    def open_at(self, middle: QPointF) -> None:
        """Stand with its upper edge at a pixel of the canvas, wholly inside it."""
        words = round(self._theme.metrics("body").horizontalAdvance(self.text())) + _ROOM
        width, height = min(max(words, _LEAST), _MOST), self.sizeHint().height()
        room = self._canvas.size()
        x = min(max(round(middle.x() - width / 2), 4), max(room.width() - width - 4, 4))
        y = min(max(round(middle.y()), 4), max(room.height() - height - 4, 4))
        self.setGeometry(x, y, width, height)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Enter, give up on Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(save=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(save=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when the user goes on elsewhere; a menu of the field itself is not elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._end(save=True)

    def _changed(self, text: str) -> None:
        self.setLayoutDirection(text_direction(text or self.placeholderText()))

    def _end(self, *, save: bool) -> None:
        if self._ended:
            return
        self._ended = True
        text = self.text().strip()
        self.hide()
        self.deleteLater()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        if save and text and text != self._before:
            self._done(text)
