"""The pictures of the welcome screen: scenes of the practice story, from the program's own resources."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageReader

from evidence_board import resources

__all__ = ["ScenePictures", "read_scene_pictures"]

_FAN = ("09-corniche-palms", "25-btr-417-close", "14-breakwater")
_CARD = "05-lighthouse-from-the-mole"


@dataclass(frozen=True, slots=True)
class ScenePictures:
    """Three pictures of the drop zone, and the one of the practice card."""

    fan: list[QImage]
    card: QImage


def read_scene_pictures() -> ScenePictures:
    """Read the pictures; takes some 60 ms, so not on the GUI thread."""
    return ScenePictures([_scene(name, QSize(400, 300)) for name in _FAN], _scene(_CARD, QSize(900, 675)))


def _scene(name: str, size: QSize) -> QImage:
    # These files travel with the program; files of a case never reach Qt's readers.
    reader = QImageReader(str(resources.path(f"practice/scenes/{name}.jpg")))
    reader.setScaledSize(size)
    return reader.read()
