"""`BoardControls`: zoom out, scale, zoom in and fit, in the lower left corner of the board."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import draw_box, draw_text

__all__ = ["BoardControls"]

_SIDE, _SCALE, _MARGIN = 28, 44, 10
_NEAR, _STAYS_MS = 64, 1600


class BoardControls(QWidget):
    """A slim box that stays out of the way: it comes with the pointer near its corner, and while one zooms.

    Attributes:
        zoom_in: show less, larger.
        zoom_out: show more, smaller.
        fit: show everything.
        buttons: by name: ``out``, ``in`` and ``fit``.
    """

    zoom_in = Signal()
    zoom_out = Signal()
    fit = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._scale = theme, 1.0
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.buttons: dict[str, IconButton] = {}
        for name, icon, words, key, signal in (
            ("out", "minus", tr("Zoom out"), "-", self.zoom_out),
            ("in", "plus", tr("Zoom in"), "+", self.zoom_in),
            ("fit", "maximize", tr("Zoom to fit"), "", self.fit),
        ):
            button = IconButton(icon, name=words, key=key, theme=theme, size=_SIDE, icon_size=14, parent=self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(signal)
            layout.addWidget(button)
            if name == "out":
                layout.addSpacing(_SCALE)
            self.buttons[name] = button
        self.setFixedSize(self.sizeHint())
        # Zoom does not mirror with the language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_STAYS_MS)
        self._late.timeout.connect(self._leave)
        parent.installEventFilter(self)
        self.hide()

    def sizeHint(self) -> QSize:
        """Return the size of the box."""
        return QSize(3 * _SIDE + _SCALE, _SIDE)

    def set_scale(self, scale: float, *, by_user: bool) -> None:
        """Show another scale; 1 is 100 %. The box comes when the user zoomed."""
        if round(scale * 100) == round(self._scale * 100):
            return
        self._scale = scale
        self.update()
        if by_user:
            self._come()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come when the pointer is near."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            near = self.geometry().adjusted(-_MARGIN, -_NEAR, _NEAR, _MARGIN)
            if near.contains(event.position().toPoint()):
                self._come()
        return super().eventFilter(watched, event)

    def _come(self) -> None:
        self.show()
        self.raise_()
        self._late.start()

    def _leave(self) -> None:
        if self.underMouse():
            self._late.start()
        else:
            self.hide()

    def place_in(self, size: QSize) -> None:
        """Stay in the lower left corner."""
        self.move(_MARGIN, size.height() - self.height() - _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the scale and the line before the last button."""
        painter = QPainter(self)
        color = self._theme.color
        draw_box(painter, self.rect(), radius=6, fill=color("pane"), border=color("line2"))
        words = tr("{n} %", n=round(self._scale * 100))
        font = self._theme.font("small", tabular=True)
        room = QRect(_SIDE, 0, _SCALE, self.height())
        draw_text(painter, room, words, font=font, colour=color("text2"), align=Qt.AlignmentFlag.AlignHCenter)
        painter.fillRect(2 * _SIDE + _SCALE, 1, 1, self.height() - 2, color("line"))
        painter.end()
