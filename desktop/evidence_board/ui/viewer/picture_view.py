"""`PictureView`: a picture and how it is shown to the eye; the ground of stills and clips in the viewer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.viewer.adjust_panel import AdjustPanel
from evidence_board.ui.viewer.adjustment import Adjustment
from evidence_board.ui.viewer.eye_note import EyeNote
from evidence_board.ui.viewer.picture_canvas import PictureCanvas

__all__ = ["PictureView"]


class PictureView(QWidget):
    """A canvas with sliders and a loupe, and words where there is no picture.

    Attributes:
        looked: scale, place, turn or look changed.
        canvas: the picture.
        panel: sliders.
        note: says that the view is not the original as it stands.
        words: what went wrong, or that there is no picture.
    """

    looked = Signal()

    def __init__(self, *, theme: Theme, keys: QWidget | None, can_write: bool) -> None:
        super().__init__()
        self.canvas = PictureCanvas(theme=theme)
        if keys is not None:
            self.setFocusProxy(keys)
            self.canvas.setFocusProxy(keys)
        self.canvas.hand.can_edit = self.canvas.layer.editable = can_write
        self.panel = AdjustPanel(self.canvas, theme=theme)
        self.note = EyeNote(self.canvas, theme=theme, read_only=not can_write)
        self._fine = 0.0
        self.words = QLabel(self.canvas)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.words.setProperty("role", "body")
        self.words.setProperty("surface", "raised")
        self.words.setMargin(14)
        self.words.hide()
        self.canvas.looked.connect(self.told)
        self.panel.changed.connect(self.adjust)
        self.panel.turned.connect(self._fine_turned)
        self.panel.reset_wanted.connect(self.reset)
        self.note.reset_wanted.connect(self.reset)

    def say(self, words: str) -> None:
        """Say something over the picture, or nothing."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        if words:
            canvas = self.canvas
            self.words.setFixedWidth(min(420, max(canvas.width() - 40, 200)))
            self.words.adjustSize()
            self.words.move((canvas.width() - self.words.width()) // 2, (canvas.height() - self.words.height()) // 2)

    @property
    def is_changed(self) -> bool:
        """Whether the view is not the original as it stands."""
        return self.canvas.sight.is_turned or not self.canvas.store.adjustment.is_plain

    def begin(self) -> None:
        """Forget the picture before, and how it was looked at."""
        self.canvas.hand.cancel()
        self.canvas.clear()
        self.panel.set_plain()
        self._fine = 0.0
        self.canvas.store.adjust(Adjustment())
        self.say("")

    # -- looking ---------------------------------------------------------------------------------------

    def adjust(self, how: Adjustment) -> None:
        """Show it differently to the eye."""
        self.canvas.store.adjust(how)
        self.told()

    def rotate(self, degrees: float) -> None:
        """Turn the view clockwise."""
        self.canvas.turn(degrees)

    def mirror(self) -> None:
        """Exchange left and right of the view."""
        self.canvas.mirror()
        self._fine = -self._fine

    def reset(self) -> None:
        """Show the original as it stands."""
        self.panel.set_plain()
        self._fine = 0.0
        self.canvas.store.adjust(Adjustment())
        self.canvas.set_upright()
        self.told()

    def toggle_panel(self) -> None:
        """Show or hide the sliders."""
        self.panel.setVisible(self.panel.isHidden())
        self.panel.adjustSize()
        self.panel.place()
        self.panel.raise_()
        self.told()

    def toggle_loupe(self) -> None:
        """Show or hide the loupe."""
        self.canvas.loupe.is_on = not self.canvas.loupe.is_on
        self.canvas.update()
        self.told()

    def told(self) -> None:
        """Tell what is different, after any change of the look."""
        self.note.show_state(changed=self.is_changed)
        self.sharpen()
        self.looked.emit()

    def sharpen(self) -> None:
        """Ask for more pixels where more would be seen; told after every change of the look."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words in the middle."""
        super().resizeEvent(event)
        self.say(self.words.text())

    def _fine_turned(self, degrees: float) -> None:
        step, self._fine = degrees - self._fine, degrees
        self.canvas.turn(step)
