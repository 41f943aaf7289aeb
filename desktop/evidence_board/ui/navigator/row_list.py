"""`RowList`: rows that a person made, kept while they stay; many are folded behind a line that says how many."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.ui.i18n import count
from evidence_board.ui.navigator.list_row import ListRow
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button

__all__ = ["RowList"]

_SHOWN = 8


class RowList(QWidget):
    """Shows (id, name) in order, each with its figure.

    Args:
        make: makes the row of an id and a name.
        theme: the look.
        parent: parent widget.
    """

    def __init__(self, make: Callable[[str, str], ListRow], *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._rows: dict[str, ListRow] = {}
        self._unfolded = False
        self._entries: Sequence[tuple[str, str]] = ()
        self._figures: Mapping[str, int | None] = {}
        self._active: frozenset[str] = frozenset()
        self._more = Button("", theme=theme, kind="link", small=True)
        self._more.clicked.connect(self._unfold)
        self._more.hide()
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addWidget(self._more)

    @property
    def rows(self) -> list[ListRow]:
        """The rows listed now, in order."""
        return [self._rows[row_id] for row_id, _ in self._listed() if row_id in self._rows]

    def show_rows(self, entries: Sequence[tuple[str, str]], figures: Mapping[str, int | None]) -> None:
        """Show these ids and names with their figures."""
        self._entries, self._figures = entries, figures
        self._renew()

    def show_active(self, ids: frozenset[str]) -> None:
        """Mark the rows that filter now; they are listed even where there are many."""
        changed = ids != self._active
        self._active = ids
        if changed and len(self._entries) > _SHOWN:
            self._renew()
        for row_id, row in self._rows.items():
            row.setChecked(row_id in ids)

    def _listed(self) -> list[tuple[str, str]]:
        if self._unfolded:
            return list(self._entries)
        return [one for at, one in enumerate(self._entries) if at < _SHOWN or one[0] in self._active]

    def _renew(self) -> None:
        listed = self._listed()
        keep = {row_id for row_id, _ in listed}
        for row_id in [one for one in self._rows if one not in keep]:
            row = self._rows.pop(row_id)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for at, (row_id, name) in enumerate(listed):
            known = self._rows.get(row_id)
            if known is None:
                known = self._rows[row_id] = self._make(row_id, name)
                known.setChecked(row_id in self._active)
            elif known.text() != name:
                known.set_text(name)
            known.set_count(self._figures.get(row_id))
            if self._list.indexOf(known) != at:
                self._list.removeWidget(known)
                self._list.insertWidget(at, known)
            known.show()
        left = len(self._entries) - len(listed)
        self._more.setVisible(left > 0)
        if left > 0:
            self._more.setText(count(left, one="{n} more", many="{n} more"))

    def _unfold(self) -> None:
        self._unfolded = True
        self._renew()
