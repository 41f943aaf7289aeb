"""`LevelButton`: a level of confidence that is changed from a list or with the keys 5 to 0."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.model.claims import Thing
from evidence_board.model.levels import Level
from evidence_board.ui.citing.level_door import open_levels
from evidence_board.ui.context import UiContext
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name
from evidence_board.ui.widgets.level_badge import LevelBadge

__all__ = ["LevelButton", "level_menu", "level_of_key"]


def level_of_key(key: int) -> str | None:
    """Return the level that a digit key sets, 5 (confirmed) to 1 (refuted) and 0, or None."""
    text = chr(key) if Qt.Key.Key_0 <= key <= Qt.Key.Key_5 else ""
    return next((level.value for level in Level if level.key == text), None)


def level_menu(
    theme: Theme, *, current: str, choose: Callable[[str], None], parent: QWidget, place: bool = False
) -> QMenu:
    """Return a menu of the six levels with their bars and keys.

    Args:
        theme: the look.
        current: the present level, marked.
        choose: called with the level chosen.
        parent: owner of the menu.
        place: bars in the colour of places.
    """
    menu = QMenu(parent)
    for level in Level:
        action = menu.addAction(_bars(level.value, theme, place=place), f"{level_name(level.value)}\t{level.key}")
        font = theme.font("body", weight=600 if level.value == current else 400)
        action.setFont(font)
        action.setObjectName(level.value)
        action.triggered.connect(lambda _=False, one=level.value: choose(one))
    return menu


def _bars(level: str, theme: Theme, *, place: bool) -> QIcon:
    ratio = 2.0
    side = BARS.width() + 2
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_bars(painter, level, QRect(0, 0, side, side), theme, place=place)
    painter.end()
    return QIcon(pixmap)


class LevelButton(LevelBadge):
    """A level badge that opens its levels: of a fact of the case with what its evidence carries, else as a menu.

    Attributes:
        chosen: the user chose a level; carries its word. Asked again for the present one, nothing comes.
    """

    chosen = Signal(str)

    def __init__(self, level: str, *, theme: Theme, place: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(level, theme=theme, place=place, parent=parent)
        self._is_place = place
        self._context: UiContext | None = None
        self._claim: Thing | None = None
        self.clicked.connect(self._open)

    def set_claim(self, context: UiContext, claim: Thing | None) -> None:
        """Say of which fact it is the level; None for something that is not in the case yet.

        Of a case that can only be read it still opens, to show what the evidence carries; nothing is chosen there.
        """
        self._context, self._claim = context, claim
        self.setEnabled(claim is not None or not context.session.case.read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set the level with a digit."""
        level = level_of_key(event.key())
        if level is not None and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self._choose(level)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room of the badge, at least as wide as in the design."""
        size = super().sizeHint()
        return QSize(max(size.width(), 118), size.height())

    def _open(self) -> None:
        if self._context is not None and self._claim is not None:
            open_levels(
                self._context,
                self._claim,
                level=self.level,
                beside=self,
                choose=self._choose,
                place=self._is_place,
            )
            return
        menu = level_menu(self.theme, current=self.level, choose=self._choose, parent=self, place=self._is_place)
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
