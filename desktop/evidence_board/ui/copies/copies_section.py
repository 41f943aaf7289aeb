"""`CopiesSection`: the other files that show the same picture, or may."""

from PySide6.QtWidgets import QWidget

from evidence_board.model.observations import PictureGroup
from evidence_board.selection import replace
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.section import Section

__all__ = ["CopiesSection"]

_SHOWN = 8


class CopiesSection(Section):
    """Copies of one file, accepted ones as a fact, the others as a question. Hidden while there are none.

    Attributes:
        compare: opens them side by side.
        lines: refs of the others, each selects its file.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Copies of this picture"), theme=context.theme, parent=parent)
        self._context = context
        self._can_write = can_write
        self._shown: tuple[object, ...] = ()
        self._item_id = ""
        self.lines: list[Button] = []
        self._note = ElidedLabel(theme=context.theme, role="small", colour="text3")
        self.compare = Button("", theme=context.theme, kind="link", small=True)
        self.compare.clicked.connect(lambda: self._context.requests.compare_copies.emit([self._item_id]))
        self.body.addWidget(self._note)
        self.body.addWidget(self.compare)
        self.hide()

    def show_item(self, item_id: str) -> None:
        """Show the copies of a file."""
        observations = self._context.session.index.observations
        group = observations.group_of(item_id)
        items = self._context.session.index.items
        others = [one for one in group.item_ids if one != item_id and one in items] if group is not None else []
        self.setVisible(bool(others))
        preferred = observations.preferred_copies
        shown = (item_id, group, tuple(others), preferred & set(group.item_ids) if group else frozenset())
        if group is None or not others or shown == self._shown:
            return
        self._shown, self._item_id = shown, item_id
        self._fill(group, others, preferred)

    def _fill(self, group: PictureGroup, others: list[str], preferred: frozenset[str]) -> None:
        self.clear_fields()
        self.lines = []
        items = self._context.session.index.items
        self.set_count(number(len(others)))
        for one in others[:_SHOWN]:
            line = Button(items[one].ref, theme=self._context.theme, kind="link", small=True)
            line.clicked.connect(lambda _=False, row_id=one: self._select(row_id))
            self.lines.append(line)
            self.add_field(self._state(group, one, preferred), line)
        self._note.set_text(self._words(group, preferred))
        more = len(others) - _SHOWN
        several = count(more, one="Compare side by side, {n} more", many="Compare side by side, {n} more")
        judge = tr("Compare and judge") if self._can_write and not group.accepted else tr("Compare side by side")
        self.compare.setText(several if more > 0 else judge)

    def _state(self, group: PictureGroup, other: str, preferred: frozenset[str]) -> str:
        if other in preferred:
            return tr("Use this")
        if (other in group.mirrored) != (self._item_id in group.mirrored):
            return tr("Mirrored")
        return tr("Copy") if group.accepted else tr("Look-alike")

    def _words(self, group: PictureGroup, preferred: frozenset[str]) -> str:
        if self._item_id in preferred:
            return tr("This is the copy to use. All count as one source.")
        if group.accepted:
            return tr("One picture: all count as one source.")
        return tr("Proposed by the program, not judged yet.")

    def _select(self, item_id: str) -> None:
        self._context.session.select(replace([item_id]), origin="copies")
        self._context.requests.reveal.emit(item_id)
