"""`PostCitedSection`: the facts that cite a post, each with its level and how the citation stands to it."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.model.claims import CitedIn, Stance
from evidence_board.selection import replace
from evidence_board.ui.citing.citing_words import claim_name
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, number, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual
from evidence_board.ui.widgets.plain_tip import plain_tip
from evidence_board.ui.widgets.section import Section

__all__ = ["PostCitedSection"]


class PostCitedSection(Section):
    """One line per fact; a click selects it.

    Attributes:
        lines: the rows, in the order of citing.
    """

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(tr("Cited in"), theme=context.theme, parent=parent)
        self._context = context
        self._shown: tuple[CitedIn, ...] = ()
        self.lines: list[_CitedLine] = []
        self._nothing = ElidedLabel(tr("No fact cites it yet"), theme=context.theme, role="small", colour="text3")
        self.body.addWidget(self._nothing)

    def show_cited(self, cited: tuple[CitedIn, ...]) -> None:
        """Show where a post is cited."""
        if cited == self._shown:
            return
        self._shown = cited
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        session = self._context.session
        for one in cited:
            line = _CitedLine(one, theme=self._theme)
            # A position or time is seen on the page of its file.
            goes_to = one.claim.id if one.claim.kind == "link" else one.claim.thumbnail_id
            line.setEnabled(goes_to is not None)
            if goes_to is not None:
                line.clicked.connect(lambda _=False, to=goes_to: session.select(replace([to]), origin="inspector"))
            # Then the window opens what the fact rests on.
            claim = (one.claim.kind, one.claim.id)
            line.clicked.connect(lambda _=False, fact=claim: self._context.requests.show_evidence.emit(fact))
            self.lines.append(line)
            self.body.addWidget(line)
        self._nothing.setVisible(not cited)
        self.set_count(number(len(cited)) if cited else "")


class _CitedLine(Clickable):
    """What the fact says, then how the post stands to it; the level at the end."""

    def __init__(self, cited: CitedIn, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        claim, citation = cited.claim, cited.citation
        self._level = cited.level
        self.words = claim_name(claim)
        stance = {
            Stance.SUPPORTS: tr("for it"),
            Stance.CONTRADICTS: tr("against it"),
            Stance.CONTEXT: tr("as context"),
        }[Stance(citation.stance)]
        self.below = " · ".join(part for part in (stance, isolate(citation.excerpt), isolate(citation.note)) if part)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self.words}, {level_name(cited.level)}, {self.below}")
        self.setToolTip(plain_tip(f"{self.words}\n{self.below}"))

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(200, self.theme.line_height("small") + self.theme.line_height("caption") + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both lines and the bars."""
        painter = QPainter(self)
        color = self.theme.color
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            draw_box(painter, self.rect(), radius=4, fill=hover_fill(self.theme))
        first, second = self.theme.line_height("small"), self.theme.line_height("caption")
        end = self.width() - BARS.width() - 1
        draw_bars(painter, self._level, visual(self, QRect(end, 3, BARS.width(), first)), self.theme)
        room = visual(self, QRect(0, 3, end - 8, first))
        font = self.theme.font("small", weight=500)
        draw_text(painter, room, self.words, font=font, colour=color("text"), align=leading(self))
        room = visual(self, QRect(0, 3 + first, self.width(), second))
        small = self.theme.font("caption")
        draw_text(painter, room, self.below, font=small, colour=color("text3"), align=leading(self))
        painter.end()
