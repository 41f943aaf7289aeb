"""Where the label and the two copies stand: one geometry for the pictures and the table below them."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import visual

__all__ = ["PAD", "column", "labels", "pictures"]

#: Room between the border of the richer copy and what it holds.
PAD = 5
_LABELS, _GAP = 84, 10


def labels(widget: QWidget, theme: Theme, top: int, height: int) -> QRect:
    """Return the room of a label."""
    return visual(widget, QRect(0, top, theme.pixels(_LABELS) - 8, height))


def column(widget: QWidget, theme: Theme, which: int, top: int, height: int) -> QRect:
    """Return the room of a copy, border included; the first copy stands where lines begin."""
    begin = theme.pixels(_LABELS)
    width = (widget.width() - begin - _GAP) // 2
    return visual(widget, QRect(begin + which * (width + _GAP), top, width, height))


def pictures(widget: QWidget, theme: Theme, top: int, height: int) -> QRect:
    """Return the room of both copies together."""
    begin = theme.pixels(_LABELS)
    return visual(widget, QRect(begin, top, widget.width() - begin, height))
