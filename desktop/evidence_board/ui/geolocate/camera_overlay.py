"""`CameraOverlay`: the camera on the map: its point, its circle, its cone and the handle that turns it."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRadialGradient

from evidence_board.geo.geodesy import bearing_deg
from evidence_board.ui.geolocate.camera_shapes import CameraShape, camera_shape, heading_to, point_along
from evidence_board.ui.geolocate.click_radius import click_radius
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.overlays import MapPointer, MapProjection
from evidence_board.ui.geolocate.pills import draw_pill
from evidence_board.ui.geolocate.placement_words import heading_words
from evidence_board.ui.inspector.words import radius_words
from evidence_board.ui.widgets.painting import faded

__all__ = ["PLACE_TOOL", "CameraOverlay"]

#: With this tool a press on the map says where the camera stood.
PLACE_TOOL = "place"

#: The accent in light, and what stands out from a dark map as well as that.
_INK = "focus"
_DOT, _HANDLE, _GRAB, _EDGE_GRAB = 7.5, 5.5, 12.0, 7.0
_FIRM = 0.78
_CIRCLE_FROM, _CIRCLE_TO = 9.0, 20_000.0


class CameraOverlay:
    """Draws the draft of the desk and changes it with the mouse; saved when the mouse is let go.

    Dragging the point moves the camera, the handle turns it, an edge of the cone opens or closes it; Shift keeps
    whole tens of degrees.
    """

    def __init__(self, desk: PlacementDesk) -> None:
        self._desk = desk
        self._projection: MapProjection | None = None
        self._held = ""
        self._over = ""

    def _shape(self) -> CameraShape | None:
        return camera_shape(self._desk.draft, self._projection) if self._projection is not None else None

    # -- the mouse -------------------------------------------------------------------------------------

    def press(self, pointer: MapPointer) -> bool:
        """Take hold of the point, the handle, or an edge; with the tool, place."""
        if not self._desk.can_write or self._desk.item is None:
            return False
        if self._desk.tool == PLACE_TOOL:
            self._held = "point"
            self._move_to(pointer)
            return True
        self._held = self._part(pointer.at) if not self._desk.tool else ""
        return bool(self._held)

    def move(self, pointer: MapPointer) -> None:
        """Move, turn or open."""
        point = self._desk.draft.point
        if self._held == "point":
            self._move_to(pointer)
        elif point is not None:
            heading = bearing_deg(*point, pointer.latitude, pointer.longitude)
            step = 10 if pointer.modifiers & Qt.KeyboardModifier.ShiftModifier else 1
            if self._held == "handle":
                self._desk.edit(bearing_deg=float(round(heading / step) * step % 360))
            elif self._held == "edge" and self._desk.draft.bearing_deg is not None:
                half = abs((heading - self._desk.draft.bearing_deg + 180) % 360 - 180)
                half = max(round(half / (step / 2)) * (step / 2), 0.5)
                self._desk.edit(fov_deg=min(2 * half, 358.0), fov_error_deg=None)

    def _move_to(self, pointer: MapPointer) -> None:
        scale = self._projection.pixels_per_metre(pointer.latitude) if self._projection is not None else 1.0
        self._desk.move_to(pointer.latitude, pointer.longitude, near_m=click_radius(scale))

    def release(self, pointer: MapPointer) -> None:
        """Save what was changed."""
        self._held = ""
        if self._desk.tool == PLACE_TOOL:
            self._desk.take_tool("")
        self._desk.commit()

    def cancel(self) -> None:
        """Put it back."""
        if self._held:
            self._held = ""
            self._desk.revert()

    def hover(self, pointer: MapPointer | None) -> Qt.CursorShape | None:
        """Say what a press would take hold of."""
        if self._desk.tool == PLACE_TOOL:
            return Qt.CursorShape.CrossCursor
        over = self._part(pointer.at) if pointer is not None and self._desk.can_write and not self._desk.tool else ""
        if over != self._over:
            self._over = over
            self._desk.repaint()
        return {
            "point": Qt.CursorShape.SizeAllCursor,
            "handle": Qt.CursorShape.PointingHandCursor,
            "edge": Qt.CursorShape.SizeHorCursor,
        }.get(over)

    def _part(self, at: QPointF) -> str:
        shape = self._shape()
        if shape is None:
            return ""
        handle = shape.handle
        if handle is not None and _length(handle - at) <= _GRAB:
            return "handle"
        if _length(shape.at - at) <= _GRAB:
            return "point"
        if shape.half and shape.heading is not None and 2 * _GRAB < _length(at - shape.at) <= shape.reach * _FIRM:
            away = abs((heading_to(shape.at, at) - shape.heading + 180) % 360 - 180) - shape.half
            if abs(math.radians(away)) * _length(at - shape.at) <= _EDGE_GRAB:
                return "edge"
        return ""

    # -- drawing ---------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, projection: MapProjection) -> None:
        """Draw circle, cone, handle and what they say."""
        self._projection = projection
        shape = self._shape()
        if shape is None or self._desk.item is None:
            return
        theme = self._desk.context.theme
        accent, surface = theme.color(_INK), theme.color("onAccent")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shape.heading is not None:
            self._paint_cone(painter, shape, accent)
        if _CIRCLE_FROM <= shape.radius < _CIRCLE_TO:
            painter.setPen(QPen(accent, 1.6))
            painter.setBrush(faded(accent, 0.14))
            painter.drawEllipse(shape.at, shape.radius, shape.radius)
        if shape.handle is not None:
            painter.setPen(QPen(accent, 2.0))
            painter.setBrush(surface)
            size = _HANDLE + (1.5 if self._over == "handle" or self._held == "handle" else 0.0)
            painter.drawEllipse(shape.handle, size, size)
            self._paint_heading(painter, shape.handle, projection)

    def paint_point(self, painter: QPainter, projection: MapProjection) -> None:
        """Draw the point, how far off it may be in words, and where Enter would place it; nothing lies above these."""
        if self._desk.tool == PLACE_TOOL:
            self._paint_cross(painter, projection)
        shape = self._shape()
        if shape is None or self._desk.item is None:
            return
        theme = self._desk.context.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("onAccent"), 2.5))
        painter.setBrush(theme.color(_INK))
        dot = _DOT + (1.5 if self._over == "point" or self._held == "point" else 0.0)
        painter.drawEllipse(shape.at, dot, dot)
        self._paint_radius(painter, shape, projection)

    def _paint_cross(self, painter: QPainter, projection: MapProjection) -> None:
        theme = self._desk.context.theme
        middle = QPointF(*(edge / 2 for edge in projection.size))
        for width, colour in ((4.0, theme.color("raised")), (2.0, theme.color(_INK))):
            painter.setPen(QPen(colour, width))
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                painter.drawLine(middle + QPointF(4 * x, 4 * y), middle + QPointF(14 * x, 14 * y))

    def _paint_cone(self, painter: QPainter, shape: CameraShape, accent: QColor) -> None:
        heading = shape.heading or 0.0
        if not shape.half:
            painter.setPen(QPen(accent, 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(shape.at, point_along(shape.at, heading, shape.reach))
            return
        far = shape.reach * 1.12
        gradient = QRadialGradient(shape.at, far)
        for share, opacity in ((0.0, 0.58), (0.55, 0.3), (1.0, 0.0)):
            gradient.setColorAt(share, faded(accent, opacity))
        box = QRectF(shape.at.x() - far, shape.at.y() - far, 2 * far, 2 * far)
        path = QPainterPath(shape.at)
        # Qt's angles run anticlockwise from the right.
        path.arcTo(box, 90 - heading - shape.half, 2 * shape.half)
        path.closeSubpath()
        painter.fillPath(path, gradient)
        painter.setPen(QPen(accent, 2.2 if self._over == "edge" or self._held == "edge" else 1.4))
        for side in (-1, 1):
            edge = shape.edge(side, _FIRM)
            if edge is not None:
                painter.drawLine(shape.at, edge)

    def _paint_heading(self, painter: QPainter, handle: QPointF, projection: MapProjection) -> None:
        theme, draft = self._desk.context.theme, self._desk.draft
        if draft.bearing_deg is None:
            return
        draw_pill(
            painter,
            QPointF(handle.x() - 10, handle.y()),
            # Angles read from left to right in every language.
            f"\u2066{heading_words(draft.bearing_deg, draft.fov_deg)}\u2069",
            theme=theme,
            anchor="end",
            within=projection.size,
        )

    def _paint_radius(self, painter: QPainter, shape: CameraShape, projection: MapProjection) -> None:
        draft, theme = self._desk.draft, self._desk.context.theme
        if draft.radius_m is None:
            return
        below = min(max(shape.radius, _DOT), max(projection.size) / 2)
        font, metrics = theme.font("small", weight=600), theme.metrics("small", weight=600)
        words = f"± {radius_words(draft.radius_m).lstrip('± ')}"
        width = metrics.horizontalAdvance(words)
        base = QPointF(shape.at.x() - width / 2, shape.at.y() + below + metrics.ascent() + 5)
        path = QPainterPath()
        path.addText(base, font, words)
        painter.strokePath(path, QPen(faded(theme.color("raised"), 0.9), 3))
        painter.fillPath(path, theme.color("accentText"))


def _length(step: QPointF) -> float:
    return math.hypot(step.x(), step.y())
