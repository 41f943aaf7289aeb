"""`SightsOnMap`: landmarks in line and bearings on the map, the fan in which each leads, and where they meet."""

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from evidence_board.geo.geodesy import distance_m
from evidence_board.geo.sight import Ray, ray_edges
from evidence_board.ui.geolocate.overlays import MapPointer, MapProjection
from evidence_board.ui.geolocate.pills import draw_pill
from evidence_board.ui.geolocate.solver_region import clipped, clipped_line, paint_region
from evidence_board.ui.geolocate.solver_sights import BEARING, TRANSIT, Sight, SightLines
from evidence_board.ui.geolocate.solver_words import within_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import faded

__all__ = ["SightsOnMap"]

_REACH, _END, _DRAG_FROM = 11.0, 5.0, 3.0
#: A line goes on beyond its landmark by this many pixels at least, and beyond where lines meet by this share.
_LEAST_PX, _BEYOND = 240.0, 1.25
#: From farther away nobody sees its landmark.
_FARTHEST_M = 100_000.0


class SightsOnMap:
    """An overlay of the map."""

    def __init__(self, lines: SightLines) -> None:
        self._lines = lines
        self._ends: dict[tuple[str, str], QPointF] = {}
        self._held: tuple[str, str] | None = None
        self._pressed_at = QPointF()
        self._moving = False
        self._pointer: QPointF | None = None

    def paint(self, painter: QPainter, projection: MapProjection) -> None:
        """Draw lines, ends and the place where they meet."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._lines.desk.context.theme
        self._ends = {}
        for sight in self._lines.sights:
            self._paint_line(painter, sight, projection, theme)
        self._paint_crossing(painter, projection, theme)
        first = self._lines.first
        if first is not None:
            start = projection.project(*first)
            if self._pointer is not None:
                painter.setPen(QPen(theme.color("accent"), 1.6, Qt.PenStyle.DashLine))
                painter.drawLine(start, self._pointer)
            _paint_end(painter, start, theme, strong=True)

    def _paint_line(self, painter: QPainter, sight: Sight, projection: MapProjection, theme: Theme) -> None:
        line, ray = sight.line, sight.ray
        near = projection.project(line.latitude, line.longitude)
        self._ends[line.id, "near"] = near
        far = None
        if line.far_latitude is not None and line.far_longitude is not None:
            far = self._ends[line.id, "far"] = projection.project(line.far_latitude, line.far_longitude)
        chosen = line.id == self._lines.chosen
        colour = theme.color("accent" if line.used else "text3")
        if ray is not None:
            length = self._length(ray, projection)
            corners = [near, *(projection.project(*edge) for edge in ray_edges(ray, length_m=length))]
            tip = projection.project(*ray.at(length))
            if line.used:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(faded(colour, 0.2 if chosen else 0.12))
                painter.drawPolygon(clipped(corners, projection))
            seen = clipped_line(near, tip, projection)
            painter.setPen(QPen(faded(theme.color("pane"), 0.85), 3.6))
            painter.drawLine(seen)
            painter.setPen(QPen(colour, 2.2 if chosen else 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(seen)
        if far is not None:
            between = clipped_line(far, near, projection)
            painter.setPen(QPen(faded(theme.color("pane"), 0.85), 4.0))
            painter.drawLine(between)
            painter.setPen(QPen(colour, 2.4 if chosen else 1.8))
            painter.drawLine(between)
            _paint_end(painter, far, theme, strong=chosen)
        _paint_end(painter, near, theme, strong=chosen)
        if line.name and chosen:
            draw_pill(painter, near + QPointF(12, -16), line.name, theme=theme, within=projection.size)

    def _length(self, ray: Ray, projection: MapProjection) -> float:
        per_metre = max(projection.pixels_per_metre(ray.latitude), 1e-6)
        least, meet = _LEAST_PX / per_metre, self._lines.crossing
        if meet is None:
            # The camera may stand anywhere on it: the line crosses the whole map.
            start, size = projection.project(ray.latitude, ray.longitude), projection.size
            across = QLineF(start, QPointF(size[0] / 2, size[1] / 2)).length() + max(size)
            return max(least, min(across / per_metre, _FARTHEST_M))
        to_meeting = distance_m(ray.latitude, ray.longitude, meet.latitude, meet.longitude)
        return min(max(to_meeting * _BEYOND, least / 4), 2e6)

    def _paint_crossing(self, painter: QPainter, projection: MapProjection, theme: Theme) -> None:
        meet = self._lines.crossing
        if meet is None:
            return
        accent = theme.color("accent")
        paint_region(painter, meet.region, projection, theme)
        at = projection.project(meet.latitude, meet.longitude)
        painter.setPen(QPen(theme.color("raised"), 2.0))
        painter.setBrush(accent)
        painter.drawEllipse(at, 5.5, 5.5)
        words = within_words(meet.radius_m)
        draw_pill(painter, at - QPointF(14, 0), words, theme=theme, anchor="end", within=projection.size)

    # -- the mouse -------------------------------------------------------------------------------------

    def press(self, pointer: MapPointer) -> bool:
        """Set a point of a new line, or take hold of an end."""
        if self._lines.press(pointer.latitude, pointer.longitude):
            return True
        self._held = self._under(pointer.at)
        self._pressed_at, self._moving = pointer.at, False
        if self._held is not None:
            self._lines.choose(self._held[0])
        return self._held is not None

    def move(self, pointer: MapPointer) -> None:
        """Drag an end."""
        away = pointer.at - self._pressed_at
        if self._held is None or not self._lines.can_write:
            return
        if not self._moving and max(abs(away.x()), abs(away.y())) < _DRAG_FROM:
            return
        self._moving = True
        before = "far_" if self._held[1] == "far" else ""
        values = {f"{before}latitude": round(pointer.latitude, 7), f"{before}longitude": round(pointer.longitude, 7)}
        self._lines.show_moved(self._held[0], **values)

    def release(self, pointer: MapPointer) -> None:
        """Save where the end is."""
        held, self._held = self._held, None
        if held is not None and self._moving:
            self._lines.save(held[0])
        self._moving = False

    def cancel(self) -> None:
        """Put everything back."""
        self._held, self._moving = None, False
        self._lines.put_back()

    def hover(self, pointer: MapPointer | None) -> Qt.CursorShape | None:
        """Draw the line that is being made up to the pointer."""
        drawing = self._lines.desk.tool in (TRANSIT, BEARING)
        self._pointer = pointer.at if pointer is not None and drawing else None
        if self._lines.first is not None:
            self._lines.desk.repaint()
        if pointer is None:
            return None
        if drawing:
            return Qt.CursorShape.CrossCursor
        return Qt.CursorShape.PointingHandCursor if self._under(pointer.at) is not None else None

    def _under(self, at: QPointF) -> tuple[str, str] | None:
        near = [((spot - at).manhattanLength(), end) for end, spot in self._ends.items()]
        best = min(near, default=None)
        return best[1] if best is not None and best[0] <= _REACH else None


def _paint_end(painter: QPainter, at: QPointF, theme: Theme, *, strong: bool) -> None:
    painter.setPen(QPen(theme.color("accent"), 2.4 if strong else 1.8))
    painter.setBrush(theme.color("raised"))
    painter.drawEllipse(at, _END, _END)
