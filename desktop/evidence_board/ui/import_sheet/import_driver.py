"""`ImportDriver`: runs imports one after another in a thread of their own, for the sheet."""

import threading
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_board.case.imports import UnfinishedImport
from evidence_board.events import ImportChanged
from evidence_board.media.requests import media_supervisor
from evidence_board.operations.importing import ImportRun
from evidence_board.ui.context import UiContext
from evidence_board.workers import Supervisor
from evidence_board.workers.supervisor import cores

__all__ = ["ImportDriver"]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An import that waits for its turn."""

    paths: list[Path] = field(default_factory=list)
    resume: UnfinishedImport | None = None


class ImportDriver(QObject):
    """Starts, pauses and stops imports. Everything is called, and every signal comes, in the GUI thread.

    Signals:
        started: an import began.
        moved: (ImportChanged) it moved on.
        ended: (error or None) it is over: done, stopped, or failed with an error.
    """

    started = Signal()
    moved = Signal(object)
    ended = Signal(object)

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting: deque[_Wanted] = deque()
        self._run: ImportRun | None = None
        self._thread: threading.Thread | None = None
        self._supervisor: Supervisor | None = None
        self._closed = False
        self._batches: list[str] = []
        self.progress = ImportChanged("done")
        self.step_id = 0
        context.events.import_changed.connect(self._import_changed)

    @property
    def is_running(self) -> bool:
        """Whether an import runs, paused or not."""
        return self._run is not None

    @property
    def waiting(self) -> int:
        """How many imports wait for their turn."""
        return len(self._waiting)

    @property
    def batches(self) -> list[str]:
        """To-do lists of the imports since the last `forget`."""
        present = self._run.batch_id if self._run is not None else ""
        return [*self._batches, *([present] if present and present not in self._batches else [])]

    def import_paths(self, paths: list[Path]) -> None:
        """Import files and folders, at once or after the imports before."""
        self._add(_Wanted(list(paths)))

    def resume(self, unfinished: UnfinishedImport) -> None:
        """Take up an import that a crash stopped."""
        self._add(_Wanted(resume=unfinished))

    def pause(self) -> None:
        """Read nothing more until `go_on`."""
        if self._run is not None:
            self._run.pause()

    def go_on(self) -> None:
        """Go on after `pause`."""
        if self._run is not None:
            self._run.go_on()

    def stop(self) -> None:
        """End the import that runs, and begin none of those that wait; what came in stays."""
        self._waiting.clear()
        if self._run is not None:
            self._run.stop()

    def forget(self) -> None:
        """Begin a new list of batches."""
        self._batches.clear()

    def shut_down(self) -> None:
        """End at once, before the case is closed; what was not read can be taken up again later."""
        self._closed = True
        self._waiting.clear()
        if self._run is not None:
            self._run.leave()
        if self._supervisor is not None:
            self._supervisor.close()
        if self._thread is not None:
            self._thread.join()

    def _add(self, wanted: _Wanted) -> None:
        if self._closed:
            return
        self._waiting.append(wanted)
        if self._run is None:
            self._begin()

    def _begin(self) -> None:
        wanted = self._waiting.popleft()
        # One core is left to the window.
        workers = max(1, cores() - 1)
        supervisor = media_supervisor(workers=workers, low_priority=True)
        run = ImportRun(
            self._context.session,
            wanted.paths,
            supervisor=supervisor,
            ahead=4 * workers + 4,
            resume=wanted.resume,
        )
        self._run, self._supervisor = run, supervisor
        self.progress = ImportChanged("planning")
        self.started.emit()
        self._thread = threading.Thread(target=lambda: self._work(run, supervisor), name="case import")
        self._thread.start()

    def _work(self, run: ImportRun, supervisor: Supervisor) -> None:
        error: BaseException | None = None
        try:
            run.run()
        except BaseException as trouble:  # shown, or raised again, in the GUI thread
            error = trouble
        finally:
            supervisor.close()
        self._context.jobs.call_in_gui(lambda: self._ended(run, error))

    def _ended(self, run: ImportRun, error: BaseException | None) -> None:
        if self._thread is not None:
            self._thread.join()
        if run.batch_id and run.batch_id not in self._batches:
            self._batches.append(run.batch_id)
        self.step_id = run.report.step_id
        self.progress = run.progress
        self._run = self._supervisor = self._thread = None
        self.ended.emit(error)
        if self._waiting and not self._closed:
            self._begin()

    def _import_changed(self, event: ImportChanged) -> None:
        # The last news of an import that is over come from its own report.
        if self._run is not None and event.state in ("planning", "running", "paused", "stopping"):
            self.progress = event
            self.moved.emit(event)
