"""`ReplaySight`: after undo or redo, brings into sight what changed and says it in words."""

from PySide6.QtCore import QObject

from evidence_board import selection
from evidence_board.case.described import described_things
from evidence_board.events import Notice
from evidence_board.model.changes import ChangeSet
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr

__all__ = ["ReplaySight"]

#: A step with more rows (an import) selects nothing: all of it at once shows nothing of it.
_MOST = 400


class ReplaySight(QObject):
    """Selects what a replayed step was about, so that every pane shows it."""

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def show(self, changes: ChangeSet | None) -> None:
        """Show a step that was undone or redone; None is a step that was left alone."""
        if changes is None:
            return
        context = self._context
        found = context.session.after_index(described_things, changes, most=_MOST)
        context.jobs.follow(found, done=lambda ids: self._take(changes, ids), failed=context.show_error)

    def reveal(self, changes: ChangeSet) -> None:
        """Select what a step of the history is about; nothing is said, for nothing was done."""
        context = self._context
        found = context.session.after_index(described_things, changes, most=_MOST)
        context.jobs.follow(found, done=self._select, failed=context.show_error)

    def _select(self, ids: list[str]) -> None:
        session = self._context.session
        index = session.index
        shown = [one for one in ids if index.kind_of(one) is not None]
        things = [one for one in shown if index.kind_of(one) != "link"] or shown
        if things:
            session.select(selection.replace(things, current=things[0]), origin="history")
            self._context.requests.reveal.emit(things[0])
        else:
            session.hub.emit(Notice(tr("What this step was about is in the bin, or gone.")))

    def _take(self, changes: ChangeSet, ids: list[str]) -> None:
        session = self._context.session
        index, visible = session.index, session.visible
        there = [(index.kind_of(one), one) for one in ids]
        # A file or entity in the bin takes its links along: the thing is meant, not its links.
        things = [one for kind, one in there if kind not in (None, "link")]
        links = [one for kind, one in there if kind == "link" and one in changes.ids("link")]
        own = {row.row_id for row in changes.rows}
        meant = [one for one in things if one in own] or links or things
        shown = [one for one in meant if one not in index.items or one in visible]
        # Where all of it is selected already, the selection stays: it can be worked on again, and no pane scrolls away.
        if not set(shown) <= set(session.selection.ids):
            session.select(selection.replace(shown, current=shown[0]), origin="history")
        words = _words(changes.label)
        if meant and not shown:
            words = tr("{what}. The filter hides it.", what=words)
        session.hub.emit(Notice(words))


def _words(label: str) -> str:
    """The step as something that was done: what the history calls it sounds like something to do."""
    for mark, words in (("Undo: ", tr("Undone: {step}")), ("Redo: ", tr("Done again: {step}"))):
        if label.startswith(mark):
            step = label.removeprefix(mark)
            # A ref or an abbreviation at its start stays.
            return words.replace("{step}", step[:1].lower() + step[1:] if step[1:2].islower() else step)
    return label
