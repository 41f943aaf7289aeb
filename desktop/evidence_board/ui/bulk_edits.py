"""`BulkEdits`: edits of many things from the window: watched, stopped on demand, told about when they take long."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_board.events import JobChanged, Notice
from evidence_board.model.changes import ChangeSet
from evidence_board.operations.bulk import BulkStoppedError, BulkWatch, in_bulk
from evidence_board.operations.levels import ReasonNeededError
from evidence_board.session import Session
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr

__all__ = ["BulkEdits", "bulk_edits"]

P = ParamSpec("P")

_JOB = "bulk edit"
#: A shorter edit shows nothing; while a longer one runs, its words follow this often.
_LATE_MS, _STEP_MS = 700, 200
#: Rows written for each file, those of the history, the digests and the search included; measured.
_ROWS_EACH = 4


class BulkEdits(QObject):
    """Runs verbs over many things, one after the other.

    Attributes:
        changed: an edit that takes long began, moved on, or all ended; ask `words`.
    """

    changed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__(context.requests)
        self._context = context
        self._running: list[tuple[str, int, BulkWatch]] = []
        self._told = False
        self._late = QTimer(self)
        self._late.timeout.connect(self._tell)

    @property
    def is_long(self) -> bool:
        """Whether an edit runs that takes long enough to be shown."""
        return self._told and bool(self._running)

    @property
    def words(self) -> str:
        """What the present edit does, empty while none runs."""
        return self._running[0][0] if self._running else ""

    @property
    def share(self) -> float:
        """How much of it is written, 0 to 1."""
        if not self._running:
            return 0.0
        _, number, watch = self._running[0]
        return min(watch.rows / max(number * _ROWS_EACH, 1), 1.0)

    def perform(
        self,
        words: str,
        number: int,
        verb: Callable[Concatenate[Session, P], ChangeSet],
        /,
        *args: P.args,
        **keywords: P.kwargs,
    ) -> None:
        """Queue a verb over so many things.

        Args:
            words: what it does, while it runs.
            number: of the things.
            verb: of the operations; one transaction.
            args: of the verb.
            keywords: of the verb.
        """
        self.perform_then(_nothing, words, number, verb, *args, **keywords)

    def perform_then(
        self,
        then: Callable[[ChangeSet], None],
        words: str,
        number: int,
        verb: Callable[Concatenate[Session, P], ChangeSet],
        /,
        *args: P.args,
        **keywords: P.kwargs,
    ) -> None:
        """As `perform`; calls ``then(changes)`` in the GUI thread when it is saved."""
        watch, context = BulkWatch(), self._context
        beside, context.beside = context.beside, None
        entry = (words, number, watch)
        self._running.append(entry)

        def again(**changed: object) -> None:
            values: dict[str, Any] = {**keywords, **changed}
            self.perform_then(then, words, number, verb, *args, **values)

        def done(changes: ChangeSet) -> None:
            self._end(entry)
            then(changes)

        def failed(error: BaseException) -> None:
            self._end(entry)
            if isinstance(error, ReasonNeededError) and context.ask_reason is not None:
                context.ask_reason(error, again, beside)
            elif isinstance(error, BulkStoppedError):
                context.session.hub.emit(Notice(tr("Stopped. Nothing was changed.")))
            else:
                context.show_error(error)

        future = context.session.run(in_bulk, verb, watch, *args, **keywords)
        context.jobs.follow(future, done=done, failed=failed)
        if not self._late.isActive():
            self._late.start(_LATE_MS)

    def stop(self) -> None:
        """Stop the edit that runs and those that wait; nothing of them is taken."""
        for _, _, watch in self._running:
            watch.stop()

    def _tell(self) -> None:
        self._late.setInterval(_STEP_MS)
        self._told = True
        if self._running:
            words, number, _ = self._running[0]
            done = round(self.share * number)
            self._context.session.hub.emit(JobChanged(_JOB, words, done, number, "running"))
        self.changed.emit()

    def _end(self, entry: tuple[str, int, BulkWatch]) -> None:
        self._running.remove(entry)
        if self._running:
            return
        self._late.stop()
        if self._told:
            self._told = False
            self._context.session.hub.emit(JobChanged(_JOB, entry[0], entry[1], entry[1], "done"))
            self.changed.emit()


def bulk_edits(context: UiContext) -> BulkEdits:
    """Return the one runner of a window, so that each pane sees and can stop what another one began."""
    found = context.requests.findChild(BulkEdits)
    return found if isinstance(found, BulkEdits) else BulkEdits(context)


def _nothing(_: ChangeSet) -> None:
    """The panes learn of the change from its event."""
