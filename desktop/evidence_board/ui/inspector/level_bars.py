"""`LevelBars`: the bars of a level alone, pressed to change it, for a line that has no room for the word."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.model.claims import Thing
from evidence_board.ui.citing.level_door import open_levels
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.level_button import level_menu, level_of_key
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name
from evidence_board.ui.widgets.painting import draw_box, hover_fill

__all__ = ["LevelBars"]

_WIDTH, _HEIGHT = 30, 24


class LevelBars(Clickable):
    """Bars that open the menu of levels; the keys 5 to 0 set one. The word is the tooltip and the accessible name.

    Attributes:
        chosen: the user chose another level; carries its word.
        level: the level shown.
    """

    chosen = Signal(str)

    def __init__(self, level: str, *, theme: Theme, place: bool = False, parent: QWidget | None = None) -> None:
        """Make the bars.

        Args:
            level: a level of confidence.
            theme: the look.
            place: in the colour of places.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        self._place = place
        self._context: UiContext | None = None
        self._claim: Thing | None = None
        self.level = level
        self.describe(tr("Confidence: {level}", level=level_name(level)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def set_claim(self, context: UiContext, claim: Thing) -> None:
        """Say of which fact it is the level: its levels open with what the evidence carries, also to those who read."""
        self._context, self._claim = context, claim
        self.setEnabled(True)

    def sizeHint(self) -> QSize:
        """Return the room of the bars."""
        return QSize(_WIDTH, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set the level with a digit."""
        level = level_of_key(event.key())
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if level is not None and event.modifiers() in plain:
            self._choose(level)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            draw_box(painter, self.rect(), radius=self.theme.tokens.radius["chip"], fill=hover_fill(self.theme))
        box = QRect(0, 0, BARS.width() + 2, self.height())
        box.moveCenter(self.rect().center())
        draw_bars(painter, self.level, box, self.theme, place=self._place)
        painter.end()

    def _open(self) -> None:
        if self._context is not None and self._claim is not None:
            open_levels(
                self._context, self._claim, level=self.level, beside=self, choose=self._choose, place=self._place
            )
            return
        menu = level_menu(self.theme, current=self.level, choose=self._choose, parent=self, place=self._place)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _choose(self, level: str) -> None:
        if self._context is not None:
            if self._context.session.case.read_only:
                return
            if level != self.level:
                self._context.beside = self
        if level != self.level:
            self.chosen.emit(level)
