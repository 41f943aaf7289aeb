"""`PracticeCard`: the practice case, made on demand with its progress shown in place."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.painting import draw_box
from evidence_board.ui.widgets.progress_split import ProgressSplit

__all__ = ["PracticeCard"]

_PICTURE_HEIGHT = 148


class PracticeCard(QWidget):
    """A picture, what the practice case is, and the button that opens it.

    Signals:
        open_wanted: open the practice case, made first if need be.
        again_wanted: make a fresh one beside the one that was worked on.
    """

    open_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QImage()
        title = QLabel(tr("Practice case: photos from the coast"))
        title.setProperty("role", "section")
        title.setWordWrap(True)
        text = QLabel(tr("48 invented files. Learn to place a photo, link two accounts and see when things happened."))
        text.setProperty("role", "secondary")
        text.setWordWrap(True)
        self._open = Button(tr("Open practice"), theme=theme, icon="graduation-cap")
        self._open.clicked.connect(self.open_wanted)
        self._again = Button(tr("Start again"), theme=theme, kind="quiet")
        self._again.clicked.connect(self.again_wanted)
        self._note = QLabel(tr("Works on a copy"))
        self._note.setProperty("role", "small")
        self._bar = ProgressSplit(theme=theme, height=6)
        self._bar.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._open)
        row.addWidget(self._again)
        row.addWidget(self._note)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, _PICTURE_HEIGHT + 18, 20, 24)
        layout.setSpacing(0)
        layout.addWidget(title)
        layout.addSpacing(6)
        layout.addWidget(text)
        layout.addSpacing(32)
        layout.addWidget(self._bar)
        layout.addSpacing(12)
        layout.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_begun(False)

    @property
    def open_button(self) -> Button:
        """The button that opens the practice case."""
        return self._open

    @property
    def again_button(self) -> Button:
        """The button that makes a fresh one."""
        return self._again

    @property
    def note(self) -> str:
        """The words beside the button."""
        return self._note.text()

    def set_picture(self, picture: QImage) -> None:
        """Show the picture; until then its place is empty."""
        self._picture = picture
        self.update()

    def set_begun(self, begun: bool) -> None:
        """Say that a practice case is there already, as it was left."""
        self._open.setText(tr("Go on with practice") if begun else tr("Open practice"))
        self._again.setVisible(begun)
        self._note.setVisible(not begun)

    def show_progress(self, done: int, of: int, words: str) -> None:
        """Show how far the making is; the buttons wait."""
        self._open.setEnabled(False)
        self._again.hide()
        self._bar.show()
        self._bar.set_counts(added=done, repeats=0, need_you=0, total=max(of, 1))
        self._note.setText(words)
        self._note.show()

    def end_progress(self) -> None:
        """The making is over."""
        self._open.setEnabled(True)
        self._bar.hide()
        self._note.setText(tr("Works on a copy"))

    def sizeHint(self) -> QSize:
        """Return the room of the content."""
        return QSize(426, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its picture."""
        painter = QPainter(self)
        color, radius = self._theme.color, self._theme.tokens.radius["sheet"]
        draw_box(painter, self.rect(), radius=radius, fill=color("pane"), border=color("line"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inside = QPainterPath()
        inside.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius - 1, radius - 1)
        window = QRect(1, 1, self.width() - 2, _PICTURE_HEIGHT)
        painter.setClipPath(inside)
        painter.setClipRect(window, Qt.ClipOperation.IntersectClip)
        if not self._picture.isNull():
            painter.drawImage(QRectF(window), self._picture, _part(self._picture, window.size()))
        else:
            painter.fillRect(window, color("sunken"))
        painter.setClipping(False)
        painter.fillRect(QRect(QPoint(1, _PICTURE_HEIGHT), QSize(self.width() - 2, 1)), color("line"))
        painter.end()


def _part(image: QImage, size: QSize) -> QRectF:
    wanted = size.width() / max(1, size.height())
    height = image.width() / wanted
    return QRectF(0, max(0.0, (image.height() - height) / 2), image.width(), min(height, image.height()))
