"""`WhereForm`: a position by typing: coordinates or words, how near, direction, how it is known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.geo.coordinates import Reading, parse
from evidence_board.model.case_index import EntityRow
from evidence_board.model.errors import KnownError
from evidence_board.model.positions import PRECISION_RADIUS_M
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.edit_form import EditForm
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.level_button import LevelButton
from evidence_board.ui.inspector.position_words import method_choices, near_choices, role_choices, source_choices
from evidence_board.ui.inspector.typed_values import read_angle, read_bearing, read_length
from evidence_board.ui.inspector.words import angle_words, coordinates_words, looking_words, radius_words
from evidence_board.ui.map.reading_words import way_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.combo_box import ComboBox

__all__ = ["TypedPosition", "WhereForm"]

#: A word of a language, which no way to write coordinates has; the hemispheres are one letter.
_WORD = re.compile(r"[^\W\d_]{3,}")

#: A radius typed behind the position.
_RADIUS_MARK = re.compile(r"±|\+/-|\+-")

#: Readings that need no words: what was typed shows them.
_DEGREES = {Reading.DECIMAL, Reading.MINUTES, Reading.SECONDS}

Task = Literal["place", "add", "edit"]


@dataclass(frozen=True, slots=True)
class TypedPosition:
    """What a person typed, read. Degrees are WGS84, lengths in metres; None means not said.

    ``place_text`` holds the words of a position without a point; ``counts`` that it is to be preferred.
    """

    latitude: float | None
    longitude: float | None
    radius_m: float | None
    bearing_deg: float | None
    bearing_error_deg: float | None
    level: str
    location_id: str | None
    reason: str
    role: str = "camera"
    source: str = "analyst"
    precision: str | None = None
    method: str | None = None
    place_text: str = ""
    counts: bool = True


class WhereForm(EditForm):
    """The fields of a position; which of them show depends on what is done.

    Attributes:
        task: ``place`` where a file was taken, ``add`` a position beside others, or ``edit`` all but the point.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(save=tr("Place"), theme=theme, parent=parent)
        self.task: Task = "place"
        self._places: dict[str, EntityRow] = {}
        self.role = self._box(tr("What is there"), role_choices())
        self.place = self._box(tr("Place"), [])
        self.place.activated.connect(self._place_chosen)
        self.coordinates = self.add_line(tr("Position"), hint="34.9051, 35.8684", digits=True)
        self.near = self._box(tr("How near"), near_choices())
        self.near.currentIndexChanged.connect(self._near_chosen)
        self.radius = self.add_line(tr("Radius"), hint="120 m", digits=True)
        self.radius.textEdited.connect(self._radius_typed)
        self.bearing = self.add_line(tr("Looking"), hint="NNW 348°", digits=True)
        self.bearing_error = self.add_line(tr("± degrees"), hint="26", digits=True)
        self.source = self._box(tr("Source"), source_choices())
        self.method = self._box(tr("Method"), method_choices())
        self.level = LevelButton("unjudged", theme=theme, place=True)
        self.level.chosen.connect(self.level.set_level)
        row = self.add_row(tr("Confidence"), self.level)
        row.add_tail(QWidget())
        self.reason = self.add_line(tr("Reason"), hint=tr("How do you know?"))
        self.counts = CheckBox(tr("Use this position"), theme=theme)
        self.add_row("", self.counts)
        for line in (self.coordinates, self.radius, self.bearing, self.bearing_error):
            line.textChanged.connect(self._read_again)

    def fill(
        self,
        position: TypedPosition | None,
        places: Iterable[EntityRow],
        *,
        verb: str,
        task: Task = "place",
    ) -> None:
        """Show a position to start from, or empty fields.

        Args:
            position: what stands now, None when nothing does.
            places: the places of the case to choose from.
            verb: what the button says.
            task: what is done.
        """
        self.task = task
        self.save_button.setText(verb)
        self._places = {row.id: row for row in places}
        self.place.clear()
        self.place.addItem(tr("Not named"), None)
        for row in self._places.values():
            self.place.addItem(row.label, row.id)
        known = position
        text = ""
        if known is not None and known.latitude is not None and known.longitude is not None:
            text = coordinates_words(known.latitude, known.longitude)
        self.coordinates.setText(text)
        self.radius.setText(radius_words(known.radius_m) if known and known.radius_m is not None else "")
        bearing = known.bearing_deg if known else None
        self.bearing.setText(looking_words(bearing, None) if bearing is not None else "")
        error = known.bearing_error_deg if known else None
        self.bearing_error.setText(angle_words(error) if error is not None else "")
        self.level.set_level(known.level if known else "unjudged")
        self.reason.setText(known.reason if known else "")
        self._set(self.place, known.location_id if known else None)
        self._set(self.near, known.precision if known else None)
        self._set(self.method, known.method if known else None)
        self._set(self.role, known.role if known else "camera")
        self._set(self.source, known.source if known else "analyst")
        self.counts.setChecked(known.counts if known else True)
        for field, tasks in (
            (self.role, ("add",)),
            (self.coordinates, ("add", "place")),
            (self.source, ("add",)),
            (self.counts, ("add",)),
        ):
            self._row_of(field).setVisible(task in tasks)
        self.coordinates.setPlaceholderText(tr("34.9051, 35.8684 or words") if task == "add" else "34.9051, 35.8684")
        self.say("")

    def read(self) -> TypedPosition:
        """Return what was typed.

        Raises:
            KnownError: a field cannot be read.
        """
        latitude = longitude = uncertainty = None
        words = self._words()
        if self.task != "edit" and not words:
            at = parse(self.coordinates.text())
            latitude, longitude, uncertainty = at.latitude, at.longitude, at.uncertainty_m
        radius, precision = read_length(self.radius.text()), self.near.currentData()
        typed_behind = _RADIUS_MARK.search(self.coordinates.text()) is not None
        if uncertainty is not None and (typed_behind or (radius is None and precision is None)):
            # What was typed behind the position is meant, whatever stood in the other fields before.
            radius, precision = uncertainty, None
        return TypedPosition(
            latitude,
            longitude,
            radius,
            read_bearing(self.bearing.text()),
            read_angle(self.bearing_error.text()),
            self.level.level,
            self.place.currentData(),
            self.reason.text().strip(),
            role=self.role.currentData(),
            source=self.source.currentData(),
            precision=precision,
            method=self.method.currentData(),
            place_text=words,
            counts=self.counts.isChecked(),
        )

    def begin(self) -> None:
        """Put the focus where one types first."""
        first = self.near if self.task == "edit" else self.coordinates
        first.setFocus()
        if first is self.coordinates:
            self.coordinates.selectAll()

    def _words(self) -> str:
        """Return what was typed where it is a place in words; only beside other positions may it be."""
        text = self.coordinates.text().strip()
        if self.task != "add" or not _WORD.search(text):
            return ""
        try:
            return text if parse(text).could_be_name else ""
        except KnownError:
            return text

    def _read_again(self) -> None:
        if not self.coordinates.text().strip():
            self.say("")
            return
        if self._words():
            self.say(tr("Kept as words. Nothing is put on the map."))
            return
        try:
            at = parse(self.coordinates.text())
        except KnownError as error:
            self.say(str(error), wrong=True)
            return
        read = coordinates_words(at.latitude, at.longitude, at.uncertainty_m)
        words = tr("Read as {position}", position=isolate(read))
        if at.reading not in _DEGREES:
            words += f" ({way_words(at)})"
        if at.alternatives:
            other = at.alternatives[0]
            words += "\n" + tr(
                "Could also be {position}", position=isolate(coordinates_words(other.latitude, other.longitude))
            )
        self.say(words)

    def _near_chosen(self) -> None:
        radius = PRECISION_RADIUS_M.get(self.near.currentData())
        if self.near.currentData() is not None:
            self.radius.setText(radius_words(radius) if radius is not None else "")

    def _radius_typed(self, text: str) -> None:
        """A radius of one's own is of no class, but of a region or a country."""
        radius = PRECISION_RADIUS_M.get(self.near.currentData())
        if radius is not None and text.strip() != radius_words(radius):
            self._set(self.near, None)

    def _place_chosen(self) -> None:
        row = self._places.get(self.place.currentData() or "")
        if row is None or row.latitude is None or row.longitude is None or self.coordinates.text().strip():
            return
        self.coordinates.setText(coordinates_words(row.latitude, row.longitude))
        if row.radius_m is not None and not self.radius.text().strip():
            self.radius.setText(radius_words(row.radius_m))

    def _box(self, name: str, choices: Iterable[tuple[str | None, str]]) -> ComboBox:
        box = ComboBox(name=name, theme=self._theme, small=True)
        # The longest name in the list must not make the page wider than the pane.
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for value, words in choices:
            box.addItem(words, value)
        self.add_row(name, box)
        return box

    @staticmethod
    def _set(box: ComboBox, value: str | None) -> None:
        box.blockSignals(True)
        box.setCurrentIndex(max(box.findData(value), 0))
        box.blockSignals(False)

    @staticmethod
    def _row_of(field: QWidget) -> QWidget:
        row = field.parentWidget()
        assert isinstance(row, FieldRow)
        return row
