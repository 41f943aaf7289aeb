"""`PointsOnPair`: the numbers on both pictures of the compare pane, and the twins in the reference picture."""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from evidence_board.model.placement import MatchPoint
from evidence_board.ui.geolocate.compare_pane import ComparePane
from evidence_board.ui.geolocate.compare_view import ToPixel
from evidence_board.ui.geolocate.points_marks import draw_number
from evidence_board.ui.geolocate.points_state import TWIN, MatchingPoints
from evidence_board.ui.widgets.painting import faded

__all__ = ["PointsOnPair"]

_SIZE, _REACH, _DRAG_FROM = 20.0, 12.0, 3.0


class PointsOnPair(QObject):
    """Draws on the compare view; marks are chosen and dragged in both pictures."""

    def __init__(self, points: MatchingPoints, pane: ComparePane) -> None:
        super().__init__(pane)
        self._points, self._pane = points, pane
        self._held = ""
        self._which = 1
        self._grip = QPointF()
        self._pressed_at = QPointF()
        self._moving = False
        pane.view.overlays.append(self._paint)
        pane.view.pressed.connect(self._pressed)
        pane.view.setMouseTracking(True)
        pane.view.installEventFilter(self)
        points.changed.connect(pane.view.update)
        points.desk.tool_changed.connect(self._tool_changed)

    @property
    def _twins(self) -> list[MatchPoint]:
        return [one for one in self._points.points if one.in_reference and one.reference_item_id == self._reference]

    @property
    def _reference(self) -> str:
        return self._pane.reference_id

    def _twin_at(self, one: MatchPoint) -> QPointF:
        return self._pane.view.to_pixel(1, one.reference_x or 0.0, one.reference_y or 0.0)

    def _paint(self, painter: QPainter, to_pixel: ToPixel) -> None:
        points, view = self._points, self._pane.view
        theme = points.desk.context.theme
        strong = points.hovered or points.chosen
        twins = {one.id: self._twin_at(one) for one in self._twins}
        side = view.mode == "side"
        line = points.point(strong)
        if side and line is not None and strong in twins:
            # Only one line at a time: that of the point under the pointer, or the chosen one.
            painter.setPen(QPen(faded(theme.color("pane"), 0.8), 3.0))
            painter.drawLine(to_pixel(0, line.x, line.y), twins[strong])
            pen = QPen(theme.color("accent"), 1.5)
            pen.setDashPattern([4.0, 3.0])
            painter.setPen(pen)
            painter.drawLine(to_pixel(0, line.x, line.y), twins[strong])
        # What is chosen lies on top.
        for one in sorted(points.shown, key=lambda row: row.id in (points.chosen, points.hovered)):
            places = [(0, to_pixel(0, one.x, one.y))] if side or one.id not in twins else []
            if one.id in twins:
                places.append((1, twins[one.id]))
            for which, at in places:
                if not side or view.box(which).contains(at):
                    at_it = one.id in (points.chosen, points.hovered)
                    draw_number(painter, at, one.number, theme=theme, strong=at_it, used=one.used, size=_SIZE)

    # -- the mouse -------------------------------------------------------------------------------------

    def _pressed(self, which: int, x: float, y: float) -> None:
        """A click that was no drag: the twin of the chosen point."""
        points = self._points
        if which == 1 and points.desk.tool == TWIN and points.chosen and points.can_write and self._reference:
            points.set(
                points.chosen, reference_item_id=self._reference, reference_x=round(x, 6), reference_y=round(y, 6)
            )
            self._next()

    def _next(self) -> None:
        """Go on with the next point without a twin; without one the tool is put down."""
        points = self._points
        done = {one.id for one in self._twins} | {points.chosen}
        rest = [one.id for one in points.shown if one.id not in done]
        if rest:
            points.choose(rest[0])
        else:
            points.desk.take_tool(TWIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drag a twin; show what lies under the pointer; Delete removes the twin of the chosen point."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if not isinstance(event, QMouseEvent):
            return False
        points, at = self._points, event.position()
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._held, self._which = ("", 1) if points.desk.tool == TWIN else self._under(at)
            self._pressed_at, self._moving = at, False
            if self._held:
                points.choose(self._held)
            return bool(self._held)
        if kind == QEvent.Type.MouseMove and self._held:
            if points.can_write and (self._moving or (at - self._pressed_at).manhattanLength() >= _DRAG_FROM):
                self._moving = points.is_dragging = True
                x, y = (
                    min(max(value, 0.0), 1.0) for value in self._pane.view.to_fraction(self._which, at + self._grip)
                )
                names = ("reference_x", "reference_y") if self._which else ("x", "y")
                points.show_moved(self._held, **dict(zip(names, (round(x, 6), round(y, 6)), strict=True)))
            return True
        if kind == QEvent.Type.MouseMove and not event.buttons():
            points.hover(self._under(at)[0])
        if kind == QEvent.Type.MouseButtonRelease and self._held:
            held, self._held = self._held, ""
            points.is_dragging = False
            if self._moving:
                points.save(held)
            return True
        return False

    def _key(self, event: QKeyEvent) -> bool:
        chosen = self._points.point(self._points.chosen)
        if event.key() != Qt.Key.Key_Delete or chosen is None or not chosen.in_reference:
            return False
        self._points.set(chosen.id, reference_item_id=None, reference_x=None, reference_y=None)
        return True

    def _under(self, at: QPointF) -> tuple[str, int]:
        """Return which mark lies under a point of the view, and in which picture: 0 the item, 1 the reference."""
        marks = {(one.id, 1): self._twin_at(one) for one in self._twins}
        if self._pane.view.mode == "side":
            marks |= {(one.id, 0): self._pane.view.to_pixel(0, one.x, one.y) for one in self._points.shown}
        found = min(marks, key=lambda mark: (marks[mark] - at).manhattanLength(), default=("", 1))
        if not found[0] or (marks[found] - at).manhattanLength() > _REACH:
            return "", 1
        self._grip = marks[found] - at
        return found

    def _tool_changed(self, tool: str) -> None:
        view = self._pane.view
        if tool == TWIN:
            view.setCursor(Qt.CursorShape.CrossCursor)
        else:
            view.unsetCursor()
