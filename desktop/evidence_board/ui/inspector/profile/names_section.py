"""`NamesSection`: the other names of a thing, in any script."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from evidence_board.model.names import NAME_ROLES, SCRIPTS, OtherName, script_of
from evidence_board.operations.names import add_name, remove_name, update_name
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.inspector.edit_form import EditForm
from evidence_board.ui.inspector.profile.asking import ask
from evidence_board.ui.inspector.profile.row_list import RowList, bring_into_view
from evidence_board.ui.inspector.profile.value_line import ValueLine
from evidence_board.ui.inspector.words import language_name
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.section import Section

__all__ = ["NamesSection"]


class NamesSection(Section):
    """Rows of names with script, language and role; a form to add or change one.

    Attributes:
        list: the rows.
        form: where one is typed.
        name, script, language, role: its fields.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        theme = context.theme
        super().__init__(tr("Other names"), theme=theme, parent=parent)
        self._context = context
        self._can_write = can_write
        self._thing = ("", "")
        self._names: tuple[OtherName, ...] | None = None
        self._edited: OtherName | None = None
        self._question = 0
        self.list = RowList()
        self._nothing = ElidedLabel(tr("No other name"), theme=theme, role="small", colour="text3")
        self.form = EditForm(save=tr("Save"), theme=theme)
        self.name = self.form.add_line(tr("Name"), hint=tr("In any script"))
        self.script = ComboBox(name=tr("Script"), theme=theme, small=True)
        self.script.addItem(tr("As its letters say"), "")
        for code, words in SCRIPTS.items():
            self.script.addItem(tr(words), code)
        self.form.add_row(tr("Script"), self.script)
        self.language = self.form.add_line(tr("Language"), hint="ru")
        self.role = self.form.add_line(tr("Role"), hint=tr("alias, former, call sign"))
        _complete(self.role, NAME_ROLES)
        self.name.textChanged.connect(self._typed)
        self.form.saved.connect(self._save)
        self.form.left.connect(self.close_form)
        self.form.hide()
        for part in (self.list, self._nothing, self.form):
            self.body.addWidget(part)
        if can_write:
            self.add_command("plus", name=tr("Add a name")).clicked.connect(self.add)

    def show_names(self, kind: str, row_id: str, names: tuple[OtherName, ...]) -> None:
        """Show the other names of a thing."""
        if self._thing != (kind, row_id):
            self.close_form()
            self._names = None
        self._thing = (kind, row_id)
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
        """Open the form for one more name."""
        self._open(None)

    def edit(self, name: OtherName) -> None:
        """Open the form for a name that is there."""
        self._open(name)

    def close_form(self) -> None:
        """Leave everything as it was; the row that was edited has the focus again."""
        if self.form.isHidden():
            return
        edited, rows = self._edited, self.list.rows
        self.form.hide()
        self._edited = None
        at = next((at for at, one in enumerate(self._names or ()) if one == edited), None)
        if at is not None and at < len(rows):
            rows[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, name: OtherName) -> ValueLine:
        said = [
            tr(SCRIPTS[name.script]) if name.script in SCRIPTS else name.script,
            language_name(name.language),
            tr(name.role) if name.role in NAME_ROLES else name.role,
        ]
        # The language says the script where both have one word: Arabic, Arabic.
        aside = ", ".join(dict.fromkeys(one for one in said if one))
        row = ValueLine(name.name, theme=self._theme, aside=aside, can_edit=self._can_write)
        row.edit_wanted.connect(lambda: self.edit(name))
        row.removed.connect(lambda: self._context.perform(remove_name, row_id=name.id))
        return row

    def _open(self, name: OtherName | None) -> None:
        self._edited = name
        self.name.setText(name.name if name else "")
        own = script_of(name.name) if name else None
        self.script.setCurrentIndex(max(self.script.findData(name.script if name and name.script != own else ""), 0))
        self.language.setText(name.language if name else "")
        self.role.setText(name.role if name else "")
        self.form.say("")
        self._question += 1
        self.form.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self.form)

    def _typed(self, text: str) -> None:
        self.name.setLayoutDirection(text_direction(text))
        code = script_of(text)
        self.form.say(tr("Written in {script}", script=tr(SCRIPTS[code])) if code else "")

    def _save(self) -> None:
        kind, row_id = self._thing
        edited = self._edited
        values = {
            "name": self.name.text(),
            "script": self.script.currentData() or None,
            "language": self.language.text(),
            "role": self.role.text(),
        }
        if edited is None:
            ask(self._context, self, add_name, kind=kind, entity_id=row_id, **values)
            return
        if values["script"] is None:
            values["script"] = script_of(values["name"] or "")
        ask(self._context, self, update_name, row_id=edited.id, **values)

    def saved(self) -> None:
        """Close the form: what it asked for is in the case."""
        self._edited = None
        self.close_form()

    def refused(self, words: str) -> None:
        """Say beside the fields why the case did not take them."""
        self.form.say(words, wrong=True)


def _complete(line: QLineEdit, words: tuple[str, ...]) -> None:
    completer = QCompleter(list(words), line)
    completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
    line.setCompleter(completer)
