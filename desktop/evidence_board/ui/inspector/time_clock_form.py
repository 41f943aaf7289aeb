"""`TimeClockForm`: how far the clock of a camera was off, typed or worked out from the true time of one photo."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from evidence_board.case.clock_offsets import read_zone
from evidence_board.model.details import CameraClock
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import Moment, moment_from_text
from evidence_board.operations.clock_offsets import corrected
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.inspector.edit_form import EditForm
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.time_words import read_span, span_text
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.words import moment_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.combo_box import ComboBox

__all__ = ["TimeClockForm", "TypedClock"]


@dataclass(frozen=True, slots=True)
class TypedClock:
    """What a person typed: seconds to add, zone of the corrected clock or None, reason."""

    seconds: float
    zone: str | None
    reason: str


class TimeClockForm(EditForm):
    """Camera and how many photos it has, off by how much, in which zone, why.

    Attributes:
        way: behind or ahead.
        off: by how much.
        true_time: true time of the photo that is shown; fills in the other two.
        zone: zone of the corrected clock.
        reason: how the analyst knows.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(save=tr("Correct the clock"), theme=theme, parent=parent)
        self._written: Moment | None = None
        self._camera = FieldRow(tr("Camera"), ValueText(theme=theme, lines=3), theme=theme)
        self._wrote = FieldRow(tr("It wrote"), ValueText(theme=theme, lines=2), theme=theme)
        for row in (self._camera, self._wrote):
            self._rows.addWidget(row)
        self.way = ComboBox(name=tr("Clock was"), theme=theme, small=True)
        self.way.addItem(tr("behind"), 1)
        self.way.addItem(tr("ahead"), -1)
        self.add_row(tr("Clock was"), self.way)
        self.off = self.add_line(tr("Off by"), hint="3 h 5 min 2 s", digits=True)
        self.true_time = self.add_line(tr("True time"), hint="2015-09-12 16:40", digits=True)
        self.zone = self.add_line(tr("Zone"), hint="Asia/Damascus, +03:00", digits=True)
        self.reason = self.add_line(tr("Reason"), hint=tr("What was it compared with?"))
        self.true_time.textEdited.connect(self._work_out)
        for line in (self.off, self.zone):
            line.textChanged.connect(self._read_again)
        self.way.currentIndexChanged.connect(self._read_again)

    def begin(self, clock: CameraClock, written: Moment | None, *, proposed: TypedClock | None = None) -> None:
        """Ask about a camera.

        Args:
            clock: the camera, its files, and the correction that stands.
            written: what it wrote into the photo that is shown; None where it wrote nothing.
            proposed: what is known of it from elsewhere; counts while there is no correction.
        """
        self._written = written
        files = count(clock.timed, one="{n} file in this case", many="{n} files in this case")
        if left := clock.files - clock.timed:
            stays = count(
                left,
                one="{n} more has no time of day and stays as it is",
                many="{n} more have no time of day and stay as they are",
            )
            files = f"{files}; {stays}"
        self._camera.set_text(tr("{camera}, {files}", camera=isolate(clock.name), files=files))
        self._wrote.set_text(moment_words(written, zone=True) if written is not None else "", colour="text2")
        stands = clock.offset_id is not None
        known = TypedClock(clock.seconds, clock.zone, clock.reason) if stands or proposed is None else proposed
        self.way.setCurrentIndex(1 if known.seconds < 0 else 0)
        self.off.setText(span_text(known.seconds) if stands or proposed is not None else "")
        self.true_time.clear()
        fine = written is not None and written.precision in ("second", "minute")
        row = self.true_time.parentWidget()
        if row is not None:
            row.setVisible(fine)
        self.zone.setText(known.zone or "")
        self.reason.setText(known.reason)
        self._read_again()
        self.off.setFocus()

    def read(self) -> TypedClock:
        """Return what was typed.

        Raises:
            KnownError: no span of time, no such zone, or no reason.
        """
        zone = self.zone.text().strip() or None
        seconds = read_span(self.off.text()) if self.off.text().strip() or zone is None else 0.0
        if zone is not None:
            read_zone(zone)
        if not self.reason.text().strip():
            raise KnownError("A correction of a clock needs a reason.", do="Say what the clock was compared with.")
        return TypedClock(seconds * self.way.currentData(), zone, self.reason.text().strip())

    def _work_out(self, text: str) -> None:
        """Take how far the clock was off from the true time of the photo."""
        if self._written is None or not text.strip():
            self._read_again()
            return
        try:
            true = moment_from_text(text, zone_source="analyst")
        except ValueError:
            self.say(tr("Write it as 2015-09-12 16:40 or 2015-09-12 16:40:05 +03:00."))
            return
        if true.precision not in ("second", "minute"):
            self.say(tr("It needs hours and minutes."))
            return
        if true.utc and self._written.utc:
            seconds = (_clock(true.utc) - _clock(self._written.utc)).total_seconds()
        else:
            seconds = (true.clock - self._written.clock).total_seconds()
            if true.zone:
                self.zone.setText(true.zone)
        self.way.setCurrentIndex(1 if seconds < 0 else 0)
        self.off.setText(span_text(seconds))

    def _read_again(self) -> None:
        """Say what becomes of the photo that is shown."""
        zone, written = self.zone.text().strip() or None, self._written
        try:
            seconds = read_span(self.off.text()) * self.way.currentData() if self.off.text().strip() else 0.0
            if zone is not None:
                read_zone(zone)
        except KnownError as error:
            self.say(error.do or str(error))
            return
        moment = corrected(written, seconds=seconds, zone=zone) if written is not None else None
        if moment is None or (not seconds and zone is None):
            self.say("")
            return
        words = moment_words(moment, zone=True)
        said = tr("This file: {time}. All others of the camera by as much.", time=isolate(words))
        self.say(said + "\n" + tr("What the camera wrote is kept, and you can take this back."))


def _clock(utc: str) -> datetime:
    return datetime.fromisoformat(utc.rstrip("Z"))
