"""`PreviewTools`: the bar over the large preview: what is shown, back, on, zoom, close."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["PreviewTools"]


class PreviewTools(QWidget):
    """A bar as high as the top bar of the window.

    Attributes:
        step_wanted: (steps) go back or on.
        zoom_wanted: (steps) zoom out or in.
        actual_wanted: pixel for pixel, or the whole again.
        close_wanted: close the preview.
    """

    step_wanted = Signal(int)
    zoom_wanted = Signal(float)
    actual_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ref = ElidedLabel(theme=theme, role="bodyStrong", tabular=True)
        self._title = ElidedLabel(theme=theme, role="body", colour="text2")
        self._place = ElidedLabel(theme=theme, role="body", colour="text3", tabular=True)
        self.back = IconButton("chevron-left", name=tr("Previous file"), theme=theme, key=tr("Left"))
        self.on = IconButton("chevron-right", name=tr("Next file"), theme=theme, key=tr("Right"))
        out = IconButton("zoom-out", name=tr("Zoom out"), theme=theme, key="-")
        self.scale = Button("100 %", theme=theme, kind="quiet", small=True)
        self.scale.setFixedWidth(theme.pixels(76))
        closer = IconButton("zoom-in", name=tr("Zoom in"), theme=theme, key="+")
        shut = IconButton("x", name=tr("Close"), theme=theme, key=tr("Esc"), icon_size=18)
        self.back.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.on.clicked.connect(lambda: self.step_wanted.emit(1))
        out.clicked.connect(lambda: self.zoom_wanted.emit(-1.0))
        closer.clicked.connect(lambda: self.zoom_wanted.emit(1.0))
        self.scale.clicked.connect(self.actual_wanted)
        shut.clicked.connect(self.close_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 12, 1)
        layout.setSpacing(4)
        layout.addWidget(self._ref)
        layout.addSpacing(8)
        layout.addWidget(self._title, 1)
        layout.addWidget(self._place)
        layout.addSpacing(8)
        layout.addWidget(self.back)
        layout.addWidget(self.on)
        layout.addSpacing(12)
        layout.addWidget(out)
        layout.addWidget(self.scale)
        layout.addWidget(closer)
        layout.addSpacing(12)
        layout.addWidget(shut)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, *, ref: str, title: str, place: str) -> None:
        """Show which file it is, and where it stands among the others."""
        self._ref.set_text(ref)
        self._title.set_text(title)
        self._place.set_text(place)

    def set_steps(self, *, back: bool, on: bool) -> None:
        """Show whether there are files before and after."""
        self.back.setEnabled(back)
        self.on.setEnabled(on)

    def set_scale(self, scale: float, *, fitted: bool) -> None:
        """Show how large the picture is; 1 is pixel for pixel."""
        percent = tr("{n} %", n=round(100 * scale))
        self.scale.setText(percent)
        self.scale.setToolTip(tr("Show pixel for pixel   Z") if fitted else tr("Show all of it   Z"))

    def sizeHint(self) -> QSize:
        """Return the height of the top bar."""
        return QSize(400, self._theme.pixels(self._theme.tokens.size["topBar"]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and its hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("window"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))
        painter.end()
