"""`ItemActions`: what can be done with the selected files from their context menu, by key or by dragging."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from evidence_board.events import Notice
from evidence_board.filters import InCollection
from evidence_board.operations.albums import remove_from_album
from evidence_board.operations.entities import bin_things
from evidence_board.operations.tags import tag_things
from evidence_board.operations.work_status import set_work_status
from evidence_board.ui.bulk_edits import bulk_edits
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.like_menu import like_menu
from evidence_board.ui.gallery.drag_picture import drag_picture
from evidence_board.ui.gallery.item_menu import item_menu
from evidence_board.ui.gallery.item_mime import items_mime
from evidence_board.ui.gallery.save_original import save_original
from evidence_board.ui.i18n import count, tr

__all__ = ["ItemActions"]


class ItemActions(QObject):
    """Acts on the files of the one selection, on behalf of a pane."""

    def __init__(self, context: UiContext, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._owner = owner

    @property
    def selected(self) -> list[str]:
        """Ids of the files that are selected, in the order they were chosen."""
        items = self._context.session.index.items
        return [one for one in self._context.session.selection.ids if one in items]

    def drag(self, item_ids: list[str]) -> None:
        """Let the user drag files to another pane; returns when they were dropped."""
        drag = QDrag(self._owner)
        drag.setMimeData(items_mime(item_ids))
        drag.setPixmap(drag_picture(item_ids, self._context.thumbnails, self._context.theme))
        drag.setHotSpot(QPoint(16, 16))
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.LinkAction, Qt.DropAction.CopyAction)

    def bin_selected(self) -> None:
        """Move the selected files to the bin of the case."""
        things = [("item", one) for one in self.selected]
        if things and not self._context.session.case.read_only:
            words = count(len(things), one="Moving {n} file to the bin", many="Moving {n} files to the bin")
            bulk_edits(self._context).perform(words, len(things), bin_things, things=things)

    def open_menu(self, item_id: str, spot: QPoint) -> None:
        """Open the context menu of the selection at a point of the screen; ``item_id`` is under the pointer."""
        chosen, requests = self.selected, self._context.requests
        actions = {
            "preview": lambda: requests.preview.emit(item_id),
            "place": lambda: requests.place.emit(chosen),
            "link": lambda: requests.link.emit([("item", one) for one in chosen]),
            "cite": lambda: requests.cite.emit([("item", one) for one in chosen]),
            "tag": lambda: requests.tag.emit(chosen),
            "collect": lambda: requests.collect.emit(chosen),
            "copy": lambda: self.copy_refs(chosen),
            "save": lambda: self.save_original(item_id),
            "bin": self.bin_selected,
        }
        shown = self._context.session.filter.part(InCollection)
        if shown is not None:
            actions["take_out"] = partial(self._context.perform, remove_from_album, album_id=shown.id, item_ids=chosen)
        rows = sorted(self._context.session.index.tags.values(), key=lambda row: row.path)
        tags = [(row.path, partial(self.tag, chosen, row.path)) for row in rows]
        items = self._context.session.index.items
        menu = item_menu(
            len(chosen),
            actions,
            tags=tags,
            states=list(dict.fromkeys(items[one].status for one in chosen)),
            mark=partial(self.mark, chosen),
            can_write=not self._context.session.case.read_only,
            theme=self._context.theme,
            parent=self._owner,
            like=like_menu(self._context, item_id, origin="gallery", parent=self._owner),
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)

    def tag(self, item_ids: list[str], path: str) -> None:
        """Put a tag on files."""
        words = count(len(item_ids), one="Tagging {n} file", many="Tagging {n} files")
        things = [("item", one) for one in item_ids]
        bulk_edits(self._context).perform(words, len(item_ids), tag_things, things=things, path=path)

    def mark(self, item_ids: list[str], status: str) -> None:
        """Say how far the work on files has come."""
        words = count(len(item_ids), one="Marking {n} file", many="Marking {n} files")
        edits = bulk_edits(self._context)
        edits.perform(words, len(item_ids), set_work_status, item_ids=item_ids, status=status)

    def copy_refs(self, item_ids: list[str]) -> None:
        """Put the refs of files on the clipboard."""
        items = self._context.session.index.items
        QGuiApplication.clipboard().setText(", ".join(items[one].ref for one in item_ids if one in items))

    def save_original(self, item_id: str) -> None:
        """Ask where to, then write the original of a file there; never over another file."""
        session = self._context.session
        item = session.index.items[item_id]
        path, _ = QFileDialog.getSaveFileName(
            self._owner,
            tr("Save original as"),
            Path(item.file_name).name,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not path:
            return
        self._context.jobs.run(
            lambda: save_original(session, item_id, Path(path)),
            done=lambda saved: session.hub.emit(Notice(tr("Saved {name}, byte for byte.", name=saved.name), "ok")),
            failed=self._context.show_error,
        )
