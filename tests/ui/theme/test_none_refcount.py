"""PySide6 6.12.0 below Python 3.12 loses a reference to None in every void call, until the process aborts."""

import sys

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from evidence_board.ui.widgets.key_hint import KeyHint

CALLS = 1000
#: Other code of Qt and pytest may keep or drop a few; the fault costs one for each call.
ALLOWED = 100


class Painted(QWidget):
    """Calls many void functions of a painter, and is called by Qt through a void virtual one."""

    def __init__(self):
        super().__init__()
        self.paints = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paints += 1
        painter = QPainter(self)
        painter.setPen(QColor("black"))
        painter.setBrush(QColor("white"))
        painter.drawRect(QRect(1, 1, 20, 20))
        painter.drawLine(0, 0, 10, 10)
        painter.drawText(QRectF(0, 0, 40, 20), 0, "M-014")
        painter.end()


def references_to_none():
    return sys.getrefcount(None)


def test_a_thousand_paints_lose_no_reference_to_none(qtbot):
    widget = Painted()
    qtbot.addWidget(widget)
    widget.resize(60, 40)
    picture = widget.grab()
    before = references_to_none()
    for _ in range(CALLS):
        widget.render(picture, QPoint(0, 0))
    assert widget.paints > CALLS
    assert abs(references_to_none() - before) < ALLOWED


def test_a_thousand_paints_of_our_own_widget_lose_no_reference_to_none(qtbot, theme):
    widget = KeyHint("Ctrl+K", theme=theme)
    qtbot.addWidget(widget)
    picture = widget.grab()
    before = references_to_none()
    for _ in range(CALLS):
        widget.render(picture, QPoint(0, 0))
    assert abs(references_to_none() - before) < ALLOWED
