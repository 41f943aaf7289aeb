"""`ReferenceFile`: a picture from outside comes into the case, to be compared with what is being placed."""

import hashlib
import sqlite3
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from evidence_board.case.blobs import find_blob
from evidence_board.events import Notice
from evidence_board.ui.context import UiContext
from evidence_board.ui.geolocate.compare_pane import ComparePane
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.import_sheet.import_driver import ImportDriver

__all__ = ["ReferenceFile"]


class ReferenceFile(QObject):
    """Imports one file like any other, without leaving the workspace, and shows it beside the picture it was asked for.

    A file that the case holds already is simply shown.
    """

    def __init__(self, desk: PlacementDesk, pane: ComparePane, driver: ImportDriver) -> None:
        super().__init__(pane)
        self._desk, self._pane, self._driver = desk, pane, driver
        #: Path, digest and row id of the file it is compared with, of those that are on their way.
        self._wanted: list[tuple[Path, str, str]] = []
        pane.file_wanted.connect(self.choose)
        driver.ended.connect(lambda error: self._look())
        self._context.events.index_changed.connect(lambda event: self._look())

    @property
    def _context(self) -> UiContext:
        return self._desk.context

    def choose(self) -> None:
        """Ask which file."""
        words = tr("Pictures and videos (*.jpg *.jpeg *.png *.tif *.tiff *.webp *.heic *.avif *.mp4 *.mov)")
        shown = ";;".join((words, tr("All files (*)")))
        path, _ = QFileDialog.getOpenFileName(self._pane, tr("Add a reference picture"), "", shown)
        if path:
            self.add(Path(path))

    def add(self, path: Path) -> None:
        """Bring a file into the case and compare with it."""
        item_id = self._desk.item_id
        if not item_id or self._context.session.case.read_only:
            return

        def known(digest: str) -> None:
            self._wanted.append((path, digest, item_id))
            self._driver.import_paths([path])

        def failed(error: BaseException) -> None:
            if not isinstance(error, OSError):
                raise error
            self._say(tr("{name} cannot be read. Choose another file.", name=isolate(path.name)))

        self._context.jobs.run(lambda: _digest(path), done=known, failed=failed)

    def _look(self) -> None:
        """Show what has come in."""
        for wanted in tuple(self._wanted):
            path, digest, item_id = wanted
            found = self._context.session.read(_items_of, digest)
            items = self._context.session.index.items
            rows = [items[one] for one in found if one in items and one != item_id]
            if rows:
                self._wanted.remove(wanted)
                if rows[0].kind == "file":
                    self._say(tr("{name} is no picture or video.", name=isolate(path.name)))
                else:
                    self._pane.show_reference(rows[0].id, of=item_id)
            elif not self._driver.is_running and not self._driver.waiting and (not found or item_id in found):
                self._wanted.remove(wanted)
                self._say(tr("{name} could not be added as a reference picture.", name=isolate(path.name)))

    def _say(self, words: str) -> None:
        self._context.session.hub.emit(Notice(words, "warn"))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _items_of(connection: sqlite3.Connection, digest: str) -> list[str]:
    blob = find_blob(connection, digest)
    sql = "SELECT id FROM item WHERE blob_id = ? AND deleted_at IS NULL ORDER BY id"
    return [] if blob is None else [str(row[0]) for row in connection.execute(sql, (blob,)).fetchall()]
