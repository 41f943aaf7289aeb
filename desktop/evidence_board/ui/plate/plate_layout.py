"""Where pictures, map and words stand on the page of a proof plate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from evidence_board.ui.canvas.camera_state import CameraState
from evidence_board.ui.plate.plate_map import map_camera

if TYPE_CHECKING:
    from evidence_board.ui.plate.plate_content import PlateContent

__all__ = ["EDGE", "FOOT", "HEIGHT", "WIDTH", "PlateLayout", "plate_layout"]

#: The page, in its own pixels: A4 across, so that 18 of them are letters of 9.5 points.
WIDTH, HEIGHT = 1600.0, 1131.0
EDGE, FOOT = 48.0, HEIGHT - 54
_GAP, _TOP, _BELOW = 16.0, 134.0, 24.0
_ROOM = WIDTH - 2 * EDGE
#: Of pictures beside a map: how high at most and at least, and how much of the page at most.
_MOST_HIGH, _LEAST_HIGH, _MOST_PICTURE = 640.0, 470.0, 0.64
#: From this width by height on, a picture and its reference stand one above the other.
_STACKED_FROM = 1.15
_MOST_STACKED, _STACKED_MAP = 0.48, 500.0
_LEAST_MAP = 0.3


@dataclass(frozen=True, slots=True)
class PlateLayout:
    """Where things stand, and where the map looks.

    Attributes:
        picture: room of the picture.
        reference: room of the reference picture; None without one.
        map: room of the map.
        words: room of everything that is written below.
        columns: how many blocks of words stand side by side.
        camera: of the map.
    """

    picture: QRectF
    reference: QRectF | None
    map: QRectF
    words: QRectF
    columns: int
    camera: CameraState


def plate_layout(content: PlateContent, aspect: float) -> PlateLayout:
    """Return where things stand on the page.

    Args:
        content: what it says.
        aspect: width by height of the upright picture.
    """
    if content.reference is None:
        picture, side = _pair(aspect)
        return _in_rows(content, picture, None, side)
    if aspect < _STACKED_FROM:
        high = min(_MOST_HIGH, ((1 - _LEAST_MAP) * _ROOM - 2 * _GAP) / (2 * aspect))
        wide = max(high * aspect, 0.2 * _ROOM)
        picture = QRectF(EDGE, _TOP, round(wide), round(high))
        other = picture.translated(picture.width() + _GAP, 0)
        return _in_rows(content, picture, other, _beside(other))
    return _stacked(content, aspect)


def _pair(aspect: float) -> tuple[QRectF, QRectF]:
    high = _MOST_HIGH
    wide = high * aspect
    most = _MOST_PICTURE * _ROOM
    if wide > most:
        wide, high = most, max(_LEAST_HIGH, most / aspect)
    picture = QRectF(EDGE, _TOP, round(max(wide, 0.3 * _ROOM)), round(high))
    return picture, _beside(picture)


def _beside(box: QRectF) -> QRectF:
    return QRectF(box.right() + _GAP, box.top(), WIDTH - EDGE - box.right() - _GAP, box.height())


def _in_rows(content: PlateContent, picture: QRectF, reference: QRectF | None, side: QRectF) -> PlateLayout:
    """All pictures in one row, the words below."""
    top = picture.bottom() + _BELOW
    words = QRectF(EDGE, top, _ROOM, FOOT - 8 - top)
    return PlateLayout(picture, reference, side, words, 4, map_camera(content, side.width(), side.height()))


def _stacked(content: PlateContent, aspect: float) -> PlateLayout:
    """The two pictures one above the other at the left, map and words at the right."""
    high = (FOOT - 16 - _TOP - _GAP) / 2
    wide = min(high * aspect, _MOST_STACKED * _ROOM)
    picture = QRectF(EDGE, _TOP, round(wide), round(min(high, wide / aspect) if aspect < 3 else high / 2))
    reference = picture.translated(0, picture.height() + _GAP)
    left = picture.right() + _GAP
    side = QRectF(left, _TOP, WIDTH - EDGE - left, _STACKED_MAP)
    top = side.bottom() + _BELOW
    words = QRectF(left, top, side.width(), FOOT - 8 - top)
    return PlateLayout(picture, reference, side, words, 2, map_camera(content, side.width(), side.height()))
