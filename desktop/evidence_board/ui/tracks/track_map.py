"""`TrackMap`: the map of a track and of where the photos would stand; it is dragged and zoomed like any map."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from evidence_board import resources
from evidence_board.geo.basemap import Basemap
from evidence_board.geo.mercator import metres_to_world, to_world
from evidence_board.model.errors import KnownError
from evidence_board.ui.canvas import CanvasTool, theme_fonts
from evidence_board.ui.i18n import isolate, language, tr
from evidence_board.ui.map.basemap_names import Spelling
from evidence_board.ui.map.corner_overlay import CornerOverlay
from evidence_board.ui.map.map_camera import MapCamera
from evidence_board.ui.map.map_canvas import MapCanvas
from evidence_board.ui.map.map_colors import MapColors
from evidence_board.ui.map.map_content import MapContent
from evidence_board.ui.map.map_controls import MapControls
from evidence_board.ui.map.map_renderer import MapRenderer
from evidence_board.ui.map.map_scene import View
from evidence_board.ui.map_layers.layer_painter import LayerPainter
from evidence_board.ui.plate.map_picture import layer_credits
from evidence_board.ui.plate.plate_content import distance_words
from evidence_board.ui.tracks.track_line import TrackLine
from evidence_board.ui.tracks.track_photos import Placed
from evidence_board.ui.widgets.painting import faded

if TYPE_CHECKING:
    from evidence_board.geo.tracks import Track
    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.context import UiContext
    from evidence_board.ui.map_layers.layer_stack import LayerStack

__all__ = ["TrackMap"]

_LEAST_HIGH, _MOST_ZOOM, _STEP = 240, 17.0, 1.6
_DOT, _LEAST_CIRCLE, _REACH = 4.5, 6.0, 9.0
#: More lines over gaps than this are drawn plain: dashes take long.
_MANY_GAPS = 300


class TrackMap(QWidget):
    """The track as a line, the photos on it as dots, and how far off each may be as a circle.

    Attributes:
        canvas: the map.
        camera: where it looks.
    """

    def __init__(self, context: UiContext, stack: LayerStack | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context, self._stack = context, stack
        self._line: TrackLine | None = None
        self._placed = Placed({}, {})
        self._most_gap_s = 300.0
        self._drawn: tuple[object, tuple[list[QPolygonF], list[QPolygonF]]] | None = None
        self._colors = MapColors.of(theme)
        try:
            self._basemap: Basemap | None = Basemap(resources.path("map/basemap.sqlite"))
        except KnownError:
            # The map of the window says it; the track is worth showing without the world behind it.
            self._basemap = None
        fonts = theme_fonts(theme)
        self._renderer = MapRenderer(self._basemap, fonts=fonts, images=lambda key: None, view=self._view())
        self.canvas = MapCanvas(self._renderer, parent=self)
        self.canvas.setAcceptDrops(False)
        self.canvas.set_background(self._colors.sea)
        self.canvas.camera.reduced_motion = theme.motion.reduced
        self.canvas.setAccessibleName(tr("Map of the track"))
        self.canvas.words_at = self._words_at
        self.canvas.set_tool(_Keys(self))
        self.camera = MapCamera(self.canvas)
        attribution = self._basemap.attribution if self._basemap is not None else ""
        self._corners = CornerOverlay(self._colors, fonts=fonts, attribution=attribution)
        self.canvas.add_overlay(self._draw)
        self.canvas.add_overlay(self._corners)
        self.controls = MapControls(theme=theme, parent=self.canvas)
        self.controls.zoom_in.connect(lambda: self.camera.zoom_by(_STEP))
        self.controls.zoom_out.connect(lambda: self.camera.zoom_by(1 / _STEP))
        self.controls.fit.connect(self.fit)
        self.canvas.resized.connect(self._resized)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)
        self.setMinimumHeight(_LEAST_HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if stack is not None:
            self._renderer.layers = LayerPainter(stack.store, wanted=lambda wishes: stack.loader.want(id(self), wishes))
            self._corners.credits = self._credits
            stack.repaint.connect(self._layers_changed)
            self._layers_changed()
        theme.changed.connect(self._restyle)
        context.at_close(self.shut_down)

    def sizeHint(self) -> QSize:
        """Return the room it takes."""
        return QSize(400, 300)

    def shut_down(self) -> None:
        """End the painter thread, want no tiles any more and close the map file."""
        self.canvas.shut_down()
        if self._stack is not None:
            self._stack.loader.want(id(self), [])
        if self._basemap is not None:
            self._basemap.close()
            self._basemap = None

    def show_track(self, track: Track | None) -> None:
        """Show another track, all of it."""
        self._line = TrackLine(track) if track is not None and len(track) else None
        self._drawn = None
        self.camera.by_user = False
        self.fit()
        self.canvas.update()

    def show_placed(self, placed: Placed, *, most_gap_s: float) -> None:
        """Show where the photos would stand now, and where the track has gaps."""
        self._placed, self._most_gap_s = placed, most_gap_s
        self.canvas.update()

    def fit(self) -> None:
        """Show the whole track, or the world."""
        if self._line is None:
            self.camera.show_world()
        else:
            self.camera.fit(self._line.bounds, animate=False, max_zoom=_MOST_ZOOM, by_user=False)

    def spot(self, item_id: str) -> QPointF | None:
        """Return where a photo is drawn now, in pixels of the canvas."""
        found = self._placed.matches.get(item_id)
        return self._spot(self.canvas, found.latitude, found.longitude) if found is not None else None

    # -- drawing ---------------------------------------------------------------------------------------

    def _draw(self, painter: QPainter, view: CanvasView) -> None:
        if self._line is None:
            return
        theme = self._context.theme
        whole, over = self._lines(view)
        dash = QPen(theme.color("location"), 1.4)
        if len(over) <= _MANY_GAPS:
            dash.setDashPattern([3.0, 4.0])
        painter.setPen(dash)
        for line in over:
            painter.drawPolyline(line)
        for colour, width in ((faded(theme.on_kind, 0.8), 5.0), (theme.color("location"), 2.2)):
            pen = QPen(colour, width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            for line in whole:
                painter.drawPolyline(line)
        self._draw_photos(painter, view)

    def _lines(self, view: CanvasView) -> tuple[list[QPolygonF], list[QPolygonF]]:
        key = (view.camera.state, view.width(), view.height(), self._most_gap_s)
        if self._line is not None and (self._drawn is None or self._drawn[0] != key):
            found = self._line.lines(view.camera.state, view.width(), view.height(), most_gap_s=self._most_gap_s)
            self._drawn = (key, found)
        return self._drawn[1] if self._drawn is not None else ([], [])

    def _draw_photos(self, painter: QPainter, view: CanvasView) -> None:
        accent = self._context.theme.color("accent")
        room = view.rect().adjusted(-8, -8, 8, 8)
        dots = []
        painter.setPen(QPen(accent, 1.0))
        painter.setBrush(faded(accent, 0.15))
        for found in self._placed.matches.values():
            at = self._spot(view, found.latitude, found.longitude)
            radius = metres_to_world(found.radius_m, latitude=found.latitude) * view.camera.state.scale
            if radius > _LEAST_CIRCLE and room.adjusted(*_around(radius)).contains(at.toPoint()):
                painter.drawEllipse(at, radius, radius)
            if room.contains(at.toPoint()):
                dots.append(at)
        painter.setPen(QPen(Qt.GlobalColor.white, 1.6))
        painter.setBrush(accent)
        for at in dots:
            painter.drawEllipse(at, _DOT, _DOT)

    @staticmethod
    def _spot(view: CanvasView, latitude: float, longitude: float) -> QPointF:
        x, y = to_world(latitude, longitude)
        return view.to_view(x + round(view.camera.state.x - x), y)

    def _words_at(self, pos: QPointF) -> str:
        """Say which photo a dot is, when it was taken on the clock of the track, and how far off it may be."""
        items = self._context.session.index.items
        nearest, least = "", _REACH
        for item_id, found in self._placed.matches.items():
            away = (self._spot(self.canvas, found.latitude, found.longitude) - pos).manhattanLength()
            if away < least and item_id in items:
                when = datetime.fromtimestamp(found.time, UTC).strftime("%H:%M:%S")
                least, ref = away, isolate(items[item_id].ref)
                off = distance_words(found.radius_m)
                nearest = tr("{ref} · {time} UTC · within {distance}", ref=ref, time=isolate(when), distance=off)
        return nearest

    # -- the map ---------------------------------------------------------------------------------------

    def _credits(self, view: CanvasView) -> list[str]:
        if self._stack is None:
            return []
        return layer_credits(self._stack, view.camera.state, view.width(), view.height())

    def _view(self) -> View:
        return View(MapContent(), self._colors, compact=True, spelling=Spelling(language()))

    def _layers_changed(self) -> None:
        if self._stack is not None and self._renderer.layers is not None:
            self._renderer.layers.layers = self._stack.shown
            self._renderer.layers.local_names = self._stack.local_names
        self.canvas.invalidate()

    def _restyle(self) -> None:
        self._colors = MapColors.of(self._context.theme)
        self.canvas.set_background(self._colors.sea)
        self._corners.restyle(self._colors)
        self._renderer.reset()
        self._renderer.show(self._view())
        self.canvas.invalidate()
        self.canvas.update()

    def _resized(self) -> None:
        self.camera.limit()
        self.controls.place_in(self.canvas.size())
        if not self.camera.by_user:
            self.fit()


def _around(radius: float) -> tuple[int, int, int, int]:
    off = round(min(radius, 1e6))
    return -off, -off, off, off


class _Keys(CanvasTool):
    """Home shows the whole track; the canvas does the rest."""

    def __init__(self, owner: TrackMap) -> None:
        self._owner = owner

    def key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Home:
            self._owner.fit()
            return True
        return False
