"""`PostTile`: one file of a post, as a small picture with its ref; dragged or moved by key among the others."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.ui.gallery.cell_painter import CellPainter
from evidence_board.ui.i18n import isolate, number, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded, hover_fill
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["PostTile"]

_X = 18
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PostTile(Clickable):
    """A click selects the file; Alt and an arrow or a drag moves it; Del or the x takes it off the post.

    Attributes:
        item: the file.
        moved: (step) one place back or on.
        dragged: (point in the parent) the pointer has it in hand.
        dropped: the pointer let go of it.
        removed: take it off the post.
    """

    moved = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal()
    removed = Signal()

    def __init__(
        self,
        item: ItemRow,
        *,
        place: tuple[int, int],
        can_write: bool,
        cells: CellPainter,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """Make a tile.

        Args:
            item: the file.
            place: (number, of how many) in the post.
            can_write: whether it may be moved and taken off.
            cells: paints the picture.
            theme: the look.
            parent: the strip it stands in.
        """
        super().__init__(theme=theme, parent=parent)
        self.item = item
        self._cells, self._can_write = cells, can_write
        self._pressed: QPoint | None = None
        self._in_hand = False
        at, total = number(place[0]), number(place[1])
        words = tr("{ref}, {at} of {total} in the post", ref=item.ref, at=at, total=total)
        self.setAccessibleName(f"{words}, {isolate(item.label)}")
        self.setToolTip(plain_tip(f"{item.ref} {item.label}"))
        if can_write:
            self.setAccessibleDescription(tr("Enter selects it, Alt and an arrow moves it, Del takes it off the post"))

    def menu(self) -> QMenu:
        """Return the menu of what can be done with the file here."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Select {name}", name=self.item.ref)).triggered.connect(lambda: self.click())
        if self._can_write:
            menu.addSeparator()
            back = menu.addAction(tr("Move back") + "\t" + tr("Alt Left"))
            back.triggered.connect(lambda: self.moved.emit(-1))
            on = menu.addAction(tr("Move on") + "\t" + tr("Alt Right"))
            on.triggered.connect(lambda: self.moved.emit(1))
            menu.addSeparator()
            away = menu.addAction(self.theme.icon("unlink"), tr("Take it off the post") + "\t" + tr("Del"))
            away.triggered.connect(lambda: self.removed.emit())
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move it with Alt and an arrow, take it off with Del."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self._can_write and alt and key in _STEPS:
            step = _STEPS[Qt.Key(key)]
            self.moved.emit(-step if self.isRightToLeft() and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) else step)
        elif self._can_write and not alt and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag would begin."""
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left and self._can_write else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take it in hand when the pointer has gone far enough."""
        at = event.position().toPoint()
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        if not self._in_hand and (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._in_hand = True
            self.setDown(False)
        if self._in_hand:
            self.dragged.emit(self.mapToParent(at))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go, act on the x, or be a button."""
        self._pressed = None
        if self._in_hand:
            self._in_hand = False
            self.dropped.emit()
            return
        on_x = self._can_write and self._x_place().contains(event.position().toPoint())
        if on_x and self.isDown() and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture and the ref; the x while the pointer or the keyboard is here."""
        painter = QPainter(self)
        color, active = self.theme.color, self.underMouse() or self.hasFocus()
        line = self.theme.line_height("caption")
        picture = QRect(0, 0, self.width(), self.height() - line - 2)
        self._cells.pictures.begin_frame(everything=True)
        edge = faded(color("text"), 0.1)
        if not self._cells.pictures.draw(painter, self.item.id, picture, radius=4, edge=edge, whole=False):
            self._cells.draw_tile(painter, self.item, picture, icon=16)
        if self._in_hand:
            draw_box(painter, picture, radius=4, border=color("accent"), width=2.0)
        elif active:
            draw_box(painter, picture, radius=4, fill=hover_fill(self.theme))
        if active and self._can_write and not self._in_hand:
            spot = self._x_place()
            draw_box(painter, spot, radius=_X / 2, fill=color("raised"), border=color("line2"))
            draw_icon(painter, "x", spot.adjusted(3, 3, -3, -3), color("text2"))
        font = self.theme.font("caption", tabular=True)
        room = QRect(0, self.height() - line, self.width(), line)
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, room, self.item.ref, font=font, colour=color("text3"), align=centre)
        painter.end()

    def _x_place(self) -> QRect:
        x = 3 if self.isRightToLeft() else self.width() - _X - 3
        return QRect(x, 3, _X, _X)
