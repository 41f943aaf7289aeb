"""`Notices`: tells of changes that happened out of sight, and of errors, in words over the panes."""

from PySide6.QtCore import QObject, Signal

from evidence_board.events import CaseChanged, Notice
from evidence_board.model.changes import ChangeSet
from evidence_board.session import Session
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.filter_words import queue_names
from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.toast import Toast

__all__ = ["Notices"]

#: Column of a row change's table that is shown by another thing is unknown here; these tables are things.
_THINGS = frozenset({"item", "link", "post", "account", "person", "unit", "location", "equipment", "event"})


class Notices(QObject):
    """Turns events into toasts; what needs attention is passed on as a banner.

    Signals:
        trouble: (text, tone) something went wrong; stands until it is put away.
        undo_pressed: the user pressed Undo on a toast.
    """

    trouble = Signal(str, str)
    undo_pressed = Signal()

    def __init__(self, context: UiContext, toast: Toast) -> None:
        super().__init__(toast)
        self._context = context
        self._toast = toast
        self._waiting: list[CaseChanged] = []
        events = context.events
        events.notice.connect(self._notice)
        events.case_changed.connect(self._case_changed)
        events.index_changed.connect(self._index_changed)

    def _notice(self, event: Notice) -> None:
        if event.tone in ("warn", "bad"):
            # More than a line, and nothing that should vanish by itself.
            self.trouble.emit(event.text, event.tone)
        elif event.undo:
            self._toast.announce(event.text, action=tr("Undo"), then=self.undo_pressed.emit)
        else:
            self._toast.announce(event.text)

    def _case_changed(self, event: CaseChanged) -> None:
        # Whether it can be seen is known once the panes have the new rows.
        self._waiting.append(event)

    def _index_changed(self, event: object) -> None:
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            # What was undone is said by the one that brings it into sight.
            if not one.undo and one.changes.step_id and _is_out_of_sight(self._context.session, one.changes):
                words = self._words(one.changes)
                self._toast.announce(words, action=tr("Undo"), then=self.undo_pressed.emit)

    def _words(self, changes: ChangeSet) -> str:
        """Return what was done; of a file that was in the queue, that it left it."""
        queue = self._context.session.filter.queue
        binned = any(row.table in _THINGS for row in changes.rows)
        if queue == "all" or binned:
            return changes.label
        return tr("{step}. It left “{queue}”.", step=changes.label, queue=queue_names()[queue])


def _is_out_of_sight(session: Session, changes: ChangeSet) -> bool:
    """Tell whether nothing of a change can be seen now: it went to the bin, or the filter hides it."""
    if session.active_import is not None or changes.whole:
        return False
    index, visible = session.index, session.visible
    rows = [row for row in changes.rows if row.table in _THINGS]
    if not rows:
        owners = [one for one in session.selection.ids if one in index.items]
        # A position or tag was set: its file is the selected one, and may have left the filter.
        return bool(owners) and not any(one in visible for one in owners)
    return all(index.kind_of(row.row_id) is None or _is_hidden_item(row.row_id, session) for row in rows)


def _is_hidden_item(row_id: str, session: Session) -> bool:
    return row_id in session.index.items and row_id not in session.visible
