"""`FileStrip`: small pictures side by side, as many as fit, walked with the arrow keys however many there are."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.ui.gallery.cell_painter import CellPainter
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.inspector.words import moment_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.thumbnails import Thumbnails
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded, visual
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["FileStrip"]

#: At least so many side by side, and how wide one may become before there are more.
_LEAST, _WIDEST = 4, 92
_GAP, _HEIGHT = 6, 49


class FileStrip(QWidget):
    """A row of pictures; the last says how many follow, and a click there goes on to them.

    Attributes:
        chosen: (item id) a picture was clicked, or Enter was pressed on it.
        enlarged: (item id) Space was pressed on it, or it was double-clicked.
    """

    chosen = Signal(str)
    enlarged = Signal(str)

    def __init__(self, *, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = CellPainter(theme, thumbnails)
        self._owner = ""
        self._items: list[ItemRow] = []
        self._first = 0
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        thumbnails.ready.connect(self._pictures_came)

    @property
    def across(self) -> int:
        """How many pictures stand side by side."""
        return max(_LEAST, (self.width() + _GAP) // (_WIDEST + _GAP))

    @property
    def first(self) -> int:
        """Place of the first picture that shows."""
        return self._first

    @property
    def current(self) -> str | None:
        """Id of the file the keys act on."""
        return self._items[self._at].id if self._items else None

    @property
    def left(self) -> int:
        """How many pictures follow the last one that shows whole."""
        rest = len(self._items) - self._first - self.across
        return rest + 1 if rest > 0 else 0

    def show_items(self, owner: str, items: list[ItemRow]) -> None:
        """Show these files of an entity; another entity begins at its first file."""
        if owner != self._owner:
            self._owner, self._first, self._at = owner, 0, 0
        self._items = items
        self._at = max(0, min(self._at, len(items) - 1))
        self._first = max(0, min(self._first, len(items) - 1))
        self.setVisible(bool(items))
        self._say()
        self.update()

    def cell(self, at: int) -> QRect:
        """Return where the picture at a place of the window (0 to 3) stands."""
        width = (self.width() - (self.across - 1) * _GAP) // self.across
        return visual(self, QRect(at * (width + _GAP), 0, width, _HEIGHT))

    def sizeHint(self) -> QSize:
        """Return the height of one row of small pictures."""
        return QSize(280, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the pictures, select or enlarge one."""
        forth = -1 if self.isRightToLeft() else 1
        steps = {
            Qt.Key.Key_Left: -forth,
            Qt.Key.Key_Right: forth,
            Qt.Key.Key_PageUp: -self.across,
            Qt.Key.Key_PageDown: self.across,
            Qt.Key.Key_Home: -len(self._items),
            Qt.Key.Key_End: len(self._items),
        }
        key = Qt.Key(event.key())
        current = self.current
        if current is not None and key in steps:
            self._go(self._at + steps[key])
        elif current is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(current)
        elif current is not None and key == Qt.Key.Key_Space:
            self.enlarged.emit(current)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select a picture, or go on where more follow."""
        at = self._under(event.position().toPoint())
        if at is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._is_rest(at):
            self._first += self.across - 1
            self._go(self._first)
            return
        self._at = self._first + at
        self._say()
        self.chosen.emit(self._items[self._at].id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Enlarge a picture."""
        at = self._under(event.position().toPoint())
        if at is not None and not self._is_rest(at):
            self.enlarged.emit(self._items[self._first + at].id)

    def event(self, event: QEvent) -> bool:
        """Say what the picture under the pointer is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._under(event.pos())
            words = ""
            if at is not None:
                words = tr("Go on to the next") if self._is_rest(at) else _words(self._items[self._first + at])
            QToolTip.showText(event.globalPos(), plain_tip(words) if words else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys would act."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no more where the keys would act."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pictures, and the count of the rest over the last."""
        painter = QPainter(self)
        color = self._theme.color
        self._cells.pictures.begin_frame(everything=True)
        edge = faded(color("text"), 0.1)
        for at, item in enumerate(self._items[self._first : self._first + self.across]):
            place = self.cell(at)
            if not self._cells.pictures.draw(painter, item.id, place, radius=4, edge=edge, whole=False):
                self._cells.draw_tile(painter, item, place, icon=16)
            if self._is_rest(at):
                # Dark in both themes: a light veil would look like a picture that is missing.
                dark, light = ("window", "text") if self._theme.is_dark else ("text", "pane")
                draw_box(painter, place, radius=4, fill=faded(color(dark), 0.66))
                font = self._theme.font("small", tabular=True, weight=600)
                centre = Qt.AlignmentFlag.AlignCenter
                draw_text(painter, place, f"\u200e+{number(self.left)}", font=font, colour=color(light), align=centre)
            if self.hasFocus() and self._first + at == self._at:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(color("focus"), 2))
                painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _is_rest(self, at: int) -> bool:
        return at == self.across - 1 and self.left > 0

    def _under(self, point: QPoint) -> int | None:
        shown = min(self.across, len(self._items) - self._first)
        return next((at for at in range(shown) if self.cell(at).contains(point)), None)

    def _go(self, at: int) -> None:
        self._at = max(0, min(at, len(self._items) - 1))
        # The last picture carries the count of the rest, so the one to see stands before it.
        whole = self.across - 1 if self._at < len(self._items) - 1 else self.across
        if self._at < self._first:
            self._first = self._at
        elif self._at >= self._first + whole:
            self._first = self._at - whole + 1
        self._say()
        self.update()

    def _say(self) -> None:
        if self._items:
            words, total = _words(self._items[self._at]), number(len(self._items))
            self.setAccessibleName(tr("Media: {words}, {at} of {total}", words=words, at=self._at + 1, total=total))

    def _pictures_came(self, item_ids: set[str]) -> None:
        if any(item.id in item_ids for item in self._items[self._first : self._first + self.across]):
            self.update()


def _words(item: ItemRow) -> str:
    moment = item.captured or item.posted
    return ", ".join(part for part in (item.ref, item.title, moment_words(moment) if moment else "") if part)
