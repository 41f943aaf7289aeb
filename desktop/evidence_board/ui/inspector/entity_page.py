"""`EntityPage`: everything known of one account, person, unit, place, piece of equipment or event."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.model.case_index import EntityRow
from evidence_board.model.details import EntityDetail
from evidence_board.operations.entities import rename_entity
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.inspector.entity_rows import EntityRows
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.inline_text import InlineText
from evidence_board.ui.inspector.linked_section import LinkedSection
from evidence_board.ui.inspector.notes_section import NotesSection
from evidence_board.ui.inspector.posts_section import PostsSection
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.words import day_of
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.kind_mark import KindMark
from evidence_board.ui.widgets.section import Section

__all__ = ["EntityPage"]


class EntityPage(QWidget):
    """Name, fields by kind, media, links, notes; all edited in place.

    Attributes:
        title: the name.
        rows: the fields.
        linked: links.
        posts: of an account.
        notes: free text.
        show_files: filters every pane to the files near this thing.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._row: EntityRow | None = None
        self._mark = KindMark("account", theme=theme, size=24)
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
        self._about = Section(tr("Details"), theme=theme)
        self.rows = EntityRows(context, can_write=can_write)
        self._about.body.addWidget(self.rows)
        self._media = Section(tr("Media"), theme=theme)
        self._media_words = ElidedLabel(theme=theme, role="small", colour="text2")
        self.show_files = Button(tr("Show these files"), theme=theme, kind="link", small=True)
        self.show_files.clicked.connect(self._filter_near)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._media_words, 1)
        line.addWidget(self.show_files)
        self._media.body.addLayout(line)
        self.linked = LinkedSection(context, can_write=can_write)
        self.posts = PostsSection(context, can_write=can_write)
        self.notes = NotesSection(context, can_write=can_write)
        self._record = Section(tr("Record"), theme=theme)
        self._added = FieldRow(tr("Added"), ValueText(theme=theme, lines=2), theme=theme)
        self._record.body.addWidget(self._added)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(0)
        layout.addLayout(head)
        for part in (self._about, self._media, self.linked, self.posts, self.notes, self._record):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_entity(self, row: EntityRow, detail: EntityDetail | None) -> None:
        """Show one entity; ``detail`` follows when it has been read."""
        if self._row is not None and row.id != self._row.id:
            self.title.finish(save=True)
        self._row = row
        self._mark.set_kind(row.kind)
        self.title.set_text(row.label)
        self._names.set_text(tr("also {names}", names=", ".join(isolate(name) for name in row.other_names)))
        self._names.setVisible(bool(row.other_names))
        files = len(self._files())
        self._media.set_count(number(files) if files else "")
        self._media_words.set_text(count(files, one="{n} file", many="{n} files") if files else tr("Nothing yet"))
        self.show_files.setVisible(files > 0)
        self.linked.show_thing(row.kind, row.id)
        self.posts.setVisible(row.kind == "account")
        if row.kind == "account":
            self.posts.show_owner("account", row.id)
        if detail is not None:
            self.rows.show_detail(detail)
            self.notes.show_thing(row.kind, row.id, detail.text("notes"))
            added = tr("{day} by {name}", day=day_of(detail.created_at), name=isolate(detail.created_by))
            self._added.set_text(added, colour="text2")

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        for part in (self.rows, self.linked, self._added):
            part.set_compact(compact)

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        self.title.renew_look()
        self.notes.renew_look()

    def _files(self) -> list[str]:
        """Return the files one link away, and those an account posted."""
        row, index = self._row, self._context.session.index
        if row is None:
            return []
        if row.kind == "account":
            return [item.id for item in index.items.values() if item.account_id == row.id]
        return [one for one in index.neighbourhood(row.id, 1) if one in index.items]

    def _filter_near(self) -> None:
        row, session = self._row, self._context.session
        if row is None:
            return
        active = session.filter.cleared()
        near = replace(active, accounts=(row.id,)) if row.kind == "account" else replace(active, near=(row.id, 1))
        session.set_filter(near, origin="inspector")

    def _rename(self, name: str) -> None:
        row = self._row
        if row is None:
            return
        if not name:
            self.title.set_text(row.label)
            return
        self._context.perform(rename_entity, kind=row.kind, row_id=row.id, name=name)
