"""`ManyPage`: several things selected: what they share, "mixed" where they differ, and what to do with all."""

from collections import Counter

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.case.collection import read_collection_records
from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.model.collection import CollectionRecord
from evidence_board.operations.entities import bin_things
from evidence_board.operations.levels import set_levels
from evidence_board.ui.context import UiContext
from evidence_board.ui.gallery.item_words import counted_files
from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.inspector.collection_badge import CollectionBadge
from evidence_board.ui.inspector.collection_fields import CollectionFields
from evidence_board.ui.inspector.collection_marks import CollectionMarks
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.level_button import LevelButton
from evidence_board.ui.inspector.picture_strip import PictureStrip
from evidence_board.ui.inspector.post_popover import PostPopover
from evidence_board.ui.inspector.tags_section import TagsSection
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.words import coordinates_words, shared, span_words
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.section import Section

__all__ = ["ManyPage"]


class ManyPage(QWidget):
    """Shared values of files, counts of everything else, and the commands for all at once.

    Attributes:
        place: asks for one position for all files.
        link: begins a link from all.
        post: one post that carried all files.
        remove: moves all to the bin.
        tags: tags of the files; a new one goes on all.
        level: confidence of all positions.
        badge: how complete the collection records are.
        fields: where the files came from; what is typed goes to all in one step.
        marks: graphic content, and who may see any of them.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._can_write = can_write
        self._items: list[ItemRow] = []
        self._ends: list[tuple[str, str]] = []
        self._things: list[tuple[str, str]] = []
        self.strip = PictureStrip(theme=theme, thumbnails=context.thumbnails)
        self._counts = ElidedLabel(theme=theme, role="small", colour="text2")
        self.place = Button(tr("Place"), theme=theme, icon="map-pin-plus", key="G", small=True)
        self.link = Button(tr("Link"), theme=theme, icon="link", key="L", small=True)
        self.post = Button("", theme=theme, icon="message-square-text", small=True)
        self.remove = Button(tr("Move to bin"), theme=theme, icon="trash-2", kind="quiet", small=True)
        self.place.clicked.connect(lambda: context.requests.place.emit([item.id for item in self._items]))
        self.link.clicked.connect(lambda: context.requests.link.emit(list(self._ends)))
        self.post.clicked.connect(self._ask_post)
        self.remove.clicked.connect(lambda: context.perform(bin_things, things=list(self._things)))
        self._commands = QWidget()
        flow = FlowLayout(self._commands)
        for button in (self.place, self.link, self.post, self.remove):
            flow.addWidget(button)
        self._commands.setVisible(can_write)
        self._where = Section(tr("Where"), theme=theme)
        self._place = FieldRow(tr("Place"), ValueText(theme=theme, lines=2), theme=theme)
        self._camera = FieldRow(tr("Position"), ValueText(theme=theme, lines=2), theme=theme)
        self.level = LevelButton("unjudged", theme=theme, place=True)
        self.level.chosen.connect(self._set_level)
        self.level.setEnabled(can_write)
        self._mixed = FieldRow(tr("Confidence"), theme=theme)
        badge = QWidget()
        line = FlowLayout(badge)
        line.addWidget(self.level)
        self._level = FieldRow(tr("Confidence"), badge, theme=theme)
        self._when = Section(tr("When"), theme=theme)
        self._taken = FieldRow(tr("Taken"), ValueText(theme=theme, lines=2), theme=theme)
        self._account = FieldRow(tr("Posted by"), ValueText(theme=theme, lines=2), theme=theme)
        self._rows = [self._place, self._camera, self._level, self._mixed, self._taken, self._account]
        for row in self._rows[:4]:
            self._where.body.addWidget(row)
        for row in self._rows[4:]:
            self._when.body.addWidget(row)
        self.tags = TagsSection(context, can_write=can_write)
        self.marks = CollectionMarks(theme=theme)
        self._source = Section(tr("Source"), theme=theme)
        self.badge = CollectionBadge(theme=theme)
        complete = QWidget()
        line_of_badge = QHBoxLayout(complete)
        line_of_badge.setContentsMargins(0, 0, 0, 0)
        line_of_badge.addWidget(self.badge)
        line_of_badge.addStretch(1)
        self._complete = FieldRow(tr("Complete"), complete, theme=theme)
        self.fields = CollectionFields(context, can_write=can_write)
        self._source.body.addWidget(self._complete)
        self._source.body.addWidget(self.fields)
        self._source.hide()
        self._request = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addSpacing(8)
        layout.addWidget(self._counts)
        layout.addSpacing(8)
        layout.addWidget(self._commands)
        layout.addSpacing(10)
        layout.addWidget(self.marks)
        for part in (self._where, self._when, self._source, self.tags):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_things(self, things: list[tuple[str, str]]) -> None:
        """Show several things, pairs of kind and row id."""
        index = self._context.session.index
        self._things = things
        self._items = [index.items[row_id] for kind, row_id in things if kind == "item"]
        self._ends = [pair for pair in things if pair[0] not in ("link", "post")]
        self.strip.set_items(self._items)
        self._counts.set_text(counted(index, things))
        self.place.setVisible(bool(self._items))
        self.link.setVisible(bool(self._ends))
        files = len(self._items)
        self.post.setText(count(files, one="New post with this file", many="One post with these {n} files"))
        self.post.setVisible(files > 0)
        for section in (self._where, self._when, self.tags):
            section.setVisible(bool(self._items))
        self._request += 1
        if self._items:
            self._show_items()
            self._read_records(self._request)
        else:
            self._source.hide()
            self.marks.show_records(())

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        for row in (*self._rows, self._complete):
            row.set_compact(compact)
        self.fields.set_compact(compact)

    def renew_look(self) -> None:
        """Nothing here keeps colours or fonts."""

    def _show_items(self) -> None:
        items = self._items
        self._place.set_text(shared([item.place or tr("not named") for item in items]))
        spots = {
            (item.latitude, item.longitude)
            for item in items
            if item.latitude is not None and item.longitude is not None
        }
        placed = sum(item.latitude is not None for item in items)
        if not placed:
            where = tr("Not placed yet")
        elif placed < len(items):
            where = tr("{placed} of {total} placed", placed=number(placed), total=number(len(items)))
        elif len(spots) == 1:
            where = coordinates_words(*next(iter(spots)))
        else:
            where = tr("mixed ({n} values)", n=number(len(spots)))
        self._camera.set_text(where)
        levels = {item.level for item in items if item.latitude is not None}
        self._level.setVisible(len(levels) == 1)
        if len(levels) == 1:
            self.level.set_level(next(iter(levels)))
        self._mixed.set_text(tr("mixed") if len(levels) > 1 else "")
        self._taken.set_text(_span(items))
        self._account.set_text(shared([item.account or tr("nobody known") for item in items]))
        carried = Counter(tag for item in items for tag in item.tag_ids)
        self.tags.show_things([("item", item.id) for item in items], dict(carried))

    def _read_records(self, request: int) -> None:
        session, item_ids = self._context.session, [item.id for item in self._items]

        def take(records: dict[str, CollectionRecord]) -> None:
            if request != self._request:
                return
            found = list(records.values())
            self._source.setVisible(bool(found))
            self.badge.show_all([record.completeness for record in found])
            self.fields.show_records(found)
            self.marks.show_records(found)

        self._context.jobs.run(
            lambda: session.read(read_collection_records, item_ids),
            done=take,
            failed=self._context.show_error,
            priority=3,
        )

    def _ask_post(self) -> None:
        items = [item.id for item in self._items]
        PostPopover(self, context=self._context, item_ids=items).open_below(self.post)

    def _set_level(self, level: str) -> None:
        geotags = [item.geotag_id for item in self._items if item.geotag_id is not None]
        if geotags:
            self._context.perform(set_levels, level=level, geotags=geotags)


def counted(index: CaseIndex, things: list[tuple[str, str]]) -> str:
    """Return how many of which kind, ``3 photos, 1 unit``."""
    files = Counter(index.items[row_id].kind for kind, row_id in things if kind == "item")
    others = Counter(kind for kind, _ in things if kind not in ("item", "link"))
    links = sum(kind == "link" for kind, _ in things)
    parts = [counted_files(kind, number_of) for kind, number_of in files.items()]
    parts += [_counted(kind, number_of) for kind, number_of in others.items()]
    if links:
        parts.append(count(links, one="{n} link", many="{n} links"))
    return ", ".join(parts)


def _counted(kind: str, number_of: int) -> str:
    one, many = {
        "account": ("{n} account", "{n} accounts"),
        "person": ("{n} person", "{n} people"),
        "unit": ("{n} unit", "{n} units"),
        "location": ("{n} place", "{n} places"),
        "equipment": ("{n} piece of equipment", "{n} pieces of equipment"),
        "event": ("{n} event", "{n} events"),
        "post": ("{n} post", "{n} posts"),
    }[kind]
    return count(number_of, one=one, many=many)


def _span(items: list[ItemRow]) -> str:
    moments = [item.captured for item in items if item.captured is not None]
    if not moments:
        return tr("Not known")
    # ISO texts sort like the times they say.
    first, last = min(moments, key=lambda one: one.local), max(moments, key=lambda one: one.local)
    words = span_words(first, last)
    missing = len(items) - len(moments)
    return tr("{span}, {n} not known", span=words, n=number(missing)) if missing else words
