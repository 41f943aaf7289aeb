"""`ManyValues`: what several files or links share, each value changed for all of them where it stands."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.case_index import ItemRow, LinkRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.many_choice import ManyChoice
from evidence_board.ui.inspector.many_edits import ManyEdits
from evidence_board.ui.inspector.many_level import ManyLevel
from evidence_board.ui.inspector.many_words import position_words, taken_words
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.section import Section
from evidence_board.ui.work_status import StatusButton

__all__ = ["ManyValues"]


class ManyValues(QWidget):
    """Rows of shared values; "mixed" where they differ.

    Attributes:
        status: how far the work on the files has come.
        place: the place they were taken at.
        level: confidence of their positions.
        account: who published them.
        link_level: confidence of the links that are selected.
    """

    def __init__(self, context: UiContext, edits: ManyEdits, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self.status = StatusButton(theme=theme, flush=True)
        self.place = ManyChoice("location", context=context)
        self.level = ManyLevel(theme=theme, place=True)
        self.account = ManyChoice("account", context=context)
        self.link_level = ManyLevel(theme=theme)
        self._position = FieldRow(tr("Position"), ValueText(theme=theme, lines=2), theme=theme)
        self._taken = FieldRow(tr("Taken"), ValueText(theme=theme, lines=2), theme=theme)
        self._level = FieldRow(tr("Confidence"), self.level, theme=theme)
        lead = QWidget()
        FlowLayout(lead).addWidget(self.status)
        groups: dict[str, list[FieldRow]] = {
            tr("Work"): [FieldRow(tr("State"), lead, theme=theme)],
            tr("Where"): [FieldRow(tr("Place"), self.place, theme=theme), self._position, self._level],
            tr("When"): [self._taken, FieldRow(tr("Posted by"), self.account, theme=theme)],
            tr("Links"): [FieldRow(tr("Confidence"), self.link_level, theme=theme)],
        }
        self._rows = [row for rows in groups.values() for row in rows]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._sections = []
        for title, rows in groups.items():
            section = Section(title, theme=theme)
            for row in rows:
                section.body.addWidget(row)
            layout.addWidget(section)
            self._sections.append(section)
        for editor in (self.status, self.place, self.level, self.account, self.link_level):
            editor.setEnabled(can_write)
        self.status.chosen.connect(edits.set_status)
        self.level.chosen.connect(edits.set_position_level)
        self.link_level.chosen.connect(edits.set_link_level)
        self.place.chosen.connect(edits.set_place)
        self.place.made.connect(edits.set_typed_place)
        self.place.cleared.connect(lambda: edits.set_place())
        self.account.chosen.connect(edits.set_account)
        self.account.made.connect(lambda name: edits.set_account(new_handle=name))
        self.account.cleared.connect(lambda: edits.set_account())

    def show_things(self, items: Sequence[ItemRow], links: Sequence[LinkRow]) -> None:
        """Show what is selected."""
        for section in self._sections[:3]:
            section.setVisible(bool(items))
        self._sections[3].setVisible(bool(links))
        self.link_level.show_levels(link.level for link in links)
        if not items:
            return
        self.status.show_states([item.status for item in items])
        self.place.show_values([item.place for item in items], nothing=tr("not named"))
        self._position.set_text(position_words(items))
        levels = {item.level for item in items if item.latitude is not None}
        self._level.setVisible(bool(levels))
        self.level.show_levels(levels)
        self._taken.set_text(taken_words(items))
        self.account.show_values([item.account for item in items], nothing=tr("nobody known"))

    def set_compact(self, compact: bool) -> None:
        """Make labels narrower in a small window."""
        for row in self._rows:
            row.set_compact(compact)
