"""`ManyEdits`: what the page of several things does to all of them; each edit is one step."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from evidence_board.events import Notice
from evidence_board.model.case_index import ItemRow
from evidence_board.model.changes import ChangeSet
from evidence_board.operations.bulk import set_account, set_place
from evidence_board.operations.levels import set_levels
from evidence_board.operations.positions import place_items
from evidence_board.operations.work_status import set_work_status
from evidence_board.ui.bulk_edits import bulk_edits
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.inspector.many_choice import typed_point

__all__ = ["ManyEdits"]


class ManyEdits(QObject):
    """Runs verbs over what is selected, with progress and a way to stop.

    Attributes:
        items: the files that are selected.
        links: ids of the links that are selected.
    """

    def __init__(self, context: UiContext, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context
        self._bulk = bulk_edits(context)
        self.items: list[ItemRow] = []
        self.links: list[str] = []

    def perform(self, verb: Callable[..., ChangeSet], **keywords: Any) -> None:
        """Run any verb over the files."""
        files = max(len(self.items), 1)
        words = count(files, one="Changing {n} file", many="Changing {n} files")
        self._bulk.perform(words, files, verb, **keywords)

    def set_status(self, status: str) -> None:
        """Say how far the work on the files has come."""
        self.perform(set_work_status, item_ids=self._ids(), status=status)

    def set_account(self, account_id: str | None = None, *, new_handle: str = "") -> None:
        """Say whose the files are; a notice names those whose posts say otherwise."""
        self._bulk.perform_then(
            self._tell_kept,
            tr("Setting the account of {n} files", n=number(len(self.items))),
            len(self.items),
            set_account,
            item_ids=self._ids(),
            account_id=account_id,
            new_handle=new_handle,
        )

    def set_place(self, location_id: str | None = None, *, new_name: str = "") -> None:
        """Say at which place the files were taken."""
        self.perform(set_place, item_ids=self._ids(), location_id=location_id, new_name=new_name)

    def set_typed_place(self, text: str) -> None:
        """Take a typed text for the place of all: coordinates, else the name of a new place."""
        point = typed_point(text)
        if point is None:
            self.set_place(new_name=text)
        else:
            self.perform(place_items, item_ids=self._ids(), latitude=point[0], longitude=point[1])

    def set_position_level(self, level: str) -> None:
        """Set the confidence of the positions of the files."""
        geotags = [item.geotag_id for item in self.items if item.geotag_id is not None and item.level != level]
        if geotags:
            self._bulk.perform(_grading(len(geotags)), len(geotags), set_levels, level=level, geotags=geotags)

    def set_link_level(self, level: str) -> None:
        """Set the confidence of the links."""
        links = self._context.session.index.links
        chosen = [one for one in self.links if one in links and links[one].level != level]
        if chosen:
            self._bulk.perform(_grading(len(chosen)), len(chosen), set_levels, level=level, links=chosen)

    def _ids(self) -> list[str]:
        return [item.id for item in self.items]

    def _tell_kept(self, changes: ChangeSet) -> None:
        kept = changes.result.get("kept")
        if not isinstance(kept, list) or not kept:
            return
        items = self._context.session.index.items
        refs = ", ".join(items[one].ref for one in kept[:4] if one in items)
        more = count(len(kept), one="{n} file stays as its post says", many="{n} files stay as their posts say")
        words = tr("{files}: {refs}", files=more, refs=refs + (" …" if len(kept) > 4 else ""))
        self._context.session.hub.emit(Notice(words))


def _grading(things: int) -> str:
    return count(things, one="Grading {n} thing", many="Grading {n} things")
