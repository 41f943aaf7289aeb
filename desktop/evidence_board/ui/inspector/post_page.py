"""`PostPage`: everything known of one post, in the order in which one asks."""

import sqlite3
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.case.evidence import read_cited_in
from evidence_board.case.post_details import read_post
from evidence_board.model.case_index import PostRow
from evidence_board.model.claims import CitedIn
from evidence_board.model.posts import PostRecord
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.conflicts_box import ConflictsBox
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.linked_section import LinkedSection
from evidence_board.ui.inspector.notes_section import NotesSection
from evidence_board.ui.inspector.post_cited import PostCitedSection
from evidence_board.ui.inspector.post_head import PostHead
from evidence_board.ui.inspector.post_media import PostMediaSection
from evidence_board.ui.inspector.post_source import PostSourceSection
from evidence_board.ui.inspector.post_ties import PostTiesSection
from evidence_board.ui.inspector.post_when import PostWhenSection
from evidence_board.ui.inspector.tags_section import TagsSection
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.words import day_of
from evidence_board.ui.widgets.section import Section

__all__ = ["PostPage", "PostView", "read_post_view"]


@dataclass(frozen=True, slots=True)
class PostView:
    """What the page shows of one post: its record, where it is cited, and the ids of its tags."""

    record: PostRecord
    cited: tuple[CitedIn, ...] = ()
    tag_ids: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The row id of the post."""
        return self.record.id


def read_post_view(connection: sqlite3.Connection, post_id: str) -> PostView | None:
    """Return what the page shows, or None when the post is gone or in the bin."""
    record = read_post(connection, post_id)
    if record is None:
        return None
    sql = "SELECT tag_id FROM tagging WHERE kind = 'post' AND target_id = ? AND deleted_at IS NULL ORDER BY id"
    tags = tuple(str(row[0]) for row in connection.execute(sql, (post_id,)))
    return PostView(record, read_cited_in(connection, ("post", post_id)), tags)


class PostPage(QWidget):
    """The sections of one post; made once and shown for whichever post is selected.

    Attributes:
        head: account, words, translation.
        conflicts: cards of what does not fit together, of the post, its account and its files.
        media: the files it carried.
        when: its times.
        ties: what it passes on, quotes and answers, and what does so with it.
        source: platform and addresses.
        linked: links.
        cited: the facts that rest on it.
        tags: tags.
        notes: free text.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PostHead(context, can_write=can_write)
        self.conflicts = ConflictsBox(context, can_write=can_write)
        self.media = PostMediaSection(context, can_write=can_write)
        self.when = PostWhenSection(context, can_write=can_write)
        self.ties = PostTiesSection(context, can_write=can_write)
        self.source = PostSourceSection(context, can_write=can_write)
        self.linked = LinkedSection(context, can_write=can_write)
        self.tags = TagsSection(context, can_write=can_write)
        self.cited = PostCitedSection(context)
        self.notes = NotesSection(context, can_write=can_write)
        self._record = Section(tr("Record"), theme=context.theme)
        self._added = FieldRow(tr("Added"), ValueText(theme=context.theme, lines=2), theme=context.theme)
        self._record.body.addWidget(self._added)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(0)
        for part in (
            self.head,
            self.conflicts,
            self.media,
            self.when,
            self.ties,
            self.linked,
            self.source,
            self.cited,
            self.tags,
            self.notes,
            self._record,
        ):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_post(self, row: PostRow, view: PostView | None) -> None:
        """Show one post; ``view`` follows when it has been read."""
        self.head.show_post(row, view.record if view is not None else None)
        self.conflicts.show_thing(row.id)
        self.media.show_post(row)
        self.linked.show_thing("post", row.id)
        if view is None:
            return
        record = view.record
        self.when.show_post(record)
        self.ties.show_post(row, record)
        self.source.show_post(record)
        self.cited.show_cited(view.cited)
        self.tags.show_things([("post", record.id)], dict.fromkeys(view.tag_ids, 1))
        self.notes.show_thing("post", record.id, record.notes)
        added = tr("{day} by {name}", day=day_of(record.created_at), name=isolate(record.created_by))
        self._added.set_text(added, colour="text2")

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        for part in (self.when, self.ties, self.linked, self.source, self._added):
            part.set_compact(compact)

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        self.head.renew_look()
        self.media.renew_look()
        self.notes.renew_look()
