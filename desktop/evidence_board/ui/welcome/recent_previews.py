"""What the welcome screen shows of a recent case, read from the case file and nothing but read."""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from evidence_board.case.connect import connect_reader, identify
from evidence_board.model.errors import KnownError
from evidence_board.settings import RecentCase
from evidence_board.ui.held_cases import HeldCases

__all__ = ["RecentPreview", "read_preview"]

_PICTURES, _SIDE = 3, 160
_SMOOTH = (Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation)


@dataclass(frozen=True, slots=True)
class RecentPreview:
    """What could be read.

    Attributes:
        path: of the case.
        title: of the case; the one remembered when the file cannot be read.
        files: how many files it holds; the number remembered when it cannot be read.
        pictures: up to three thumbnails.
        problem: why it cannot be opened, in words; empty when it can.
        missing: the file is not where it was.
    """

    path: Path
    title: str
    files: int
    pictures: list[QImage] = field(default_factory=list)
    problem: str = ""
    missing: bool = False


def read_preview(recent: RecentCase, *, held: HeldCases) -> RecentPreview:
    """Read title, number of files and three thumbnails; a file that is not there is said so.

    May wait for a slow drive, so never on the GUI thread.

    Args:
        recent: what was remembered of the case.
        held: the cases of this process that must not be touched.
    """
    path = Path(recent.path)
    with held.turn(path):
        if held.is_held(path):
            return RecentPreview(path, recent.title, recent.files)
        return _look_into(path, recent)


def _look_into(path: Path, recent: RecentCase) -> RecentPreview:
    if not path.is_file():
        return RecentPreview(path, recent.title, recent.files, missing=True)
    try:
        identify(path)
        connection = connect_reader(path)
    except KnownError as error:
        return RecentPreview(path, recent.title, recent.files, problem=error.what)
    try:
        return _read(connection, path, recent)
    except sqlite3.Error:
        return RecentPreview(path, recent.title, recent.files)
    finally:
        connection.close()


def _read(connection: sqlite3.Connection, path: Path, recent: RecentCase) -> RecentPreview:
    title = connection.execute("SELECT value FROM case_meta WHERE id = 'title'").fetchone()
    files = connection.execute("SELECT count(*) FROM item WHERE deleted_at IS NULL").fetchone()[0]
    # One from the beginning, the middle and the end says more than the first three of one series.
    step = max(1, files // _PICTURES)
    sql = (
        "SELECT t.data FROM (SELECT id, row_number() OVER (ORDER BY length(ref), ref) AS place FROM item"
        " WHERE deleted_at IS NULL AND kind <> 'file') i JOIN thumbnail t ON t.item_id = i.id"
        " WHERE (i.place - 1) % ? = 0 ORDER BY i.place LIMIT ?"
    )
    # The thumbnails are those our own encoder made; a case of others is examined before it opens, and a
    # case is only in this list after it was opened here.
    pictures = [_image(row[0]) for row in connection.execute(sql, (step, _PICTURES))]
    small = [image.scaled(_SIDE, _SIDE, *_SMOOTH) for image in pictures if not image.isNull()]
    return RecentPreview(path, title[0] if title else recent.title, files, small)


def _image(data: bytes) -> QImage:
    image = QImage()
    # Named, so that Qt tries no other of its readers.
    image.loadFromData(data, "JPEG")
    return image
