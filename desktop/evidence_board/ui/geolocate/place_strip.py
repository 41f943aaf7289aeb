"""`PlaceStrip`: what is still to place, as small pictures in a row with the progress above them."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.gallery.cell_pictures import cover_part
from evidence_board.ui.gallery.drag_picture import drag_picture
from evidence_board.ui.gallery.item_mime import items_mime
from evidence_board.ui.gallery.item_words import described
from evidence_board.ui.geolocate.to_place import Queue
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import draw_box, faded, visual
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["PlaceStrip"]

_WIDE, _HIGH, _GAP, _RULE, _MARGIN, _FOOT = 90, 60, 10, 22, 12, 8
_RULE_LINE = 1
#: Of the files placed already only so many are shown.
_PLACED = 60


class PlaceStrip(QWidget):
    """A row of pictures that scrolls with the wheel; arrow keys walk through it, Enter takes one, a drag places it.

    Attributes:
        chosen: (item id) this one is placed now.
    """

    chosen = Signal(str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._queue = Queue()
        self._rows: tuple[ItemRow, ...] = ()
        self._numbers: dict[str, int] = {}
        self._ahead = 0
        self._current = ""
        self._offset = 0
        self._pressed: QPoint | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        context.thumbnails.ready.connect(lambda ids: self.update())
        context.theme.changed.connect(self.update)

    def show_queue(self, queue: Queue, *, current: str) -> None:
        """Show another row, with one picture marked."""
        moved = current != self._current
        self._queue, self._current = queue, current
        self._arrange()
        self._offset = min(self._offset, self._most())
        if moved:
            self.reveal(current)
        row = self._context.session.index.items.get(current)
        self.setAccessibleDescription(described(row, selected=True) if row is not None else "")
        self.update()

    @property
    def rows(self) -> tuple[ItemRow, ...]:
        """The files in the order in which they stand: one that was placed before and is worked on again comes first."""
        return self._rows

    def _arrange(self) -> None:
        """Put them in order once: a case may have many thousands."""
        again = [row for row in self._queue.placed if row.id == self._current]
        placed = [row for row in self._queue.placed[:_PLACED] if row.id != self._current]
        self._rows = (*again, *self._queue.waiting, *placed)
        self._numbers = {row.id: number for number, row in enumerate(self._rows)}
        # How many stand before the line.
        self._ahead = len(self._queue.waiting) + len(again)

    def sizeHint(self) -> QSize:
        """Return the height of a picture with its ring."""
        return QSize(400, _HIGH + 2 + _FOOT)

    def box_of(self, item_id: str) -> QRect:
        """Return where a picture stands in the widget, empty when it is not in the row."""
        place = self._numbers.get(item_id)
        return visual(self, self._box(place)) if place is not None else QRect()

    def reveal(self, item_id: str) -> None:
        """Scroll until a picture is in view."""
        place = self._numbers.get(item_id)
        if place is None:
            return
        box = self._box(place)
        if box.left() < _MARGIN:
            self._scroll(self._offset + box.left() - _MARGIN)
        elif box.right() > self.width() - _MARGIN:
            self._scroll(self._offset + box.right() - self.width() + _MARGIN)

    # -- mouse and keys --------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll along the row."""
        delta = event.angleDelta()
        step = delta.x() or delta.y()
        self._scroll(self._offset - step * (-1 if self.isRightToLeft() and delta.x() else 1))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click or a drag begins."""
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag a picture onto the map."""
        at = event.position().toPoint()
        row = self._at(self._pressed if self._pressed is not None else at)
        self.setCursor(Qt.CursorShape.PointingHandCursor if row is not None else Qt.CursorShape.ArrowCursor)
        far = QApplication.startDragDistance()
        if self._pressed is None or row is None or (at - self._pressed).manhattanLength() < far:
            return
        self._pressed = None
        if self._context.session.case.read_only:
            return
        drag = QDrag(self)
        drag.setMimeData(items_mime([row.id]))
        picture: QPixmap = drag_picture([row.id], self._context.thumbnails, self._context.theme)
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(picture.width() // 2, picture.height()))
        drag.exec(Qt.DropAction.LinkAction | Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the picture that was clicked."""
        pressed, self._pressed = self._pressed, None
        row = self._at(pressed) if pressed is not None else None
        if row is not None:
            self.chosen.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the row."""
        rows = [row.id for row in self.rows]
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()), 0) * (-1 if self.isRightToLeft() else 1)
        if not rows or not (step or event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End)):
            super().keyPressEvent(event)
            return
        at = self._numbers.get(self._current, -1 if step > 0 else 0)
        wanted = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(rows) - 1}.get(Qt.Key(event.key()), at + step)
        if 0 <= wanted < len(rows):
            self.chosen.emit(rows[wanted])

    def event(self, event: QEvent) -> bool:
        """Say what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self._at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(described(row, selected=False)) if row else "", self)
            return True
        return super().event(event)

    # -- geometry and painting -------------------------------------------------------------------------

    def _box(self, place: int) -> QRect:
        x = _MARGIN + place * (_WIDE + _GAP) - self._offset
        if self._ahead and place >= self._ahead:
            x += _RULE - _GAP
        return QRect(x, 1, _WIDE, _HIGH)

    def _most(self) -> int:
        rows = len(self.rows)
        return max(0, self._box(rows - 1).right() + self._offset + _MARGIN - self.width()) if rows else 0

    def _scroll(self, offset: int) -> None:
        self._offset = min(max(0, offset), self._most())
        self.update()

    def _at(self, pos: QPoint) -> ItemRow | None:
        found = (number for number in self._in_view() if visual(self, self._box(number)).contains(pos))
        return next((self._rows[number] for number in found), None)

    def _in_view(self) -> range:
        """Return the places of the pictures that can be seen."""
        first = max(0, (self._offset - _MARGIN - _RULE) // (_WIDE + _GAP) - 1)
        last = (self._offset + self.width() - _MARGIN) // (_WIDE + _GAP) + 2
        return range(first, min(last, len(self._rows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pictures in view."""
        painter = QPainter(self)
        theme = self._context.theme
        color, radius = theme.color, theme.tokens.radius["chip"]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        waiting = self._ahead
        for number in self._in_view():
            row, box = self._rows[number], visual(self, self._box(number))
            chosen = row.id == self._current
            draw_box(painter, box, radius=radius, fill=color("sunken"))
            image = self._context.thumbnails.get(row.id)
            inner = box.adjusted(1, 1, -1, -1)
            if image is not None:
                painter.setOpacity(1.0 if number < waiting or chosen else 0.5)
                painter.drawImage(inner, image, cover_part(image.size(), inner.width(), inner.height()))
                painter.setOpacity(1.0)
            else:
                draw_icon(painter, "image", QRect(box.center() - QPoint(10, 10), QSize(20, 20)), color("text3"))
            draw_box(painter, box, radius=radius, border=color("line2"))
            if row.kind == "video":
                mark = QRect(box.left() + 5, box.bottom() - 20, 16, 16)
                draw_box(painter, mark.adjusted(-2, -2, 2, 2), radius=4, fill=faded(color("text"), 0.75))
                draw_icon(painter, "play", mark.adjusted(2, 2, -2, -2), color("pane"))
            if row.latitude is not None:
                mark = QRect(box.right() - 22, box.top() + 4, 18, 18)
                draw_box(painter, mark, radius=9, fill=color("ok"))
                draw_icon(painter, "check", mark.adjusted(3, 3, -3, -3), color("pane"))
            if chosen:
                draw_box(painter, box.adjusted(-1, -1, 1, 1), radius=radius + 1, border=color("accent"), width=2.5)
                if self.hasFocus():
                    draw_box(painter, box.adjusted(2, 2, -2, -2), radius=radius, border=color("focus"), width=1.5)
        if waiting and waiting < len(self._rows):
            x = self._box(waiting).left() - _RULE // 2
            line = visual(self, QRect(x, 0, _RULE_LINE, _HIGH + 2))
            painter.fillRect(line, color("line2"))
        painter.end()
