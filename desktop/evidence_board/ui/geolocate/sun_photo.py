"""`SunOnPhoto`: marks of shadows and of the light on the photo, and how they are set there."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from evidence_board.model.placement import SunMark, SunMarkKind
from evidence_board.operations.sun_marks import add_sun_mark, update_sun_mark
from evidence_board.ui.geolocate.overlays import PhotoPointer, ToView
from evidence_board.ui.geolocate.sun_draw import arrow, beads, casing_line, label, label_box
from evidence_board.ui.geolocate.sun_look import SunLook
from evidence_board.ui.geolocate.sun_measuring import MarkReading
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.geolocate.sun_words import degrees_words
from evidence_board.ui.i18n import tr

__all__ = ["LIGHT_TOOL", "OBJECT_TOOL", "SunOnPhoto"]

OBJECT_TOOL, LIGHT_TOOL = "sun_object_shadow", "sun_light"
Point = tuple[float, float]

_REACH, _DOT, _LEAST_PX, _RULER_PX = 11.0, 5.0, 8.0, 36.0
_TOLD = (
    "Click where the object stands on the ground",
    "Click its top; with Shift the tip of its shadow, where the top is out of the picture",
    "Click the tip of its shadow",
)


@dataclass
class _Held:
    """A point of a mark that the mouse holds."""

    mark: SunMark
    number: int
    points: list[Point]


class SunOnPhoto:
    """An overlay of the photo.

    A shadow is three clicks: foot, top, tip of the shadow. The light is a drag along it. Points of a mark can be
    dragged afterwards.
    """

    def __init__(self, state: SunState) -> None:
        self._state, self._theme = state, state.desk.context.theme
        self._clicked: list[Point] = []
        #: Foot and tip alone: a direction, and no length by height.
        self._topless = False
        self._light: tuple[Point, Point] | None = None
        self._start: QPointF | None = None
        self._held: _Held | None = None
        self._at: PhotoPointer | None = None
        self._to_view: ToView | None = None
        state.desk.tool_changed.connect(self._tool_changed)

    def told(self) -> str:
        """Return what the next click means; empty without a tool."""
        tool = self._state.desk.tool
        if tool == LIGHT_TOOL:
            return tr("Drag along the light, from where it comes to where it falls")
        return tr(_TOLD[min(len(self._clicked), 2)]) if tool == OBJECT_TOOL else ""

    # -- drawing ---------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, to_view: ToView) -> None:
        """Draw the marks of this frame, and what is being set."""
        self._to_view = to_view
        look = SunLook.of(self._theme)
        for reading in self._readings():
            points = list(reading.mark.points)
            if self._held is not None and self._held.mark.id == reading.mark.id:
                points = self._held.points
            self._paint_mark(painter, to_view, reading, points, look)
        if self._light is not None:
            arrow(painter, *(to_view(*one) for one in self._light), colour=look.sun, casing=look.casing)
        self._paint_next(painter, to_view, look)

    def _paint_next(self, painter: QPainter, to_view: ToView, look: SunLook) -> None:
        if self._clicked:
            self._paint_object(painter, [to_view(*one) for one in self._clicked], look, is_whole=False)
        words = self.told()
        if words and self._at is not None:
            at = self._at.at
            if self._clicked:
                painter.setPen(QPen(look.sun, 1.5, Qt.PenStyle.DashLine))
                painter.drawLine(to_view(*self._clicked[0]), at)
            box = label_box(words, at + QPointF(8, 18), theme=self._theme, away=QPointF(1, 0), within=_room(painter))
            label(painter, words, box, theme=self._theme, dark=True)

    def _paint_mark(
        self, painter: QPainter, to_view: ToView, reading: MarkReading, points: list[Point], look: SunLook
    ) -> None:
        seen = [to_view(*one) for one in points]
        painter.setOpacity(1.0 if reading.mark.used else 0.45)
        if reading.mark.kind == SunMarkKind.LIGHT:
            arrow(painter, seen[0], seen[1], colour=look.sun, casing=look.casing)
            words, end = _light_words(points), seen[1]
        else:
            self._paint_object(painter, seen, look, is_whole=True)
            words, end = _shadow_words(reading), seen[-1]
        words = tr("{n}: {words}", n=reading.mark.number, words=words)
        away, taken = end - seen[0], [one for other in seen[1:] for one in beads(seen[0], other)]
        box = label_box(words, end, theme=self._theme, away=away, within=_room(painter), reach=_DOT, taken=taken)
        label(painter, words, box, theme=self._theme, dark=True)
        painter.setOpacity(1.0)

    def _paint_object(self, painter: QPainter, seen: list[QPointF], look: SunLook, *, is_whole: bool) -> None:
        """Draw foot, top and tip; while they are being set, the second of two is the top."""
        foot, has_tip = seen[0], len(seen) > 2 or is_whole
        if len(seen) > 2 or (len(seen) == 2 and not is_whole):
            casing_line(painter, foot, seen[1], colour=look.sun, casing=look.casing, width=2.2)
        if has_tip:
            casing_line(painter, foot, seen[-1], colour=look.shadow, casing=look.casing, width=2.6)
        for at in seen:
            painter.setPen(QPen(look.casing, 1.5))
            painter.setBrush(look.shadow if has_tip and at is seen[-1] else look.sun)
            painter.drawEllipse(at, _DOT, _DOT)

    def _readings(self) -> list[MarkReading]:
        frame = self._state.desk.frame_s
        return [
            one
            for one in self._state.measured.readings
            if one.mark.points and (one.mark.frame_s is None or frame is None or abs(one.mark.frame_s - frame) < 0.02)
        ]

    # -- the mouse -------------------------------------------------------------------------------------

    def press(self, pointer: PhotoPointer) -> bool:
        """Set a point with a tool, else take one that is there."""
        desk = self._state.desk
        if desk.item is None or not desk.can_write:
            return False
        point = _inside(pointer)
        if desk.tool == OBJECT_TOOL:
            shift = bool(pointer.modifiers & Qt.KeyboardModifier.ShiftModifier)
            self._topless = shift and len(self._clicked) == 1
            self._clicked.append(point)
            return True
        if desk.tool == LIGHT_TOOL:
            self._start, self._light = pointer.at, (point, point)
            return True
        self._held = None if desk.tool else self._hit(pointer.at)
        return self._held is not None

    def move(self, pointer: PhotoPointer) -> None:
        """Follow the mouse."""
        self._at = pointer
        if self._clicked:
            self._clicked[-1] = _inside(pointer)
        elif self._light is not None:
            self._light = (self._light[0], _inside(pointer))
        elif self._held is not None:
            self._held.points[self._held.number] = _inside(pointer)
        self._state.desk.repaint()

    def release(self, pointer: PhotoPointer) -> None:
        """Save what is complete."""
        desk = self._state.desk
        if self._held is not None:
            held, self._held = self._held, None
            if tuple(held.points) != held.mark.points:
                desk.perform(update_sun_mark, row_id=held.mark.id, points=held.points)
        elif self._light is not None and self._start is not None:
            points, start = self._light, self._start
            self._light = self._start = None
            if math.hypot(pointer.at.x() - start.x(), pointer.at.y() - start.y()) >= _LEAST_PX:
                self._add(SunMarkKind.LIGHT, list(points))
        elif len(self._clicked) == 3 or (self._topless and len(self._clicked) == 2):
            points_set, self._clicked, self._topless = self._clicked, [], False
            self._add(SunMarkKind.OBJECT_SHADOW, points_set)
        desk.repaint()

    def _add(self, kind: SunMarkKind, points: list[Point]) -> None:
        desk = self._state.desk
        desk.perform(add_sun_mark, item_id=desk.item_id, kind=kind.value, points=points, frame_s=desk.frame_s)
        desk.take_tool("")

    def cancel(self) -> None:
        """Forget what is not complete."""
        self._clicked, self._light, self._held, self._start = [], None, None, None
        self._topless = False
        self._state.desk.repaint()

    def hover(self, pointer: PhotoPointer | None) -> Qt.CursorShape | None:
        """Follow the mouse with what a click means; show what can be taken."""
        self._at = pointer
        if pointer is None:
            return None
        if self._state.desk.tool in (OBJECT_TOOL, LIGHT_TOOL):
            self._state.desk.repaint()
            return Qt.CursorShape.CrossCursor
        can = self._state.desk.can_write and not self._state.desk.tool
        return Qt.CursorShape.SizeAllCursor if can and self._hit(pointer.at) is not None else None

    def _tool_changed(self, tool: str) -> None:
        if tool != OBJECT_TOOL:
            self._clicked = []
        if tool != LIGHT_TOOL:
            self._light = self._start = None

    def _hit(self, at: QPointF) -> _Held | None:
        if self._to_view is None:
            return None
        for reading in reversed(self._readings()):
            for number, point in enumerate(reading.mark.points):
                seen = self._to_view(*point)
                if QRectF(seen.x() - _REACH, seen.y() - _REACH, 2 * _REACH, 2 * _REACH).contains(at):
                    return _Held(reading.mark, number, list(reading.mark.points))
        return None


def _inside(pointer: PhotoPointer) -> Point:
    return min(max(pointer.x, 0.0), 1.0), min(max(pointer.y, 0.0), 1.0)


def _light_words(points: list[Point]) -> str:
    across, down = points[1][0] - points[0][0], points[1][1] - points[0][1]
    if abs(across) >= abs(down) * 0.5:
        return tr("Light from the left") if across > 0 else tr("Light from the right")
    return tr("Light from above") if down > 0 else tr("Light from below")


def _shadow_words(reading: MarkReading) -> str:
    said = []
    if reading.direction_deg is not None:
        said.append(tr("shadow {n}", n=degrees_words(reading.direction_deg)))
    if reading.ratio is not None:
        said.append(tr("{n} × as long", n=f"{reading.ratio:.2f}"))
    return ", ".join(said) or tr("shadow")


def _room(painter: QPainter) -> QRectF:
    """Return the part of the view that shows the picture."""
    whole = QRectF(painter.window())
    seen = whole.intersected(painter.clipBoundingRect()) if painter.hasClipping() else whole
    # The ruler of directions stands at its foot.
    return seen.adjusted(0, 0, 0, -min(_RULER_PX, seen.height() / 2))
