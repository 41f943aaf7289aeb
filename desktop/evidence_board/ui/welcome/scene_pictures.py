"""The pictures of the welcome screen: scenes of the practice story, from the program's own resources."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageReader

from evidence_board import resources

__all__ = ["card_picture", "fan_pictures"]

_FAN = ("09-corniche-palms", "25-btr-417-close", "14-breakwater")
_CARD = "05-lighthouse-from-the-mole"


def fan_pictures() -> list[QImage]:
    """Return the three pictures of the drop zone; decoding takes some milliseconds each."""
    return [_scene(name, QSize(400, 300)) for name in _FAN]


def card_picture() -> QImage:
    """Return the picture of the practice card."""
    return _scene(_CARD, QSize(900, 675))


def _scene(name: str, size: QSize) -> QImage:
    # These files travel with the program; files of a case never reach Qt's readers.
    reader = QImageReader(str(resources.path(f"practice/scenes/{name}.jpg")))
    reader.setScaledSize(size)
    return reader.read()
