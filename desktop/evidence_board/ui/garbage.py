"""`GuiThreadGarbage`: Python's garbage is collected in the GUI thread only.

The collector runs in whichever thread happens to allocate. When that is the writer or a painter, the widgets
of a closed popover that hang in a reference cycle would be destroyed outside the GUI thread, which crashes
Qt. So automatic collection is switched off and done here, by the same thresholds, a generation at a time.
"""

import gc

from PySide6.QtCore import QObject, QTimer

__all__ = ["GuiThreadGarbage"]

_INTERVAL_MS = 250


class GuiThreadGarbage(QObject):
    """Collects garbage from a timer of the thread it was made in, until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect what is due: the oldest generation whose threshold was passed."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Collect everything once and give the work back to Python; call before the application ends."""
        self._timer.stop()
        gc.collect()
        if self._was_enabled:
            gc.enable()
