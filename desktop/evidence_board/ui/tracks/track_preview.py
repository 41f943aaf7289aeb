"""`TrackPreview`: a small map of the track and of where the photos would stand."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.geo.mercator import Bounds, metres_to_world, to_world, world_pixels
from evidence_board.geo.tracks import Track
from evidence_board.ui.canvas.camera_state import CameraState
from evidence_board.ui.i18n import tr
from evidence_board.ui.map_layers.layer_stack import LayerStack
from evidence_board.ui.plate.map_picture import MapPicture
from evidence_board.ui.theme import Theme
from evidence_board.ui.tracks.track_photos import Placed
from evidence_board.ui.widgets.painting import faded

__all__ = ["TrackPreview"]

_HIGH, _AROUND, _MOST_ZOOM = 300, 26, 17.0
_DOT, _LEAST_CIRCLE = 4.5, 6.0


class TrackPreview(QWidget):
    """The whole track, the photos on it as dots, and how far off each may be as a circle."""

    def __init__(self, *, theme: Theme, stack: LayerStack | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._map = MapPicture(stack)
        self._track: Track | None = None
        self._placed = Placed({}, {})
        self._line: list[tuple[float, float]] = []
        self._ground: QImage | None = None
        self._camera = CameraState.square(0.5, 0.5, 256.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Map of the track"))
        if stack is not None:
            stack.repaint.connect(self._forget_ground)

    def sizeHint(self) -> QSize:
        """Return the room it takes."""
        return QSize(400, _HIGH)

    def close_map(self) -> None:
        """Let go of the map."""
        self._map.close()

    def show_track(self, track: Track | None) -> None:
        """Show another track."""
        self._track = track
        self._line = [] if track is None else [to_world(one.latitude, one.longitude) for one in track.points]
        for at in range(1, len(self._line)):
            x, y = self._line[at]
            # On over the date line instead of back round the world.
            self._line[at] = (x - round(x - self._line[at - 1][0]), y)
        self._fit()

    def show_placed(self, placed: Placed) -> None:
        """Show where the photos would stand now."""
        self._placed = placed
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole track in the new room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._forget_ground()
        if not self._line:
            return
        xs, ys = [x for x, _ in self._line], [y for _, y in self._line]
        box = Bounds(min(xs), min(ys), max(xs), max(ys))
        wide = (self.width() - 2 * _AROUND) / max(box.width, 1e-9)
        high = (self.height() - 2 * _AROUND) / max(box.height, 1e-9)
        self._camera = CameraState.square(*box.centre, max(256.0, min(wide, high, world_pixels(_MOST_ZOOM))))

    def _forget_ground(self) -> None:
        self._ground = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw map, track and photos."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._line:
            painter.fillRect(self.rect(), self._theme.color("sunken"))
            painter.setPen(self._theme.color("text3"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Choose a track"))
            painter.end()
            return
        if self._ground is None:
            ratio = self.devicePixelRatioF()
            self._ground = self._map.image(self._camera, self.width(), self.height(), dpr=ratio)
        painter.drawImage(0, 0, self._ground)
        points = QPolygonF([self._at(*one) for one in self._line])
        for colour, width in ((faded(self._theme.on_kind, 0.8), 5.0), (self._theme.color("location"), 2.2)):
            pen = QPen(colour, width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(points)
        accent = self._theme.color("accent")
        for found in self._placed.matches.values():
            x, y = to_world(found.latitude, found.longitude)
            at = self._at(x - round(x - self._camera.x), y)
            radius = metres_to_world(found.radius_m, latitude=found.latitude) * self._camera.scale
            if radius > _LEAST_CIRCLE:
                painter.setPen(QPen(accent, 1.0))
                painter.setBrush(faded(accent, 0.15))
                painter.drawEllipse(at, radius, radius)
            painter.setPen(QPen(Qt.GlobalColor.white, 1.6))
            painter.setBrush(accent)
            painter.drawEllipse(at, _DOT, _DOT)
        painter.setPen(QPen(self._theme.color("line2"), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(*self._camera.to_view(x, y, width=self.width(), height=self.height()))
