"""`CameraPoint`: the point of the camera above all that others draw on the map; the camera itself takes the mouse."""

from PySide6.QtGui import QPainter

from evidence_board.ui.geolocate.camera_overlay import CameraOverlay
from evidence_board.ui.geolocate.overlays import DrawnOnMap, MapProjection

__all__ = ["CameraPoint"]


class CameraPoint(DrawnOnMap):
    """A `MapOverlay` that only draws: rays of the sun and lines of sight begin at the camera and would cover it."""

    def __init__(self, camera: CameraOverlay) -> None:
        self._camera = camera

    def paint(self, painter: QPainter, projection: MapProjection) -> None:
        """Draw the point."""
        self._camera.paint_point(painter, projection)
