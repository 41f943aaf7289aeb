"""An import: one step of the history over many short transactions, with pause, stop and resume."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from evidence_board.case import imports
from evidence_board.case.import_problems import Counted, counted
from evidence_board.events import ImportChanged
from evidence_board.importers.folder import Refused, plan_import, shown
from evidence_board.jobs import BACKGROUND, report
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.operations.import_files import ReadFile, begin_examination
from evidence_board.operations.import_reading import ReadAhead
from evidence_board.operations.import_writing import ImportWriter, Stopped
from evidence_board.session import Session
from evidence_board.workers.supervisor import Supervisor

__all__ = ["ImportReport", "ImportRun", "give_up_unfinished"]

_ANNOUNCE_S = 0.4


@dataclass(slots=True)
class ImportReport:
    """What came in. ``problems`` are (path, ref, code, message); ``refused`` paths are named with a reason.

    ``mended`` are repeats whose stored bytes were damaged and are whole again; ``beyond_mending`` those that the
    present file could not take.
    """

    added: int = 0
    duplicates: int = 0
    with_gps: int = 0
    geotags: int = 0
    need_you: int = 0
    refused: list[Refused] = field(default_factory=list)
    problems: list[tuple[str, str, str, str]] = field(default_factory=list)
    seconds: float = 0.0
    stopped: bool = False
    step_id: int = 0
    mended: int = 0
    beyond_mending: int = 0


class ImportRun:
    """Brings files and folders into the case. `run` blocks; the other methods may be called meanwhile.

    Args:
        session: the open case.
        paths: files and folders; ignored when a batch is resumed.
        supervisor: where files are examined; stays open.
        ahead: how many files may be on their way through the workers at once.
        resume: id of an import that stopped before its end.
        refs: gives the ref of a file that brings its own (practice case), or None.
        source: what to call where the files come from; worked out from the paths if empty.

    Attributes:
        report: what came in so far.
        progress: the news told last.
        batch_id: of the to-do list; empty until the paths were looked through.
    """

    def __init__(
        self,
        session: Session,
        paths: list[Path],
        *,
        supervisor: Supervisor,
        ahead: int = 8,
        resume: imports.UnfinishedImport | None = None,
        refs: Callable[[Path], str | None] = lambda path: None,
        source: str = "",
    ) -> None:
        self._session = session
        self._paths = paths
        self._supervisor = supervisor
        self._ahead = ahead
        self._resume = resume
        self._lock = threading.Lock()
        self._ahead_of_us: ReadAhead | None = None
        self._go = threading.Event()
        self._go.set()
        self._stop = threading.Event()
        self._left = False
        self._before = Counted()
        self._refs = refs
        self._source = source or _source_words(paths)
        self._changes: list[ChangeSet] = []
        self._announced = 0.0
        self._started = 0.0
        self._done_here = 0
        self.report = ImportReport()
        self.progress = ImportChanged("planning")
        self.batch_id = ""

    def pause(self) -> None:
        """Read no further file until `go_on`."""
        if self._go.is_set() and not self._stop.is_set():
            self._go.clear()
            self._hold(paused=True)
            self._tell()
            # What came in can be worked with meanwhile.
            self._flush(force=True)

    def go_on(self) -> None:
        """Go on after `pause`."""
        if not self._go.is_set():
            self._go.set()
            self._hold(paused=False)
            self._tell()

    def stop(self) -> None:
        """End soon; what came in stays, and one undo takes it out."""
        if not self._stop.is_set():
            self._stop.set()
            self._go.set()
            self._tell()

    def leave(self) -> None:
        """End soon, with the rest still on the to-do list: it can be taken up when the case is opened again."""
        self._left = True
        self.stop()

    def run(self) -> ImportReport:
        """Import everything; returns when done or stopped.

        Raises:
            KnownError: another import runs, this one cannot be taken up any more, or the case cannot be written
                (disk full, drive gone); what came in stays.
        """
        self._started = time.monotonic()
        session = self._session
        if session.active_import is not None:
            raise KnownError("Another import is still running.", do="Wait until it ends, or stop it first.")
        # A number that no step has, until the step is known.
        session.active_import = 0
        try:
            writer, waiting = self._begin()
            session.active_import = writer.step_id
            self.batch_id, self.report.step_id = writer.batch_id, writer.step_id
            self._work(writer, waiting)
            self._finish(writer)
        except BaseException as error:
            self.report.seconds = time.monotonic() - self._started
            self._flush(force=True)
            self._tell(state="failed", message=str(error))
            raise
        finally:
            session.active_import = None
        return self.report

    # -- the parts -------------------------------------------------------------------------------------

    def _begin(self) -> tuple[ImportWriter, list[tuple[int, str]]]:
        session = self._session
        if self._resume is not None:
            batch = self._resume
            if not session.read(imports.can_go_on, batch.batch_id):
                raise KnownError(
                    "This import cannot be taken up any more.",
                    means="It was finished or taken back meanwhile.",
                    do="Import the folder again: files that the case has are not stored twice.",
                )
            session.on_writer(lambda: self._take_up(batch.batch_id), priority=BACKGROUND).result()
            waiting = session.read(imports.pending_files, batch.batch_id)
            self._before = before = session.read(counted, batch.batch_id)
            done = batch.total - len(waiting)
            self.progress = ImportChanged("running", batch.source, batch.total, done, **asdict(before))
            self._tell()
            return ImportWriter(session, batch.step_id, batch.batch_id, self.report, self._refs), waiting
        self._tell(state="planning", source=self._source)
        beside = [session.case.path.with_name(session.case.path.name + tail) for tail in ("", "-wal", "-shm", ".lock")]
        plan = plan_import(self._paths, leave_out=beside, stopped=self._stop.is_set)
        self.report.refused += plan.refused
        writer = ImportWriter.begin(session, plan, self._source, self.report, self._refs)
        waiting = session.read(imports.pending_files, writer.batch_id)
        self._tell(state="running", total=len(plan.files), refused=len(plan.refused))
        return writer, waiting

    def _take_up(self, batch_id: str) -> None:
        with self._session.gate.unrecorded() as connection:
            imports.take_up(connection, batch_id)

    def _work(self, writer: ImportWriter, waiting: list[tuple[int, str]]) -> None:
        def send(file: ReadFile) -> None:
            if not writer.is_known(file):
                begin_examination(file, self._supervisor)

        ahead = ReadAhead(waiting, files=self._ahead, send=send)
        self._ahead_of_us = ahead
        self._hold(paused=not self._go.is_set())
        try:
            while not self._stop.is_set() and (ready := ahead.take()):
                self._go.wait()
                self._tell(current=ready[0].seen.file_name, current_bytes=(0, 0))
                self._write(writer, ready)
                ahead.release(ready)
        except Stopped:
            # In the middle of a large file: it stays on the to-do list.
            self._stop.set()
        finally:
            ahead.close()

    def _write(self, writer: ImportWriter, ready: list[ReadFile]) -> None:
        prepared = deque(writer.prepare(file, self._supervisor, self._large_progress) for file in ready)
        while prepared:
            written = self._session.on_writer(lambda: writer.write(prepared), priority=BACKGROUND).result()
            prepared.extend(writer.prepare_again(one, self._supervisor) for one in written.again)
            with self._lock:
                self._changes.append(written.changes)
            done = self.progress.done + written.files
            so_far = self.report
            left = self.progress.total - done
            spent = time.monotonic() - self._started
            self._done_here += written.files
            before = self._before
            self._tell(
                done=done,
                added=before.added + so_far.added,
                repeats=before.repeats + so_far.duplicates,
                need_you=before.need_you + so_far.need_you,
                with_gps=before.with_gps + so_far.with_gps,
                refused=before.refused + len(so_far.refused),
                mended=so_far.mended,
                beyond_mending=so_far.beyond_mending,
                seconds_left=spent / self._done_here * left if self._done_here and spent > 1 else None,
            )
            self._flush(force=not self._go.is_set())

    def _hold(self, *, paused: bool) -> None:
        if self._ahead_of_us is not None:
            self._ahead_of_us.pause(paused=paused)

    def _present_state(self) -> str:
        if self._stop.is_set():
            return "stopping"
        return "running" if self._go.is_set() else "paused"

    def _large_progress(self, name: str, done: int, total: int) -> bool:
        self._tell(current=name, current_bytes=(done, total))
        return not self._stop.is_set()

    def _finish(self, writer: ImportWriter) -> None:
        stopped = self._stop.is_set()
        self.report.stopped = stopped
        self.report.seconds = time.monotonic() - self._started
        if not (self._left and self.progress.done < self.progress.total):
            self._session.on_writer(lambda: writer.finish(stopped=stopped), priority=BACKGROUND).result()
        self._flush(force=True)
        self._tell(state="stopped" if stopped else "done", current="", seconds_left=0.0)

    def _flush(self, *, force: bool = False) -> None:
        now = time.monotonic()
        # Also called by whoever pauses.
        with self._lock:
            if not self._changes or not (force or now - self._announced > _ANNOUNCE_S):
                return
            self._announced = now
            changes, self._changes = self._changes, []
        self._session.announce(ChangeSet.merge(changes))

    def _tell(self, **values: object) -> None:
        # Also called by whoever pauses, so that neither of two threads undoes the news of the other.
        with self._lock:
            told = replace(self.progress, **values)  # type: ignore[arg-type]  # names checked by replace
            if told.state in ("running", "paused"):
                told = replace(told, state=self._present_state())
            self.progress = told
        try:
            self._session.hub.emit(told)
        except Exception as error:
            # A pane that fails with the news is no reason to keep files out.
            report(error)


def give_up_unfinished(session: Session, /, *, unfinished: imports.UnfinishedImport) -> ChangeSet:
    """Leave an import that a crash stopped as it is: what came in stays, nobody is asked again."""
    writer = ImportWriter(session, unfinished.step_id, unfinished.batch_id, ImportReport(), lambda path: None)
    writer.finish(stopped=True)
    return ChangeSet(unfinished.step_id, "Leave an import as it is")


def _source_words(paths: list[Path]) -> str:
    if len(paths) == 1:
        return shown(paths[0])
    return f"{shown(paths[0].parent)} ({len(paths)} chosen)" if paths else ""
