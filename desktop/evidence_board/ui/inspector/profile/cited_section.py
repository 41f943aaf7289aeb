"""`CitedSection`: where an entity is cited; a click selects the fact that rests on it."""

from PySide6.QtWidgets import QWidget

from evidence_board.model.claims import Stance
from evidence_board.selection import replace
from evidence_board.ui.citing.citing_words import claim_name
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.inspector.profile.profile_data import CitedRow
from evidence_board.ui.inspector.profile.row_list import RowList
from evidence_board.ui.inspector.profile.value_line import ValueLine
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.section import Section

__all__ = ["CitedSection"]

_FIRST, _STEP = 8, 50
_QUOTES = "«“„\"'‘"


class CitedSection(Section):
    """The facts that cite an entity, each with its level and how the citation stands to it.

    Attributes:
        list: the rows.
    """

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(tr("Cited in"), theme=context.theme, parent=parent)
        self._context = context
        self._thing = ""
        self._limit = _FIRST
        self._cites: tuple[CitedRow, ...] | None = None
        self.list = RowList()
        self._nothing = ElidedLabel(tr("No fact cites it yet"), theme=context.theme, role="small", colour="text3")
        self.more = Button("", theme=context.theme, kind="link", small=True)
        self.more.clicked.connect(self._show_more)
        for part in (self.list, self._nothing, self.more):
            self.body.addWidget(part)

    def show_cited(self, row_id: str, rows: tuple[CitedRow, ...]) -> None:
        """Show where an entity is cited."""
        if row_id != self._thing:
            self._thing, self._limit, self._cites = row_id, _FIRST, None
        if rows != self._cites:
            self._cites = rows
            self._fill()

    def _fill(self) -> None:
        rows = self._cites or ()
        shown = rows[: self._limit]
        self.list.set_rows([self._line(row) for row in shown])
        self._nothing.setVisible(not rows)
        self.set_count(number(len(rows)) if rows else "")
        left = len(rows) - len(shown)
        self.more.setVisible(left > 0)
        self.more.setText(count(min(left, _STEP), one="{n} more", many="{n} more"))

    def _show_more(self) -> None:
        self._limit += _STEP
        self._fill()

    def _line(self, row: CitedRow) -> ValueLine:
        cited = row.cited
        claim, citation = cited.claim, cited.citation
        stance = {
            Stance.SUPPORTS: tr("for it"),
            Stance.CONTRADICTS: tr("against it"),
            Stance.CONTEXT: tr("as context"),
        }[Stance(citation.stance)]
        excerpt = citation.excerpt
        if excerpt and excerpt[0] not in _QUOTES:
            excerpt = f"“{excerpt}”"
        below = ", ".join(part for part in (stance, isolate(excerpt), citation.note) if part)
        line = ValueLine(claim_name(claim), theme=self._theme, below=below, level=cited.level)
        if claim.in_bin or row.goes_to is None:
            line.setEnabled(row.goes_to is not None)
        goes_to = row.goes_to
        if goes_to is not None:
            session = self._context.session
            line.clicked.connect(lambda: session.select(replace([goes_to]), origin="inspector"))
        return line
