"""`FoundTimes`: how the time of a file was found out, each record with what it rests on."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.case.placement import placement_of
from evidence_board.model.placement import Chronolocation, ItemPlacement
from evidence_board.operations.chronolocating import remove_chronolocations, time_from_chronolocation
from evidence_board.ui.context import UiContext
from evidence_board.ui.geolocate.sun_words import method_words
from evidence_board.ui.i18n import count, day_month_year, isolate, tr
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.words import zone_name
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["FoundTimes", "record_words"]

_DAY = len("2015-09-12")


def record_words(record: Chronolocation, *, numbers: tuple[int, ...] = ()) -> list[str]:
    """Return what a record says, line by line: how and when; where, by which marks; why.

    Args:
        record: the record.
        numbers: numbers of the marks it rests on.
    """
    zone = zone_name(record.zone) if record.zone else tr("zone not known")
    lines = [
        tr("{method}: {span}, {zone}", method=method_words(record.method), span=_span(record), zone=isolate(zone)),
    ]
    said = [isolate(record.place_text)] if record.place_text else []
    if numbers:
        said.append(tr("marks {numbers}", numbers=", ".join(str(one) for one in numbers)))
    if len(record.fits) > 1:
        said.append(count(len(record.fits), one="{n} span fits", many="{n} spans fit"))
    said.append(level_name(record.level))
    lines.append(" · ".join(said))
    lines.append(record.reason)
    return [one for one in lines if one]


class FoundTimes(QWidget):
    """Records of one file, newest first; hidden while there is none.

    Attributes:
        records: what is shown.
        removes, makes: the buttons by row id of the record.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._can_write = context, can_write
        self.records: tuple[Chronolocation, ...] = ()
        self.removes: dict[str, IconButton] = {}
        self.makes: dict[str, Button] = {}
        self._request = 0
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(6)
        self.hide()

    def show_item(self, item_id: str) -> None:
        """Read behind the window what was found for a file."""
        self._request += 1
        request, session = self._request, self._context.session

        def done(found: ItemPlacement | None) -> None:
            if request == self._request:
                self.show_placement(found)

        self._context.jobs.run(lambda: session.read(placement_of, item_id), done=done, failed=self._context.show_error)

    def show_placement(self, found: ItemPlacement | None) -> None:
        """Show what was read of a file; None for nothing."""
        records = found.chronolocations if found is not None else ()
        if records == self.records and self._rows:
            return
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.records, self._rows = records, []
        self.removes, self.makes = {}, {}
        numbers = {mark.id: mark.number for mark in found.marks} if found is not None else {}
        for record in records:
            row = self._row(record, tuple(numbers[one] for one in record.mark_ids if one in numbers))
            self._rows.append(row)
            self._column.addWidget(row)
        self.setVisible(bool(records))

    def _row(self, record: Chronolocation, numbers: tuple[int, ...]) -> QWidget:
        theme, box = self._context.theme, QWidget(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        lines = record_words(record, numbers=numbers)
        box.setAccessibleName("\n".join(lines))
        for at, line in enumerate(lines):
            words.addWidget(ValueText(line, theme=theme, colour="text" if not at else "text2", lines=4))
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        if self._can_write:
            if record.moment_id is None and record.reason:
                make = Button(tr("Use this"), theme=theme, kind="link", small=True)
                make.clicked.connect(lambda: self._context.perform(time_from_chronolocation, row_id=record.id))
                self.makes[record.id] = make
                words.addWidget(make)
            remove = IconButton("trash-2", name=tr("Remove how it was dated: {words}", words=lines[0]), theme=theme)
            remove.clicked.connect(lambda: self._context.perform(remove_chronolocations, row_ids=[record.id]))
            self.removes[record.id] = remove
            row.addWidget(remove)
        return box


def _span(record: Chronolocation) -> str:
    first, last = record.result_from, record.result_to
    start, end = _when(first), _when(last)
    if first == last:
        return start
    same_day = first[:_DAY] == last[:_DAY] and len(first) > _DAY
    return tr("{start} to {end}", start=start, end=last[_DAY + 1 :] if same_day else end)


def _when(text: str) -> str:
    try:
        day = day_month_year(date.fromisoformat(text[:_DAY]))
    except ValueError:
        return text
    return tr("{day}, {time}", day=day, time=text[_DAY + 1 :]) if len(text) > _DAY else day
