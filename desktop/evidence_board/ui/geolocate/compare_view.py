"""`CompareView`: two pictures side by side, one over the other, or wiped away; zoom and place are one for both."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["MODES", "CompareView"]

#: Side by side, one over the other, and a line between them that is dragged.
MODES = ("side", "over", "swipe")
_MARGIN, _GAP, _SHARP_FROM, _LARGEST, _RADIUS = 12.0, 12.0, 1.3, 32.0, 4.0
#: Gives the pixel of the view over a fraction of a picture, or None where that picture is not drawn.
ToPixel = Callable[[int, float, float], QPointF]


class CompareView(QWidget):
    """Wheel and + - zoom both, dragging moves both, 0 and a double click show all, Shift and arrows move the line.

    Others draw on it through ``overlays``: each is called with the painter and a function that gives the pixel of
    (0 for the item or 1 for the reference, x, y in fractions of that picture).

    Attributes:
        sharper_wanted: the thumbnails no longer do.
        pressed: (0 or 1, x, y in fractions) a picture was clicked, not dragged.
        pair: row ids of both, empty for none.
        overlays: what others draw.
        mode: one of `MODES`.
        swapped: whether they change sides; over each other, which one lies above.
        arranged: the pictures stand elsewhere.
    """

    arranged = Signal()
    sharper_wanted = Signal()
    pressed = Signal(int, float, float)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.pair = ("", "")
        self.overlays: list[Callable[[QPainter, ToPixel], None]] = []
        self.mode = MODES[0]
        self.swapped = False
        self._images: list[QImage | None] = [None, None]
        self._zoom, self._centre, self._line = 1.0, QPointF(0.5, 0.5), 0.5
        self._grabbed: QPointF | None = None
        self._dragged = self._asked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(110)
        self.setAccessibleName(tr("Picture and reference picture"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return room for two pictures."""
        return QSize(560, 220)

    def show_pair(self, item_id: str, reference_id: str) -> None:
        """Begin with another pair; its pictures follow."""
        if (item_id, reference_id) != self.pair:
            self.pair = (item_id, reference_id)
            self._images = [None, None]
            self._asked = False
            self.show_all()

    def set_picture(self, which: int, image: QImage) -> None:
        """Show a picture, also a sharper one than before."""
        self._images[which] = image
        self.arranged.emit()
        self.update()

    def set_mode(self, mode: str) -> None:
        """Compare in another way."""
        self.mode = mode
        self.arranged.emit()
        self.update()

    def swap(self) -> None:
        """Let the pictures change sides, or the other one lie above."""
        self.swapped = not self.swapped
        self.arranged.emit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that the pictures stand elsewhere."""
        super().resizeEvent(event)
        self.arranged.emit()

    def show_all(self) -> None:
        """Show the whole of both."""
        self._zoom, self._centre = 1.0, QPointF(0.5, 0.5)
        self.update()

    @property
    def zoom(self) -> float:
        """How many times larger than fitted."""
        return self._zoom

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom both about what lies under a pixel, or about the middle."""
        which = self._which(at) if at is not None else 0
        fixed = QPointF(*self.to_fraction(which, at)) if at is not None else self._centre
        before = self._zoom
        self._zoom = min(max(self._zoom * factor, 1.0), _LARGEST)
        # What lies under the pointer stays there.
        self._centre = self._kept(fixed + (self._centre - fixed) * (before / self._zoom))
        self.update()
        if self._zoom >= _SHARP_FROM and not self._asked:
            self._asked = True
            self.sharper_wanted.emit()

    # -- geometry --------------------------------------------------------------------------------------

    def to_pixel(self, which: int, x: float, y: float) -> QPointF:
        """Return the pixel over a fraction of a picture."""
        place = self._place(which)
        return QPointF(place.left() + x * place.width(), place.top() + y * place.height())

    def to_fraction(self, which: int, at: QPointF) -> tuple[float, float]:
        """Return the fraction of a picture under a pixel."""
        place = self._place(which)
        return (at.x() - place.left()) / max(place.width(), 1.0), (at.y() - place.top()) / max(place.height(), 1.0)

    def box(self, which: int) -> QRectF:
        """Return the room of a picture."""
        room = QRectF(self.rect()).adjusted(_MARGIN, 0, -_MARGIN, 0)
        if self.mode != "side":
            return room
        width = (room.width() - _GAP) / 2
        # The item stands where lines begin.
        at_end = ((which == 1) != self.swapped) != self.isRightToLeft()
        return QRectF(room.left() + (width + _GAP if at_end else 0.0), room.top(), width, room.height())

    def shown_box(self, which: int) -> QRectF:
        """Return where a picture stands while all of it is shown: its room without what is left over."""
        box = self.box(which)
        width = min(box.width(), box.height() * self._aspect(which))
        return QRectF(box.center().x() - width / 2, box.top(), width, box.height())

    def _aspect(self, which: int) -> float:
        image = self._images[which]
        return image.width() / max(image.height(), 1) if image is not None else 4 / 3

    def _place(self, which: int) -> QRectF:
        box, aspect = self.box(which), self._aspect(which)
        width = min(box.width(), box.height() * aspect) * self._zoom
        height = width / aspect
        left = box.center().x() - self._centre.x() * width
        return QRectF(left, box.center().y() - self._centre.y() * height, width, height)

    def _which(self, at: QPointF) -> int:
        if self.mode == "swipe":
            return self._above if at.x() > self._line_x() else 1 - self._above
        return 1 if self.mode == "side" and self.box(1).contains(at) else 0

    @property
    def _above(self) -> int:
        """The picture that lies above the other one, and behind the line."""
        return 0 if self.swapped else 1

    def _line_x(self) -> float:
        box = self.box(0)
        return box.left() + self._line * box.width()

    def _kept(self, centre: QPointF) -> QPointF:
        half = 0.5 / self._zoom
        return QPointF(*(min(max(one, half), 1 - half) for one in (centre.x(), centre.y())))

    # -- mouse and keys --------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        self.zoom_by(1.0015 ** event.angleDelta().y(), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the line, or both pictures."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self._grabbed is None:
            return
        step = event.position() - self._grabbed
        if not self._dragged and step.manhattanLength() < 4:
            return
        self._dragged = True
        if (self.mode == "swipe" and self._zoom == 1.0) or (
            self.mode == "swipe" and abs(self._grabbed.x() - self._line_x()) < 14
        ):
            box = self.box(0)
            self._line = min(max((event.position().x() - box.left()) / max(box.width(), 1.0), 0.0), 1.0)
        else:
            place = self._place(self._which(self._grabbed))
            moved = QPointF(step.x() / max(place.width(), 1.0), step.y() / max(place.height(), 1.0))
            self._centre = self._kept(self._centre - moved)
        self._grabbed = event.position()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a click tells which spot of which picture."""
        grabbed, self._grabbed = self._grabbed, None
        if grabbed is not None and not self._dragged:
            which = self._which(grabbed)
            x, y = self.to_fraction(which, grabbed)
            if 0 <= x <= 1 and 0 <= y <= 1:
                self.pressed.emit(which, x, y)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all."""
        self.show_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with + and -, show all with Home, move the view or the line with Shift and the arrows."""
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1.4)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / 1.4)
        elif key == Qt.Key.Key_Home:
            self.show_all()
        elif key in steps and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            across, down = steps[key]
            if self.mode == "swipe" and across:
                self._line = min(max(self._line + across * 0.05, 0.0), 1.0)
            else:
                self._centre = self._kept(self._centre + QPointF(across, down) * (0.1 / self._zoom))
            self.update()
        else:
            super().keyPressEvent(event)

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both pictures and what others draw on them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.mode == "side":
            for which in (0, 1):
                self._paint_picture(painter, which, self.box(which))
        else:
            box = self.box(0)
            self._paint_picture(painter, 1 - self._above, box)
            if self.mode == "over":
                painter.setOpacity(0.5)
                self._paint_picture(painter, self._above, box)
                painter.setOpacity(1.0)
            else:
                x = self._line_x()
                self._paint_picture(painter, self._above, QRectF(x, box.top(), box.right() - x, box.height()))
                painter.fillRect(QRectF(x - 1.5, box.top(), 3, box.height()), self._theme.color("raised"))
                painter.fillRect(QRectF(x - 0.5, box.top(), 1, box.height()), self._theme.color("text"))
                handle = QRectF(x - 5, box.center().y() - 14, 10, 28)
                draw_box(painter, handle, radius=5, fill=self._theme.color("raised"), border=self._theme.color("text"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if all(self.pair):
            for overlay in self.overlays:
                painter.save()
                overlay(painter, self.to_pixel)
                painter.restore()
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(6, 1, -6, -1)
            painter.setPen(QPen(self._theme.color("focus"), 2))
            painter.drawRoundedRect(ring, 4, 4)
        painter.end()

    def _paint_picture(self, painter: QPainter, which: int, clip: QRectF) -> None:
        image = self._images[which]
        if image is None:
            draw_box(painter, clip, radius=_RADIUS, fill=self._theme.color("sunken"))
            return
        shown = clip.intersected(self._place(which))
        rounded = QPainterPath()
        rounded.addRoundedRect(shown, _RADIUS, _RADIUS)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(rounded)
        painter.drawImage(self._place(which), image)
        painter.restore()
