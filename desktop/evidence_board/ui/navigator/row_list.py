"""`RowList`: rows that a person made, kept while they stay; many are folded behind a line that says how many."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from evidence_board.ui.i18n import count
from evidence_board.ui.navigator.list_row import ListRow
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button

__all__ = ["RowList"]

_SHOWN = 8


class RowList(QWidget):
    """Shows (id, name) in order, each with its figure.

    Attributes:
        moved: (id, id or empty) a row was pulled before another one, or to the end.

    Args:
        make: makes the row of an id and a name.
        theme: the look.
        parent: parent widget.
    """

    moved = Signal(str, str)

    def __init__(self, make: Callable[[str, str], ListRow], *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._rows: dict[str, ListRow] = {}
        self._unfolded = self._movable = False
        self._entries: Sequence[tuple[str, str]] = ()
        self._figures: Mapping[str, int | None] = {}
        self._active: frozenset[str] = frozenset()
        self._more = Button("", theme=theme, kind="link", small=True)
        self._more.clicked.connect(self._unfold)
        self._more.hide()
        self._mark = QFrame(self)
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark.hide()
        self._theme = theme
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addWidget(self._more)

    @property
    def rows(self) -> list[ListRow]:
        """The rows listed now, in order."""
        return [self._rows[row_id] for row_id, _ in self._listed() if row_id in self._rows]

    def set_movable(self, movable: bool) -> None:
        """Let rows be pulled to another place, or no longer."""
        self._movable = movable
        for row in self._rows.values():
            row.set_movable(movable)

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
                known.set_movable(self._movable)
                known.dragged.connect(self._show_mark)
                known.let_go.connect(lambda at, one=row_id: self._drop(one, at))
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

    def _place_at(self, spot: QPoint) -> int:
        """Return how many rows stand above a point of the screen."""
        y = self.mapFromGlobal(spot).y()
        return sum(row.geometry().center().y() < y for row in self.rows)

    def _show_mark(self, spot: QPoint) -> None:
        rows, at = self.rows, self._place_at(spot)
        y = rows[at].y() if at < len(rows) else rows[-1].geometry().bottom() if rows else 0
        self._mark.setStyleSheet(f"background: {self._theme.color('accent').name()};")
        self._mark.setGeometry(4, max(0, y - 1), self.width() - 8, 2)
        self._mark.raise_()
        self._mark.show()

    def _drop(self, row_id: str, spot: QPoint) -> None:
        self._mark.hide()
        ids, at = [row.row_id for row in self.rows], self._place_at(spot)
        here = ids.index(row_id) if row_id in ids else -1
        if at in (here, here + 1):
            return
        # Past the last row that is listed the next one counts, if others are folded away.
        after = [one for one, _ in self._entries]
        following = ids[at] if at < len(ids) else next((one for one in after[after.index(ids[-1]) + 1 :]), "")
        self.moved.emit(row_id, following)

    def _unfold(self) -> None:
        self._unfolded = True
        self._renew()
