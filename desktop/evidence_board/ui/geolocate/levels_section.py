"""`LevelsSection`: how sure one is of the position, as five rows that are pressed or set with the keys 5 to 0."""

from PySide6.QtCore import QLineF, QRect, QSize
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.model.levels import Level
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name, level_pen
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual

__all__ = ["LevelsSection"]

_ROW, _LINE_AT, _LINE, _NAME_AT = 32, 42, 32, 88


class LevelsSection(QWidget):
    """The ladder, the row of the present level marked.

    Attributes:
        rows: word of a level -> its row.
    """

    def __init__(self, desk: PlacementDesk) -> None:
        super().__init__()
        theme = desk.context.theme
        self._desk = desk
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(tr("How sure are you?"), theme=theme, role="small", weight=600), 1)
        head.addWidget(ElidedLabel(tr("keys 5 to 1"), theme=theme, role="small", colour="text3"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addSpacing(6)
        self.rows: dict[str, _LevelRow] = {}
        for level in Level:
            if level == Level.UNJUDGED:
                continue
            row = _LevelRow(level.value, key=level.key, theme=theme, parent=self)
            row.clicked.connect(lambda _=False, one=level.value: self._choose(one))
            self.rows[level.value] = row
            column.addWidget(row)
        desk.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Mark the present level."""
        desk = self._desk
        shown = desk.wanted_level or desk.draft.level
        for level, row in self.rows.items():
            row.setChecked(level == shown)
            row.setEnabled(desk.can_write and desk.item is not None)

    def _choose(self, level: str) -> None:
        # Pressing the present one takes the judgement back.
        again = level == self._desk.draft.level
        self._desk.set_level(Level.UNJUDGED.value if again else level)
        self.renew()


class _LevelRow(Clickable):
    """Bars, line, word, and what it takes."""

    def __init__(self, level: str, *, key: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self._level = level
        self._hint = {
            "confirmed": tr("2 separate proofs"),
            "probable": tr("several matches"),
            "possible": tr("one weak match"),
            "doubtful": tr("worth keeping"),
            "refuted": tr("shown wrong"),
        }[level]
        self.setCheckable(True)
        self.describe(level_name(level), key=key)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, self.theme.pixels(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave digits to the workspace."""
        event.ignore() if event.text().isdigit() else super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color, height = self.theme.color, self.height()
        radius = self.theme.tokens.radius["control"]
        if self.isChecked():
            box = self.rect().adjusted(0, 0, 0, 0)
            draw_box(painter, box, radius=radius, fill=color("accentSoft"), border=color("accent"), width=1.5)
        elif self.underMouse() and self.isEnabled():
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bars = QRect(9, (height - BARS.height()) // 2, BARS.width(), BARS.height())
        draw_bars(painter, self._level, visual(self, bars), self.theme, place=True)
        line = visual(self, QRect(_LINE_AT, 0, _LINE, height))
        pen = level_pen(self._level, self.theme, colour=color("accent" if self.isChecked() else "location"), scale=1.1)
        painter.setPen(pen)
        middle = height / 2
        painter.drawLine(QLineF(line.left(), middle, line.right(), middle))
        if self._level == Level.REFUTED.value:
            painter.setPen(QPen(color("bad"), 2.0))
            x = line.center().x()
            painter.drawLine(QLineF(x - 4, middle - 4, x + 4, middle + 4))
            painter.drawLine(QLineF(x - 4, middle + 4, x + 4, middle - 4))
        name = level_name(self._level)
        ink = color("text" if self.isEnabled() else "text3")
        font = self.theme.font("body", weight=500)
        end = self.width() - (30 if self.isChecked() else 8)
        draw_text(
            painter,
            visual(self, QRect(_NAME_AT, 0, end - _NAME_AT, height)),
            name,
            font=font,
            colour=ink,
            align=leading(self),
        )
        after = _NAME_AT + round(self.theme.metrics("body", weight=500).horizontalAdvance(name)) + 8
        room = QRect(max(after, _NAME_AT + 76), 0, end - max(after, _NAME_AT + 76), height)
        # Half a hint says nothing.
        if room.width() >= self.theme.metrics("caption").horizontalAdvance(self._hint):
            draw_text(
                painter,
                visual(self, room),
                self._hint,
                font=self.theme.font("caption"),
                colour=color("text3"),
                align=leading(self),
            )
        if self.isChecked():
            place = QRect(self.width() - 26, (height - 16) // 2, 16, 16)
            draw_icon(painter, "check", visual(self, place), color("accentText"))
        painter.end()
