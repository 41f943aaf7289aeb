"""`PaneHeader`: icon, title and count of a pane, with its controls at the end."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import draw_text, leading, visual

__all__ = ["PaneHeader"]

_PADDING, _ICON, _ICON_GAP, _NOTE_GAP, _GAP = 12, 16, 8, 9, 8


class PaneHeader(QWidget):
    """A header of 36 px with a hairline below; a double click on it maximises the pane.

    Attributes:
        double_clicked: the header was double-clicked.
    """

    double_clicked = Signal()

    def __init__(
        self,
        title: str,
        *,
        theme: Theme,
        icon: str = "",
        note: str = "",
        padding: int = _PADDING,
        parent: QWidget | None = None,
    ) -> None:
        """Make a header.

        Args:
            title: name of the pane, already translated.
            theme: the look.
            icon: name of the icon of the pane.
            note: count or state beside the title, like ``15 of 48``.
            padding: at both ends; that of the pane where what stands below has more than usual.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme, self._padding = theme, padding
        self._title, self._icon, self._note = title, icon, note
        self._controls = QHBoxLayout(self)
        # Margins do not mirror: the controls may stand at either end.
        self._controls.setContentsMargins(padding, 0, padding, 0)
        self._controls.setSpacing(_GAP)
        self._controls.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def note(self) -> str:
        """Count or state beside the title."""
        return self._note

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title = title
        self._name()

    def set_note(self, note: str) -> None:
        """Show another count or state beside the title."""
        self._note = note
        self._name()

    def add_control(self, control: QWidget, *, first: bool = False) -> None:
        """Add a control at the end of the header, or before the others."""
        self._controls.insertWidget(1 if first else -1, control, 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        """Return the height of a pane header."""
        height = self._theme.pixels(self._theme.tokens.size["paneHeader"])
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """Return the height of a pane header; the title gives way to the controls."""
        return self.sizeHint()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tell of a double click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit()
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw surface, icon, title, note and hairline."""
        painter = QPainter(self)
        color, height = self._theme.color, self.height()
        painter.fillRect(self.rect(), color("pane"))
        painter.fillRect(0, height - 1, self.width(), 1, color("line"))
        x, end = self._padding, self._free_until()
        if self._icon:
            place = QRect(x, (height - 1 - _ICON) // 2, _ICON, _ICON)
            draw_icon(painter, self._icon, visual(self, place), color("text2"))
            x += _ICON + _ICON_GAP
        font = self._theme.font("bodyStrong")
        room = QRect(x, 0, end - x, height - 1)
        draw_text(painter, visual(self, room), self._title, font=font, colour=color("text"), align=leading(self))
        x += int(self._theme.metrics("bodyStrong").horizontalAdvance(self._title)) + _NOTE_GAP
        if self._note and end - x > 24:
            font = self._theme.font("small", tabular=True)
            room = visual(self, QRect(x, 0, end - x, height - 1))
            draw_text(painter, room, self._note, font=font, colour=color("text3"), align=leading(self))
        painter.end()

    def _free_until(self) -> int:
        """Return where the first control begins, counted from the beginning of the line."""
        controls = (self._controls.itemAt(place) for place in range(1, self._controls.count()))
        first = next((one for one in controls if one is not None and not one.isEmpty()), None)
        if first is None:
            return self.width() - self._padding
        return visual(self, first.geometry()).x() - _GAP

    def _name(self) -> None:
        self.setAccessibleName(f"{self._title}, {self._note}" if self._note else self._title)
        self.update()
