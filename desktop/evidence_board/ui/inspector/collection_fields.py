"""`CollectionFields`: where one or many files came from, each field edited where it stands."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from evidence_board.model.collection import CollectionRecord
from evidence_board.model.errors import KnownError
from evidence_board.operations.collection_records import clear_collection_fields, set_collection_record
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.inspector.choice_popover import Choice, ChoicePopover
from evidence_board.ui.inspector.collection_choice import CollectionChoice
from evidence_board.ui.inspector.collection_words import (
    CollectionField,
    collection_fields,
    distinct_values,
    named_words,
)
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.inline_text import InlineText
from evidence_board.ui.inspector.post_words import account_choices, item_choices, post_choices
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.fold_line import FoldLine

__all__ = ["CollectionFields"]

_MIXED = "\0mixed"


class CollectionFields(QWidget):
    """Rows of a record: folded only those that say something, open all. What is typed goes to every file shown.

    Attributes:
        folded: it was opened or folded.
        fold: the line that opens it.
        texts: column -> text that is typed.
        boxes: column -> box that is chosen from.
        choices: column -> thing of the case that is chosen.
        rows: column -> its row.
    """

    folded = Signal()

    def __init__(
        self,
        context: UiContext,
        *,
        can_write: bool,
        perform: Callable[..., None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make rows without a record.

        Args:
            context: session and services.
            can_write: whether anything can be changed here.
            perform: runs a verb with its keywords; by default as `UiContext.perform` does.
            parent: parent widget.
        """
        super().__init__(parent)
        self._context = context
        self._perform = perform or context.perform
        self._can_write = can_write
        self._records: tuple[CollectionRecord, ...] = ()
        self._values: Mapping[str, Sequence[str]] = {}
        self._fields = collection_fields()
        self.texts: dict[str, InlineText] = {}
        self.boxes: dict[str, ComboBox] = {}
        self.choices: dict[str, CollectionChoice] = {}
        self.rows: dict[str, FieldRow] = {}
        self.fold = FoldLine(tr("Collection record"), theme=context.theme)
        self.fold.folded.connect(self._fold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(self.fold)
        for field in self._fields:
            editor = self._editor(field)
            editor.setEnabled(can_write)
            row = FieldRow(field.label, editor, theme=context.theme)
            self.rows[field.name] = row
            layout.addWidget(row)

    def show_records(
        self, records: Sequence[CollectionRecord], values: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Show the records of one or many files.

        Args:
            records: of the files.
            values: of `distinct_values`, where somebody has worked them out already.
        """
        if [one.item_id for one in records] != [one.item_id for one in self._records]:
            for text in self.texts.values():
                text.finish(save=True)
        if tuple(records) != self._records:
            for row in self.rows.values():
                row.tell_refusal("")
        self._records = tuple(records)
        self._values = values if values is not None else distinct_values(self._records)
        for field in self._fields:
            self._show(field)
        self._show_rows()

    def set_open(self, is_open: bool) -> None:
        """Show all fields, or only those that say something."""
        self.fold.set_open(is_open)
        self._show_rows()

    def set_compact(self, compact: bool) -> None:
        """Make labels narrower in a small window."""
        for row in self.rows.values():
            row.set_compact(compact)

    def _editor(self, field: CollectionField) -> QWidget:
        theme, name = self._context.theme, field.name
        if field.editor == "words":
            box = ComboBox(name=field.label, theme=theme, small=True)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.activated.connect(lambda _: self._chosen(field))
            self.boxes[name] = box
            return box
        if field.editor in ("post", "account", "item"):
            choice = CollectionChoice(field.label, theme=theme)
            choice.asked.connect(lambda: self._ask(field))
            choice.cleared.connect(lambda: self._send(name, ""))
            self.choices[name] = choice
            return choice
        text = InlineText(name=field.label, hint=field.hint, theme=theme, many_lines=field.editor == "text")
        text.committed.connect(lambda words: self._typed(field, words))
        self.texts[name] = text
        return text

    def _show(self, field: CollectionField) -> None:
        name = field.name
        values = self._values.get(name, ())
        mixed = tr("mixed ({n} values)", n=number(len(values))) if len(values) > 1 else ""
        value = values[0] if len(values) == 1 else ""
        if name in self.texts:
            self.texts[name].set_hint(mixed or field.hint)
            self.texts[name].set_text(value)
        elif name in self.choices:
            words = named_words(self._records[0], name) if value else ""
            self.choices[name].show_name(words, hint=mixed)
        else:
            box = self.boxes[name]
            box.clear()
            if mixed:
                box.addItem(mixed, _MIXED)
            for word, words in field.choices:
                box.addItem(words, word)
            box.setCurrentIndex(0 if mixed else max(box.findData(value), 0))

    def _show_rows(self) -> None:
        said = 0
        for field in self._fields:
            empty = field.choices[0][0] if field.choices else ""
            if field.name in ("generation", "edited", "consent"):
                empty = "unknown"
            filled = any(value != empty for value in self._values.get(field.name, ()))
            said += filled
            self.rows[field.name].setVisible(filled or self.fold.is_open)
        self.fold.set_words(tr("Collection record"), count=said)

    def _fold(self) -> None:
        self._show_rows()
        self.folded.emit()

    def _typed(self, field: CollectionField, words: str) -> None:
        try:
            field.check(words)
        except KnownError as error:
            self._show(field)
            self._context.show_error(error, self.texts[field.name])
            self.texts[field.name].begin_again(words)
            return
        self._send(field.name, words)

    def _chosen(self, field: CollectionField) -> None:
        value = self.boxes[field.name].currentData()
        if value == _MIXED or list(self._values.get(field.name, ())) == [value]:
            return
        self._send(field.name, value == "yes" if field.name == "graphic" else value)

    def _ask(self, field: CollectionField) -> None:
        index = self._context.session.index
        choices: list[Choice]
        if field.editor == "post":
            choices = post_choices(index)
        elif field.editor == "account":
            choices = account_choices(index)
        else:
            choices = item_choices(index, without=tuple(record.item_id for record in self._records))
        choice = self.choices[field.name]
        hint = tr("Name or id")
        popover = ChoicePopover(choice, choices, name=field.label, hint=hint, context=self._context)
        popover.chosen.connect(lambda row_id: self._send(field.name, row_id))
        popover.open_below(choice)

    def _send(self, name: str, value: object) -> None:
        item_ids = [record.item_id for record in self._records]
        self._context.beside = self.rows[name].value
        if value == "":
            self._perform(clear_collection_fields, item_ids=item_ids, fields=[name])
        else:
            self._perform(set_collection_record, item_ids=item_ids, **{name: value})
