"""`FoundRows`: where a file was found: once and there, or in how many places, each with its path and when."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.details import Occurrence
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.words import day_of
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.elided_label import ElidedLabel

__all__ = ["FoundRows"]

#: More places than this are counted, and listed in the tooltip.
_LISTED, _IN_TIP = 6, 40


class FoundRows(QWidget):
    """A row, and below it one line per place when there are several.

    Attributes:
        row: the place itself, or how many there are.
        lines: path of each place that is listed, with when it was seen.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Occurrence, ...] = ()
        self.row = FieldRow(tr("Found once"), ValueText(theme=theme, middle=True, lines=3), theme=theme)
        self.lines: list[ValueText] = []
        self._made: list[QWidget] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(self.row)
        self.hide()

    def show_places(self, occurrences: Sequence[Occurrence]) -> None:
        """Show where the same bytes were found, in the order in which they were."""
        if tuple(occurrences) == self._shown:
            return
        self._shown = tuple(occurrences)
        for made in self._made:
            made.hide()
            made.deleteLater()
        self.lines, self._made = [], []
        self.setVisible(bool(occurrences))
        if not occurrences:
            return
        places: dict[str, list[str]] = {}
        for one in occurrences:
            places.setdefault(one.path, []).append(day_of(one.seen_at))
        tips = [f"{path}\n{_when(days)}" for path, days in places.items()]
        if len(occurrences) == 1:
            self.row.set_label(tr("Found once"))
            self.row.set_text(occurrences[0].path, colour="text2")
        else:
            self.row.set_label(tr("Found"))
            in_places = count(len(places), one="in {n} place", many="in {n} places")
            times = tr("{n} times", n=number(len(occurrences)))
            words = in_places if len(places) == len(occurrences) else tr("{a}, {b}", a=times, b=in_places)
            self.row.set_text(words, colour="text2")
            self._list(list(places.items())[:_LISTED], more=len(places) - _LISTED)
        self.row.set_tip("\n".join(tips[:_IN_TIP]))

    def set_compact(self, compact: bool) -> None:
        """Make the label narrower in a small window."""
        self.row.set_compact(compact)

    def _list(self, places: list[tuple[str, list[str]]], *, more: int) -> None:
        for path, days in places:
            line = QWidget()
            parts = QVBoxLayout(line)
            # Indented in reading direction, as a list under its row.
            parts.setContentsMargins(*((0, 0, 12, 4) if self.isRightToLeft() else (12, 0, 0, 4)))
            parts.setSpacing(0)
            where = ValueText(path, theme=self._theme, colour="text2", middle=True, lines=2)
            where.set_tip(f"{path}\n{_when(days)}")
            where.set_whole(path)
            where.setAccessibleName(f"{isolate(path)}, {_when(days)}")
            parts.addWidget(where)
            parts.addWidget(ElidedLabel(_when(days), theme=self._theme, role="caption", colour="text3", tabular=True))
            self.lines.append(where)
            self._add(line)
        if more > 0:
            words = count(more, one="and {n} more place", many="and {n} more places")
            self._add(ElidedLabel(words, theme=self._theme, role="caption", colour="text3"))

    def _add(self, made: QWidget) -> None:
        self._made.append(made)
        self._rows.addWidget(made)


def _when(days: list[str]) -> str:
    if len(days) == 1:
        return tr("seen {day}", day=days[0])
    first, again = days[0], ", ".join(dict.fromkeys(days[1:]))
    return tr("seen {day}, again {days}", day=first, days=again)
