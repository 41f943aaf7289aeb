"""`SunSlider`: the hours of one day in the colour of their light, the span that fits, the time that is looked at."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.geolocate.sun_look import SunLook, daylight
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.geolocate.sun_words import degrees_words
from evidence_board.ui.i18n import clock, tr
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded

__all__ = ["SunSlider"]

_SIDE, _TRACK, _HANDLE, _BUBBLE, _GAP = 16, 8, 8.0, 20, 4
_BAND_OVER = 6.0
_HOUR, _PADDING_S = 3600.0, 3600.0
_STEP, _FINE, _COARSE = 300.0, 60.0, 3600.0
_LEAST_LABEL_PX = 52.0
_STOPS = 48


class SunSlider(QWidget):
    """A slider over one day. Arrows move by 5 minutes, with Ctrl by 1, Page keys by an hour, Home and End to the sun's.

    From an hour before sunrise to an hour after sunset; the whole day where the sun does not rise or set, or where the
    time lies outside. Not mirrored: time runs from left to right.
    """

    def __init__(self, state: SunState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._theme = state, state.desk.context.theme
        self._dragged = False
        self._range = (0.0, 86_400.0)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        state.changed.connect(self._changed)
        state.moved.connect(self._changed)
        self._theme.changed.connect(self.updateGeometry)
        self._changed()

    def sizeHint(self) -> QSize:
        """Room for the bubble, the track and the hours."""
        return QSize(320, _BUBBLE + _GAP + 2 * int(_HANDLE) + 4 + self._theme.line_height("small"))

    @property
    def shown_range(self) -> tuple[float, float]:
        """First and last second of the day that the track shows."""
        return self._range

    def x_of(self, seconds: float) -> float:
        """Return the pixel of a second of the day."""
        first, last = self._range
        return _SIDE + (seconds - first) / (last - first) * (self.width() - 2 * _SIDE)

    def seconds_at(self, x: float) -> float:
        """Return the second of the day under a pixel."""
        first, last = self._range
        share = (x - _SIDE) / max(self.width() - 2 * _SIDE, 1)
        return first + min(max(share, 0.0), 1.0) * (last - first)

    def _changed(self) -> None:
        state, path = self._state, self._state.path
        if path is None or path.length_s <= 0:
            self._range = (0.0, 86_400.0)
        else:
            first, last = 0.0, path.length_s
            if path.rise_s is not None and path.set_s is not None and path.rise_s < path.set_s:
                low = max((path.rise_s - _PADDING_S) // _HOUR * _HOUR, 0.0)
                high = min(-(-(path.set_s + _PADDING_S) // _HOUR) * _HOUR, path.length_s)
                # A drag keeps its scale; it widens when the next one begins.
                if self._dragged or low <= state.at_s <= high:
                    first, last = low, high
            if self._dragged:
                first, last = self._range
            self._range = (first, last)
        self.setEnabled(state.moment is not None)
        self._say()
        self.update()

    def _say(self) -> None:
        moment, sun = self._state.moment, self._state.sun
        words = tr("Time of day")
        if moment is not None and sun is None:
            words = tr("Time of day, {time}", time=clock(moment))
        elif moment is not None and sun is not None:
            words = tr(
                "Time of day, {time}, sun at {azimuth}, {elevation} high",
                time=clock(moment),
                azimuth=degrees_words(sun.azimuth),
                elevation=degrees_words(sun.elevation_refracted),
            )
        self.setAccessibleName(words)

    # -- mouse and keys --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle, or bring it here."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = True
            self._move(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self._dragged:
            self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Rest."""
        if event.button() == Qt.MouseButton.LeftButton and self._dragged:
            self._dragged = False
            self._changed()

    def _move(self, at: QPointF) -> None:
        self._state.set_seconds(self.seconds_at(at.x()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move by five minutes, but only where one works: a strip that scrolls by shall not turn the clock."""
        if not self.hasFocus() or not event.angleDelta().y():
            event.ignore()
            return
        self._state.set_seconds(self._state.at_s + (_STEP if event.angleDelta().y() > 0 else -_STEP))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in time."""
        path = self._state.path
        step = _FINE if event.modifiers() & Qt.KeyboardModifier.ControlModifier else _STEP
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            step = _COARSE
        steps: dict[int, float] = {
            Qt.Key.Key_Left: -step,
            Qt.Key.Key_Down: -step,
            Qt.Key.Key_Right: step,
            Qt.Key.Key_Up: step,
            Qt.Key.Key_PageDown: -_COARSE,
            Qt.Key.Key_PageUp: _COARSE,
        }
        rise, sets = (path.rise_s, path.set_s) if path is not None else (None, None)
        if event.key() in steps:
            self._state.set_seconds(self._state.at_s + steps[event.key()])
        elif event.key() == Qt.Key.Key_Home:
            self._state.set_seconds(rise if rise is not None else 0.0)
        elif event.key() == Qt.Key.Key_End:
            self._state.set_seconds(sets if sets is not None else self._state.day_length_s)
        else:
            super().keyPressEvent(event)
            return

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Look different when it cannot be used."""
        super().changeEvent(event)
        self.update()

    # -- drawing ---------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, band, hours, handle and bubble."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = _BUBBLE + _GAP + _HANDLE
        track = QRectF(_SIDE, middle - _TRACK / 2, max(self.width() - 2 * _SIDE, 1), _TRACK)
        self._paint_track(painter, track)
        self._paint_hours(painter, track)
        self._paint_bands(painter, track)
        if self._state.moment is not None:
            self._paint_handle(painter, QPointF(self.x_of(self._state.at_s), middle))
        painter.end()

    def _paint_track(self, painter: QPainter, track: QRectF) -> None:
        path, theme = self._state.path, self._theme
        if path is None:
            draw_box(painter, track, radius=_TRACK / 2, fill=theme.color("sunken"))
            return
        light = QLinearGradient(track.topLeft(), track.topRight())
        first, last = self._range
        for stop in range(_STOPS + 1):
            at = first + (last - first) * stop / _STOPS
            number = min(round(at / 300.0), len(path.elevations) - 1)
            light.setColorAt(stop / _STOPS, daylight(path.elevations[number], theme))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(light)
        painter.drawRoundedRect(track, _TRACK / 2, _TRACK / 2)

    def _paint_bands(self, painter: QPainter, track: QRectF) -> None:
        path, look = self._state.path, SunLook.of(self._theme)
        if path is None:
            return
        first, last = self._range
        for band in path.bands:
            start, end = path.seconds(band.start), path.seconds(band.end)
            if end < first or start > last:
                continue
            left, right = self.x_of(max(start, first)), self.x_of(min(end, last))
            box = QRectF(left, track.top() - _BAND_OVER, max(right - left, 2.0), _TRACK + 2 * _BAND_OVER)
            painter.fillRect(box, faded(look.fits, 0.32))
            painter.setPen(QPen(look.fits, 1.5))
            for x in (box.left(), box.right()):
                painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))

    def _paint_hours(self, painter: QPainter, track: QRectF) -> None:
        path, theme = self._state.path, self._theme
        hours = path.hours if path is not None else tuple((hour, hour * _HOUR) for hour in range(25))
        first, last = self._range
        per_hour = track.width() / max((last - first) / _HOUR, 1.0)
        step = next((one for one in (1, 2, 3, 6, 12) if per_hour * one >= _LEAST_LABEL_PX), 24)
        if step == 1 and per_hour < 2 * _LEAST_LABEL_PX:
            step = 2
        font, height = theme.font("small", tabular=True), theme.line_height("small")
        colour = theme.color("text2" if self.isEnabled() else "disabled")
        for hour, at in hours:
            if hour % step or not first <= at <= last:
                continue
            x = self.x_of(at)
            room = QRectF(x - 28, self.height() - height, 56, height)
            if room.left() >= 0 and room.right() <= self.width():
                draw_text(
                    painter, room, f"{hour:02d}:00", font=font, colour=colour, align=Qt.AlignmentFlag.AlignHCenter
                )

    def _paint_handle(self, painter: QPainter, at: QPointF) -> None:
        theme = self._theme
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, _HANDLE + 3, _HANDLE + 3)
        painter.setPen(QPen(theme.color("accent"), 2.5))
        painter.setBrush(theme.color("pane"))
        painter.drawEllipse(at, _HANDLE - 1, _HANDLE - 1)
        moment = self._state.moment
        if moment is None:
            return
        words, font = clock(moment), theme.font("small", tabular=True, weight=600)
        width = theme.metrics("small", tabular=True, weight=600).horizontalAdvance(words) + 16
        left = min(max(at.x() - width / 2, 0.0), self.width() - width)
        box = QRectF(left, 0, width, _BUBBLE)
        draw_box(painter, box, radius=theme.tokens.radius["chip"], fill=theme.color("text"))
        draw_text(painter, box, words, font=font, colour=_on(theme.color("text")), align=Qt.AlignmentFlag.AlignHCenter)


def _on(colour: QColor) -> QColor:
    return QColor("#FFFFFF") if colour.lightnessF() < 0.5 else QColor("#14171A")
