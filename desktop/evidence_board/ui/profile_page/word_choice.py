"""`WordChoice`: one of a few words in a sunken well."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill

__all__ = ["WordChoice"]

_MARGIN, _PAD, _HIGH = 2, 14, 28


class WordChoice(QWidget):
    """A choice among words; arrow keys move it, Tab enters and leaves it as one.

    Attributes:
        changed: (id) the user chose another word.
    """

    changed = Signal(str)

    def __init__(self, *, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty control; ``name`` is what is chosen, already translated."""
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self.parts: dict[str, Clickable] = {}
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self._layout.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def add(self, ident: str, words: str) -> None:
        """Add a word at the end; the first one is chosen."""
        part = _Word(words, theme=self._theme, parent=self)
        part.setChecked(not self.parts)
        part.clicked.connect(lambda: self.changed.emit(ident))
        self._group.addButton(part)
        self.parts[ident] = part
        self._layout.addWidget(part)

    @property
    def current(self) -> str:
        """Id of the chosen word."""
        return next((ident for ident, part in self.parts.items() if part.isChecked()), "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the well."""
        painter = QPainter(self)
        draw_box(painter, self.rect(), radius=self._theme.tokens.radius["control"], fill=self._theme.color("sunken"))
        painter.end()


class _Word(Clickable):
    """One word of the control."""

    def __init__(self, words: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self._words = words
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        wide = self.theme.metrics("small", weight=500).horizontalAdvance(self._words)
        return QSize(round(wide) + 2 * _PAD, self.theme.pixels(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self.theme.color
        box = self.rect().adjusted(0, _MARGIN, 0, -_MARGIN)
        role, radius = "text2", self.theme.tokens.radius["chip"]
        if self.isChecked():
            draw_box(painter, box, radius=radius, fill=color("raised"), border=color("line2"))
            role = "text"
        elif self.underMouse():
            draw_box(painter, box, radius=radius, fill=hover_fill(self.theme))
        font = self.theme.font("small", weight=500)
        draw_text(painter, self.rect(), self._words, font=font, colour=color(role), align=Qt.AlignmentFlag.AlignHCenter)
        painter.end()
