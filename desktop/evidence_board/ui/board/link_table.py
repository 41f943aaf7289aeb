"""`LinkTable`: the list twin of the board, for those who read it rather than look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evidence_board.model.case_index import CaseIndex
from evidence_board.model.levels import Level
from evidence_board.ui.board.board_content import BoardContent
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.list_twin import ListTwin
from evidence_board.ui.widgets.painting import draw_text, leading

__all__ = ["LinkTable"]

_RANK = {level.value: number for number, level in enumerate(Level)}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Line:
    """A link as a row."""

    id: str
    start: str
    start_kind: str
    relation: str
    end: str
    end_kind: str
    level: str
    evidence: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        said = {"uncited": tr("uncited"), "disputed": tr("disputed")}.get(self.evidence)
        level = level_name(self.level)
        return isolate(self.start), self.relation, isolate(self.end), f"{level} · {said}" if said else level

    @property
    def keys(self) -> tuple[Any, ...]:
        return self.start.casefold(), self.relation.casefold(), self.end.casefold(), _RANK[self.level]


class _Painter(QStyledItemDelegate):
    """Draws the marks of both ends and the bars of the level before the words."""

    def __init__(self, owner: ListTwin, theme: Theme) -> None:
        super().__init__(owner)
        self._owner, self._theme = owner, theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, column = cast(_Line, self._owner.lines[index.row()]), index.column()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        color = self._theme.color
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, color("accentSoft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, color("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, color("line"))
        start = 12
        if column in (0, 2):
            kind = line.start_kind if column == 0 else line.end_kind
            draw_kind(painter, kind, self._place(rect, start, 16, 16), self._theme)
            start += 26
        elif column == 3:
            draw_bars(painter, line.level, self._place(rect, start, BARS.width(), BARS.height()), self._theme)
            start += BARS.width() + 10
        room = self._place(rect, start, rect.width() - start - 8, rect.height())
        role = "accentText" if selected else "text2" if column in (1, 3) else "text"
        text, font = line.texts[column], self._theme.font("body")
        draw_text(painter, room, text, font=font, colour=color(role), align=leading(self._owner))
        painter.restore()

    def _place(self, rect: QRect, start: int, width: int, height: int) -> QRect:
        box = QRect(rect.left() + start, rect.top() + (rect.height() - height) // 2, width, height)
        return QStyle.visualRect(self._owner.layoutDirection(), rect, box)


class LinkTable(ListTwin):
    """The links among what the board shows; the same selection as the board.

    Signals:
        level_wanted: (word) a digit grades the selected links.
        delete_wanted: Del moves them to the bin.
    """

    level_wanted = Signal(str)
    delete_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        headings = tr("From"), tr("Relation"), tr("To"), tr("Confidence")
        super().__init__(
            headings=headings, name=tr("Links"), theme=theme, widths={1: 150, 3: 190}, stretched=(0, 2), parent=parent
        )
        self.setItemDelegate(_Painter(self, theme))
        # The painter shows the row under the pointer, above a hairline of its own.
        self.setMouseTracking(True)
        self.verticalHeader().setDefaultSectionSize(theme.pixels(theme.tokens.size["row"]) + 1)

    def show_links(self, index: CaseIndex, content: BoardContent) -> None:
        """Show the links of some content of the board."""
        lines = []
        for edge in content.edges:
            start, end = content.nodes[edge.start], content.nodes[edge.end]
            labels = index.label_of(start.id), index.label_of(end.id)
            ends = (labels[0], start.kind, edge.relation, labels[1], end.kind)
            lines.append(_Line(edge.id, *ends, edge.level, edge.evidence))
        self.show_lines(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Grade with a digit, delete with Del; the rest is the table's own."""
        level = next((one.value for one in Level if one.key == event.text()), None)
        if level is not None and self.selectionModel().hasSelection():
            self.level_wanted.emit(level)
        elif event.key() == Qt.Key.Key_Delete and self.selectionModel().hasSelection():
            self.delete_wanted.emit()
        elif len(event.text()) == 1 and event.text().isprintable():
            # Letters are commands of the window, not a search in the table.
            event.ignore()
        else:
            super().keyPressEvent(event)
