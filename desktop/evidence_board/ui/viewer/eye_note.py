"""`EyeNote`: says over a picture that the view is not the original as it stands, with a way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.viewer.floating import Floating
from evidence_board.ui.widgets.buttons import Button

__all__ = ["EyeNote"]


class EyeNote(Floating):
    """A line at the upper edge of the picture; hidden while there is nothing to say.

    Attributes:
        reset_wanted: show the original as it stands.
        words: what it says.
    """

    reset_wanted = Signal()

    def __init__(self, parent: QWidget, *, theme: Theme, read_only: bool) -> None:
        super().__init__(parent, theme=theme)
        self._read_only = read_only
        layout = QHBoxLayout(self)
        room = self.margin + 3
        layout.setContentsMargins(room + 8, room, room, room)
        layout.setSpacing(8)
        self.words = QLabel()
        self.words.setProperty("role", "small")
        self.reset = Button(tr("Reset"), theme=theme, kind="link", small=True)
        self.reset.clicked.connect(self.reset_wanted)
        layout.addWidget(self.words)
        layout.addWidget(self.reset)
        parent.installEventFilter(self)
        self.hide()
        self.show_state(changed=False)

    def show_state(self, *, changed: bool) -> None:
        """Say that the view is changed, else that nothing can be drawn in a case opened to read."""
        if changed:
            self.words.setText(tr("For the eye only. The original is unchanged."))
        else:
            self.words.setText(tr("This case is open to read: regions can be seen, not changed."))
        self.reset.setVisible(changed)
        self.setVisible(changed or self._read_only)
        self.adjustSize()
        self.place()

    def place(self) -> None:
        """Stand in the upper corner at the start."""
        under = self._under
        self.move(under.width() - self.width() - 4 if self.isRightToLeft() else 4, 4)
