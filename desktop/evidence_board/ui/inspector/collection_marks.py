"""`CollectionMarks`: plain marks of graphic content and of who may see a file."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.model.collection import CollectionRecord
from evidence_board.ui.inspector.collection_words import collection_marks
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.painting import draw_box, draw_text, leading, visual

__all__ = ["CollectionMarks"]

_HEIGHT, _PADDING, _ICON, _GAP = 22, 6, 14, 5


class CollectionMarks(QWidget):
    """A line of marks, hidden where there is nothing to say.

    Attributes:
        words: what the marks say.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flow = FlowLayout(self, gap=4)
        self._flow.setContentsMargins(0, 0, 0, 8)
        self.words: list[str] = []
        self.hide()

    def show_records(self, records: Sequence[CollectionRecord]) -> None:
        """Show the marks of one or many files."""
        marks = collection_marks(records)
        if [words for _, words in marks] == self.words:
            return
        self.words = [words for _, words in marks]
        self._flow.clear()
        for icon, words in marks:
            mark = _Mark(icon, words, theme=self._theme)
            self._flow.addWidget(mark)
            mark.show()
        self.setVisible(bool(marks))


class _Mark(QWidget):
    """An icon and a word on a quiet ground."""

    def __init__(self, icon: str, words: str, *, theme: Theme) -> None:
        super().__init__()
        self._icon, self._words, self._theme = icon, words, theme
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = round(self._theme.metrics("small", weight=500).horizontalAdvance(self._words)) + 2
        return QSize(2 * _PADDING + _ICON + _GAP + words, self._theme.pixels(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color, height = self._theme.color, self.height()
        draw_box(painter, self.rect(), radius=self._theme.tokens.radius["chip"], fill=color("sunken"))
        icon = QRect(_PADDING, (height - _ICON) // 2, _ICON, _ICON)
        draw_icon(painter, self._icon, visual(self, icon), color("text2"))
        start = _PADDING + _ICON + _GAP
        room = visual(self, QRect(start, 0, self.width() - start - 2, height))
        font = self._theme.font("small", weight=500)
        draw_text(painter, room, self._words, font=font, colour=color("text"), align=leading(self))
        painter.end()
