"""`EntityRows`: the fields of one entity, each edited where it stands."""

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from evidence_board.geo.coordinates import parse
from evidence_board.model.details import EntityDetail
from evidence_board.model.errors import KnownError
from evidence_board.operations.entities import update_entity
from evidence_board.operations.moments import clear_moment, set_moment
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.entity_fields import EntityField, entity_fields, reliability_name
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.inline_text import InlineText
from evidence_board.ui.inspector.typed_values import read_length
from evidence_board.ui.inspector.when_form import typed_text
from evidence_board.ui.inspector.words import coordinates_words, moment_words, radius_words
from evidence_board.ui.widgets.combo_box import ComboBox

__all__ = ["EntityRows"]

_GRADES = ("", "A", "B", "C", "D", "E", "F")


class EntityRows(QWidget):
    """Rows made anew when another kind is shown.

    Attributes:
        texts: column -> text that is typed.
        choices: column -> box that is chosen from.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._can_write = can_write
        self._detail: EntityDetail | None = None
        self._kind = ""
        self._compact = False
        self.texts: dict[str, InlineText] = {}
        self.choices: dict[str, ComboBox] = {}
        self._rows: list[FieldRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)

    def show_detail(self, detail: EntityDetail) -> None:
        """Show the fields of an entity."""
        if detail.kind != self._kind:
            self._make(detail.kind)
        elif self._detail is not None and detail.id != self._detail.id:
            for text in self.texts.values():
                text.finish(save=True)
        self._detail = detail
        for column, text in self.texts.items():
            text.set_frame(self._frame(column))
            text.set_text(self._typed(column))
        for column, box in self.choices.items():
            self._fill_choice(column, box, detail.text(column))

    def set_compact(self, compact: bool) -> None:
        """Make labels narrower in a small window."""
        self._compact = compact
        for row in self._rows:
            row.set_compact(compact)

    def _make(self, kind: str) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._kind, self._rows, self.texts, self.choices = kind, [], {}, {}
        for field in entity_fields(kind):
            editor = self._editor(field)
            editor.setEnabled(self._can_write)
            row = FieldRow(field.label, editor, theme=self._context.theme)
            row.set_compact(self._compact)
            self._layout.addWidget(row)
            self._rows.append(row)

    def _editor(self, field: EntityField) -> QWidget:
        theme = self._context.theme
        if field.editor in ("reliability", "unit", "location"):
            box = ComboBox(name=field.label, theme=theme, small=True)
            # The longest name in the list must not make the page wider than the pane.
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.activated.connect(lambda _, one=field.column: self._choose(one))
            self.choices[field.column] = box
            return box
        text = InlineText(name=field.label, hint=field.hint, theme=theme)
        text.committed.connect(lambda words, one=field: self._save(one, words))
        self.texts[field.column] = text
        return text

    def _typed(self, column: str) -> str:
        """Return the value as it would be typed."""
        detail = self._detail
        if detail is None:
            return ""
        values = detail.values
        if column == "position":
            latitude, longitude = values.get("latitude"), values.get("longitude")
            if isinstance(latitude, float) and isinstance(longitude, float):
                return coordinates_words(latitude, longitude)
            return ""
        if column == "radius_m":
            radius = values.get("radius_m")
            return radius_words(radius) if isinstance(radius, float) else ""
        if column in ("start", "end"):
            known = detail.moment(column)
            return typed_text(known.moment) if known is not None else ""
        return detail.text(column)

    def _frame(self, column: str) -> Callable[[str], str]:
        """Return how a value is shown, where that differs from how it is typed."""
        known = self._detail.moment(column) if self._detail is not None and column in ("start", "end") else None
        if known is None:
            return str
        shown = moment_words(known.moment, approximate=known.approximate, zone=True)
        return lambda text: shown

    def _fill_choice(self, column: str, box: ComboBox, current: str) -> None:
        box.clear()
        index = self._context.session.index
        if column == "reliability":
            choices = [(grade, reliability_name(grade)) for grade in _GRADES]
        else:
            kind = "unit" if column == "parent_id" else "location"
            here = self._detail.id if self._detail is not None else ""
            choices = [("", tr("Not said"))]
            choices += [(row.id, row.label) for row in index.entities_of(kind) if row.id != here]
        for value, words in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(box.findData(current), 0))

    def _choose(self, column: str) -> None:
        detail = self._detail
        value = self.choices[column].currentData() or None
        if detail is not None and value != detail.values.get(column):
            self._context.perform(update_entity, kind=detail.kind, row_id=detail.id, **{column: value})

    def _save(self, field: EntityField, words: str) -> None:
        detail = self._detail
        if detail is None:
            return
        if field.editor == "moment":
            self._save_moment(detail, field.column, words)
            return
        try:
            values = self._values(field, words)
        except KnownError as error:
            self._context.show_error(error)
            self.texts[field.column].set_text(self._typed(field.column))
            return
        self._context.perform(update_entity, kind=detail.kind, row_id=detail.id, **values)

    @staticmethod
    def _values(field: EntityField, words: str) -> dict[str, object]:
        if field.editor == "position":
            if not words:
                return {"latitude": None, "longitude": None}
            at = parse(words)
            return {"latitude": at.latitude, "longitude": at.longitude}
        if field.editor == "length":
            return {"radius_m": read_length(words)}
        # Texts that the case file never leaves unknown are empty instead.
        return {field.column: words if field.column == "bio" else words or None}

    def _save_moment(self, detail: EntityDetail, role: str, words: str) -> None:
        target = [("event", detail.id)]
        if words:
            self._context.perform(set_moment, targets=target, role=role, text=words)
        else:
            self._context.perform(clear_moment, targets=target, role=role)
