"""`CheckBox`: on or off, with its words; paints its own mark, as a stylesheet could not."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, leading, visual

__all__ = ["CheckBox"]

_BOX, _GAP = 16, 8


class CheckBox(Clickable):
    """A box of 16 px and words; a click on either changes it."""

    def __init__(self, text: str, *, theme: Theme, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self._text = text
        self.setCheckable(True)
        self.setChecked(checked)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Return the room of box and words, 28 px high."""
        words = round(self.theme.metrics("body").horizontalAdvance(self._text)) + 1
        return QSize(_BOX + _GAP + words, self.theme.pixels(self.theme.tokens.size["row"]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, its mark and the words."""
        painter = QPainter(self)
        color, on = self.theme.color, self.isEnabled()
        box = visual(self, QRect(0, (self.height() - _BOX) // 2, _BOX, _BOX))
        if self.isChecked():
            draw_box(painter, box, radius=4, fill=color("accent" if on else "disabled"))
            draw_icon(painter, "check", box.adjusted(2, 2, -2, -2), color("onAccent"), stroke=3.0)
        else:
            strong = on and (self.underMouse() or self.isDown())
            border = color("text2" if strong else "control" if on else "line2")
            draw_box(painter, box, radius=4, fill=color("pane"), border=border)
        start = _BOX + _GAP
        room = visual(self, QRect(start, 0, self.width() - start, self.height()))
        ink = color("text" if on else "disabled")
        draw_text(painter, room, self._text, font=self.theme.font("body"), colour=ink, align=leading(self))
        painter.end()
