"""`MergedSection`: what was merged into a thing, each with a way to split it off again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.case.merges import MergedThing, read_merged
from evidence_board.operations.merging import split_entity
from evidence_board.ui.context import UiContext
from evidence_board.ui.history.history_words import day_of, who_words
from evidence_board.ui.i18n import day_month_year, number, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.section import Section

__all__ = ["MergedSection"]


class MergedSection(Section):
    """Hidden where nothing was merged.

    Attributes:
        buttons: one to split each off, in the order of the rows.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Merged into this"), theme=context.theme, parent=parent)
        self._context = context
        self._can_write = can_write
        self._request = 0
        self._lines: list[QWidget] = []
        self._shown: tuple[MergedThing, ...] = ()
        self.buttons: list[Button] = []
        self.hide()

    def show_thing(self, kind: str, row_id: str) -> None:
        """Show what was merged into an entity; it is read behind the window."""
        self._request += 1
        request, session = self._request, self._context.session
        self._context.jobs.run(
            lambda: session.read(read_merged, kind=kind, kept_id=row_id),
            done=lambda found: self._take(request, found),
            failed=self._context.show_error,
            priority=1,
        )

    def _take(self, request: int, found: tuple[MergedThing, ...]) -> None:
        if request != self._request or found == self._shown:
            return
        self._shown = found
        for row in self._lines:
            row.hide()
            row.deleteLater()
        self.buttons = []
        self._lines = [self._row(one) for one in found]
        for row in self._lines:
            self.body.addWidget(row)
        self.set_count(number(len(found)) if found else "")
        self.setVisible(bool(found))

    def _row(self, thing: MergedThing) -> QWidget:
        row = QWidget()
        words = QVBoxLayout()
        words.setSpacing(1)
        name = QLabel(thing.name if thing.ref in thing.name else f"{thing.ref}  {thing.name}")
        name.setProperty("role", "body")
        day = day_of(thing.at)
        under = ", ".join(one for one in (who_words(thing.by), day_month_year(day) if day else "") if one)
        said = QLabel(f"{under}: {thing.reason}" if thing.reason else under)
        said.setProperty("role", "hint")
        for label in (name, said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            words.addWidget(label)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 6)
        line.addLayout(words, 1)
        if self._can_write:
            button = Button(tr("Split"), theme=self._context.theme, small=True, icon="unlink")
            button.setToolTip(tr("Make it a thing of its own again; what came later stays"))
            button.clicked.connect(lambda _=False, one=thing.row_id: self._context.perform(split_entity, gone_id=one))
            self.buttons.append(button)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row
