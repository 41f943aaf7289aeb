"""`PageBody`: the middle of a page: head, figures, who is linked, where and when, media, facts."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.model.case_index import EntityRow
from evidence_board.operations.links import update_link
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.inspector.entity_rows import EntityRows
from evidence_board.ui.inspector.notes_section import NotesSection
from evidence_board.ui.inspector.profile.files_section import FilesSection
from evidence_board.ui.inspector.profile.history_section import HistorySection
from evidence_board.ui.inspector.profile.names_section import NamesSection
from evidence_board.ui.profile_page.figure_cards import FigureCards, cards_of
from evidence_board.ui.profile_page.linked_table import LinkedTable
from evidence_board.ui.profile_page.page_data import LinkedThing, PageData
from evidence_board.ui.profile_page.page_head import PageHead
from evidence_board.ui.profile_page.place_lanes import PlaceLanes
from evidence_board.ui.profile_page.seen_legend import SeenLegend
from evidence_board.ui.profile_page.time_axis import axis_over
from evidence_board.ui.profile_page.where_map import WhereMap
from evidence_board.ui.profile_page.word_choice import WordChoice
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.section import Section

__all__ = ["PageBody"]

#: A table shows so many rows at first; its button shows all.
_FIRST = 8


class PageBody(QWidget):
    """Everything between the list and what it rests on.

    Attributes:
        chosen: (row id) select this.
        opened: (row id) open the page of this.
        files_chosen: (list of item ids) select these.
        link_opened: (link id) show a link.
        head: mark and names.
        cards: the figures.
        people: the table of people and accounts.
        others: the table of everything else.
        order: sorted by level or by first date.
        map: where.
        lanes: when, at each place.
        files: the media.
    """

    chosen = Signal(str)
    opened = Signal(str)
    files_chosen = Signal(object)
    link_opened = Signal(str)

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context, self._can_write = context, can_write
        self._data: PageData | None = None
        self._whole: set[str] = set()
        self.head = PageHead(context, can_write=can_write)
        self.cards = FigureCards(theme=theme)
        self.order = WordChoice(name=tr("Order"), theme=theme)
        self.order.add("level", tr("Level"))
        self.order.add("first", tr("First seen"))
        self.order.changed.connect(lambda _: self._show_tables())
        self.people = LinkedTable(name=tr("People and accounts"), columns=(tr("Person"), tr("Accounts")), theme=theme)
        self.others = LinkedTable(name=tr("Also linked"), columns=(tr("Thing"), tr("How")), theme=theme)
        self._nobody = ElidedLabel(tr("Nobody linked yet. L links it to somebody."), theme=theme, colour="text3")
        self.more: dict[str, Button] = {}
        for name, table in (("people", self.people), ("others", self.others)):
            button = self.more[name] = Button("", theme=theme, kind="link", small=True)
            button.clicked.connect(lambda _=False, one=name: self._show_whole(one))
            table.chosen.connect(self.chosen)
            table.opened.connect(self.opened)
            table.files_chosen.connect(self.files_chosen)
            table.link_opened.connect(self.link_opened)
            table.graded.connect(lambda link, level, one=table: self._grade(link, level, one))
        self._others_head = self._heading(tr("Also linked"))
        self._where_note = ElidedLabel(theme=theme, role="small", colour="text2")
        self.map = WhereMap(context)
        self.lanes = PlaceLanes(theme=theme)
        self._no_dates = ElidedLabel(tr("No dated files yet"), theme=theme, colour="text3")
        self.map.chosen.connect(self.files_chosen)
        self.map.opened.connect(context.requests.preview)
        self.lanes.chosen.connect(self.files_chosen)
        self.lanes.place_chosen.connect(self.opened)
        self.files = FilesSection(context)
        self._facts = Section(tr("Facts"), theme=theme)
        self.rows = EntityRows(context, can_write=can_write)
        self._facts.body.addWidget(self.rows)
        self.names = NamesSection(context, can_write=can_write)
        self.history = HistorySection(context, can_write=can_write)
        self.notes = NotesSection(context, can_write=can_write)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._context.theme
        note = tr("a link here is a claim with a level, not a roll of members")
        people = self._heading(tr("People and accounts"), note, self.order)
        where = self._heading(tr("Where and when seen"), self._where_note, SeenLegend(theme=theme))
        when = QVBoxLayout()
        when.addWidget(self.lanes, 1)
        when.addWidget(self._no_dates)
        side = QHBoxLayout()
        side.setSpacing(18)
        side.addWidget(self.map, 2)
        side.addLayout(when, 3)
        facts, words = QVBoxLayout(), QVBoxLayout()
        facts.addWidget(self._facts)
        facts.addStretch(1)
        for section in (self.names, self.history, self.notes):
            words.addWidget(section)
        words.addStretch(1)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(24)
        below.addLayout(facts, 1)
        below.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 24)
        layout.setSpacing(0)
        start = Qt.AlignmentFlag.AlignLeading
        parts: tuple[tuple[QWidget, int], ...] = (
            (self.head, 12), (self.cards, 16), (people, 2), (self.people, 0), (self._nobody, 8),
            (self.more["people"], 8), (self._others_head, 2), (self.others, 0), (self.more["others"], 8),
            (where, 8),
        )  # fmt: skip
        for part, gap in parts:
            layout.addWidget(part, 0, start if part in self.more.values() else Qt.AlignmentFlag(0))
            layout.addSpacing(gap)
        layout.addLayout(side)
        layout.addSpacing(18)
        layout.addWidget(self.files)
        layout.addWidget(self._below)
        layout.addStretch(1)

    def _heading(self, words: str, note: str | QWidget = "", control: QWidget | None = None) -> QWidget:
        theme = self._context.theme
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(ElidedLabel(words, theme=theme, role="section", weight=600))
        said = ElidedLabel(note, theme=theme, role="small", colour="text2") if isinstance(note, str) else note
        row.addWidget(said, 1)
        if control is not None:
            row.addWidget(control)
        head.setMinimumHeight(theme.pixels(30))
        return head

    # -- what is shown ---------------------------------------------------------------------------------

    def show_row(self, row: EntityRow, data: PageData | None) -> None:
        """Show an entity; ``data`` follows when it has been read."""
        self.head.show_head(row, data)
        if data is None or (self._data is not None and self._data.id != data.id):
            self._whole.clear()
        same = data is not None and data == self._data
        self._data = data
        for part in (self.cards, self._below, self.files):
            part.setVisible(data is not None)
        if data is None:
            self._clear()
        elif not same:
            self._show(data)

    def show_selection(self, ids: Iterable[str]) -> None:
        """Mark what is selected."""
        chosen = frozenset(ids)
        for part in (self.people, self.others, self.map, self.lanes):
            part.show_selection(chosen)

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        self.rows.set_compact(compact)
        side = 16 if compact else 24
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(side, 16, side, 24)

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        for part in (self.head, self.rows, self.notes):
            part.renew_look()

    def _clear(self) -> None:
        self.cards.show_cards([])
        for table in (self.people, self.others):
            table.show_rows((), None)
        self.lanes.show_lanes((), None)
        for widget in (self._nobody, self._no_dates, self._others_head, self.others, *self.more.values()):
            widget.hide()

    def _show(self, data: PageData) -> None:
        profile, index = data.profile, data.profile.made_for
        kind, row_id = profile.detail.kind, profile.id
        self.cards.show_cards(cards_of(data, {lane.id: lane.name for lane in data.lanes}))
        self._show_tables()
        items = [index.items[one] for one in data.files if one in index.items]
        places = {lane.id for lane in data.lanes if lane.id} | {
            row.other for row in profile.linked if row.kind == "location"
        }
        if kind == "location":
            places.add(row_id)
        self.map.show_files(row_id, index, items, sorted(places))
        self.lanes.show_lanes([lane for lane in data.lanes if lane.marks], axis_over(data.marks))
        self._no_dates.setVisible(not data.marks)
        files = count(len(data.files), one="{n} file", many="{n} files")
        named = sum(1 for lane in data.lanes if lane.id)
        self._where_note.set_text(f"{files}, {count(named, one='{n} place', many='{n} places')}")
        self.files.show_files(replace(profile, files=data.files, accounts=data.accounts))
        self.rows.show_detail(profile.detail, taking_part=profile.taking_part)
        self.names.show_names(kind, row_id, profile.names)
        self.history.setVisible(kind == "account")
        if kind == "account":
            self.history.show_names(profile.detail, profile.account_names)
        self.notes.show_thing(kind, row_id, profile.detail.text("notes"))

    def _show_tables(self) -> None:
        data = self._data
        if data is None:
            return
        axis = axis_over(mark for row in (*data.people, *data.others) for mark in row.marks)
        for name, table, rows in (("people", self.people, data.people), ("others", self.others, data.others)):
            ordered = self._sorted(rows)
            # One row alone is not worth a button.
            whole = name in self._whole or len(ordered) <= _FIRST + 1
            table.show_rows(ordered if whole else ordered[:_FIRST], axis)
            table.setVisible(bool(rows))
            self.more[name].setVisible(not whole)
            self.more[name].setText(tr("Show all {n}", n=number(len(ordered))))
        self._nobody.setVisible(not data.people)
        self._others_head.setVisible(bool(data.others))

    def _sorted(self, rows: tuple[LinkedThing, ...]) -> tuple[LinkedThing, ...]:
        # By level is how they come.
        return rows if self.order.current == "level" else tuple(sorted(rows, key=lambda row: (row.first, row.name)))

    def _show_whole(self, name: str) -> None:
        self._whole.add(name)
        self._show_tables()

    def _grade(self, link_id: str, level: str, table: QWidget) -> None:
        if self._can_write:
            self._context.beside = table
            self._context.perform(update_link, row_id=link_id, level=level)
