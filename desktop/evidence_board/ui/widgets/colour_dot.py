"""A dot in a colour that a person chose, with an edge that keeps it apart from any ground."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["DOT", "draw_dot"]

#: Its side in pixels.
DOT = 9


def draw_dot(painter: QPainter, place: QRect, untrusted_colour: str, theme: Theme) -> None:
    """Draw the dot; what is no colour is drawn as none."""
    colour = QColor.fromString(untrusted_colour)
    if colour.isValid():
        draw_box(painter, place, radius=DOT // 2 + 1, fill=colour, border=theme.color("line2"))
