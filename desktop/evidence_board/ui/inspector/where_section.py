"""`WhereSection`: where a picture was taken, every position it has, and how sure anyone is."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.model.details import GeotagDetail, ItemDetail
from evidence_board.model.errors import KnownError
from evidence_board.operations.positions import place_items, prefer_geotag, update_geotag
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.level_button import LevelButton
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.where_form import TypedPosition, WhereForm
from evidence_board.ui.inspector.words import coordinates_words, geotag_words, looking_words, position_source_words
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.section import Section

__all__ = ["WhereSection"]


class WhereSection(Section):
    """Place, camera, direction and confidence of one file; a form to change them in place."""

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        theme = context.theme
        super().__init__(tr("Where"), theme=theme, parent=parent)
        self._context = context
        self._can_write = can_write
        self._item: ItemRow | None = None
        self._geotag: GeotagDetail | None = None
        self._place = FieldRow(tr("Place"), ValueText(theme=theme, lines=3), theme=theme)
        self._camera = FieldRow(tr("Position"), ValueText(theme=theme, lines=2), theme=theme)
        self._looking = FieldRow(tr("Looking"), theme=theme)
        self.level = LevelButton("unjudged", theme=theme, place=True)
        self.level.chosen.connect(self._set_level)
        self.level.setEnabled(can_write)
        self._source = ElidedLabel(theme=theme, role="small", colour="text3")
        badge = QWidget()
        self._source.setFixedHeight(theme.pixels(22))
        # Beside the level while there is room, else below it: never cut to nothing.
        line = FlowLayout(badge, gap=4)
        line.addWidget(self.level)
        line.addWidget(self._source)
        self._confidence = FieldRow(tr("Confidence"), badge, theme=theme)
        self._reason = FieldRow(tr("Basis"), ValueText(theme=theme, lines=3), theme=theme)
        self._others = _OtherPositions(context, can_write=can_write)
        self._shown = QWidget()
        rows = _column(self._shown)
        for row in (self._place, self._camera, self._looking, self._confidence, self._reason):
            rows.addWidget(row)
        rows.addWidget(self._others)
        self.form = WhereForm(theme=theme)
        self.form.hide()
        self.form.saved.connect(self._save)
        self.form.left.connect(self._close_form)
        self.body.addWidget(self._shown)
        self.body.addWidget(self.form)
        self._pencil = None
        if can_write:
            self._pencil = self.add_command("pencil", name=tr("Change where it was taken"))
            self._pencil.clicked.connect(self.edit)
            for row in (self._place, self._camera, self._looking, self._reason):
                if isinstance(row.value, ValueText):
                    row.value.edit_wanted.connect(self.edit)

    def show_item(self, item: ItemRow, detail: ItemDetail | None) -> None:
        """Show one file; ``detail`` follows when it has been read."""
        if self._item is None or item.id != self._item.id:
            self._close_form()
        self._item = item
        self._geotag = detail.geotag() if detail is not None else None
        placed = item.latitude is not None and item.longitude is not None
        self._place.set_text(item.place)
        if item.latitude is not None and item.longitude is not None:
            self._camera.set_text(coordinates_words(item.latitude, item.longitude, item.radius_m))
        else:
            self._camera.set_text(tr("Not placed yet"), colour="text3")
        looking = looking_words(item.bearing_deg, item.bearing_error_deg) if item.bearing_deg is not None else ""
        self._looking.set_text(looking if placed else "")
        self._confidence.setVisible(placed)
        self.level.set_level(item.level)
        self._source.set_text(position_source_words(self._geotag) if self._geotag is not None else "")
        self._reason.set_text(self._geotag.reason if self._geotag is not None else "", colour="text2")
        self._others.show_positions(
            [one for one in detail.geotags if not one.preferred] if detail is not None else [],
            latitude=item.latitude,
        )

    def edit(self) -> None:
        """Open the form with what stands now."""
        item = self._item
        if item is None or not self._can_write:
            return
        known = None
        if item.latitude is not None and item.longitude is not None:
            known = TypedPosition(
                item.latitude,
                item.longitude,
                item.radius_m,
                item.bearing_deg,
                item.bearing_error_deg,
                item.level,
                item.place_id,
                self._geotag.reason if self._geotag is not None else "",
            )
        places = self._context.session.index.entities_of("location")
        self.form.fill(known, places, verb=tr("Save") if known else tr("Place photo"))
        self._shown.hide()
        self.form.show()
        self.form.coordinates.setFocus()
        self.form.coordinates.selectAll()

    def set_compact(self, compact: bool) -> None:
        """Make labels narrower in a small window."""
        for row in self.findChildren(FieldRow):
            row.set_compact(compact)

    def _close_form(self) -> None:
        self.form.hide()
        self._shown.show()

    def _save(self) -> None:
        item = self._item
        if item is None:
            return
        try:
            typed = self.form.read()
        except KnownError as error:
            self.form.say(str(error), wrong=True)
            return
        self._close_form()
        untouched = (
            item.latitude is not None
            and item.longitude is not None
            and self.form.coordinates.text() == coordinates_words(item.latitude, item.longitude)
        )
        if untouched and item.geotag_id is not None:
            self._change(item, item.geotag_id, typed)
        else:
            self._place_anew(item, typed)

    def _change(self, item: ItemRow, geotag_id: str, typed: TypedPosition) -> None:
        old = {
            "radius_m": item.radius_m,
            "bearing_deg": item.bearing_deg,
            "bearing_error_deg": item.bearing_error_deg,
            "level": item.level,
            "location_id": item.place_id,
            "reason": self._geotag.reason if self._geotag is not None else "",
        }
        new = {name: getattr(typed, name) for name in old}
        # Shown rounded: what was not typed anew keeps its decimals.
        if old["bearing_deg"] is not None and new["bearing_deg"] == round(float(old["bearing_deg"])):
            new["bearing_deg"] = old["bearing_deg"]
        changed = {name: value for name, value in new.items() if value != old[name]}
        if changed:
            self._context.perform(update_geotag, row_id=geotag_id, **changed)

    def _place_anew(self, item: ItemRow, typed: TypedPosition) -> None:
        self._context.perform(
            place_items,
            item_ids=[item.id],
            latitude=typed.latitude,
            longitude=typed.longitude,
            radius_m=typed.radius_m,
            bearing_deg=typed.bearing_deg,
            bearing_error_deg=typed.bearing_error_deg,
            level=typed.level,
            reason=typed.reason,
            location_id=typed.location_id,
        )

    def _set_level(self, level: str) -> None:
        if self._item is not None and self._item.geotag_id is not None:
            self._context.perform(update_geotag, row_id=self._item.geotag_id, level=level)


class _OtherPositions(QWidget):
    """Positions that are kept beside the one that counts, each with a way to make it count."""

    def __init__(self, context: UiContext, *, can_write: bool) -> None:
        super().__init__()
        self._context = context
        self._can_write = can_write
        self._rows = _column(self)
        self._made: list[QWidget] = []

    def show_positions(self, positions: list[GeotagDetail], *, latitude: float | None) -> None:
        for row in self._made:
            row.hide()
            row.deleteLater()
        self._made = [self._row(one, counts=latitude is not None) for one in positions]
        for row in self._made:
            self._rows.addWidget(row)
        self.setVisible(bool(self._made))

    def _row(self, geotag: GeotagDetail, *, counts: bool) -> QWidget:
        theme = self._context.theme
        if geotag.source.startswith("device"):
            label = tr("Camera wrote")
        elif geotag.source == "analyst":
            label = tr("Also placed") if counts else tr("Was placed")
        else:
            label = tr("Also named")
        row = FieldRow(label, theme=theme)
        words = geotag_words(geotag)
        row.set_text(words, colour="text2")
        row.set_tip("\n".join(part for part in (words, geotag.raw, geotag.reason) if part))
        if self._can_write:
            use = Button(tr("Use this"), theme=theme, kind="link", small=True)
            use.setAccessibleName(tr("Use this position: {position}", position=words))
            use.clicked.connect(lambda: self._context.perform(prefer_geotag, row_id=geotag.id))
            row.add_tail(use)
        return row


def _column(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
