"""`BoardLegend`: what the lines and marks of the board mean."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evidence_board.model.levels import Level
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.confidence import draw_evidence, level_name, level_pen
from evidence_board.ui.widgets.painting import draw_box, draw_text
from evidence_board.ui.widgets.popover import Popover

__all__ = ["BoardLegend"]

_SAMPLE = QSize(56, 20)
_WORDS = 224
Draw = Callable[[QPainter, QRect], None]


class BoardLegend(Popover):
    """A line for each level and for each mark; any key or a click elsewhere closes it.

    Attributes:
        words: what is said, line by line.
    """

    def __init__(self, parent: QWidget, *, theme: Theme) -> None:
        """Make a closed legend; it goes for good when it closes.

        Args:
            parent: its owner.
            theme: the look.
        """
        super().__init__(parent, name=tr("What the lines mean"), theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.setSpacing(4)
        self.words: list[str] = []
        self._heading(tr("Lines: how sure"))
        for level in Level:
            self._line(level_name(level), partial(self._draw_line, level.value))
        self.body.addSpacing(6)
        self._heading(tr("Marks"))
        self._line(
            tr("Uncited: nothing is cited for it"),
            lambda painter, box: self._draw_mark(painter, box, uncited=True, disputed=False),
        )
        self._line(
            tr("Disputed: something is cited against it"),
            lambda painter, box: self._draw_mark(painter, box, uncited=False, disputed=True),
        )
        self._line(tr("So many files of an account, person, unit or place"), self._draw_badge)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close."""
        self.close()

    def _heading(self, words: str) -> None:
        label = QLabel(words)
        label.setProperty("role", "bodyStrong")
        self.body.addWidget(label)

    def _line(self, words: str, draw: Draw) -> None:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        label = QLabel(words)
        label.setWordWrap(True)
        label.setFixedWidth(_WORDS)
        line.addWidget(_Sample(draw), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label)
        self.body.addWidget(box)
        self.words.append(words)

    def _draw_line(self, level: str, painter: QPainter, box: QRect) -> None:
        y = box.center().y() + 0.5
        painter.setPen(level_pen(level, self._theme))
        painter.drawLine(QPointF(box.left() + 2, y), QPointF(box.right() - 2, y))
        if level == "refuted":
            side = 15
            cross = QRect(box.center().x() - side // 2, box.center().y() - side // 2, side, side)
            draw_icon(painter, "x", cross, self._theme.color("bad"))

    def _draw_mark(self, painter: QPainter, box: QRect, *, uncited: bool, disputed: bool) -> None:
        y = box.center().y() + 0.5
        painter.setPen(level_pen("probable", self._theme))
        painter.drawLine(QPointF(box.left() + 2, y), QPointF(box.right() - 2, y))
        ground = self._theme.color("raised")
        draw_evidence(painter, box, self._theme, uncited=uncited, disputed=disputed, ground=ground)

    def _draw_badge(self, painter: QPainter, box: QRect) -> None:
        color, font = self._theme.color, self._theme.font("caption", weight=600, tabular=True)
        badge = QRect(box.center().x() - 9, box.center().y() - 8, 18, 18)
        draw_box(painter, badge, radius=9, fill=color("pane"), border=color("line2"))
        draw_text(painter, badge, "9", font=font, colour=color("text2"), align=Qt.AlignmentFlag.AlignHCenter)


class _Sample(QWidget):
    """A small drawing before the words."""

    def __init__(self, draw: Draw) -> None:
        super().__init__()
        self._draw = draw
        self.setFixedSize(_SAMPLE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, self.rect())
        painter.end()
