"""`WhereForm`: place one or many files by typing: coordinates, radius, direction, level, reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.geo.coordinates import parse
from evidence_board.model.case_index import EntityRow
from evidence_board.model.errors import KnownError
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.edit_form import EditForm
from evidence_board.ui.inspector.level_button import LevelButton
from evidence_board.ui.inspector.typed_values import read_angle, read_bearing, read_length
from evidence_board.ui.inspector.words import angle_words, coordinates_words, looking_words, radius_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.combo_box import ComboBox

__all__ = ["TypedPosition", "WhereForm"]


@dataclass(frozen=True, slots=True)
class TypedPosition:
    """What a person typed, read. Degrees are WGS84, lengths in metres; None means not said."""

    latitude: float
    longitude: float
    radius_m: float | None
    bearing_deg: float | None
    bearing_error_deg: float | None
    level: str
    location_id: str | None
    reason: str


class WhereForm(EditForm):
    """The fields of a position."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(save=tr("Place"), theme=theme, parent=parent)
        self._places: dict[str, EntityRow] = {}
        self.place = ComboBox(name=tr("Place"), theme=theme, small=True)
        # The longest name in the list must not make the page wider than the pane.
        self.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.place.activated.connect(self._place_chosen)
        self.add_row(tr("Place"), self.place)
        self.coordinates = self.add_line(tr("Position"), hint="34.9051, 35.8684", digits=True)
        self.radius = self.add_line(tr("Radius"), hint="120 m", digits=True)
        self.bearing = self.add_line(tr("Looking"), hint="NNW 348°", digits=True)
        self.bearing_error = self.add_line(tr("± degrees"), hint="26", digits=True)
        self.level = LevelButton("unjudged", theme=theme, place=True)
        self.level.chosen.connect(self.level.set_level)
        row = self.add_row(tr("Confidence"), self.level)
        row.add_tail(QWidget())
        self.reason = self.add_line(tr("Reason"), hint=tr("How do you know?"))
        for line in (self.coordinates, self.radius, self.bearing, self.bearing_error):
            line.textChanged.connect(self._read_again)

    def fill(self, position: TypedPosition | None, places: Iterable[EntityRow], *, verb: str) -> None:
        """Show a position to start from, or empty fields.

        Args:
            position: what stands now, None when nothing does.
            places: the places of the case to choose from.
            verb: what the button says.
        """
        self.save_button.setText(verb)
        self._places = {row.id: row for row in places}
        self.place.clear()
        self.place.addItem(tr("Not named"), None)
        for row in self._places.values():
            self.place.addItem(row.label, row.id)
        known = position
        self.coordinates.setText(coordinates_words(known.latitude, known.longitude) if known else "")
        self.radius.setText(radius_words(known.radius_m) if known and known.radius_m is not None else "")
        bearing = known.bearing_deg if known else None
        self.bearing.setText(looking_words(bearing, None) if bearing is not None else "")
        error = known.bearing_error_deg if known else None
        self.bearing_error.setText(angle_words(error) if error is not None else "")
        self.level.set_level(known.level if known else "unjudged")
        self.reason.setText(known.reason if known else "")
        at = self.place.findData(known.location_id) if known and known.location_id else 0
        self.place.setCurrentIndex(max(at, 0))
        self.say("")

    def read(self) -> TypedPosition:
        """Return what was typed.

        Raises:
            KnownError: a field cannot be read.
        """
        at = parse(self.coordinates.text())
        radius = read_length(self.radius.text())
        return TypedPosition(
            at.latitude,
            at.longitude,
            radius if radius is not None else at.uncertainty_m,
            read_bearing(self.bearing.text()),
            read_angle(self.bearing_error.text()),
            self.level.level,
            self.place.currentData(),
            self.reason.text().strip(),
        )

    def _read_again(self) -> None:
        if not self.coordinates.text().strip():
            self.say("")
            return
        try:
            at = parse(self.coordinates.text())
        except KnownError as error:
            self.say(str(error), wrong=True)
            return
        words = tr("Read as {position}", position=isolate(coordinates_words(at.latitude, at.longitude)))
        if at.alternatives:
            other = at.alternatives[0]
            words += "\n" + tr(
                "Could also be {position}", position=isolate(coordinates_words(other.latitude, other.longitude))
            )
        self.say(words)

    def _place_chosen(self) -> None:
        row = self._places.get(self.place.currentData() or "")
        if row is None or row.latitude is None or row.longitude is None or self.coordinates.text().strip():
            return
        self.coordinates.setText(coordinates_words(row.latitude, row.longitude))
        if row.radius_m is not None and not self.radius.text().strip():
            self.radius.setText(radius_words(row.radius_m))
