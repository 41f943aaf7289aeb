"""`BehindWork`: a long job behind everything else, with its progress in the status bar, ended with the case."""

import threading
from collections.abc import Callable
from functools import partial

from evidence_board.case.readers import CaseClosedError
from evidence_board.events import JobChanged
from evidence_board.jobs import TurnClosedError
from evidence_board.model.errors import KnownError
from evidence_board.ui.context import UiContext

__all__ = ["BehindWork"]


class BehindWork:
    """A thread of its own, since such work takes minutes; what is not done is taken up when the case opens again.

    Attributes:
        is_closed: the case is being closed: end soon.
    """

    def __init__(self, context: UiContext, *, job_id: str, title: str) -> None:
        self._context, self._job_id, self._title = context, job_id, title
        self.is_closed = False
        self._told = ""
        self._thread: threading.Thread | None = None

    def start(self, work: Callable[[], object], *, ended: tuple[type[BaseException], ...] = ()) -> None:
        """Do it.

        Args:
            work: tells how far it is by `moved`.
            ended: further errors that only say that the case was closed.
        """
        known: tuple[type[BaseException], ...] = (TurnClosedError, CaseClosedError, *ended)

        def run() -> None:
            try:
                if not self.is_closed:
                    work()
            except known:
                return
            except KnownError as error:
                if not self.is_closed:
                    self._context.jobs.call_in_gui(partial(self._context.show_error, error))

        self._thread = threading.Thread(target=run, name=self._job_id, daemon=True)
        self._thread.start()

    def moved(self, done: int, total: int) -> bool:
        """Tell how far it is; False when it is to end."""
        state = "running" if done < total and not self.is_closed else "done"
        told = f"{state} {200 * done // max(total, 1)}"
        if told != self._told:
            # Half a per cent at a time: the window has other things to draw.
            self._told = told
            self._context.session.hub.emit(JobChanged(self._job_id, self._title, done, total, state))
        return not self.is_closed

    def stop(self) -> None:
        """Wait until it has ended."""
        self.is_closed = True
        if self._thread is not None:
            self._thread.join()
