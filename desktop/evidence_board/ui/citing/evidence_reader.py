"""`EvidenceReader`: reads what facts rest on behind the window, the newest question alone."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_board.model.claims import Thing
from evidence_board.operations.weighing import Weighed, weigh
from evidence_board.ui.context import UiContext

__all__ = ["EvidenceReader"]

#: A run of arrow keys reads only what it ends on.
_LATE_MS = 15


class EvidenceReader(QObject):
    """Asked anew, an answer on its way is forgotten.

    Attributes:
        ready: (dict of claim -> `Weighed`) the answer, in the GUI thread.
    """

    ready = Signal(object)

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._claims: tuple[Thing, ...] = ()
        self._request = 0
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE_MS)
        self._late.timeout.connect(self._read)

    def want(self, claims: Iterable[Thing]) -> None:
        """Read these; none ends what is on its way."""
        self._request += 1
        self._claims = tuple(claims)
        if self._claims:
            self._late.start()
        else:
            self._late.stop()

    def flush(self) -> None:
        """Read at once what was asked for (used before a picture of the window is taken)."""
        if self._claims:
            self._late.stop()
            self._request += 1
            self.ready.emit(self._context.session.read(weigh, self._claims))

    def _read(self) -> None:
        request, claims, session = self._request, self._claims, self._context.session

        def take(found: dict[Thing, Weighed]) -> None:
            if request == self._request:
                self.ready.emit(found)

        self._context.jobs.run(
            lambda: session.read(weigh, claims), done=take, failed=self._context.show_error, priority=3
        )
