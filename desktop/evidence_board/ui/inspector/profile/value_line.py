"""`ValueLine`: a row of a profile: words, what is said of them, perhaps bars; selected, edited or taken away."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, trailing, visual
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["ValueLine"]

_ONE, _TWO, _X, _GAP = 27, 40, 14, 8
#: Share of the width that what is said at the end may take from a long name.
_ASIDE_SHARE = 0.5


class ValueLine(Clickable):
    """A row of one or two lines.

    A click presses it. What may be edited is edited with F2, Enter or a double click and taken away with Del or
    the x that shows under the pointer; Ctrl C copies.

    Attributes:
        edit_wanted: the user wants to change it.
        removed: the user takes it away.
    """

    edit_wanted = Signal()
    removed = Signal()

    def __init__(
        self,
        words: str,
        *,
        theme: Theme,
        aside: str = "",
        below: str = "",
        level: str | None = None,
        can_edit: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a row.

        Args:
            words: what it says, in any script.
            theme: the look.
            aside: said of it at the end of the line.
            below: said of it in a second line.
            level: a level of confidence, drawn as bars at the end.
            can_edit: it may be changed and taken away.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        self.words, self._aside, self._below, self._level = words, aside, below, level
        self._can_edit = can_edit
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        said = [words, aside, below, level_name(level) if level else ""]
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setToolTip(plain_tip("\n".join(part for part in said if part)))
        if can_edit:
            self.setAccessibleDescription(tr("F2 changes it, Del takes it away, Ctrl C copies it"))

    def sizeHint(self) -> QSize:
        """Return the height of one or two lines."""
        return QSize(200, self.theme.pixels(_TWO if self._below else _ONE))

    def menu(self) -> QMenu:
        """Return the menu of everything that can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def add(icon: str, words: str, key: str, do: Callable[[], None]) -> None:
            menu.addAction(self.theme.icon(icon), f"{words}\t{key}").triggered.connect(lambda: do())

        add("copy", tr("Copy"), tr("Ctrl C"), self._copy)
        if self._can_edit:
            add("pencil", tr("Change"), "F2", self.edit_wanted.emit)
            menu.addSeparator()
            add("trash-2", tr("Take away"), tr("Del"), self.removed.emit)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change, take away or copy with the keyboard."""
        key, held = event.key(), event.modifiers()
        if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_C:
            self._copy()
        elif self._can_edit and not held and key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit()
        elif self._can_edit and not held and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act on the x, else be a button."""
        at = event.position().toPoint()
        if self._can_edit and self.isDown() and self._x_mark().adjusted(-4, -8, 4, 8).contains(at):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change it."""
        if self._can_edit and event.button() == Qt.MouseButton.LeftButton:
            self.edit_wanted.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, what is said of them, and the bars; the x while the pointer or the keyboard is here."""
        painter = QPainter(self)
        color, theme, height = self.theme.color, self.theme, self.height()
        active = self.underMouse() or self.hasFocus()
        if active:
            draw_box(painter, self.rect().adjusted(-4, 1, 4, -1), radius=4, fill=hover_fill(theme))
        end = self.width()
        if self._level is not None:
            place = visual(self, QRect(end - BARS.width() - 1, 0, BARS.width(), height))
            draw_bars(painter, self._level, place, theme)
            end -= BARS.width() + _GAP
        if active and self._can_edit:
            draw_icon(painter, "x", self._x_mark(), color("text3"))
            end = min(end, self.width() - _X - _GAP)
        first = theme.line_height("small")
        top = (height - first - (theme.line_height("caption") if self._below else 0)) // 2
        small = theme.font("small", tabular=True)
        below_end = end
        if self._aside:
            wanted = round(theme.metrics("small", tabular=True).horizontalAdvance(self._aside)) + 2
            free = end - _GAP - round(theme.metrics("small", weight=500).horizontalAdvance(self.words)) - 2
            wide = min(wanted, max(int(self.width() * _ASIDE_SHARE), free))
            room = visual(self, QRect(end - wide, top, wide, first))
            draw_text(painter, room, self._aside, font=small, colour=color("text3"), align=trailing(self))
            end -= wide + _GAP
        room = visual(self, QRect(0, top, end, first))
        font = theme.font("small", weight=500)
        draw_text(painter, room, self.words, font=font, colour=color("text"), align=leading(self))
        if self._below:
            room = visual(self, QRect(0, top + first, below_end, theme.line_height("caption")))
            draw_text(
                painter, room, self._below, font=theme.font("caption"), colour=color("text3"), align=leading(self)
            )
        painter.end()

    def _x_mark(self) -> QRect:
        return visual(self, QRect(QPoint(self.width() - _X, (self.height() - _X) // 2), QSize(_X, _X)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words)
