"""`ImportFoot`: the bar at the bottom of the import sheet."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button

__all__ = ["ImportFoot"]


class ImportFoot(QWidget):
    """While an import runs, a word of comfort and Hide; afterwards Undo and Done.

    Signals:
        hide_pressed: hide the sheet.
        undo_pressed: take the import out.
        done_pressed: put the result away.
        go_on_pressed: take up an import that was stopped.
    """

    hide_pressed = Signal()
    undo_pressed = Signal()
    done_pressed = Signal()
    go_on_pressed = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = _InfoMark(theme)
        self._note = QLabel()
        self._note.setProperty("role", "small")
        self.undo_button = Button(tr("Undo this import"), theme=theme, icon="undo-2")
        self.go_on_button = Button(tr("Go on"), theme=theme, kind="primary")
        self.hide_button = Button(tr("Hide"), theme=theme, key="Esc")
        self.done_button = Button(tr("Done"), theme=theme, kind="primary")
        self.undo_button.clicked.connect(self.undo_pressed)
        self.hide_button.clicked.connect(self.hide_pressed)
        self.go_on_button.clicked.connect(self.go_on_pressed)
        self.done_button.clicked.connect(self.done_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._note)
        row.addWidget(self.undo_button)
        row.addStretch(1)
        row.addWidget(self.hide_button)
        row.addWidget(self.go_on_button)
        row.addWidget(self.done_button)

    @property
    def note(self) -> str:
        """What it says beside the buttons."""
        return self._note.text() if not self._note.isHidden() else ""

    def show_running(self, *, paused: bool = False) -> None:
        """Offer to hide the sheet."""
        words = tr("Paused. What came in is in the case.") if paused else tr("Keep working. Import goes on.")
        self._note.setText(words)
        self._show(running=True, undoable=False, resumable=False)

    def show_ended(self, *, undoable: bool, resumable: bool = False) -> None:
        """Offer to put the result away, to take the import out if something came in, and to go on after a stop."""
        self._show(running=False, undoable=undoable, resumable=resumable)

    def _show(self, *, running: bool, undoable: bool, resumable: bool) -> None:
        for part in (self._mark, self._note, self.hide_button):
            part.setVisible(running)
        self.undo_button.setVisible(undoable)
        self.go_on_button.setVisible(resumable)
        # One button is the likely next step.
        self.done_button.set_kind("secondary" if resumable else "primary")
        self.done_button.setVisible(not running)


class _InfoMark(QWidget):
    """A small i in a circle."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(QSize(16, 16))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, "info", QRect(0, 0, 16, 16), self._theme.color("text2"))
        painter.end()
