"""`HoldButton`: for the one thing that cannot be undone; acts after it was held down for a second."""

from PySide6.QtCore import QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button

__all__ = ["HoldButton"]

HOLD_MS = 1000


class HoldButton(Button):
    """A button that fills while it is held and acts when it is full. Letting go earlier does nothing.

    Attributes:
        held: it was held for its whole time.
    """

    held = Signal()

    def __init__(self, text: str, *, theme: Theme, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, theme=theme, kind="secondary", icon=icon, parent=parent)
        self._look = theme
        self._full = 0.0
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setDuration(HOLD_MS)
        self._clock.valueChanged.connect(self._fill)
        self._clock.finished.connect(self._finish)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to fill."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self._clock.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        super().mouseReleaseEvent(event)
        self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter hold it too."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isEnabled():
            if not event.isAutoRepeat():
                self._clock.start()
            event.accept()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go."""
        if not event.isAutoRepeat():
            self._let_go()
        super().keyReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button and how full it is."""
        super().paintEvent(event)
        if self._full <= 0:
            return
        colour = QColor(self._look.color("bad"))
        colour.setAlphaF(0.25)
        width = self.width() * self._full
        left = self.width() - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0.0
        with QPainter(self) as painter:
            painter.fillRect(QRectF(left, 0, width, self.height()).adjusted(1, 1, -1, -1), colour)

    def _fill(self, value: float) -> None:
        self._full = value
        self.update()

    def _let_go(self) -> None:
        self._clock.stop()
        self._full = 0.0
        self.update()

    def _finish(self) -> None:
        # `finished` comes also when the clock is stopped early.
        if self._full >= 1.0:
            self._full = 0.0
            self.update()
            self.held.emit()
