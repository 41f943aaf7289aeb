"""`CameraPoint`: the point of the camera above all that others draw on the map; the camera itself takes the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from evidence_board.ui.geolocate.camera_overlay import CameraOverlay
from evidence_board.ui.geolocate.overlays import MapPointer, MapProjection

__all__ = ["CameraPoint"]


class CameraPoint:
    """A `MapOverlay` that only draws: rays of the sun and lines of sight begin at the camera and would cover it."""

    def __init__(self, camera: CameraOverlay) -> None:
        self._camera = camera

    def paint(self, painter: QPainter, projection: MapProjection) -> None:
        """Draw the point."""
        self._camera.paint_point(painter, projection)

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
        """Leave it to those below."""
        return None
