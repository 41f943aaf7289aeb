"""`RadioButton`: one of several, with its words; paints its own mark, as a stylesheet could not."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, leading, visual

__all__ = ["RadioButton"]

_RING, _GAP = 16, 8


class RadioButton(Clickable):
    """A ring of 16 px and words; exclusive among its siblings, arrow keys move the choice."""

    def __init__(self, text: str, *, theme: Theme, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self._text = text
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setChecked(checked)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Return the room of ring and words, 28 px high."""
        words = round(self.theme.metrics("body").horizontalAdvance(self._text)) + 1
        return QSize(_RING + _GAP + words, self.theme.pixels(self.theme.tokens.size["row"]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring, its mark and the words."""
        painter = QPainter(self)
        color, on = self.theme.color, self.isEnabled()
        ring = visual(self, QRect(0, (self.height() - _RING) // 2, _RING, _RING))
        if self.isChecked():
            draw_box(painter, ring, radius=8, fill=color("accent" if on else "disabled"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("onAccent"))
            painter.drawEllipse(QPointF(QRectF(ring).center()), 3, 3)
        else:
            strong = on and (self.underMouse() or self.isDown())
            border = color("text2" if strong else "control" if on else "line2")
            draw_box(painter, ring, radius=8, fill=color("pane"), border=border)
        start = _RING + _GAP
        room = visual(self, QRect(start, 0, self.width() - start, self.height()))
        ink = color("text" if on else "disabled")
        draw_text(painter, room, self._text, font=self.theme.font("body"), colour=ink, align=leading(self))
        painter.end()
