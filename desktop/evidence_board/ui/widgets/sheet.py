"""`Sheet`: a longer task in a sheet at the trailing edge of the window; never modal."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["Sheet"]

#: The line at the edge takes the first of 24 px.
_SHADE, _PADDING, _X_END = 24, 23, 18


class Sheet(QWidget):
    """A raised surface over the end of its parent, as high as the parent.

    Fill `body`; put buttons into `foot`. Esc and the x close it.

    Attributes:
        closed: the sheet was closed by the user or by `close_sheet`.
        body: layout of the scrolling content.
        foot: layout of the bar at the bottom; hidden until `show_foot`.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, *, title: str, theme: Theme, width: int = 0) -> None:
        """Make a closed sheet.

        Args:
            parent: what the sheet lies over.
            title: what the sheet is for, already translated.
            theme: the look.
            width: in logical pixels; by default that of the import sheet.
        """
        super().__init__(parent)
        self._theme = theme
        self._under = parent
        self._wide = width or theme.tokens.size["importSheet"]
        self._shown = 0.0
        self._moving: QVariantAnimation | None = None
        self._shade = _Shade(parent)
        self._panel = QFrame(self)
        self._panel.setProperty("surface", "raised")
        self._title = ElidedLabel(title, theme=theme, role="title", parent=self._panel)
        self._x = IconButton("x", name=tr("Close"), key="Esc", theme=theme, icon_size=18, parent=self._panel)
        self._x.clicked.connect(self.close_sheet)
        self._build()
        self.setAccessibleName(title)
        parent.installEventFilter(self)
        self.hide()
        self._shade.hide()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_PADDING, 16, _X_END, 4)
        head.addWidget(self._title, 1)
        head.addWidget(self._x, 0, Qt.AlignmentFlag.AlignTop)
        content = QWidget()
        content.setProperty("surface", "raised")
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(_PADDING, 0, _PADDING, 16)
        self.body.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(content)
        line = QFrame()
        line.setProperty("line", "h")
        bar = QWidget()
        self.foot = QHBoxLayout(bar)
        self.foot.setContentsMargins(_PADDING, 13, _PADDING, 13)
        self._foot_parts = (line, bar)
        layout = QVBoxLayout(self._panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        for part in self._foot_parts:
            layout.addWidget(part)
            part.hide()

    @property
    def is_open(self) -> bool:
        """Whether the sheet is open or opening."""
        return not self.isHidden()

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.set_text(title)
        self.setAccessibleName(title)

    def show_foot(self) -> None:
        """Show the bar at the bottom."""
        for part in self._foot_parts:
            part.show()

    def open_sheet(self) -> None:
        """Slide in and take the focus."""
        self._shade.show()
        self._shade.raise_()
        self.show()
        self.raise_()
        self._x.setFocus(Qt.FocusReason.OtherFocusReason)
        self._slide(1.0)

    def close_sheet(self) -> None:
        """Slide out; tells `closed` at once."""
        if self.is_open:
            self._slide(0.0)
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge of the parent."""
        if event.type() == QEvent.Type.Resize and self.is_open:
            self._place(self._shown)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line between sheet and window."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        edge = self.width() - 1 if self.isRightToLeft() else 0
        painter.fillRect(edge, 0, 1, self.height(), self._theme.color("line2"))
        painter.end()

    def _slide(self, to: float) -> None:
        motion = self._theme.motion
        done = None if to else self._gone
        if self._moving is not None:
            self._moving.stop()
        self._moving = motion.run(self, self._place, duration=motion.normal, start=self._shown, end=to, done=done)
        if self._moving is not None:
            self._moving.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._moving = None

    def _gone(self) -> None:
        self.hide()
        self._shade.hide()

    def _place(self, shown: float) -> None:
        self._shown = shown
        parent = self._under
        wide = min(self._wide, parent.width())
        seen = round(wide * shown)
        right_to_left = self.isRightToLeft()
        x = seen - wide if right_to_left else parent.width() - seen
        self.setGeometry(x, 0, wide, parent.height())
        self._panel.setGeometry(QRect(0 if right_to_left else 1, 0, wide - 1, parent.height()))
        shade = wide + x if right_to_left else x - _SHADE
        self._shade.setGeometry(shade, 0, _SHADE, parent.height())


class _Shade(QWidget):
    """The shadow beside the sheet; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fade = QLinearGradient(0, 0, self.width(), 0)
        dark, none = QColor(8, 10, 14, 26), QColor(8, 10, 14, 0)
        near, far = (0.0, 1.0) if self.isRightToLeft() else (1.0, 0.0)
        fade.setColorAt(near, dark)
        fade.setColorAt(0.5, QColor(8, 10, 14, 7))
        fade.setColorAt(far, none)
        painter.fillRect(self.rect(), fade)
        painter.end()
