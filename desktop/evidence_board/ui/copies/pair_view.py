"""`PairView`: two copies at one scale, side by side, laid over each other, or one wiped away over the other."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.model.copies import PictureDifference
from evidence_board.ui.copies.columns import PAD, column, labels, pictures
from evidence_board.ui.copies.copies_words import crop_words
from evidence_board.ui.copies.pair_picture import PairFrame
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded, leading

__all__ = ["MODES", "PairView"]

#: Side by side, one over the other, and a line between them that is dragged.
MODES = ("side", "over", "swipe")
_SHARP_FROM = 1.3
#: Drawn over photos: the same in both themes.
_OUTLINE, _TAG, _ON_TAG = QColor(244, 196, 48), QColor(18, 20, 26, 205), QColor(255, 255, 255)


class PairView(QWidget):
    """The pictures of a pair. Wheel and + - zoom both, dragging moves both, 0 and a double click show all.

    Attributes:
        sharper_wanted: the thumbnails no longer do.
    """

    sharper_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._images: list[QImage | None] = [None, None]
        self._frame = PairFrame()
        self._richer: int | None = None
        self._mode = MODES[0]
        self._line = 0.5
        self._grabbed: QPointF | None = None
        self._asked = self._ring = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(150)
        self.setAccessibleName(tr("Both copies"))

    @property
    def frame(self) -> PairFrame:
        """How the two lie over each other, and what of them is in view."""
        return self._frame

    @property
    def mode(self) -> str:
        """One of `MODES`."""
        return self._mode

    def show_pair(self, *, aspect: float, mirrored: bool, richer: int | None) -> None:
        """Show another pair; its pictures follow."""
        self._images = [None, None]
        self._frame = PairFrame(aspect=aspect, mirrored=mirrored)
        self._richer = richer
        self._asked = False
        self._fit()
        self.update()

    def set_picture(self, which: int, image: QImage | None) -> None:
        """Show the picture of a copy, also a sharper one than before."""
        self._images[which] = image
        self.update()

    def picture(self, which: int) -> QImage | None:
        """Return the picture of a copy that is shown."""
        return self._images[which]

    def set_difference(self, difference: PictureDifference | None) -> None:
        """Show where they differ."""
        self._frame = replace(self._frame, difference=difference)
        self.update()

    def set_mode(self, mode: str) -> None:
        """Show the two in another way."""
        self._mode = mode
        self._fit()
        self.update()

    def show_all(self) -> None:
        """Show the whole of both."""
        self._view(1.0, (0.5, 0.5))

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom both about a point of the widget, or about the middle."""
        box = self._box_at(at)
        self._view(*self._frame.zoomed(factor, at if at is not None else box.center(), box))

    def sizeHint(self) -> QSize:
        """Return room for two pictures of 4 to 3."""
        return QSize(560, 220)

    # -- mouse and keys --------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        self.zoom_by(1.0015 ** event.angleDelta().y(), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the line between the two, or both pictures."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position()
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._drag_line(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self._grabbed is None:
            return
        if not self._drag_line(event.position()):
            by = event.position() - self._grabbed
            self._view(self._frame.zoom, self._frame.moved(by, self._box_at(self._grabbed)))
        self._grabbed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grabbed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all."""
        self.show_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with + and -, show all with 0, move the view or the line with Shift and the arrows."""
        steps = {
            Qt.Key.Key_Left: (1, 0),
            Qt.Key.Key_Right: (-1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1.4)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / 1.4)
        elif key == Qt.Key.Key_0:
            self.show_all()
        elif key in steps and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            across, down = steps[key]
            if self._mode == "swipe" and across:
                self._line = min(max(self._line - across * 0.05, 0.0), 1.0)
                self.update()
            else:
                box = self._box_at(None)
                self._view(self._frame.zoom, self._frame.moved(QPointF(across, down) * 40, box))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be no higher than the pictures."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus when it came by the keys."""
        keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._ring = event.reason() in keys
        super().focusInEvent(event)

    def _fit(self) -> None:
        width = self._box_at(None).width()
        self.setMaximumHeight(max(self.minimumHeight(), round(width / self._frame.aspect) + PAD))

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew when direction or look change."""
        super().changeEvent(event)
        self.update()

    def _drag_line(self, at: QPointF) -> bool:
        if self._mode != "swipe":
            return False
        box = self._box_at(None)
        self._line = min(max((at.x() - box.left()) / max(box.width(), 1.0), 0.0), 1.0)
        self.update()
        return True

    def _view(self, zoom: float, centre: tuple[float, float]) -> None:
        self._frame = replace(self._frame, zoom=zoom, centre=self._frame.kept(zoom, centre))
        self.update()
        if zoom >= _SHARP_FROM and not self._asked:
            self._asked = True
            self.sharper_wanted.emit()

    # -- painting --------------------------------------------------------------------------------------

    def _box(self, which: int) -> QRectF:
        room = column(self, self._theme, which, 0, self.height())
        return QRectF(room.adjusted(PAD, PAD, -PAD, 0))

    def _box_at(self, at: QPointF | None) -> QRectF:
        if self._mode != "side":
            return QRectF(pictures(self, self._theme, 0, self.height()).adjusted(PAD, PAD, -PAD, 0))
        first = self._box(0)
        return self._box(1) if at is not None and not first.contains(at) else first

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the legend, the pictures, and the outlines of what differs."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_legend(painter)
        if self._mode == "side":
            if self._richer is not None:
                self._paint_richer(painter, self._richer)
            for which in (0, 1):
                box = self._box(which)
                self._paint_picture(painter, which, box, box)
                self._paint_areas(painter, which, box)
                self._paint_note(painter, which, box)
        else:
            self._paint_both(painter, self._box_at(None))
        if self.hasFocus() and self._ring:
            ring = self.rect().adjusted(1, 1, -1, -1)
            draw_box(painter, ring, radius=6, border=faded(self._theme.color("focus"), 0.5), width=2)
        painter.end()

    def _paint_both(self, painter: QPainter, box: QRectF) -> None:
        self._paint_picture(painter, 0, box, box)
        if self._mode == "over":
            painter.setOpacity(0.5)
            self._paint_picture(painter, 1, box, box)
            painter.setOpacity(1.0)
            self._paint_areas(painter, 0, box)
            return
        x = box.left() + self._line * box.width()
        self._paint_picture(painter, 1, box, QRectF(x, box.top(), box.right() - x, box.height()))
        painter.fillRect(QRectF(x - 1.5, box.top(), 3, box.height()), self._theme.color("raised"))
        painter.fillRect(QRectF(x - 0.5, box.top(), 1, box.height()), self._theme.color("text"))
        handle = QRectF(x - 5, box.center().y() - 14, 10, 28)
        draw_box(painter, handle, radius=5, fill=self._theme.color("raised"), border=self._theme.color("text"))

    def _paint_picture(self, painter: QPainter, which: int, box: QRectF, clip: QRectF) -> None:
        painter.save()
        painter.setClipRect(clip)
        if painter.opacity() == 1.0:
            painter.fillRect(clip, self._theme.color("sunken"))
        image = self._images[which]
        if image is not None:
            shown = image.flipped(Qt.Orientation.Horizontal) if self._frame.mirrored and which == 1 else image
            painter.drawImage(self._frame.on_screen(self._frame.place(which), box), shown)
        painter.restore()

    def _paint_areas(self, painter: QPainter, which: int, box: QRectF) -> None:
        painter.save()
        painter.setClipRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for area in self._frame.areas(which):
            outline = self._frame.on_screen(area, box)
            for colour, width in ((_TAG, 4.0), (self._outline(), 2.0)):
                painter.setPen(QPen(colour, width))
                painter.drawRoundedRect(outline, 3, 3)
        painter.restore()

    def _outline(self) -> QColor:
        # The same on any picture and in both themes, as marks on photos are.
        return _OUTLINE

    def _paint_note(self, painter: QPainter, which: int, box: QRectF) -> None:
        crop = self._frame.difference.crop if self._frame.difference is not None else None
        words = []
        if crop is not None and crop.which == which:
            words.append(crop_words(crop))
        if self._frame.mirrored and which == 1:
            words.append(tr("mirrored, shown turned"))
        font, metrics = self._theme.font("small", weight=500), self._theme.metrics("small", weight=500)
        top = box.top() + 6
        for text in words:
            width = min(metrics.horizontalAdvance(text) + 14, box.width() - 12)
            tag = QRectF(box.left() + 6, top, width, metrics.height() + 6)
            draw_box(painter, tag, radius=4, fill=_TAG)
            draw_text(painter, tag.adjusted(7, 0, -7, 0), text, font=font, colour=_ON_TAG)
            top = tag.bottom() + 4

    def _paint_richer(self, painter: QPainter, which: int) -> None:
        room = column(self, self._theme, which, 0, self.height() + 12)
        painter.save()
        painter.setClipRect(self.rect())
        draw_box(
            painter,
            room,
            radius=8,
            fill=faded(self._theme.color("okSoft"), 0.5),
            border=faded(self._theme.color("ok"), 0.7),
            width=1.5,
        )
        painter.restore()

    def _paint_legend(self, painter: QPainter) -> None:
        difference = self._frame.difference
        if difference is None or not (difference.areas or difference.throughout):
            return
        room = labels(self, self._theme, PAD, self._theme.pixels(22))
        mark = QRect(0, room.y() + (room.height() - 10) // 2, 14, 10)
        mark.moveLeft(room.right() - 13 if self.isRightToLeft() else room.left())
        draw_box(painter, mark, radius=2, border=self._outline(), width=2)
        room = room.adjusted(0, 0, -20, 0) if self.isRightToLeft() else room.adjusted(20, 0, 0, 0)
        words = tr("differs") if difference.areas else tr("all over")
        font = self._theme.font("small")
        draw_text(painter, room, words, font=font, colour=self._theme.color("text2"), align=leading(self))
