"""`ProposalView`: which level the evidence carries, with its bars, and why in words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.analysis.confidence import Proposal
from evidence_board.ui.citing.citing_words import carried_words, proposal_lines
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.confidence import BARS, draw_bars

__all__ = ["ProposalView"]


class ProposalView(QWidget):
    """A line with bars, and a paragraph for each reason. It only says; it sets nothing.

    Attributes:
        title: the line.
        lines: the reasons that show.
    """

    def __init__(self, *, theme: Theme, width: int = 0, parent: QWidget | None = None) -> None:
        """Make an empty view.

        Args:
            theme: the look.
            width: of the paragraphs in pixels where they must not follow what is around them; 0 to follow.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme, self._width = theme, width
        self.lines: list[QLabel] = []
        self._bars = _Bars(theme)
        self.title = QLabel()
        self.title.setProperty("role", "label")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self._bars)
        head.addWidget(self.title, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._column.addLayout(head)

    def show_proposal(self, proposal: Proposal, *, more: Sequence[str] = (), but: Sequence[str] = ()) -> None:
        """Show what the evidence carries.

        Args:
            proposal: the level and why.
            more: further sentences below.
            but: sentences that stand elsewhere already.
        """
        self._bars.show_level(proposal.level)
        words = carried_words(proposal)
        self.title.setText(words)
        for line in self.lines:
            line.hide()
            line.deleteLater()
        texts = [text for text in proposal_lines(proposal) if text not in but]
        self.lines = [self._paragraph(text) for text in (*texts, *more)]
        for line in self.lines:
            self._column.addWidget(line)
        self.setAccessibleName(". ".join((words, *(line.text() for line in self.lines))))

    def _paragraph(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "hint")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if self._width:
            label.setFixedWidth(self._width)
            label.setFixedHeight(label.heightForWidth(self._width))
        else:
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return label


class _Bars(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._level = theme, "unjudged"
        self.setFixedSize(BARS.width() + 2, theme.pixels(18))

    def show_level(self, level: str) -> None:
        self._level = level
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_bars(painter, self._level, self.rect(), self._theme)
        painter.end()
