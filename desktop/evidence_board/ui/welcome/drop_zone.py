"""`DropZone`: where a new case begins: three pictures, a sentence, and two buttons."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["DropZone"]

_FAN = ((-119.0, -6.0, 2.0), (0.0, 4.5, 0.0), (118.0, -2.5, 3.0))


class DropZone(QWidget):
    """A dashed field; files dropped anywhere on the window begin a new case.

    Signals:
        new_wanted: begin an empty case.
        open_wanted: choose a case to open.
    """

    new_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures: list[QImage] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        title = QLabel(tr("Drop photos, videos or a folder to begin a new case"))
        title.setProperty("role", "section")
        title.setWordWrap(True)
        note = QLabel(tr("Originals are copied and never changed."))
        note.setProperty("role", "secondary")
        new = Button(tr("New case"), theme=theme, kind="primary", icon="folder-plus", key="Ctrl+N")
        new.clicked.connect(self.new_wanted)
        opened = Button(tr("Open case"), theme=theme, icon="folder-open", key="Ctrl+O")
        opened.clicked.connect(self.open_wanted)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(new)
        row.addWidget(opened)
        row.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 155, 24, 24)
        self._layout.setSpacing(0)
        for label in (title, note):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._layout.addWidget(title)
        self._layout.addSpacing(6)
        self._layout.addWidget(note)
        self._layout.addSpacing(16)
        self._layout.addLayout(row)
        self.new_button, self.open_button = new, opened

    def set_pictures(self, pictures: list[QImage]) -> None:
        """Show three pictures; until then their frames are empty."""
        self._pictures = pictures
        self.update()

    def set_tight(self, tight: bool) -> None:
        """Leave the pictures out where there is little height."""
        self._layout.setContentsMargins(24, 20 if tight else 155, 24, 20 if tight else 24)

    def sizeHint(self) -> QSize:
        """Return the room of the content."""
        return QSize(660, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed field and the fan of pictures."""
        painter = QPainter(self)
        theme, color = self._theme, self._theme.color
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.tokens.radius["sheet"]
        box = QPainterPath()
        box.addRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), radius, radius)
        painter.fillPath(box, color("pane"))
        pen = QPen(color("control"), 1.5)
        pen.setDashPattern([4, 3])
        painter.strokePath(box, pen)
        if self._layout.contentsMargins().top() > 100:
            self._draw_fan(painter)
        painter.end()

    def _draw_fan(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        middle = QPointF(self.width() / 2, 84)
        for place, (x, angle, y) in enumerate(_FAN):
            frame = QRectF(-65, -51, 130, 102)
            painter.save()
            painter.translate(middle + QPointF(x, y))
            painter.rotate(angle)
            draw_box(painter, frame.translated(2, 3), radius=4, fill=QColor(8, 10, 14, 28))
            draw_box(painter, frame, radius=4, fill=self._theme.color("raised"), border=self._theme.color("line"))
            inside = frame.adjusted(4, 4, -4, -4)
            if place < len(self._pictures):
                painter.drawImage(inside, self._pictures[place])
            else:
                painter.fillRect(inside, self._theme.color("sunken"))
            painter.restore()
