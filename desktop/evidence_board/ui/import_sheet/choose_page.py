"""`ChoosePage`: what to import, when nothing was dropped yet."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["ChoosePage"]

_ABOVE, _TOP = 12, 96


class ChoosePage(QWidget):
    """A dashed field with two buttons; files dropped anywhere on the window are imported too.

    Signals:
        files_wanted: choose files.
        folder_wanted: choose a folder.
    """

    files_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        title = QLabel(tr("Drop photos, videos or a folder on the window"))
        title.setProperty("role", "section")
        note = QLabel(
            tr("Everything is copied into the case with its SHA-256. The originals are read once and never changed.")
        )
        note.setProperty("role", "secondary")
        for label in (title, note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.folder_button = Button(tr("Choose a folder"), theme=theme, kind="primary", icon="folder-open")
        self.files_button = Button(tr("Choose files"), theme=theme, icon="files")
        self.folder_button.clicked.connect(self.folder_wanted)
        self.files_button.clicked.connect(self.files_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.folder_button)
        row.addWidget(self.files_button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, _ABOVE + _TOP, 24, 28)
        layout.setSpacing(0)
        layout.addWidget(title)
        layout.addSpacing(6)
        layout.addWidget(note)
        layout.addSpacing(20)
        layout.addLayout(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed field and the icon in its tile."""
        painter = QPainter(self)
        color, radius = self._theme.color, self._theme.tokens.radius["sheet"]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QPainterPath()
        box.addRoundedRect(QRectF(self.rect()).adjusted(0.75, _ABOVE + 0.75, -0.75, -0.75), radius, radius)
        painter.fillPath(box, color("pane"))
        pen = QPen(color("control"), 1.5)
        pen.setDashPattern([4, 3])
        painter.strokePath(box, pen)
        tile = QRectF((self.width() - 48) / 2, _ABOVE + 32, 48, 48)
        draw_box(painter, tile, radius=12, fill=color("sunken"))
        draw_icon(painter, "import", tile.adjusted(12, 12, -12, -12), color("text2"))
        painter.end()
