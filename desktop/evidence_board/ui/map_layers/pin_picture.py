"""`PinPicture`: the picture that is being pinned: moved, enlarged, and clicked where something can be recognised."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.map_layers.pin_points import PinPoint
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.focus_ring import set_ring

__all__ = ["PinPicture", "draw_pin"]

_RADIUS, _STEP_PX, _WHEEL, _MOST = 11.0, 24.0, 1.25, 8.0


def draw_pin(painter: QPainter, at: QPointF, number: int, *, theme: Theme, waits: bool = False) -> None:
    """Draw a numbered control point."""
    color = theme.color
    painter.setPen(QPen(color("onAccent"), 2.0))
    painter.setBrush(color("warn") if waits else color("accent"))
    painter.drawEllipse(at, _RADIUS, _RADIUS)
    painter.setFont(theme.font("small", weight=600))
    box = QRectF(at.x() - _RADIUS, at.y() - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(number))


class PinPicture(QWidget):
    """Drag moves, wheel and + - enlarge, a click or Enter (at the cross) sets a point.

    Signals:
        clicked: (x, y) in pixels of the whole picture.
    """

    clicked = Signal(float, float)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._whole = (1.0, 1.0)
        self._points: Sequence[PinPoint] = ()
        self._middle, self._scale = QPointF(), 0.0
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(
            tr("Picture: arrows move it, plus and minus enlarge it, Enter sets a point at the cross")
        )
        set_ring(self, "inside")

    def sizeHint(self) -> QSize:
        """A middling picture."""
        return QSize(self._theme.pixels(420), self._theme.pixels(330))

    @property
    def has_picture(self) -> bool:
        """Whether there are pixels to click on."""
        return not self._image.isNull()

    def show_picture(self, image: QImage, *, whole: tuple[float, float]) -> None:
        """Show a picture of so many pixels; the image may be a smaller copy."""
        self._image, self._whole, self._scale = image, whole, 0.0
        self.update()

    def show_points(self, points: Sequence[PinPoint]) -> None:
        """Show control points."""
        self._points = list(points)
        self.update()

    def to_view(self, x: float, y: float) -> QPointF:
        """Return the pixel of the widget over a pixel of the picture."""
        scale = self._fitted()
        return QPointF(
            (x - self._middle.x()) * scale + self.width() / 2, (y - self._middle.y()) * scale + self.height() / 2
        )

    def to_picture(self, at: QPointF) -> tuple[float, float]:
        """Return the pixel of the picture under a pixel of the widget."""
        scale = self._fitted()
        return (
            (at.x() - self.width() / 2) / scale + self._middle.x(),
            (at.y() - self.height() / 2) / scale + self._middle.y(),
        )

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Enlarge about a pixel of the widget, the middle by default."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        before = self.to_picture(at)
        least = min(self.width() / self._whole[0], self.height() / self._whole[1])
        self._scale = min(max(self._fitted() * factor, least * 0.8), max(_MOST, least))
        after = self.to_picture(at)
        self._middle += QPointF(before[0] - after[0], before[1] - after[1])
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture anew."""
        super().resizeEvent(event)
        self._scale = 0.0

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Enlarge where the pointer is."""
        self.zoom(_WHEEL ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a move."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._last = event.position()
            self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture."""
        if self._pressed is None:
            return
        far = (event.position() - self._pressed).manhattanLength()
        if self._dragged or far >= QApplication.startDragDistance():
            self._dragged = True
            self._move(event.position() - self._last)
        self._last = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set a point, unless the picture was moved."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and not self._dragged:
            self._set(pressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, enlarge, set a point at the cross."""
        steps = {
            Qt.Key.Key_Left: (1, 0),
            Qt.Key.Key_Right: (-1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        key = Qt.Key(event.key())
        if key in steps:
            across, down = steps[key]
            self._move(QPointF(across * _STEP_PX, down * _STEP_PX))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_WHEEL)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _WHEEL)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._set(QPointF(self.width() / 2, self.height() / 2))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, its points, and the cross."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sunken"))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if not self._image.isNull():
            painter.drawImage(QRectF(self.to_view(0, 0), self.to_view(*self._whole)), self._image)
        for number, point in enumerate(self._points, start=1):
            draw_pin(painter, self.to_view(point.x, point.y), number, theme=self._theme, waits=not point.is_whole)
        if self.hasFocus():
            middle = QPointF(self.width() / 2, self.height() / 2)
            for color, width in ((QColor(255, 255, 255, 190), 3.0), (self._theme.color("focus"), 1.0)):
                painter.setPen(QPen(color, width))
                painter.drawLine(middle - QPointF(9, 0), middle + QPointF(9, 0))
                painter.drawLine(middle - QPointF(0, 9), middle + QPointF(0, 9))
        painter.end()

    def _fitted(self) -> float:
        if self._scale <= 0:
            self._middle = QPointF(self._whole[0] / 2, self._whole[1] / 2)
            self._scale = max(min(self.width() / self._whole[0], self.height() / self._whole[1]), 1e-6)
        return self._scale

    def _move(self, step: QPointF) -> None:
        self._middle -= step / self._fitted()
        self.update()

    def _set(self, at: QPointF) -> None:
        x, y = self.to_picture(at)
        if not self._image.isNull() and 0 <= x <= self._whole[0] and 0 <= y <= self._whole[1]:
            self.clicked.emit(x, y)
