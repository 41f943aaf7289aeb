"""`DropOverlay`: what will happen when the files under the pointer are let go, written over the window."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded

__all__ = ["DropOverlay", "dropped_paths"]

_GONE_AFTER_MS = 120


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the local files and folders that are dragged; the bytes are not looked at."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


@runtime_checkable
class TakesFiles(Protocol):
    """A part of the window that takes some files for itself, instead of an import.

    Attributes:
        words_for_files: says what dropping these here would do, None when they are not for it.
        files_dropped: (list of paths) they were dropped here.
    """

    words_for_files: Callable[[list[Path]], tuple[str, str] | None]
    files_dropped: SignalInstance


class DropOverlay(QWidget):
    """Covers its parent while files are dragged over it.

    Signals:
        dropped: (list of paths) the files were let go.
    """

    dropped = Signal(object)

    def __init__(self, parent: QWidget, *, theme: Theme, words: Callable[[list[Path]], tuple[str, str]]) -> None:
        """Make the overlay, hidden.

        Args:
            parent: the window.
            theme: the look.
            words: gives what will happen to these paths: one line, and a smaller one below.
        """
        super().__init__(parent)
        self._over = parent
        self._theme = theme
        self._words = words
        self._lines = ("", "")
        self.setAcceptDrops(True)
        self._late_hide = QTimer(self)
        self._late_hide.setSingleShot(True)
        self._late_hide.setInterval(_GONE_AFTER_MS)
        self._late_hide.timeout.connect(self.hide)
        self.hide()

    def begin(self, event: QDragEnterEvent) -> bool:
        """Cover the window if these are files; tells whether they are."""
        paths = dropped_paths(event.mimeData())
        if not paths:
            return False
        self._lines = self._words(paths)
        self.setAccessibleName(". ".join(self._lines))
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def left(self) -> None:
        """The pointer left the window below; it may have come to the overlay, or be gone."""
        self._late_hide.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Stay while the pointer is here."""
        self._late_hide.stop()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Offer a copy: originals are never moved. Over a part that takes these files, say what it does with them."""
        self._late_hide.stop()
        paths = dropped_paths(event.mimeData())
        taker = self._taker(event.position().toPoint(), paths)
        lines = (taker.words_for_files(paths) if taker is not None else None) or self._words(paths)
        if lines != self._lines:
            self._lines = lines
            self.setAccessibleName(". ".join(lines))
            self.update()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files were taken away again."""
        self._late_hide.start()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the paths on."""
        self._late_hide.stop()
        self.hide()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        paths = dropped_paths(event.mimeData())
        taker = self._taker(event.position().toPoint(), paths)
        # The drag source waits for this handler; what follows may open a dialog.
        QTimer.singleShot(0, self, lambda: (taker.files_dropped if taker is not None else self.dropped).emit(paths))

    def _taker(self, at: QPoint, paths: list[Path]) -> TakesFiles | None:
        """Return the part of the window under a point that takes these files for itself."""
        for part in self._over.findChildren(QWidget):
            if not isinstance(part, TakesFiles) or not part.isVisible():
                continue
            if part.rect().contains(part.mapFrom(self._over, at)) and part.words_for_files(paths) is not None:
                return part
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a veil, an accent outline and the words."""
        painter = QPainter(self)
        theme, color = self._theme, self._theme.color
        painter.fillRect(self.rect(), faded(color("window"), 0.86))
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()).adjusted(13, 13, -13, -13), 12, 12)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(color("accent"), 2)
        pen.setDashPattern([4, 3])
        painter.strokePath(outline, pen)
        first, second = self._lines
        middle = QRectF(self.rect())
        tile = QRectF(0, 0, 56, 56)
        tile.moveCenter(middle.center())
        tile.translate(0, -44)
        draw_box(painter, tile, radius=14, fill=color("accentSoft"))
        draw_icon(painter, "import", tile.adjusted(16, 16, -16, -16), color("accentText"))
        line = QRectF(32, tile.bottom() + 14, self.width() - 64, theme.line_height("title"))
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, line, first, font=theme.font("title"), colour=color("text"), align=centre)
        line.translate(0, theme.line_height("title") + 6)
        draw_text(painter, line, second, font=theme.font("body"), colour=color("text2"), align=centre)
        painter.end()
