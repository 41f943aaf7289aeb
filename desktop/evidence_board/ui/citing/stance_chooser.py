"""`StanceChooser`: for, against or as context, side by side in words."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from evidence_board.model.claims import Stance
from evidence_board.ui.citing.citing_words import stance_icon, stance_name
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual

__all__ = ["StanceChooser", "stance_of_alt_key"]

_KEYS = {Qt.Key.Key_F: Stance.SUPPORTS, Qt.Key.Key_A: Stance.CONTRADICTS, Qt.Key.Key_C: Stance.CONTEXT}


def stance_of_alt_key(event: QKeyEvent) -> str | None:
    """Return the stance that Alt with F, A or C chooses while one types, or None."""
    if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return None
    found = _KEYS.get(Qt.Key(event.key()))
    return found.value if found is not None else None


class StanceChooser(QWidget):
    """One of three; the arrow keys move it.

    Attributes:
        changed: (stance) another one was chosen.
    """

    changed = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _StanceButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for stance, key in ((Stance.SUPPORTS, "F"), (Stance.CONTRADICTS, "A"), (Stance.CONTEXT, "C")):
            button = _StanceButton(stance.value, theme=theme)
            button.describe(stance_name(stance), key=tr("Alt {key}", key=key))
            button.clicked.connect(lambda _=False, one=stance.value: self.changed.emit(one))
            self._group.addButton(button)
            self._buttons[stance.value] = button
            line.addWidget(button)
        line.addStretch(1)
        self.setAccessibleName(tr("It is cited"))
        self.choose(Stance.SUPPORTS.value)

    @property
    def stance(self) -> str:
        """The chosen stance."""
        return next(stance for stance, button in self._buttons.items() if button.isChecked())

    def choose(self, stance: str) -> None:
        """Choose a stance."""
        if not self._buttons[stance].isChecked():
            self._buttons[stance].setChecked(True)
            self.changed.emit(stance)

    def button(self, stance: str) -> Clickable:
        """Return the button of a stance."""
        return self._buttons[stance]


class _StanceButton(Clickable):
    """Icon and word."""

    def __init__(self, stance: str, *, theme: Theme) -> None:
        super().__init__(theme=theme)
        self._stance = stance
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        wide = round(self.theme.metrics("small", weight=600).horizontalAdvance(stance_name(self._stance)))
        return QSize(wide + 14 + 6 + 22, self.theme.pixels(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color, radius = self.theme.color, self.theme.tokens.radius["control"]
        ink = color("text2")
        if self.isChecked():
            draw_box(painter, self.rect(), radius=radius, fill=color("accentSoft"), border=color("accent"))
            ink = color("accentText")
        else:
            fill = hover_fill(self.theme) if self.underMouse() else None
            draw_box(painter, self.rect(), radius=radius, fill=fill, border=color("line2"))
        place = visual(self, QRect(10, (self.height() - 14) // 2, 14, 14))
        draw_icon(painter, stance_icon(self._stance), place, ink)
        room = visual(self, QRect(30, 0, self.width() - 34, self.height()))
        font = self.theme.font("small", weight=600 if self.isChecked() else 500)
        draw_text(painter, room, stance_name(self._stance), font=font, colour=ink, align=leading(self))
        painter.end()
