"""`WhereSection`: where a picture was taken, every position it has, and how sure anyone is."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.filters import AtPlace, Part, Within
from evidence_board.model.case_index import ItemRow
from evidence_board.model.changes import ChangeSet
from evidence_board.model.claims import Thing
from evidence_board.model.details import GeotagDetail, ItemDetail
from evidence_board.model.errors import KnownError
from evidence_board.operations.levels import set_levels
from evidence_board.operations.positions import (
    add_position,
    can_be_located,
    cannot_be_located,
    place_items,
    prefer_geotag,
    remove_positions,
    update_geotag,
)
from evidence_board.operations.weighing import Weighed
from evidence_board.ui.citing.evidence_reader import EvidenceReader
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.value_filter import offer_filter
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.evidence_fold import EvidenceFold
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.level_button import LevelButton
from evidence_board.ui.inspector.position_card import position_card
from evidence_board.ui.inspector.reason_form import ReasonForm
from evidence_board.ui.inspector.value_card import ValueCard
from evidence_board.ui.inspector.value_list import ValueList
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.where_form import TypedPosition, WhereForm
from evidence_board.ui.inspector.where_values import (
    added_values,
    decided_of,
    placed_values,
    point_values,
    point_words,
    shown_words,
)
from evidence_board.ui.inspector.words import (
    coordinates_words,
    geotag_words,
    looking_words,
    position_source_words,
)
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.fold_section import FoldSection
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["WhereSection"]


class WhereSection(FoldSection):
    """The position that counts for each role, the others below; forms to add, change and answer in place.

    Attributes:
        level: confidence of where it was taken.
        evidence: what the position that counts rests on.
        others: the positions that do not count.
        form: a position by typing.
        unlocatable: asks why it cannot be located.
        add, give_up, come_back, remove: the commands.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        theme = context.theme
        super().__init__(tr("Where"), theme=theme, parent=parent)
        self._context = context
        self._can_write = can_write
        self._item: ItemRow | None = None
        self._geotag: GeotagDetail | None = None
        self._listed: tuple[GeotagDetail, ...] = ()
        self._editing: GeotagDetail | None = None
        self._place = FieldRow(tr("Place"), ValueText(theme=theme, lines=3), theme=theme)
        self._camera = FieldRow(tr("Position"), ValueText(theme=theme, lines=3), theme=theme)
        self._looking = FieldRow(tr("Looking"), theme=theme)
        self.level = LevelButton("unjudged", theme=theme, place=True)
        self.level.chosen.connect(self._set_level)
        self._source = ElidedLabel(theme=theme, role="small", colour="text3")
        badge = QWidget()
        self._source.setFixedHeight(theme.pixels(22))
        # Beside the level while there is room, else below it: never cut to nothing.
        line = FlowLayout(badge, gap=4)
        line.addWidget(self.level)
        line.addWidget(self._source)
        self._confidence = FieldRow(tr("Confidence"), badge, theme=theme)
        self._reason = FieldRow(tr("Basis"), ValueText(theme=theme, lines=3), theme=theme)
        self._chosen = FieldRow(tr("Chosen"), ValueText(theme=theme, lines=3), theme=theme)
        self._written = FieldRow(tr("Camera wrote"), ValueText(theme=theme, lines=2), theme=theme)
        self._offer_filters()
        self._fields = (
            *(self._place, self._camera, self._looking, self._confidence, self._reason, self._chosen),
            self._written,
        )
        self.evidence = EvidenceFold(context, can_write=can_write)
        self._reader = EvidenceReader(context, self)
        self._reader.ready.connect(self._show_evidence)
        self._counted = QWidget()
        self._counted_column = QVBoxLayout(self._counted)
        self._counted_column.setContentsMargins(0, 4, 0, 4)
        self._counted_column.setSpacing(6)
        self.counted: list[ValueCard] = []
        self.others = ValueList(tr("Other positions"), theme=theme)
        self.others.folded.connect(self.folded)
        self._shown = QWidget()
        rows = QVBoxLayout(self._shown)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for part in (*self._fields, self.evidence, self._counted, self.others):
            rows.addWidget(part)
        rows.addWidget(self._make_commands())
        self.form = WhereForm(theme=theme)
        hint = tr("What was tried?")
        self.unlocatable = ReasonForm(verb=tr("Cannot be located"), hint=hint, theme=theme)
        for form, save in ((self.form, self._save), (self.unlocatable, self._answer)):
            form.hide()
            form.saved.connect(save)
            form.left.connect(self._leave_form)
        for part in (self._shown, self.form, self.unlocatable):
            self.inside.addWidget(part)
        self._pencil = None
        if can_write:
            self._pencil = self.add_command("pencil", name=tr("Change where it was taken"))
            self._pencil.clicked.connect(self.edit)
            for row in (self._place, self._camera, self._looking, self._reason):
                if isinstance(row.value, ValueText):
                    row.value.edit_wanted.connect(self.edit)
        self.end_heading()

    def _offer_filters(self) -> None:
        """The place and the position are doors to the other files of there."""

        def place() -> Part | None:
            return AtPlace(self._item.place_id) if self._item is not None and self._item.place_id else None

        def near() -> Part | None:
            return Within(1.0, self._item.id) if self._item is not None and self._item.latitude is not None else None

        offer_filter(self._place, self._context, place)
        offer_filter(self._camera, self._context, near)

    def show_item(self, item: ItemRow, detail: ItemDetail | None) -> None:
        """Show one file; ``detail`` follows when it has been read."""
        if self._item is None or item.id != self._item.id:
            self._close_forms()
        self._item = item
        geotag = self._geotag = detail.geotag() if detail is not None else None
        placed = item.latitude is not None and item.longitude is not None
        answered = geotag is not None and geotag.unlocatable
        self._place.set_text(item.place)
        if item.latitude is not None and item.longitude is not None:
            self._camera.set_text(coordinates_words(item.latitude, item.longitude, item.radius_m))
        elif geotag is not None:
            words = geotag_words(geotag)
            self._camera.set_text(words if answered else tr("In words alone: {words}", words=isolate(words)))
        else:
            guess = self._context.session.index.guesses.get(item.id)
            words = tr("Not placed yet")
            if guess is not None:
                at = coordinates_words(guess.latitude, guess.longitude, guess.radius_m)
                words = tr("Not placed yet. A guess, drawn as an area: {position}", position=isolate(at))
            self._camera.set_text(words, colour="text3" if guess is None else "text2")
        looking = looking_words(item.bearing_deg, item.bearing_error_deg) if item.bearing_deg is not None else ""
        self._looking.set_text(looking if placed else "")
        self._confidence.setVisible(placed or (geotag is not None and not answered))
        self.level.set_level(geotag.level if geotag is not None else item.level)
        self.level.set_claim(self._context, ("geotag", item.geotag_id) if item.geotag_id is not None else None)
        claims = answered or geotag is None
        self.evidence.set_claim(
            None if claims or geotag is None else ("geotag", geotag.id),
            by_person=geotag is not None and geotag.source == "analyst",
        )
        self._source.set_text(position_source_words(geotag) if geotag is not None else "")
        self._reason.set_text(geotag.reason if geotag is not None else "", colour="text2")
        self._chosen.set_text(decided_of(geotag), colour="text2")
        geotags = detail.geotags if detail is not None else ()
        self._show_written(geotags)
        self.give_up.setVisible(not answered)
        self.come_back.setVisible(answered)
        self.remove.setVisible(geotag is not None and not answered)
        if geotags != self._listed:
            self._listed = geotags
            self._show_cards()
        self._reader.want(("geotag", one.id) for one in geotags)

    def reveal_evidence(self, claim: Thing) -> QWidget | None:
        """Open what a position of this file rests on; returns where it stands, or None when it is not here."""
        for card in self.others.cards:
            if card.evidence is not None and card.evidence.claim == claim:
                self.others.fold.set_open(True)
        for fold in self._folds():
            if fold.claim == claim:
                self.set_open(True)
                fold.set_open(True)
                return fold
        return None

    def _folds(self) -> list[EvidenceFold]:
        cards = [card.evidence for card in (*self.counted, *self.others.cards)]
        return [self.evidence, *(fold for fold in cards if fold is not None)]

    def _show_evidence(self, found: dict[Thing, Weighed]) -> None:
        for fold in self._folds():
            if fold.claim is not None:
                fold.show_weighed(found.get(fold.claim))

    def edit(self) -> None:
        """Open the form with what stands now."""
        item, geotag = self._item, self._geotag
        if item is None or not self._can_write:
            return
        known = None
        if item.latitude is not None and item.longitude is not None:
            known = TypedPosition(
                *(item.latitude, item.longitude, item.radius_m, item.bearing_deg, item.bearing_error_deg),
                *(item.level, item.place_id, geotag.reason if geotag is not None else ""),
                precision=(geotag.precision or None) if geotag is not None else None,
                method=(geotag.method or None) if geotag is not None else None,
            )
        self._editing = None
        self._open(known, verb=tr("Save") if known else tr("Place photo"), task="place")

    def begin_add(self) -> None:
        """Open the form for another position; it counts at once where none does."""
        start = TypedPosition(None, None, None, None, None, "unjudged", None, "", counts=self._geotag is None)
        self._editing = None
        self._open(start, verb=tr("Add position"), task="add")

    def set_compact(self, compact: bool) -> None:
        """Make labels narrower in a small window."""
        for row in self.findChildren(FieldRow):
            row.set_compact(compact)

    def _make_commands(self) -> QWidget:
        theme, box = self._context.theme, QWidget()
        flow = FlowLayout(box, gap=2)
        self.add = Button(tr("Add a position"), theme=theme, kind="link", small=True)
        self.give_up = Button(tr("Cannot be located"), theme=theme, kind="quiet", small=True)
        self.come_back = Button(tr("It can be located"), theme=theme, kind="quiet", small=True)
        self.remove = IconButton("trash-2", name=tr("Move this position to the bin"), theme=theme, icon_size=14)
        self.add.clicked.connect(self.begin_add)
        self.give_up.clicked.connect(lambda: self._show_form(self.unlocatable))
        self.come_back.clicked.connect(self._come_back)
        self.remove.clicked.connect(self._remove_counted)
        for button in (self.add, self.give_up, self.come_back, self.remove):
            flow.addWidget(button)
        box.setVisible(self._can_write)
        return box

    def _show_written(self, geotags: tuple[GeotagDetail, ...]) -> None:
        """Say what the camera wrote where something else counts."""
        counts = self._geotag
        written = next((one for one in geotags if one.role == "camera" and one.source.startswith("device")), None)
        beside = written is not None and (counts is None or not counts.source.startswith("device"))
        self._written.set_text(geotag_words(written) if written is not None and beside else "", colour="text2")

    def _show_cards(self) -> None:
        for card in self.counted:
            card.hide()
            card.deleteLater()
        of_roles = [one for one in self._listed if one.preferred and one.role != "camera"]
        self.counted = [self._card(one) for one in of_roles]
        for card in self.counted:
            self._counted_column.addWidget(card)
        self._counted.setVisible(bool(self.counted))
        self.others.show_cards([self._card(one) for one in self._listed if not one.preferred])

    def _card(self, geotag: GeotagDetail) -> ValueCard:
        context = self._context
        card = position_card(geotag, can_write=self._can_write, theme=context.theme, beside=self._geotag)
        card.preferred.connect(lambda: context.perform(prefer_geotag, row_id=geotag.id))
        card.removed.connect(lambda: context.perform(remove_positions, row_ids=[geotag.id]))
        card.graded.connect(lambda level: context.perform(set_levels, level=level, geotags=[geotag.id]))
        card.bars.set_claim(context, ("geotag", geotag.id))
        if not geotag.unlocatable:
            fold = EvidenceFold(context, can_write=self._can_write)
            fold.set_claim(("geotag", geotag.id), by_person=geotag.source == "analyst" and geotag.preferred)
            card.hold_evidence(fold)
        card.edited.connect(lambda: self._begin_edit(geotag))
        return card

    def _begin_edit(self, geotag: GeotagDetail) -> None:
        if geotag.unlocatable:
            self._editing = geotag
            self._show_form(self.unlocatable)
            self.unlocatable.reason.setText(geotag.reason)
            return
        known = TypedPosition(
            *(geotag.latitude, geotag.longitude, geotag.radius_m, geotag.bearing_deg, geotag.bearing_error_deg),
            *(geotag.level, geotag.location_id, geotag.reason, geotag.role, geotag.source),
            precision=geotag.precision or None,
            method=geotag.method or None,
        )
        self._editing = geotag
        self._open(known, verb=tr("Save"), task="edit")

    def _open(self, known: TypedPosition | None, *, verb: str, task: str) -> None:
        places = self._context.session.index.entities_of("location")
        self.form.fill(known, places, verb=verb, task="add" if task == "add" else "edit" if task == "edit" else "place")
        editing = self._editing
        self._show_form(self.form)
        self._editing = editing
        self.form.begin()

    def _show_form(self, form: WhereForm | ReasonForm) -> None:
        self._editing = None
        self._shown.hide()
        form.show()
        if isinstance(form, ReasonForm):
            form.begin()

    def _close_forms(self) -> None:
        self.form.hide()
        self.unlocatable.hide()
        self._shown.show()

    def _leave_form(self) -> None:
        self._close_forms()
        self.add.setFocus()

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
        old = {
            "radius_m": geotag.radius_m,
            "precision": geotag.precision or None,
            "bearing_deg": geotag.bearing_deg,
            "bearing_error_deg": geotag.bearing_error_deg,
            "method": geotag.method or None,
            "level": geotag.level,
            "location_id": geotag.location_id,
            "reason": geotag.reason,
        }
        changed = {name: getattr(typed, name) for name, value in old.items() if getattr(typed, name) != value}
        for name in ("radius_m", "bearing_deg", "bearing_error_deg"):
            # What was shown rounded and not touched stays as it is.
            if name in changed and shown_words(name, changed[name]) == shown_words(name, old[name]):
                del changed[name]
        self._context.beside = self.arrow
        if changed:
            self._send(update_geotag, row_id=geotag.id, **changed)
        else:
            self._close_forms()

    def _answer(self) -> None:
        reason, item = self.unlocatable.reason.text().strip(), self._item
        if not reason:
            self.unlocatable.say(tr("Say what was compared or searched; others will want to know."), wrong=True)
        elif self._editing is not None:
            self._send(update_geotag, row_id=self._editing.id, reason=reason)
        elif item is not None:
            self._send(cannot_be_located, item_ids=[item.id], reason=reason)

    def _send(self, verb: Callable[..., ChangeSet], **values: object) -> None:
        self._close_forms()
        self._context.perform(verb, **values)

    def _come_back(self) -> None:
        if self._item is not None:
            self._context.perform(can_be_located, item_ids=[self._item.id])

    def _remove_counted(self) -> None:
        if self._geotag is not None:
            self._context.perform(remove_positions, row_ids=[self._geotag.id])

    def _set_level(self, level: str) -> None:
        if self._item is not None and self._item.geotag_id is not None:
            self._context.perform(set_levels, level=level, geotags=[self._item.geotag_id])
