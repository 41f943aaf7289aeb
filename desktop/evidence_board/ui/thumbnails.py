"""Thumbnails of the case as images, loaded behind the window and kept within a bound.

Only thumbnails that our own encoder made reach Qt's image reader.
"""

import sqlite3
from collections import OrderedDict

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from evidence_board.session import Session
from evidence_board.ui.job_runner import JobRunner

__all__ = ["Thumbnails"]

_BATCH = 24
_MOST_WANTED = 240


class Thumbnails(QObject):
    """A cache of thumbnails by item id.

    Signals:
        ready: (set of item ids) these images can now be had from `get`.
    """

    ready = Signal(object)

    def __init__(self, session: Session, jobs: JobRunner, *, budget_bytes: int = 256 << 20) -> None:
        super().__init__()
        self._session = session
        self._jobs = jobs
        self._budget = budget_bytes
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._absent: set[str] = set()
        self._size = 0
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._loading = False

    @property
    def is_loading(self) -> bool:
        """Whether images that were asked for are still on their way."""
        return self._loading or bool(self._wanted)

    def get(self, item_id: str) -> QImage | None:
        """Return the image (at most 504 px on its longer edge), or None and have it loaded."""
        image = self._images.get(item_id)
        if image is not None:
            self._images.move_to_end(item_id)
            return image
        if item_id not in self._absent:
            self._wanted[item_id] = None
            # What was asked for last is what the user looks at now.
            self._wanted.move_to_end(item_id, last=False)
            # What was scrolled past long ago is not worth its place in the cache.
            while len(self._wanted) > _MOST_WANTED:
                self._wanted.popitem()
            self._load()
        return None

    def peek(self, item_id: str) -> QImage | None:
        """Return the image if it is there; asks for nothing. Safe from a painting thread."""
        return self._images.get(item_id)

    def has_none(self, item_id: str) -> bool:
        """Tell whether it is known that there is no thumbnail (a plain file, or one that cannot be read)."""
        return item_id in self._absent

    def forget(self, item_ids: set[str]) -> None:
        """Load these anew when they are next asked for."""
        for item_id in item_ids:
            self._absent.discard(item_id)
            image = self._images.pop(item_id, None)
            if image is not None:
                self._size -= image.sizeInBytes()

    def _load(self) -> None:
        if self._loading or not self._wanted:
            return
        self._loading = True
        batch = [self._wanted.popitem(last=False)[0] for _ in range(min(_BATCH, len(self._wanted)))]
        self._jobs.run(
            lambda: self._session.read(_read_images, batch), done=self._loaded, failed=self._failed, priority=1
        )

    def _loaded(self, images: dict[str, QImage | None]) -> None:
        self._loading = False
        for item_id, image in images.items():
            if image is None:
                self._absent.add(item_id)
            else:
                self._images[item_id] = image
                self._size += image.sizeInBytes()
        while self._size > self._budget and len(self._images) > 1:
            _, old = self._images.popitem(last=False)
            self._size -= old.sizeInBytes()
        self.ready.emit(set(images))
        self._load()

    def _failed(self, error: BaseException) -> None:
        self._loading = False
        raise error


def _read_images(connection: sqlite3.Connection, item_ids: list[str]) -> dict[str, QImage | None]:
    images: dict[str, QImage | None] = {}
    for item_id in item_ids:
        row = connection.execute("SELECT data FROM thumbnail WHERE item_id = ?", (item_id,)).fetchone()
        image = QImage()
        # The format is named, so that Qt never guesses at bytes.
        if row is None or not image.loadFromData(row[0], "JPEG"):
            images[item_id] = None
        else:
            # Ready to blit: no conversion while scrolling.
            images[item_id] = image.convertToFormat(QImage.Format.Format_RGB32)
    return images
