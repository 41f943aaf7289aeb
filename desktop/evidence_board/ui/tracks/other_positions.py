"""`OtherPositions`: on demand, every position of the selected file, faint, with a line to the one that counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from evidence_board.case.placement import placement_of
from evidence_board.geo.geodesy import distance_m
from evidence_board.geo.mercator import to_world
from evidence_board.scene_style import TextStyle
from evidence_board.ui.canvas import theme_fonts
from evidence_board.ui.canvas.label_stamps import LabelStamps, margin
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.inspector.position_words import role_words, source_words
from evidence_board.ui.map.map_colors import MapColors, see_through
from evidence_board.ui.plate.plate_content import distance_words

if TYPE_CHECKING:
    from evidence_board.model.placement import ItemPlacement
    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.context import UiContext

__all__ = ["OtherPosition", "OtherPositions"]

_RING, _FAINT, _GAP = 5.0, 0.65, 6.0
#: A dashed line longer than this takes long to draw; that one is solid.
_LONG_PX = 4_000.0
_WORDS_FROM_PX = 40.0


@dataclass(frozen=True, slots=True)
class OtherPosition:
    """One position beside the one that counts: degrees, and its words."""

    latitude: float
    longitude: float
    words: str


class OtherPositions(QObject):
    """An overlay of the map's canvas.

    Attributes:
        is_on: whether it is wanted.
        shown: what is drawn.
    """

    def __init__(self, context: UiContext, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._context, self._canvas = context, canvas
        self._stamps = LabelStamps(fonts=theme_fonts(context.theme))
        self._request = 0
        self._counts: tuple[float, float] | None = None
        self.is_on = False
        self.shown: tuple[OtherPosition, ...] = ()
        canvas.add_overlay(self)
        context.events.selection_changed.connect(lambda event: self.renew())
        context.events.index_changed.connect(lambda event: self.renew())
        context.theme.changed.connect(self._stamps.clear)

    def switch(self) -> None:
        """Show them, or hide them again."""
        self.is_on = not self.is_on
        self.renew()

    def renew(self) -> None:
        """Read the positions of what is selected now."""
        self._request += 1
        request, session = self._request, self._context.session
        current = session.selection.current
        if not self.is_on or current is None or current not in session.index.items:
            self._take(None)
            return

        def done(found: ItemPlacement | None) -> None:
            if request == self._request:
                self._take(found)

        self._context.jobs.run(lambda: session.read(placement_of, current), done=done, failed=self._context.show_error)

    def _take(self, placement: ItemPlacement | None) -> None:
        self._counts, self.shown = None, ()
        if placement is not None:
            camera = placement.camera
            if camera is not None and camera.latitude is not None and camera.longitude is not None:
                self._counts = (camera.latitude, camera.longitude)
            found = []
            for one in placement.positions:
                if one.latitude is None or one.longitude is None or (camera is not None and one.id == camera.id):
                    continue
                words = f"{role_words(one.role)} · {source_words(one.source)}"
                if self._counts is not None:
                    words += f" · {distance_words(distance_m(*self._counts, one.latitude, one.longitude))}"
                found.append(OtherPosition(one.latitude, one.longitude, words))
            self.shown = tuple(found)
        self._canvas.update()

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw (an overlay of the canvas)."""
        if not self.shown:
            return
        colors = MapColors.of(self._context.theme)
        ink = QColor(qt_color(colors.place))
        ink.setAlphaF(_FAINT)
        counts = self._spot(view, *self._counts) if self._counts is not None else None
        for one in self.shown:
            at = self._spot(view, one.latitude, one.longitude)
            if counts is not None:
                away = at - counts
                pen = QPen(ink, 1.4)
                if abs(away.x()) + abs(away.y()) < _LONG_PX:
                    pen.setDashPattern([4.0, 3.0])
                painter.setPen(pen)
                painter.drawLine(counts, at)
            painter.setPen(QPen(ink, 2.0))
            painter.setBrush(qt_color(see_through(colors.surface, 0.8)))
            painter.drawEllipse(at, _RING, _RING)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            # What lies under the pin that counts needs no words over it.
            if counts is None or (at - counts).manhattanLength() >= _WORDS_FROM_PX:
                self._write(painter, one.words, at, colors)

    @staticmethod
    def _spot(view: CanvasView, latitude: float, longitude: float) -> QPointF:
        x, y = to_world(latitude, longitude)
        return view.to_view(x + round(view.camera.state.x - x), y)

    def _write(self, painter: QPainter, words: str, at: QPointF, colors: MapColors) -> None:
        style = TextStyle(colors.town, px=12.0, weight=500, chip=colors.surface, padding=(6.0, 2.0), radius=5.0)
        _, height = self._stamps.size(words, style, max_px=0)
        dpr = painter.device().devicePixelRatio()
        stamp = self._stamps.stamp(words, style, max_px=0, dpr=dpr)
        stamp.setDevicePixelRatio(dpr)
        edge = margin(style)
        painter.drawImage(QPointF(round(at.x() + _RING + _GAP - edge), round(at.y() - height / 2 - edge)), stamp)
