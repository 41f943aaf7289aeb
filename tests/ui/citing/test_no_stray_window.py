"""What is put together piece by piece never opens a window of its own, which would take the keys away."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class StrayWindows(QObject):
    """Notes every parentless widget that is shown."""

    def __init__(self):
        super().__init__()
        self.found = []

    def eventFilter(self, watched, event):
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched.parent() is None
        ):
            self.found.append(repr(watched))
        return False


def test_looking_through_the_case_opens_no_window_for_a_moment(citing):
    watcher = StrayWindows()
    QApplication.instance().installEventFilter(watcher)
    try:
        for ref in ("V-001", "M-014", "M-025", "K-56", "P-041", "A-01"):
            citing.select(ref)
        citing.select("M-014", "M-025")
        citing.page.commands.run("uncited")
        citing.settle()
    finally:
        QApplication.instance().removeEventFilter(watcher)
    assert watcher.found == []
