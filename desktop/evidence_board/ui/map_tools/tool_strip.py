"""`ToolStrip`: what is being measured or drawn, in figures, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["ToolStrip"]

_MARGIN, _ASIDE, _HEIGHT = 12, 56, 36


class ToolStrip(QWidget):
    """A line over the upper edge of the map while a tool is in hand.

    Attributes:
        words: the figures.
        copy: copies them.
        back: takes the last point back.
        done: ends the drawing or measurement.
        leave: puts the tool away.
        copied: the figures are asked for.
        taken_back: as `back`.
        ended: as `done`.
        left: as `leave`.
    """

    copied = Signal()
    taken_back = Signal()
    ended = Signal()
    left = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.copy = IconButton("copy", name=tr("Copy the figures"), key="Ctrl+C", theme=theme, parent=self)
        self.back = IconButton("undo-2", name=tr("Take the last point back"), key="Backspace", theme=theme, parent=self)
        self.done = IconButton("check", name=tr("Done"), key="Enter", theme=theme, parent=self)
        self.leave = IconButton("x", name=tr("Put the tool away"), key="Esc", theme=theme, parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 4, 4)
        layout.setSpacing(2)
        layout.addWidget(self.words, 1)
        for button, signal in (
            (self.copy, self.copied),
            (self.back, self.taken_back),
            (self.done, self.ended),
            (self.leave, self.left),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(signal)
            layout.addWidget(button)
        self.hide()

    def say(self, words: str, *, copies: bool, more: bool, enough: bool) -> None:
        """Show figures.

        Args:
            words: the figures, or what to do.
            copies: they are figures that can be copied.
            more: there is a point to take back.
            enough: it could end here.
        """
        self.words.setText(words)
        self.words.setToolTip(words)
        self.copy.setEnabled(copies)
        self.back.setEnabled(more)
        self.done.setEnabled(enough)

    def place_in(self, size: QSize) -> None:
        """Lie over the upper edge, beside the zoom buttons."""
        wish = self.words.fontMetrics().horizontalAdvance(self.words.text()) + 4 * 30 + 40
        room = size.width() - _MARGIN - _ASIDE
        self.setGeometry(_MARGIN, _MARGIN, max(min(max(wish, 340), room), 160), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box."""
        painter = QPainter(self)
        color = self._theme.color
        draw_box(painter, self.rect(), radius=6, fill=color("raised"), border=color("line2"))
        painter.end()
