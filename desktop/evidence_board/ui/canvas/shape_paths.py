"""Outlines of markers, the same as those of the kind marks in lists."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QTransform

from evidence_board.scene_style import Shape
from evidence_board.ui.widgets.kind_mark import kind_shape

# Corners of hexagon, diamond and pin reach this many times beyond the side of a square of equal weight.
SHAPE_REACH = 1.28

_KIND_WITH = {
    Shape.CIRCLE: "person",
    Shape.ROUNDED: "account",
    Shape.HEXAGON: "unit",
    Shape.DIAMOND: "event",
    Shape.PIN: "location",
    Shape.CUT_SQUARE: "equipment",
}


def shape_path(shape: Shape, size: float) -> QPainterPath:
    """The outline of ``shape`` around (0, 0), as heavy to the eye as a square of ``size`` pixels."""
    if shape is Shape.SQUARE:
        path = QPainterPath()
        path.addRect(QRectF(-size / 2, -size / 2, size, size))
        return path
    return QTransform.fromScale(size, size).map(kind_shape(_KIND_WITH[shape]))
