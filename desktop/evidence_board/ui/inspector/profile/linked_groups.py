"""`LinkedGroups`: everything linked to an entity, by kind, each link with its words and its level."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.model.levels import Level
from evidence_board.model.relations import inverse_words
from evidence_board.operations.entities import bin_things
from evidence_board.operations.links import update_link
from evidence_board.selection import replace
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.inspector.link_line import LinkLine
from evidence_board.ui.inspector.profile.profile_data import GROUPS, LinkedRow
from evidence_board.ui.inspector.profile.row_list import RowList
from evidence_board.ui.kind_words import kind_plural
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.painting import draw_text, leading, trailing, visual
from evidence_board.ui.widgets.section import Section

__all__ = ["LinkedGroups", "level_counts"]

#: A group shows so many at first and so many more each time: a hub may have thousands.
_FIRST, _STEP = 6, 50


def level_counts(levels: Sequence[str]) -> str:
    """Return ``2 possible, 4 doubtful``, the surest first."""
    found = Counter(levels)
    parts = [f"{number(found[level])} {level_name(level).lower()}" for level in Level if found[level]]
    return ", ".join(parts)


class LinkedGroups(Section):
    """The links of one entity under a heading for each kind.

    Attributes:
        groups: kind -> the rows that show.
        more: kind -> the button that shows more of it.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Linked to"), theme=context.theme, parent=parent)
        self._context = context
        self._can_write = can_write
        self._thing = ("", "")
        self._links: tuple[LinkedRow, ...] | None = None
        self._names: tuple[str, ...] = ()
        self._limits: dict[str, int] = {}
        self._compact = False
        self._lists: dict[str, RowList] = {}
        self._heads: dict[str, _GroupHead] = {}
        self.more: dict[str, Button] = {}
        self._nothing = ElidedLabel(tr("Nothing linked yet"), theme=context.theme, role="small", colour="text3")
        self.body.addWidget(self._nothing)
        for kind in GROUPS:
            head, rows = _GroupHead(kind_plural(kind), theme=context.theme), RowList()
            button = Button("", theme=context.theme, kind="link", small=True)
            button.clicked.connect(lambda _=False, one=kind: self._show_more(one))
            self._heads[kind], self._lists[kind], self.more[kind] = head, rows, button
            for part in (head, rows, button):
                self.body.addWidget(part)
                part.hide()
        if can_write:
            self.add_command("plus", name=tr("Link"), key="L").clicked.connect(
                lambda: context.requests.link.emit([self._thing])
            )

    @property
    def groups(self) -> dict[str, list[LinkLine]]:
        """Kind -> the rows that show, in order; kinds without links are left out."""
        found = {kind: [row for row in rows.rows if isinstance(row, LinkLine)] for kind, rows in self._lists.items()}
        return {kind: rows for kind, rows in found.items() if rows}

    def show_links(self, kind: str, row_id: str, rows: tuple[LinkedRow, ...]) -> None:
        """Show the links of an entity, in the order of `GROUPS`."""
        if self._thing != (kind, row_id):
            self._limits = {}
            self._links = None
        self._thing = (kind, row_id)
        index = self._context.session.index
        names = tuple(index.label_of(row.other) for row in rows)
        if rows == self._links and names == self._names:
            return
        self._links, self._names = rows, names
        self.set_count(number(len(rows)) if rows else "")
        self._nothing.setVisible(not rows)
        for one in GROUPS:
            self._fill(one)

    def set_compact(self, compact: bool) -> None:
        """Leave less room to names in a small window."""
        self._compact = compact
        for rows in self.groups.values():
            for row in rows:
                row.set_compact(compact)

    def _fill(self, kind: str) -> None:
        rows = [row for row in self._links or () if row.kind == kind]
        limit = self._limits.get(kind, _FIRST)
        # One row alone is not worth a button.
        shown = rows if len(rows) <= limit + 1 else rows[:limit]
        self._heads[kind].set_words(level_counts([row.link.level for row in rows]), len(rows))
        self._heads[kind].setVisible(bool(rows))
        self._lists[kind].set_rows([self._line(row) for row in shown])
        left = len(rows) - len(shown)
        self.more[kind].setVisible(left > 0)
        if left > 0:
            self.more[kind].setText(count(min(left, _STEP), one="{n} more", many="{n} more"))
            self.more[kind].setToolTip(tr("{shown} of {total} are shown", shown=len(shown), total=number(len(rows))))

    def _show_more(self, kind: str) -> None:
        self._limits[kind] = self._limits.get(kind, _FIRST) + _STEP
        self._fill(kind)

    def _line(self, row: LinkedRow) -> LinkLine:
        context, link = self._context, row.link
        words = link.relation if link.src == self._thing[1] else inverse_words(link.relation)
        line = LinkLine(
            link,
            kind="media" if row.kind == "post" else row.kind,
            other=row.other,
            name=context.session.index.label_of(row.other) or tr("Post"),
            words=words,
            can_write=self._can_write,
            theme=context.theme,
            thumbnails=context.thumbnails if row.kind == "media" else None,
            context=context,
        )
        line.set_compact(self._compact)
        line.clicked.connect(lambda: context.session.select(replace([row.other]), origin="inspector"))
        line.opened.connect(lambda: context.session.select(replace([link.id]), origin="inspector"))
        line.level_chosen.connect(lambda level: context.perform(update_link, row_id=link.id, level=level))
        line.relation_chosen.connect(lambda words: context.perform(update_link, row_id=link.id, relation=words))
        line.removed.connect(lambda: context.perform(bin_things, things=[("link", link.id)]))
        return line


class _GroupHead(QWidget):
    """Name of a kind, how sure its links are in words, and how many."""

    def __init__(self, name: str, *, theme: Theme) -> None:
        super().__init__()
        self._theme, self._name, self._said, self._count = theme, name, "", 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_words(self, said: str, total: int) -> None:
        self._said, self._count = said, total
        self.setAccessibleName(f"{self._name}, {number(total)}: {said}")
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.pixels(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, color = self._theme, self._theme.color
        font = theme.font("caption", weight=600)
        wide = round(theme.metrics("caption", weight=600).horizontalAdvance(self._name)) + 2
        room = QRect(0, 4, self.width(), self.height() - 4)
        place = visual(self, QRect(0, 4, wide, room.height()))
        draw_text(painter, place, self._name, font=font, colour=color("text2"), align=leading(self))
        place = visual(self, QRect(wide + 8, 4, self.width() - wide - 8, room.height()))
        font = theme.font("caption", tabular=True)
        draw_text(painter, place, self._said, font=font, colour=color("text3"), align=trailing(self))
        painter.end()
