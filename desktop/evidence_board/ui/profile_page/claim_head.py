"""What stands between the citations of a page: a warning, and the claim that the next ones carry."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.ui.citing.citing_words import claim_name
from evidence_board.ui.i18n import tr
from evidence_board.ui.profile_page.page_data import PageClaim
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, trailing, visual

__all__ = ["ClaimHead", "WarningBox"]


class ClaimHead(Clickable):
    """What a link says, and how sure it is; pressed, it opens the link."""

    def __init__(self, claim: PageClaim, *, theme: Theme, line: bool, parent: QWidget | None = None) -> None:
        """Make a head.

        Args:
            claim: the link with its evidence.
            theme: the look.
            line: draw a hairline above it.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        evidence = claim.evidence
        self._words, self._line, self._above = claim.words, line, claim.above
        self._level = level_name(evidence.level)
        said = tr("disputed") if evidence.disputed else ""
        carried = tr("its weakest evidence is {level}", level=level_name(claim.carried).lower()) if claim.above else ""
        whole = ", ".join(part for part in (claim_name(evidence.claim), self._level, said, carried) if part)
        self._level = f"{self._level}, {said}" if said else self._level
        self.describe(whole)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of one line, with a hairline above."""
        return QSize(200, self.theme.pixels(28) + (9 if self._line else 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw hairline, words and level."""
        painter = QPainter(self)
        theme, color = self.theme, self.theme.color
        top = 9 if self._line else 0
        if self._line:
            painter.fillRect(0, 4, self.width(), 1, color("line"))
        high = self.height() - top
        if self.underMouse():
            draw_box(painter, QRect(-4, top, self.width() + 8, high), radius=4, fill=hover_fill(theme))
        wide = int(theme.metrics("small").horizontalAdvance(self._level)) + 2
        start = 0
        if self._above:
            draw_icon(painter, "triangle-alert", visual(self, QRect(0, top + (high - 14) // 2, 14, 14)), color("warn"))
            start = 20
        place = visual(self, QRect(start, top, self.width() - wide - 10 - start, high))
        font = theme.font("small", weight=600)
        draw_text(painter, place, self._words, font=font, colour=color("text"), align=leading(self))
        place = visual(self, QRect(self.width() - wide, top, wide, high))
        draw_text(painter, place, self._level, font=theme.font("small"), colour=color("text2"), align=trailing(self))
        painter.end()


class WarningBox(QWidget):
    """A warning in plain words, on its tinted ground."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._head, self._then = QLabel(), QLabel()
        words = QVBoxLayout()
        words.setSpacing(3)
        for label in (self._head, self._then):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            words.addWidget(label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        # Margins stay where they are in a mirrored window; a space does not.
        layout.addSpacing(26)
        layout.addLayout(words, 1)
        self.hide()

    @property
    def words(self) -> tuple[str, str]:
        """What it says: the warning and what lies behind it."""
        return self._head.text(), self._then.text()

    def say(self, head: str, then: str) -> None:
        """Warn, or be gone where there is nothing to warn of."""
        self._head.setText(head)
        self._head.setFont(self._theme.font("body", weight=600))
        self._then.setText(then)
        self._then.setFont(self._theme.font("small"))
        self._then.setVisible(bool(then))
        self.setAccessibleName(f"{head}. {then}".strip())
        self.setVisible(bool(head))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tinted ground and the icon."""
        painter = QPainter(self)
        color = self._theme.color
        draw_box(painter, self.rect(), radius=self._theme.tokens.radius["card"], fill=color("warnSoft"))
        draw_icon(painter, "triangle-alert", visual(self, QRect(12, 12, 16, 16)), color("warn"))
        painter.end()
