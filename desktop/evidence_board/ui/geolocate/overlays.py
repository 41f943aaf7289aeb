"""What others draw on the photo and on the map of the Geolocate workspace, and how they take the mouse there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

__all__ = ["DrawnOnMap", "MapOverlay", "MapPointer", "MapProjection", "PhotoOverlay", "PhotoPointer", "ToView"]

#: Gives the pixel of the view over a fraction (x, y) of the upright original.
ToView = Callable[[float, float], QPointF]


@dataclass(frozen=True, slots=True)
class PhotoPointer:
    """The mouse over the photo.

    Attributes:
        x: fraction of the upright original, may lie outside 0 to 1 beside the picture.
        y: as ``x``, from the top.
        at: pixel of the view; reach is measured in these.
        modifiers: held keys.
    """

    x: float
    y: float
    at: QPointF
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class MapPointer:
    """The mouse over the map: WGS84 degrees, the pixel of the view, and held keys."""

    latitude: float
    longitude: float
    at: QPointF
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier


class MapProjection(Protocol):
    """How the map lies in its view now."""

    def project(self, latitude: float, longitude: float) -> QPointF:
        """Return the pixel of the view over a point, in the copy of the world nearest to the middle."""
        ...

    def unproject(self, at: QPointF) -> tuple[float, float]:
        """Return (latitude, longitude) under a pixel of the view."""
        ...

    def pixels_per_metre(self, latitude: float) -> float:
        """Return how many pixels a metre takes at a latitude."""
        ...

    @property
    def turned_deg(self) -> float:
        """How far north lies clockwise from up."""
        ...

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the view in pixels."""
        ...


class PhotoOverlay(Protocol):
    """Draws on the photo. Later ones lie above and are asked first for the mouse."""

    def paint(self, painter: QPainter, to_view: ToView) -> None:
        """Draw in pixels of the view."""
        ...

    def press(self, pointer: PhotoPointer) -> bool:
        """The left button went down. True takes the gesture: `move` and `release` follow, and nobody else is asked."""
        ...

    def move(self, pointer: PhotoPointer) -> None:
        """The mouse moved during a gesture that `press` took."""
        ...

    def release(self, pointer: PhotoPointer) -> None:
        """The gesture has ended."""
        ...

    def cancel(self) -> None:
        """The gesture ends without effect (Esc, another item)."""
        ...

    def hover(self, pointer: PhotoPointer | None) -> Qt.CursorShape | None:
        """The mouse moved with no button down, None when it left. Return a cursor if it is over something of yours."""
        ...


class MapOverlay(Protocol):
    """Draws on the map above the pins, as `PhotoOverlay` does on the photo."""

    def paint(self, painter: QPainter, projection: MapProjection) -> None:
        """Draw in pixels of the view."""
        ...

    def press(self, pointer: MapPointer) -> bool:
        """The left button went down. True takes the gesture."""
        ...

    def move(self, pointer: MapPointer) -> None:
        """The mouse moved during a gesture that `press` took."""
        ...

    def release(self, pointer: MapPointer) -> None:
        """The gesture has ended."""
        ...

    def cancel(self) -> None:
        """The gesture ends without effect."""
        ...

    def hover(self, pointer: MapPointer | None) -> Qt.CursorShape | None:
        """The mouse moved with no button down, None when it left."""
        ...


class DrawnOnMap:
    """The part of a `MapOverlay` that only draws: the mouse goes to what lies below."""

    def press(self, pointer: MapPointer) -> bool:
        """Leave it to those below."""
        return False

    def move(self, pointer: MapPointer) -> None:
        """Nothing was taken."""

    def release(self, pointer: MapPointer) -> None:
        """Nothing was taken."""

    def cancel(self) -> None:
        """Nothing was taken."""

    def hover(self, pointer: MapPointer | None) -> Qt.CursorShape | None:
        """Leave the pointer as it is."""
        return None
