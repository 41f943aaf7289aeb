"""The rows of the history pane, from above: what can be redone, now, and the steps day by day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from evidence_board.model.history import History, HistoryEntry
from evidence_board.ui.history.history_words import day_of, day_words
from evidence_board.ui.i18n import tr

__all__ = ["HistoryRow", "RowKind", "rows_of"]

RowKind = Literal["heading", "now", "entry", "more"]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One row: a heading, the mark of now, a line of the history, or the way to older ones."""

    kind: RowKind
    text: str = ""
    entry: HistoryEntry | None = None

    @property
    def can_rewind(self) -> bool:
        """Whether undo or redo can go to this row."""
        return self.entry is not None and self.entry.step_id is not None and self.entry.state in ("done", "undone")


def rows_of(history: History, *, today: date) -> list[HistoryRow]:
    """Return the rows of a history in the order they are shown.

    Args:
        history: what was read.
        today: the day on the clock of this computer.
    """
    rows = []
    if history.undone:
        rows.append(HistoryRow("heading", tr("Undone, can be redone")))
        rows += [HistoryRow("entry", entry=one) for one in history.undone]
    if history.entries or history.undone:
        rows.append(HistoryRow("now", tr("Now")))
    last: date | Literal[False] | None = False
    for entry in history.entries:
        day = day_of(entry.at)
        if day != last:
            rows.append(HistoryRow("heading", day_words(day, today=today)))
            last = day
        rows.append(HistoryRow("entry", entry=entry))
    if not history.complete:
        rows.append(HistoryRow("more", tr("Show older steps")))
    return rows
