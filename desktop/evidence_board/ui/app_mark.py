"""`AppMark`: the mark of the program, a small graph on the accent colour."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["AppMark", "window_icon"]

_SIDE = 26


class AppMark(QWidget):
    """The mark at the start of the top bar, 26 px."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self.setAccessibleName(tr("Evidence Board"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = QPainter(self)
        _draw(painter, self.rect(), self._theme)
        painter.end()


def window_icon(theme: Theme) -> QIcon:
    """Return the mark as the icon of a window."""
    icon = QIcon()
    if QGuiApplication.instance() is None:
        return icon
    for side in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        _draw(painter, pixmap.rect(), theme)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _draw(painter: QPainter, rect: QRect, theme: Theme) -> None:
    side = rect.width()
    draw_box(painter, rect, radius=side * 0.25, fill=theme.color("accent"))
    inset = round(side * 0.2)
    place = rect.adjusted(inset, inset, -inset, -inset)
    draw_icon(painter, "waypoints", place, theme.color("onAccent"), stroke=2.2)
