"""The base of every pane: told of changes late, together, and only while it can be seen."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from evidence_board.events import FilterChanged, HoverChanged, SelectionChanged
from evidence_board.ui.context import UiContext

__all__ = ["Pane"]


class Pane(QWidget):
    """A part of a workspace over the one selection and filter.

    Subclasses override the ``show_`` methods they need. ``show_index`` and ``show_filter`` come coalesced at
    the end of the event turn and never while the pane is hidden (they are made up for when it is shown).

    Attributes:
        context: session and services.
        name: unique name, used as the origin of selections and filters and for remembered layout.
    """

    name = "pane"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName(self.name)
        self._stale: set[str] = {"index", "filter", "selection"}
        self._selection_origin = ""
        self._covered = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(0)
        self._late.timeout.connect(self._refresh)
        events = context.events
        events.index_changed.connect(self._index_changed)
        events.filter_changed.connect(self._filter_changed)
        events.selection_changed.connect(self._selection_changed)
        events.hover_changed.connect(self._hover_changed)
        context.theme.changed.connect(self.show_theme)

    def show_index(self) -> None:
        """The read model (``context.session.index``) changed: show it."""

    def show_filter(self) -> None:
        """The filter (``context.session.filter``) changed: show what passes."""

    def show_selection(self, origin: str) -> None:
        """The selection changed; when ``origin`` is this pane's name, do not scroll."""

    def show_hover(self, kind: str | None, row_id: str | None) -> None:
        """The pointer rests on a thing in another pane; outline it thinly, do not scroll."""

    def show_theme(self) -> None:
        """Colours or fonts changed; the default repaints."""
        self.update()

    def flush(self) -> None:
        """Bring the pane up to date now (used before a picture of the window is taken)."""
        self._late.stop()
        self._refresh()

    def set_covered(self, covered: bool) -> None:
        """Do no work while something lies over the whole pane; what was missed is made up for afterwards."""
        self._covered = covered
        if covered:
            self._late.stop()
        elif self._stale and self.isVisible():
            self._late.start()

    def _index_changed(self, event: object) -> None:
        self._mark("index")

    def _filter_changed(self, event: FilterChanged) -> None:
        self._mark("filter")

    def _selection_changed(self, event: SelectionChanged) -> None:
        self._selection_origin = event.origin
        self._mark("selection")

    def _hover_changed(self, event: HoverChanged) -> None:
        if event.origin != self.name and self.isVisible() and not self._covered:
            self.show_hover(event.kind, event.row_id)

    def _mark(self, what: str) -> None:
        self._stale.add(what)
        if self.isVisible() and not self._covered and not self._late.isActive():
            self._late.start()

    def _refresh(self) -> None:
        stale, self._stale = self._stale, set()
        if "index" in stale:
            self.show_index()
        if "filter" in stale and "index" not in stale:
            self.show_filter()
        if "selection" in stale:
            self.show_selection(self._selection_origin)

    def showEvent(self, event: QShowEvent) -> None:
        """Make up for what was missed while hidden."""
        super().showEvent(event)
        if self._stale and not self._covered:
            self._late.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Do no work while hidden."""
        super().hideEvent(event)
        self._late.stop()
