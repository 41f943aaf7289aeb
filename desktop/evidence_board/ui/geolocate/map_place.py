"""`MapPlace`: the map of the Geolocate workspace, with the overlays of the desk above its pins."""

import math
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.geo.geodesy import distance_m
from evidence_board.geo.mercator import Bounds, to_geographic, to_world, world_pixels, wrap_longitude
from evidence_board.model.case_index import ItemRow
from evidence_board.ui.canvas import CanvasView
from evidence_board.ui.geolocate.camera_overlay import PLACE_TOOL
from evidence_board.ui.geolocate.camera_shapes import camera_shape, point_along
from evidence_board.ui.geolocate.click_radius import click_radius
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.draft import Draft
from evidence_board.ui.geolocate.map_hint import MapHint
from evidence_board.ui.geolocate.overlays import MapOverlay, MapPointer
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.map.map_content import MapContent, PlaceMark
from evidence_board.ui.map.map_pane import MapPane
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["CanvasProjection", "MapPlace"]

#: About 40 m, in shares of the world.
_SAME_SPOT = 1e-6
_NEAR_ZOOM, _FAR_ZOOM, _CIRCLE_SHARE = 16.0, 4.0, 0.075


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


class ItemMap(MapPane):
    """Shows the files of the case only when they are wanted, and never the one whose camera is drawn above.

    Attributes:
        others: the switch that shows them.
    """

    name = "geolocate_map"
    tells_of_nothing = False

    def __init__(self, desk: PlacementDesk) -> None:
        self._desk = desk
        self._others_shown = False
        self._places: tuple[PlaceMark, ...] = ()
        self._hidden: frozenset[str] = frozenset()
        super().__init__(desk.context)
        self.others = IconButton("images", name=tr("Other photos on the map"), key="O", theme=desk.context.theme)
        self.others.setCheckable(True)
        self.others.clicked.connect(self.toggle_others)
        self.header.add_control(self.others)
        # It stands before what all maps have.
        for control in (self.header.tools, self.header.follow, self.header.layers, self.header.views):
            self.header.add_control(control)
        self.header.follow.hide()
        self.header.maximise.hide()

    def toggle_others(self) -> None:
        """Show the other files that pass the filter, or hide them again."""
        self._others_shown = not self._others_shown
        self.others.setChecked(self._others_shown)
        self.show_filter()

    def files_shown(self) -> list[ItemRow]:
        """Return them, without the one that is placed."""
        if not self._others_shown:
            return []
        return [row for row in super().files_shown() if row.id != self._desk.item_id]

    def places_hidden(self) -> frozenset[str]:
        """Return the places of the case whose mark would lie under the point of the camera: the header names it."""
        draft, found = self._desk.draft, set()
        if draft.location_id:
            found.add(draft.location_id)
        if draft.point is not None:
            x, y = to_world(*draft.point)
            found |= {one.id for one in self._places if math.hypot(one.x - x, one.y - y) < _SAME_SPOT}
        return frozenset(found)

    def renew_places(self) -> None:
        """Show and hide marks of places as the camera moves."""
        if self.places_hidden() != self._hidden:
            self.show_filter()

    def _take(self, content: MapContent, request: int) -> None:
        self._places = content.places
        self._hidden = self.places_hidden()
        super()._take(replace(content, places=tuple(p for p in content.places if p.id not in self._hidden)), request)

    def note_words(self, placed: int) -> str:
        """Return the name of the place."""
        draft = self._desk.draft
        place = self.context.session.index.entities.get(draft.location_id or "")
        if draft.point is None:
            return tr("No position yet") if self._desk.item is not None else ""
        return isolate(place.label if place is not None else draft.place_text)


class MapPlace(QWidget):
    """A map pane of its own, so that where it looks is kept apart from the Overview.

    Attributes:
        pane: the map.
        projection: how it lies now.
        dropped: (item id, latitude, longitude) a picture of the strip was dropped on the map.
        placed_by_key: the camera was set without the mouse.
    """

    dropped = Signal(str, float, float)
    placed_by_key = Signal()

    def __init__(self, desk: PlacementDesk) -> None:
        super().__init__()
        self._desk = desk
        self._looked = False
        self._taken: MapOverlay | None = None
        self.pane = ItemMap(desk)
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
        desk.map_repaint_wanted.connect(canvas.update)
        desk.changed.connect(self._changed)
        desk.item_changed.connect(self.pane.show_filter)
        self.hint = MapHint(desk, canvas)

    def look_at(self, draft: Draft) -> None:
        """Bring a position into view with its cone, near enough to see its circle and to work on it."""
        if draft.point is None:
            self._look_around()
            return
        latitude, longitude = draft.point
        zoom, least = _NEAR_ZOOM, min(self.projection.size)
        if draft.radius_m:
            # The circle takes a share of the view.
            metres_across = 40_075_016.7 * math.cos(math.radians(latitude))
            wanted = math.log2(max(least, 300.0) * _CIRCLE_SHARE * metres_across / (256 * draft.radius_m))
            zoom = min(max(wanted, _FAR_ZOOM), _NEAR_ZOOM)
        x, y = to_world(latitude, longitude)
        shape = camera_shape(draft, self.projection)
        if shape is not None and shape.heading is not None:
            ahead = point_along(QPointF(0, 0), shape.heading, shape.reach * 0.45)
            x, y = x + ahead.x() / world_pixels(zoom), y + ahead.y() / world_pixels(zoom)
        self._looked = True
        self.pane.camera.recall({"latitude": to_geographic(x, y)[0], "longitude": to_geographic(x, y)[1], "zoom": zoom})

    def place_in_the_middle(self) -> None:
        """Say that the camera stood where the middle of the map is."""
        latitude, longitude = self.projection.unproject(QPointF(*(edge / 2 for edge in self.projection.size)))
        self._desk.take_tool("")
        self._desk.place(latitude, longitude, near_m=click_radius(self.projection.pixels_per_metre(latitude)))
        self.placed_by_key.emit()

    def move_camera(self, across: float, down: float) -> None:
        """Move the camera by pixels of the map, where there is one."""
        point = self._desk.draft.point
        if point is None or not self._desk.can_write:
            return
        to = self.projection.project(*point) + QPointF(across, down)
        latitude, longitude = self.projection.unproject(to)
        self._desk.place(latitude, longitude, near_m=click_radius(self.projection.pixels_per_metre(latitude)))

    def _look_around(self) -> None:
        """Of what has no position, the surroundings of the others are seen, unless a person looks elsewhere."""
        if self._looked:
            return
        rows = self._desk.context.session.index.items.values()
        points = [to_world(row.latitude, row.longitude or 0.0) for row in rows if row.latitude is not None]
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            self.pane.camera.fit(Bounds(min(xs), min(ys), max(xs), max(ys)), animate=False, by_user=True)
        self._looked = True

    def _changed(self) -> None:
        self.pane.header.set_note(self.pane.note_words(0))
        self.pane.renew_places()
        self.pane.canvas.update()

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
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._desk.tool == PLACE_TOOL:
            self.place_in_the_middle()
            return True
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
