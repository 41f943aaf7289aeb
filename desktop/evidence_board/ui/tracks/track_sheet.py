"""`TrackSheet`: photos and a recorded track: where each would stand, as the clock of the camera is set right."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QSlider, QWidget

from evidence_board.case.clock_offsets import read_zone
from evidence_board.events import Notice
from evidence_board.geo.tracks import Missed, Track
from evidence_board.geo.zones import zones_of
from evidence_board.model.case_index import ItemRow
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.operations.track_placing import place_on_track
from evidence_board.ui.check.damage_list import plain_label
from evidence_board.ui.check.long_job import LongJob
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.import_sheet.message_card import MessageCard
from evidence_board.ui.inspector.time_words import span_text
from evidence_board.ui.map_layers.layer_stack import LayerStack
from evidence_board.ui.plate.plate_content import distance_words
from evidence_board.ui.tracks.track_photos import Placed, place_photos
from evidence_board.ui.tracks.track_preview import TrackPreview
from evidence_board.ui.tracks.track_reading import read_track, track_items
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.number_field import NumberField
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["TrackSheet"]

_WIDE = 620
#: The slider sets what clocks are usually off; the field takes any offset of a day.
_SLIDER_S, _MOST_S = 3_600, 86_400
_GAP_MIN = 5.0


class TrackSheet(Sheet):
    """Chooses a track, photos, zone and offset; shows what comes of it; places all in one step.

    Attributes:
        source: the tracks of the case.
        photos: which photos.
        zone: of times that name none.
        offset: seconds to add to the clock of the camera; ``slider`` sets it, too.
        gap: minutes between two points beyond which nothing is said.
        preview: the map.
        place_button: places what is matched.
        placed: what the track says now.
    """

    def __init__(self, parent: QWidget, *, context: UiContext, stack: LayerStack | None) -> None:
        theme = context.theme
        super().__init__(parent, title=tr("Place photos on a track"), theme=theme, width=_WIDE)
        self._context = context
        self._track: Track | None = None
        self._track_item: str | None = None
        self.placed = Placed({}, {})
        self.source = ComboBox(name=tr("Track"), theme=theme)
        self.file_button = Button(tr("Choose a file…"), theme=theme, small=True, icon="folder-open")
        self.photos = ComboBox(name=tr("Photos"), theme=theme)
        self.zone = QLineEdit("UTC")
        self.zone.setAccessibleName(tr("Zone of the camera"))
        self.zone.setToolTip(tr("For photos whose time names no zone: Asia/Damascus, +03:00"))
        self.zone.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.offset = NumberField(
            name=tr("Offset of the clock"), theme=theme, low=-_MOST_S, high=_MOST_S, unit=tr(" s")
        )
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-_SLIDER_S, _SLIDER_S)
        self.slider.setPageStep(60)
        self.slider.setAccessibleName(tr("Offset of the clock"))
        self.gap = NumberField(name=tr("Largest gap"), theme=theme, low=0.1, high=1_440, decimals=1, unit=tr(" min"))
        self.gap.setValue(_GAP_MIN)
        self.preview = TrackPreview(theme=theme, stack=stack)
        self.said = plain_label("", "body")
        self.more = plain_label("", "hint")
        self.trouble = MessageCard("warn", theme=theme)
        self.place_button = Button(tr("Place on the track"), theme=theme, kind="primary", icon="map-pin-plus")
        self._arrange()
        self.job = LongJob(context, name="track", title=tr("Reading a track"), parent=self)
        self.file_button.clicked.connect(self.choose_file)
        self.source.activated.connect(self._take_source)
        self.photos.activated.connect(self.reckon)
        self.zone.textChanged.connect(self.reckon)
        self.offset.valueChanged.connect(self._take_offset)
        self.slider.valueChanged.connect(lambda value: self.offset.setValue(float(value)))
        self.gap.valueChanged.connect(self.reckon)
        self.place_button.clicked.connect(self.place)
        context.events.index_changed.connect(lambda event: self._fill() if self.is_open else None)
        context.at_close(self.preview.close_map)

    def _arrange(self) -> None:
        track = QHBoxLayout()
        track.setSpacing(8)
        track.addWidget(self.source, 1)
        track.addWidget(self.file_button)
        clock = QHBoxLayout()
        clock.setSpacing(12)
        clock.addWidget(self.slider, 1)
        clock.addWidget(self.offset)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget | QHBoxLayout], ...] = (
            (tr("Track"), track),
            (tr("Photos"), self.photos),
            (tr("Clock zone"), self.zone),
            (tr("Clock was behind"), clock),
            (tr("Largest gap"), self.gap),
        )
        for row, (words, field) in enumerate(rows):
            label = QLabel(words)
            label.setProperty("role", "secondary")
            grid.addWidget(label, row, 0)
            if isinstance(field, QWidget):
                grid.addWidget(field, row, 1)
            else:
                grid.addLayout(field, row, 1)
        self.body.addLayout(grid)
        self.body.addSpacing(12)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.preview)
        self.body.addSpacing(10)
        self.body.addWidget(self.said)
        self.body.addWidget(self.more)
        self.body.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(self.place_button)
        self.show_foot()

    def begin(self) -> None:
        """Show what there is now: the tracks of the case, and the photos that are selected."""
        self._fill()
        if self._track is None and self.source.count() and self.source.currentData():
            self._take_source()

    def _fill(self) -> None:
        session = self._context.session
        index = session.index
        chosen = self.source.currentData()
        self.source.clear()
        if isinstance(chosen, Path):
            self.source.addItem(isolate(chosen.name), chosen)
        for row_id in track_items(session):
            row = index.items[row_id]
            self.source.addItem(f"{isolate(row.ref)} · {isolate(row.file_name)}", row_id)
        if not self.source.count():
            self.source.addItem(tr("No track in the case yet"), None)
        self.source.setCurrentIndex(max(0, self.source.findData(chosen)))
        kind = self.photos.currentData()
        self.photos.clear()
        groups = self._groups()
        words = {"selected": tr("Selected"), "unplaced": tr("Without a position"), "shown": tr("All that is shown")}
        for name, items in groups.items():
            if items:
                files = count(len(items), one="{n} file", many="{n} files")
                self.photos.addItem(f"{words[name]} · {files}", name)
        self.photos.setCurrentIndex(max(0, self.photos.findData(kind)))
        self.reckon()

    def _groups(self) -> dict[str, list[ItemRow]]:
        session = self._context.session
        index = session.index
        shown = list(session.visible.values())
        selected = [index.items[one] for one in session.selection.ids if one in index.items]
        return {
            "selected": selected if len(selected) > 1 else [],
            "unplaced": [one for one in shown if one.latitude is None and not one.unlocatable],
            "shown": shown,
        }

    def choose_file(self) -> None:
        """Ask for a file of this computer."""
        path, _ = QFileDialog.getOpenFileName(self, tr("Choose a track"), "", tr("Tracks (*.gpx);;All files (*)"))
        if path:
            self.read_file(Path(path))

    def read_file(self, path: Path) -> None:
        """Read a track of this computer; it stays where it is, the case keeps its name with each position."""
        self.source.insertItem(0, isolate(path.name), path)
        self.source.setCurrentIndex(0)
        self._read(path)

    def _take_source(self) -> None:
        found = self.source.currentData()
        if found:
            self._read(found)

    def _read(self, source: Path | str) -> None:
        self.trouble.hide()
        self._track_item = source if isinstance(source, str) else None
        session = self._context.session
        self.said.setText(tr("Reading the track…"))
        self.job.start(lambda progress: read_track(session, source), done=self._came, failed=self._failed)

    def _came(self, track: Track) -> None:
        self._track = track
        zones = zones_of(track.points[0].latitude, track.points[0].longitude)
        if zones and self.zone.text() == "UTC":
            self.zone.setText(zones[0])
        self.preview.show_track(track)
        self.reckon()

    def _failed(self, error: BaseException) -> None:
        self._track = None
        self.preview.show_track(None)
        self.reckon()
        if not isinstance(error, KnownError):
            raise error
        self.trouble.say(tr("The track cannot be used"), str(error))
        self.trouble.show()

    def _take_offset(self, value: float) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(round(value))
        self.slider.blockSignals(False)
        self.reckon()

    def reckon(self) -> None:
        """Work out anew where the photos stand."""
        try:
            zone = read_zone("+00:00" if self.zone.text().strip() == "UTC" else self.zone.text().strip())
        except KnownError:
            zone = None
        self.zone.setProperty("invalid", zone is None)
        self.zone.style().unpolish(self.zone)
        self.zone.style().polish(self.zone)
        items = self._groups().get(str(self.photos.currentData() or ""), [])
        if self._track is None or zone is None:
            self.placed = Placed({}, {})
        else:
            self.placed = place_photos(
                self._track, items, zone=zone, offset_s=self.offset.value(), most_gap_s=60 * self.gap.value()
            )
        self.preview.show_placed(self.placed)
        self._say(items)

    def _say(self, items: list[ItemRow]) -> None:
        placed, number = self.placed, len(self.placed.matches)
        writable = not self._context.session.case.read_only
        self.place_button.setEnabled(bool(number) and writable)
        self.place_button.setToolTip("" if writable else tr("This case is only read."))
        if self._track is None:
            self.said.setText("" if not self.job.is_running else tr("Reading the track…"))
            self.more.setText(tr("A GPX file with times, of the case or of this computer."))
            return
        words = tr("{found} of {all} on the track", found=number, all=len(items))
        if number:
            gap, off = span_text(placed.largest_gap_s), distance_words(placed.largest_radius_m)
            words += " · " + tr("largest gap {gap}, at most {metres} off", gap=gap, metres=off)
        self.said.setText(words)
        first, last = (self._when(one) for one in self._track.span or (0.0, 0.0))
        lines = [tr("The track goes from {first} to {last} UTC.", first=first, last=last)]
        for why, one, many in (
            (Missed.BEFORE, "{n} file was taken before it.", "{n} files were taken before it."),
            (Missed.AFTER, "{n} file was taken after it.", "{n} files were taken after it."),
            (Missed.GAP, "{n} file falls into a larger gap.", "{n} files fall into a larger gap."),
            (Missed.NO_TIME, "{n} file has no time of the day.", "{n} files have no time of the day."),
        ):
            if missed := placed.count(why):
                lines.append(count(missed, one=one, many=many))
        index = self._context.session.index
        if had := sum(index.items[one].latitude is not None for one in placed.matches if one in index.items):
            lines.append(
                count(
                    had,
                    one="{n} file has a position already: what its camera wrote or a person chose goes on counting.",
                    many="{n} files have a position already: what a camera wrote or a person chose goes on counting.",
                )
            )
        self.more.setText(" ".join(lines))

    @staticmethod
    def _when(time: float) -> str:
        return isolate(datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%d %H:%M"))

    def place(self) -> None:
        """Place all that is matched, in one step."""
        if self._track is None or not self.placed.matches:
            return
        number = len(self.placed.matches)

        def done(changes: ChangeSet) -> None:
            words = count(number, one="{n} file is placed on the track.", many="{n} files are placed on the track.")
            self._context.session.hub.emit(Notice(words, "ok", undo=True))

        self._context.perform_then(
            done,
            place_on_track,
            positions=self.placed.positions(),
            track_name=self._track.name,
            offset_s=self.offset.value(),
            track_item_id=self._track_item,
        )
