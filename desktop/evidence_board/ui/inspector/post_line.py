"""`PostLine`: one post in a list: whose it is, original or passed on, when, and how it begins."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from evidence_board.model.case_index import PostRow
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.post_words import account_words, beginning
from evidence_board.ui.inspector.words import moment_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, trailing, visual
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["PostLine"]

_MARK, _TEXT, _X = 16, 26, 14


class PostLine(Clickable):
    """Two lines: account and ref, then what there is to say. A click selects the post, the x takes it off.

    Attributes:
        post: what is shown.
        removed: the user takes it off.
    """

    removed = Signal()

    def __init__(self, post: PostRow, *, words: str, remove: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a row.

        Args:
            post: the post.
            words: ``repost of P-3``, or nothing.
            remove: name of the command that takes it off, already translated; empty where there is none.
            theme: the look.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        self.post = post
        self.words = words
        self._remove = remove
        when = moment_words(post.posted, zone=True) if post.posted is not None else tr("time not known")
        parts = [words, when, isolate(beginning(post.text))]
        self.detail = " · ".join(part for part in parts if part)
        self._name = account_words(post.account)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{post.ref}, {isolate(self._name)}, {self.detail}")
        self.setToolTip(plain_tip("\n".join(part for part in (f"{post.ref} {self._name}", self.detail) if part)))
        if remove:
            self.setAccessibleDescription(tr("Enter selects it, Del takes it off"))

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(200, self._first() + self.theme.line_height("caption") + 8)

    def menu(self) -> QMenu:
        """Return the menu of what can be done with the post here."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Select {name}", name=self.post.ref)).triggered.connect(lambda: self.click())
        if self._remove:
            menu.addSeparator()
            away = menu.addAction(self.theme.icon("unlink"), self._remove + "\t" + tr("Del"))
            away.triggered.connect(lambda: self.removed.emit())
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it off with the keyboard."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self._remove and plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act on the x, else be a button."""
        at = event.position().toPoint()
        on_x = bool(self._remove) and self._x_mark().adjusted(-5, -5, 5, 5).contains(at)
        if on_x and self.isDown() and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark, account, ref and the second line; the x while the pointer or the keyboard is here."""
        painter = QPainter(self)
        color, active = self.theme.color, self.underMouse() or self.hasFocus()
        if active:
            draw_box(painter, self.rect().adjusted(0, 1, 0, -1), radius=4, fill=hover_fill(self.theme))
        first, end = self._first(), self.width()
        mark = visual(self, QRect(1, 4 + (first - _MARK) // 2, _MARK, _MARK))
        if self.post.account:
            draw_kind(painter, "account", mark, self.theme)
        else:
            draw_icon(painter, "message-square-text", mark, color("text3"))
        if active and self._remove:
            draw_icon(painter, "x", self._x_mark(), color("text3"))
            end -= _X + 8
        font = self.theme.font("small", tabular=True)
        wide = round(self.theme.metrics("small", tabular=True).horizontalAdvance(self.post.ref)) + 2
        room = visual(self, QRect(end - wide, 4, wide, first))
        draw_text(painter, room, self.post.ref, font=font, colour=color("text3"), align=trailing(self))
        room = visual(self, QRect(_TEXT, 4, end - wide - 8 - _TEXT, first))
        role = "text" if self.post.account else "text3"
        font = self.theme.font("small", weight=500)
        draw_text(painter, room, self._name, font=font, colour=color(role), align=leading(self))
        room = visual(self, QRect(_TEXT, 4 + first, self.width() - _TEXT, self.theme.line_height("caption")))
        font = self.theme.font("caption", tabular=True)
        draw_text(painter, room, self.detail, font=font, colour=color("text3"), align=leading(self))
        painter.end()

    def _first(self) -> int:
        return self.theme.line_height("small")

    def _x_mark(self) -> QRect:
        return visual(self, QRect(self.width() - _X - 2, 4 + (self._first() - _X) // 2, _X, _X))
