"""`TreeLine`: an entity of the navigator with its indent and the arrow that folds what stands below it."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.navigator.entity_tree import TreePlace
from evidence_board.ui.navigator.navigator_row import NavigatorRow
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import level_name, level_pen
from evidence_board.ui.widgets.painting import draw_box, hover_fill

__all__ = ["TreeLine"]

_STEP, _ARROW, _ICON, _DEEPEST = 14, 24, 14, 4


class TreeLine(QWidget):
    """Holds one row; without a tree it is the row alone.

    Attributes:
        row: the entity or tag.
        arrow: folds and unfolds.
        toggled: the arrow was pressed.
    """

    toggled = Signal()

    def __init__(self, row: NavigatorRow, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._place: TreePlace | None = None
        self._passing: Mapping[int, str] = {}
        self.row = row
        self.arrow = _Arrow(theme=theme)
        self.arrow.clicked.connect(self.toggled)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.arrow)
        self._layout.addWidget(row, 1)
        self.arrow.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_flat(self) -> None:
        """Show the row alone."""
        self._place = None
        self._indent(0)
        self.arrow.hide()
        self.row.setAccessibleDescription("")

    def show_place(self, place: TreePlace, *, folded: bool, passing: Mapping[int, str]) -> None:
        """Show where the row stands in its tree.

        Args:
            place: depth, and whether anything stands below.
            folded: what stands below is hidden.
            passing: depth -> level of a line that passes this row on its way down.
        """
        self._place, self._passing = place, passing
        self._indent(min(place.depth, _DEEPEST) * _STEP + (0 if place.is_parent else _ARROW))
        self.arrow.setVisible(place.is_parent)
        self.arrow.show_state(self.row.text(), folded=folded)
        said = [tr("step {n} of the tree", n=place.depth + 1)]
        if place.level is not None:
            said.append(tr("stands there: {level}", level=level_name(place.level)))
        if place.is_parent:
            said.append(tr("folded, Right unfolds") if folded else tr("unfolded, Left folds"))
        self.row.setAccessibleDescription(", ".join(said))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the elbow to what stands above, in the line style of its level."""
        place = self._place
        if place is None:
            return
        painter = QPainter(self)
        for depth, level in self._passing.items():
            if depth < min(place.depth, _DEEPEST):
                painter.setPen(level_pen(level, self._theme, scale=0.8))
                painter.drawLine(self._column(depth), 0, self._column(depth), self.height())
        if place.level is not None and 0 < place.depth <= _DEEPEST:
            x, middle = self._column(place.depth - 1), self.height() // 2
            reach = _STEP - 4 if place.is_parent else _STEP + _ARROW - 8
            painter.setPen(level_pen(place.level, self._theme, scale=0.8))
            painter.drawLine(x, 0, x, middle)
            painter.drawLine(x, middle, x - reach if self.isRightToLeft() else x + reach, middle)
        painter.end()

    def _column(self, depth: int) -> int:
        x = depth * _STEP + _ARROW // 2
        return self.width() - x if self.isRightToLeft() else x

    def _indent(self, pixels: int) -> None:
        rtl = self.isRightToLeft()
        self._layout.setContentsMargins(0 if rtl else pixels, 0, pixels if rtl else 0, 0)


class _Arrow(Clickable):
    """An arrow that points down while what stands below shows."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__(theme=theme)
        self._folded = False
        # The row itself folds with Left and Right: one stop for Tab is enough.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(_ARROW)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_state(self, name: str, *, folded: bool) -> None:
        self._folded = folded
        words = tr("Unfold {name}", name=isolate(name)) if folded else tr("Fold {name}", name=isolate(name))
        self.describe(words, key=tr("Right") if folded else tr("Left"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            draw_box(painter, self.rect().adjusted(1, 2, -1, -2), radius=4, fill=hover_fill(self.theme))
        side = "chevron-left" if self.isRightToLeft() else "chevron-right"
        place = QRect((self.width() - _ICON) // 2, (self.height() - _ICON) // 2, _ICON, _ICON)
        draw_icon(painter, side if self._folded else "chevron-down", place, self.theme.color("text3"))
        painter.end()
