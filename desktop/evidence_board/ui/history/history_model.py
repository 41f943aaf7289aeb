"""`HistoryModel`: the rows of the history for a list view, with words for screen readers."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evidence_board.ui.history.history_rows import HistoryRow
from evidence_board.ui.history.history_words import entry_words, when_words, who_words
from evidence_board.ui.i18n import tr

__all__ = ["HistoryModel"]

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class HistoryModel(QAbstractListModel):
    """Rows as `rows_of` makes them; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[HistoryRow] = []

    def set_rows(self, rows: list[HistoryRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, at: int) -> HistoryRow | None:
        """Return one row, or None."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def place_of(self, step_id: int | None) -> int:
        """Return the number of the row of a step, -1 when it is not shown."""
        found = (at for at, row in enumerate(self._rows) if row.entry is not None and row.entry.step_id == step_id)
        return next(found, -1) if step_id is not None else -1

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let only lines and the way to older ones be chosen."""
        row = self.row(index.row())
        if row is None or row.kind in ("heading", "now"):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the words of a row."""
        row = self.row(index.row())
        if row is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if row.entry is None:
            return row.text
        entry = row.entry
        words = [entry_words(entry), who_words(entry.actor), when_words(entry.at), entry.reason]
        if entry.state == "dropped":
            words.append(tr("undone"))
        return ", ".join(one for one in words if one)
