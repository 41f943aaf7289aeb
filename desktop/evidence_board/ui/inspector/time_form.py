"""`TimeForm`: another time by typing: which, when, until when, who says so, how it is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.model.details import MomentDetail
from evidence_board.model.errors import KnownError
from evidence_board.operations.moment_texts import typed_moment
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.edit_form import EditForm
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.level_button import LevelButton
from evidence_board.ui.inspector.time_words import bound_choices, time_role_choices, time_source_choices
from evidence_board.ui.inspector.words import moment_words, zone_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.combo_box import ComboBox

__all__ = ["TimeForm", "TypedTime"]


@dataclass(frozen=True, slots=True)
class TypedTime:
    """What a person typed. ``precision`` is ``before``, ``after`` or None; ``counts`` that it is to be preferred."""

    role: str
    text: str
    until: str
    precision: str | None
    approximate: bool
    source: str
    level: str
    reason: str
    counts: bool


class TimeForm(EditForm):
    """The fields of a time; of one that is there already only what can change without losing it.

    Attributes:
        task: ``add`` another time, or ``edit`` what is said about one.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(save=tr("Add time"), theme=theme, parent=parent)
        self.task: Literal["add", "edit"] = "add"
        self._known: frozenset[str] = frozenset()
        self.role = self._box(tr("Which time"), time_role_choices())
        self.bound = self._box(tr("It was"), bound_choices())
        self.text = self.add_line(tr("Time"), hint="2015-09-12 16:40 +03:00", digits=True)
        self.until = self.add_line(tr("To"), hint="2015-09-12 18:00 +03:00", digits=True)
        self.about = CheckBox(tr("About then"), theme=theme)
        self.add_row("", self.about)
        self.source = self._box(tr("Source"), time_source_choices())
        self.level = LevelButton("unjudged", theme=theme)
        self.level.chosen.connect(self.level.set_level)
        self.add_row(tr("Confidence"), self.level).add_tail(QWidget())
        self.reason = self.add_line(tr("Basis"), hint=tr("How do you know?"))
        self.counts = CheckBox(tr("Use this time"), theme=theme)
        self.add_row("", self.counts)
        self.role.currentIndexChanged.connect(self._role_chosen)
        self.bound.currentIndexChanged.connect(self._bound_chosen)
        self.text.textChanged.connect(self._read_again)
        self.until.textChanged.connect(self._read_again)
        self.about.toggled.connect(self._read_again)

    def begin_add(self, *, known: Iterable[str]) -> None:
        """Ask for another time.

        Args:
            known: the roles that have a time already; for others the new one counts at once.
        """
        self.task, self._known = "add", frozenset(known)
        self.save_button.setText(tr("Add time"))
        for line in (self.text, self.until, self.reason):
            line.clear()
        self.about.setChecked(False)
        self.level.set_level("unjudged")
        for box in (self.role, self.bound, self.source):
            box.setCurrentIndex(0)
        self._role_chosen()
        self._show_rows()
        self.text.setFocus()

    def begin_edit(self, detail: MomentDetail) -> None:
        """Ask what to change of a time."""
        self.task = "edit"
        self.save_button.setText(tr("Save"))
        self.about.setChecked(detail.approximate)
        self.level.set_level(detail.level)
        self.reason.setText(detail.reason)
        self._show_rows()
        self.reason.setFocus()

    def read(self) -> TypedTime:
        """Return what was typed.

        Raises:
            KnownError: it is no time, or a range without an end.
        """
        bound = self.bound.currentData()
        until = self.until.text().strip() if bound == "range" else ""
        if self.task == "add":
            typed_moment(self.text.text(), until=until, precision=bound)
        return TypedTime(
            role=self.role.currentData(),
            text=self.text.text().strip(),
            until=until,
            precision=bound if bound in ("before", "after") else None,
            approximate=self.about.isChecked(),
            source=self.source.currentData(),
            level=self.level.level,
            reason=self.reason.text().strip(),
            counts=self.counts.isChecked(),
        )

    def _read_again(self) -> None:
        bound = self.bound.currentData()
        if self.task == "edit" or not self.text.text().strip() or (bound == "range" and not self.until.text().strip()):
            self.say("")
            return
        until = self.until.text() if bound == "range" else ""
        try:
            moment = typed_moment(self.text.text(), until=until, precision=bound)
        except KnownError as error:
            self.say(error.do or str(error))
            return
        words = moment_words(moment, approximate=self.about.isChecked(), zone=True)
        said = tr("Read as {time}", time=isolate(words))
        if (zone := zone_words(moment)) and not moment.zone:
            said += ". " + tr("Zone: {zone}", zone=zone)
        self.say(said)

    def _role_chosen(self) -> None:
        self.counts.setChecked(self.role.currentData() not in self._known)

    def _bound_chosen(self) -> None:
        self._show_rows()
        self._read_again()

    def _show_rows(self) -> None:
        adding = self.task == "add"
        for field in (self.role, self.bound, self.text, self.source, self.counts):
            _row_of(field).setVisible(adding)
        _row_of(self.until).setVisible(adding and self.bound.currentData() == "range")
        self.say("")

    def _box(self, name: str, choices: Iterable[tuple[str | None, str]]) -> ComboBox:
        box = ComboBox(name=name, theme=self._theme, small=True)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for value, words in choices:
            box.addItem(words, value)
        self.add_row(name, box)
        return box


def _row_of(field: QWidget) -> QWidget:
    row = field.parentWidget()
    assert isinstance(row, FieldRow)
    return row
