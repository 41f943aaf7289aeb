"""`PostMediaSection`: the files a post carried, in their order."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QWidget

from evidence_board.model.case_index import PostRow
from evidence_board.model.changes import ChangeSet
from evidence_board.operations.post_files import attach_items, detach_items, reorder_items
from evidence_board.selection import replace
from evidence_board.ui.context import UiContext
from evidence_board.ui.gallery.item_mime import dragged_items
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.inspector.choice_popover import ChoicePopover
from evidence_board.ui.inspector.post_strip import PostStrip
from evidence_board.ui.inspector.post_words import item_choices
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.section import Section

__all__ = ["PostMediaSection"]


class PostMediaSection(Section):
    """The strip, and a command that adds a file; files may be dropped here from the gallery.

    Attributes:
        strip: the pictures.
        add: chooses a file to put on the post.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Media"), theme=context.theme, parent=parent)
        self._context, self._can_write = context, can_write
        self._row: PostRow | None = None
        self.strip = PostStrip(context, can_write=can_write)
        self.strip.opened.connect(lambda one: context.session.select(replace([one]), origin="inspector"))
        self.strip.ordered.connect(lambda ids: self._perform(reorder_items, ids))
        self.strip.removed.connect(lambda one: self._perform(detach_items, [one]))
        words = tr("No file yet. Drop photos here from the gallery, or choose them.")
        self._nothing = QLabel(words if can_write else tr("No file"))
        self._nothing.setProperty("role", "hint")
        self._nothing.setWordWrap(True)
        self.add = Button(tr("Add a file"), theme=context.theme, kind="link", small=True)
        self.add.clicked.connect(self._ask)
        if not can_write:
            self.add.hide()
        for part in (self.strip, self._nothing):
            self.body.addWidget(part)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        self.setAcceptDrops(can_write)

    def show_post(self, row: PostRow) -> None:
        """Show the files of a post."""
        self._row = row
        index = self._context.session.index
        items = [index.items[one] for one in row.item_ids if one in index.items]
        self.strip.show_items(items)
        self.strip.setVisible(bool(items))
        self._nothing.setVisible(not items)
        self.set_count(number(len(items)) if items else "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of the gallery that the post does not have."""
        if self._new_ones(dragged_items(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the files on the post, behind the others."""
        new = self._new_ones(dragged_items(event.mimeData()))
        if new:
            event.acceptProposedAction()
            self._perform(attach_items, new)

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        self.strip.renew_look()

    def _new_ones(self, ids: list[str]) -> list[str]:
        row, items = self._row, self._context.session.index.items
        return [one for one in ids if one in items and one not in row.item_ids] if row is not None else []

    def _ask(self) -> None:
        if self._row is None:
            return
        popover = ChoicePopover(
            self,
            item_choices(self._context.session.index, without=self._row.item_ids),
            name=tr("Add a file to {post}", post=self._row.ref),
            hint=tr("Id, name or words of a file"),
            context=self._context,
            nothing=tr("Every file of the case is on this post"),
        )
        popover.chosen.connect(lambda one: self._perform(attach_items, [one]))
        popover.open_below(self.add)

    def _perform(self, verb: Callable[..., ChangeSet], ids: list[str]) -> None:
        if self._row is not None:
            self._context.perform(verb, post_id=self._row.id, item_ids=ids)
