"""Uses everything once that painter threads use: PySide completes its types at first use, and not safely."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

__all__ = ["warm_up"]


@cache
def warm_up() -> None:
    """Paint a little of everything; call it in the GUI thread before the first painter thread starts.

    Two threads that call ``QBrush(QColor)`` for the first time at once end the process (measured with PySide6
    6.11.3: six times out of six), or raise that a class "has no attribute".
    """
    image = QImage(16, 16, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor.fromRgba(0))
    image.setDevicePixelRatio(1.0)
    with QPainter(image) as painter:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.setClipRect(0, 0, 16, 16)
        painter.save()
        painter.scale(1.0, 1.0)
        painter.translate(QPointF(0, 0))
        brush = QBrush(image)
        brush.setTransform(QTransform(1, 0, 0, 1, 0, 0))
        for fill in (QBrush(QColor.fromRgba(0xFF112233)), brush, QBrush()):
            painter.setBrush(fill)
            painter.drawRect(QRectF(0, 0, 4, 4))
        pen = QPen(QColor.fromRgba(0xFF112233), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setDashPattern([4.0, 2.0])
        painter.setPen(pen)
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setPen(QColor.fromRgba(0xFF112233))
        _shapes(painter, pen)
        painter.drawImage(QPointF(0, 0), image.copy(0, 0, 4, 4))
        painter.drawImage(0, 0, image.copy(0, 0, 4, 4))
        painter.drawImage(QRectF(0, 0, 4, 4), image.copy(0, 0, 4, 4))
        painter.restore()
    image.scaled(4, 4, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation)


def _shapes(painter: QPainter, pen: QPen) -> None:
    path = QPainterPath(QPointF(1, 1))
    path.setFillRule(Qt.FillRule.OddEvenFill)
    path.lineTo(QPointF(4, 4))
    path.arcTo(QRectF(0, 0, 4, 4), 0.0, 90.0)
    path.addRoundedRect(QRectF(0, 0, 4, 4), 1.0, 1.0)
    path.addPolygon(QPolygonF([QPointF(0, 0), QPointF(1, 1)]))
    path.closeSubpath()
    font = QFont()
    font.setPixelSize(8)
    font.setWeight(QFont.Weight(500))
    path.addText(QPointF(0, 8), font, "a")
    metrics = QFontMetricsF(font)
    metrics.elidedText("abc", Qt.TextElideMode.ElideRight, metrics.horizontalAdvance("ab"))
    painter.drawPath(QTransform.fromScale(1.0, 1.0).map(path))
    painter.fillPath(path, QColor.fromRgba(0xFF112233))
    painter.strokePath(path, pen)
    painter.drawRoundedRect(QRectF(0, 0, 4, 4), 1.0, 1.0)
    painter.drawEllipse(QPointF(2, 2), 1.0, 1.0)
    painter.drawPolyline(QPolygonF([QPointF(0, 0), QPointF(1, 1)]))
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.setFont(font)
    painter.drawText(QPointF(0, 8), "a")
