"""`OffsetField`: by how much the clock of a camera was behind, typed as people say it."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from evidence_board.model.errors import KnownError
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.time_words import read_span, span_text
from evidence_board.ui.theme import Theme

__all__ = ["OffsetField"]

_BARE = re.compile(r"\d{1,6}")
_MINUS = "-\u2212\u2013"
_MINUTE = 60.0


class OffsetField(QLineEdit):
    """``7 min 13 s``, ``-1 h``, ``433`` (seconds) or ``0:07:13``; up and down add a second, with Shift a minute.

    Signals:
        changed: (seconds) it is another offset.
        refused: (words) what was typed is none; empty once it is again.
    """

    changed = Signal(float)
    refused = Signal(str)

    def __init__(self, *, most_s: float, theme: Theme) -> None:
        super().__init__()
        self._most, self._value = most_s, 0.0
        self.setAccessibleName(tr("Offset of the clock"))
        self.setToolTip(tr("7 min 13 s, -1 h, or seconds. Up and down change it by a second, with Shift by a minute."))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFont(QFont(theme.font("body", tabular=True)))
        self.editingFinished.connect(self._typed)
        self._show()

    def value(self) -> float:
        """Return the offset in seconds; negative for a clock that was ahead."""
        return self._value

    def setValue(self, seconds: float) -> None:
        """Take another offset, within what is allowed."""
        value = min(max(float(seconds), -self._most), self._most)
        changed, self._value = value != self._value, value
        self._show()
        if changed:
            self.changed.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys."""
        steps = {Qt.Key.Key_Up: 1.0, Qt.Key.Key_Down: -1.0, Qt.Key.Key_PageUp: _MINUTE, Qt.Key.Key_PageDown: -_MINUTE}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._typed()
        long = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and abs(step) == 1
        self.setValue(self._value + step * (_MINUTE if long else 1.0))

    def _typed(self) -> None:
        text = self.text().strip()
        ahead = text[:1] in _MINUS if text else False
        plain = text.lstrip(_MINUS + "+ ")
        try:
            seconds = float(plain) if _BARE.fullmatch(plain) else read_span(plain)
        except KnownError as error:
            self._mark(str(error))
            return
        self.setValue(-seconds if ahead else seconds)

    def _show(self) -> None:
        sign = "\u2212" if self._value < 0 else ""
        self.setText(sign + span_text(self._value))
        self._mark("")

    def _mark(self, problem: str) -> None:
        if bool(self.property("invalid")) != bool(problem):
            self.setProperty("invalid", bool(problem))
            self.style().unpolish(self)
            self.style().polish(self)
        self.refused.emit(problem)
