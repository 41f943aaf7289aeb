"""`SunOnMap`: path, ray and shadow of the sun at the position, and shadows that are laid on the map."""

import math
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from evidence_board.geo.geodesy import bearing_deg, distance_m
from evidence_board.model.placement import SunMark, SunMarkKind
from evidence_board.operations.sun_marks import add_sun_mark
from evidence_board.ui.geolocate.overlays import MapPointer, MapProjection
from evidence_board.ui.geolocate.sun_draw import arrow, casing_line, label, label_box, offset
from evidence_board.ui.geolocate.sun_look import SunLook
from evidence_board.ui.geolocate.sun_reckoning import SunPath
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.geolocate.sun_words import degrees_words
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import faded

__all__ = ["MAP_TOOL", "SunOnMap"]

MAP_TOOL = "sun_map_shadow"

_ARC_PX, _SHADOW_PX, _DISC, _LEAST_ARC = 150.0, 120.0, 12.0, 60.0
_TICK, _LABEL_OFF, _NEAR_S = 6.0, 14.0, 3.2 * 3600.0
_LEAST_DRAG_PX, _BEARING_ERROR_DEG = 12.0, 5.0
#: How exactly a hand lays a line on the map, in pixels at each end.
_HAND_PX = 2.0


class SunOnMap:
    """An overlay of the map. With its tool, a drag from the foot of an object along its shadow marks that direction."""

    def __init__(self, state: SunState) -> None:
        self._state, self._theme = state, state.desk.context.theme
        self._from: MapPointer | None = None
        self._to: MapPointer | None = None
        #: What was drawn where, for those who ask.
        self.drawn: dict[str, QPointF] = {}
        self.shown = True

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
                words, self._to.at, theme=self._theme, away=QPointF(1, 0), within=QRectF(0, 0, *projection.size)
            )
            label(painter, words, box, theme=self._theme)
        point, path = self._state.point, self._state.path
        if self.shown and point is not None and path is not None:
            self._paint_sun(painter, projection, projection.project(*point), path, look)

    def _paint_sun(
        self, painter: QPainter, projection: MapProjection, centre: QPointF, path: SunPath, look: SunLook
    ) -> None:
        size = projection.size
        if not QRectF(-_ARC_PX, -_ARC_PX, size[0] + 2 * _ARC_PX, size[1] + 2 * _ARC_PX).contains(centre):
            return
        radius = max(min(_ARC_PX, min(size) * 0.36), _LEAST_ARC)
        turned = projection.turned_deg

        def at(azimuth: float, length: float = radius) -> QPointF:
            return offset(centre, bearing_deg=azimuth, length=length, turned_deg=turned)

        self._paint_arc(painter, path, look, at, centre)
        sun, moon = self._state.sun, self._state.moon
        if sun is None:
            return
        if sun.elevation_refracted > 0:
            place = at(sun.azimuth)
            casing_line(painter, centre, place, colour=look.sun, casing=look.casing, width=2.2)
            if sun.shadow_azimuth is not None:
                tip = at(sun.shadow_azimuth, radius * _SHADOW_PX / _ARC_PX)
                arrow(painter, centre, tip, colour=look.shadow, casing=look.casing)
                self.drawn["shadow"] = tip
                self._words(
                    painter, tr("Shadow {n}", n=degrees_words(sun.shadow_azimuth)), tip, centre, projection.size
                )
            self._disc(painter, "sun", place, look)
            words = tr(
                "Sun {azimuth}, {elevation} high",
                azimuth=degrees_words(sun.azimuth),
                elevation=degrees_words(sun.elevation_refracted),
            )
            self._words(painter, words, place, centre, projection.size, reach=_DISC)
        elif moon is not None and moon.elevation > 0:
            place = at(moon.azimuth)
            casing_line(painter, centre, place, colour=look.shadow, casing=look.casing, width=1.4)
            self._disc(painter, "moon", place, look)
            words = tr(
                "Moon {azimuth}, {elevation} high",
                azimuth=degrees_words(moon.azimuth),
                elevation=degrees_words(moon.elevation),
            )
            self._words(painter, words, place, centre, projection.size, reach=_DISC)

    def _paint_arc(
        self, painter: QPainter, path: SunPath, look: SunLook, at: Callable[[float], QPointF], centre: QPointF
    ) -> None:
        """Draw the way of the sun, strong near the hour that is looked at, with a tick and a word for each hour."""
        now, bands = self._state.at_s, [(path.seconds(one.start), path.seconds(one.end)) for one in path.bands]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        up = [number for number, elevation in enumerate(path.elevations) if elevation > -0.3]
        for first, last in pairwise(up):
            if last != first + 1:
                continue
            seconds = path.at_s[first]
            near = abs(seconds - now) <= _NEAR_S
            start, end = at(path.azimuths[first]), at(path.azimuths[last])
            if any(low <= seconds <= high for low, high in bands):
                painter.setPen(QPen(faded(look.fits, 0.55), 9.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
                painter.drawLine(start, end)
            painter.setPen(QPen(look.sun if near else faded(look.sun, 0.4), 2.6 if near else 1.6))
            painter.drawLine(start, end)
        for hour, seconds in path.hours[:-1]:
            number = min(round(seconds / 300.0), len(path.elevations) - 1)
            if path.elevations[number] <= 0:
                continue
            azimuth = path.azimuths[number]
            middle = at(azimuth)
            off = middle - centre
            length = math.hypot(off.x(), off.y()) or 1.0
            along = off / length
            painter.setPen(QPen(self._theme.color("text2"), 1.4))
            painter.drawLine(middle - along * _TICK * 0.7, middle + along * _TICK * 0.7)
            # Words only near the hour, and not under the sun itself.
            if 1500.0 < abs(seconds - now) <= _NEAR_S:
                self._hour(painter, f"{hour:02d}:00", middle + along * (_LABEL_OFF + 14 * abs(along.x())))

    def _hour(self, painter: QPainter, words: str, middle: QPointF) -> None:
        metrics = self._theme.metrics("caption", tabular=True)
        width, height = metrics.horizontalAdvance(words) + 6, metrics.height()
        box = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
        label(painter, words, box, theme=self._theme)

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
        centre: QPointF,
        size: tuple[float, float],
        *,
        reach: float = 0.0,
    ) -> None:
        off = at - centre
        away = off / (math.hypot(off.x(), off.y()) or 1.0)
        side = (
            QPointF(reach if away.x() >= 0 else -reach, 0.0) if abs(away.x()) > 0.35 else QPointF(0, away.y() * reach)
        )
        label(
            painter,
            words,
            label_box(words, at + side, theme=self._theme, away=away, within=QRectF(0, 0, *size)),
            theme=self._theme,
        )

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


def _bearing(start: MapPointer, end: MapPointer) -> float:
    return bearing_deg(start.latitude, start.longitude, end.latitude, end.longitude)
