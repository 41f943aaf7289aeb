"""`SeenLegend`: what filled and what dashed marks mean."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.profile.seen_strip import draw_seen_mark
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_text, leading, visual

__all__ = ["SeenLegend"]

_MARK, _GAP, _BETWEEN = 9, 8, 20


class SeenLegend(QWidget):
    """Two marks with their words, and a third for what nobody judged."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts = (
            ("probable", tr("Probable or better")),
            ("possible", tr("Possible or doubtful")),
            ("unjudged", tr("Not judged")),
        )
        self.setAccessibleName(", ".join(words for _, words in self._parts))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of the words."""
        return QSize(sum(self._wide(words) for _, words in self._parts) + 2 * _BETWEEN, self._theme.pixels(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw marks and words."""
        painter = QPainter(self)
        theme, x = self._theme, 0
        for level, words in self._parts:
            box = visual(self, QRect(x, (self.height() - _MARK) // 2, _MARK, _MARK))
            draw_seen_mark(painter, QRectF(box), role="taken", level=level, theme=theme, colour=theme.color("text2"))
            start = x + _MARK + _GAP
            place = visual(self, QRect(start, 0, self._wide(words) - _MARK - _GAP, self.height()))
            font, ink = theme.font("small"), theme.color("text2")
            draw_text(painter, place, words, font=font, colour=ink, align=leading(self))
            x += self._wide(words) + _BETWEEN
        painter.end()

    def _wide(self, words: str) -> int:
        return _MARK + _GAP + round(self._theme.metrics("small").horizontalAdvance(words)) + 2
