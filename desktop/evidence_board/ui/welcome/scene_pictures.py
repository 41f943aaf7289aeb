"""The pictures of the welcome screen: scenes of the practice story, from the program's own resources."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QImage, QImageReader

from evidence_board import resources

__all__ = ["ScenePictures", "SceneReader"]

_SMALL, _LARGE = QSize(400, 300), QSize(900, 675)
#: Three of the drop zone, then the one of the practice card.
_SCENES = (
    ("09-corniche-palms", _SMALL),
    ("25-btr-417-close", _SMALL),
    ("14-breakwater", _SMALL),
    ("05-lighthouse-from-the-mole", _LARGE),
)


@dataclass(frozen=True, slots=True)
class ScenePictures:
    """Three pictures of the drop zone, and the one of the practice card."""

    fan: list[QImage]
    card: QImage


class SceneReader(QObject):
    """Reads the pictures one at a time between other events, some 15 ms each, once the screen is up.

    In a thread of its own Qt's reader crashed, very rarely, while the screen around it was being made.
    """

    def __init__(self, done: Callable[[ScenePictures], None], *, parent: QObject) -> None:
        super().__init__(parent)
        self._done = done
        self._read: list[QImage] = []
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._read_one)
        self._next.start()

    def _read_one(self) -> None:
        name, size = _SCENES[len(self._read)]
        # These files travel with the program; files of a case never reach Qt's readers.
        reader = QImageReader(str(resources.path(f"practice/scenes/{name}.jpg")))
        reader.setScaledSize(size)
        self._read.append(reader.read())
        if len(self._read) == len(_SCENES):
            self._next.stop()
            *fan, card = self._read
            self._done(ScenePictures(fan, card))
