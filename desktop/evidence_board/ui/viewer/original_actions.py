"""`OriginalActions`: copies or saves the bytes of a file as they came."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from evidence_board.events import Notice
from evidence_board.model.case_index import ItemRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.gallery.save_original import save_original
from evidence_board.ui.i18n import isolate, tr

__all__ = ["OriginalActions"]


class OriginalActions(QObject):
    """What can be done with the bytes of a file. Nothing here makes another picture of them."""

    def __init__(self, context: UiContext, owner: QWidget) -> None:
        super().__init__(owner)
        self._context, self._owner = context, owner
        self._copies: tempfile.TemporaryDirectory[str] | None = None
        context.at_close(self._forget_copies)

    def menu(self, item: ItemRow) -> QMenu:
        """Return the menu for a file."""
        theme, menu = self._context.theme, QMenu(self._owner)
        copy = menu.addAction(theme.icon("copy"), tr("Copy original, byte for byte"))
        copy.triggered.connect(lambda: self.copy(item))
        save = menu.addAction(theme.icon("download"), tr("Save original as …"))
        save.triggered.connect(lambda: self.save(item))
        menu.addSeparator()
        ref = menu.addAction(theme.icon("hash"), tr("Copy the id {ref}", ref=item.ref))
        ref.triggered.connect(lambda: QGuiApplication.clipboard().setText(item.ref))
        return menu

    def copy(self, item: ItemRow) -> None:
        """Put the original on the clipboard as a file with the same bytes and name."""
        if self._copies is None:
            self._copies = tempfile.TemporaryDirectory(prefix="evidence-board-copy-", ignore_cleanup_errors=True)
        folder = Path(self._copies.name) / item.id
        target = folder / (Path(item.file_name).name or item.ref)
        session = self._context.session

        def write() -> Path:
            folder.mkdir(exist_ok=True)
            # What was copied before may have been changed by whoever pasted it.
            target.unlink(missing_ok=True)
            return save_original(session, item.id, target)

        def done(path: Path) -> None:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(path))])
            QGuiApplication.clipboard().setMimeData(data)
            words = tr("Copied {name}, byte for byte. Paste it into a folder.", name=isolate(path.name))
            session.hub.emit(Notice(words, "ok"))

        self._context.jobs.run(write, done=done, failed=self._context.show_error)

    def save(self, item: ItemRow) -> None:
        """Ask where to, then write the original there; never over another file."""
        path, _ = QFileDialog.getSaveFileName(
            self._owner,
            tr("Save original as"),
            Path(item.file_name).name,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not path:
            return
        session = self._context.session

        def done(saved: Path) -> None:
            session.hub.emit(Notice(tr("Saved {name}, byte for byte.", name=isolate(saved.name)), "ok"))

        self._context.jobs.run(
            lambda: save_original(session, item.id, Path(path)), done=done, failed=self._context.show_error
        )

    def _forget_copies(self) -> None:
        copies, self._copies = self._copies, None
        if copies is not None:
            copies.cleanup()
