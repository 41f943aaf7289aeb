"""`RowLabels`: the names of the rows beside the strip, and how many marks lie before it."""

import math

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.timeline.strip_layout import measures
from evidence_board.ui.widgets.painting import draw_text, leading, trailing, visual

__all__ = ["RowLabels"]

_WIDTH, _PADDING = 116, 12


class RowLabels(QWidget):
    """A column of 116 px, wider for large letters: Taken, Posted, and a hint in the row of dates.

    Signals:
        hint_pressed: show what lies beyond this end.
    """

    hint_pressed = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hint = ""
        self.setFixedWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._fit)

    @property
    def hint(self) -> str:
        """How many marks lie beyond this end, in words; empty when there are none."""
        return self._hint

    def set_hint(self, hint: str) -> None:
        """Say how many marks lie beyond this end of the strip."""
        if hint != self._hint:
            self._hint = hint
            self.setAccessibleName(hint)
            self._fit()

    def _fit(self) -> None:
        """Be as wide as large letters need."""
        words = self._theme.metrics("caption", tabular=True, weight=500).horizontalAdvance(self._hint)
        self.setFixedWidth(max(_WIDTH, math.ceil(words) + 16))
        self.update()

    def hint_box(self) -> QRect:
        """Return where the hint stands."""
        label = round(measures(self.height()).label)
        wide = round(self._theme.metrics("caption", tabular=True, weight=500).horizontalAdvance(self._hint)) + 8
        high = max(16, round(self._theme.metrics("caption", tabular=True, weight=500).height()))
        top = min(label - high // 2, self.height() - high)
        return visual(self, QRect(self.width() - wide - 4, top, wide, high))

    def name_box(self, row: int) -> QRect:
        """Return where the name of a row stands: 0 Taken, 1 Posted; large letters make way for the hint below."""
        middle = measures(self.height()).middle
        high = max(16, round(self._theme.metrics("caption", weight=500).height()))
        top = round(middle + (15 if row else -13)) - high // 2
        if self._hint:
            top = min(top, self.hint_box().top() - (high if row else 2 * high))
        return visual(self, QRect(_PADDING, top, self.width() - 2 * _PADDING, high))

    def sizeHint(self) -> QSize:
        """Return the width of the column."""
        return QSize(self.minimumWidth(), 94)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press the hint."""
        spot = event.position().toPoint()
        if self._hint and event.button() == Qt.MouseButton.LeftButton and self.hint_box().contains(spot):
            self.hint_pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the names beside their rows."""
        painter = QPainter(self)
        color = self._theme.color
        painter.fillRect(self.rect(), color("pane"))
        font = self._theme.font("caption", weight=500)
        rows = ((tr("Taken"), self.name_box(0)), (tr("Posted"), self.name_box(1)))
        for words, room in rows:
            draw_text(painter, room, words, font=font, colour=color("text2"), align=leading(self))
        if self._hint:
            font = self._theme.font("caption", tabular=True, weight=500)
            draw_text(painter, self.hint_box(), self._hint, font=font, colour=color("text3"), align=trailing(self))
        painter.end()
