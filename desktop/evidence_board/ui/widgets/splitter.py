"""`Splitter`: panes edge to edge with a line of 1 px that can be grabbed on 8 px."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from evidence_board.ui.theme import Theme

__all__ = ["Splitter"]

_GRAB = 8


class Splitter(QSplitter):
    """A splitter whose handles are hairlines with a wide, invisible grip above the panes."""

    def __init__(self, orientation: Qt.Orientation, *, theme: Theme, parent: QWidget | None = None) -> None:
        # Before the base class: it asks for handles while it is made.
        self._theme = theme
        super().__init__(orientation, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        """Return a hairline with its grip."""
        return _Handle(self.orientation(), self, self._theme)


class _Handle(QSplitterHandle):
    """The visible line. Qt makes it 1 px (and 5 px for the mouse); the grip above is wider."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter, theme: Theme) -> None:
        super().__init__(orientation, parent)
        self._theme = theme
        self._grip = _Grip(self, theme)
        self.installEventFilter(self._grip)

    def drag_to(self, position: int) -> None:
        """Move the line to a place along the splitter, in pixels from its left or top."""
        self.moveSplitter(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.contentsRect(), self._theme.color("line"))
        painter.end()


class _Grip(QWidget):
    """Takes the mouse around a line and moves it."""

    def __init__(self, handle: _Handle, theme: Theme) -> None:
        super().__init__(handle.splitter())
        self._handle = handle
        self._theme = theme
        self._grabbed_at: int | None = None
        self._across = handle.orientation() == Qt.Orientation.Horizontal
        self.setCursor(Qt.CursorShape.SplitHCursor if self._across else Qt.CursorShape.SplitVCursor)
        self.setVisible(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the line when the splitter moves, shows or hides it."""
        match event.type():
            case QEvent.Type.Move | QEvent.Type.Resize | QEvent.Type.Show:
                self._follow()
            case QEvent.Type.Hide:
                self.hide()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed_at = self._along(event) - self._along_point(self._line().topLeft())
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed_at is not None:
            self._handle.drag_to(self._along(event) - self._grabbed_at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed_at = None
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.underMouse() or self._grabbed_at is not None:
            painter = QPainter(self)
            line = self._line().translated(-self.pos())
            painter.fillRect(line, self._theme.color("accent" if self._grabbed_at is not None else "control"))
            painter.end()

    def _line(self) -> QRect:
        return self._handle.contentsRect().translated(self._handle.pos())

    def _along_point(self, point: QPoint) -> int:
        return point.x() if self._across else point.y()

    def _along(self, event: QMouseEvent) -> int:
        return self._along_point(self._handle.splitter().mapFromGlobal(event.globalPosition().toPoint()))

    def _follow(self) -> None:
        line = self._line()
        extra = (_GRAB - 1) // 2
        if self._across:
            self.setGeometry(line.x() - extra, line.y(), _GRAB, line.height())
        else:
            self.setGeometry(line.x(), line.y() - extra, line.width(), _GRAB)
        self.setVisible(self._handle.isVisible())
        self.raise_()
