"""`WhereForms`: what opens in place of the positions of a file: place, add, edit, say that it cannot be located."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.model.changes import ChangeSet
from evidence_board.model.details import GeotagDetail
from evidence_board.model.errors import KnownError
from evidence_board.operations.positions import add_position, cannot_be_located, place_items, update_geotag
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.reason_form import ReasonForm
from evidence_board.ui.inspector.where_form import TypedPosition, WhereForm
from evidence_board.ui.inspector.where_values import (
    added_values,
    changed_values,
    placed_values,
    point_values,
    point_words,
    typed_from,
)

__all__ = ["WhereForms"]


class WhereForms(QWidget):
    """At most one form at a time; each saves in one step.

    Attributes:
        opened: a form opened.
        closed: no form is open any more.
        left: the user left a form.
        form: a position by typing.
        unlocatable: asks why it cannot be located.
    """

    opened = Signal()
    closed = Signal()
    left = Signal()

    def __init__(self, context: UiContext, *, beside: Callable[[], QWidget], parent: QWidget | None = None) -> None:
        """Make closed forms.

        Args:
            context: session and services.
            beside: gives the control below which a reason is asked for, once a form has closed.
            parent: parent widget.
        """
        super().__init__(parent)
        theme = context.theme
        self._context, self._beside = context, beside
        self._item: ItemRow | None = None
        self._geotag: GeotagDetail | None = None
        self._editing: GeotagDetail | None = None
        self.form = WhereForm(theme=theme)
        self.unlocatable = ReasonForm(verb=tr("Cannot be located"), hint=tr("What was tried?"), theme=theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for form, save in ((self.form, self._save), (self.unlocatable, self._answer)):
            form.hide()
            form.saved.connect(save)
            form.left.connect(self._leave_form)
            layout.addWidget(form)

    def set_item(self, item: ItemRow, geotag: GeotagDetail | None) -> None:
        """Say which file the forms are about, and the position of it that counts."""
        self._item, self._geotag = item, geotag

    def edit(self) -> None:
        """Ask where it was taken, from what stands now."""
        item, geotag = self._item, self._geotag
        if item is None:
            return
        known = None
        if item.latitude is not None and item.longitude is not None:
            known = TypedPosition(
                *(item.latitude, item.longitude, item.radius_m, item.bearing_deg, item.bearing_error_deg),
                *(item.level, item.place_id, geotag.reason if geotag is not None else ""),
                precision=(geotag.precision or None) if geotag is not None else None,
                method=(geotag.method or None) if geotag is not None else None,
            )
        self._open(known, verb=tr("Save") if known else tr("Place photo"), task="place")

    def begin_add(self) -> None:
        """Ask for another position; it counts at once where none does."""
        start = TypedPosition(None, None, None, None, None, "unjudged", None, "", counts=self._geotag is None)
        self._open(start, verb=tr("Add position"), task="add")

    def begin_edit(self, geotag: GeotagDetail) -> None:
        """Ask what to change of a position, or of the answer that there is none."""
        if geotag.unlocatable:
            self.give_up()
            self.unlocatable.reason.setText(geotag.reason)
        else:
            self._open(typed_from(geotag), verb=tr("Save"), task="edit")
        self._editing = geotag

    def give_up(self) -> None:
        """Ask why it cannot be located."""
        self._show(self.unlocatable)
        self.unlocatable.begin()

    def close_all(self) -> None:
        """Leave everything as it was."""
        self.form.hide()
        self.unlocatable.hide()
        self.closed.emit()

    def _open(self, known: TypedPosition | None, *, verb: str, task: str) -> None:
        places = self._context.session.index.entities_of("location")
        self.form.fill(known, places, verb=verb, task="add" if task == "add" else "edit" if task == "edit" else "place")
        self._show(self.form)
        self.form.begin()

    def _show(self, form: WhereForm | ReasonForm) -> None:
        self._editing = None
        self.opened.emit()
        form.show()

    def _leave_form(self) -> None:
        self.close_all()
        self.left.emit()

    def _save(self) -> None:
        item = self._item
        if item is None:
            return
        try:
            typed = self.form.read()
        except KnownError as error:
            self.form.say(str(error), wrong=True)
            return
        if self.form.task == "edit" and self._editing is not None:
            self._change(self._editing, typed)
        elif self.form.task == "add":
            self._send(add_position, item_ids=[item.id], **point_values(typed), **added_values(typed))
        elif self._geotag is not None and self.form.coordinates.text() == point_words(item):
            self._change(self._geotag, typed)
        else:
            self._send(place_items, item_ids=[item.id], **placed_values(typed))

    def _change(self, geotag: GeotagDetail, typed: TypedPosition) -> None:
        changed = changed_values(geotag, typed)
        self._context.beside = self._beside()
        if changed:
            self._send(update_geotag, row_id=geotag.id, **changed)
        else:
            self.close_all()

    def _answer(self) -> None:
        reason, item = self.unlocatable.reason.text().strip(), self._item
        if not reason:
            self.unlocatable.say(tr("Say what was compared or searched; others will want to know."), wrong=True)
        elif self._editing is not None:
            self._send(update_geotag, row_id=self._editing.id, reason=reason)
        elif item is not None:
            self._send(cannot_be_located, item_ids=[item.id], reason=reason)

    def _send(self, verb: Callable[..., ChangeSet], **values: object) -> None:
        self.close_all()
        self._context.perform(verb, **values)
