"""One open case: the case file, its writer, the event hub, history, selection, filter and read model."""

import contextlib
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from evidence_board.case import damage, replay
from evidence_board.case.casefile import CaseFile, create_case, open_case, open_case_read_only
from evidence_board.case.gate import Gate
from evidence_board.case.overview import patched_index, read_index
from evidence_board.case.readers import CaseClosedError, ReaderPool
from evidence_board.events import CaseChanged, EventHub, FilterChanged, IndexChanged, Notice, SelectionChanged
from evidence_board.filters import Filter, Sieve
from evidence_board.filters.sieve import Sifted
from evidence_board.jobs import BACKGROUND, LAST, URGENT, Inline, SerialThread, Turn, TurnClosedError, report
from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import BugError, KnownError
from evidence_board.model.observations import Observations
from evidence_board.observing import Observer
from evidence_board.picture_observing import PictureObserver
from evidence_board.selection import Selection

__all__ = ["Session", "create_session", "open_session"]

P = ParamSpec("P")
T = TypeVar("T")

#: Up to this many files are sifted at once: a few milliseconds.
_AT_ONCE = 3_000


class Session:
    """Everything about one open case. Made by `open_session` or `create_session`; end it with `close`.

    Attributes:
        hub: where events of this case are emitted.
        index: the newest read model; replaced as a whole, announced by `IndexChanged`.
        active_import: step id of a running import, which undo must not touch; None when there is none, and 0
            while its step is not known yet.
    """

    def __init__(self, case: CaseFile, *, writer: Turn, index_turn: Turn | None) -> None:
        self.case = case
        self.hub = EventHub()
        self.index = CaseIndex()
        self.active_import: int | None = None
        self._writer = writer
        self._index_turn = index_turn
        self._selection = Selection()
        self._filter = Filter()
        self._readers = ReaderPool(case.reader)
        self._lock = threading.Lock()
        self._pending: list[ChangeSet] = []
        self._sieve = Sieve()
        # Number of the filter that is worked out behind the window, 0 when none is.
        self._sifting = self._filters = 0
        self._closed = False
        # Without a read model nothing is shown, so nothing needs to be noticed.
        self._observers = () if index_turn is None else (Observer(self), PictureObserver(self))

    # -- writing ---------------------------------------------------------------------------------------

    @property
    def gate(self) -> Gate:
        """The gate of the case; used by verbs, inside the writer's thread."""
        return self.case.gate

    def run(
        self,
        verb: Callable[Concatenate["Session", P], ChangeSet],
        *args: P.args,
        **keywords: P.kwargs,
    ) -> Future[ChangeSet]:
        """Queue a user verb on the writer; the future gives its change set or its exception.

        Panes are told by `CaseChanged` before the future is done.
        """
        return self.run_at(URGENT, verb, *args, **keywords)

    def run_at(
        self,
        priority: int,
        verb: Callable[Concatenate["Session", P], ChangeSet],
        *args: P.args,
        **keywords: P.kwargs,
    ) -> Future[ChangeSet]:
        """Queue a verb with a priority (`jobs.URGENT` or `jobs.BACKGROUND`)."""

        def job() -> ChangeSet:
            try:
                changes = verb(self, *args, **keywords)
            except Exception as error:
                known = None if self.case.read_only else damage.explained(self.gate.connection, error)
                if known is None:
                    raise
                raise known from error
            self.announce(changes)
            return changes

        return self.on_writer(job, priority=priority)

    def on_writer(self, job: Callable[[], T], *, priority: int = URGENT) -> Future[T]:
        """Queue work of the importer that announces itself."""
        try:
            return self._writer.submit(job, priority=priority)
        except TurnClosedError as error:
            # A click that comes a moment after closing: refused where every other refusal is told.
            refused: Future[T] = Future()
            refused.set_exception(error)
            return refused

    def announce(self, changes: ChangeSet, *, undo: bool = False) -> None:
        """Tell the panes what was committed, and renew the read model.

        A pane that fails with the news is reported; what was committed stays committed, and its verb done.
        """
        if not changes.rows and not changes.whole:
            return
        try:
            self.hub.emit(CaseChanged(changes, undo))
        except Exception as error:
            report(error)
        with self._lock:
            self._pending.append(changes)
            closed = self._closed
        if self._index_turn is not None and not closed:
            with contextlib.suppress(TurnClosedError):
                self._index_turn.submit(self._renew_index).add_done_callback(self._tell_failure)

    def _tell_failure(self, done: "Future[None]") -> None:
        error = done.exception()
        if isinstance(error, KnownError):
            self.hub.emit(Notice(str(error), tone="bad"))
        elif error is not None:
            report(error)

    # -- history ---------------------------------------------------------------------------------------

    def undo(self) -> Future[ChangeSet | None]:
        """Take back the last step; the result is None when there is nothing to take back.

        While an import runs, its own step is left alone: stop it first.
        """
        return self.on_writer(lambda: self._replay(replay.undo, backwards=True))

    def redo(self) -> Future[ChangeSet | None]:
        """Do again what was undone last."""
        return self.on_writer(lambda: self._replay(replay.redo, backwards=False))

    def _replay(self, action: Callable[[Gate], ChangeSet | None], *, backwards: bool) -> ChangeSet | None:
        if backwards and self.active_import is not None:
            step = self.read(replay.last_done)
            if step is not None and step.id == self.active_import:
                return None
        changes = action(self.gate)
        if changes is not None:
            self.announce(changes, undo=True)
        return changes

    def undo_step(self) -> replay.Step | None:
        """Return the step that undo would take back, for the tooltip."""
        return self.read(replay.last_done)

    def redo_step(self) -> replay.Step | None:
        """Return the step that redo would do again."""
        return self.read(replay.next_undone)

    # -- reading ---------------------------------------------------------------------------------------

    def read(self, query: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **keywords: P.kwargs) -> T:
        """Call a reading function with a read-only connection, in the calling thread.

        It sees the case as it is now, whatever is written meanwhile; it must be done reading when it returns.

        Raises:
            KnownError: the case is damaged where it is read, or was closed.
        """
        with self._readers.lent() as connection:
            try:
                return query(connection, *args, **keywords)
            except Exception as error:
                known = damage.explained(connection, error)
                if known is None:
                    raise
                raise known from error

    def after_index(
        self,
        query: Callable[Concatenate[sqlite3.Connection, P], T],
        *args: P.args,
        **keywords: P.kwargs,
    ) -> Future[T]:
        """Read behind the window, once the read model holds everything committed so far.

        What panes are told by `IndexChanged` comes before the future is done.
        """
        if self._index_turn is None:
            raise BugError("this session was opened without a read model")
        try:
            return self._index_turn.submit(lambda: self.read(query, *args, **keywords))
        except TurnClosedError as error:
            refused: Future[T] = Future()
            refused.set_exception(error)
            return refused

    def renew_index(self) -> Future[None]:
        """Read everything anew; `IndexChanged` follows."""
        with self._lock:
            self._pending.append(ChangeSet(0, "", whole=True))
        if self._index_turn is None:
            raise BugError("this session was opened without a read model")
        return self._index_turn.submit(self._renew_index)

    def _show_index(self, index: CaseIndex) -> None:
        """Take up a read model; what passes the filter is known before the panes ask for it."""
        found = self._sieve.sift(index, self._filter) if len(index.items) > _AT_ONCE else None
        self.index = index
        if found is not None:
            self._sieve.keep(found)

    def _renew_index(self) -> None:
        with self._lock:
            pending, self._pending = self._pending, []
            if not pending or self._closed:
                return
        merged = ChangeSet.merge(pending)
        whole = not self.index.title or merged.whole
        try:
            if whole:
                # What was noticed stands until it is looked at anew.
                self._show_index(replace(self.read(read_index), observations=self.index.observations))
            else:
                self._show_index(self.read(lambda connection: patched_index(self.index, connection, merged)))
        except CaseClosedError:
            return
        except BaseException:
            with self._lock:
                self._pending.insert(0, ChangeSet(0, "", whole=True))
            raise
        with self._lock:
            gone = [one for one in self._selection.ids if self.index.kind_of(one) is None]
            if gone:
                self._selection = self._selection.without(gone)
        if gone:
            self.hub.emit(SelectionChanged(""))
        self.hub.emit(IndexChanged(whole))
        for observer in self._observers:
            observer.renewed(replace(merged, whole=whole))

    def behind_index(self, job: Callable[[], None]) -> "Future[None]":
        """Queue work behind every renewal of the read model, in its thread; dropped once the case is closed."""
        if self._index_turn is None:
            raise BugError("this session was opened without a read model")
        done = self._index_turn.submit(lambda: None if self._closed else job(), priority=BACKGROUND)
        done.add_done_callback(self._tell_failure)
        return done

    def observe(self, observations: Observations) -> None:
        """Put what the program noticed into the read model; call it in `behind_index`. `IndexChanged` follows."""
        self._show_index(self.index.with_observations(observations))
        self.hub.emit(IndexChanged(False))

    # -- selection and filter --------------------------------------------------------------------------

    @property
    def selection(self) -> Selection:
        """What is selected in every pane."""
        return self._selection

    def select(self, selection: Selection, *, origin: str = "") -> None:
        """Change the one selection; ``origin`` names the pane that did it."""
        with self._lock:
            changed = selection != self._selection
            self._selection = selection
        if changed:
            self.hub.emit(SelectionChanged(origin))

    @property
    def filter(self) -> Filter:
        """What is shown, or will be in a moment."""
        return self._filter

    def set_filter(self, active: Filter, *, origin: str = "") -> None:
        """Change the one filter; ``origin`` names the pane that did it.

        In a large case it is worked out behind the window first: `FilterChanged` comes when `visible` has it.
        """
        if active == self._filter:
            return
        self._filter = active
        self._filters += 1
        large = len(self.index.items) > _AT_ONCE and bool(active.parts)
        if large and self._index_turn is not None and not self._closed:
            number = self._sifting = self._filters
            with contextlib.suppress(TurnClosedError):
                self._index_turn.submit(lambda: self._sift(number, origin)).add_done_callback(self._tell_failure)
                return
        self._sifting = 0
        self.hub.emit(FilterChanged(origin))

    def _sift(self, number: int, origin: str) -> None:
        if number != self._sifting or self._closed:
            return
        found = self._sieve.sift(self.index, self._filter)
        if number == self._sifting:
            self._sieve.keep(found)
            self._sifting = 0
            self.hub.emit(FilterChanged(origin))

    def _sifted(self) -> Sifted:
        return self._sieve.now(self.index, self._filter, waiting=bool(self._sifting))

    @property
    def visible(self) -> dict[str, ItemRow]:
        """The items that pass the filter, by id, in the order of the index; worked out once per change."""
        return self._sifted().visible

    @property
    def around(self) -> dict[str, ItemRow]:
        """The items that pass everything but the map view; the same as `visible` without one."""
        return self._sifted().around

    # -- the end ---------------------------------------------------------------------------------------

    def close(self) -> None:
        """Write what is queued, close every connection, leave exactly one file.

        What still reads is interrupted; what comes later is refused with a `KnownError`.
        """
        with self._lock:
            if self._closed:
                return
            self._closed = True
        closing = self._writer.submit(self._close_case, priority=LAST)
        self._writer.close()
        if self._index_turn is not None:
            self._index_turn.close()
        closing.result()

    def _close_case(self) -> None:
        self._readers.close()
        self.case.close()


def open_session(
    path: Path, *, actor: str, threaded: bool = False, read_only: bool = False, with_index: bool = True
) -> Session:
    """Open a case. The read model is ready when this returns inline; threaded, it follows by `IndexChanged`.

    Args:
        path: the case file.
        actor: who acts, for the custody log.
        threaded: use a writer thread (the window); else everything runs in the calling thread.
        read_only: take no lock and leave the bytes identical.
        with_index: keep the read model of the panes; the commands that need none do without.

    Raises:
        KnownError: as `evidence_board.case.casefile.open_case`.
    """
    if read_only:
        return _session(lambda: open_case_read_only(path), threaded=threaded, with_index=with_index)
    # The window makes the search index of an older case while it is used.
    return _session(
        lambda: open_case(path, actor=actor, index_later=threaded), threaded=threaded, with_index=with_index
    )


def create_session(path: Path, *, title: str, actor: str, threaded: bool = False) -> Session:
    """Make a new case and open it.

    Raises:
        KnownError: as `evidence_board.case.casefile.create_case`.
    """
    return _session(lambda: create_case(path, title=title, actor=actor), threaded=threaded)


def _session(opener: Callable[[], CaseFile], *, threaded: bool, with_index: bool = True) -> Session:
    writer: Turn = SerialThread("case writer") if threaded else Inline()
    try:
        case = writer.submit(opener).result()
    except BaseException:
        writer.close()
        raise
    index_turn: Turn | None = None
    if with_index:
        index_turn = SerialThread("case reader") if threaded else Inline()
    session = Session(case, writer=writer, index_turn=index_turn)
    if with_index:
        first = session.renew_index()
        if not threaded and (error := first.exception()) is not None:
            session.close()
            raise error
    return session
