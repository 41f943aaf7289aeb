"""`AxisOverlay`: lines, ticks and dates of the strip, drawn over the picture so that they stay sharp."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from evidence_board.ui.canvas import CanvasView
from evidence_board.ui.theme import Theme
from evidence_board.ui.timeline.strip_layout import measures
from evidence_board.ui.timeline.time_axis import AxisTicks, Tick, Unit, axis_ticks
from evidence_board.ui.timeline.time_words import place_words, tick_words
from evidence_board.ui.widgets.painting import draw_text

__all__ = ["AxisOverlay"]

_TEXT_GAP, _BETWEEN, _TICK = 4, 12, 2
#: Lines that run the full height: what begins more than the unit of the labels, or all coarse ones.
_FULL = {"minute": ("day", "month", "year"), "hour": ("day", "month", "year"), "day": ("month", "year")}


class AxisOverlay:
    """Draws the axis under the present camera.

    Attributes:
        ends: pixels left free at both ends, where the brush may have its handles.
        hint: words at the trailing end of the axis (how many marks lie beyond), or empty.
    """

    def __init__(self, theme: Theme, *, ends: int) -> None:
        self._theme = theme
        self.ends = ends
        self.hint = ""
        self.hint_on_left = False
        self._key: tuple[float, float, float] = (0.0, 0.0, 0.0)
        self._ticks = AxisTicks("year", [], [])

    def hint_box(self, view: CanvasView) -> QRectF:
        """Return where the hint stands, empty when there is none."""
        if not self.hint:
            return QRectF()
        wide = self._metrics().horizontalAdvance(self.hint) + 2 * _TEXT_GAP
        label = measures(view.height()).label
        left = self.ends if self.hint_on_left else view.width() - self.ends - wide
        return QRectF(left, label - 10, wide, 20)

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw lines, ticks and dates."""
        ticks = self._ticks_of(view)
        sizes, color = measures(view.height()), self._theme.color
        left, right = self.ends, view.width() - self.ends
        unit = ticks.unit
        full = _FULL.get(unit, ("month", "year"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        # Marks are stronger than lines: what is drawn over them stays unseen.
        modes = QPainter.CompositionMode
        dark = self._theme.is_dark
        painter.setCompositionMode(modes.CompositionMode_Lighten if dark else modes.CompositionMode_Darken)
        placed: list[tuple[int, Tick]] = []
        for tick in ticks.major:
            x = round(view.to_view(tick.at, 0).x())
            if left <= x <= right:
                high = sizes.axis + _TICK - sizes.top if tick.unit in full else _TICK + 2
                painter.fillRect(QRectF(x, sizes.axis + _TICK - high, 1, high), color("line"))
                placed.append((x, tick))
        for at in ticks.minor:
            x = round(view.to_view(at, 0).x())
            if left <= x <= right:
                painter.fillRect(QRectF(x, sizes.axis + 1, 1, _TICK), color("line2"))
        painter.fillRect(QRectF(left, sizes.axis, right - left + 1, 1), color("line2"))
        painter.setCompositionMode(modes.CompositionMode_SourceOver)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_words(painter, view, placed, unit)

    def _draw_words(self, painter: QPainter, view: CanvasView, placed: list[tuple[int, Tick]], unit: Unit) -> None:
        font, metrics = self._theme.font("caption", tabular=True, weight=500), self._metrics()
        colour, label = self._theme.color("text2"), measures(view.height()).label
        free, end = float(self.ends), float(view.width())
        box = self.hint_box(view)
        if self.hint:
            quiet, centre = self._theme.color("text3"), Qt.AlignmentFlag.AlignCenter
            draw_text(painter, box, self.hint, font=font, colour=quiet, align=centre)
            free, end = (box.right() + _BETWEEN, end) if self.hint_on_left else (free, box.left() - _BETWEEN)
        first = True
        context = place_words(view.to_world(QPointF(self.ends, 0))[0], unit=unit)
        wide = metrics.horizontalAdvance(context)
        begins = placed[0][0] if placed else end
        if free + _TEXT_GAP + wide + _BETWEEN <= begins:
            room = QRectF(free + _TEXT_GAP, label - 8, wide + 1, 16)
            draw_text(painter, room, context, font=font, colour=colour)
            free, first = room.right() + _BETWEEN, False
        for x, tick in placed:
            words = tick_words(tick, full=first)
            wide = metrics.horizontalAdvance(words) + 1
            if x + _TEXT_GAP >= free and x + _TEXT_GAP + wide <= end:
                draw_text(painter, QRectF(x + _TEXT_GAP, label - 8, wide, 16), words, font=font, colour=colour)
                free, first = x + _TEXT_GAP + wide + _BETWEEN, False

    def _ticks_of(self, view: CanvasView) -> AxisTicks:
        world, scale = view.visible_world, view.camera.state.scale
        key = (world.x0, world.x1, scale)
        if key != self._key:
            self._key, self._ticks = key, axis_ticks(world.x0, world.x1, scale=scale)
        return self._ticks

    def _metrics(self) -> QFontMetricsF:
        return self._theme.metrics("caption", tabular=True, weight=500)
