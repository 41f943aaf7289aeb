"""Forms of conditions that are typed: a span of time, a distance, words."""

from collections import Counter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from evidence_board.filters import AtPlace, InTime, LooksAt, Within, Words
from evidence_board.geo.coordinate_text import format_decimal
from evidence_board.geo.coordinates import parse
from evidence_board.model.case_index import CaseIndex
from evidence_board.model.errors import KnownError
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.span_words import dates_of_span, span_from_text
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.number_field import NumberField
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["LookingForm", "TimeForm", "WithinForm", "WordsForm"]

_TYPING_MS = 180


class TimeForm(QWidget):
    """First and last day, and which time is meant.

    Attributes:
        changed: (condition, or None when both days are empty) another span is asked for.
    """

    changed = Signal(object)

    def __init__(self, condition: InTime | None, *, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.first, self.last = _date_field(tr("First day")), _date_field(tr("Last day"))
        self.of = ComboBox(name=tr("Which time"), theme=context.theme)
        for words, value in (
            (tr("Taken, or posted where that is unknown"), "known"),
            (tr("Taken"), "taken"),
            (tr("Posted"), "posted"),
            (tr("Taken or posted"), "either"),
        ):
            self.of.addItem(words, value)
        if condition is not None:
            first, last = dates_of_span(condition.span)
            self.first.setText(first)
            self.last.setText(last)
            self.of.setCurrentIndex(max(0, self.of.findData(condition.of)))
        days = QHBoxLayout()
        between = QLabel(tr("to"))
        between.setProperty("role", "secondary")
        for part in (self.first, between, self.last):
            days.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(days)
        column.addWidget(self.of)
        for field in (self.first, self.last):
            field.textChanged.connect(self._take)
        self.of.activated.connect(self._take)
        self.setFocusProxy(self.first)

    def _take(self) -> None:
        fields = (self.first, self.last)
        try:
            span = span_from_text(self.first.text(), self.last.text(), extent=_extent(self._context.session.index))
        except ValueError:
            # Half a date is not wrong yet; the outline says that it does not count.
            _mark(fields, invalid=True)
            return
        _mark(fields, invalid=False)
        self.changed.emit(InTime(span, str(self.of.currentData())) if span is not None else None)


class WithinForm(QWidget):
    """A distance, and from where: a place, a selected file, or coordinates that are typed.

    Attributes:
        changed: (condition, or None while it is from nowhere) another distance is asked for.
    """

    changed = Signal(object)

    def __init__(self, condition: Within | None, *, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        index = context.session.index
        self.km = NumberField(
            name=tr("Kilometres"), theme=context.theme, low=0.01, high=20_000, decimals=2, unit=tr(" km")
        )
        self.km.setValue(condition.km if condition is not None else 5.0)
        self.of = ComboBox(name=tr("Of what"), theme=context.theme)
        self.of.addItem(tr("Coordinates"), "")
        for row_id, words in _places(context, condition):
            self.of.addItem(words, row_id)
        self.point = QLineEdit()
        self.point.setAccessibleName(tr("Coordinates"))
        self.point.setPlaceholderText("34.889, 35.887")
        self.point.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        target = condition.target if condition is not None else _first_target(context)
        self.of.setCurrentIndex(max(0, self.of.findData(target)))
        if condition is not None and condition.latitude is not None and condition.longitude is not None:
            self.point.setText(format_decimal(condition.latitude, condition.longitude))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._point_label = QLabel(tr("Coordinates"))
        fields: tuple[tuple[QLabel, QWidget], ...] = (
            (QLabel(tr("Within")), self.km),
            (QLabel(tr("Of")), self.of),
            (self._point_label, self.point),
        )
        for row, (label, field) in enumerate(fields):
            label.setProperty("role", "secondary")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self._index: CaseIndex = index
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_TYPING_MS)
        self._late.timeout.connect(self.take)
        self.km.valueChanged.connect(self._late.start)
        self.of.activated.connect(self.take)
        self.point.textChanged.connect(self._late.start)
        self.setFocusProxy(self.km)
        self._show_point()

    def take(self) -> None:
        """Ask for what stands in the fields now."""
        self._late.stop()
        self._show_point()
        target, km = str(self.of.currentData() or ""), round(self.km.value(), 3)
        if target:
            self.changed.emit(self.condition(Within(km, target)))
            return
        try:
            found = parse(self.point.text())
        except (KnownError, ValueError):
            _mark((self.point,), invalid=True)
            return
        _mark((self.point,), invalid=False)
        self.changed.emit(self.condition(Within(km, "", found.latitude, found.longitude)))

    def condition(self, within: Within) -> Within:
        """Return what is asked for."""
        return within

    def _show_point(self) -> None:
        typed = not self.of.currentData()
        self.point.setVisible(typed)
        self._point_label.setVisible(typed)


class LookingForm(WithinForm):
    """A point that was looked at, given as in `WithinForm`, and from how far away."""

    def condition(self, within: Within) -> Within:
        """Return what is asked for."""
        return LooksAt.of(within)


class WordsForm(QWidget):
    """The words a file must say.

    Attributes:
        changed: (condition, or None without words) other words are asked for.
    """

    changed = Signal(object)

    def __init__(self, condition: Words | None, *, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = SearchField(tr("Words in names, captions, tags"), theme=context.theme, icon="search")
        self.field.setMinimumWidth(330)
        self.field.setText(condition.text if condition is not None else "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_TYPING_MS)
        self._late.timeout.connect(self.take)
        self.field.textChanged.connect(self._late.start)
        self.field.returnPressed.connect(self.take)
        self.setFocusProxy(self.field)

    def take(self) -> None:
        """Ask for what is typed now."""
        self._late.stop()
        text = self.field.text().strip()
        self.changed.emit(Words(text) if text else None)


def _date_field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText("2015-09-01")
    field.setToolTip(tr("A year, a month or a day: 2015, 2015-09, 2015-09-12"))
    # Dates keep their order in every language.
    field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return field


def _extent(index: CaseIndex) -> tuple[float, float]:
    """Return the first and the last moment of the case."""
    moments = (one for item in index.items.values() for one in (item.captured, item.posted))
    keys = [moment.sort_key for moment in moments if moment is not None]
    return (min(keys), max(keys)) if keys else (0.0, 0.0)


def _places(context: UiContext, condition: Within | None) -> list[tuple[str, str]]:
    """Return what a distance can be measured from: the selected files, the present target, the places."""
    session = context.session
    index = session.index
    first = [condition.target] if condition is not None and condition.target else []
    items = [one for one in (*first, *session.selection.ids) if one in index.items][:20]
    found = {one: isolate(index.items[one].ref) for one in items if index.items[one].latitude is not None}
    for row in sorted(index.entities_of("location"), key=lambda row: row.label.casefold()):
        if row.latitude is not None:
            found[row.id] = isolate(row.label)
    return list(found.items())


def _first_target(context: UiContext) -> str:
    """Return what a new distance is measured from.

    That is what is selected, else the place that filters now, else the place where most files of what is shown stand.
    """
    session = context.session
    places = [row_id for row_id, _ in _places(context, None)]
    asked = [part.place for part in session.filter.every(AtPlace)]
    chosen = [one for one in (*session.selection.ids, *asked) if one in places]
    usual = Counter(item.place_id for item in session.visible.values() if item.place_id in places)
    return (chosen or [one for one, _ in usual.most_common(1) if one] or places or [""])[0]


def _mark(fields: tuple[QLineEdit, ...], *, invalid: bool) -> None:
    for field in fields:
        wrong = invalid and bool(field.text())
        if bool(field.property("invalid")) != wrong:
            field.setProperty("invalid", wrong)
            field.style().unpolish(field)
            field.style().polish(field)
