"""`EntityRows`: the fields of one entity, each edited where it stands."""

import json
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.geo.coordinates import parse
from evidence_board.model.details import EntityDetail
from evidence_board.model.errors import KnownError
from evidence_board.model.sources import AccountStatus
from evidence_board.operations.entities import update_entity
from evidence_board.operations.moments import clear_moment, set_moment
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.inspector.entity_fields import EntityField, entity_fields, reliability_name, status_name
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.inline_text import InlineText
from evidence_board.ui.inspector.profile.history_section import date_words
from evidence_board.ui.inspector.profile.late_choice import LateChoice
from evidence_board.ui.inspector.typed_values import read_length
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.when_form import typed_text
from evidence_board.ui.inspector.words import coordinates_words, moment_words, radius_words

__all__ = ["EntityRows"]

_GRADES = ("", "A", "B", "C", "D", "E", "F")
#: Choices of things of the case: editor -> kind.
_THINGS = {"unit": "unit", "parent_place": "location", "location": "location"}
_READ_ONLY = ("area", "taking_part")
#: Texts that the case file never leaves unknown are empty instead.
_NEVER_NULL = ("bio", "self_place", "platform", "status")


class EntityRows(QWidget):
    """Rows made anew when another kind is shown.

    Attributes:
        texts: column -> text that is typed.
        choices: column -> box that is chosen from.
        values: column -> what is only read.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._can_write = can_write
        self._detail: EntityDetail | None = None
        self._taking_part: tuple[str, ...] = ()
        self._kind = ""
        self._compact = False
        self.texts: dict[str, InlineText] = {}
        self.choices: dict[str, LateChoice] = {}
        self.values: dict[str, FieldRow] = {}
        self._fields: dict[str, EntityField] = {}
        self._rows: list[FieldRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)

    def show_detail(self, detail: EntityDetail, *, taking_part: tuple[str, ...] = ()) -> None:
        """Show the fields of an entity.

        Args:
            detail: as it stands in the case.
            taking_part: names of who took part in an event.
        """
        if detail.kind != self._kind:
            self._make(detail.kind)
        elif self._detail is not None and detail.id != self._detail.id:
            for text in self.texts.values():
                text.finish(save=True)
        if detail != self._detail:
            for row in self._rows:
                row.tell_refusal("")
        self._detail, self._taking_part = detail, taking_part
        self._show()

    def set_compact(self, compact: bool) -> None:
        """Make labels narrower in a small window."""
        self._compact = compact
        for row in self._rows:
            row.set_compact(compact)

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        for text in self.texts.values():
            text.renew_look()

    def choose_parent(self) -> None:
        """Bring the keyboard to the choice of what this is part of."""
        box = self.choices.get("parent_id")
        if box is not None:
            box.setFocus(Qt.FocusReason.TabFocusReason)
            box.showPopup()

    def _show(self) -> None:
        detail = self._detail
        if detail is None:
            return
        for column, text in self.texts.items():
            text.set_frame(self._frame(self._fields[column]))
            text.set_text(self._typed(self._fields[column]))
            if not self._can_write and (row := _row_of(text)) is not None:
                # What nobody said and nobody can say is no row.
                row.setVisible(bool(text.text()))
        for column, box in self.choices.items():
            field, value = self._fields[column], detail.text(column)
            if field.editor in _THINGS:
                words = self._context.session.index.label_of(value) if value else tr("Not said")
                box.show_value(value, words, at_once=False)
            else:
                box.show_value(value, value, at_once=True)
        for column, row in self.values.items():
            row.set_text(self._read_only(column), colour="text2")

    def _make(self, kind: str) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._kind, self._rows = kind, []
        self.texts, self.choices, self.values = {}, {}, {}
        self._fields = {field.column: field for field in entity_fields(kind)}
        for field in self._fields.values():
            row = FieldRow(field.label, self._editor(field), theme=self._context.theme)
            row.set_compact(self._compact)
            self._layout.addWidget(row)
            self._rows.append(row)
            if field.editor in _READ_ONLY:
                self.values[field.column] = row
            else:
                row.value.setEnabled(self._can_write)

    def _editor(self, field: EntityField) -> QWidget:
        theme = self._context.theme
        if field.editor in _READ_ONLY:
            return ValueText(theme=theme, lines=4)
        if field.editor in ("reliability", "status", *_THINGS):
            at_once = field.editor not in _THINGS
            box = LateChoice(name=field.label, theme=theme, choices=partial(self._choices, field), at_once=at_once)
            box.activated.connect(lambda _, one=field.column: self._choose(one))
            self.choices[field.column] = box
            return box
        # An address is read whole, on as many lines as it takes.
        many = field.editor == "words" or field.column == "url"
        text = InlineText(name=field.label, hint=field.hint, theme=theme, many_lines=many)
        text.committed.connect(lambda words, one=field: self._save(one, words))
        self.texts[field.column] = text
        return text

    def _choices(self, field: EntityField) -> list[tuple[str, str]]:
        if field.editor == "reliability":
            return [(grade, reliability_name(grade)) for grade in _GRADES]
        if field.editor == "status":
            order = sorted(AccountStatus, key=lambda status: status != AccountStatus.UNKNOWN)
            return [(status.value, status_name(status)) for status in order]
        here = self._detail.id if self._detail is not None else ""
        rows = self._context.session.index.entities_of(_THINGS[field.editor])
        return [("", tr("Not said")), *((row.id, row.label) for row in rows if row.id != here)]

    def _typed(self, field: EntityField) -> str:
        """Return the value as it would be typed."""
        detail = self._detail
        if detail is None:
            return ""
        values = detail.values
        if field.editor == "position":
            latitude, longitude = values.get("latitude"), values.get("longitude")
            if isinstance(latitude, float) and isinstance(longitude, float):
                return coordinates_words(latitude, longitude)
            return ""
        if field.editor == "length":
            radius = values.get("radius_m")
            return radius_words(radius) if isinstance(radius, float) else ""
        if field.editor == "moment":
            known = detail.moment(field.column)
            return typed_text(known.moment) if known is not None else ""
        return detail.text(field.column)

    def _frame(self, field: EntityField) -> Callable[[str], str]:
        """Return how a value is shown, where that differs from how it is typed."""
        if field.editor == "date":
            return date_words
        known = self._detail.moment(field.column) if self._detail is not None and field.editor == "moment" else None
        if known is None:
            return str
        shown = moment_words(known.moment, approximate=known.approximate, zone=True)
        return lambda text: shown

    def _read_only(self, column: str) -> str:
        if column == "taking_part":
            return ", ".join(isolate(name) for name in self._taking_part) or tr("Nobody linked yet")
        area = self._detail.text("area") if self._detail is not None else ""
        return _area_words(area) if area else ""

    def _choose(self, column: str) -> None:
        detail = self._detail
        value = self.choices[column].currentData() or None
        if detail is not None and value != (detail.values.get(column) or None):
            self._ask(detail, {column: value}, beside=self.choices[column])

    def _save(self, field: EntityField, words: str) -> None:
        detail = self._detail
        if detail is None:
            return
        if field.editor == "moment":
            self._save_moment(detail, field.column, words)
            return
        try:
            values = _values(field, words)
        except KnownError as error:
            self._refused(error, self.texts[field.column], words)
            return
        self._ask(detail, values, beside=self.texts[field.column], words=words)

    def _ask(self, detail: EntityDetail, values: dict[str, object], *, beside: QWidget, words: str = "") -> None:
        session = self._context.session
        asked = session.run(update_entity, kind=detail.kind, row_id=detail.id, **values)
        self._context.jobs.follow(
            asked, done=lambda _: None, failed=lambda error: self._refused(error, beside, words, of=detail.id)
        )

    def _save_moment(self, detail: EntityDetail, role: str, words: str) -> None:
        session, target = self._context.session, [("event", detail.id)]
        if words:
            asked = session.run(set_moment, targets=target, role=role, text=words)
        else:
            asked = session.run(clear_moment, targets=target, role=role)
        text = self.texts[role]
        self._context.jobs.follow(
            asked, done=lambda _: None, failed=lambda error: self._refused(error, text, words, of=detail.id)
        )

    def _refused(self, error: BaseException, beside: QWidget, words: str, *, of: str = "") -> None:
        """Say at the field what is wrong, and show what still stands in the case; what was typed can be mended."""
        self._show()
        here = not of or (self._detail is not None and self._detail.id == of)
        self._context.show_error(error, beside if here else None)
        if here and words and isinstance(beside, InlineText):
            beside.begin_again(words)


def _row_of(editor: QWidget) -> FieldRow | None:
    row = editor.parentWidget()
    return row if isinstance(row, FieldRow) else None


def _values(field: EntityField, words: str) -> dict[str, object]:
    if field.editor == "position":
        if not words:
            return {"latitude": None, "longitude": None}
        at = parse(words)
        return {"latitude": at.latitude, "longitude": at.longitude}
    if field.editor == "length":
        return {"radius_m": read_length(words)}
    # `kind` alone names the kind of the entity itself.
    name = "own_kind" if field.column == "kind" else field.column
    return {name: words if field.column in _NEVER_NULL else words or None}


def _area_words(area: str) -> str:
    """Return ``has an area of 12 points``; the area itself is drawn on the map."""
    shape = json.loads(area)
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    # The last point of a ring is its first once more.
    points = sum(len(ring) - 1 for rings in polygons for ring in rings)
    return count(points, one="has an area of {n} point", many="has an area of {n} points")
