"""What a gesture shows on the map: hover and focus, rubber band, the ghost of a placement, an arrival."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from evidence_board.scene_style import PIN_TIP, TextStyle
from evidence_board.ui.canvas.label_stamps import FontSource, LabelStamps, margin
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.map.map_colors import see_through
from evidence_board.ui.map.map_scene import GUESS_LEAST_PX, PLACE_MARK_PX
from evidence_board.ui.map.pin_marks import LIFTED, PLAIN

if TYPE_CHECKING:
    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.map.map_colors import MapColors
    from evidence_board.ui.map.map_hits import MapHit, MapHits

__all__ = ["GestureOverlay"]

_EDGE_PX, _GHOST_GAP = 4, 14.0
# How far what is dragged reaches from the pointer up and to the left, and to the right.
_DRAGGED_PX, _PICTURE_PX = 24.0, 110.0


class GestureOverlay:
    """An overlay of the canvas; set what applies and call ``canvas.update()``.

    Attributes:
        hovered: the thing under the pointer here or elsewhere.
        focused: the thing that has the keyboard.
        band: the rubber band.
        ghost: where something would be placed, and the words for it.
        receiving: a drag over the map would place something: the whole map is outlined.
        arrival: a world point where something has just been placed, and how far the ring has grown (0 to 1).
    """

    def __init__(self, hits: MapHits, colors: MapColors, *, fonts: FontSource) -> None:
        self._hits = hits
        self._colors = colors
        self._stamps = LabelStamps(fonts=fonts)
        self.hovered: MapHit | None = None
        self.focused: MapHit | None = None
        self.band: QRectF | None = None
        self.ghost: tuple[QPointF, str] | None = None
        self.receiving = False
        self.arrival: tuple[float, float, float] | None = None

    def restyle(self, colors: MapColors) -> None:
        """Take other colours and fonts."""
        self._colors = colors
        self._stamps.clear()

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw (an overlay of the canvas)."""
        accent = qt_color(self._colors.accent)
        if self.hovered is not None:
            self._outline(painter, self.hovered, view, color=self._colors.accent, width=1.5, clear=2.0)
        if self.focused is not None and view.hasFocus():
            self._outline(painter, self.focused, view, color=self._colors.focus, width=2.0, clear=2.0)
        if self.band is not None:
            painter.setPen(QPen(accent, 1.0))
            painter.setBrush(qt_color(see_through(self._colors.accent, 0.12)))
            painter.drawRect(self.band)
        if self.arrival is not None:
            self._draw_arrival(painter, *self.arrival)
        if self.receiving:
            painter.setPen(QPen(accent, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(view.rect()).adjusted(1, 1, -1, -1), _EDGE_PX, _EDGE_PX)
        if self.ghost is not None:
            self._draw_ghost(painter, *self.ghost, view)

    def _outline(
        self, painter: QPainter, hit: MapHit, view: CanvasView, *, color: int, width: float, clear: float
    ) -> None:
        at = self._hits.to_view(hit.x, hit.y)
        painter.setPen(QPen(qt_color(color), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        grow = clear + width / 2
        if hit.kind == "leaf":
            if self._hits.fan is not None and hit.shown in self._hits.fan.ids:
                box = self._hits.fan.leaf(hit.shown).adjusted(-grow, -grow, grow, grow)
                painter.drawRoundedRect(box, 8 + clear, 8 + clear)
        elif hit.dot:
            painter.drawEllipse(at, hit.dot + grow, hit.dot + grow)
        elif hit.kind == "pin":
            lifted = self._hits.lifted is not None and self._hits.lifted in hit.ids
            look = LIFTED if lifted else PLAIN
            if lifted and self._hits.lifted is not None:
                number = self._hits.content.pins.number_of(self._hits.lifted)
                if number is not None:
                    at = self._hits.to_view(*self._hits.content.pins.xy[number].tolist())
            left, top, right, bottom = look.box
            box = QRectF(QPointF(left, top), QPointF(right, bottom)).translated(at).adjusted(-grow, -grow, grow, grow)
            painter.drawRoundedRect(box, 8 + clear, 8 + clear)
        elif hit.kind == "guess":
            radius = max(self._radius(hit) * view.camera.state.scale, GUESS_LEAST_PX) + grow
            if radius < 20_000:
                painter.drawEllipse(at, radius, radius)
        else:
            head = at - QPointF(0, (PIN_TIP + 0.08) * PLACE_MARK_PX)
            painter.drawEllipse(head, PLACE_MARK_PX / 2 + grow, PLACE_MARK_PX / 2 + grow)

    def _radius(self, hit: MapHit) -> float:
        return next((guess.radius for guess in self._hits.content.guesses if guess.ids == hit.ids), 0.0)

    def _draw_arrival(self, painter: QPainter, x: float, y: float, part: float) -> None:
        at = self._hits.to_view(x, y)
        radius = 6 + 26 * part
        painter.setPen(QPen(qt_color(see_through(self._colors.accent, 1 - part)), 2.0))
        painter.setBrush(qt_color(see_through(self._colors.accent, 0.2 * (1 - part))))
        painter.drawEllipse(at, radius, radius)

    def _draw_ghost(self, painter: QPainter, at: QPointF, words: str, view: CanvasView) -> None:
        colors = self._colors
        painter.setPen(QPen(qt_color(colors.surface), 2.0))
        painter.setBrush(qt_color(colors.accent))
        painter.drawEllipse(at, 6.0, 6.0)
        style = TextStyle(colors.on_accent, px=12.0, weight=500, chip=colors.accent, padding=(8.0, 4.0), radius=6.0)
        width, height = self._stamps.size(words, style, max_px=0)
        x, y = at.x() + _GHOST_GAP, at.y() - height / 2
        if x + width > view.width() - 8:
            x = at.x() - _GHOST_GAP - width
        if self.receiving:
            # The picture that is dragged hangs below and beside the pointer.
            x, y = min(max(at.x() - width / 2, 8.0), view.width() - width - 8), at.y() - _DRAGGED_PX - height
            if y < 8:
                x = at.x() - _DRAGGED_PX - width
                x = x if x >= 8 else at.x() + _PICTURE_PX
        y = min(max(y, 8.0), view.height() - height - 8)
        dpr = painter.device().devicePixelRatio()
        stamp = self._stamps.stamp(words, style, max_px=0, dpr=dpr)
        stamp.setDevicePixelRatio(dpr)
        edge = margin(style)
        painter.drawImage(QPointF(max(x, 8.0) - edge, y - edge), stamp)
