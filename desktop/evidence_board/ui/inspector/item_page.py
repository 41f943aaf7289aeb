"""`ItemPage`: everything known of one file, in the order of the design."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.model.details import ItemDetail
from evidence_board.ui.context import UiContext
from evidence_board.ui.copies.copies_section import CopiesSection
from evidence_board.ui.inspector.collection_marks import CollectionMarks
from evidence_board.ui.inspector.conflicts_box import ConflictsBox
from evidence_board.ui.inspector.evidence_cited import EvidenceCited
from evidence_board.ui.inspector.integrity import Integrity
from evidence_board.ui.inspector.item_head import ItemHead
from evidence_board.ui.inspector.linked_section import LinkedSection
from evidence_board.ui.inspector.metadata_section import MetadataSection
from evidence_board.ui.inspector.notes_section import NotesSection
from evidence_board.ui.inspector.posts_section import PostsSection
from evidence_board.ui.inspector.problems_box import ProblemsBox
from evidence_board.ui.inspector.regions_section import RegionsSection
from evidence_board.ui.inspector.source_section import SourceSection
from evidence_board.ui.inspector.tags_section import TagsSection
from evidence_board.ui.inspector.when_section import WhenSection
from evidence_board.ui.inspector.where_section import WhereSection
from evidence_board.ui.widgets.fold_line import FoldLine
from evidence_board.ui.widgets.fold_section import FoldSection

__all__ = ["ItemPage"]


class ItemPage(QWidget):
    """The sections of one file; made once and shown for whichever file is selected.

    Attributes:
        head: picture, title and caption.
        marks: graphic content, and who may see it.
        problems: cards of what is wrong.
        conflicts: cards of what does not fit together.
        noticed: lines of what is usual and asks for nothing, beside the metadata that it is about.
        regions: what was marked on it.
        where: position.
        when: times.
        linked: links.
        copies: other files that show the same picture.
        posts: the posts that carry it.
        cited: the facts that rest on it.
        tags: tags.
        notes: free text.
        source: origin and integrity.
        metadata: the file's own tags.
    """

    def __init__(
        self, context: UiContext, integrity: Integrity, *, can_write: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._integrity = integrity
        self.head = ItemHead(context, can_write=can_write)
        self.problems = ProblemsBox(context, can_write=can_write)
        self.conflicts = ConflictsBox(context, can_write=can_write)
        self.noticed = ConflictsBox(context, can_write=can_write, notes=True)
        self.regions = RegionsSection(context)
        self.where = WhereSection(context, can_write=can_write)
        self.when = WhenSection(context, can_write=can_write)
        self.linked = LinkedSection(context, can_write=can_write)
        self.copies = CopiesSection(context, can_write=can_write)
        self.posts = PostsSection(context, can_write=can_write)
        self.cited = EvidenceCited(context)
        self.tags = TagsSection(context, can_write=can_write)
        self.notes = NotesSection(context, can_write=can_write)
        self.source = SourceSection(context, integrity, can_write=can_write)
        self.marks = CollectionMarks(theme=context.theme)
        self.metadata = MetadataSection(context)
        self.problems.date_wanted.connect(self.when.edit)
        self.conflicts.date_wanted.connect(self.when.edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(0)
        for part in (
            self.head,
            self.marks,
            self.problems,
            self.conflicts,
            self.regions,
            self.where,
            self.when,
            self.linked,
            self.copies,
            self.posts,
            self.cited,
            self.source,
            self.tags,
            self.notes,
            self.noticed,
            self.metadata,
        ):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_item(self, item: ItemRow, detail: ItemDetail | None, *, place: tuple[int, int] | None) -> None:
        """Show one file; ``detail`` follows when it has been read.

        Args:
            item: the file, from the index.
            detail: the rest of it, for the same file.
            place: (number, of how many) among the files that pass the filter.
        """
        self.head.show_item(item, detail, place=place)
        self.marks.show_records([detail.record] if detail is not None and detail.record is not None else [])
        self.problems.show_detail(detail)
        self.conflicts.show_thing(item.id)
        self.noticed.show_thing(item.id)
        self.regions.show_item(item.id)
        self.where.show_item(item, detail)
        self.when.show_item(item, detail)
        self.linked.show_thing("item", item.id)
        self.copies.show_item(item.id)
        self.posts.show_owner("item", item.id)
        self.cited.show_thing(("item", item.id))
        self.tags.show_things([("item", item.id)], dict.fromkeys(item.tag_ids, 1))
        self.notes.show_thing("item", item.id, detail.notes if detail is not None else "")
        self.source.show_item(item, detail)
        self.metadata.show_detail(detail)
        if detail is not None:
            self._integrity.look_at(detail.original)

    def set_compact(self, compact: bool) -> None:
        """Be narrower and lower in a small window."""
        for part in (self.head, self.where, self.when, self.linked, self.source):
            part.set_compact(compact)

    def fold_state(self) -> dict[str, bool]:
        """Return what is open, by name."""
        found = {name: section.is_open for name, section in self._sections().items()}
        return found | {name: line.is_open for name, line in self._lines().items()}

    def set_fold_state(self, state: Mapping[str, object]) -> None:
        """Open and fold as before; what makes no sense is passed over."""
        said = {name: value for name, value in state.items() if isinstance(value, bool)}
        for name, section in self._sections().items():
            section.set_open(said.get(name, section.is_open))
        for name, line in self._lines().items():
            line.set_open(said.get(name, line.is_open))
        self.source.fields.set_open(self.source.fields.fold.is_open)

    def _sections(self) -> dict[str, FoldSection]:
        return {"where": self.where, "when": self.when, "source": self.source}

    def _lines(self) -> dict[str, FoldLine]:
        return {
            "positions": self.where.others.fold,
            "times": self.when.others.fold,
            "record": self.source.fields.fold,
        }

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        self.head.renew_look()
        self.notes.renew_look()
