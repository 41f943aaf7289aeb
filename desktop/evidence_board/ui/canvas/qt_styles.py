"""Pens and colours of the display list as Qt objects."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from evidence_board.scene_style import Cap, Pen


def qt_color(color: int) -> QColor:
    """``0xAARRGGBB`` as a QColor."""
    return QColor.fromRgba(color)


def qt_brush(color: int) -> QBrush:
    """A plain fill, or no fill at alpha 0."""
    return QBrush(qt_color(color)) if color >> 24 else QBrush()


def qt_pen(pen: Pen | None) -> QPen:
    """A pen, or no pen for ``None``. Qt counts dashes in line widths, the display list in pixels."""
    if pen is None or not pen.color >> 24:
        return QPen(Qt.PenStyle.NoPen)
    made = QPen(qt_color(pen.color), pen.width)
    made.setCapStyle(Qt.PenCapStyle.RoundCap if pen.cap is Cap.ROUND else Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin if pen.cap is Cap.ROUND else Qt.PenJoinStyle.MiterJoin)
    if pen.dash:
        made.setDashPattern([length / pen.width for length in pen.dash])
    return made
