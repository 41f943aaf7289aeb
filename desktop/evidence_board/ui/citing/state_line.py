"""`StateLine`: says in words and with a mark that a fact is uncited or disputed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from evidence_board.model.claims import Stance
from evidence_board.operations.weighing import Weighed
from evidence_board.ui.citing.citing_words import cited_name
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon

__all__ = ["StateLine"]

_ICON = 14


class StateLine(QWidget):
    """Hidden while there is nothing to say.

    Attributes:
        label: the words.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._theme = "", "text3", theme
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setProperty("role", "small")
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(8)
        line.addSpacing(_ICON + 6)
        line.addWidget(self.label, 1)
        self.hide()

    def show_weighed(self, weighed: Weighed | None) -> None:
        """Say what the state of a fact is."""
        if weighed is None:
            self.say("", "")
        elif weighed.uncited:
            self.say(tr("Uncited: nothing is cited for it yet."), "circle")
        elif weighed.evidence.disputed:
            against = [isolate(cited_name(one.cited)) for one in weighed.evidence.of(Stance.CONTRADICTS)]
            what = ", ".join(against[:3])
            words = tr("Disputed: {what} speaks against it.", what=what)
            if len(against) > 1:
                words = tr("Disputed: {what} speak against it.", what=what)
            self.say(words, "triangle-alert", "warn")
        elif not weighed.evidence.of(Stance.SUPPORTS):
            self.say(tr("Only context is cited; nothing speaks for it yet."), "circle")
        else:
            self.say("", "")

    def say(self, words: str, icon: str, tone: str = "text3") -> None:
        """Say something; empty words hide the line."""
        self._icon, self._tone = icon, tone
        self.label.setText(words)
        self.label.setProperty("tone", tone if tone != "text3" else "")
        self.label.style().polish(self.label)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark before the words."""
        painter = QPainter(self)
        left = self.width() - _ICON if self.isRightToLeft() else 0
        top = 2 + max(self._theme.line_height("small") - _ICON, 0) // 2
        if self._icon:
            place = self.rect()
            place.setRect(left, top, _ICON, _ICON)
            draw_icon(painter, self._icon, place, self._theme.color(self._tone))
        painter.end()
