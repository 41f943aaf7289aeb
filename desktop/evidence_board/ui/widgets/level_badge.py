"""`LevelBadge`: the confidence of one value, as bars and word, pressed to change it."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded, hover_fill, leading, visual

__all__ = ["LevelBadge"]

_HEIGHT, _PADDING, _GAP = 24, 8, 8
#: Room behind the word, so that badges under each other end alike.
_AFTER, _NARROWEST = 12, 118


class LevelBadge(Clickable):
    """A button of 24 px with the bars of a level and its word."""

    def __init__(self, level: str, *, theme: Theme, place: bool = False, parent: QWidget | None = None) -> None:
        """Make a badge.

        Args:
            level: a level of confidence.
            theme: the look.
            place: in the colour of places, for the confidence of a geotag.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        self._place = place
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_level(level)

    @property
    def level(self) -> str:
        """The level shown."""
        return self._level

    def set_level(self, level: str) -> None:
        """Show another level."""
        self._level = level
        self.setAccessibleName(tr("Confidence: {level}", level=level_name(level)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of bars and word."""
        word = self.theme.metrics("small", weight=600).horizontalAdvance(level_name(self._level))
        width = _PADDING + BARS.width() + _GAP + round(word) + _AFTER
        return QSize(max(width, _NARROWEST), self.theme.pixels(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, bars and word."""
        painter = QPainter(self)
        color = self.theme.color
        tint = color("location" if self._place else "text2")
        radius = self.theme.tokens.radius["chip"]
        box, inner = self.rect(), self.rect().adjusted(1, 1, -1, -1)
        draw_box(painter, box, radius=radius, fill=faded(tint, 0.1), border=faded(tint, 0.42))
        if self.underMouse() or self.isDown():
            draw_box(painter, inner, radius=radius - 1, fill=hover_fill(self.theme))
        bars = visual(self, QRect(_PADDING, 0, BARS.width(), self.height()))
        draw_bars(painter, self._level, bars, self.theme, place=self._place)
        start = _PADDING + BARS.width() + _GAP
        room = visual(self, QRect(start, 0, self.width() - start - 4, self.height()))
        font, word = self.theme.font("small", weight=600), level_name(self._level)
        draw_text(painter, room, word, font=font, colour=color("text"), align=leading(self))
        painter.end()
