"""`LabelField`: names a region where its label stands; Enter saves, Esc leaves it."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import text_direction

__all__ = ["LabelField"]

_WIDTH = 220


class LabelField(QLineEdit):
    """One line over the picture; goes away when it loses the focus, saving what was typed."""

    def __init__(self, parent: QWidget, *, theme: Theme) -> None:
        super().__init__(parent)
        self._theme, self._under = theme, parent
        self._done: Callable[[str], None] | None = None
        self._before = ""
        self.setAccessibleName(tr("Label of the region"))
        self.setPlaceholderText(tr("Name or words, Enter saves"))
        self.textChanged.connect(lambda text: self.setLayoutDirection(text_direction(text)))
        self.hide()

    def begin(self, text: str, at: QPointF, done: Callable[[str], None]) -> None:
        """Ask for a label; ``done`` is called with it if it was changed."""
        self._done, self._before = done, text
        self.setText(text)
        self.selectAll()
        under = self._under
        height = self._theme.pixels(30)
        x = min(max(2, round(at.x())), max(2, under.width() - _WIDTH - 2))
        self.setGeometry(x, min(max(2, round(at.y())), under.height() - height - 2), _WIDTH, height)
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Enter, leave on Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(save=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(save=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when the focus goes elsewhere."""
        super().focusOutEvent(event)
        self._end(save=True)

    def _end(self, *, save: bool) -> None:
        done, self._done = self._done, None
        if done is None:
            return
        text = self.text().strip()
        self.hide()
        self._under.setFocus()
        if save and text != self._before:
            done(text)
