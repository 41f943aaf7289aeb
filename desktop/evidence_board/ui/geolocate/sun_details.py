"""`SunDetails`: what the strip opens: numbers of sun and moon, the marks, the days of the year."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.case.clock_offsets import read_zone
from evidence_board.ui.geolocate.sun_found import FoundTimes
from evidence_board.ui.geolocate.sun_marks_list import SunMarksList
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.geolocate.sun_words import (
    clock_in,
    degrees_words,
    moon_words,
    ratio_words,
    zone_history_lines,
    zone_source_words,
)
from evidence_board.ui.geolocate.sun_year_bar import SunYearBar
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.words import zone_name
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.elided_label import ElidedLabel

__all__ = ["SunDetails"]


class SunDetails(QWidget):
    """Two columns: numbers at the start, marks and the year at the end.

    Attributes:
        facts: label -> words, as shown.
        marks: the marks.
        found: how the time of the file was found out before.
        year: the days that fit.
    """

    def __init__(self, state: SunState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        theme = state.desk.context.theme
        self._rows: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        for name in (tr("Sun"), tr("Elevation"), tr("Shadow"), tr("Sun's day"), tr("Moon"), tr("Clocks")):
            self._add_row(name, theme)
        self.marks = SunMarksList(state)
        self.found = FoundTimes(state.desk.context, can_write=state.desk.can_write)
        self.year = SunYearBar(state)
        self._year_words = QLabel()
        self._year_words.setProperty("role", "small")
        self._year_words.setWordWrap(True)
        end = QVBoxLayout()
        end.setSpacing(4)
        end.addWidget(_heading(tr("Marks")))
        end.addWidget(self.marks)
        end.addSpacing(4)
        end.addWidget(_heading(tr("Days of the year")))
        end.addWidget(self.year)
        end.addWidget(self._year_words)
        end.addStretch(1)
        start = QVBoxLayout()
        start.addLayout(self._grid)
        start.addWidget(self.found)
        start.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 4)
        row.setSpacing(20)
        row.addLayout(start, 6)
        row.addLayout(end, 5)
        self._is_stale = True
        state.changed.connect(self._changed)
        state.moved.connect(self._changed)

    def _changed(self) -> None:
        """Write the numbers, but not while nobody sees them: the slider is dragged."""
        self._is_stale = True
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self._show()

    @property
    def facts(self) -> dict[str, str]:
        """Every number that is shown, by its label."""
        self._show()
        return {name: row.text() for name, row in self._rows.items()}

    def _add_row(self, name: str, theme: Theme) -> None:
        at = len(self._rows)
        label = ElidedLabel(name, theme=theme, role="small", colour="text3")
        self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        value = QLabel()
        value.setProperty("role", "small")
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(value, at, 1)
        self._rows[name] = value

    def _show(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        state, sun, moon = self._state, self._state.sun, self._state.moon
        words = dict.fromkeys(self._rows, "")
        if sun is not None and moon is not None:
            words[tr("Sun")] = tr("azimuth {n}", n=degrees_words(sun.azimuth, decimals=1))
            words[tr("Elevation")] = tr(
                "{seen} as seen, {true} true",
                seen=degrees_words(sun.elevation_refracted, decimals=2),
                true=degrees_words(sun.elevation, decimals=2),
            )
            if sun.shadow_azimuth is None:
                words[tr("Shadow")] = tr("none, the sun is down")
            else:
                words[tr("Shadow")] = tr(
                    "towards {n}, {ratio}",
                    n=degrees_words(sun.shadow_azimuth, decimals=1),
                    ratio=ratio_words(sun.shadow_ratio),
                )
            words[tr("Moon")] = moon_words(moon)
        if state.path is not None:
            words[tr("Sun's day")] = self._day_words()
        words[tr("Clocks")] = self._clock_words()
        for name, row in self._rows.items():
            row.setText(words[name])
        self._year_words.setText(self.year.words())
        self.found.show_placement(state.desk.placement)

    def _clock_words(self) -> str:
        """Return the zone, where it comes from, and what the clocks of the place showed then."""
        state = self._state
        if not state.zone or state.moment is None:
            return ""
        source = zone_source_words(state.zone_source)
        said = [f"{isolate(zone_name(state.zone))}, {source}" if source else isolate(zone_name(state.zone))]
        said += [text for text, now in zone_history_lines(state.history_zone, state.moment) if now]
        return "; ".join(said)

    def _day_words(self) -> str:
        path = self._state.path
        if path is None:
            return ""
        zone = read_zone(path.question.zone)

        def at(seconds: float) -> str:
            return clock_in(path.start + timedelta(seconds=seconds), zone)

        noon = tr("noon {time} ({n})", time=at(path.noon_s), n=degrees_words(path.noon_elevation))
        if path.rise_s is None and path.set_s is None:
            up = tr("up all day") if path.noon_elevation > 0 else tr("down all day")
            return f"{noon}, {up}"
        said = [noon]
        if path.rise_s is not None:
            said.insert(0, tr("rises {time}", time=at(path.rise_s)))
        if path.set_s is not None:
            said.append(tr("sets {time}", time=at(path.set_s)))
        return ", ".join(said)


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "small")
    label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    return label
