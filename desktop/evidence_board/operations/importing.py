"""An import: one step of the history over many short transactions, with pause, stop and resume."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from evidence_board.case import imports
from evidence_board.events import ImportChanged
from evidence_board.importers.folder import Refused, plan_import
from evidence_board.jobs import BACKGROUND
from evidence_board.model.changes import ChangeSet
from evidence_board.operations.import_files import ReadFile, begin_examination, read_for_import
from evidence_board.operations.import_writing import ImportWriter
from evidence_board.session import Session
from evidence_board.workers.supervisor import Supervisor

__all__ = ["ImportReport", "ImportRun"]

_ANNOUNCE_S = 0.4
_BYTES_IN_FLIGHT = 160 << 20


@dataclass(slots=True)
class ImportReport:
    """What came in. ``problems`` are (path, ref, code, message); ``refused`` paths are named with a reason."""

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
    """

    def __init__(
        self,
        session: Session,
        paths: list[Path],
        *,
        supervisor: Supervisor,
        ahead: int = 6,
        resume: imports.UnfinishedImport | None = None,
        refs: Callable[[Path], str | None] = lambda path: None,
        source: str = "",
    ) -> None:
        self._session = session
        self._paths = paths
        self._supervisor = supervisor
        self._ahead = ahead
        self._resume = resume
        self._go = threading.Event()
        self._go.set()
        self._stop = threading.Event()
        self._refs = refs
        self._source = source or _source_words(paths)
        self._changes: list[ChangeSet] = []
        self._announced = 0.0
        self._started = 0.0
        self.report = ImportReport()
        self.progress = ImportChanged("planning")

    def pause(self) -> None:
        """Read no further file until `go_on`."""
        self._go.clear()
        self._tell(state="paused")

    def go_on(self) -> None:
        """Go on after `pause`."""
        self._tell(state="running")
        self._go.set()

    def stop(self) -> None:
        """End soon; what came in stays, and one undo takes it out."""
        self._stop.set()
        self._go.set()

    def run(self) -> ImportReport:
        """Import everything; returns when done or stopped.

        Raises:
            KnownError: the case cannot be written (disk full, drive gone); what came in stays.
        """
        self._started = time.monotonic()
        try:
            writer, waiting = self._begin()
            self._session.active_import = writer.step_id
            self._work(writer, deque(waiting))
            self._finish(writer)
        except BaseException as error:
            self._flush(force=True)
            self._tell(state="failed", message=str(error))
            raise
        finally:
            self._session.active_import = None
        return self.report

    # -- the parts -------------------------------------------------------------------------------------

    def _begin(self) -> tuple[ImportWriter, list[tuple[int, str]]]:
        session = self._session
        if self._resume is not None:
            batch = self._resume
            waiting = session.read(imports.pending_files, batch.batch_id)
            self.progress = ImportChanged("running", batch.source, batch.total, batch.total - len(waiting))
            return ImportWriter(session, batch.step_id, batch.batch_id, self.report, self._refs), waiting
        self._tell(state="planning", source=self._source)
        beside = [session.case.path.with_name(session.case.path.name + tail) for tail in ("", "-wal", "-shm", ".lock")]
        plan = plan_import(self._paths, leave_out=beside, stopped=self._stop.is_set)
        self.report.refused += plan.refused
        writer = ImportWriter.begin(session, plan, self._source, self.report, self._refs)
        waiting = session.read(imports.pending_files, writer.batch_id)
        self._tell(state="running", total=len(plan.files), refused=len(plan.refused))
        return writer, waiting

    def _work(self, writer: ImportWriter, waiting: deque[tuple[int, str]]) -> None:
        flying: deque[ReadFile] = deque()
        in_flight = 0
        while (waiting or flying) and not self._stop.is_set():
            self._go.wait()
            while waiting and len(flying) < self._ahead and (not flying or in_flight < _BYTES_IN_FLIGHT):
                number, path = waiting.popleft()
                file = read_for_import(number, Path(path))
                if not writer.is_known(file):
                    begin_examination(file, self._supervisor)
                flying.append(file)
                in_flight += len(file.data or b"")
            ready = [flying.popleft()]
            # Whatever is done behind the first goes into the same transaction, as far as its time allows.
            while flying and (flying[0].reply is None or flying[0].reply.done()):
                ready.append(flying.popleft())
            in_flight -= sum(len(file.data or b"") for file in ready)
            self._tell(current=ready[0].seen.file_name)
            self._write(writer, ready)
        for file in flying:
            if file.reply is not None:
                file.reply.cancel()

    def _write(self, writer: ImportWriter, ready: list[ReadFile]) -> None:
        prepared = deque(writer.prepare(file, self._supervisor, self._large_progress) for file in ready)
        while prepared:
            changes = self._session.on_writer(lambda: writer.write(prepared), priority=BACKGROUND).result()
            self._changes.append(changes)
            done = self.progress.done + int(str(changes.result.get("files", 0)))
            report = self.report
            left = self.progress.total - done
            spent = time.monotonic() - self._started
            self._tell(
                done=done,
                added=report.added,
                repeats=report.duplicates,
                need_you=report.need_you,
                with_gps=report.with_gps,
                refused=len(report.refused),
                seconds_left=spent / done * left if done and spent > 1 else None,
            )
            self._flush()

    def _large_progress(self, name: str, done: int, total: int) -> bool:
        self._tell(current=name, current_bytes=(done, total))
        return not self._stop.is_set()

    def _finish(self, writer: ImportWriter) -> None:
        stopped = self._stop.is_set()
        self.report.stopped = stopped
        self.report.seconds = time.monotonic() - self._started
        self.report.step_id = writer.step_id
        self._session.on_writer(lambda: writer.finish(stopped=stopped), priority=BACKGROUND).result()
        self._flush(force=True)
        self._tell(state="stopped" if stopped else "done", current="", seconds_left=0.0)

    def _flush(self, *, force: bool = False) -> None:
        now = time.monotonic()
        if self._changes and (force or now - self._announced > _ANNOUNCE_S):
            self._announced = now
            changes, self._changes = self._changes, []
            self._session.announce(ChangeSet.merge(changes))

    def _tell(self, **values: object) -> None:
        self.progress = replace(self.progress, **values)  # type: ignore[arg-type]  # names checked by replace
        self._session.hub.emit(self.progress)


def _source_words(paths: list[Path]) -> str:
    if len(paths) == 1:
        return str(paths[0])
    return f"{paths[0].parent} ({len(paths)} chosen)" if paths else ""
