"""`WhereSection`: where a picture was taken, every position it has, and how sure anyone is."""

from PySide6.QtWidgets import QWidget

from evidence_board.filters import AtPlace, Part, Within
from evidence_board.model.case_index import ItemRow
from evidence_board.model.details import GeotagDetail, ItemDetail
from evidence_board.operations.levels import set_levels
from evidence_board.operations.positions import can_be_located, prefer_geotag, remove_positions
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.value_filter import offer_filter
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.level_button import LevelButton
from evidence_board.ui.inspector.position_card import position_card
from evidence_board.ui.inspector.reason_form import ReasonForm
from evidence_board.ui.inspector.value_card import ValueCard
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.values_section import ValuesSection
from evidence_board.ui.inspector.where_form import WhereForm
from evidence_board.ui.inspector.where_forms import WhereForms
from evidence_board.ui.inspector.where_values import decided_of
from evidence_board.ui.inspector.words import (
    coordinates_words,
    geotag_words,
    looking_words,
    position_source_words,
)
from evidence_board.ui.places.place_proposal import PlaceProposal
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["WhereSection"]


class WhereSection(ValuesSection):
    """The position that counts for each role, the others below; forms to add, change and answer in place.

    Attributes:
        level: confidence of where it was taken.
        forms: what opens in place.
        add, give_up, come_back, plate, remove: the commands.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        others, theme = tr("Other positions"), context.theme
        super().__init__(tr("Where"), context, kind="geotag", others=others, can_write=can_write, parent=parent)
        self._item: ItemRow | None = None
        self._geotag: GeotagDetail | None = None
        self._listed: tuple[GeotagDetail, ...] = ()
        self._place = FieldRow(tr("Place"), ValueText(theme=theme, lines=3), theme=theme)
        self._camera = FieldRow(tr("Position"), ValueText(theme=theme, lines=3), theme=theme)
        # By the gazetteer: a help for the reader, never a fact of the case.
        self._nearby = FieldRow(tr("Nearby"), ValueText(theme=theme, lines=2), theme=theme)
        self.proposal = PlaceProposal(context, can_write=can_write)
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
        fields = (
            self._place,
            self._camera,
            self._nearby,
            self._looking,
            self._confidence,
            self._reason,
            self._chosen,
            self._written,
        )
        self.add_rows((*fields, self.proposal, self.evidence), commands=self._make_commands())
        self.forms = WhereForms(context, beside=lambda: self.arrow)
        self.forms.opened.connect(self.shown.hide)
        self.forms.closed.connect(self.shown.show)
        self.forms.left.connect(self.add.setFocus)
        self.add_forms(self.forms)
        if can_write:
            self.add_command("pencil", name=tr("Change where it was taken")).clicked.connect(self.edit)
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
            self.forms.close_all()
        self._item = item
        geotag = self._geotag = detail.geotag() if detail is not None else None
        self.forms.set_item(item, geotag)
        placed = item.latitude is not None and item.longitude is not None
        answered = geotag is not None and geotag.unlocatable
        self._place.set_text(item.place)
        hint = ""
        if item.latitude is not None and item.longitude is not None:
            self._camera.set_text(coordinates_words(item.latitude, item.longitude, item.radius_m))
            hint = self._context.places.hint(item.latitude, item.longitude)
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
        self._nearby.set_text(tr("{hint} (a hint)", hint=hint) if hint else "", colour="text3")
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
        self.proposal.show_for(item, geotags)
        self.give_up.setVisible(not answered)
        self.come_back.setVisible(answered)
        self.remove.setVisible(geotag is not None and not answered)
        self.plate.setVisible(placed)
        if geotags != self._listed:
            self._listed = geotags
            self._show_cards()
        self.reader.want(("geotag", one.id) for one in geotags)

    def edit(self) -> None:
        """Open the form with what stands now."""
        if self._can_write:
            self.forms.edit()

    @property
    def form(self) -> WhereForm:
        """The form of a position."""
        return self.forms.form

    @property
    def unlocatable(self) -> ReasonForm:
        """The form that asks why it cannot be located."""
        return self.forms.unlocatable

    def _make_commands(self) -> tuple[QWidget, ...]:
        theme = self._context.theme
        self.add = Button(tr("Add a position"), theme=theme, kind="link", small=True)
        self.give_up = Button(tr("Cannot be located"), theme=theme, kind="quiet", small=True)
        self.come_back = Button(tr("It can be located"), theme=theme, kind="quiet", small=True)
        self.remove = IconButton("trash-2", name=tr("Move this position to the bin"), theme=theme, icon_size=14)
        self.add.clicked.connect(lambda: self.forms.begin_add())
        self.give_up.clicked.connect(lambda: self.forms.give_up())
        self.come_back.clicked.connect(self._come_back)
        self.remove.clicked.connect(self._remove_counted)
        self.plate = Button(tr("Proof plate"), theme=theme, kind="quiet", small=True, icon="image-plus")
        self.plate.clicked.connect(self._make_plate)
        return self.add, self.give_up, self.come_back, self.plate, self.remove

    def _show_written(self, geotags: tuple[GeotagDetail, ...]) -> None:
        """Say what the camera wrote where something else counts."""
        counts = self._geotag
        written = next((one for one in geotags if one.role == "camera" and one.source.startswith("device")), None)
        beside = written is not None and (counts is None or not counts.source.startswith("device"))
        self._written.set_text(geotag_words(written) if written is not None and beside else "", colour="text2")

    def _show_cards(self) -> None:
        of_roles = [one for one in self._listed if one.preferred and one.role != "camera"]
        others = [one for one in self._listed if not one.preferred]
        self.show_cards([self._card(one) for one in of_roles], [self._card(one) for one in others])

    def _card(self, geotag: GeotagDetail) -> ValueCard:
        theme = self._context.theme
        return self.take_up(
            position_card(geotag, can_write=self._can_write, theme=theme, beside=self._geotag),
            prefer=prefer_geotag,
            remove=remove_positions,
            edit=lambda: self.forms.begin_edit(geotag),
            by_person=geotag.source == "analyst" and geotag.preferred,
            claims=not geotag.unlocatable,
        )

    def _make_plate(self) -> None:
        if self._item is not None:
            self._context.requests.proof_plate.emit(self._item.id)

    def _come_back(self) -> None:
        if self._item is not None:
            self._context.perform(can_be_located, item_ids=[self._item.id])

    def _remove_counted(self) -> None:
        if self._geotag is not None:
            self._context.perform(remove_positions, row_ids=[self._geotag.id])

    def _set_level(self, level: str) -> None:
        if self._item is not None and self._item.geotag_id is not None:
            self._context.perform(set_levels, level=level, geotags=[self._item.geotag_id])
