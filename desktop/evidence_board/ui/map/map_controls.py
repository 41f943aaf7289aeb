"""`MapControls`: zoom in, zoom out and fit, stacked in the upper right corner of the map."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["MapControls"]

_SIDE, _MARGIN = 32, 12


class MapControls(QWidget):
    """Three buttons in one box, parts of one control.

    Attributes:
        zoom_in: show less, larger.
        zoom_out: show more, smaller.
        fit: show the selection, or everything when nothing is selected.
    """

    zoom_in = Signal()
    zoom_out = Signal()
    fit = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.buttons: dict[str, IconButton] = {}
        for name, icon, words, key, signal in (
            ("in", "plus", tr("Zoom in"), "+", self.zoom_in),
            ("out", "minus", tr("Zoom out"), "-", self.zoom_out),
            ("fit", "locate-fixed", tr("Show the selection, or everything"), "Home", self.fit),
        ):
            button = IconButton(icon, name=words, key=key, theme=theme, size=_SIDE, parent=self)
            button.clicked.connect(signal)
            layout.addWidget(button)
            self.buttons[name] = button
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the size of the box."""
        return QSize(_SIDE, 3 * _SIDE)

    def place_in(self, size: QSize) -> None:
        """Stay in the upper right corner of a map of this size; the map does not mirror."""
        self.move(size.width() - _SIDE - _MARGIN, _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the lines between the buttons."""
        painter = QPainter(self)
        color = self._theme.color
        draw_box(painter, self.rect(), radius=6, fill=color("pane"), border=color("line2"))
        for row in (1, 2):
            painter.fillRect(1, row * _SIDE, _SIDE - 2, 1, color("line"))
        painter.end()
