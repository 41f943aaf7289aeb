"""`EvidenceCited`: the facts that rest on a file, or on a part of it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from evidence_board.case.evidence import read_cited_in
from evidence_board.model.claims import CitedIn, Thing
from evidence_board.ui.context import UiContext
from evidence_board.ui.inspector.post_cited import PostCitedSection

__all__ = ["EvidenceCited"]

_LATE_MS = 15


class EvidenceCited(PostCitedSection):
    """Reads by itself where a thing is cited; a click shows the evidence of the fact."""

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(context, parent=parent)
        self._thing: Thing | None = None
        self._request = 0
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE_MS)
        self._late.timeout.connect(self._read)

    def show_thing(self, thing: Thing) -> None:
        """Show where a thing is cited, once that is read."""
        if thing != self._thing:
            self.show_cited(())
            # Whether nothing cites it is known once that is read.
            self._nothing.hide()
        self._thing = thing
        self._request += 1
        self._late.start()

    def show_cited(self, cited: tuple[CitedIn, ...]) -> None:
        """Show where the thing is cited."""
        super().show_cited(cited)
        self._nothing.setVisible(not cited)

    def flush(self) -> None:
        """Read at once (used before a picture of the window is taken)."""
        if self._thing is not None:
            self._late.stop()
            self._request += 1
            self.show_cited(self._context.session.read(read_cited_in, self._thing))

    def _read(self) -> None:
        request, thing, session = self._request, self._thing, self._context.session
        if thing is None:
            return

        def take(found: tuple[CitedIn, ...]) -> None:
            if request == self._request:
                self.show_cited(found)

        self._context.jobs.run(
            lambda: session.read(read_cited_in, thing), done=take, failed=self._context.show_error, priority=3
        )
