"""`MapPlace`: the map of the Geolocate workspace, with the overlays of the desk above its pins."""

import math

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.geo.geodesy import distance_m
from evidence_board.geo.mercator import to_geographic, to_world, wrap_longitude
from evidence_board.ui.canvas import CanvasView
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.overlays import MapOverlay, MapPointer
from evidence_board.ui.map.map_pane import MapPane

__all__ = ["CanvasProjection", "MapPlace"]

_NEAR_ZOOM, _FAR_ZOOM = 15.0, 7.0


class CanvasProjection:
    """`MapProjection` of the canvas of the map."""

    def __init__(self, pane: MapPane) -> None:
        self._pane = pane

    def project(self, latitude: float, longitude: float) -> QPointF:
        """Return the pixel of the view over a point."""
        return self._pane.hits.to_view(*to_world(latitude, longitude))

    def unproject(self, at: QPointF) -> tuple[float, float]:
        """Return (latitude, longitude) under a pixel of the view."""
        x, y = self._pane.canvas.to_world(at)
        latitude, longitude = to_geographic(x, min(max(y, 0.0), 1.0))
        return latitude, wrap_longitude(longitude)

    def pixels_per_metre(self, latitude: float) -> float:
        """Return how many pixels a metre takes at a latitude, along the meridian."""
        step = 1e-3 if latitude < 0 else -1e-3
        first, last = self.project(latitude, 0.0), self.project(latitude + step, 0.0)
        away = first - last
        length = (away.x() ** 2 + away.y() ** 2) ** 0.5
        return float(length / distance_m(latitude, 0.0, latitude + step, 0.0))

    @property
    def turned_deg(self) -> float:
        """How far north lies clockwise from up."""
        here = self._pane.canvas.to_world(QPointF(*(edge / 2 for edge in self.size)))
        first, last = self._pane.canvas.to_view(*here), self._pane.canvas.to_view(here[0], here[1] - 1e-6)
        return math.degrees(math.atan2(last.x() - first.x(), first.y() - last.y()))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the view in pixels."""
        canvas = self._pane.canvas
        return float(canvas.width()), float(canvas.height())


class MapPlace(QWidget):
    """A map pane of its own, so that where it looks is kept apart from the Overview.

    Attributes:
        pane: the map.
        projection: how it lies now.
        dropped: (item id, latitude, longitude) a picture of the strip was dropped on the map.
    """

    dropped = Signal(str, float, float)

    def __init__(self, desk: PlacementDesk) -> None:
        super().__init__()
        self._desk = desk
        self._taken: MapOverlay | None = None
        self.pane = MapPane(desk.context)
        self.pane.name = "geolocate_map"
        self.projection = CanvasProjection(self.pane)
        canvas = self.pane.canvas
        canvas.add_overlay(self._paint)
        canvas.installEventFilter(self)
        # One picture is placed by the desk, several as on the map of the Overview.
        canvas.items_dropped.disconnect(self.pane.verbs.place_at)
        canvas.items_dropped.connect(self._dropped)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pane)
        desk.repaint_wanted.connect(canvas.update)
        desk.changed.connect(canvas.update)

    def look_at(self, latitude: float, longitude: float, *, radius_m: float | None) -> None:
        """Bring a position into the middle, near enough to see its circle and work on it."""
        least = _NEAR_ZOOM
        if radius_m:
            # The circle takes a tenth of the view.
            metres_across = 40_075_016.7 * math.cos(math.radians(latitude))
            wanted = math.log2(max(min(self.projection.size), 300.0) / 10 * metres_across / (256 * radius_m))
            least = min(max(wanted, _FAR_ZOOM), _NEAR_ZOOM)
        self.pane.camera.centre(*to_world(latitude, longitude), least_zoom=least, animate=False)

    def _dropped(self, ids: list[str], at: QPointF) -> None:
        if len(ids) == 1:
            self.dropped.emit(ids[0], *self.projection.unproject(at))
        else:
            self.pane.verbs.place_at(ids, at)

    def _paint(self, painter: QPainter, view: CanvasView) -> None:
        for overlay in self._desk.map_overlays:
            painter.save()
            overlay.paint(painter, self.projection)
            painter.restore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask the overlays before the map what a press means."""
        if not isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.Leave:
                for overlay in self._desk.map_overlays:
                    overlay.hover(None)
            return super().eventFilter(watched, event)
        left = event.button() == Qt.MouseButton.LeftButton
        kind, canvas = event.type(), self.pane.canvas
        if kind == QEvent.Type.MouseButtonPress and left:
            pointer = self._pointer(event)
            self._taken = next((one for one in reversed(self._desk.map_overlays) if one.press(pointer)), None)
            if self._taken is not None:
                canvas.setFocus(Qt.FocusReason.MouseFocusReason)
            return self._taken is not None
        if kind == QEvent.Type.MouseMove:
            if self._taken is not None:
                self._taken.move(self._pointer(event))
                return True
            if not event.buttons():
                pointer = self._pointer(event)
                looks = [one.hover(pointer) for one in reversed(self._desk.map_overlays)]
                look = next((one for one in looks if one is not None), None)
                if look is not None:
                    canvas.setCursor(look)
                    return True
        if kind == QEvent.Type.MouseButtonRelease and left and self._taken is not None:
            taken, self._taken = self._taken, None
            taken.release(self._pointer(event))
            return True
        return super().eventFilter(watched, event)

    def _pointer(self, event: QMouseEvent) -> MapPointer:
        latitude, longitude = self.projection.unproject(event.position())
        return MapPointer(latitude, longitude, event.position(), event.modifiers())
