"""`EntityPage`: the profile of one account, person, unit, place, piece of equipment or event."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.model.case_index import EntityRow
from evidence_board.operations.entities import rename_entity
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.conflicts_box import ConflictsBox
from evidence_board.ui.inspector.entity_rows import EntityRows
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.inline_text import InlineText
from evidence_board.ui.inspector.notes_section import NotesSection
from evidence_board.ui.inspector.posts_section import PostsSection
from evidence_board.ui.inspector.profile.cited_section import CitedSection
from evidence_board.ui.inspector.profile.figures import Figures, WeakLinks
from evidence_board.ui.inspector.profile.files_section import FilesSection
from evidence_board.ui.inspector.profile.history_section import HistorySection
from evidence_board.ui.inspector.profile.linked_groups import LinkedGroups
from evidence_board.ui.inspector.profile.names_section import NamesSection
from evidence_board.ui.inspector.profile.profile_data import Profile
from evidence_board.ui.inspector.profile.seen_section import SeenSection
from evidence_board.ui.inspector.profile.tree_section import TreeSection
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.words import day_of
from evidence_board.ui.merging.merged_section import MergedSection
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.kind_mark import KindMark
from evidence_board.ui.widgets.section import Section

__all__ = ["EntityPage"]


class EntityPage(QWidget):
    """Facts, names, tree, timeline, media, links, citations, notes; edited in place.

    Attributes:
        title: the name.
        rows: the fields.
        names: names in other scripts.
        merged: what was merged into it.
        history: what an account was called before.
        tree: where a unit or place stands.
        seen: the timeline.
        files: the media.
        linked: links by kind.
        cited: where it is cited.
        notes: free text.
        weak: the warning that its links are weak.
        conflicts: cards of what does not fit together, of an account.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._row: EntityRow | None = None
        self._mark = KindMark("account", theme=theme, size=28)
        self.title = InlineText(name=tr("Name"), hint=tr("Name"), theme=theme, role="section")
        self.title.setEnabled(can_write)
        self.title.committed.connect(self._rename)
        self._names = ElidedLabel(theme=theme, role="caption", colour="text3")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self._names)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 10)
        head.setSpacing(10)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(words, 1)
        self.figures = Figures(theme=theme)
        self.weak = WeakLinks(theme=theme)
        self.conflicts = ConflictsBox(context, can_write=can_write)
        self._facts = Section(tr("Facts"), theme=theme)
        self.rows = EntityRows(context, can_write=can_write)
        self._facts.body.addWidget(self.rows)
        self.names = NamesSection(context, can_write=can_write)
        self.merged = MergedSection(context, can_write=can_write)
        self.history = HistorySection(context, can_write=can_write)
        self.tree = TreeSection(context)
        if can_write:
            self.tree.parent_wanted.connect(self.rows.choose_parent)
        self.seen = SeenSection(context)
        self.files = FilesSection(context)
        self.linked = LinkedGroups(context, can_write=can_write)
        self.posts = PostsSection(context, can_write=can_write)
        self.cited = CitedSection(context)
        self.notes = NotesSection(context, can_write=can_write)
        self._record = Section(tr("Record"), theme=theme)
        self._added = FieldRow(tr("Added"), ValueText(theme=theme, lines=2), theme=theme)
        self._record.body.addWidget(self._added)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.figures)
        layout.addSpacing(10)
        layout.addWidget(self.weak)
        layout.addWidget(self.conflicts)
        layout.addWidget(self.merged)
        #: Everything that waits for what is read: never the facts of one thing under the name of another.
        self._parts = (
            *(self._facts, self.names, self.history, self.tree, self.seen, self.files, self.linked, self.posts),
            *(self.cited, self.notes, self._record),
        )
        for part in self._parts:
            layout.addWidget(part)
        layout.addStretch(1)

    @property
    def show_files(self) -> QWidget:
        """The button that filters every pane to the files near this thing."""
        return self.files.show_all

    def show_entity(self, row: EntityRow, profile: Profile | None) -> None:
        """Show one entity; ``profile`` follows when it has been read."""
        if self._row is not None and row.id != self._row.id:
            self.title.finish(save=True)
        self._row = row
        self.conflicts.show_thing(row.id)
        self.merged.show_thing(row.kind, row.id)
        self._mark.set_kind(row.kind)
        self.title.set_text(row.label)
        self._names.set_text(tr("also {names}", names=", ".join(isolate(name) for name in row.other_names)))
        self._names.setVisible(bool(row.other_names))
        if profile is not None:
            self._show_profile(profile)

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        for part in (self.rows, self.linked, self._added):
            part.set_compact(compact)

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        for part in (self.title, self.notes, self.rows):
            part.renew_look()

    def _show_profile(self, profile: Profile) -> None:
        detail = profile.detail
        kind, row_id = detail.kind, detail.id
        self.figures.show_figures(profile)
        self.weak.show_profile(profile)
        self.rows.show_detail(detail, taking_part=profile.taking_part)
        self.names.show_names(kind, row_id, profile.names)
        self.history.setVisible(kind == "account")
        if kind == "account":
            self.history.show_names(detail, profile.account_names)
        self.tree.setVisible(kind in ("unit", "location"))
        if kind in ("unit", "location"):
            self.tree.show_tree(profile)
        self.seen.show_seen(profile)
        self.files.show_files(profile)
        self.linked.show_links(kind, row_id, profile.linked)
        self.posts.setVisible(kind == "account")
        if kind == "account":
            self.posts.show_owner(kind, row_id)
        self.cited.show_cited(row_id, profile.cited)
        self.notes.show_thing(kind, row_id, detail.text("notes"))
        self._added.set_text(tr("{day} by {name}", day=day_of(detail.created_at), name=isolate(detail.created_by)))

    def _rename(self, name: str) -> None:
        row = self._row
        if row is None:
            return
        if not name:
            self.title.set_text(row.label)
            return
        self._context.perform(rename_entity, kind=row.kind, row_id=row.id, name=name)
