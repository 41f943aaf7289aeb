"""`PreviewCanvas`: one picture as large as it fits, zoomed with the wheel and moved with the mouse."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

__all__ = ["PreviewCanvas"]

_STEP, _LARGEST = 1.2, 8.0


class PreviewCanvas(QWidget):
    """A picture over a dark ground.

    Scale 1 shows one pixel of the original on one device pixel; `scale` 0 stands for "fits".

    Attributes:
        zoomed: the scale changed.
        beside: a click beside the picture.
    """

    zoomed = Signal()
    beside = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._whole = QSizeF()
        self._scale = 0.0
        self._centre = QPointF(0.5, 0.5)
        self._dragged: QPointF | None = None
        self._moved = False
        self.setMouseTracking(False)

    def clear(self) -> None:
        """Show nothing."""
        self._picture = None
        self.update()

    def show_picture(self, image: QImage, *, whole: QSizeF | None = None, keep_view: bool) -> None:
        """Show a picture.

        Args:
            image: the pixels there are, upright.
            whole: size of the original in its own pixels, when the image is a smaller copy.
            keep_view: a better copy of the same picture: zoom and place stay.
        """
        self._picture = QPixmap.fromImage(image)
        self._whole = whole if whole is not None else QSizeF(image.size())
        if not keep_view:
            self._scale = 0.0
            self._centre = QPointF(0.5, 0.5)
            self.zoomed.emit()
        self.update()

    @property
    def is_fitted(self) -> bool:
        """Whether the whole picture shows."""
        return self._scale == 0.0

    @property
    def scale(self) -> float:
        """Device pixels per pixel of the original."""
        return self._scale or self._fit()

    @property
    def pixels_wanted(self) -> int:
        """Longest edge of a copy that would be sharp at this scale, in pixels."""
        return round(max(self._whole.width(), self._whole.height()) * min(self.scale, 1.0))

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to show."""
        return self._picture is not None

    def fit(self) -> None:
        """Show the whole picture."""
        self._set_scale(0.0, self._middle())

    def toggle_actual(self) -> None:
        """Show pixel for pixel, or the whole picture again."""
        self._set_scale(1.0 if self.is_fitted else 0.0, self._middle())

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in (positive) or out; the picture stays under the point."""
        wanted = self.scale * _STEP**steps
        # As small as it fits, or its own size where that is smaller.
        if wanted <= self._fit() * 1.001 and steps < 0:
            wanted = 0.0
        self._set_scale(min(wanted, _LARGEST), at if at is not None else self._middle())

    def move_by(self, dx: float, dy: float) -> None:
        """Move the picture, in logical pixels."""
        place = self._place()
        if place.width() > 0 and place.height() > 0:
            self._centre -= QPointF(dx / place.width(), dy / place.height())
            self._hold()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is in the middle."""
        self._hold()
        self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        if event.angleDelta().y():
            self.zoom(event.angleDelta().y() / 120, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        self._dragged, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture."""
        if self._dragged is not None and not self.is_fitted:
            step = event.position() - self._dragged
            self._dragged = event.position()
            self._moved = self._moved or step.manhattanLength() > 0
            self.move_by(step.x(), step.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a click beside the picture says so."""
        if self._dragged is not None and not self._moved and not self._place().contains(event.position()):
            self.beside.emit()
        self._dragged = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show pixel for pixel around the pointer, or the whole again."""
        if self._place().contains(event.position()):
            self._set_scale(1.0 if self.is_fitted else 0.0, event.position())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture; the ground is that of the parent."""
        if self._picture is None:
            return
        painter = QPainter(self)
        # Large pixels are shown as they are: smoothing would invent what is between them.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.scale < 2.0)
        painter.drawPixmap(self._place(), self._picture, QRectF(self._picture.rect()))
        painter.end()

    def _fit(self) -> float:
        if self._whole.isEmpty() or self.width() <= 0 or self.height() <= 0:
            return 1.0
        ratio = self.devicePixelRatioF()
        across, down = self.width() * ratio / self._whole.width(), self.height() * ratio / self._whole.height()
        # A small picture is enlarged to twice its size at most.
        return min(across, down, 2.0)

    def _place(self) -> QRectF:
        scale = self.scale / self.devicePixelRatioF()
        size = self._whole * scale
        x = self.width() / 2 - self._centre.x() * size.width()
        y = self.height() / 2 - self._centre.y() * size.height()
        if self.is_fitted:
            # Sharp: on whole pixels.
            x, y = round(x), round(y)
        return QRectF(QPointF(x, y), size)

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _set_scale(self, scale: float, at: QPointF) -> None:
        if self._whole.isEmpty():
            return
        before = self._place()
        share = QPointF((at.x() - before.x()) / before.width(), (at.y() - before.y()) / before.height())
        self._scale = scale
        size = self._whole * (self.scale / self.devicePixelRatioF())
        middle = self._middle()
        self._centre = QPointF(
            share.x() - (at.x() - middle.x()) / size.width(), share.y() - (at.y() - middle.y()) / size.height()
        )
        self._hold()
        self.zoomed.emit()
        self.update()

    def _hold(self) -> None:
        """Keep the picture over the middle; one that fits stays centred."""
        size = self._whole * (self.scale / self.devicePixelRatioF())
        room = (self.width(), self.height())
        parts = []
        for part, length, space in zip(
            (self._centre.x(), self._centre.y()), (size.width(), size.height()), room, strict=True
        ):
            if length <= space or length <= 0:
                parts.append(0.5)
            else:
                margin = space / 2 / length
                parts.append(min(max(part, margin), 1 - margin))
        self._centre = QPointF(*parts)
