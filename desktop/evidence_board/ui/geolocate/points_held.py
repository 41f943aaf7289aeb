"""`HeldPoint`: the numbered mark that the mouse holds, the same in the photo and on the map."""

from PySide6.QtCore import QPointF

from evidence_board.ui.geolocate.points_state import MatchingPoints

__all__ = ["HeldPoint"]

_DRAG_FROM = 3.0


class HeldPoint:
    """Which mark is held, and whether it is dragged yet: a press that hardly moves only chooses."""

    def __init__(self, points: MatchingPoints) -> None:
        self._points = points
        self._pressed_at = QPointF()
        self._moving = False
        self.row_id = ""

    def take(self, row_id: str, at: QPointF) -> None:
        """Take hold of a mark."""
        self.row_id, self._pressed_at, self._moving = row_id, at, False

    def is_dragged_to(self, at: QPointF) -> bool:
        """Tell whether the mark goes with the pointer, which is now here."""
        if not self.row_id or not self._points.can_write:
            return False
        away = at - self._pressed_at
        if not self._moving and max(abs(away.x()), abs(away.y())) < _DRAG_FROM:
            return False
        self._moving = self._points.is_dragging = True
        return True

    def release(self) -> None:
        """Save where the mark is."""
        held, self.row_id = self.row_id, ""
        self._points.is_dragging = False
        if held and self._moving:
            self._points.save(held)
        self._moving = False

    def cancel(self) -> None:
        """Put the mark back."""
        held, self.row_id = self.row_id, ""
        self._points.is_dragging = self._moving = False
        if held:
            self._points.put_back(held)
