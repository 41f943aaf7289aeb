"""`ManyPage`: several things selected: what they share, "mixed" where they differ, and what to do with all."""

from collections import Counter

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.case.collection import read_collection_records
from evidence_board.model.case_index import ItemRow
from evidence_board.model.collection import CollectionRecord
from evidence_board.operations.entities import bin_things
from evidence_board.ui.bulk_edits import bulk_edits
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.inspector.collection_badge import CollectionBadge
from evidence_board.ui.inspector.collection_fields import CollectionFields
from evidence_board.ui.inspector.collection_marks import CollectionMarks
from evidence_board.ui.inspector.collection_words import distinct_values
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.many_edits import ManyEdits
from evidence_board.ui.inspector.many_progress import ManyProgress
from evidence_board.ui.inspector.many_values import ManyValues
from evidence_board.ui.inspector.many_words import counted
from evidence_board.ui.inspector.picture_strip import PictureStrip
from evidence_board.ui.inspector.post_popover import PostPopover
from evidence_board.ui.inspector.tags_section import TagsSection
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
        merge: begins to make one of two entities of a kind.
        remove: moves all to the bin.
        progress: an edit that takes long.
        values: state of work, place, confidence, times and account of all.
        tags: tags of the files; a new one goes on all.
        badge: how complete the collection records are.
        fields: where the files came from; what is typed goes to all in one step.
        marks: graphic content, and who may see any of them.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._items: list[ItemRow] = []
        self._ends: list[tuple[str, str]] = []
        self._things: list[tuple[str, str]] = []
        self._request = 0
        self._edits = ManyEdits(context, self)
        self.strip = PictureStrip(theme=theme, thumbnails=context.thumbnails)
        self._counts = ElidedLabel(theme=theme, role="small", colour="text2")
        self.place = Button(tr("Place"), theme=theme, icon="map-pin-plus", key="G", small=True)
        self.link = Button(tr("Link"), theme=theme, icon="link", key="L", small=True)
        self.post = Button("", theme=theme, icon="message-square-text", small=True)
        self.merge = Button(tr("Merge these two"), theme=theme, icon="merge", small=True)
        self.remove = Button(tr("Move to bin"), theme=theme, icon="trash-2", kind="quiet", small=True)
        self.place.clicked.connect(lambda: context.requests.place.emit([item.id for item in self._items]))
        self.link.clicked.connect(lambda: context.requests.link.emit(list(self._ends)))
        self.post.clicked.connect(self._ask_post)
        self.merge.clicked.connect(lambda: context.requests.merge.emit(*self._things[0]))
        self.remove.clicked.connect(lambda: self._edits.perform(bin_things, things=list(self._things)))
        self._commands = QWidget()
        flow = FlowLayout(self._commands)
        for button in (self.place, self.link, self.post, self.merge, self.remove):
            flow.addWidget(button)
        if not can_write:
            self._commands.hide()
        self.progress = ManyProgress(bulk_edits(context), theme=theme)
        self.values = ManyValues(context, self._edits, can_write=can_write)
        self.tags = TagsSection(context, can_write=can_write, perform=self._edits.perform)
        self.marks = CollectionMarks(theme=theme)
        self.badge = CollectionBadge(theme=theme)
        self.fields = CollectionFields(context, can_write=can_write, perform=self._edits.perform)
        self._make_source()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addSpacing(8)
        layout.addWidget(self._counts)
        layout.addSpacing(8)
        layout.addWidget(self._commands)
        layout.addSpacing(10)
        for part in (self.progress, self.marks, self.values, self.tags, self._source):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_things(self, things: list[tuple[str, str]]) -> None:
        """Show several things, pairs of kind and row id."""
        index = self._context.session.index
        self._things = things
        self._items = [index.items[row_id] for kind, row_id in things if kind == "item"]
        self._ends = [pair for pair in things if pair[0] not in ("link", "post")]
        self._edits.items, self._edits.links = self._items, [one for kind, one in things if kind == "link"]
        self.strip.set_items(self._items)
        self._counts.set_text(counted(index, things))
        self.place.setVisible(bool(self._items))
        self.link.setVisible(bool(self._ends))
        files = len(self._items)
        self.post.setText(count(files, one="New post with this file", many="One post with these {n} files"))
        self.post.setVisible(files > 0)
        self.merge.setVisible(
            len(things) == 2 and all(row_id in index.entities for _, row_id in things) and things[0][0] == things[1][0]
        )
        self.tags.setVisible(bool(self._items))
        self.values.show_things(self._items, [index.links[one] for one in self._edits.links])
        self._request += 1
        if self._items:
            carried = Counter(tag for item in self._items for tag in item.tag_ids)
            self.tags.show_things([("item", item.id) for item in self._items], dict(carried))
            self._read_records(self._request)
        else:
            self._source.hide()
            self.marks.show_records(())

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        self._complete.set_compact(compact)
        self.values.set_compact(compact)
        self.fields.set_compact(compact)

    def renew_look(self) -> None:
        """Nothing here keeps colours or fonts."""

    def _make_source(self) -> None:
        theme = self._context.theme
        self._source = Section(tr("Source"), theme=theme)
        complete = QWidget()
        line = QHBoxLayout(complete)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.badge)
        line.addStretch(1)
        self._complete = FieldRow(tr("Complete"), complete, theme=theme)
        self._source.body.addWidget(self._complete)
        self._source.body.addWidget(self.fields)
        self._source.hide()

    def _read_records(self, request: int) -> None:
        session, item_ids = self._context.session, [item.id for item in self._items]

        def read() -> tuple[list[CollectionRecord], dict[str, list[str]]]:
            records = list(session.read(read_collection_records, item_ids).values())
            return records, distinct_values(records)

        def take(answer: tuple[list[CollectionRecord], dict[str, list[str]]]) -> None:
            if request != self._request:
                return
            found, values = answer
            self._source.setVisible(bool(found))
            self.badge.show_all([record.completeness for record in found])
            self.fields.show_records(found, values)
            self.marks.show_records(found)

        self._context.jobs.run(
            read,
            done=take,
            failed=self._context.show_error,
            priority=3,
        )

    def _ask_post(self) -> None:
        items = [item.id for item in self._items]
        PostPopover(self, context=self._context, item_ids=items).open_below(self.post)
