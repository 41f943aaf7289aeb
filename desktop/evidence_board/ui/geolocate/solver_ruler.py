"""`RulerOnPhoto`: the directions along the bottom of the picture, and its horizon, which can be dragged."""

from dataclasses import dataclass
from math import atan, ceil, cos, degrees, floor, radians, sin, tan

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from evidence_board.geo.camera_model import focal_of
from evidence_board.ui.geolocate.overlays import PhotoPointer, ToView
from evidence_board.ui.geolocate.points_state import HORIZON, MatchingPoints
from evidence_board.ui.geolocate.solver_question import known_view, tilt_shift
from evidence_board.ui.geolocate.solver_state import LiveSolver
from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.painting import draw_box, draw_text

__all__ = ["RulerOnPhoto", "ruler_ticks"]

_BAND, _MARGIN = 24.0, 8.0
_GROUND, _INK, _TICK = QColor(16, 20, 26, 205), QColor("white"), QColor(255, 255, 255, 170)
_REACH, _END_REACH, _HANDLE, _HANDLE_IN = 6.0, 12.0, 4.5, 0.06
_MOST_TILT = 60.0
#: Share of the width from which on a drag says how the line lies.
_LEAST_ALONG = 0.05
_LABEL_PX = 64.0


@dataclass(frozen=True, slots=True)
class _Look:
    heading: float
    view: float
    pitch: float
    roll: float


def ruler_ticks(
    heading: float, view: float, *, pitch: float = 0.0, down: float = 0.5, step: float = 1.0
) -> list[tuple[float, float]]:
    """Return (fraction of the width, direction) for every whole ``step`` of degrees within a picture.

    Args:
        heading: of the middle, degrees.
        view: horizontal field of view, degrees.
        pitch: how far the camera looked up, degrees.
        down: how far below the middle the ruler lies, in picture widths.
        step: degrees between the marks.
    """
    ahead = focal_of(view) * cos(radians(pitch)) + down * sin(radians(pitch))
    if ahead <= 0.01:
        return []
    half = degrees(atan(0.5 / ahead))
    first, last = ceil((heading - half) / step), floor((heading + half) / step)
    return [(0.5 + ahead * tan(radians(n * step - heading)), n * step % 360) for n in range(first, last + 1)]


class RulerOnPhoto:
    """An overlay of the photo.

    The horizon is drawn once it was measured, or while its tool is taken; its ends turn it, the rest of it moves it,
    and a drag along what is seen of it in the picture draws it anew.
    """

    def __init__(self, points: MatchingPoints, solver: LiveSolver) -> None:
        self._points, self._solver = points, solver
        self._line = QLineF()
        self._held = ""
        self._grip = 0.0
        self._start = (0.0, 0.0)

    # -- drawing ---------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, to_view: ToView) -> None:
        """Draw horizon and ruler."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._points.desk.item is None:
            return
        self._paint_horizon(painter, to_view)
        look = self._look()
        if look is not None:
            self._paint_ruler(painter, to_view, look)

    def _look(self) -> _Look | None:
        """How the camera looked: as the panel says, else as it was solved; None while the direction is not known."""
        desk, outcome = self._points.desk, self._solver.outcome
        if desk.placement is None:
            return None
        geometry = self._points.geometry
        roll = geometry.tilt_deg or 0.0 if geometry is not None else 0.0
        known = known_view(desk.placement, desk.draft, aspect=self._aspect(), solved=True)
        heading = desk.draft.bearing_deg
        view = known.degrees if known is not None else None
        pitch = 0.0
        if outcome is not None:
            heading = outcome.solution.heading_deg if heading is None else heading
            view = outcome.solution.view_deg if view is None else view
            pitch = outcome.solution.pitch_deg
        elif geometry is not None and geometry.horizon_y is not None and view is not None:
            pitch = degrees(atan((geometry.horizon_y - 0.5) / self._aspect() / focal_of(view)))
        if heading is None or view is None or not 1 <= view <= 150:
            return None
        return _Look(heading, view, pitch, roll)

    def _aspect(self) -> float:
        item = self._points.desk.item
        return item.width / item.height if item is not None and item.width and item.height else 4 / 3

    def _paint_ruler(self, painter: QPainter, to_view: ToView, look: _Look) -> None:
        theme = self._points.desk.context.theme
        left, right = to_view(0.0, 1.0), to_view(1.0, 1.0)
        across = right.x() - left.x()
        if across < 120 or abs(right.y() - left.y()) > 1:
            # Turned in the viewer, or too small to read.
            return
        band = QRectF(left.x() + _MARGIN, left.y() - _BAND - _MARGIN, across - 2 * _MARGIN, _BAND)
        draw_box(painter, band, radius=4, fill=_GROUND)
        per_degree = across / look.view
        labels = next(step for step in (1, 2, 5, 10, 20, 30, 60) if step * per_degree >= _LABEL_PX or step == 60)
        marks = next(step for step in (0.5, 1, 2, 5, 10) if step * per_degree >= 7 or step == 10)
        down = 0.5 / self._aspect()
        painter.setPen(QPen(_TICK, 1.0))
        for x, turn in ruler_ticks(look.heading, look.view, pitch=look.pitch, down=down, step=marks):
            at = left.x() + x * across
            if band.left() + 2 <= at <= band.right() - 2:
                long = abs(turn / labels - round(turn / labels)) < 1e-6
                painter.drawLine(QPointF(at, band.top()), QPointF(at, band.top() + (7 if long else 4)))
        font = theme.font("small", weight=600, tabular=True)
        for x, turn in ruler_ticks(look.heading, look.view, pitch=look.pitch, down=down, step=labels):
            at = left.x() + x * across
            box = QRectF(at - 24, band.top() + 5, 48, band.height() - 5)
            if band.left() <= box.left() + 8 and box.right() - 8 <= band.right():
                words = f"{round(turn) % 360}°"
                draw_text(painter, box, words, font=font, colour=_INK, align=Qt.AlignmentFlag.AlignHCenter)

    def _paint_horizon(self, painter: QPainter, to_view: ToView) -> None:
        marking = self._points.desk.tool == HORIZON
        if not self._is_measured() and not marking:
            self._line = QLineF()
            return
        middle, tilt = self._horizon()
        fall = tilt_shift(tilt, aspect=self._aspect())
        self._line = QLineF(to_view(0.0, middle - fall), to_view(1.0, middle + fall))
        pen = QPen(QColor(0, 0, 0, 110), 3.0)
        painter.setPen(pen)
        painter.drawLine(self._line)
        pen = QPen(QColor(255, 255, 255, 235), 1.6)
        pen.setDashPattern([5.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(self._line)
        theme = self._points.desk.context.theme
        if self._points.can_write and (marking or self._held):
            painter.setPen(QPen(theme.color("accent"), 1.8))
            painter.setBrush(QColor("white"))
            for share in (_HANDLE_IN, 1 - _HANDLE_IN) if self._is_measured() else ():
                painter.drawEllipse(self._line.pointAt(share), _HANDLE, _HANDLE)
        words = tr("Horizon {n}° tilt", n=f"{abs(tilt):.1f}")
        # Dark in both looks, as the ruler: it lies on the picture, not on the window.
        font, height = theme.font("small", weight=600, tabular=True), theme.pixels(24)
        width = theme.metrics("small", weight=600, tabular=True).horizontalAdvance(words) + 14
        box = QRectF(self._line.x2() - 16 - width, self._line.y2() + 8, width, height)
        draw_box(painter, box, radius=4, fill=_GROUND)
        draw_text(painter, box, words, font=font, colour=_INK, align=Qt.AlignmentFlag.AlignHCenter)

    def _is_measured(self) -> bool:
        geometry = self._points.geometry
        return geometry is not None and geometry.horizon_y is not None

    def _horizon(self) -> tuple[float, float]:
        geometry = self._points.geometry
        if geometry is None:
            return 0.5, 0.0
        return geometry.horizon_y if geometry.horizon_y is not None else 0.5, geometry.tilt_deg or 0.0

    # -- the mouse -------------------------------------------------------------------------------------

    def press(self, pointer: PhotoPointer) -> bool:
        """Take hold of the horizon."""
        if not self._points.can_write:
            return False
        self._held = self._part(pointer.at) if self._is_measured() else ""
        middle, _ = self._horizon()
        self._grip = middle - pointer.y
        if not self._held and self._points.desk.tool == HORIZON:
            # Anywhere in the picture: the line comes to the pointer, and follows a drag along the horizon.
            self._held, self._grip, self._start = "along", 0.0, (pointer.x, pointer.y)
            self.move(pointer)
        return bool(self._held)

    def move(self, pointer: PhotoPointer) -> None:
        """Move the horizon, or turn it about its other end."""
        if not self._held:
            return
        middle, tilt = self._horizon()
        self._points.is_dragging = True
        if self._held == "along" and abs(pointer.x - self._start[0]) >= _LEAST_ALONG:
            self._turn_about(*self._start, pointer)
            return
        if self._held in ("line", "along"):
            slope = tilt_shift(tilt, aspect=self._aspect()) * 2 * (pointer.x - 0.5) if self._grip == 0.0 else 0.0
            self._show(pointer.y + self._grip - slope, tilt)
            return
        fall = tilt_shift(tilt, aspect=self._aspect())
        fixed_x, fixed_y = (1.0, middle + fall) if self._held == "left" else (0.0, middle - fall)
        if abs(pointer.x - fixed_x) >= _LEAST_ALONG:
            self._turn_about(fixed_x, fixed_y, pointer)

    def _turn_about(self, fixed_x: float, fixed_y: float, pointer: PhotoPointer) -> None:
        """Lay the line through a point of the picture and the pointer."""
        run = pointer.x - fixed_x
        slope = (pointer.y - fixed_y) / run
        turned = degrees(atan(slope / self._aspect()))
        if abs(turned) <= _MOST_TILT:
            self._show(fixed_y + slope * (0.5 - fixed_x), turned)

    def _show(self, middle: float, tilt: float) -> None:
        self._points.show_horizon(horizon_y=round(min(max(middle, -2.0), 3.0), 5), tilt_deg=round(tilt, 2))

    def release(self, pointer: PhotoPointer) -> None:
        """Save the horizon."""
        held, self._held = self._held, ""
        self._points.is_dragging = False
        if held:
            self._points.save_horizon()

    def cancel(self) -> None:
        """Put the horizon back."""
        held, self._held = self._held, ""
        self._points.is_dragging = False
        if held:
            self._points.put_horizon_back()

    def hover(self, pointer: PhotoPointer | None) -> Qt.CursorShape | None:
        """Show what a drag would do."""
        if pointer is None or not self._points.can_write:
            return None
        if self._is_measured() and self._part(pointer.at):
            return Qt.CursorShape.SizeVerCursor
        return Qt.CursorShape.CrossCursor if self._points.desk.tool == HORIZON else None

    def _part(self, at: QPointF) -> str:
        """Return ``left``, ``right`` or ``line`` for what lies under a point of the view; empty for nothing."""
        if self._line.isNull():
            return ""
        for name, share in (("left", _HANDLE_IN), ("right", 1 - _HANDLE_IN)):
            if QLineF(self._line.pointAt(share), at).length() <= _END_REACH:
                return name
        along = self._line.dx() * (at.x() - self._line.x1()) + self._line.dy() * (at.y() - self._line.y1())
        share = along / self._line.length() ** 2
        near = QLineF(self._line.pointAt(share), at).length() <= _REACH
        return "line" if 0 <= share <= 1 and near else ""
