"""`FoldLine`: a line with an arrow, words and a count that opens and folds what stands below it."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import number, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual

__all__ = ["FoldLine"]

_HEIGHT, _ARROW, _GAP = 26, 14, 6


class FoldLine(Clickable):
    """Folded until it is pressed.

    Attributes:
        folded: it was opened or folded; carries whether it is open.
    """

    folded = Signal(bool)

    def __init__(self, words: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a folded line.

        Args:
            words: what is below, already translated.
            theme: the look.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        self._words, self._count = words, 0
        self._is_open = False
        self._body: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._toggle)
        self._name()

    @property
    def is_open(self) -> bool:
        """Whether what is below shows."""
        return self._is_open

    def hold(self, body: QWidget) -> None:
        """Open and fold this widget."""
        self._body = body
        body.setVisible(self._is_open)

    def set_open(self, is_open: bool) -> None:
        """Open or fold without telling."""
        self._is_open = is_open
        if self._body is not None:
            self._body.setVisible(is_open)
        self._name()

    def set_words(self, words: str, *, count: int = 0) -> None:
        """Say something else; a count of 0 is not written."""
        self._words, self._count = words, count
        self._name()

    def sizeHint(self) -> QSize:
        """Return the height of the line; it is as wide as what is around it."""
        return QSize(0, self.theme.pixels(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw arrow, words and count."""
        painter = QPainter(self)
        color, height = self.theme.color, self.height()
        if self.underMouse() or self.isDown():
            draw_box(painter, self.rect(), radius=self.theme.tokens.radius["chip"], fill=hover_fill(self.theme))
        icon = "chevron-down" if self._is_open else "chevron-right"
        arrow = QRect(0, (height - _ARROW) // 2, _ARROW, _ARROW)
        draw_icon(painter, icon, visual(self, arrow), color("text2"))
        start = _ARROW + _GAP
        font, metrics = self.theme.font("small", weight=500), self.theme.metrics("small", weight=500)
        room = QRect(start, 0, self.width() - start, height)
        draw_text(painter, visual(self, room), self._words, font=font, colour=color("text2"), align=leading(self))
        if self._count:
            start += round(metrics.horizontalAdvance(self._words)) + 8
            room = QRect(start, 0, max(self.width() - start, 0), height)
            font = self.theme.font("small", tabular=True)
            words = number(self._count)
            draw_text(painter, visual(self, room), words, font=font, colour=color("text3"), align=leading(self))
        painter.end()

    def _toggle(self) -> None:
        self.set_open(not self._is_open)
        self.folded.emit(self._is_open)

    def _name(self) -> None:
        words = f"{self._words}, {number(self._count)}" if self._count else self._words
        self.setAccessibleName(
            tr("{words}, open", words=words) if self._is_open else tr("{words}, folded", words=words)
        )
        self.update()
