"""`PlatePreview`: the page of a plate as large as there is room, and as near as one wants to look."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.plate.plate_layout import HEIGHT, WIDTH
from evidence_board.ui.theme import Theme

__all__ = ["PlatePreview"]

_MOST_ZOOM, _STEP, _MOVE = 5.0, 1.25, 60.0


class PlatePreview(QWidget):
    """Wheel, a double click, + and - look nearer; a drag or the arrow keys move the page; 0 shows all of it."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page: QPixmap | None = None
        self._words = ""
        self._zoom = 1.0
        self._corner = QPointF(0, 0)
        self._held: QPointF | None = None
        self.setAccessibleName(tr("Preview of the plate"))
        self.setToolTip(tr("Wheel or + to look nearer, 0 for all of it"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, page: QImage | None, *, words: str = "") -> None:
        """Show a page; without one, say why."""
        if page is None:
            self._zoom, self._corner = 1.0, QPointF(0, 0)
        self._page = QPixmap.fromImage(page) if page is not None else None
        self._words = words
        self.update()

    @property
    def has_page(self) -> bool:
        """Whether a page is shown."""
        return self._page is not None

    @property
    def zoom(self) -> float:
        """How much larger than the whole page; 1 is all of it."""
        return self._zoom

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Look nearer or from further away; what is at a point of the widget stays there."""
        box = self._box()
        spot = at if at is not None else QPointF(box.center())
        zoom = min(max(zoom, 1.0), _MOST_ZOOM)
        on_page = (spot + self._corner) / self._zoom
        self._zoom = zoom
        self._move(on_page * zoom - spot)

    def hasHeightForWidth(self) -> bool:
        """The page has one shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the page is at a width."""
        return round(width * HEIGHT / WIDTH)

    def sizeHint(self) -> QSize:
        """Return a page of middling width."""
        return QSize(800, self.heightForWidth(800))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        self.zoom_to(self._zoom * _STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the page."""
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the page."""
        if self._held is not None:
            self._move(self._corner - (event.position() - self._held))
            self._held = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look near at this point, or at all again."""
        self.zoom_to(1.0 if self._zoom > 1 else 2.5, event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and move by keys."""
        moves = {
            Qt.Key.Key_Left: (-_MOVE, 0.0),
            Qt.Key.Key_Right: (_MOVE, 0.0),
            Qt.Key.Key_Up: (0.0, -_MOVE),
            Qt.Key.Key_Down: (0.0, _MOVE),
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_to(self._zoom * _STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_to(self._zoom / _STEP)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.zoom_to(1.0)
        elif key in moves and self._zoom > 1:
            self._move(self._corner + QPointF(*moves[key]))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page, or what is said instead."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self._box()
        if self._page is None:
            painter.fillRect(box, self._theme.color("sunken"))
            painter.setPen(self._theme.color("text3"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box.adjusted(24, 24, -24, -24), flags, self._words)
        elif self._zoom == 1.0:
            sharp = box.size() * self.devicePixelRatioF()
            painter.drawPixmap(box, self._page.scaled(sharp, mode=Qt.TransformationMode.SmoothTransformation))
        else:
            whole = QRectF(-self._corner, QRectF(box).size() * self._zoom)
            painter.setClipRect(box)
            painter.drawPixmap(whole, self._page, QRectF(self._page.rect()))
        if self.hasFocus():
            painter.setPen(self._theme.color("focus"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()

    def _box(self) -> QRect:
        return QRect(0, 0, self.width(), self.heightForWidth(self.width()))

    def _move(self, corner: QPointF) -> None:
        box = self._box()
        most_x, most_y = box.width() * (self._zoom - 1), box.height() * (self._zoom - 1)
        self._corner = QPointF(min(max(corner.x(), 0.0), most_x), min(max(corner.y(), 0.0), most_y))
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._zoom > 1 else Qt.CursorShape.ArrowCursor)
        self.update()
