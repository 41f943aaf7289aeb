"""`TagCloud`: the tags of the case as chips; a click filters."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evidence_board.model.case_index import TagRow
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.chip import Chip
from evidence_board.ui.widgets.flow_layout import FlowLayout

__all__ = ["TagCloud"]

_SHOWN, _ALL = 12, 200


class TagCloud(QWidget):
    """Chips of the most used tags, in the order of their use.

    Signals:
        chosen: (tag id) a chip was clicked.
    """

    chosen = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[TagRow] = []
        self._active: frozenset[str] = frozenset()
        self._chips: dict[str, Chip] = {}
        self._unfolded = False
        self._more: Chip | None = None
        self._left = 0
        self._every: list[TagRow] = []
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(8, 2, 0, 8)

    @property
    def more(self) -> Chip | None:
        """The chip that stands for the rest, if there is one."""
        return self._more

    @property
    def chips(self) -> dict[str, Chip]:
        """Tag id -> its chip."""
        return self._chips

    def show_tags(self, rows: Sequence[TagRow]) -> None:
        """Show these tags, the most used first; many are folded behind a chip that says how many."""
        ordered = sorted(rows, key=lambda row: (-row.count, row.path))
        limit = _ALL if self._unfolded else _SHOWN
        wanted = ordered[:limit]
        wanted += [row for row in ordered[limit:] if row.id in self._active]
        left = len(ordered) - len(wanted)
        if wanted != self._rows or left != self._left:
            self._rows, self._left = wanted, left
            self._every = ordered
            self._renew()

    def show_active(self, tag_ids: frozenset[str]) -> None:
        """Mark the tags that filter now."""
        if tag_ids != self._active:
            self._active = tag_ids
            self._rows = []
            self.show_tags(self._every)

    def _renew(self) -> None:
        focused = next((tag_id for tag_id, chip in self._chips.items() if chip.hasFocus()), None)
        self._flow.clear()
        self._chips.clear()
        self._more = None
        for row in self._rows:
            active = row.id in self._active
            chip = Chip(
                row.path, theme=self._theme, look="filter" if active else "tag", removable=False, dot=row.colour
            )
            files = count(row.count, one="{n} file", many="{n} files")
            chip.setAccessibleName(tr("Tag: {text}", text=row.path) + (f", {tr('filters now')}" if active else ""))
            chip.setToolTip(f"{row.path}   {files}")
            chip.clicked.connect(lambda _=False, one=row.id: self.chosen.emit(one))
            self._chips[row.id] = chip
            self._flow.addWidget(chip)
            chip.show()
        if self._left and not self._unfolded:
            self._more = more = Chip(isolate(f"+{number(self._left)}"), theme=self._theme)
            more.setAccessibleName(count(self._left, one="{n} more tag", many="{n} more tags"))
            more.clicked.connect(self._unfold)
            self._flow.addWidget(more)
            more.show()
        if focused in self._chips:
            self._chips[focused].setFocus()
        self.updateGeometry()

    def _unfold(self) -> None:
        self._unfolded = True
        self.show_tags(self._every)
