"""`PointsOnPhoto`: the numbered marks in the picture: add, choose, drag."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from evidence_board.model.placement import MatchPoint
from evidence_board.ui.geolocate.overlays import PhotoPointer, ToView
from evidence_board.ui.geolocate.points_held import HeldPoint
from evidence_board.ui.geolocate.points_marks import MARK_PX, draw_number, draw_stalk
from evidence_board.ui.geolocate.points_state import ADD, MatchingPoints
from evidence_board.ui.geolocate.solver_state import LiveSolver

__all__ = ["PointsOnPhoto"]

_STALK = 26.0
_REACH, _FOOT_REACH = 13.0, 7.0


class PointsOnPhoto:
    """An overlay of the photo. A mark stands above the point it means, so that the point itself can be seen."""

    def __init__(self, points: MatchingPoints, solver: LiveSolver) -> None:
        self._points, self._solver = points, solver
        self._feet: dict[str, QPointF] = {}
        self._held = HeldPoint(points)
        self._grip = (0.0, 0.0)

    def paint(self, painter: QPainter, to_view: ToView) -> None:
        """Draw the marks, the chosen one last."""
        points = self._points
        theme = points.desk.context.theme
        odd = self._solver.outcome.odd_one if self._solver.outcome is not None else ""
        self._feet = {one.id: to_view(one.x, one.y) for one in points.shown}
        for one in self._in_order():
            strong = one.id in (points.chosen, points.hovered)
            foot = self._feet[one.id]
            head = self._head(foot)
            draw_stalk(painter, foot, head, theme=theme, strong=strong)
            draw_number(painter, head, one.number, theme=theme, strong=strong, used=one.used, odd=one.id == odd)

    def press(self, pointer: PhotoPointer) -> bool:
        """Take hold of a mark, or number what lies under the pointer."""
        found = self._under(pointer.at)
        if found:
            point = self._points.point(found)
            self._points.choose(found)
            self._held.take(found, pointer.at)
            self._grip = (point.x - pointer.x, point.y - pointer.y) if point is not None else (0.0, 0.0)
            return True
        if self._points.desk.tool == ADD and 0 <= pointer.x <= 1 and 0 <= pointer.y <= 1:
            self._points.add(pointer.x, pointer.y)
            return True
        return False

    def move(self, pointer: PhotoPointer) -> None:
        """Drag the mark."""
        if not self._held.is_dragged_to(pointer.at):
            return
        x, y = (min(max(value, 0.0), 1.0) for value in (pointer.x + self._grip[0], pointer.y + self._grip[1]))
        self._points.show_moved(self._held.row_id, x=round(x, 6), y=round(y, 6))

    def release(self, pointer: PhotoPointer) -> None:
        """Save where the mark is."""
        self._held.release()

    def cancel(self) -> None:
        """Put the mark back."""
        self._held.cancel()

    def hover(self, pointer: PhotoPointer | None) -> Qt.CursorShape | None:
        """Show which point lies under the pointer."""
        found = self._under(pointer.at) if pointer is not None else ""
        if found or self._points.hovered in self._feet:
            self._points.hover(found)
        if found:
            return Qt.CursorShape.SizeAllCursor if self._points.can_write else Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.CrossCursor if pointer is not None and self._points.desk.tool == ADD else None

    def _in_order(self) -> Sequence[MatchPoint]:
        return sorted(self._points.shown, key=lambda one: (one.id == self._points.chosen, one.number))

    def _head(self, foot: QPointF) -> QPointF:
        # At the top of the picture the mark hangs below its point.
        return foot + QPointF(0, -_STALK if foot.y() > _STALK + MARK_PX else _STALK)

    def _under(self, at: QPointF) -> str:
        best, found = 1.0, ""
        for row_id, foot in self._feet.items():
            for place, reach in ((self._head(foot), _REACH), (foot, _FOOT_REACH)):
                away = place - at
                share = (away.x() ** 2 + away.y() ** 2) ** 0.5 / reach
                if share <= best:
                    best, found = share, row_id
        return found
