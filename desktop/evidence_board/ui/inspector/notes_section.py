"""`NotesSection`: notes in Markdown about a file, an entity, a post, a link or the case, edited where they stand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.case.refs import ResolvedRef, resolve_ref
from evidence_board.model.ids import format_ref, parse_ref
from evidence_board.model.markdown import parse_notes, refs_in
from evidence_board.operations.notes import set_notes
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.notes.note_editor import NoteEditor
from evidence_board.ui.notes.note_view import NoteView
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.section import Section

__all__ = ["NotesSection"]

_WHOLE = Qt.AlignmentFlag(0)


class NotesSection(Section):
    """One note: shown as rich text, typed as Markdown.

    Attributes:
        view: the note as it reads.
        add: begins a note where there is none.
        editor: the field while it is typed, else None.
    """

    def __init__(self, context: UiContext, *, can_write: bool, title: str = "", parent: QWidget | None = None) -> None:
        """Make a section without a note.

        Args:
            context: session and services.
            can_write: whether it can be edited.
            title: heading, already translated; "Notes" by default.
            parent: parent widget.
        """
        super().__init__(title or tr("Notes"), theme=context.theme, parent=parent)
        self._context = context
        self._can_write = can_write
        self._thing = ("", "")
        self._text = ""
        self._found: dict[str, tuple[str, str]] = {}
        self._rendered: tuple[str, dict[str, tuple[str, str]]] | None = None
        self._request = 0
        self.editor: NoteEditor | None = None
        self.view = NoteView(theme=context.theme)
        self.view.opened.connect(context.requests.open_thing)
        self.add = Button(tr("Add a note"), theme=context.theme, kind="link", small=True)
        self._nothing = ElidedLabel(tr("None"), theme=context.theme, role="small", colour="text3")
        self._hint = ElidedLabel(
            tr("# heading, - list, **bold**, M-014. Ctrl Enter saves"),
            theme=context.theme,
            role="caption",
            colour="text3",
        )
        self._hint.hide()
        self.add.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for part in (self.view, self.add, self._nothing, self._hint):
            self.body.addWidget(part, 0, Qt.AlignmentFlag.AlignLeading if part is self.add else _WHOLE)
        if can_write:
            self._pencil = self.add_command("pencil", name=tr("Edit the notes"))
            self._pencil.clicked.connect(self.begin)
            self.view.edit_wanted.connect(self.begin)
            self.add.clicked.connect(self.begin)
        self._show()

    @property
    def text(self) -> str:
        """The note as saved."""
        return self._text

    def show_thing(self, kind: str, row_id: str, notes: str) -> None:
        """Show the notes of a thing; ``kind`` is ``item``, ``post``, ``link``, a kind of entity, or ``case``."""
        if self._thing != (kind, row_id):
            self.finish(save=True)
            self._found = {}
        changed = self._thing != (kind, row_id) or self._text != notes
        self._thing, self._text = (kind, row_id), notes
        if changed or notes:
            self._show()

    def begin(self) -> None:
        """Edit the note."""
        if self.editor is not None or not self._can_write or not self._thing[0]:
            return
        hint = tr("Write in plain words. M-014 or A-3 become links.")
        editor = NoteEditor(self._text, name=tr("Notes"), hint=hint, theme=self._context.theme)
        editor.ended.connect(lambda save: self.finish(save=save))
        self.editor = editor
        self.body.insertWidget(0, editor)
        self._show()
        editor.show()
        editor.setFocus()
        editor.moveCursor(editor.textCursor().MoveOperation.End)

    def finish(self, *, save: bool) -> None:
        """End editing, saving what was typed or not."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        typed = editor.toPlainText().strip()
        editor.blockSignals(True)
        had_focus = editor.hasFocus()
        self.body.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        if save and typed != self._text.strip():
            self._text = typed
            kind, row_id = self._thing
            self._context.perform(set_notes, kind=kind, row_id=row_id, text=typed)
        self._show()
        if had_focus:
            (self.view if self._text else self.add).setFocus()

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        self.view.renew_look()

    def _show(self) -> None:
        editing = self.editor is not None
        self.view.setVisible(bool(self._text) and not editing)
        self.add.setVisible(not self._text and not editing and self._can_write)
        self._nothing.setVisible(not self._text and not self._can_write)
        self._hint.setVisible(editing)
        if self._can_write:
            self._pencil.setVisible(bool(self._text) and not editing)
        if self.view.isHidden():
            return
        index = self._context.session.index
        refs = refs_in(parse_notes(self._text))
        known: dict[str, tuple[str, str]] = {}
        for ref in refs:
            row_id = index.by_ref.get(_as_kept(ref))
            kind = index.kind_of(row_id) if row_id is not None else None
            if row_id is not None and kind is not None:
                known[ref] = (kind, row_id)
        left = [ref for ref in refs if ref not in known]
        self._render({**{ref: self._found[ref] for ref in left if ref in self._found}, **known})
        if left:
            self._resolve(left, known)

    def _render(self, things: dict[str, tuple[str, str]]) -> None:
        """Write the note anew where it or its links changed; what is selected in it stays else."""
        if self._rendered != (self._text, things):
            self._rendered = (self._text, things)
            self.view.show_note(self._text, things)

    def _resolve(self, refs: list[str], known: dict[str, tuple[str, str]]) -> None:
        """Look up what the read model does not hold: positions, and what was merged into another thing."""
        self._request += 1
        request, session, text = self._request, self._context.session, self._text

        def take(found: dict[str, ResolvedRef | None]) -> None:
            if request != self._request or text != self._text:
                return
            self._found = {ref: (one.kind, one.id) for ref, one in found.items() if one is not None}
            self._render({**self._found, **known})

        self._context.jobs.run(
            lambda: session.read(lambda connection: {ref: resolve_ref(connection, ref) for ref in refs}),
            done=take,
            failed=self._context.show_error,
            priority=2,
        )


def _as_kept(ref: str) -> str:
    """Return a ref as the case writes it: ``M-14`` is ``M-014``."""
    parsed = parse_ref(ref)
    return format_ref(*parsed) if parsed is not None else ref
