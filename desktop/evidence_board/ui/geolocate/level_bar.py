"""`LevelBar`: the levels in one row, kept in view at the foot of the panel while their ladder is out of sight."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.model.levels import Level
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.hairline import Hairline
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import draw_box, hover_fill, visual

__all__ = ["LevelBar"]

_WIDE, _HIGH, _PADDING = 30, 28, 16


class LevelBar(QWidget):
    """The word of the present level, a button for each, and one that leads to the reason.

    Attributes:
        marks: word of a level -> its button.
        word: the present level.
        why: leads to the reason.
    """

    def __init__(self, desk: PlacementDesk) -> None:
        super().__init__()
        theme = desk.context.theme
        self._desk = desk
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.word = ElidedLabel(theme=theme, role="small", weight=600)
        self.why = IconButton("pencil", name=tr("Say why"), key="W", theme=theme, size=_HIGH, icon_size=14)
        row = QHBoxLayout()
        row.setContentsMargins(_PADDING, 8, _PADDING, 0)
        row.setSpacing(2)
        row.addWidget(self.word, 1)
        self.marks: dict[str, _LevelMark] = {}
        for level in Level:
            if level == Level.UNJUDGED:
                continue
            mark = _LevelMark(level.value, key=level.key, theme=theme, parent=self)
            mark.clicked.connect(lambda _=False, one=level.value: self._choose(one))
            self.marks[level.value] = mark
            row.addWidget(mark)
        row.addSpacing(4)
        row.addWidget(self.why)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(theme=theme))
        column.addLayout(row)
        desk.changed.connect(self.renew)
        desk.item_changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Mark the present level."""
        desk = self._desk
        shown = desk.wanted_level or desk.draft.level
        judged = shown != Level.UNJUDGED.value
        self.word.set_text(level_name(shown) if judged else tr("How sure?"))
        for level, mark in self.marks.items():
            mark.setChecked(level == shown)
            mark.setEnabled(desk.can_write and desk.item is not None)
        self.why.setEnabled(desk.item is not None)

    def _choose(self, level: str) -> None:
        # Pressing the present one takes the judgement back, as on the ladder.
        self._desk.set_level(Level.UNJUDGED.value if level == self._desk.draft.level else level)
        self.renew()


class _LevelMark(Clickable):
    """The bars of one level."""

    def __init__(self, level: str, *, key: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self._level = level
        self.setCheckable(True)
        self.describe(level_name(level), key=key)
        self.setFixedSize(_WIDE, _HIGH)

    def sizeHint(self) -> QSize:
        return QSize(_WIDE, _HIGH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave digits to the workspace."""
        event.ignore() if event.text().isdigit() else super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color, radius = self.theme.color, self.theme.tokens.radius["control"]
        if self.isChecked():
            draw_box(painter, self.rect(), radius=radius, fill=color("accentSoft"), border=color("accent"), width=1.5)
        elif self.underMouse() and self.isEnabled():
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
        if self.hasFocus():
            draw_box(painter, self.rect().adjusted(2, 2, -2, -2), radius=radius - 2, border=color("focus"), width=1.5)
        place = QRect((self.width() - BARS.width()) // 2, (self.height() - BARS.height()) // 2, 0, 0)
        place.setSize(BARS)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        draw_bars(painter, self._level, visual(self, place), self.theme, place=True)
        painter.end()
