"""Everything drawn on the map, above the painted map and below the selected pins; what of it lies where."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from evidence_board.geo.mercator import to_world
from evidence_board.model.map_objects import DrawingKind, DrawingRow
from evidence_board.scene_style import Rect, TextStyle
from evidence_board.ui.canvas.label_stamps import FontSource, LabelStamps, margin
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.map_tools.drawing_shapes import Drawn
from evidence_board.ui.map_tools.drawing_words import colour_of
from evidence_board.ui.map_tools.ground import nearest_to
from evidence_board.ui.map_tools.trace_overlay import in_view

if TYPE_CHECKING:
    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.map.map_colors import MapColors
    from evidence_board.ui.theme import Theme

__all__ = ["DrawingsOverlay"]

_HANDLE_PX, _REACH_PX, _MARK_PX, _MARGIN_PX = 5.0, 9.0, 6.0, 60.0


class DrawingsOverlay:
    """An overlay of the canvas.

    Attributes:
        chosen: row id of the selected drawing, or empty.
        corner: number of the corner that has the keyboard, or None.
    """

    def __init__(self, colors: MapColors, *, theme: Theme, fonts: FontSource) -> None:
        self._colors, self._theme = colors, theme
        self._stamps = LabelStamps(fonts=fonts)
        self._all: dict[str, Drawn] = {}
        self._draft: Drawn | None = None
        self.chosen = ""
        self.corner: int | None = None

    def restyle(self, colors: MapColors) -> None:
        """Take other colours and fonts."""
        self._colors = colors
        self._stamps.clear()

    def show(self, rows: Iterable[DrawingRow]) -> None:
        """Take the drawings of the case, the lowest first; what was drawn already is kept ready."""
        before = self._all
        self._all = {}
        for row in rows:
            known = before.get(row.id)
            self._all[row.id] = known if known is not None and known.row == row else Drawn(row)
            if known is not None and known.row.geometry != row.geometry:
                self._all[row.id] = Drawn(row)
        if self.chosen not in self._all:
            self.chosen, self.corner = "", None

    def get(self, row_id: str) -> Drawn | None:
        """Return a drawing, as it is shown."""
        if self._draft is not None and self._draft.row.id == row_id:
            return self._draft
        return self._all.get(row_id)

    def draft(self, row_id: str, geometry: dict[str, Any] | None) -> None:
        """Show a drawing with a geometry that is not saved; None shows the saved one again."""
        known = self._all.get(row_id)
        self._draft = Drawn(replace(known.row, geometry=geometry)) if known is not None and geometry else None

    @property
    def shown(self) -> list[Drawn]:
        """The drawings that are drawn, the lowest first."""
        return [one for row_id in self._all if (one := self.get(row_id)) is not None and one.row.visible]

    # -- what lies where -------------------------------------------------------------------------------

    def at(self, pos: QPointF, view: CanvasView) -> str:
        """Return the row id of the topmost drawing under a pixel of the view, or nothing."""
        return next((one.row.id for one in reversed(self.shown) if self._hit(one, pos, view)), "")

    def corner_at(self, pos: QPointF, view: CanvasView) -> int | None:
        """Return the corner of the selected drawing under a pixel of the view."""
        drawn = self.get(self.chosen)
        if drawn is None or not drawn.row.visible:
            return None
        places = self.handles(drawn, view)
        found = [at for at, place in enumerate(places) if _far(place - pos) <= _REACH_PX]
        return found[-1] if found else None

    def handles(self, drawn: Drawn, view: CanvasView) -> list[QPointF]:
        """Return where the corners of a drawing lie in the view."""
        box = drawn.bounds
        middle = nearest_to(box.centre[0], view.camera.state.x)
        places = (to_world(*point) for point in drawn.corners)
        return [view.to_view(nearest_to(x, middle), y) for x, y in places]

    def _hit(self, drawn: Drawn, pos: QPointF, view: CanvasView) -> bool:
        if not self._in_sight(drawn, view):
            return False
        if drawn.is_point:
            at = in_view(drawn.rings[0], view)[0]
            if drawn.row.kind == DrawingKind.TEXT:
                width, height = self._stamps.size(drawn.row.name, self._text_style(drawn), max_px=0)
                return QRectF(at.x() - width / 2, at.y() - height / 2, width, height).contains(pos)
            return _far(at - pos) <= _REACH_PX
        lines = [in_view(ring, view) for ring in drawn.rings]
        return any(_near_line(one, other, pos) <= _REACH_PX - 2 for line in lines for one, other in pairwise(line))

    def _in_sight(self, drawn: Drawn, view: CanvasView) -> bool:
        box, seen = drawn.bounds, view.visible_world
        shift = nearest_to(box.centre[0], view.camera.state.x) - box.centre[0]
        reach = _MARGIN_PX / view.camera.state.scale
        return (
            seen.expanded(reach).intersects(Rect(box.left + shift, box.top, box.right + shift, box.bottom))
            or drawn.row.kind == DrawingKind.TEXT
        )

    # -- drawing ---------------------------------------------------------------------------------------

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw (an overlay of the canvas)."""
        for drawn in self.shown:
            if self._in_sight(drawn, view):
                self._draw(painter, drawn, view)
        chosen = self.get(self.chosen)
        if chosen is not None and chosen.row.visible:
            self._draw_handles(painter, chosen, view)

    def _draw(self, painter: QPainter, drawn: Drawn, view: CanvasView) -> None:
        colour, surface = colour_of(drawn.row.colour, self._theme), qt_color(self._colors.surface)
        chosen = drawn.row.id == self.chosen
        if drawn.row.kind == DrawingKind.TEXT:
            at = in_view(drawn.rings[0], view)[0]
            self._stamp(painter, drawn.row.name, self._text_style(drawn), at, middle=True)
            return
        if drawn.is_point:
            at = in_view(drawn.rings[0], view)[0]
            painter.setPen(QPen(surface, 2.0))
            painter.setBrush(colour)
            painter.drawEllipse(at, _MARK_PX + chosen, _MARK_PX + chosen)
            self._label(painter, drawn, at + QPointF(_MARK_PX + 4, 0), middle=False)
            return
        rings = [QPolygonF(in_view(ring, view)) for ring in drawn.rings]
        if drawn.is_filled:
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.OddEvenFill)
            for ring in rings:
                path.addPolygon(ring)
            fill = QColor(colour)
            fill.setAlphaF(0.2 if chosen else 0.12)
            painter.fillPath(path, fill)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((surface, 5.0 if chosen else 4.0), (colour, 3.0 if chosen else 2.0)):
            pen = QPen(color, width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            for ring in rings:
                painter.drawPolyline(ring)
        box = rings[0].boundingRect()
        at = box.center() if drawn.is_filled else in_view(drawn.rings[0], view)[len(drawn.rings[0]) // 2]
        self._label(painter, drawn, at, middle=True)

    def _label(self, painter: QPainter, drawn: Drawn, at: QPointF, *, middle: bool) -> None:
        if drawn.row.name:
            style = TextStyle(self._colors.text, px=12.0, weight=500, halo=self._colors.land_halo)
            self._stamp(painter, drawn.row.name, style, at, middle=middle, most=180.0)

    def _text_style(self, drawn: Drawn) -> TextStyle:
        colour = colour_of(drawn.row.colour, self._theme).rgba()
        return TextStyle(colour, px=14.0, weight=600, halo=self._colors.land_halo, halo_px=3.0)

    def _stamp(
        self, painter: QPainter, words: str, style: TextStyle, at: QPointF, *, middle: bool, most: float = 0.0
    ) -> None:
        width, height = self._stamps.size(words, style, max_px=most)
        dpr = painter.device().devicePixelRatio()
        stamp = self._stamps.stamp(words, style, max_px=most, dpr=dpr)
        stamp.setDevicePixelRatio(dpr)
        edge = margin(style)
        left = at.x() - width / 2 if middle else at.x()
        painter.drawImage(QPointF(round(left) - edge, round(at.y() - height / 2) - edge), stamp)

    def _draw_handles(self, painter: QPainter, drawn: Drawn, view: CanvasView) -> None:
        accent, surface = qt_color(self._colors.accent), qt_color(self._colors.surface)
        for number, at in enumerate(self.handles(drawn, view)):
            held = number == self.corner
            painter.setPen(QPen(accent, 2.0))
            painter.setBrush(accent if held else surface)
            side = _HANDLE_PX + held
            painter.drawRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side))


def _far(offset: QPointF) -> float:
    return math.hypot(offset.x(), offset.y())


def _near_line(start: QPointF, end: QPointF, pos: QPointF) -> float:
    """Return how far a pixel lies from a segment."""
    along, across = end - start, pos - start
    length = along.x() ** 2 + along.y() ** 2
    part = 0.0 if length == 0 else min(max((across.x() * along.x() + across.y() * along.y()) / length, 0.0), 1.0)
    return _far(across - along * part)
