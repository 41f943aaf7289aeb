"""`FitChip`: the hours that fit, or that none does, as a button that writes it down."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual

__all__ = ["FitChip"]

_PADDING, _ICON, _GAP = 9, 14, 6
#: One span is never cut.
_WHOLE = 24


class FitChip(Clickable):
    """Words on a soft ground, green with a check or amber with a warning; a click opens what can be done with it."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self._words, self._ok = "", True
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str, *, ok: bool) -> None:
        """Say something, or nothing."""
        self._words, self._ok = words, ok
        self.setVisible(bool(words))
        self.describe(words)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return what it says."""
        return self._words

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        words = self.theme.metrics("small", weight=500).horizontalAdvance(self._words)
        return QSize(round(words) + 2 * _PADDING + _ICON + _GAP + 1, self.theme.pixels(24))

    def minimumSizeHint(self) -> QSize:
        """The words may be cut; the whole stands in the tip."""
        return self.sizeHint() if len(self._words) < _WHOLE else QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and words."""
        painter = QPainter(self)
        color, role = self.theme.color, "ok" if self._ok else "warn"
        radius = self.theme.tokens.radius["chip"]
        draw_box(painter, self.rect(), radius=radius, fill=color(f"{role}Soft"))
        if self.underMouse():
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
        if self.hasFocus():
            draw_box(painter, self.rect(), radius=radius, border=color("focus"), width=2)
        place = visual(self, QRect(_PADDING, (self.height() - _ICON) // 2, _ICON, _ICON))
        draw_icon(painter, "check" if self._ok else "triangle-alert", place, color(role))
        start = _PADDING + _ICON + _GAP
        room = visual(self, QRect(start, 0, self.width() - start - _PADDING + 2, self.height()))
        font = self.theme.font("small", weight=500)
        draw_text(painter, room, self._words, font=font, colour=color(role), align=leading(self))
        painter.end()
