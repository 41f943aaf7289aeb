"""`RegionHand`: draws, chooses, moves and shapes regions with mouse and keys, over whatever shows the picture."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal

from evidence_board.model.regions import Point, RegionKind, RegionShape
from evidence_board.ui.viewer.region_geometry import Hit, handles_of, moved, outline, pulled
from evidence_board.ui.viewer.region_layer import RegionLayer
from evidence_board.ui.viewer.sight import Sight

__all__ = ["RegionHand"]

SELECT = "select"
#: Shorter drags than this, in logical pixels, are clicks.
_SLIP = 4.0
_NUDGES_END_MS = 600
_TWO_CORNERS = (RegionShape.RECTANGLE, RegionShape.ELLIPSE, RegionShape.ARROW, RegionShape.LINE)


class RegionHand(QObject):
    """What the pointer does to regions. The owner passes events on and repaints on `touched`.

    Attributes:
        touched: something looks different.
        chosen: (row id, or empty) another region is chosen.
        drawn: (shape, points) a new region was drawn.
        changed: (row id, points) a region was moved or shaped.
        opened: (row id) a region was double-clicked.
        tool: ``select`` or the shape that is drawn.
        kind: of what is drawn next.
        can_edit: whether anything may be drawn or changed.
    """

    touched = Signal()
    chosen = Signal(str)
    drawn = Signal(str, object)
    changed = Signal(str, object)
    opened = Signal(str)

    def __init__(self, layer: RegionLayer, sight: Sight, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layer, self._sight = layer, sight
        self.tool = SELECT
        self.kind: str = RegionKind.PERSON.value
        self.can_edit = True
        self._from: QPointF | None = None
        self._held: Hit | None = None
        self._before: tuple[Point, ...] = ()
        self._corners: list[Point] = []
        self._nudged = ""
        self._nudges_end = QTimer(self)
        self._nudges_end.setSingleShot(True)
        self._nudges_end.setInterval(_NUDGES_END_MS)
        self._nudges_end.timeout.connect(self.save_nudges)

    @property
    def is_drawing(self) -> bool:
        """Whether a region is half drawn."""
        return self._layer.draft is not None

    def set_tool(self, tool: str) -> None:
        """Take another tool; what is half drawn is dropped."""
        self.cancel()
        self.tool = tool if self.can_edit else SELECT
        if self.tool != SELECT:
            self.choose("")
        self.touched.emit()

    def choose(self, region_id: str) -> None:
        """Choose a region, or none."""
        if region_id == self._layer.chosen:
            return
        self.save_nudges()
        self._layer.chosen = region_id
        self.chosen.emit(region_id)
        self.touched.emit()

    # -- the pointer -----------------------------------------------------------------------------------

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        """Take hold of a region or begin one; False leaves the press to whoever moves the picture."""
        if self.tool == SELECT:
            return self._take_hold(at)
        point = self._inside(at)
        if self.tool == RegionShape.POLYGON:
            self._add_corner(at, point)
        elif self.tool == RegionShape.POINT:
            self.drawn.emit(self.tool, (point,))
        else:
            self._from, self._corners = at, [point]
            self._draft([point, point])
        return True

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the pointer with a button down."""
        if self.tool != SELECT:
            if self._from is not None and self._corners:
                self._draft([self._corners[0], self._second(at, modifiers)])
            return
        if self._held is None or self._from is None or not self.can_edit:
            return
        row = self._layer.row(self._held.region_id)
        if row is None:
            return
        if self._held.handle >= 0:
            points = pulled(row.shape, self._before, self._held.handle, self._sight.to_fraction(at))
        else:
            (x0, y0), (x1, y1) = self._sight.to_fraction(self._from), self._sight.to_fraction(at)
            if (at - self._from).manhattanLength() < _SLIP and row.points == self._before:
                return
            points = moved(self._before, x1 - x0, y1 - y0)
        self._layer.change(row.id, points)
        self.touched.emit()

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Let go: save what was drawn or moved."""
        start, self._from = self._from, None
        if self.tool in _TWO_CORNERS and start is not None and self._corners:
            points = (self._corners[0], self._second(at, modifiers))
            self._corners = []
            self._draft(None)
            if (at - start).manhattanLength() >= _SLIP:
                self.drawn.emit(self.tool, points)
            return
        held, self._held = self._held, None
        if held is None:
            return
        row = self._layer.row(held.region_id)
        if row is not None and row.points != self._before:
            self.changed.emit(row.id, row.points)

    def hover(self, at: QPointF) -> Qt.CursorShape:
        """Follow the pointer without a button; returns the pointer's look."""
        if self.tool != SELECT:
            if self.tool == RegionShape.POLYGON and self._corners:
                self._draft([*self._corners, self._inside(at)])
            return Qt.CursorShape.CrossCursor
        hit = self._layer.hit(at, self._sight)
        hovered = hit.region_id if hit is not None else ""
        if hovered != self._layer.hovered:
            self._layer.hovered = hovered
            self.touched.emit()
        if hit is None:
            return Qt.CursorShape.ArrowCursor
        return Qt.CursorShape.SizeAllCursor if hit.handle >= 0 else Qt.CursorShape.PointingHandCursor

    def leave(self) -> None:
        """The pointer left."""
        if self._layer.hovered:
            self._layer.hovered = ""
            self.touched.emit()

    def double(self, at: QPointF) -> bool:
        """Finish an outline, or open the region under the pointer; False when there is neither."""
        if self.tool == RegionShape.POLYGON and self._corners:
            self.finish()
            return True
        hit = self._layer.hit(at, self._sight) if self.tool == SELECT else None
        if hit is not None:
            self._held = None
            self.opened.emit(hit.region_id)
        return hit is not None

    # -- the keyboard ----------------------------------------------------------------------------------

    def finish(self) -> bool:
        """End an outline; with another tool put a region of a usual size into the middle of what is seen."""
        if self.tool == SELECT or not self.can_edit:
            return False
        if self.tool == RegionShape.POLYGON and self._corners:
            corners, self._corners = self._corners, []
            self._draft(None)
            if len(corners) >= 3:
                self.drawn.emit(self.tool, tuple(corners))
            return True
        self.drawn.emit(self.tool, self._usual())
        return True

    def back_one(self) -> bool:
        """Take away the last corner of an outline."""
        if self.tool != RegionShape.POLYGON or not self._corners:
            return False
        self._corners.pop()
        self._draft([*self._corners, self._corners[-1]] if self._corners else None)
        return True

    def cancel(self) -> bool:
        """Drop what is half drawn or half moved; tells whether there was anything."""
        held, self._held = self._held, None
        drawing = self._layer.draft is not None or bool(self._corners)
        self._from, self._corners, self._layer.draft = None, [], None
        if held is not None and self._before:
            self._layer.change(held.region_id, self._before)
        if drawing or held is not None:
            self.touched.emit()
        return drawing or held is not None

    def nudge(self, dx: float, dy: float, *, grow: bool = False) -> bool:
        """Move the chosen region by logical pixels of the screen, or its last corner with ``grow``.

        What is pressed one after the other becomes one step.
        """
        row = self._layer.row(self._layer.chosen)
        if row is None or not self.can_edit:
            return False
        middle = self._sight.place().center()
        (x0, y0), (x1, y1) = self._sight.to_fraction(middle), self._sight.to_fraction(middle + QPointF(dx, dy))
        if grow:
            # The handle that lies to the lower right: of a box its last corner.
            places = handles_of(row.shape, row.points)
            number = 4 if len(places) == 8 else len(places) - 1
            x, y = places[number]
            points = pulled(row.shape, row.points, number, (x + x1 - x0, y + y1 - y0))
        else:
            points = moved(row.points, x1 - x0, y1 - y0)
        self._layer.change(row.id, points)
        self._nudged = row.id
        self._nudges_end.start()
        self.touched.emit()
        return True

    def save_nudges(self) -> None:
        """Save what the arrow keys moved."""
        self._nudges_end.stop()
        region_id, self._nudged = self._nudged, ""
        row = self._layer.row(region_id) if region_id else None
        if row is not None:
            self.changed.emit(row.id, row.points)

    def step(self, step: int) -> None:
        """Choose the next region, or the one before."""
        ids = [row.id for row in self._layer.rows]
        if ids:
            at = ids.index(self._layer.chosen) + step if self._layer.chosen in ids else (0 if step > 0 else -1)
            self.choose(ids[at % len(ids)])

    # -- parts -----------------------------------------------------------------------------------------

    def _take_hold(self, at: QPointF) -> bool:
        hit = self._layer.hit(at, self._sight)
        if hit is None:
            self.choose("")
            return False
        self.choose(hit.region_id)
        row = self._layer.row(hit.region_id)
        self.save_nudges()
        self._held, self._from, self._before = hit, at, row.points if row is not None else ()
        return True

    def _add_corner(self, at: QPointF, point: Point) -> None:
        if len(self._corners) >= 3 and (at - self._sight.to_widget(self._corners[0])).manhattanLength() < 12:
            self.finish()
            return
        self._corners.append(point)
        self._draft([*self._corners, point])

    def _draft(self, points: Sequence[Point] | None) -> None:
        self._layer.draft = None if points is None else (self.tool, self.kind, self._ordered(points))
        self.touched.emit()

    def _ordered(self, points: Sequence[Point]) -> Sequence[Point]:
        if self.tool in (RegionShape.RECTANGLE, RegionShape.ELLIPSE) and len(points) == 2:
            (x0, y0), (x1, y1) = points
            return (min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1))
        return points

    def _inside(self, at: QPointF) -> Point:
        x, y = self._sight.to_fraction(at)
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    def _second(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> Point:
        """Return the second corner; Shift makes the sides equal in pixels."""
        point = self._inside(at)
        if not modifiers & Qt.KeyboardModifier.ShiftModifier or self.tool not in _TWO_CORNERS[:2]:
            return point
        whole, first = self._sight.whole, self._corners[0]
        across, down = (point[0] - first[0]) * whole.width(), (point[1] - first[1]) * whole.height()
        side = min(abs(across), abs(down))
        x = first[0] + (side if across >= 0 else -side) / whole.width()
        return x, first[1] + (side if down >= 0 else -side) / whole.height()

    def _usual(self) -> tuple[Point, ...]:
        seen, whole = self._sight.seen(), self._sight.whole
        middle = seen.center()
        x, y = middle.x() / whole.width(), middle.y() / whole.height()
        across, down = seen.width() / whole.width() / 8, seen.height() / whole.height() / 8
        if self.tool == RegionShape.POINT:
            return ((x, y),)
        if self.tool == RegionShape.POLYGON:
            return ((x, y - down), (x + across, y + down), (x - across, y + down))
        return ((x - across, y - down), (x + across, y + down))

    def anchor_of(self, region_id: str) -> QPointF:
        """Return where a menu about a region opens: the end of its outline, in the widget."""
        row = self._layer.row(region_id)
        if row is None:
            return self._sight.place().center()
        return outline(row.shape, row.points, self._sight).boundingRect().bottomLeft()
