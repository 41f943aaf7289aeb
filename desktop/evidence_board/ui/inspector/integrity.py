"""`Integrity`: whether stored bytes are still what was collected; said only after really hashing them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_board.case.details import hash_stored
from evidence_board.model.details import Original
from evidence_board.ui.context import UiContext

__all__ = ["Integrity"]

#: Files up to this size are checked by themselves when they have been selected for a moment.
_BY_ITSELF = 64 << 20
_REST_MS = 350


class Integrity(QObject):
    """Hashes stored originals off the GUI thread and remembers the outcome while the case is open.

    Attributes:
        changed: (SHA-256) something new is known of the bytes with this hash.
    """

    changed = Signal(str)

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._known: dict[str, bool] = {}
        self._running: str | None = None
        self._wanted: Original | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._begin_wanted)

    def state(self, original: Original) -> str:
        """Return ``unchanged``, ``changed``, ``checking``, or an empty text while nothing is known."""
        known = self._known.get(original.sha256)
        if known is not None:
            return "unchanged" if known else "changed"
        return "checking" if self._running == original.sha256 else ""

    def look_at(self, original: Original | None) -> None:
        """The user looks at this file: check it soon, unless it is large or known. None: at no file."""
        self._wanted = original
        if original is not None and original.size <= _BY_ITSELF and not self.state(original):
            self._rest.start()
        else:
            self._rest.stop()

    def check(self, original: Original) -> None:
        """Check these bytes now, whatever their size."""
        self._wanted = original
        self._begin_wanted()

    def _begin_wanted(self) -> None:
        original = self._wanted
        if original is None or self._running is not None or original.sha256 in self._known:
            return
        self._running = original.sha256
        session = self._context.session

        def go_on() -> bool:
            # Another file is looked at now: its check goes first.
            wanted = self._wanted
            return wanted is not None and wanted.sha256 == original.sha256

        def job() -> str | None:
            return session.read(hash_stored, original, go_on=_every(16, go_on))

        self._context.jobs.run(
            job, done=lambda found: self._finished(original, found), failed=self._context.show_error, priority=-1
        )
        self.changed.emit(original.sha256)

    def _finished(self, original: Original, found: str | None) -> None:
        self._running = None
        if found is not None:
            self._known[original.sha256] = found == original.sha256
        self.changed.emit(original.sha256)
        if self._wanted is not None and self._wanted.sha256 not in self._known:
            self._rest.start()


def _every(count: int, ask: Callable[[], bool]) -> Callable[[], bool]:
    """Ask only every so many times; in between the answer is yes."""
    calls = 0

    def asked() -> bool:
        nonlocal calls
        calls += 1
        return ask() if calls % count == 0 else True

    return asked
