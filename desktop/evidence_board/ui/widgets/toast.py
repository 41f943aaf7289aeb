"""`Toast`: says what changed out of sight, and offers to undo it, for six seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["Toast"]

_SECONDS, _WIDEST = 6.0, 520
#: Over the status bar and no higher, so that it covers no data: the axis of the timeline is just above.
_ABOVE_FOOT, _MARGIN = 2, 3


class Toast(QWidget):
    """One line at the foot of a window; a new message takes the place of the old one.

    It waits while the pointer is over it or the focus in it.
    """

    def __init__(self, parent: QWidget, *, theme: Theme) -> None:
        """Make the toast of a window, hidden.

        Args:
            parent: the window; the toast stays at its foot.
            theme: the look.
        """
        super().__init__(parent)
        self._theme = theme
        self._window = parent
        self._then: Callable[[], None] | None = None
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("role", "body")
        self._action = Button("", theme=theme, kind="link", small=True, parent=self)
        self._action.clicked.connect(self._act)
        close = IconButton("x", name=tr("Close"), theme=theme, size=24, icon_size=14, parent=self)
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, _MARGIN, 8, _MARGIN)
        layout.setSpacing(8)
        layout.addWidget(self._label)
        layout.addWidget(self._action)
        layout.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def announce(
        self,
        text: str,
        *,
        action: str = "",
        then: Callable[[], None] | None = None,
        seconds: float = _SECONDS,
    ) -> None:
        """Show a message.

        Args:
            text: what happened, in words.
            action: verb on the button, like ``Undo``; without it there is no button.
            then: called when the button is pressed.
            seconds: how long it stays.
        """
        self._then = then
        width = min(_WIDEST, self._window.width() - 160)
        metrics = self._theme.metrics("body")
        self._label.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
        self._label.setAccessibleName(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(round(seconds * 1000))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    @property
    def message(self) -> str:
        """The message shown, empty when the toast is hidden."""
        return self._label.accessibleName() if self.isVisible() else ""

    @property
    def action_button(self) -> Button:
        """The button of the message."""
        return self._action

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the pointer is here."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting."""
        self._timer.start(round(_SECONDS * 500))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the raised surface."""
        painter = QPainter(self)
        radius = self._theme.tokens.radius["card"]
        color = self._theme.color
        draw_box(painter, self.rect(), radius=radius, fill=color("raised"), border=color("control"))
        painter.end()

    def _act(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()

    def _place(self) -> None:
        parent = self._window
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - _ABOVE_FOOT)
