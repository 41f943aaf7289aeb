"""The corners of the map: scale bar, what the basemap is, and who made it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from evidence_board.geo.basemap import COARSE_ZOOM
from evidence_board.geo.geodesy import scale_bar
from evidence_board.geo.mercator import metres_per_pixel, to_geographic, wrap_longitude
from evidence_board.scene_style import TextStyle
from evidence_board.ui.canvas.label_stamps import FontSource, LabelStamps, margin
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.map.basemap_painter import zoom_of

if TYPE_CHECKING:
    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.map.map_colors import MapColors

__all__ = ["CornerOverlay"]

_MARGIN, _FOOT, _TICK, _LONGEST_BAR, _GAP = 13.0, 10.0, 7.0, 96.0, 24.0
#: Further out the middle of the view says little.
_HINT_ZOOM = 8
#: How much the ground of the words covers.
_GROUND = 0.75
#: Lines of owners of maps, and pixels of one.
_MOST_CREDITS, _LONGEST_CREDIT = 4, 420.0


class CornerOverlay:
    """An overlay of the canvas; the same place in every language, as the map does not mirror.

    Attributes:
        attribution: what the licence of the basemap, or courtesy, asks to print; empty without a basemap.
        credits: gives what the owners of the user's own maps in view ask to print.
    """

    def __init__(
        self,
        colors: MapColors,
        *,
        fonts: FontSource,
        attribution: str,
        hint: Callable[[float, float], str] | None = None,
    ) -> None:
        self._hint = hint
        self._colors = colors
        self._stamps = LabelStamps(fonts=fonts)
        self.attribution = attribution
        self.credits: Callable[[CanvasView], list[str]] = _no_credits

    def restyle(self, colors: MapColors) -> None:
        """Take other colours and fonts."""
        self._colors = colors
        self._stamps.clear()

    def words(self, scale: float) -> tuple[str, str]:
        """Return what stands in the corner at a scale: the line, and the note above or before it."""
        zoom = round(zoom_of(scale))
        if not self.attribution:
            return tr("No basemap · zoom {zoom}", zoom=zoom), ""
        line = tr("Offline basemap · zoom {zoom}", zoom=zoom) + " · " + self.attribution
        return line, tr("The basemap is coarse here") if zoom > COARSE_ZOOM else ""

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw (an overlay of the canvas)."""
        bar_end = self._draw_scale(painter, view)
        style = TextStyle(self._colors.town, px=12.0, halo=self._colors.land_halo)
        right, room = view.width() - _MARGIN, view.width() - _MARGIN - bar_end - _GAP
        lines = [(text, 0.0) for text in self._lines(view.camera.state.scale, style, room)]
        lines += [(credit, _LONGEST_CREDIT) for credit in self.credits(view)[:_MOST_CREDITS]]
        sizes = [self._stamps.size(text, style, max_px=most) for text, most in lines]
        bottom = view.height() - _FOOT
        height = sum(size[1] + 2 for size in sizes) - 2
        widest = max(size[0] for size in sizes)
        self._draw_ground(painter, QRectF(right - widest, bottom - height, widest, height))
        for (text, most), (width, high) in zip(lines, sizes, strict=True):
            self._draw(painter, text, style, right - width, bottom - high, max_px=most)
            bottom -= high + 2

    def _lines(self, scale: float, style: TextStyle, room: float) -> list[str]:
        """Return what is said of the basemap, the lowest line first: in one line, if there is room."""
        line, note = self.words(scale)
        whole = f"{note} · {line}" if note else line
        if self._stamps.size(whole, style, max_px=0)[0] <= room:
            return [whole]
        if self._stamps.size(line, style, max_px=0)[0] <= room:
            return [text for text in (line, note) if text]
        # Too narrow for one line: what must be said stands above.
        first, _, rest = line.rpartition(" · ")
        return [text for text in (rest, first, note) if text]

    def hint_at(self, view: CanvasView) -> str:
        """Return where the middle of the view lies, in words; nothing while it moves or from far out."""
        state = view.camera.state
        if self._hint is None or zoom_of(state.scale) < _HINT_ZOOM or view.camera.target != state:
            return ""
        latitude, longitude = to_geographic(state.x, min(max(state.y, 0.0), 1.0))
        words = self._hint(round(latitude, 3), wrap_longitude(round(longitude, 3)))
        return tr("Middle: {hint}", hint=words) if words else ""

    def _draw_scale(self, painter: QPainter, view: CanvasView) -> float:
        """Draw the scale at the middle of the view, and above it where that lies; returns where the scale ends."""
        camera, colors = view.camera.state, self._colors
        latitude, _ = to_geographic(camera.x, min(max(camera.y, 0.0), 1.0))
        bar = scale_bar(metres_per_pixel(latitude, zoom=zoom_of(camera.scale)), max_px=_LONGEST_BAR)
        left, right = _MARGIN, _MARGIN + round(bar.pixels)
        y = round(view.height() - _FOOT - 8) + 0.5
        style = TextStyle(colors.text, px=12.0, weight=500, halo=colors.land_halo)
        text = tr("{n} {unit}", n=number(bar.value), unit=bar.unit)
        width, height = self._stamps.size(text, style, max_px=0)
        end = float(right + 8 + width)
        hint, soft = self.hint_at(view), TextStyle(colors.town, px=12.0, halo=colors.land_halo)
        wide, high = self._stamps.size(hint, soft, max_px=0) if hint else (0.0, 0.0)
        above = y - height / 2 - high - 4 if hint else y - height / 2
        self._draw_ground(painter, QRectF(QPointF(left, above), QPointF(max(end, left + wide), y + height / 2)))
        self._draw_bar(painter, left=left, right=right, y=y)
        self._draw(painter, text, style, right + 8, y - height / 2)
        self._draw(painter, hint, soft, left, above)
        return end

    def _draw_bar(self, painter: QPainter, *, left: float, right: float, y: float) -> None:
        colors = self._colors
        for color, width in ((colors.land_halo, 5.0), (colors.ink, 2.0)):
            pen = QPen(qt_color(color), width)
            pen.setCapStyle(Qt.PenCapStyle.SquareCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            for x in (left, right):
                painter.drawLine(QPointF(x, y - _TICK / 2), QPointF(x, y + _TICK / 2))

    def _draw_ground(self, painter: QPainter, words: QRectF) -> None:
        """Draw what keeps the words apart from names of the map and from a satellite picture under them."""
        ground = qt_color(self._colors.surface)
        ground.setAlphaF(_GROUND)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(words.adjusted(-6, -3, 6, 3), 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw(self, painter: QPainter, text: str, style: TextStyle, x: float, y: float, *, max_px: float = 0.0) -> None:
        if not text:
            return
        dpr = painter.device().devicePixelRatio()
        stamp = self._stamps.stamp(text, style, max_px=max_px, dpr=dpr)
        stamp.setDevicePixelRatio(dpr)
        edge = margin(style)
        painter.drawImage(QPointF(round(x) - edge, round(y) - edge), stamp)


def _no_credits(view: CanvasView) -> list[str]:
    return []
