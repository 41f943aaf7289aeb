"""`LevelChooser`: the six levels of confidence side by side."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QWidget

from evidence_board.model.levels import Level
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import draw_bars, level_name
from evidence_board.ui.widgets.painting import draw_box, hover_fill

__all__ = ["LevelChooser", "level_of_alt_key"]


class LevelChooser(QWidget):
    """Bars to press, and the word of the one that is chosen; Alt with a digit chooses while one types.

    Attributes:
        changed: another level was chosen.
    """

    changed = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = Level.UNJUDGED.value
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _LevelButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for level in Level:
            button = _LevelButton(level.value, theme=theme, parent=self)
            button.clicked.connect(lambda _=False, one=level.value: self.choose(one))
            self._group.addButton(button)
            self._buttons[level.value] = button
            layout.addWidget(button)
        self._word = QLabel(self)
        self._word.setProperty("role", "small")
        layout.addSpacing(8)
        layout.addWidget(self._word, 1)
        self.setAccessibleName(tr("Confidence"))
        self.choose(self._level)

    @property
    def level(self) -> str:
        """The chosen level."""
        return self._level

    def choose(self, level: str) -> None:
        """Choose a level."""
        self._level = level
        self._buttons[level].setChecked(True)
        self._word.setText(level_name(level))
        self.changed.emit()


class _LevelButton(Clickable):
    """The bars of one level."""

    def __init__(self, level: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self._level = level
        self.setCheckable(True)
        key = Level(level).key
        self.describe(level_name(level), key=tr("Alt {key}", key=key))

    def sizeHint(self) -> QSize:
        return QSize(34, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius, color = self.theme.tokens.radius["control"], self.theme.color
        ink = None
        if self.isChecked():
            draw_box(painter, self.rect(), radius=radius, fill=color("accentSoft"), border=color("accent"))
            ink = color("accentText")
        elif self.underMouse():
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
        draw_bars(painter, self._level, QRect(0, 0, self.width(), self.height()), self.theme, colour=ink)
        painter.end()


def level_of_alt_key(key: int, modifiers: Qt.KeyboardModifier) -> str | None:
    """Return the level that Alt with a digit chooses, or None."""
    if not modifiers & Qt.KeyboardModifier.AltModifier or not Qt.Key.Key_0 <= key <= Qt.Key.Key_5:
        return None
    return next((level.value for level in Level if level.key == chr(key)), None)
