"""`NothingPage`: nothing is selected: what the case holds, and how to look closer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from evidence_board.model.kinds import ENTITY_KINDS
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.inspector.case_summary import CaseSummary, summarised
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.words import span_words
from evidence_board.ui.widgets.section import Section

__all__ = ["NothingPage"]

#: Up to this many rows are counted at once; more are counted off the GUI thread.
_AT_ONCE = 5_000


class NothingPage(QWidget):
    """Counts of the whole case."""

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._title = QLabel()
        self._title.setProperty("role", "section")
        hint = QLabel(tr("Select a photo, a pin, a node or a date to see what is known of it."))
        hint.setProperty("role", "small")
        for label in (self._title, hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._media = Section(tr("Media"), theme=theme)
        self._things = Section(tr("On the board"), theme=theme)
        media = {
            "files": tr("Files"),
            "placed": tr("On the map"),
            "linked": tr("Linked"),
            "taken": tr("Taken"),
            "look": tr("Need you"),
        }
        things = {
            "account": tr("Accounts"),
            "person": tr("People"),
            "unit": tr("Units"),
            "location": tr("Places"),
            "equipment": tr("Equipment"),
            "event": tr("Events"),
            "links": tr("Links"),
        }
        # The span of a case takes two lines in a narrow pane.
        self.rows = {
            name: FieldRow(label, ValueText(theme=theme, lines=2), theme=theme)
            for name, label in (media | things).items()
        }
        for name, row in self.rows.items():
            (self._media if name in media else self._things).body.addWidget(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addSpacing(2)
        layout.addWidget(hint)
        layout.addSpacing(12)
        layout.addWidget(self._media)
        layout.addWidget(self._things)
        layout.addStretch(1)

    def show_case(self) -> None:
        """Show the case as it is now."""
        index = self._context.session.index
        if len(index.items) + len(index.links) <= _AT_ONCE:
            self._show(summarised(index))
        else:
            self._context.jobs.run(
                lambda: summarised(index), done=self._show, failed=self._context.show_error, priority=-1
            )

    def _show(self, summary: CaseSummary) -> None:
        self._title.setText(summary.title)
        total = summary.files
        self.rows["files"].set_text(number(total), hide_empty=False)
        self._say("placed", summary.placed, total)
        self._say("linked", summary.linked, total)
        self.rows["look"].set_text(number(summary.need_you) if summary.need_you else "", colour="warn")
        self.rows["taken"].set_text(span_words(*summary.span) if summary.span is not None else "")
        for kind in ENTITY_KINDS:
            self.rows[kind.value].set_text(number(summary.entities.get(kind.value, 0)))
        self.rows["links"].set_text(number(summary.links))
        self._media.setVisible(bool(total))
        self._things.setVisible(bool(summary.entities or summary.links))

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        for row in self.rows.values():
            row.set_compact(compact)

    def renew_look(self) -> None:
        """Nothing here keeps colours or fonts."""

    def _say(self, name: str, some: int, total: int) -> None:
        self.rows[name].set_text(tr("{n} of {total}", n=number(some), total=number(total)) if total else "")
