"""`TreeRows`: what stands above a unit or place and what below, each line in the style of its level."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.profile.row_list import RowList
from evidence_board.ui.navigator.entity_tree import TreePlace
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name, level_pen
from evidence_board.ui.widgets.kind_mark import draw_kind, kind_shape
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["TreeRow", "TreeRows"]

_HEIGHT, _STEP, _MARK, _PAD, _DEEPEST = 38, 18, 18, 6, 5


class TreeRow(Clickable):
    """One unit or place in the tree, with the elbow that joins it to the one above.

    Attributes:
        stepped: (-1 or 1) Left or Right: to the one above, to the first below.
    """

    stepped = Signal(int)

    def __init__(
        self,
        place: TreePlace | None,
        *,
        kind: str,
        name: str,
        said: str,
        current: bool,
        lines: Mapping[int, str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """Make a row.

        Args:
            place: where it stands; None for a parent that nobody has named, which is outlined.
            kind: unit or location.
            name: what to call it.
            said: a second line.
            current: it is the one the page is about.
            lines: depth -> level of a line that passes this row on its way down.
            theme: the look.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        self.place, self._kind, self.name, self._said, self._lines = place, kind, name, said, lines
        self.is_current = current
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        level = place.level if place is not None else None
        parts = [name, said, tr("stands there: {level}", level=level_name(level)) if level else ""]
        parts.append(tr("this page") if current else "")
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(plain_tip("\n".join(part for part in parts[:3] if part)))

    @property
    def indent(self) -> int:
        """How far it stands in; very deep ones stand no further in."""
        return min(self.place.depth, _DEEPEST) if self.place is not None else 0

    def sizeHint(self) -> QSize:
        """Return the height of two short lines."""
        return QSize(200, self.theme.pixels(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up or down the tree with Left and Right, as they are seen."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(-step if self.isRightToLeft() else step)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw lines, mark, words and bars."""
        painter = QPainter(self)
        theme, color, height = self.theme, self.theme.color, self.height()
        start = self.indent * _STEP
        box = visual(self, QRect(start, 1, self.width() - start, height - 2))
        radius = theme.tokens.radius["control"]
        if self.is_current:
            draw_box(painter, box, radius=radius, fill=color("accentSoft"))
        elif self.underMouse() or self.hasFocus():
            draw_box(painter, box, radius=radius, fill=hover_fill(theme))
        self._draw_lines(painter, height)
        mark = visual(self, QRect(start + _PAD, (height - _MARK) // 2, _MARK, _MARK))
        if self.place is None:
            self._draw_outline(painter, mark)
        else:
            draw_kind(painter, self._kind, mark, theme)
        end = self.width() - _PAD
        level = self.place.level if self.place is not None else None
        if level is not None:
            draw_bars(painter, level, visual(self, QRect(end - BARS.width(), 0, BARS.width(), height)), theme)
            end -= BARS.width() + 8
        first, second = theme.line_height("small"), theme.line_height("caption")
        top = (height - first - (second if self._said else 0)) // 2
        x = start + _PAD + _MARK + 8
        ink = "accentText" if self.is_current else "text2" if self.place is None else "text"
        room = visual(self, QRect(x, top, end - x, first))
        font = theme.font("small", weight=500)
        draw_text(painter, room, self.name, font=font, colour=color(ink), align=leading(self))
        if self._said:
            room = visual(self, QRect(x, top + first, end - x, second))
            font = theme.font("caption", tabular=True)
            draw_text(painter, room, self._said, font=font, colour=color("text3"), align=leading(self))
        painter.end()

    def _draw_lines(self, painter: QPainter, height: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for depth, passing in self._lines.items():
            if depth < self.indent:
                x = self._column(depth)
                painter.setPen(level_pen(passing, self.theme))
                painter.drawLine(QPointF(x, 0), QPointF(x, height))
        level = self.place.level if self.place is not None else None
        if not self.indent:
            return
        x, middle = self._column(self.indent - 1), height / 2
        reach = _STEP - _MARK / 2 + 1
        # Nobody said what stands above: no claim, so no line of a level.
        nobody = QPen(self.theme.color("line2"), 1.0, Qt.PenStyle.DotLine)
        painter.setPen(nobody if level is None else level_pen(level, self.theme))
        painter.drawLine(QPointF(x, -_HEIGHT / 2 + _MARK / 2 + 3), QPointF(x, middle))
        painter.drawLine(QPointF(x, middle), QPointF(x - reach if self.isRightToLeft() else x + reach, middle))
        if level == "refuted":
            painter.setPen(QPen(self.theme.color("bad"), 1.6))
            at = QPointF(x, middle / 2)
            painter.drawLine(at + QPointF(-3, -3), at + QPointF(3, 3))
            painter.drawLine(at + QPointF(-3, 3), at + QPointF(3, -3))

    def _column(self, depth: int) -> float:
        x = depth * _STEP + _PAD + _MARK / 2
        return self.width() - x if self.isRightToLeft() else x

    def _draw_outline(self, painter: QPainter, mark: QRect) -> None:
        box = QRectF(mark)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(box.center())
        painter.scale(box.width(), box.height())
        pen = QPen(self.theme.kind_color(self._kind), 1.4)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(kind_shape(self._kind))
        painter.restore()


class TreeRows(RowList):
    """The rows of a tree; arrow keys walk them, Enter or a click chooses.

    Attributes:
        chosen: (row id, or empty for the parent that nobody has named).
    """

    chosen = Signal(str)

    def show_tree(self, rows: Sequence[TreeRow]) -> None:
        """Show these rows."""
        for row in rows:
            row_id = row.place.id if row.place is not None else ""
            row.clicked.connect(lambda _=False, one=row_id: self.chosen.emit(one))
            row.stepped.connect(lambda step, one=row: self._step(one, step))
        self.set_rows(rows)

    def _step(self, row: TreeRow, step: int) -> None:
        rows = [one for one in self.rows if isinstance(one, TreeRow)]
        at = rows.index(row)
        if step > 0 and at + 1 < len(rows) and rows[at + 1].indent > row.indent:
            rows[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        elif step < 0:
            above = [one for one in rows[:at] if one.indent < row.indent]
            if above:
                above[-1].setFocus(Qt.FocusReason.TabFocusReason)
