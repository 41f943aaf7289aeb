"""`SunYearBar`: the days of a year on which the shadow fits at the hour of the slider."""

from datetime import date, timedelta

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.geolocate.sun_look import SunLook
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.geolocate.sun_words import days_words
from evidence_board.ui.i18n import clock, day_month_year, tr
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded

__all__ = ["SunYearBar"]

_TRACK, _SIDE, _HANDLE = 8, 8, 5.0
_WHOLE_YEAR = 365


class SunYearBar(QWidget):
    """A year from left to right; a click or the arrow keys choose a day, Page keys move by a month."""

    def __init__(self, state: SunState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._theme = state, state.desk.context.theme
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        state.changed.connect(self._changed)
        self._changed()

    def sizeHint(self) -> QSize:
        """Room for the track and the months."""
        return QSize(260, 20 + self._theme.line_height("caption"))

    def words(self) -> str:
        """Return which days fit, in words."""
        state, moment = self._state, self._state.moment
        if moment is None or state.shadow is None:
            return tr("Mark a shadow to see which days of the year fit.")
        if state.days is None:
            return tr("Looking which days fit …")
        said = tr("At {time} no day of {year} fits.", time=clock(moment), year=moment.year)
        if state.days:
            said = tr("At {time} these days fit: {days}", time=clock(moment), days=days_words(state.days))
        if state.days_at_any_hour is None or self._is_every_day():
            return said
        if not state.days_at_any_hour:
            return tr("No day of {year} fits at any hour.", year=moment.year)
        # Which day it was, whatever the hour: what direction and length together say.
        return tr("{said}. At some hour: {days}", said=said.rstrip("."), days=days_words(state.days_at_any_hour))

    def _is_every_day(self) -> bool:
        """Whether each day of the year has an hour that fits, as with a direction alone."""
        return sum((one.end - one.start).days + 1 for one in self._state.days_at_any_hour or ()) >= _WHOLE_YEAR

    def x_of(self, day: date) -> float:
        """Return the pixel of the beginning of a day."""
        first = date(day.year, 1, 1)
        whole = (date(day.year + 1, 1, 1) - first).days
        return _SIDE + (day - first).days / whole * (self.width() - 2 * _SIDE)

    def _changed(self) -> None:
        day = self._state.day
        self.setEnabled(day is not None)
        which = day_month_year(day) if day is not None else tr("not known")
        self.setAccessibleName(tr("Days of the year, now {day}. {words}", day=which, words=self.words()))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event.position().x())

    def _choose(self, x: float) -> None:
        now = self._state.day
        if now is not None:
            first = date(now.year, 1, 1)
            whole = (date(now.year + 1, 1, 1) - first).days
            number = int((x - _SIDE) / max(self.width() - 2 * _SIDE, 1) * whole)
            self._state.set_day(first + timedelta(days=min(max(number, 0), whole - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by days and months."""
        steps = {
            int(Qt.Key.Key_Left): -1,
            int(Qt.Key.Key_Right): 1,
            int(Qt.Key.Key_PageDown): -30,
            int(Qt.Key.Key_PageUp): 30,
        }
        now = self._state.day
        if now is None or event.key() not in steps:
            super().keyPressEvent(event)
            return
        self._state.set_day(now + timedelta(days=steps[event.key()]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the year, its bands and the day."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, day, look = self._theme, self._state.day, SunLook.of(self._theme)
        track = QRectF(_SIDE, 6, max(self.width() - 2 * _SIDE, 1), _TRACK)
        draw_box(painter, track, radius=_TRACK / 2, fill=theme.color("sunken"))
        if day is not None:
            for bands, over, strength in ((self._state.days_at_any_hour, 0, 0.28), (self._state.days, 3, 0.45)):
                for band in bands or ():
                    if band.start.year == day.year:
                        left, right = self.x_of(band.start), self.x_of(band.end) + track.width() / 365
                        box = QRectF(left, track.top() - over, max(right - left, 2.0), _TRACK + 2 * over)
                        painter.fillRect(box, faded(look.fits, strength))
            self._paint_months(painter, track, day.year)
            at = QPointF(self.x_of(day), track.center().y())
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.drawEllipse(at, _HANDLE + 3, _HANDLE + 3)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(theme.color("pane"))
            painter.drawEllipse(at, _HANDLE, _HANDLE)
        painter.end()

    def _paint_months(self, painter: QPainter, track: QRectF, year: int) -> None:
        theme, locale = self._theme, QLocale()
        font, height = theme.font("caption"), theme.line_height("caption")
        step = 1 if track.width() >= 12 * 30 else 3
        for month in range(1, 13, step):
            words = locale.standaloneMonthName(month, QLocale.FormatType.ShortFormat)
            room = QRectF(self.x_of(date(year, month, 1)), self.height() - height, track.width() / 12 * step, height)
            draw_text(painter, room, words, font=font, colour=theme.color("text3"))
