"""`SideDelegate`: draws the rows of the list at the start of a page, with the lines of the tree."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evidence_board.ui.profile_page.side_model import ROW, TREES, SideRow
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_pen
from evidence_board.ui.widgets.kind_mark import draw_kind, kind_shape
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading

__all__ = ["ROW_HEIGHT", "SideDelegate"]

_Index = QModelIndex | QPersistentModelIndex
#: Logical pixels.
ROW_HEIGHT = 46
_STEP, _MARK, _PAD, _DEEPEST = 24, 22, 8, 5


class SideDelegate(QStyledItemDelegate):
    """Paints a `SideRow`. `current` is the one the page is about, `target` the row a drag hangs over."""

    def __init__(self, view: QListView, *, theme: Theme, current: Callable[[], str]) -> None:
        super().__init__(view)
        self._view, self._theme, self._current = view, theme, current
        self.target: str | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of two lines."""
        return QSize(100, self._theme.pixels(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row = index.data(int(ROW))
        if not isinstance(row, SideRow):
            return
        theme, color, whole = self._theme, self._theme.color, option.rect
        indent = min(row.place.depth, _DEEPEST)
        start = indent * _STEP
        box = self._visual(whole, start, 1, whole.width() - start, whole.height() - 2)
        radius = theme.tokens.radius["control"]
        current = bool(row.place.id) and row.place.id == self._current()
        painter.save()
        if current:
            draw_box(painter, box, radius=radius, fill=color("accentSoft"))
        elif option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            draw_box(painter, box, radius=radius, fill=hover_fill(theme))
        if self.target is not None and row.place.id == self.target:
            draw_box(painter, box, radius=radius, border=color("accent"), width=2)
        elif option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            draw_box(painter, box, radius=radius, border=color("focus"), width=2)
        if row.kind in TREES:
            self._draw_lines(painter, whole, row, indent)
        high = whole.height()
        mark = self._visual(whole, start + _PAD, (high - _MARK) // 2, _MARK, _MARK)
        if row.place.id:
            draw_kind(painter, row.kind, mark, theme)
        else:
            self._draw_outline(painter, mark, row.kind)
        end = whole.width() - _PAD
        if row.place.level is not None:
            draw_bars(painter, row.place.level, self._visual(whole, end - BARS.width(), 0, BARS.width(), high), theme)
            end -= BARS.width() + 8
        first, second = theme.line_height("body"), theme.line_height("small")
        top = (high - first - (second if row.said else 0)) // 2
        x = start + _PAD + _MARK + 10
        side = leading(self._view)
        font = theme.font("body", weight=500)
        ink = color("accentText" if current else "text" if row.place.id else "text2")
        draw_text(painter, self._visual(whole, x, top, end - x, first), row.name, font=font, colour=ink, align=side)
        if row.said:
            place = self._visual(whole, x, top + first, end - x, second)
            draw_text(
                painter, place, row.said, font=theme.font("small", tabular=True), colour=color("text2"), align=side
            )
        painter.restore()

    def _draw_lines(self, painter: QPainter, whole: QRect, row: SideRow, indent: int) -> None:
        theme, level = self._theme, row.place.level
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, bottom, middle = float(whole.top()), float(whole.bottom() + 1), whole.top() + whole.height() / 2
        for depth, passing in row.passing.items():
            if depth < indent:
                x = self._column(whole, depth)
                painter.setPen(level_pen(passing, theme))
                painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        if not indent:
            return
        x = self._column(whole, indent - 1)
        reach = _STEP - _MARK / 2 + 3
        # Nobody said what stands above: no claim, so no line of a level.
        nobody = QPen(theme.color("line2"), 1.2, Qt.PenStyle.DotLine)
        painter.setPen(nobody if level is None else level_pen(level, theme))
        # From the foot of the mark above, which ends before its own row does.
        painter.drawLine(QPointF(x, top - (whole.height() - _MARK) / 2 + 4), QPointF(x, middle))
        painter.drawLine(QPointF(x, middle), QPointF(x - reach if self._is_rtl() else x + reach, middle))
        if level == "refuted":
            painter.setPen(QPen(theme.color("bad"), 1.6))
            at = QPointF(x, (top + middle) / 2)
            painter.drawLine(at + QPointF(-3, -3), at + QPointF(3, 3))
            painter.drawLine(at + QPointF(-3, 3), at + QPointF(3, -3))

    def _draw_outline(self, painter: QPainter, mark: QRect, kind: str) -> None:
        """Draw the mark of a parent that nobody has named: outlined, not filled."""
        box = QRectF(mark)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(box.center())
        painter.scale(box.width(), box.height())
        pen = QPen(self._theme.kind_color(kind), 1.4)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(kind_shape(kind))
        painter.restore()

    def _column(self, whole: QRect, depth: int) -> float:
        x = depth * _STEP + _PAD + _MARK / 2
        return QRectF(whole).right() - x if self._is_rtl() else whole.left() + x

    def _is_rtl(self) -> bool:
        return self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _visual(self, whole: QRect, x: int, y: int, width: int, height: int) -> QRect:
        box = QRect(whole.left() + x, whole.top() + y, width, height)
        return QStyle.visualRect(self._view.layoutDirection(), whole, box)
