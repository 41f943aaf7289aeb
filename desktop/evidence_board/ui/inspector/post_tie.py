"""`PostTie`: the one post that another leans on: select it, change it, take it away."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from evidence_board.model.posts import PostRef
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.post_words import account_words, beginning
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["PostTie"]


class PostTie(QWidget):
    """A name that is a button, and two small commands behind it.

    Attributes:
        name: pressed, it selects the post, or asks for one where there is none.
        change: asks for another post.
        clear: takes the tie away.
        opened: (post id) select it.
        change_wanted: choose a post.
        cleared: take the tie away.
    """

    opened = Signal(str)
    change_wanted = Signal()
    cleared = Signal()

    def __init__(self, *, theme: Theme, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_write = can_write
        self._post: PostRef | None = None
        self.name = _Name(theme=theme)
        self.name.clicked.connect(self._press)
        self.change = IconButton("pencil", name=tr("Choose another post"), theme=theme, size=24, icon_size=14)
        self.change.clicked.connect(self.change_wanted)
        self.clear = IconButton("x", name=tr("Take it away"), theme=theme, size=24, icon_size=14, flush=True)
        self.clear.clicked.connect(self.cleared)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.name, 1)
        layout.addWidget(self.change)
        layout.addWidget(self.clear)
        self.show_post(None)

    def show_post(self, post: PostRef | None, *, in_bin: bool = False) -> None:
        """Show a post, or that there is none.

        Args:
            post: the other post.
            in_bin: there is one, and it lies in the bin.
        """
        self._post = post
        if post is not None:
            words = f"{post.ref} · {isolate(account_words(post.account))}"
            self.name.say(words, role="accentText", tip=f"{words}\n{beginning(post.text)}")
        elif in_bin:
            self.name.say(tr("A post in the bin"), role="text2")
        elif self._can_write:
            self.name.say(tr("Choose a post"), role="text3")
        else:
            self.name.say(tr("None"), role="text3")
        self.name.setEnabled(post is not None or self._can_write)
        self.change.setVisible(self._can_write and (post is not None or in_bin))
        self.clear.setVisible(self._can_write and (post is not None or in_bin))

    def _press(self) -> None:
        if self._post is not None:
            self.opened.emit(self._post.id)
        else:
            self.change_wanted.emit()


class _Name(Clickable):
    """Words that are pressed."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self._words, self._role = "", "text"
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, words: str, *, role: str, tip: str = "") -> None:
        """Show other words."""
        self._words, self._role = words, role
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(tip))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, max(self.theme.line_height("small") + 4, 24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            draw_box(painter, self.rect(), radius=4, fill=hover_fill(self.theme))
        room = visual(self, QRect(0, 0, self.width() - 2, self.height()))
        font = self.theme.font("small", tabular=True, weight=500 if self._role == "accentText" else 400)
        ink = self.theme.color(self._role)
        draw_text(painter, room, self._words, font=font, colour=ink, align=leading(self))
        painter.end()
