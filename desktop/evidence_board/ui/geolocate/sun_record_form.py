"""`SunRecordForm`: when a picture was taken, as it was found out, written down as a time of the file."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from evidence_board.model.claims import Thing
from evidence_board.model.placement import ChronolocationMethod
from evidence_board.operations.chronolocating import add_chronolocation
from evidence_board.ui.board.level_chooser import LevelChooser, level_of_alt_key
from evidence_board.ui.geolocate.sun_marks_list import reading_words
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.geolocate.sun_words import date_words, days_words, method_words, zone_place_name
from evidence_board.ui.i18n import clock, day_month_year, isolate, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.popover import Popover

__all__ = ["SunRecordForm"]

_WIDTH, _REASON_HEIGHT = 380, 64
_MINUTES = "%Y-%m-%dT%H:%M"
_DAY, _MOST_DAYS = len("2015-09-12"), 180


@dataclass(frozen=True, slots=True)
class _Result:
    """A span that can be written down: from and to as the record keeps them, and in words."""

    first: str
    last: str
    words: str


class SunRecordForm(Popover):
    """Method, result, how sure, why, and what is cited. Ctrl Enter or the button saves, Esc leaves.

    Attributes:
        method, result: what was found and how.
        first, last: the span that is written down, as the result gives it or as somebody typed it.
        levels: how sure.
        reason: why; a time needs one.
        cites: check boxes of what can be cited.
        save: the button.
        told: what is wrong, in words.
    """

    def __init__(self, parent: QWidget, state: SunState) -> None:
        desk = state.desk
        theme = desk.context.theme
        super().__init__(parent, name=date_words(desk.item), theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.pixels(_WIDTH))
        self._state, self._desk, self._item_id = state, desk, desk.item_id
        self._results = _results(state)
        head = QLabel(tr("When was {ref} taken?", ref=isolate(desk.item.ref if desk.item is not None else "")))
        head.setProperty("role", "bodyStrong")
        self.body.addWidget(head)
        self.result = ComboBox(name=tr("Result"), theme=theme)
        for one in self._results:
            self.result.addItem(one.words)
        self.first, self.last = QLineEdit(), QLineEdit()
        for end, name in ((self.first, tr("From")), (self.last, tr("To"))):
            end.setAccessibleName(name)
            end.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            end.setFont(theme.font("body", tabular=True))
        self.result.currentIndexChanged.connect(self._choose)
        span = QHBoxLayout()
        span.setSpacing(6)
        to = QLabel(tr("to"))
        to.setProperty("role", "small")
        for part, share in ((self.first, 1), (to, 0), (self.last, 1)):
            span.addWidget(part, share)
        self.method = ComboBox(name=tr("Found by"), theme=theme)
        for method in ChronolocationMethod:
            self.method.addItem(method_words(method.value), method.value)
        wanted = state.measured.method or ChronolocationMethod.OTHER.value
        self.method.setCurrentIndex(self.method.findData(wanted))
        self.levels = LevelChooser(theme=theme)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(tr("Why"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(theme.pixels(_REASON_HEIGHT))
        self.reason.setPlainText(_reason(state))
        self.reason.installEventFilter(self)
        fields: tuple[tuple[str, QWidget], ...] = (
            (tr("Result"), self.result),
            (tr("Found by"), self.method),
            (tr("How sure are you?"), self.levels),
            (tr("Why"), self.reason),
        )
        for words, field in fields:
            label = QLabel(words)
            label.setProperty("role", "small")
            label.setBuddy(field)
            self.body.addWidget(label)
            self.body.addWidget(field)
            if field is self.result:
                self.body.addLayout(span)
        self._choose()
        self.cites: dict[Thing, CheckBox] = {}
        for thing, words in self._citable():
            box = CheckBox(words, theme=theme)
            box.setChecked(True)
            self.cites[thing] = box
            self.body.addWidget(box)
        self.told = QLabel()
        self.told.setProperty("role", "small")
        self.told.setWordWrap(True)
        self.told.hide()
        self.body.addWidget(self.told)
        row = QHBoxLayout()
        row.addStretch(1)
        self.save = Button(date_words(desk.item), theme=theme, kind="primary", small=True, key="Ctrl+Return")
        self.save.clicked.connect(self._save)
        self.save.setEnabled(bool(self._results))
        row.addWidget(self.save)
        self.body.addLayout(row)

    def _citable(self) -> list[tuple[Thing, str]]:
        """Return this picture, and the reference pictures that its points were matched with."""
        index, placement = self._desk.context.session.index, self._desk.placement
        item = self._desk.item
        found: list[tuple[Thing, str]] = []
        if item is not None:
            video = tr("Cite {ref}, this video", ref=isolate(item.ref))
            photo = tr("Cite {ref}, this photo", ref=isolate(item.ref))
            found.append((("item", item.id), video if item.kind == "video" else photo))
        references = [one.reference_item_id for one in placement.points] if placement is not None else []
        for row_id in dict.fromkeys(references):
            if row_id is not None and (other := index.items.get(row_id)) is not None:
                found.append((("item", row_id), tr("Cite {ref}, a reference photo", ref=isolate(other.ref))))
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save with Ctrl Enter from the text, too."""
        if watched is self.reason and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._save()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl Enter, choose a level with Alt and a digit."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        level = level_of_alt_key(event.key(), event.modifiers())
        if level is not None:
            self.levels.choose(level)
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        """Write the chosen result into the fields, where it can be widened."""
        if 0 <= self.result.currentIndex() < len(self._results):
            chosen = self._results[self.result.currentIndex()]
            self.first.setText(chosen.first.replace("T", " "))
            self.last.setText(chosen.last.replace("T", " "))

    def _tell(self, words: str, field: QWidget) -> None:
        self.told.setText(words)
        self.told.show()
        self.adjustSize()
        field.setFocus()

    def _span(self) -> tuple[str, str] | None:
        """Return what stands in the two fields; None when it is told what is wrong with it."""
        ends = []
        for field in (self.first, self.last):
            words = read_clock(field.text())
            if words is None:
                self._tell(tr("Write a day or a clock time, like 2015-09-12 or 2015-09-12 15:50."), field)
                return None
            ends.append(words)
        if len(ends[0]) != len(ends[1]):
            self._tell(tr("A span goes from day to day, or from clock time to clock time."), self.last)
            return None
        if ends[1] < ends[0]:
            self._tell(tr("The end lies before the beginning."), self.last)
            return None
        return ends[0], ends[1]

    def _save(self) -> None:
        state, reason = self._state, self.reason.toPlainText().strip()
        if not self._results:
            return
        chosen = self._span()
        if chosen is None:
            return
        if not reason:
            self._tell(tr("Say how you know: what fits, and what was measured."), self.reason)
            return
        point, path = state.point, state.path
        zone = _zone_of(state)
        bands = path.bands if path is not None and zone is not None else ()
        day = state.day.isoformat() if state.day is not None else None
        days = len(chosen[0]) <= _DAY
        spans = []
        for kind in (state.days, state.days_at_any_hour) if days else ():
            spans = [(one.start.isoformat(), one.end.isoformat()) for one in kind or ()]
            if chosen in spans:
                break
        if not days and zone is not None:
            spans = [(_written(one.start, zone), _written(one.end, zone)) for one in bands]
        self._desk.perform(
            add_chronolocation,
            item_id=self._item_id,
            method=str(self.method.currentData()),
            result_from=chosen[0],
            result_to=chosen[1],
            latitude=point[0] if point is not None else None,
            longitude=point[1] if point is not None else None,
            place_text=place_of(state),
            mark_ids=state.measured.mark_ids,
            zone=state.zone or None,
            date_from=f"{day[:4]}-01-01" if days and day is not None else day,
            date_to=f"{day[:4]}-12-31" if days and day is not None else day,
            fits=spans,
            level=self.levels.level,
            reason=reason,
            cites=[thing for thing, box in self.cites.items() if box.isChecked()],
        )
        self.close()


def _zone_of(state: SunState) -> tzinfo | None:
    moment = state.moment
    return moment.tzinfo if moment is not None else None


def _written(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).strftime(_MINUTES)


def _results(state: SunState) -> list[_Result]:
    """Return every span that could be the answer: hours that fit, the hour of the slider, days that fit."""
    moment, zone, path = state.moment, _zone_of(state), state.path
    if moment is None or zone is None or path is None:
        return []
    day = day_month_year(moment.date())
    found = []
    for band in path.bands:
        first, last = _written(band.start, zone), _written(band.end, zone)
        words = tr("{day}, {start} to {end}", day=day, start=first[-5:], end=last[-5:])
        found.append(_Result(first, last, words))
    now = _written(moment, zone)
    found.append(_Result(now, now, tr("{day}, {time}, as the slider stands", day=day, time=clock(moment))))
    for one in state.days or ():
        words = tr(
            "{days} {year}, the days that fit at {time}",
            days=days_words([one]),
            year=one.start.year,
            time=clock(moment),
        )
        found.append(_Result(one.start.isoformat(), one.end.isoformat(), words))
    for one in state.days_at_any_hour or ():
        words = tr("{days} {year}, the days that fit at some hour", days=days_words([one]), year=one.start.year)
        if (one.end - one.start).days < _MOST_DAYS:  # else it says nothing
            found.append(_Result(one.start.isoformat(), one.end.isoformat(), words))
    return found


def _reason(state: SunState) -> str:
    """Return what was measured and where, to begin with."""
    said = [reading_words(one) for one in state.measured.readings if one.mark.used and one.says_something]
    if not said:
        return ""
    return tr("Sun at {place}: {marks}.", place=place_of(state) or zone_place_name(state.zone), marks="; ".join(said))


def place_of(state: SunState) -> str:
    """Return the name of the place that the sun was reckoned for; empty without one."""
    item = state.desk.item
    return state.desk.draft.place_text or (item.place if item is not None else "")


def read_clock(text: str) -> str | None:
    """Return what was typed as ``2015-09-12`` or ``2015-09-12T15:50``; None when it is neither."""
    words = text.strip().replace("T", " ")
    try:
        if len(words) == _DAY:
            return date.fromisoformat(words).isoformat()
        return datetime.strptime(words, "%Y-%m-%d %H:%M").strftime(_MINUTES)
    except ValueError:
        return None
