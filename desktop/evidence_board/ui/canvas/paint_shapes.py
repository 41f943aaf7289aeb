"""Paints paths, circles of true size, sectors and boxes."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF

from evidence_board.scene import Circles, Paths, Rects, Sectors
from evidence_board.ui.canvas.projection import Projection
from evidence_board.ui.canvas.qt_styles import qt_brush, qt_pen

if TYPE_CHECKING:
    from evidence_board.scene import Array

# Qt's rasteriser loses precision beyond 2**15 pixels; circles and boxes wider than this are cut.
_FAR = 20_000.0


def paint_paths(painter: QPainter, item: Paths, projection: Projection) -> None:
    """Draw polylines, or polygons with holes."""
    pixels = projection.points(item.points)
    painter.setPen(qt_pen(item.pen))
    painter.setBrush(qt_brush(item.fill) if item.closed else Qt.BrushStyle.NoBrush)
    ends = [*item.starts[1:], len(pixels)]
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for first, last in zip(item.starts, ends, strict=True):
        if projection.frame.cancelled:
            return
        ring = pixels[first:last]
        if len(ring) < 2 or not len(projection.boxes_in_sight(_bounds(ring), reach=16)):
            continue
        polygon = polygon_of(ring)
        if not item.closed:
            painter.drawPolyline(polygon)
            continue
        path.addPolygon(polygon)
        path.closeSubpath()
    if item.closed and not path.isEmpty():
        painter.drawPath(path)


def paint_circles(painter: QPainter, item: Circles, projection: Projection) -> None:
    """Draw circles whose radius grows with the zoom."""
    import numpy as np

    pixels, radii = projection.points(item.points), item.radii * projection.scale
    boxes = np.hstack([pixels - radii[:, None], pixels + radii[:, None]])
    painter.setPen(qt_pen(item.pen))
    painter.setBrush(qt_brush(item.fill))
    for index in projection.boxes_in_sight(boxes, reach=8).tolist():
        if projection.frame.cancelled:
            return
        radius = float(radii[index])
        if radius > _FAR:
            continue
        painter.drawEllipse(QPointF(*pixels[index].tolist()), radius, radius)


def paint_sectors(painter: QPainter, item: Sectors, projection: Projection) -> None:
    """Draw wedges with their tip on the point."""
    pixels, radius = projection.points(item.points), item.radius.px(projection.scale)
    painter.setPen(qt_pen(item.pen))
    painter.setBrush(qt_brush(item.fill))
    for index in projection.points_in_sight(pixels, reach=radius + 8).tolist():
        if projection.frame.cancelled:
            return
        x, y = pixels[index].tolist()
        spread = float(item.spreads[index])
        # Bearings run clockwise from up; Qt's angles anticlockwise from right.
        start = 90 - float(item.bearings[index]) - projection.frame.camera.angle - spread / 2
        path = QPainterPath(QPointF(x, y))
        path.arcTo(QRectF(x - radius, y - radius, 2 * radius, 2 * radius), start, spread)
        path.closeSubpath()
        painter.drawPath(path)


def paint_rects(painter: QPainter, item: Rects, projection: Projection) -> None:
    """Draw boxes; their sides lie on whole pixels so that bars and hairlines are crisp."""
    import numpy as np

    pixels = projection.boxes(item.rects)
    seen = projection.boxes_in_sight(pixels, reach=8)
    x_limits, y_limits = (-_FAR, projection.width + _FAR), (-_FAR, projection.height + _FAR)
    boxes = pixels[seen]
    boxes[:, 0::2] = np.rint(np.clip(boxes[:, 0::2], *x_limits))
    boxes[:, 1::2] = np.rint(np.clip(boxes[:, 1::2], *y_limits))
    painter.setPen(qt_pen(item.pen))
    painter.setBrush(qt_brush(item.fill))
    inset = item.pen.width / 2 if item.pen is not None else 0.0
    for count, (x0, y0, x1, y1) in enumerate(boxes.tolist()):
        if not count % 500 and projection.frame.cancelled:
            return
        box = QRectF(x0 + inset, y0 + inset, max(x1 - x0, 1) - 2 * inset, max(y1 - y0, 1) - 2 * inset)
        if item.radius:
            painter.drawRoundedRect(box, item.radius, item.radius)
        else:
            painter.drawRect(box)


def _bounds(ring: Array) -> Array:
    import numpy as np

    return np.hstack([ring.min(axis=0), ring.max(axis=0)]).reshape(1, 4)


def polygon_of(ring: Array) -> QPolygonF:
    """A polygon filled through its memory: one copy, no object per vertex."""
    import numpy as np

    polygon = QPolygonF()
    polygon.resize(len(ring))
    address = shiboken6.getCppPointer(polygon.data())[0]
    memory = (ctypes.c_double * (2 * len(ring))).from_address(address)
    np.ctypeslib.as_array(memory).reshape(-1, 2)[:] = ring
    return polygon
