"""The corners of the map: scale bar, what the basemap is, and who made it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

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


@dataclass(frozen=True)
class _Words:
    text: str
    style: TextStyle
    place: QRectF
    max_px: float = 0.0


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
        words, bar = self._scale_words(view)
        style = TextStyle(self._colors.town, px=12.0, halo=self._colors.land_halo)
        room = view.width() - _MARGIN - words[0].place.right() - _GAP
        lines = [(text, 0.0) for text in self._lines(view.camera.state.scale, style, room)]
        lines += [(credit, _LONGEST_CREDIT) for credit in self.credits(view)[:_MOST_CREDITS]]
        bottom = view.height() - _FOOT
        for text, most in lines:
            width, height = self._stamps.size(text, style, max_px=most)
            place = QRectF(view.width() - _MARGIN - width, bottom - height, width, height)
            words.append(_Words(text, style, place, max_px=most))
            bottom -= height + 2
        self._draw_ground(painter, [bar.united(words[0].place), *(one.place for one in words[1:])])
        self._draw_bar(painter, bar)
        for one in words:
            self._draw(painter, one)

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

    def _scale_words(self, view: CanvasView) -> tuple[list[_Words], QRectF]:
        """Return the words of the scale, and above it where the middle of the view lies; and where its bar stands."""
        camera, colors = view.camera.state, self._colors
        latitude, _ = to_geographic(camera.x, min(max(camera.y, 0.0), 1.0))
        bar = scale_bar(metres_per_pixel(latitude, zoom=zoom_of(camera.scale)), max_px=_LONGEST_BAR)
        length, y = round(bar.pixels), round(view.height() - _FOOT - 8) + 0.5
        style = TextStyle(colors.text, px=12.0, weight=500, halo=colors.land_halo)
        text = tr("{n} {unit}", n=number(bar.value), unit=bar.unit)
        width, height = self._stamps.size(text, style, max_px=0)
        scale = _Words(text, style, QRectF(_MARGIN + length + 8, y - height / 2, width, height))
        words = [scale]
        if hint := self.hint_at(view):
            style = TextStyle(colors.town, px=12.0, halo=colors.land_halo)
            width, height = self._stamps.size(hint, style, max_px=0)
            words.append(_Words(hint, style, QRectF(_MARGIN, scale.place.top() - height - 4, width, height)))
        return words, QRectF(_MARGIN, y - _TICK / 2, length, _TICK)

    def _draw_bar(self, painter: QPainter, place: QRectF) -> None:
        left, right, y = place.left(), place.right(), place.center().y()
        for color, width in ((self._colors.land_halo, 5.0), (self._colors.ink, 2.0)):
            pen = QPen(qt_color(color), width)
            pen.setCapStyle(Qt.PenCapStyle.SquareCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            for x in (left, right):
                painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))

    def _draw_ground(self, painter: QPainter, places: list[QRectF]) -> None:
        """Draw what keeps the words apart from names of the map and from a satellite picture under them."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for place in places:
            path.addRoundedRect(place.adjusted(-6, -4, 6, 4), 4, 4)
        ground = qt_color(self._colors.surface)
        ground.setAlphaF(_GROUND)
        painter.fillPath(path, ground)

    def _draw(self, painter: QPainter, words: _Words) -> None:
        dpr = painter.device().devicePixelRatio()
        stamp = self._stamps.stamp(words.text, words.style, max_px=words.max_px, dpr=dpr)
        stamp.setDevicePixelRatio(dpr)
        edge = margin(words.style)
        painter.drawImage(QPointF(round(words.place.x()) - edge, round(words.place.y()) - edge), stamp)


def _no_credits(view: CanvasView) -> list[str]:
    return []
