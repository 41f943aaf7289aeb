"""`FrameStrip`: small frames along a video, with its moments, the place one is at, and a scale of time."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.model.regions import RegionRow
from evidence_board.ui.gallery.item_words import clip_length
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.viewer.clip_words import short_time
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded

__all__ = ["FrameStrip"]

_FRAMES, _AXIS, _TOP = 58, 20, 10
_SLIP = 4.0
_NEAR = 6.0


class FrameStrip(QWidget):
    """Click goes there; a drag marks a span. The strip runs left to right in every language.

    Attributes:
        seek_wanted: (seconds).
        span_drawn: (start, end) in seconds.
        span_changed: (row id, start, end) the edge of the chosen span was pulled.
        moment_chosen: (row id).
        step_wanted: (frames) the arrow keys.
        can_mark: whether a drag marks a span.
    """

    seek_wanted = Signal(float)
    span_drawn = Signal(float, float)
    span_changed = Signal(str, float, float)
    moment_chosen = Signal(str)
    step_wanted = Signal(int)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._duration = 0.0
        self._at = 0.0
        self._stills: dict[int, QImage] = {}
        self._slots = 16
        self._rows: tuple[RegionRow, ...] = ()
        self._chosen = ""
        self._from: float | None = None
        self._to: float | None = None
        self._edge: tuple[RegionRow, bool] | None = None
        self.open_start: float | None = None
        self.can_mark = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Frames along the video"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the height of the frames and the scale."""
        return QSize(400, _TOP + _FRAMES + _TOP + self._theme.pixels(_AXIS))

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def slots(self) -> list[float]:
        """Middle of each small frame, in seconds."""
        return [(number + 0.5) * self._duration / self._slots for number in range(self._slots)]

    def show_clip(self, duration_s: float) -> None:
        """Begin with another video."""
        self._duration = duration_s
        self._slots = max(4, min(24, round(self.width() / 78)))
        self._stills.clear()
        self.open_start = None
        self.update()

    def show_still(self, slot: int, image: QImage) -> None:
        """Show a small frame."""
        self._stills[slot] = image
        self.update()

    def still_at(self, at_s: float) -> QImage | None:
        """Return the small frame nearest to a time."""
        if not self._stills or not self._duration:
            return None
        wanted = at_s / self._duration * self._slots - 0.5
        return self._stills[min(self._stills, key=lambda slot: abs(slot - wanted))]

    def show_moments(self, rows: Sequence[RegionRow], *, chosen: str) -> None:
        """Show the moments of the video."""
        self._rows, self._chosen = tuple(rows), chosen
        self.update()

    def show_at(self, at_s: float) -> None:
        """Show where one is."""
        self._at = at_s
        self.update()

    def x_of(self, at_s: float) -> float:
        """Return where a time lies."""
        return self.width() * min(max(at_s / self._duration, 0.0), 1.0) if self._duration else 0.0

    # -- the mouse and the keys ------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there; with a drag, mark from there."""
        if event.button() != Qt.MouseButton.LeftButton or not self._duration:
            return
        x = event.position().x()
        self._edge = self._edge_at(x)
        self._from, self._to = self._time(x), None
        if self._edge is None:
            self.seek_wanted.emit(self._from)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the span that would be marked."""
        x = event.position().x()
        if self._from is None:
            look = Qt.CursorShape.SplitHCursor if self._edge_at(x) else Qt.CursorShape.PointingHandCursor
            self.setCursor(look)
            return
        far = abs(x - self.x_of(self._from)) >= _SLIP
        if self._edge is not None or (far and self.can_mark):
            self._to = self._time(x)
        self.seek_wanted.emit(self._time(x))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Mark the span, or choose the moment that was clicked."""
        start, end, edge = self._from, self._to, self._edge
        self._from = self._to = self._edge = None
        self.update()
        if start is None:
            return
        if edge is not None:
            if end is not None:
                row, first = edge
                other = row.end_s if first else row.start_s
                self.span_changed.emit(row.id, min(end, other or 0.0), max(end, other or 0.0))
            return
        if end is not None:
            self.span_drawn.emit(min(start, end), max(start, end))
            return
        hit = next((row for row in reversed(self._rows) if self._touches(row, event.position().x())), None)
        if hit is not None:
            self.moment_chosen.emit(hit.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys while the strip has the focus."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
        else:
            self.step_wanted.emit(step)

    def _time(self, x: float) -> float:
        return min(max(x / max(1, self.width()), 0.0), 1.0) * self._duration

    def _touches(self, row: RegionRow, x: float) -> bool:
        left = self.x_of(row.start_s or 0.0)
        right = self.x_of(row.end_s) if row.end_s is not None else left
        return left - _NEAR <= x <= right + _NEAR

    def _edge_at(self, x: float) -> tuple[RegionRow, bool] | None:
        row = next((one for one in self._rows if one.id == self._chosen), None)
        if row is None or row.end_s is None or not self.can_mark:
            return None
        for at_s, first in ((row.start_s or 0.0, True), (row.end_s, False)):
            if abs(self.x_of(at_s) - x) <= _NEAR:
                return row, first
        return None

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frames, the moments, the place and the scale."""
        painter = QPainter(self)
        color = self._theme.color
        band = QRectF(0, _TOP, self.width(), _FRAMES)
        painter.fillRect(band, color("sunken"))
        self._paint_stills(painter, band)
        for row in sorted(self._rows, key=lambda one: one.id == self._chosen):
            self._paint_moment(painter, row, band)
        if self._from is not None and self._to is not None and self._edge is None:
            self._paint_span(painter, self._from, self._to, band)
        elif self.open_start is not None:
            self._paint_span(painter, self.open_start, self._at, band)
        x = self.x_of(self._at)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), 2))
        painter.drawLine(QPointF(x, 6), QPointF(x, band.bottom() + 6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawEllipse(QPointF(min(max(x, 5), self.width() - 5), 5.5), 4.5, 4.5)
        self._paint_axis(painter, band.bottom() + _TOP)
        painter.end()

    def _paint_stills(self, painter: QPainter, band: QRectF) -> None:
        wide = band.width() / self._slots
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for slot, image in self._stills.items():
            place = QRectF(slot * wide, band.top(), wide, band.height())
            scale = max(place.width() / image.width(), place.height() / image.height())
            part = QRectF(0, 0, place.width() / scale, place.height() / scale)
            part.moveCenter(QRectF(image.rect()).center())
            painter.drawImage(place, image, part)
        painter.setPen(QPen(faded(QColor("white"), 0.4), 1))
        for slot in range(1, self._slots):
            painter.drawLine(QPointF(slot * wide, band.top()), QPointF(slot * wide, band.bottom()))

    def _paint_moment(self, painter: QPainter, row: RegionRow, band: QRectF) -> None:
        chosen = row.id == self._chosen
        ink = self._theme.color("accent" if chosen else "text")
        left = self.x_of(row.start_s or 0.0)
        tall = band.adjusted(0, -4, 0, 4)
        if row.end_s is None:
            bar = QRectF(left - 2, tall.top(), 4, tall.height())
            draw_box(painter, bar.adjusted(-1, -1, 1, 1), radius=2, fill=QColor(255, 255, 255, 200))
            draw_box(painter, bar, radius=2, fill=ink)
            return
        box = QRectF(left, tall.top(), max(4.0, self.x_of(row.end_s) - left), tall.height())
        draw_box(painter, box, radius=4, fill=faded(ink, 0.28 if chosen else 0.1), border=ink, width=2.0)

    def _paint_span(self, painter: QPainter, start: float, end: float, band: QRectF) -> None:
        left, right = sorted((self.x_of(start), self.x_of(end)))
        accent = self._theme.color("accent")
        box = QRectF(left, band.top() - 4, max(2.0, right - left), band.height() + 8)
        draw_box(painter, box, radius=4, fill=faded(accent, 0.28), border=accent, width=2.0)
        words = f"{short_time(min(start, end))} – {short_time(max(start, end))}"
        font = self._theme.font("caption", tabular=True, weight=600)
        room = QRectF(box.left() + 6, box.top(), 140, box.height())
        draw_text(painter, room, words, font=font, colour=QColor("white"))

    def _paint_axis(self, painter: QPainter, top: float) -> None:
        if not self._duration:
            return
        font, ink = self._theme.font("caption", tabular=True), self._theme.color("text3")
        marks = max(2, min(8, self.width() // 130))
        height = self._theme.pixels(_AXIS)
        for number in range(marks + 1):
            share = number / marks
            words = clip_length(self._duration * share)
            if self._duration < marks:
                words = short_time(self._duration * share)
            x = share * self.width()
            room = QRectF(x - 40, top, 80, height)
            align = Qt.AlignmentFlag.AlignHCenter
            if number == 0:
                room, align = QRectF(0, top, 80, height), Qt.AlignmentFlag.AlignLeft
            elif number == marks:
                room, align = QRectF(self.width() - 80, top, 80, height), Qt.AlignmentFlag.AlignRight
            draw_text(painter, room, words, font=font, colour=ink, align=align)
