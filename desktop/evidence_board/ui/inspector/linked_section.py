"""`LinkedSection`: what the selected thing is linked to, with every link's level."""

from PySide6.QtWidgets import QWidget

from evidence_board.model.case_index import CaseIndex, LinkRow
from evidence_board.model.relations import inverse_words
from evidence_board.operations.entities import bin_things
from evidence_board.operations.links import update_link
from evidence_board.selection import replace
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.inspector.link_line import LinkLine
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.section import Section

__all__ = ["LinkedSection"]

#: More links than this fold behind a button: a hub may have thousands.
_SHOWN = 24


class LinkedSection(Section):
    """Links of one thing, accounts and people first, each seen from this thing's side.

    Attributes:
        lines: the rows that are shown, in order.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Linked to"), theme=context.theme, parent=parent)
        self._context = context
        self._can_write = can_write
        self._thing: tuple[str, str] = ("", "")
        self._shown_links: tuple[tuple[LinkRow, str, str], ...] = ()
        self._limit = _SHOWN
        self._compact = False
        self.lines: list[LinkLine] = []
        self._nothing = ElidedLabel(tr("Nothing yet"), theme=context.theme, role="small", colour="text3")
        self._more = Button("", theme=context.theme, kind="link", small=True)
        self._more.clicked.connect(self._show_all)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._more)
        if can_write:
            self.add_command("plus", name=tr("Link"), key="L").clicked.connect(self._ask_link)

    def show_thing(self, kind: str, row_id: str) -> None:
        """Show the links of a thing; ``kind`` is ``item`` or a kind of entity."""
        if self._thing != (kind, row_id):
            self._limit = _SHOWN
        self._thing = (kind, row_id)
        index = self._context.session.index
        found = tuple((link, *_other_end(index, link, row_id)) for link in index.links_of.get(row_id, ()))
        ordered = tuple(sorted(found, key=lambda one: (_ORDER.index(one[1]), one[0].ref)))
        if ordered == self._shown_links and self.lines:
            return
        self._shown_links = ordered
        self._fill()

    def set_compact(self, compact: bool) -> None:
        """Leave less room to names in a small window."""
        self._compact = compact
        for line in self.lines:
            line.set_compact(compact)

    def _fill(self) -> None:
        focused = next((line.link.id for line in self.lines if line.hasFocus()), None)
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        total = len(self._shown_links)
        for at, (link, kind, other) in enumerate(self._shown_links[: self._limit]):
            line = self._line(link, kind, other)
            self.body.insertWidget(at, line)
            self.lines.append(line)
            line.show()
            if link.id == focused:
                line.setFocus()
        self.set_count(number(total) if total else "")
        self._nothing.setVisible(not total)
        self._more.setVisible(total > self._limit)
        self._more.setText(tr("Show all {n}", n=number(total)))

    def _line(self, link: LinkRow, kind: str, other: str) -> LinkLine:
        context = self._context
        here = self._thing[1]
        words = link.relation if link.src == here else inverse_words(link.relation)
        line = LinkLine(
            link,
            kind=kind,
            other=other,
            name=context.session.index.label_of(other) or tr("Post"),
            words=words,
            can_write=self._can_write,
            theme=context.theme,
            thumbnails=context.thumbnails if kind == "media" else None,
            context=context,
        )
        line.set_compact(self._compact)
        line.clicked.connect(lambda: context.session.select(replace([other]), origin="inspector"))
        line.opened.connect(lambda: context.session.select(replace([link.id]), origin="inspector"))
        line.level_chosen.connect(lambda level: context.perform(update_link, row_id=link.id, level=level))
        line.relation_chosen.connect(lambda words: context.perform(update_link, row_id=link.id, relation=words))
        line.removed.connect(lambda: context.perform(bin_things, things=[("link", link.id)]))
        return line

    def _ask_link(self) -> None:
        self._context.requests.link.emit([self._thing])

    def _show_all(self) -> None:
        self._limit = len(self._shown_links)
        self._fill()


_ORDER = ("account", "person", "unit", "location", "equipment", "event", "media")


def _other_end(index: CaseIndex, link: LinkRow, here: str) -> tuple[str, str]:
    """Return (kind to draw, row id) of the end that is not here."""
    kind, other = (link.dst_kind, link.dst) if link.src == here else (link.src_kind, link.src)
    return (kind if kind in _ORDER else "media"), other
