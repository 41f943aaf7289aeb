"""`CountCard`: a large number, what it counts, and a line below."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import number
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import draw_box, draw_text, leading, visual

__all__ = ["CountCard"]

_HEIGHT, _PADDING, _ICON = 72, 12, 18


class CountCard(QWidget):
    """One of the three counts of an import."""

    def __init__(
        self, icon: str, *, colour: str, theme: Theme, warns: bool = False, parent: QWidget | None = None
    ) -> None:
        """Make a card that counts nothing yet.

        Args:
            icon: name of the icon.
            colour: token role of the icon.
            theme: the look.
            warns: the card has an amber outline as soon as it counts something.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme = theme
        self._icon, self._colour, self._warns = icon, colour, warns
        self._count, self._word, self._note = 0, "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def words(self) -> str:
        """What the card says."""
        return self.accessibleName()

    def show_count(self, count: int, *, word: str, note: str) -> None:
        """Show a number.

        Args:
            count: the number.
            word: what it counts.
            note: the line below.
        """
        if (count, word, note) != (self._count, self._word, self._note):
            self._count, self._word, self._note = count, word, note
            self.setAccessibleName(f"{number(count)} {word}, {note}" if note else f"{number(count)} {word}")
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a card."""
        return QSize(120, self._theme.pixels(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw outline, icon, number, word and note."""
        painter = QPainter(self)
        theme, color = self._theme, self._theme.color
        warns = self._warns and self._count > 0
        radius = theme.tokens.radius["card"]
        border = color("warn") if warns else color("line")
        draw_box(painter, self.rect(), radius=radius, fill=color("pane"), border=border, width=1.5 if warns else 1.0)
        scale = theme.text_scale
        middle, x = round(23 * scale), _PADDING
        draw_icon(painter, self._icon, visual(self, QRect(x, middle - _ICON // 2, _ICON, _ICON)), color(self._colour))
        x += _ICON + 9
        figures = number(self._count)
        font, metrics = theme.font("title"), theme.metrics("title")
        wide = round(metrics.horizontalAdvance(figures)) + 1
        room = visual(self, QRect(x, middle - 14, wide, 28))
        draw_text(painter, room, figures, font=font, colour=color("text"), align=leading(self))
        x += wide + 4
        # The word stands on the line of the number.
        shift = round(metrics.descent() - theme.metrics("body").descent())
        room = visual(self, QRect(x, middle - 14 + shift + 1, self.width() - x - 6, 28))
        font = theme.font("body", weight=500)
        draw_text(painter, room, self._word, font=font, colour=color("text"), align=leading(self))
        room = visual(self, QRect(_PADDING, round(50 * scale) - 9, self.width() - 2 * _PADDING + 6, 18))
        draw_text(painter, room, self._note, font=theme.font("small"), colour=color("text3"), align=leading(self))
        painter.end()
