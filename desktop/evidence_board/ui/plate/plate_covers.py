"""Covers what is hidden in whatever leaves the case, before a picture gets onto a plate."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPainterPathStroker, QPolygonF

from evidence_board.model.regions import RegionKind, RegionRow, RegionShape, bounds

__all__ = ["covered", "hidden_now"]

_COVER = QColor(0x2B, 0x2F, 0x36)
#: Half the width of a cover over a line or a point, as a share of the longer edge: those have no inside.
_AROUND = 0.02
#: Seconds: a frame that is on screen when a region begins shows what it hides.
_FRAME_S = 0.5


def hidden_now(rows: Sequence[RegionRow], *, at_s: float | None) -> list[RegionRow]:
    """Return the regions that are hidden, of a video those of one frame.

    Args:
        rows: all regions of the file.
        at_s: seconds from the start of a video; None for a still picture.
    """
    found = [one for one in rows if one.kind == RegionKind.REDACTION]
    if at_s is None:
        return found
    return [one for one in found if not one.has_time or one.is_at(at_s, gap_s=_FRAME_S)]


def covered(picture: QImage, rows: Sequence[RegionRow]) -> QImage:
    """Return the picture with regions filled, so that no pixel of what was there is left.

    Args:
        picture: upright.
        rows: what is hidden; one without a place (a span of a video) hides all.
    """
    if not rows:
        return picture
    found = picture.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(found)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_COVER)
    for row in rows:
        # Without soft edges: those would mix in what lies below.
        painter.drawPath(_shape(row, found.width(), found.height()))
    painter.end()
    return found


def _shape(row: RegionRow, width: int, height: int) -> QPainterPath:
    spots = [QPointF(x * width, y * height) for x, y in row.points]
    path = QPainterPath()
    if not spots:
        path.addRect(QRectF(0, 0, width, height))
    elif row.shape == RegionShape.RECTANGLE:
        path.addRect(_box(row, width, height))
    elif row.shape == RegionShape.ELLIPSE:
        path.addEllipse(_box(row, width, height))
    elif row.shape == RegionShape.POLYGON:
        path.addPolygon(QPolygonF(spots))
        path.closeSubpath()
        path.setFillRule(Qt.FillRule.WindingFill)
    else:
        around = _AROUND * max(width, height)
        path.addEllipse(spots[0], around, around)
        if len(spots) > 1:
            line = QPainterPath(spots[0])
            line.lineTo(spots[-1])
            stroker = QPainterPathStroker()
            stroker.setWidth(2 * around)
            stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
            return stroker.createStroke(line)
    return path


def _box(row: RegionRow, width: int, height: int) -> QRectF:
    left, top, right, bottom = bounds(row.points)
    # Whole pixels, outwards.
    return (
        QRectF(QPointF(left * width, top * height), QPointF(right * width, bottom * height)).toAlignedRect().toRectF()
    )
