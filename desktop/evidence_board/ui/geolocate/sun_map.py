"""`SunOnMap`: path, ray and shadow of the sun at the position, and shadows that are laid on the map."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from evidence_board.geo.geodesy import bearing_deg, distance_m
from evidence_board.model.placement import SunMark, SunMarkKind
from evidence_board.operations.sun_marks import add_sun_mark
from evidence_board.ui.geolocate.overlays import MapPointer, MapProjection
from evidence_board.ui.geolocate.shadow_region import ShadowRegion
from evidence_board.ui.geolocate.sun_arc import SunArc
from evidence_board.ui.geolocate.sun_draw import arrow, beads, casing_line, label, label_box, offset
from evidence_board.ui.geolocate.sun_look import SunLook
from evidence_board.ui.geolocate.sun_reckoning import SunPath
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.geolocate.sun_words import degrees_words
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import faded

__all__ = ["MAP_TOOL", "SunOnMap"]

MAP_TOOL = "sun_map_shadow"

_ARC_PX, _SHADOW_PX, _DISC, _LEAST_ARC = 150.0, 120.0, 12.0, 84.0
#: Scale and sources stand at the foot of the map.
_FOOT_PX = 44.0
_TICK, _LABEL_OFF, _NEAR_S = 6.0, 14.0, 3.2 * 3600.0
_LEAST_DRAG_PX, _BEARING_ERROR_DEG = 12.0, 5.0
#: How exactly a hand lays a line on the map, in pixels at each end.
_HAND_PX = 2.0


class SunOnMap:
    """An overlay of the map. With its tool, a drag from the foot of an object along its shadow marks that direction."""

    def __init__(self, state: SunState, region: ShadowRegion | None = None) -> None:
        self._state, self._theme = state, state.desk.context.theme
        self._region = region
        self._from: MapPointer | None = None
        self._to: MapPointer | None = None
        #: What was drawn where, for those who ask.
        self.drawn: dict[str, QPointF] = {}
        self._arc: SunArc | None = None

    # -- drawing ---------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, projection: MapProjection) -> None:
        """Draw what the sun does here."""
        self.drawn = {}
        look = SunLook.of(self._theme)
        placement = self._state.desk.placement
        for mark in placement.marks if placement is not None else ():
            if mark.kind == SunMarkKind.MAP_SHADOW and mark.used:
                self._paint_mark(painter, projection, mark, look)
        if self._from is not None and self._to is not None:
            arrow(painter, self._from.at, self._to.at, colour=look.fits, casing=look.casing)
            words = degrees_words(_bearing(self._from, self._to), decimals=1)
            box = label_box(
                words, self._to.at, theme=self._theme, away=self._to.at - self._from.at, within=_room(projection.size)
            )
            label(painter, words, box, theme=self._theme)
        point, path = self._state.point, self._state.path
        region = self._region
        if region is not None and region.is_on and region.can_be_seen(projection):
            return  # from so far away the region counts, and rays across continents would hide it
        if point is not None and path is not None:
            self._paint_sun(painter, projection, projection.project(*point), path, look)

    def _paint_sun(
        self, painter: QPainter, projection: MapProjection, centre: QPointF, path: SunPath, look: SunLook
    ) -> None:
        size = projection.size
        if not QRectF(-_ARC_PX, -_ARC_PX, size[0] + 2 * _ARC_PX, size[1] + 2 * _ARC_PX).contains(centre):
            return
        radius, turned, arc = _radius(centre, size), projection.turned_deg, self._arc
        if arc is None or not arc.belongs_to(path, centre=centre, radius=radius, turned_deg=turned):
            arc = self._arc = SunArc.of(path, centre=centre, radius=radius, turned_deg=turned)
        self._paint_arc(painter, arc, look)
        taken = self._paint_ray(painter, arc, look, size)
        self._paint_hours(painter, arc, size, taken)

    def _paint_ray(self, painter: QPainter, arc: SunArc, look: SunLook, size: tuple[float, float]) -> list[QRectF]:
        """Draw sun and shadow of the hour, or the moon; return what their words and discs cover."""
        sun, moon, centre = self._state.sun, self._state.moon, arc.centre
        taken: list[QRectF] = []

        def at(azimuth: float, length: float) -> QPointF:
            return offset(centre, bearing_deg=azimuth, length=length, turned_deg=arc.turned_deg)

        if sun is not None and sun.elevation_refracted > 0:
            place = at(sun.azimuth, arc.radius)
            casing_line(painter, centre, place, colour=look.sun, casing=look.casing, width=2.2)
            taken += beads(centre, place)
            if sun.shadow_azimuth is not None:
                tip = at(sun.shadow_azimuth, arc.radius * _SHADOW_PX / _ARC_PX)
                arrow(painter, centre, tip, colour=look.shadow, casing=look.casing)
                self.drawn["shadow"] = tip
                taken += beads(centre, tip)
                words = tr("Shadow {n}", n=degrees_words(sun.shadow_azimuth))
                taken.append(self._words(painter, words, tip, tip - centre, size, taken=taken))
            self._disc(painter, "sun", place, look)
            words = tr(
                "Sun {azimuth}, {elevation} high",
                azimuth=degrees_words(sun.azimuth),
                elevation=degrees_words(sun.elevation_refracted),
            )
        elif moon is not None and moon.elevation > 0:
            place = at(moon.azimuth, arc.radius)
            casing_line(painter, centre, place, colour=look.shadow, casing=look.casing, width=1.4)
            taken += beads(centre, place)
            self._disc(painter, "moon", place, look)
            words = tr(
                "Moon {azimuth}, {elevation} high",
                azimuth=degrees_words(moon.azimuth),
                elevation=degrees_words(moon.elevation),
            )
        else:
            return taken
        taken.append(self._words(painter, words, place, place - centre, size, reach=_DISC, taken=taken))
        taken.append(QRectF(place.x() - _DISC, place.y() - _DISC, 2 * _DISC, 2 * _DISC))
        return taken

    def _paint_arc(self, painter: QPainter, arc: SunArc, look: SunLook) -> None:
        """Draw the way of the sun, strong near the hour that is looked at, and what fits."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(faded(look.fits, 0.55), 9.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawPath(arc.fits)
        painter.setPen(QPen(faded(look.sun, 0.4), 1.6))
        painter.drawPath(arc.whole)
        painter.setPen(QPen(look.sun, 2.6))
        painter.drawPath(arc.near(self._state.at_s, within_s=_NEAR_S))

    def _paint_hours(self, painter: QPainter, arc: SunArc, size: tuple[float, float], taken: list[QRectF]) -> None:
        """Draw a tick for each hour; words only near the hour that is looked at, and where there is room for them."""
        now, room = self._state.at_s, _room(size)
        for hour, seconds in arc.path.hours[:-1]:
            number = min(round(seconds / 300.0), len(arc.path.elevations) - 1)
            if arc.path.elevations[number] <= 0:
                continue
            middle = arc.at(seconds)
            along = (middle - arc.centre) / arc.radius
            painter.setPen(QPen(self._theme.color("text2"), 1.4))
            painter.drawLine(middle - along * _TICK * 0.7, middle + along * _TICK * 0.7)
            if abs(seconds - now) > _NEAR_S:
                continue
            words = f"{hour:02d}:00"
            box = self._hour_box(words, middle + along * (_LABEL_OFF + 14 * abs(along.x())))
            if room.contains(box) and not any(box.intersects(one) for one in taken):
                label(painter, words, box, theme=self._theme)
                taken.append(box)

    def _hour_box(self, words: str, middle: QPointF) -> QRectF:
        metrics = self._theme.metrics("caption", tabular=True)
        width, height = metrics.horizontalAdvance(words) + 6, metrics.height()
        return QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)

    def _disc(self, painter: QPainter, icon: str, place: QPointF, look: SunLook) -> None:
        self.drawn[icon] = place
        painter.setPen(QPen(look.casing, 2.0))
        painter.setBrush(look.sun if icon == "sun" else self._theme.color("text2"))
        painter.drawEllipse(place, _DISC, _DISC)
        box = QRectF(place.x() - 8, place.y() - 8, 16, 16)
        draw_icon(painter, icon, box.toRect(), look.on_sun if icon == "sun" else self._theme.color("pane"))

    def _words(
        self,
        painter: QPainter,
        words: str,
        at: QPointF,
        off: QPointF,
        size: tuple[float, float],
        *,
        reach: float = 0.0,
        taken: list[QRectF],
    ) -> QRectF:
        away = off / (math.hypot(off.x(), off.y()) or 1.0)
        box = label_box(words, at, theme=self._theme, away=away, within=_room(size), reach=reach, taken=taken)
        label(painter, words, box, theme=self._theme)
        return box

    def _paint_mark(self, painter: QPainter, projection: MapProjection, mark: SunMark, look: SunLook) -> None:
        if mark.bearing_deg is None or mark.latitude is None or mark.longitude is None:
            return
        start = projection.project(mark.latitude, mark.longitude)
        end = offset(start, bearing_deg=mark.bearing_deg, length=64.0, turned_deg=projection.turned_deg)
        arrow(painter, start, end, colour=look.fits, casing=look.casing, width=2.0)
        # Its number alone: what it says stands in the list, and the ray of the sun has its words here.
        number = offset(start, bearing_deg=mark.bearing_deg, length=78.0, turned_deg=projection.turned_deg)
        label(painter, str(mark.number), QRectF(number.x() - 9, number.y() - 9, 18, 18), theme=self._theme)

    # -- marking a shadow ------------------------------------------------------------------------------

    def press(self, pointer: MapPointer) -> bool:
        """Begin at the foot of an object."""
        desk = self._state.desk
        if desk.tool != MAP_TOOL or not desk.can_write or desk.item is None:
            return False
        self._from = self._to = pointer
        return True

    def move(self, pointer: MapPointer) -> None:
        """Draw along the shadow."""
        self._to = pointer
        self._state.desk.repaint()

    def release(self, pointer: MapPointer) -> None:
        """Mark it."""
        start, self._from, self._to = self._from, None, None
        desk = self._state.desk
        desk.repaint()
        if start is None or desk.item is None:
            return
        length = math.hypot(pointer.at.x() - start.at.x(), pointer.at.y() - start.at.y())
        if (
            length < _LEAST_DRAG_PX
            or distance_m(start.latitude, start.longitude, pointer.latitude, pointer.longitude) <= 0
        ):
            return
        error = max(math.degrees(math.atan2(2 * _HAND_PX, length)), 2.0)
        desk.perform(
            add_sun_mark,
            item_id=desk.item_id,
            kind=SunMarkKind.MAP_SHADOW.value,
            latitude=start.latitude,
            longitude=start.longitude,
            bearing_deg=round(_bearing(start, pointer), 2),
            bearing_error_deg=round(min(error, _BEARING_ERROR_DEG * 3), 1),
            frame_s=desk.frame_s,
        )
        desk.take_tool("")

    def cancel(self) -> None:
        """Leave it."""
        self._from = self._to = None
        self._state.desk.repaint()

    def hover(self, pointer: MapPointer | None) -> Qt.CursorShape | None:
        """Show that a press marks."""
        return Qt.CursorShape.CrossCursor if pointer is not None and self._state.desk.tool == MAP_TOOL else None


def _room(size: tuple[float, float]) -> QRectF:
    """Return where words may stand."""
    return QRectF(0.0, 0.0, size[0], max(size[1] - _FOOT_PX, 1.0))


def _radius(centre: QPointF, size: tuple[float, float]) -> float:
    """Return how large the way of the sun is drawn: whole in view, unless it would be too small to read."""
    most = min(_ARC_PX, min(size) * 0.36)
    beside = min(centre.x(), size[0] - centre.x(), centre.y(), size[1] - _FOOT_PX - centre.y())
    return max(min(most, beside - _DISC - 4), _LEAST_ARC)


def _bearing(start: MapPointer, end: MapPointer) -> float:
    return bearing_deg(start.latitude, start.longitude, end.latitude, end.longitude)
