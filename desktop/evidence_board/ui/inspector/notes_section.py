"""`NotesSection`: free words about a file or an entity, edited in place."""

from PySide6.QtWidgets import QWidget

from evidence_board.operations.entities import update_entity
from evidence_board.operations.items import update_item
from evidence_board.operations.posts import update_post
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.inline_text import InlineText
from evidence_board.ui.widgets.section import Section

__all__ = ["NotesSection"]


class NotesSection(Section):
    """One text.

    Attributes:
        text: the words.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Notes"), theme=context.theme, parent=parent)
        self._context = context
        self._thing = ("", "")
        self.text = InlineText(
            name=tr("Notes"), hint=tr("Add a note"), theme=context.theme, role="small", many_lines=True
        )
        self.text.setEnabled(can_write)
        self.text.committed.connect(self._save)
        self.body.addWidget(self.text)

    def show_thing(self, kind: str, row_id: str, notes: str) -> None:
        """Show the notes of a thing; ``kind`` is ``item``, ``post`` or a kind of entity."""
        if self._thing != (kind, row_id):
            self.text.finish(save=True)
        self._thing = (kind, row_id)
        self.text.set_text(notes)

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        self.text.renew_look()

    def _save(self, words: str) -> None:
        kind, row_id = self._thing
        if kind == "item":
            self._context.perform(update_item, row_id=row_id, notes=words)
        elif kind == "post":
            self._context.perform(update_post, row_id=row_id, notes=words)
        elif kind:
            self._context.perform(update_entity, kind=kind, row_id=row_id, notes=words)
