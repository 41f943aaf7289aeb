"""Brings the events of a session, whichever thread emits them, to the panes in the GUI thread."""

from PySide6.QtCore import QObject, Qt, QThread, Signal

from evidence_board.events import (
    CaseChanged,
    EventHub,
    FilterChanged,
    HoverChanged,
    ImportChanged,
    IndexChanged,
    JobChanged,
    Notice,
    SelectionChanged,
)

__all__ = ["EventBridge"]


class EventBridge(QObject):
    """Signals for the events of one session.

    Events of the GUI thread arrive at once, so that a click is seen in every pane in the same frame; events
    of other threads are queued.
    """

    case_changed = Signal(object)
    index_changed = Signal(object)
    selection_changed = Signal(object)
    hover_changed = Signal(object)
    filter_changed = Signal(object)
    job_changed = Signal(object)
    import_changed = Signal(object)
    notice = Signal(object)
    _queued = Signal(object)

    def __init__(self, hub: EventHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._signals = {
            CaseChanged: self.case_changed,
            IndexChanged: self.index_changed,
            SelectionChanged: self.selection_changed,
            HoverChanged: self.hover_changed,
            FilterChanged: self.filter_changed,
            JobChanged: self.job_changed,
            ImportChanged: self.import_changed,
            Notice: self.notice,
        }
        self._queued.connect(self._emit, Qt.ConnectionType.QueuedConnection)
        self._scope = hub.scope()
        for event_type in self._signals:
            self._scope.on(event_type, self._receive)

    def _receive(self, event: object) -> None:
        if QThread.currentThread() is self.thread():
            self._emit(event)
        else:
            self._queued.emit(event)

    def _emit(self, event: object) -> None:
        self._signals[type(event)].emit(event)

    def close(self) -> None:
        """End the subscriptions; no signal comes after this."""
        self._scope.close()
        self._queued.disconnect(self._emit)
