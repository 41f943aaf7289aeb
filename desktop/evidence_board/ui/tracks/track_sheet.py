"""`TrackSheet`: photos and a recorded track: where each would stand, as the clock of the camera is set right."""

from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QSlider, QWidget

from evidence_board.case.clock_offsets import read_zone
from evidence_board.events import Notice
from evidence_board.geo.tracks import Track
from evidence_board.geo.zones import zones_of
from evidence_board.model.case_index import ItemRow
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.operations.track_placing import place_on_track
from evidence_board.ui.bulk_edits import bulk_edits
from evidence_board.ui.check.damage_list import plain_label
from evidence_board.ui.check.long_job import LongJob
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.import_sheet.message_card import MessageCard
from evidence_board.ui.map_layers.layer_stack import LayerStack
from evidence_board.ui.tracks.offset_field import OffsetField
from evidence_board.ui.tracks.track_map import TrackMap
from evidence_board.ui.tracks.track_photos import PhotoTime, Placed, clock_by_known, photo_times, place_photos
from evidence_board.ui.tracks.track_reading import read_track, track_items
from evidence_board.ui.tracks.track_words import detail_words, found_words
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.number_field import NumberField
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["TrackSheet"]

_WIDE = 620
#: The slider sets what clocks are usually off; the field takes any offset of a day.
_SLIDER_S, _MOST_S = 3_600, 86_400
_GAP_MIN = 5.0
_OFFSET_WIDE, _LATE_MS = 150, 700


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
        self._next: Path | str | None = None
        self._track_item: str | None = None
        #: A zone that the program put there is put anew for another track; one that a person typed stays.
        self._zone_guess = "UTC"
        self._times: tuple[object, list[PhotoTime]] | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE_MS)
        self.placed = Placed({}, {})
        self.source = ComboBox(name=tr("Track"), theme=theme)
        self.file_button = Button(tr("Choose a file…"), theme=theme, small=True, icon="folder-open")
        self.photos = ComboBox(name=tr("Photos"), theme=theme)
        self.zone = QLineEdit("UTC")
        self.zone.setAccessibleName(tr("Zone of the camera"))
        self.zone.setToolTip(tr("For photos whose time names no zone: Asia/Damascus, +03:00"))
        self.zone.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.offset = OffsetField(most_s=_MOST_S, theme=theme)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-_SLIDER_S, _SLIDER_S)
        self.slider.setPageStep(60)
        self.slider.setAccessibleName(tr("Offset of the clock"))
        self.gap = NumberField(name=tr("Largest gap"), theme=theme, low=0.1, high=1_440, decimals=1, unit=tr(" min"))
        self.gap.setValue(_GAP_MIN)
        self.preview = TrackMap(context, stack)
        self.said = plain_label("", "body")
        self.more = plain_label("", "hint")
        self.trouble = MessageCard("warn", theme=theme)
        self.stop_button = Button(tr("Stop"), theme=theme, small=True, icon="x")
        self.by_photo = Button(tr("Set it by a photo"), theme=theme, kind="link", small=True)
        self.by_photo.setToolTip(tr("By a photo whose place is known otherwise and which stands near the track"))
        self.place_button = Button(tr("Place on the track"), theme=theme, kind="primary", icon="map-pin-plus")
        self._offset_tip = self.offset.toolTip()
        self._arrange()
        self.job = LongJob(context, name="track", title=tr("Reading a track"), parent=self)
        self.file_button.clicked.connect(self.choose_file)
        self.source.activated.connect(self._take_source)
        self.photos.activated.connect(self.reckon)
        self.zone.textChanged.connect(self.reckon)
        self.offset.changed.connect(self._take_offset)
        self.offset.refused.connect(lambda words: self.offset.setToolTip(words or self._offset_tip))
        self.by_photo.clicked.connect(self.set_by_photo)
        self.stop_button.clicked.connect(self.job.stop)
        self.job.running_changed.connect(self._job_moved)
        self._late.timeout.connect(self.stop_button.show)
        self.closed.connect(self.job.stop)
        self.slider.valueChanged.connect(lambda value: self.offset.setValue(float(value)))
        self.gap.valueChanged.connect(self.reckon)
        self.place_button.clicked.connect(self.place)
        context.events.index_changed.connect(lambda event: self._fill() if self.is_open else None)

    def _arrange(self) -> None:
        track = QHBoxLayout()
        track.setSpacing(8)
        track.addWidget(self.source, 1)
        track.addWidget(self.file_button)
        clock = QHBoxLayout()
        clock.setSpacing(12)
        clock.addWidget(self.slider, 1)
        clock.addWidget(self.offset)
        self.offset.setFixedWidth(_OFFSET_WIDE)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget | QHBoxLayout], ...] = (
            (tr("Track"), track),
            (tr("Photos"), self.photos),
            (tr("Clock zone"), self.zone),
            (tr("Clock was behind"), clock),
            ("", self.by_photo),
            (tr("Largest gap"), self.gap),
        )
        for row, (words, field) in enumerate(rows):
            label = QLabel(words)
            label.setProperty("role", "secondary")
            grid.addWidget(label, row, 0)
            if field is self.by_photo:
                grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignLeft)
            elif isinstance(field, QWidget):
                grid.addWidget(field, row, 1)
            else:
                grid.addLayout(field, row, 1)
        self.body.addSpacing(8)
        self.body.addLayout(grid)
        self.body.addSpacing(12)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.preview, 1)
        self.body.addSpacing(10)
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(self.said, 1)
        said.addWidget(self.stop_button)
        self.stop_button.hide()
        self.body.addLayout(said)
        self.body.addWidget(self.more)
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
        self.job.stop()
        if self.job.is_running:
            # The one that runs ends soon and then begins this one.
            self._next = source
            return
        self._next = None

        def work(progress: Callable[[int, int], bool]) -> Track:
            return read_track(session, source, wanted=lambda: progress(0, 0))

        self.job.start(work, done=self._came, failed=self._failed)

    def _job_moved(self) -> None:
        if self.job.is_running:
            self._late.start()
        else:
            self._late.stop()
            self.stop_button.hide()

    def _came(self, track: Track) -> None:
        if self._read_next():
            return
        self._track = track
        zones = zones_of(track.points[0].latitude, track.points[0].longitude)
        if zones and self.zone.text() == self._zone_guess:
            self._zone_guess = zones[0]
            self.zone.setText(zones[0])
        self.preview.show_track(track)
        self.reckon()

    def _read_next(self) -> bool:
        """Begin with the track that was chosen while another one was read."""
        if self._next is None:
            return False
        self._read(self._next)
        return True

    def _failed(self, error: BaseException) -> None:
        if self._read_next():
            return
        self._track = None
        self.preview.show_track(None)
        self.reckon()
        if not isinstance(error, KnownError):
            raise error
        if not self.job.is_stopping:
            self.trouble.say(tr("The track cannot be used"), str(error))
            self.trouble.show()

    def _take_offset(self, value: float) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(round(value))
        self.slider.blockSignals(False)
        self.reckon()

    def reckon(self) -> None:
        """Work out anew where the photos stand."""
        zone = self._zone()
        self.zone.setProperty("invalid", zone is None)
        self.zone.style().unpolish(self.zone)
        self.zone.style().polish(self.zone)
        items = self._groups().get(str(self.photos.currentData() or ""), [])
        gap_s = 60 * self.gap.value()
        if self._track is None or zone is None:
            self.placed = Placed({}, {})
        else:
            photos = self._photo_times(items, zone)
            self.placed = place_photos(self._track, photos, offset_s=self.offset.value(), most_gap_s=gap_s)
        self.preview.show_placed(self.placed, most_gap_s=gap_s)
        self._say(items)

    def _zone(self) -> tzinfo | None:
        text = self.zone.text().strip()
        try:
            return read_zone("+00:00" if text == "UTC" else text)
        except KnownError:
            return None

    def _photo_times(self, items: list[ItemRow], zone: tzinfo) -> list[PhotoTime]:
        """Read the times of photos once, for every offset that is tried."""
        key = (zone, [id(one) for one in items])
        if self._times is None or self._times[0] != key:
            self._times = (key, photo_times(items, zone))
        return self._times[1]

    def set_by_photo(self) -> None:
        """Set the offset so that a photo whose place is known by other means stands there."""
        zone = self._zone()
        if self._track is None or zone is None:
            return
        session = self._context.session
        photos = photo_times(list(session.visible.values()), zone)
        found = clock_by_known(self._track, photos, offset_s=self.offset.value())
        if found is None:
            words = tr("No photo with a time has a known place near the track.")
        else:
            self.offset.setValue(found[0])
            words = tr("The clock is set by {ref}.", ref=isolate(found[1].item.ref))
        session.hub.emit(Notice(words))

    def _say(self, items: list[ItemRow]) -> None:
        placed, number = self.placed, len(self.placed.matches)
        writable = not self._context.session.case.read_only
        self.place_button.setEnabled(bool(number) and writable)
        self.place_button.setToolTip("" if writable else tr("This case is only read."))
        if self._track is None:
            self.said.setText("" if not self.job.is_running else tr("Reading the track…"))
            self.more.setText(tr("A GPX file with times, of the case or of this computer."))
            return
        index = self._context.session.index
        had = sum(index.items[one].latitude is not None for one in placed.matches if one in index.items)
        self.said.setText(found_words(placed, len(items)))
        lines = detail_words(self._track, placed, had=had)
        self.more.setText(" ".join(lines if writable else [*lines, tr("This case is only read.")]))

    def place(self) -> None:
        """Place all that is matched, in one step."""
        if self._track is None or not self.placed.matches:
            return
        number = len(self.placed.matches)

        def done(changes: ChangeSet) -> None:
            words = count(number, one="{n} file is placed on the track.", many="{n} files are placed on the track.")
            self._context.session.hub.emit(Notice(words, "ok", undo=True))

        words = count(number, one="Placing {n} file on a track", many="Placing {n} files on a track")
        bulk_edits(self._context).perform_then(
            done,
            words,
            number,
            place_on_track,
            positions=self.placed.positions(),
            track_name=self._track.name,
            offset_s=self.offset.value(),
            track_item_id=self._track_item,
        )
