"""`LastChanges`: the newest steps that touched the item, each with an arrow that takes back to before it."""

import sqlite3
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.case.history import read_history
from evidence_board.case.replay import Step, steps
from evidence_board.model.history import HistoryEntry
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.placement_words import ago_words, change_words
from evidence_board.ui.hairline import Hairline
from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["LastChanges"]

_SHOWN, _LOOKED_AT = 3, 40
#: What is done here; that a file was imported or tagged is told in the history of the case.
_TABLES = frozenset({"geotag", "match_point", "sight_line", "sun_mark", "picture_geometry", "chronolocation", "moment"})


@dataclass(frozen=True, slots=True)
class _Change:
    entry: HistoryEntry
    #: How many steps of the case lead back to before this one; 0 when other things were changed since.
    back: int


class LastChanges(QWidget):
    """Hidden while nothing was changed.

    Attributes:
        arrows: of the lines that are shown.
    """

    def __init__(self, desk: PlacementDesk) -> None:
        super().__init__()
        self._desk = desk
        self._request = 0
        self._shown: tuple[_Change, ...] = ()
        self.arrows: list[IconButton] = []
        theme = desk.context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Hairline(theme=theme))
        column.addSpacing(6)
        column.addWidget(ElidedLabel(tr("Last changes"), theme=theme, role="small", weight=600))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column.addLayout(self._lines)
        desk.item_changed.connect(self._clear)
        desk.placement_read.connect(self.renew)
        self.hide()

    def renew(self) -> None:
        """Read the newest steps behind the window."""
        self._request += 1
        request, item_id, session = self._request, self._desk.item_id, self._desk.context.session
        if not item_id:
            self._clear()
            return

        def done(found: tuple[_Change, ...]) -> None:
            if request == self._request:
                self._show(found)

        jobs = self._desk.context.jobs
        jobs.run(
            lambda: session.read(_read_changes, item_id), done=done, failed=self._desk.context.show_error, priority=1
        )

    def _clear(self) -> None:
        self._show(())

    def _show(self, found: tuple[_Change, ...]) -> None:
        self._shown = found
        while self._lines.count():
            item = self._lines.takeAt(0)
            line = item.widget() if item is not None else None
            if line is not None:
                line.hide()
                line.deleteLater()
        self.arrows = []
        theme, desk = self._desk.context.theme, self._desk
        ref = desk.item.ref if desk.item is not None else ""
        for change in found:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            arrow = IconButton("undo-2", name=tr("Back to before this"), theme=theme, size=24, icon_size=14)
            arrow.setEnabled(bool(change.back) and desk.can_write)
            if not change.back:
                arrow.set_name(tr("Other things were changed since: use the history (Ctrl H)"))
            arrow.clicked.connect(lambda _=False, one=change: self._back(one.back))
            self.arrows.append(arrow)
            row.addWidget(arrow)
            row.addWidget(ElidedLabel(change_words(change.entry, ref=ref), theme=theme, role="small"), 1)
            row.addWidget(ElidedLabel(ago_words(change.entry.at), theme=theme, role="small", colour="text3"))
            self._lines.addWidget(line)
        self.setVisible(bool(found))

    def _back(self, how_many: int) -> None:
        """Undo so many steps, one after the other."""
        context = self._desk.context
        if how_many > 0:
            context.jobs.follow(
                context.session.undo(), done=lambda _: self._back(how_many - 1), failed=context.show_error
            )


def _read_changes(connection: sqlite3.Connection, item_id: str) -> tuple[_Change, ...]:
    history = read_history(connection, about=item_id, limit=_LOOKED_AT)
    newest: list[Step] = [step for step in steps(connection, limit=_LOOKED_AT) if step.state == "done"]
    ours = {entry.step_id for entry in history.entries}
    ids = [step.id for step in newest]
    found: list[_Change] = []
    for entry in history.entries:
        if entry.table not in _TABLES:
            continue
        if len(found) == _SHOWN:
            break
        at = ids.index(entry.step_id) if entry.step_id in ids else -1
        back = at + 1 if at >= 0 and all(one in ours for one in ids[: at + 1]) else 0
        found.append(_Change(entry, back))
    return tuple(found)
