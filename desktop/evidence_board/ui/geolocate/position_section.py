"""`PositionSection`: place, coordinates, radius and class, direction and view of the camera, typed."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.geo.coordinate_text import format_decimal
from evidence_board.geo.coordinates import Coordinates, parse
from evidence_board.model.errors import KnownError
from evidence_board.model.placement import Cropped
from evidence_board.model.positions import PRECISION_RADIUS_M, Precision
from evidence_board.operations.picture_geometry import set_picture_geometry
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.draft import Draft
from evidence_board.ui.geolocate.labelled_field import LabelledField
from evidence_board.ui.geolocate.lens import lens_view
from evidence_board.ui.geolocate.placement_words import degrees_words, half_view_words
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.position_words import near_choices
from evidence_board.ui.inspector.typed_values import read_angle, read_bearing, read_length
from evidence_board.ui.map.reading_choice import ReadingChoice
from evidence_board.ui.places.place_finder import PlaceFinder
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["PositionSection"]

_NUMBER = re.compile(r"^\s*([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*$")
_UNITS = re.compile(r"[a-zа-як-م]", re.IGNORECASE)


#: Typed coordinates are taken for as near as a hand on the map can be, until somebody says how near they are.
_TYPED_M = 100.0


class PositionSection(QWidget):
    """Every field saves by itself; a text with both coordinates, pasted into either, fills both.

    Attributes:
        done: something was typed and taken with Enter, or left with Esc.
        placed: coordinates were typed, or a place was found: the map should show it.
        place: name of the place.
        latitude: degrees, or any coordinates.
        longitude: degrees.
        within: radius.
        looking: direction.
        view: half of the field of view.
        near: how near in classes.
        reading: how a pasted text was read, and what else it could mean.
        cropped: whether the picture is a part of what the camera took; shown where the lens is known.
        lens: what the file says about the view.
        use_lens: takes the view of the lens.
    """

    done = Signal()
    placed = Signal()

    def __init__(self, desk: PlacementDesk) -> None:
        super().__init__()
        theme = desk.context.theme
        self._desk = desk
        self.place = LabelledField(tr("Place"), theme=theme, hint=tr("Name, or search with the pin"))
        self.latitude = LabelledField(tr("Latitude"), theme=theme, digits=True, hint=tr("Paste anything"))
        self.longitude = LabelledField(tr("Longitude"), theme=theme, digits=True)
        self.within = LabelledField(tr("Within"), theme=theme, unit=tr("m"), digits=True)
        self.looking = LabelledField(tr("Looking"), theme=theme, unit="°", digits=True)
        self.view = LabelledField(tr("View"), theme=theme, unit="°", digits=True)
        self.near = ComboBox(name=tr("How near"), theme=theme, small=True)
        for value, words in near_choices():
            self.near.addItem(words, value)
        self.near.activated.connect(self._near_chosen)
        self.reading = ReadingChoice(self, theme=theme)
        self.reading.chosen.connect(self._reading_taken)
        self.reading.hide()
        self.lens = QLabel()
        self.lens.setTextFormat(Qt.TextFormat.PlainText)
        self.lens.setProperty("role", "hint")
        self.lens.setWordWrap(True)
        self.cropped = ComboBox(name=tr("Is it cropped?"), theme=theme, small=True)
        # Long words must not make the panel wider than its room.
        self.cropped.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.cropped.setMinimumContentsLength(8)
        for answer, words in (
            (Cropped.UNKNOWN, tr("Not known whether it is cropped")),
            (Cropped.NO, tr("Not cropped: the whole picture of the camera")),
            (Cropped.YES, tr("Cropped")),
        ):
            self.cropped.addItem(words, answer.value)
        self.cropped.activated.connect(self._cropped_chosen)
        self.use_lens = Button("", theme=theme, kind="link", small=True)
        self.use_lens.clicked.connect(self._take_lens)
        self._finder: PlaceFinder | None = None
        self._pin = IconButton("map-pin", name=tr("Find the place by name"), theme=theme, size=24, role="location")
        self._pin.setCursor(Qt.CursorShape.PointingHandCursor)
        self._pin.clicked.connect(self.find_place)
        self.place.add_button(self._pin)
        #: What was typed for a file and not taken, while another one is placed: row id -> texts of the fields.
        self._left_over: dict[str, list[tuple[str, str]]] = {}
        self._item_id = ""
        self._lay_out()
        self.place.committed.connect(self._place_typed)
        self.latitude.committed.connect(lambda text: self.latitude.take(self._read_position, text))
        self.longitude.committed.connect(lambda text: self.longitude.take(self._read_longitude, text))
        self.within.committed.connect(lambda text: self.within.take(self._read_within, text))
        self.looking.committed.connect(lambda text: self.looking.take(self._read_looking, text))
        self.view.committed.connect(lambda text: self.view.take(self._read_view, text))
        for field in self.fields:
            field.done.connect(self.done)
        desk.item_changed.connect(self._item_changed)
        desk.changed.connect(self.renew)
        self.renew()

    @property
    def fields(self) -> tuple[LabelledField, ...]:
        """Every field, in the order in which they stand."""
        return (self.place, self.latitude, self.longitude, self.within, self.looking, self.view)

    def save_typing(self) -> None:
        """Take what is being typed."""
        for field in self.fields:
            field.save_typing()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.place)
        for fields in ((self.latitude, self.longitude), (self.within, self.looking, self.view)):
            row = QHBoxLayout()
            row.setSpacing(12)
            for field in fields:
                row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
            if self.latitude in fields:
                column.addWidget(self.reading)
        column.addWidget(self.near)
        hints = QVBoxLayout()
        hints.setSpacing(0)
        hints.addWidget(self.cropped)
        hints.addSpacing(6)
        hints.addWidget(self.lens)
        hints.addWidget(self.use_lens, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(hints)

    # -- what is shown ---------------------------------------------------------------------------------

    def renew(self) -> None:
        """Show the draft."""
        draft, desk = self._desk.draft, self._desk
        self.place.set_text(self._place_words(draft))
        if draft.point is not None or not self._has_half:
            self.latitude.set_text(_decimal(draft.latitude))
            self.longitude.set_text(_decimal(draft.longitude))
        read = self.reading.found
        if read is not None and draft.point is not None and not _same(draft.point, (read.latitude, read.longitude)):
            # The camera was moved since: what was read is of another position.
            self.reading.hide()
        self.within.set_text(f"{draft.radius_m:g}" if draft.radius_m is not None else "")
        self.looking.set_text(degrees_words(draft.bearing_deg) if draft.bearing_deg is not None else "")
        self.view.set_text(half_view_words(draft.fov_deg) if draft.fov_deg else "")
        self.near.setCurrentIndex(max(0, self.near.findData(draft.precision)))
        can_write = desk.can_write and desk.item is not None
        for field in self.fields:
            field.set_read_only(not can_write)
        self.near.setEnabled(can_write)
        self._pin.setEnabled(can_write)
        placement = desk.placement
        self.cropped.setVisible(placement is not None and placement.focal_length_35mm is not None)
        self.cropped.setEnabled(can_write)
        geometry = placement.geometry if placement is not None else None
        self.cropped.setCurrentIndex(max(0, self.cropped.findData(geometry.cropped if geometry else "unknown")))
        found = lens_view(desk.placement, aspect=desk.aspect) if desk.item is not None else None
        # Where the view is known, the lens is only worth words when it says something else.
        taken = found is not None and found.fov_deg is not None and draft.fov_deg == found.fov_deg
        self.lens.setText(found.words if found is not None else "")
        self.lens.setVisible(bool(found and found.words) and (draft.fov_deg is None or taken))
        offered = found.fov_deg if found is not None and not taken and can_write and draft.fov_deg is None else None
        self.use_lens.setVisible(offered is not None)
        if offered is not None:
            self.use_lens.setText(tr("Use {view}", view=f"{half_view_words(offered)}°"))
        self._put_back()

    def _put_back(self) -> None:
        """Show what was left over once it is known what is saved."""
        if self._desk.placement is None:
            return
        for field, (text, problem) in zip(self.fields, self._left_over.pop(self._item_id, ()), strict=False):
            if text or problem:
                field.put_back(text, problem)

    @property
    def _has_half(self) -> bool:
        """Whether one of the coordinates was typed and waits for the other."""
        return bool(self.latitude.line.text()) != bool(self.longitude.line.text())

    def _place_words(self, draft: Draft) -> str:
        place = self._desk.context.session.index.entities.get(draft.location_id or "")
        return place.label if place is not None else draft.place_text

    def _item_changed(self) -> None:
        self.reading.hide()
        self._keep_left_over()
        self._item_id = self._desk.item_id
        places = [row.label for row in self._desk.context.session.index.entities.values() if row.kind == "location"]
        completer = QCompleter(places, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.place.line.setCompleter(completer)
        for field in self.fields:
            field.line.clear()
            field.tell_refusal("")
        self.renew()

    def _keep_left_over(self) -> None:
        """Remember what was typed for the file before and could not be taken."""
        texts = [field.left_over for field in self.fields]
        if self._has_half:
            texts[1:3] = [(one.line.text(), one.problem) for one in (self.latitude, self.longitude)]
        if self._item_id and any(text or problem for text, problem in texts):
            self._left_over[self._item_id] = texts

    # -- what is typed ---------------------------------------------------------------------------------

    def find_place(self) -> None:
        """Search the places of the world; what is chosen names the place, and places what has no position."""
        if self._finder is None:
            self._finder = PlaceFinder(self, context=self._desk.context)
            self._finder.chosen.connect(self._place_found)
        self._finder.near = self._desk.draft.point
        self._finder.open_below(self.place.line)
        self._finder.begin()
        self._finder.field.setText(self.place.line.text())

    def _place_found(self, name: str, latitude: float, longitude: float) -> None:
        if self._desk.draft.point is None:
            self._desk.set(
                place_text=name,
                location_id=None,
                latitude=round(latitude, 6),
                longitude=round(longitude, 6),
                precision=Precision.SETTLEMENT.value,
                radius_m=PRECISION_RADIUS_M[Precision.SETTLEMENT],
                method="gazetteer",
            )
            self.placed.emit()
        else:
            self._desk.set(place_text=name, location_id=None)

    def _place_typed(self, text: str) -> None:
        text = " ".join(text.split())
        rows = self._desk.context.session.index.entities.values()
        known = next((row for row in rows if row.kind == "location" and row.label.casefold() == text.casefold()), None)
        if known is not None:
            self._desk.set(location_id=known.id, place_text="")
        else:
            self._desk.set(location_id=None, place_text=text)

    def _read_position(self, text: str) -> None:
        plain = _NUMBER.match(text)
        longitude = self._desk.draft.longitude
        if plain is not None and longitude is None and (other := _NUMBER.match(self.longitude.line.text())):
            longitude = float(other[1].replace(",", "."))
        if plain is not None and longitude is not None:
            self._show_reading(parse(f"{plain[1].replace(',', '.')}, {longitude}"), quiet=True)
        elif plain is not None:
            self.latitude.set_text(text)
            self.longitude.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._show_reading(parse(text, near=self._desk.draft.point))

    def _read_longitude(self, text: str) -> None:
        plain, given = _NUMBER.match(text), _NUMBER.match(self.latitude.line.text())
        if plain is None:
            self._show_reading(parse(text, near=self._desk.draft.point))
        elif given is not None:
            latitude = given[1].replace(",", ".")
            self._show_reading(parse(f"{latitude}, {plain[1].replace(',', '.')}"), quiet=True)
        else:
            raise KnownError(tr("The latitude is missing."), do=tr("Type it too, or paste both here."))

    def _show_reading(self, found: Coordinates, *, quiet: bool = False) -> None:
        self.reading.show_reading(None if quiet else found)
        self.reading.setVisible(not quiet)
        self._take_reading(found)

    def _reading_taken(self) -> None:
        found = self.reading.found
        if found is not None:
            self._take_reading(found)

    def _take_reading(self, found: Coordinates) -> None:
        # What stood in the fields is on its way to the case: they show what is saved.
        for field in (self.latitude, self.longitude):
            field.line.setText("")
        self.latitude.set_text("")
        self.longitude.set_text("")
        self._desk.place(found.latitude, found.longitude, near_m=found.uncertainty_m or _TYPED_M)
        self.setAccessibleDescription(format_decimal(found.latitude, found.longitude))
        self.placed.emit()
        self.renew()

    def _read_within(self, text: str) -> None:
        metres = read_length(text if _UNITS.search(text) else f"{text} m" if text.strip() else "")
        self._desk.set(radius_m=metres, precision=None)

    def _read_looking(self, text: str) -> None:
        self._desk.set(bearing_deg=read_bearing(text), bearing_error_deg=None)

    def _read_view(self, text: str) -> None:
        half = read_angle(re.sub(r"±|\+/?-", "", text))
        if half is not None and half <= 0:
            raise KnownError(tr("A view has some width."), do=tr("Type half of it in degrees, like 26."))
        self._desk.set(fov_deg=None if half is None else 2 * half, fov_error_deg=None)

    def _take_lens(self) -> None:
        found = lens_view(self._desk.placement, aspect=self._desk.aspect)
        if found.fov_deg is not None:
            self._desk.set(fov_deg=found.fov_deg)

    def _cropped_chosen(self) -> None:
        self._desk.perform(set_picture_geometry, item_id=self._desk.item_id, cropped=self.cropped.currentData())

    def _near_chosen(self) -> None:
        near = self.near.currentData()
        radius = self._desk.draft.radius_m
        if near in PRECISION_RADIUS_M:
            radius = PRECISION_RADIUS_M[Precision(near)]
        elif near and (radius or 0.0) <= PRECISION_RADIUS_M[Precision.SETTLEMENT]:
            radius = None  # "somewhere in the region, within 100 m" contradicts itself
        self._desk.set(precision=near, radius_m=radius)


def _same(first: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(one - two) < 1e-6 for one, two in zip(first, other, strict=True))


def _decimal(degrees: float | None) -> str:
    return "" if degrees is None else f"{degrees:.6f}".rstrip("0").rstrip(".")
