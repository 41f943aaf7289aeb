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
#: Marks stand so far from each other; where they are looked for room: so much farther up, so far aside.
_APART = 23.0
_ROOM = ((0, 0), (1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (2, 0), (2, -1), (2, 1), (3, 0))


class PointsOnPhoto:
    """An overlay of the photo. A mark stands above the point it means, so that the point itself can be seen.

    Attributes:
        heads: where each mark stood when it was drawn last, by row id.
    """

    def __init__(self, points: MatchingPoints, solver: LiveSolver) -> None:
        self._points, self._solver = points, solver
        self._feet: dict[str, QPointF] = {}
        self.heads: dict[str, QPointF] = {}
        self._held = HeldPoint(points)
        self._grip = (0.0, 0.0)

    def paint(self, painter: QPainter, to_view: ToView) -> None:
        """Draw the marks, the chosen one last."""
        points = self._points
        theme = points.desk.context.theme
        odd = self._solver.outcome.odd_one if self._solver.outcome is not None else ""
        self._feet = {one.id: to_view(one.x, one.y) for one in points.shown}
        self.heads = _heads_of(self._feet)
        for one in self._in_order():
            strong = one.id in (points.chosen, points.hovered)
            foot, head = self._feet[one.id], self.heads[one.id]
            draw_stalk(painter, foot, head, theme=theme, strong=strong)
            draw_number(painter, head, one.number, theme=theme, strong=strong, used=one.used, odd=one.id == odd)

    def press(self, pointer: PhotoPointer) -> bool:
        """Take hold of a mark, or number what lies under the pointer."""
        adding = self._points.desk.tool == ADD
        found = self._under(pointer.at, feet_only=adding)
        if found:
            point = self._points.point(found)
            self._points.choose(found)
            self._held.take(found, pointer.at)
            self._grip = (point.x - pointer.x, point.y - pointer.y) if point is not None else (0.0, 0.0)
            return True
        if adding and 0 <= pointer.x <= 1 and 0 <= pointer.y <= 1:
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
        adding = self._points.desk.tool == ADD
        found = self._under(pointer.at, feet_only=adding) if pointer is not None else ""
        if found or self._points.hovered in self._feet:
            self._points.hover(found)
        if found:
            return Qt.CursorShape.SizeAllCursor if self._points.can_write else Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.CrossCursor if pointer is not None and adding else None

    def _in_order(self) -> Sequence[MatchPoint]:
        return sorted(self._points.shown, key=lambda one: (one.id == self._points.chosen, one.number))

    def _under(self, at: QPointF, *, feet_only: bool = False) -> str:
        """Return what lies under a point of the view; ``feet_only``: what is behind a mark can be numbered, too."""
        best, found = 1.0, ""
        for row_id, foot in self._feet.items():
            parts = [(foot, _FOOT_REACH)] if feet_only else [(self.heads[row_id], _REACH), (foot, _FOOT_REACH)]
            for place, reach in parts:
                away = place - at
                share = (away.x() ** 2 + away.y() ** 2) ** 0.5 / reach
                if share <= best:
                    best, found = share, row_id
        return found


def _heads_of(feet: dict[str, QPointF]) -> dict[str, QPointF]:
    """Return where each mark stands: above its point, or as near to that as other marks leave room."""
    heads: dict[str, QPointF] = {}
    for row_id, foot in feet.items():
        # At the top of the picture the mark hangs below its point.
        up = -1.0 if foot.y() > _STALK + MARK_PX else 1.0
        tried = [foot + QPointF(aside * _APART, up * (_STALK + more * _APART)) for more, aside in _ROOM]
        free = (at for at in tried if all((at - other).manhattanLength() >= _APART for other in heads.values()))
        heads[row_id] = next(free, tried[0])
    return heads
