"""`WelcomeFoot`: version, and that nothing is sent anywhere."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evidence_board import __version__
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon

__all__ = ["WelcomeFoot"]


class WelcomeFoot(QWidget):
    """One line at the foot of the welcome screen."""

    def __init__(self, *, theme: Theme, width: int, parent: QWidget | None = None) -> None:
        """Make the line.

        Args:
            theme: the look.
            width: how wide it may be, in logical pixels; it stands in the middle.
            parent: parent widget.
        """
        super().__init__(parent)
        inside = QWidget()
        inside.setMaximumWidth(width)
        inner = QHBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        version = QLabel(tr("Version {version}", version=__version__))
        offline = QLabel(tr("Works offline, no account"))
        for label in (version, offline):
            label.setProperty("role", "small")
        inner.addWidget(version)
        inner.addStretch(1)
        inner.addWidget(_Icon("wifi-off", theme=theme))
        inner.addSpacing(6)
        inner.addWidget(offline)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 8, 32, 24)
        row.addStretch(1)
        row.addWidget(inside, 1000)
        row.addStretch(1)


class _Icon(QWidget):
    """A small icon in a line of text."""

    def __init__(self, icon: str, *, theme: Theme) -> None:
        super().__init__()
        self._icon, self._theme = icon, theme
        self.setFixedSize(14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, self._icon, self.rect(), self._theme.color("text2"))
        painter.end()
