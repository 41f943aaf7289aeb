"""`StripPane`: the foot of the Geolocate workspace: heading, progress, and the row of pictures."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.filters import Filter
from evidence_board.ui.context import UiContext
from evidence_board.ui.geolocate.place_strip import PlaceStrip
from evidence_board.ui.geolocate.to_place import Queue
from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["StripPane"]


class StripPane(QWidget):
    """Says how many are placed of how many; filters of the Overview hold here as well, and can be cleared.

    Attributes:
        strip: the pictures.
        progress: the words of the progress.
        clear: takes the filter away.
    """

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        theme = context.theme
        self._context = context
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.strip = PlaceStrip(context)
        self._title = ElidedLabel(tr("To place"), theme=theme, role="bodyStrong")
        self._count = ElidedLabel(theme=theme, role="small", colour="text3", tabular=True)
        self._bar = _Bar(theme=theme)
        self.progress = ElidedLabel(theme=theme, role="small", colour="text2", tabular=True)
        self._hint = ElidedLabel(theme=theme, role="small", colour="text3")
        self.clear = Button(tr("Clear all filters"), theme=theme, kind="link", small=True)
        self.clear.clicked.connect(lambda: context.session.set_filter(Filter(), origin="geolocate"))
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.setSpacing(8)
        for part in (self._title, self._count):
            head.addWidget(part)
        head.addSpacing(24)
        head.addWidget(self._bar)
        head.addWidget(self.progress)
        head.addWidget(self.clear)
        head.addStretch(1)
        head.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.strip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_queue(self, queue: Queue, *, current: str) -> None:
        """Show what waits, what is placed, and how far that is."""
        left = len(queue.waiting)
        self._count.set_text(count(left, one="{n} file", many="{n} files") if left else "")
        placed = tr("{n} of {total} placed", n=number(len(queue.placed)), total=number(queue.total))
        if queue.given_up:
            others = count(queue.given_up, one="{n} cannot be located", many="{n} cannot be located")
            placed = f"{placed}, {others}"
        self.progress.set_text(placed if queue.total else tr("No pictures or videos here"))
        self._bar.show_share((len(queue.placed) + queue.given_up) / queue.total if queue.total else 0.0, words=placed)
        self.clear.setVisible(bool(self._context.session.filter.parts))
        if self._context.session.case.read_only:
            hint = tr("This case is open to read")
        elif left:
            hint = tr("Drag a photo onto the map to place it")
        else:
            hint = tr("Nothing is left to place") if queue.total else ""
        self._hint.set_text(hint)
        self.strip.show_queue(queue, current=current)


class _Bar(QWidget):
    """How much is done, in green on a track."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, *, words: str) -> None:
        self._share = share
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        track = QRectF(self.rect())
        draw_box(painter, track, radius=3, fill=self._theme.color("line2"))
        width = track.width() * self._share
        if width > 0:
            left = track.right() - width if self.isRightToLeft() else track.left()
            draw_box(painter, QRectF(left, 0, max(width, 6.0), track.height()), radius=3, fill=self._theme.color("ok"))
        painter.end()
