"""`SunDayBox`: the day and the zone that sun and shadow are reckoned for, with what the clocks showed then."""

from datetime import date
from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QVBoxLayout, QWidget

from evidence_board.model.errors import KnownError
from evidence_board.ui.geolocate.sun_reckoning import FIRST_YEAR, LAST_YEAR
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.geolocate.sun_words import offset_at, zone_history_lines, zone_source_words
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.date_time_field import DateTimeField
from evidence_board.ui.widgets.popover import Popover

__all__ = ["SunDayBox"]

_WIDTH = 340


@cache
def _zones() -> list[str]:
    return sorted(available_timezones())


class SunDayBox(Popover):
    """A date, a zone, and the history of the zone's clocks. Each change shows at once.

    Attributes:
        day: the date.
        zone: name of the zone or an offset; Enter takes it.
        history: what the clocks showed, a line each.
    """

    def __init__(self, parent: QWidget, state: SunState) -> None:
        theme = state.desk.context.theme
        super().__init__(parent, name=tr("Day and zone of the sun"), theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._state = state
        self.setFixedWidth(theme.pixels(_WIDTH))
        self.day = DateTimeField(name=tr("Day"), theme=theme, with_time=False)
        self.day.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
        self.day.setDate(QDate.currentDate())
        self.zone = QLineEdit()
        self.zone.setAccessibleName(tr("Time zone"))
        self.zone.setPlaceholderText("Asia/Damascus, +03:00")
        self.zone.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        completer = QCompleter(_zones(), self.zone)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.zone.setCompleter(completer)
        self._told = QLabel()
        self._told.setProperty("role", "small")
        self._told.setWordWrap(True)
        self.history = QLabel()
        self.history.setProperty("role", "small")
        self.history.setWordWrap(True)
        self.history.setTextFormat(Qt.TextFormat.PlainText)
        self._choices = QWidget()
        self._column = QVBoxLayout(self._choices)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for words, field in ((tr("Day"), self.day), (tr("Clocks of"), self.zone)):
            label = QLabel(words)
            label.setProperty("role", "small")
            label.setBuddy(field)
            self.body.addWidget(label)
            self.body.addWidget(field)
        self.body.addWidget(self._told)
        self.body.addWidget(self._choices)
        self.body.addWidget(self.history)
        source = QLabel(tr("Zones of places: © OpenStreetMap contributors (ODbL). Clocks: tz database."))
        source.setProperty("role", "caption")
        source.setWordWrap(True)
        self.body.addWidget(source)
        self._show()
        self.day.dateChanged.connect(self._take_day)
        self.zone.returnPressed.connect(self._take_zone)
        completer.activated.connect(lambda text: self._take_zone())
        self.zone.editingFinished.connect(self._take_zone)
        for part in (self.zone, self.day):
            part.installEventFilter(self)
        state.changed.connect(self._show)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc closes, also from a field that would keep it; Enter takes the day that stands there."""
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else 0
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        if watched is self.day and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_day(self.day.date())
            return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        state, moment = self._state, self._state.moment
        if state.day is not None and not self.day.hasFocus():
            self.day.blockSignals(True)
            self.day.setDate(QDate(state.day.year, state.day.month, state.day.day))
            self.day.blockSignals(False)
        if not self.zone.hasFocus() or not self.zone.isModified():
            self.zone.setText(state.zone)
        said = [zone_source_words(state.zone_source)]
        if moment is not None:
            said.insert(0, offset_at(moment))
        self._told.setText(", ".join(one for one in said if one))
        self._offer()
        lines = zone_history_lines(state.history_zone, moment) if moment is not None else []
        # What held then stands out by its arrow.
        self.history.setText("\n".join(f"→ {words}" if now else words for words, now in lines))
        self.history.setVisible(bool(lines))
        self.body.invalidate()
        self.resize(self.width(), self.body.totalHeightForWidth(self.width()))

    def _offer(self) -> None:
        """Offer the zones of the place that are not taken."""
        while (taken := self._column.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        item = self._state.desk.item
        of_file = item.captured.zone if item is not None and item.captured is not None else None
        offered = [*self._state.place_zones, of_file or "", "UTC"]
        for zone in dict.fromkeys(offered):
            if zone and zone != self._state.zone:
                words = tr("Use {zone}", zone=isolate(zone))
                button = Button(words, theme=self._state.desk.context.theme, kind="link", small=True)
                button.clicked.connect(lambda _=False, one=zone: self._choose(one))
                self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _choose(self, zone: str) -> None:
        self.zone.setModified(False)
        self._state.set_zone(zone)

    def _take_day(self, chosen: QDate) -> None:
        self._state.set_day(date(chosen.year(), chosen.month(), chosen.day()))

    def _take_zone(self) -> None:
        zone = self.zone.text().strip()
        if not zone or zone == self._state.zone:
            return
        try:
            self._state.set_zone(zone)
        except KnownError as error:
            self._told.setText(str(error))
            return
        self.zone.setModified(False)
