"""`HistorySection`: what an account was called, from when to when, and the form that renames it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evidence_board.model.details import EntityDetail
from evidence_board.model.moments import moment_from_text
from evidence_board.model.names import AccountName
from evidence_board.operations.account_names import (
    note_account_name,
    remove_account_name,
    rename_account,
    update_account_name,
)
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, number, tr
from evidence_board.ui.inspector.edit_form import EditForm
from evidence_board.ui.inspector.profile.asking import ask
from evidence_board.ui.inspector.profile.row_list import RowList, bring_into_view
from evidence_board.ui.inspector.profile.value_line import ValueLine
from evidence_board.ui.inspector.words import moment_words
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.section import Section

__all__ = ["HistorySection", "date_words"]


class HistorySection(Section):
    """Rows of handles and shown names, the earliest first.

    Attributes:
        list: the rows.
        rename: opens the form of a new name.
        form: handle, shown name, dates and how one knows.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        theme = context.theme
        super().__init__(tr("Names over time"), theme=theme, parent=parent)
        self._context = context
        self._can_write = can_write
        self._account: EntityDetail | None = None
        self._names: tuple[AccountName, ...] | None = None
        self._edited: AccountName | None = None
        self._renames = False
        self._question = 0
        self.list = RowList()
        self._nothing = ElidedLabel(tr("No other handle noted"), theme=theme, role="small", colour="text3")
        self.rename = Button(tr("Rename account"), theme=theme, kind="link", small=True)
        self.rename.clicked.connect(self.begin_rename)
        if not can_write:
            self.rename.hide()
        self.form = EditForm(save=tr("Save"), theme=theme)
        self.handle = self.form.add_line(tr("Handle"), hint=tr("As in its address"))
        self.display_name = self.form.add_line(tr("Shown name"), hint=tr("Above its posts"))
        self.seen_from = self.form.add_line(tr("Seen from"), hint="2015-09-12", digits=True)
        self.seen_to = self.form.add_line(tr("Seen to"), hint="2015-10-30", digits=True)
        self.changed_on = self.form.add_line(tr("Changed on"), hint=tr("2015-10-30, empty if not known"), digits=True)
        self.note = self.form.add_line(tr("Basis"), hint=tr("How do you know?"))
        for line in (self.handle, self.display_name, self.note):
            line.textChanged.connect(lambda text, one=line: one.setLayoutDirection(text_direction(text)))
        self.form.saved.connect(self._save)
        self.form.left.connect(self.close_form)
        self.form.hide()
        for part in (self.list, self._nothing, self.form):
            self.body.addWidget(part)
        self.body.addWidget(self.rename, 0, Qt.AlignmentFlag.AlignLeading)
        if can_write:
            self.add_command("plus", name=tr("Note an earlier name")).clicked.connect(self.add)

    def show_names(self, account: EntityDetail, names: tuple[AccountName, ...]) -> None:
        """Show the history of an account."""
        if self._account is None or self._account.id != account.id:
            self.close_form()
            self._names = None
        self._account = account
        if names == self._names:
            return
        self._names = names
        self.list.set_rows([self._row(name) for name in names])
        self._nothing.setVisible(not names)
        self.set_count(number(len(names)) if names else "")

    @property
    def question(self) -> int:
        """Counts how often the form was opened."""
        return self._question

    def add(self) -> None:
        """Open the form for a name of another time."""
        self._open(None)

    def edit(self, name: AccountName) -> None:
        """Open the form for a name that is noted."""
        self._open(name)

    def begin_rename(self) -> None:
        """Open the form for the new name; the present one becomes history."""
        self._open(None, renames=True)

    def close_form(self) -> None:
        """Leave everything as it was."""
        self.form.hide()
        self.rename.setVisible(self._can_write)
        self._edited = None

    def _row(self, name: AccountName) -> ValueLine:
        words = name.handle or name.display_name
        aside = isolate(name.display_name) if name.handle and name.display_name else ""
        below = ". ".join(part for part in (_span(name), name.note) if part)
        row = ValueLine(words, theme=self._theme, aside=aside, below=below, can_edit=self._can_write)
        row.edit_wanted.connect(lambda: self.edit(name))
        row.removed.connect(lambda: self._context.perform(remove_account_name, row_id=name.id))
        return row

    def _open(self, name: AccountName | None, *, renames: bool = False) -> None:
        self._edited, self._renames = name, renames
        account = self._account
        handle, shown = (name.handle, name.display_name) if name else ("", "")
        if renames and account is not None:
            handle, shown = account.text("handle"), account.text("display_name")
        self.handle.setText(handle)
        self.display_name.setText(shown)
        self.seen_from.setText((name.seen_from or "") if name else "")
        self.seen_to.setText((name.seen_to or "") if name else "")
        self.changed_on.clear()
        self.note.setText(name.note if name else "")
        for line, wanted in ((self.seen_from, not renames), (self.seen_to, not renames), (self.changed_on, renames)):
            row = line.parentWidget()
            if row is not None:
                row.setVisible(wanted)
        said = tr("The present name stays in this list. To put a slip right, edit it at the top.") if renames else ""
        self.form.say(said)
        self._question += 1
        self.form.show()
        self.rename.hide()
        self.handle.setFocus(Qt.FocusReason.OtherFocusReason)
        self.handle.selectAll()
        bring_into_view(self.form)

    def _save(self) -> None:
        account = self._account
        if account is None:
            return
        names = {"handle": self.handle.text(), "display_name": self.display_name.text(), "note": self.note.text()}
        context = self._context
        if self._renames:
            on = self.changed_on.text() or None
            ask(context, self, rename_account, account_id=account.id, changed_on=on, **names)
            return
        seen = {"seen_from": self.seen_from.text() or None, "seen_to": self.seen_to.text() or None}
        if self._edited is not None:
            ask(context, self, update_account_name, row_id=self._edited.id, **names, **seen)
        else:
            ask(context, self, note_account_name, account_id=account.id, **names, **seen)

    def saved(self) -> None:
        """Close the form: what it asked for is in the case."""
        self.close_form()
        self.rename.setFocus(Qt.FocusReason.OtherFocusReason)

    def refused(self, words: str) -> None:
        """Say beside the fields why the case did not take them."""
        self.form.say(words, wrong=True)


def date_words(text: str | None) -> str:
    """Return a typed date in words, as it is where it cannot be read; empty for none."""
    if not text:
        return ""
    try:
        return moment_words(moment_from_text(text), zone=True)
    except ValueError:
        return text


def _span(name: AccountName) -> str:
    first, last = date_words(name.seen_from), date_words(name.seen_to)
    if first and last:
        return tr("Seen {first} to {last}", first=first, last=last)
    if first:
        return tr("Seen from {first}", first=first)
    return tr("Seen until {last}", last=last) if last else tr("Dates not known")
