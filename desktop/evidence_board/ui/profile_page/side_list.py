"""`SideList`: the start of a page: every unit in its tree, or every other thing of the kind, to go on to the next."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.model.case_index import CaseIndex
from evidence_board.operations.tree import place_under
from evidence_board.ui.context import UiContext
from evidence_board.ui.hairline import Hairline
from evidence_board.ui.i18n import isolate, number, tr
from evidence_board.ui.kind_words import kind_plural
from evidence_board.ui.profile_page.side_model import TREES, side_rows
from evidence_board.ui.profile_page.side_view import SideView
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.confidence import level_name, level_pen
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.painting import draw_text, leading, visual
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["SideList"]

_WIDE, _NARROW = 264, 228


class SideList(QWidget):
    """Title and count, a field that narrows the list, the list, and what the lines of a tree mean.

    Attributes:
        chosen: (row id) go to the page of this.
        new_wanted: a new one of the kind is wanted.
        parent_wanted: the parent that nobody has named was pressed.
        field: narrows the list.
        view: the rows.
        new: the button that makes one.
    """

    chosen = Signal(str)
    new_wanted = Signal()
    parent_wanted = Signal()

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context, self._can_write = context, can_write
        self._kind, self._current = "", ""
        self._index: CaseIndex | None = None
        self._title = ElidedLabel(theme=theme, role="section", weight=600)
        self._count = ElidedLabel(theme=theme, role="body", colour="text3", tabular=True)
        self.new = Button(tr("New"), theme=theme, icon="plus", key="E", small=True)
        self.new.clicked.connect(self.new_wanted)
        self.new.setVisible(can_write)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.new)
        self.field = SearchField(tr("Filter this list"), theme=theme, icon="list-filter", key="F")
        self.field.textChanged.connect(self._renew)
        self.field.returnPressed.connect(self._choose_first)
        self.view = SideView(context, can_write=can_write)
        self.view.chosen.connect(self._choose)
        self.view.dropped.connect(self._place)
        self.view.over.connect(self._say_where)
        self._nothing = ElidedLabel(tr("Nothing matches"), theme=theme, role="small", colour="text3")
        self._nothing.hide()
        self._legend = _Legend(theme=theme)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setProperty("role", "hint")
        self._line = Hairline(theme=theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 12)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addSpacing(12)
        layout.addWidget(self.field)
        layout.addSpacing(8)
        layout.addWidget(self._nothing)
        layout.addWidget(self.view, 1)
        layout.addSpacing(10)
        layout.addWidget(self._line)
        layout.addSpacing(10)
        layout.addWidget(self._legend)
        layout.addSpacing(6)
        layout.addWidget(self._hint)
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.set_compact(False)

    @property
    def hint(self) -> str:
        """What is said of dragging."""
        return self._hint.text()

    def show_kind(self, kind: str, index: CaseIndex, *, current: str) -> None:
        """List everything of a kind.

        Args:
            kind: of entity.
            index: the read model.
            current: id of the thing the page is about.
        """
        if kind != self._kind:
            self.field.clear()
        changed = kind != self._kind or index is not self._index or current != self._current
        self._kind, self._index, self._current = kind, index, current
        self.view.kind = kind
        self.view.setAccessibleName(kind_plural(kind))
        self.setAccessibleName(kind_plural(kind))
        self._title.set_text(kind_plural(kind))
        in_tree = kind in TREES
        for part in (self._legend, self._line):
            part.setVisible(in_tree)
        self._hint.setVisible(in_tree and self._can_write)
        self._say_where("", False)
        if changed:
            self._renew()
        self.view.show_current(current)

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        self.setFixedWidth(self._context.theme.pixels(_NARROW if compact else _WIDE))

    def _renew(self) -> None:
        if self._index is None:
            return
        wanted = self.field.text().strip()
        rows = side_rows(self._index, self._kind, wanted, current=self._current)
        self.view.entries.set_rows(rows)
        self.view.updateGeometry()
        total = sum(1 for _ in self._index.entities_of(self._kind))
        self._count.set_text(
            tr("{shown} of {total}", shown=number(len(rows)), total=number(total)) if wanted else number(total)
        )
        self._nothing.setVisible(bool(wanted) and not rows)
        self.view.show_current(self.view.current)

    def _choose(self, row_id: str) -> None:
        if row_id:
            self.chosen.emit(row_id)
        elif self._can_write:
            self.parent_wanted.emit()

    def _choose_first(self) -> None:
        rows = self.view.entries.rows
        if rows:
            self.chosen.emit(rows[0].place.id)

    def _say_where(self, name: str, takes: bool) -> None:
        """Say what letting go would do, else that it can be done."""
        if takes:
            words = tr("Place it under {name}", name=isolate(name)) if name else tr("Place it under nothing")
        elif self._kind == "location":
            words = tr("Drag a place onto another to place it in there, or beside all for nothing. P asks for it.")
        else:
            words = tr("Drag a unit onto another to place it under, or beside all for nothing. P asks for it.")
        self._hint.setText(words)

    def _place(self, row_id: str, parent_id: str) -> None:
        self._context.perform(place_under, kind=self._kind, row_id=row_id, parent_id=parent_id or None)


class _Legend(QWidget):
    """What the lines of the tree mean."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._levels = ("confirmed", "probable", "possible", "doubtful", "unjudged")
        self.setAccessibleName(tr("A line in the tree is a claim"))

    def sizeHint(self) -> QSize:
        pixels = self._theme.pixels
        return QSize(200, pixels(24) + len(self._levels) * pixels(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        head, step = theme.pixels(24), theme.pixels(22)
        place = visual(self, QRect(6, 0, self.width() - 6, head))
        font = theme.font("small", weight=600)
        draw_text(
            painter,
            place,
            tr("A line in the tree is a claim"),
            font=font,
            colour=theme.color("text"),
            align=leading(self),
        )
        for at, level in enumerate(self._levels):
            top = head + at * step
            line = visual(self, QRect(6, top, 40, step))
            painter.setPen(level_pen(level, theme))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawLine(line.left(), line.center().y(), line.right(), line.center().y())
            place = visual(self, QRect(58, top, self.width() - 58, step))
            draw_text(
                painter,
                place,
                level_name(level),
                font=theme.font("small"),
                colour=theme.color("text2"),
                align=leading(self),
            )
        painter.end()
