"""`CollectionChoice`: another thing of the case that a record names: chosen by typing, taken away with its x."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import draw_box, hover_fill

__all__ = ["CollectionChoice"]


class CollectionChoice(QWidget):
    """A name, or an offer to choose. Enter, F2 or a click asks, Delete takes it away.

    Attributes:
        asked: the user wants to choose.
        cleared: the user wants none.
        button: what is pressed.
    """

    asked = Signal()
    cleared = Signal()

    def __init__(self, name: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        """Make one that names nothing.

        Args:
            name: what is named, already translated.
            theme: the look.
            parent: parent widget.
        """
        super().__init__(parent)
        self._name = name
        self.button = _Name(theme)
        self.button.clicked.connect(self.asked)
        self.button.left_empty.connect(self.cleared)
        self._x = IconButton("x", name=tr("Leave {field} empty", field=name), theme=theme, size=24, icon_size=14)
        self._x.clicked.connect(self.cleared)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.button, 1)
        layout.addWidget(self._x)
        self.show_name("")

    def show_name(self, words: str, *, hint: str = "") -> None:
        """Show what is named; empty for nothing, with a hint instead."""
        self.button.label.set_text(words or hint or (tr("Choose") if self.isEnabled() else ""))
        self.button.label.set_colour("text" if words else "text3")
        self.button.setAccessibleName(f"{self._name}: {words or hint or tr('empty')}")
        self.button.can_clear = bool(words)
        self._x.setVisible(bool(words) and self.isEnabled())


class _Name(Clickable):
    """The words, pressed to choose."""

    left_empty = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme=theme)
        self.can_clear = False
        self.label = ElidedLabel(theme=theme, role="small", keeps_colour=True, parent=self)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 1)
        layout.addWidget(self.label)
        self.setMinimumHeight(theme.pixels(24))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask with F2 as with Enter, clear with Delete."""
        if event.key() == Qt.Key.Key_F2:
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.can_clear:
            self.left_empty.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show under the pointer that it can be pressed."""
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter = QPainter(self)
            draw_box(painter, self.rect(), radius=4, fill=hover_fill(self.theme))
            painter.end()
