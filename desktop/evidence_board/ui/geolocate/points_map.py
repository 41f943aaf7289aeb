"""`PointsOnMap`: the same numbers on the map, the lines of sight to them, and where the camera may have stood."""

from math import cos, radians, sin
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from evidence_board.ui.geolocate.overlays import MapPointer, MapProjection
from evidence_board.ui.geolocate.pills import draw_pill
from evidence_board.ui.geolocate.points_held import HeldPoint
from evidence_board.ui.geolocate.points_marks import draw_number
from evidence_board.ui.geolocate.points_state import PLACE, MatchingPoints
from evidence_board.ui.geolocate.solver_question import Find
from evidence_board.ui.geolocate.solver_region import clipped_line, paint_region
from evidence_board.ui.geolocate.solver_state import LiveSolver, Outcome
from evidence_board.ui.geolocate.solver_words import heading_words, is_shown
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded

__all__ = ["PointsOnMap"]

_REACH, _NAME_GAP = 13.0, 15.0
#: Where names of maps begin beside a spot, and how much of them is seen through the ground of ours.
_MAP_NAME, _GROUND = 8.0, 0.9
_CONE_SHARE = 0.42
#: Where the words of a proposal stand, the words, and which of their ends stands there.
_Tip = tuple[QPointF, str, Literal["start", "end"]]
_AFTER = QPointF(40.0, 0.0)


class PointsOnMap:
    """An overlay of the map."""

    def __init__(self, points: MatchingPoints, solver: LiveSolver) -> None:
        self._points, self._solver = points, solver
        self._spots: dict[str, QPointF] = {}
        self._held = HeldPoint(points)
        self._grip = (0.0, 0.0)

    def paint(self, painter: QPainter, projection: MapProjection) -> None:
        """Draw region, lines of sight and marks."""
        points, theme = self._points, self._points.desk.context.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outcome = self._solver.outcome
        tip: _Tip | None = None
        placed = [one for one in points.shown if one.latitude is not None and one.longitude is not None]
        self._spots = {one.id: projection.project(one.latitude or 0.0, one.longitude or 0.0) for one in placed}
        if outcome is not None and placed:
            tip = self._paint_outcome(painter, outcome, projection, theme)
        elif points.desk.draft.point is not None:
            self._paint_sights(painter, projection.project(*points.desk.draft.point), "", projection, theme)
        # A name that would be written over another one is left out; the point under the pointer has it all the same.
        written: list[QRectF] = []
        for one in sorted(placed, key=lambda row: row.id == points.chosen):
            strong = one.id in (points.chosen, points.hovered)
            spot = self._spots[one.id]
            if one.name and (strong or not any(box.contains(spot) or box.contains(spot + _AFTER) for box in written)):
                written.append(_paint_name(painter, spot, one.name, theme, left=projection.size[0]))
            odd = outcome is not None and outcome.odd_one == one.id
            draw_number(painter, spot, one.number, theme=theme, strong=strong, used=one.used, odd=odd, size=20.0)
        if tip is not None and QRectF(0, 0, *projection.size).contains(tip[0]):
            draw_pill(painter, tip[0], tip[1], theme=theme, anchor=tip[2], within=projection.size)

    def _paint_outcome(
        self, painter: QPainter, outcome: Outcome, projection: MapProjection, theme: Theme
    ) -> _Tip | None:
        """Draw region, lines and cone; return where the words of the proposal stand, and the words."""
        found, accent = outcome.solution, theme.color("accent")
        if outcome.question.find == Find.POSITION:
            for region in (found.region, *found.other_regions):
                paint_region(painter, region, projection, theme)
            for other in found.others:
                painter.setPen(QPen(accent, 1.6, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(projection.project(*other), 9.0, 9.0)
        camera = projection.project(found.latitude, found.longitude)
        if outcome.question.find != Find.POSITION and self._points.desk.draft.point is not None:
            camera = projection.project(*self._points.desk.draft.point)
        self._paint_sights(painter, camera, outcome.odd_one, projection, theme)
        if is_shown(self._points.desk.draft, found):
            # The cone of the position says it already.
            return None
        length = min(projection.size) * _CONE_SHARE
        painter.setPen(QPen(accent, 1.4, Qt.PenStyle.DashLine))
        for turn in (-found.view_deg / 2, found.view_deg / 2):
            painter.drawLine(camera, _along(camera, found.heading_deg + turn + projection.turned_deg, length))
        if outcome.question.find == Find.POSITION:
            painter.setPen(QPen(QColor("white"), 2.0))
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(camera, 6.0, 6.0)
        # Beside the camera, on the side where it did not look: there are no landmarks.
        side = -1 if (found.heading_deg + projection.turned_deg) % 360 < 180 else 1
        return camera + QPointF(side * 16.0, 0.0), heading_words(found), "start" if side > 0 else "end"

    def _paint_sights(
        self, painter: QPainter, camera: QPointF, odd: str, projection: MapProjection, theme: Theme
    ) -> None:
        """Draw a dashed line to each landmark, light below so that it shows on any map."""
        points = self._points
        for row_id, spot in self._spots.items():
            point = points.point(row_id)
            if point is None or not point.used:
                continue
            strong = row_id in (points.chosen, points.hovered)
            painter.setPen(QPen(faded(theme.color("pane"), 0.85), 3.4 if strong else 2.8))
            sight = clipped_line(camera, spot, projection)
            painter.drawLine(sight)
            colour = theme.color("warn") if row_id == odd else theme.color("accent")
            pen = QPen(colour, 2.0 if strong else 1.3)
            pen.setDashPattern([4.0, 3.0])
            painter.setPen(pen)
            painter.drawLine(sight)

    # -- the mouse -------------------------------------------------------------------------------------

    def press(self, pointer: MapPointer) -> bool:
        """Take hold of a mark, or place the chosen point."""
        points = self._points
        if points.desk.tool == PLACE and points.chosen and points.can_write:
            self._set(points.chosen, pointer)
            self._place_next()
            return True
        found = self._under(pointer.at)
        if found:
            points.choose(found)
            self._held.take(found, pointer.at)
            point = points.point(found)
            self._grip = (0.0, 0.0)
            if point is not None and point.latitude is not None and point.longitude is not None:
                # The mark stays under the pointer where it was taken.
                self._grip = (point.latitude - pointer.latitude, point.longitude - pointer.longitude)
        return bool(found)

    def move(self, pointer: MapPointer) -> None:
        """Drag the mark."""
        if not self._held.is_dragged_to(pointer.at):
            return
        latitude = min(max(pointer.latitude + self._grip[0], -90.0), 90.0)
        longitude = (pointer.longitude + self._grip[1] + 180) % 360 - 180
        self._points.show_moved(self._held.row_id, latitude=round(latitude, 7), longitude=round(longitude, 7))

    def release(self, pointer: MapPointer) -> None:
        """Save where the mark is."""
        self._held.release()

    def cancel(self) -> None:
        """Put the mark back."""
        self._held.cancel()

    def hover(self, pointer: MapPointer | None) -> Qt.CursorShape | None:
        """Show which point lies under the pointer."""
        points = self._points
        placing = points.desk.tool == PLACE and bool(points.chosen)
        found = self._under(pointer.at) if pointer is not None and not placing else ""
        if found or points.hovered in self._spots:
            points.hover(found)
        if placing and pointer is not None:
            return Qt.CursorShape.CrossCursor
        return Qt.CursorShape.PointingHandCursor if found else None

    def _set(self, row_id: str, pointer: MapPointer) -> None:
        self._points.set(row_id, latitude=round(pointer.latitude, 7), longitude=round(pointer.longitude, 7))

    def _place_next(self) -> None:
        """Go on with the next point that has no place yet; without one the tool is put down."""
        points = self._points
        rest = [one.id for one in points.shown if one.latitude is None and one.id != points.chosen]
        if rest:
            points.choose(rest[0])
        else:
            points.desk.take_tool(PLACE)

    def _under(self, at: QPointF) -> str:
        found = [
            ((spot - at).manhattanLength(), row_id)
            for row_id, spot in self._spots.items()
            if max(abs((spot - at).x()), abs((spot - at).y())) <= _REACH
        ]
        return min(found)[1] if found else ""


def _along(start: QPointF, turn_deg: float, length: float) -> QPointF:
    turn = radians(turn_deg)
    return start + QPointF(sin(turn) * length, -cos(turn) * length)


def _paint_name(painter: QPainter, spot: QPointF, name: str, theme: Theme, *, left: float) -> QRectF:
    """Write a name beside its mark, on a ground of its own: a map of the user may name the same spot."""
    font = theme.font("small", weight=600)
    width = theme.metrics("small", weight=600).horizontalAdvance(name) + 4
    after = spot.x() + _NAME_GAP + width < left
    start = spot.x() + _NAME_GAP if after else spot.x() - _NAME_GAP - width
    box = QRectF(start, spot.y() - 10, width, 20)
    inner = spot.x() + (_MAP_NAME if after else -_MAP_NAME)
    ground = QRectF(
        min(inner, box.left() - 3), box.top() + 1, abs(inner - (box.right() if after else box.left())) + 3, 18
    )
    draw_box(painter, ground, radius=4, fill=faded(theme.color("pane"), _GROUND))
    draw_text(painter, box, name, font=font, colour=theme.color("text"))
    return box.adjusted(-24, -12, 12, 12)
