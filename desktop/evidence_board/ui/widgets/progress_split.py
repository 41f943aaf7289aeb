"""`ProgressSplit`: how far a long work is, split by what became of each file."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme

__all__ = ["ProgressSplit"]

_HEIGHT, _GAP = 8, 2


class ProgressSplit(QWidget):
    """A bar of added (accent), repeats (grey), need you (amber) and left (empty)."""

    def __init__(self, *, theme: Theme, height: int = _HEIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._height = height
        self._added = self._repeats = self._need_you = self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_counts(added=0, repeats=0, need_you=0, total=0)

    def set_counts(self, *, added: int, repeats: int, need_you: int, total: int) -> None:
        """Show counts of files; what is left is the total less the others."""
        self._added, self._repeats, self._need_you = added, repeats, need_you
        self._total = max(total, added + repeats + need_you)
        left = self._total - added - repeats - need_you
        self.setAccessibleName(
            tr(
                "{added} added, {repeats} repeats, {need} need you, {left} left",
                added=added,
                repeats=repeats,
                need=need_you,
                left=left,
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bar."""
        return QSize(120, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track and its parts in reading direction."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QPainterPath()
        radius = self.height() / 2
        track.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setClipPath(track)
        color = self._theme.color
        painter.fillRect(self.rect(), color("sunken"))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        x, done, width = 0, 0, self.width()
        for count, role in ((self._added, "accent"), (self._repeats, "control"), (self._need_you, "warn")):
            if count:
                done += count
                end = max(round(width * done / self._total), x + 3)
                painter.fillRect(QRect(x, 0, end - x, self.height()), color(role))
                x = end + _GAP
        painter.end()
