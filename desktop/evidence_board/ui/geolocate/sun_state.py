"""`SunState`: the day, the hour and the zone that sun and shadow are reckoned for, and what was found.

One per workspace. The strip below the map, the marks on photo and map and the region on the map all show it, and all
change it here. Reckoning is done behind the window; an answer to an old question is dropped.
"""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_board.case.clock_offsets import read_zone
from evidence_board.geo.moon import MoonAt, moon_at
from evidence_board.geo.shadows import DayBand, MeasuredShadow
from evidence_board.geo.sun import SunAt, sun_at
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import Moment
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.sun_measuring import Measured, measure
from evidence_board.ui.geolocate.sun_reckoning import (
    FIRST_YEAR,
    LAST_YEAR,
    DayQuestion,
    SunPath,
    YearQuestion,
    elapsed_of,
    path_of,
    place_zones,
    start_of,
    year_of,
)

__all__ = ["SunState"]

_NOON = time(12, 0)
#: Places nearer than this keep the same clock; asking for each pixel of a drag would be waste.
_SAME_PLACE_DEG = 0.01
_MINUTE = 60.0
_CLOCK_GRAINS = frozenset({"second", "minute"})


class SunState(QObject):
    """What is asked about the sun at the position of the desk, and what is known of it.

    Attributes:
        desk: the file and its position.
        day: the civil day that is looked at; None while nobody said one.
        day_source: where it comes from: ``taken``, ``posted``, ``chosen`` or empty.
        zone: the zone of the clocks, empty while it is not known.
        zone_source: ``place``, ``file``, ``chosen``, ``none`` (UTC, for want of a place) or empty.
        place_zones: every zone of the place.
        at_s: seconds since the beginning of the day.
        hour_source: where that hour comes from: ``file``, ``chosen``, or empty while nobody said one.
        measured: what the marks say.
        path: the sun over the day and the hours that fit; None while it is not there.
        days: days of the year that fit at this hour; None while nothing is measured or it is not there yet.
        days_at_any_hour: days of the year on which it fits at some hour; None as ``days``.
    """

    changed = Signal()
    moved = Signal()

    def __init__(self, desk: PlacementDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.measured = Measured()
        self._sun: tuple[tuple[float, float], datetime, SunAt] | None = None
        self._begin()
        self._asked: DayQuestion | None = None
        self._year_asked: YearQuestion | None = None
        self._zone_place: tuple[float, float] | None = None
        # The days follow when the hour rests.
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(120)
        self._late.timeout.connect(self._ask_year)
        desk.item_changed.connect(self._item_changed)
        desk.changed.connect(self._desk_changed)
        self._item_changed()

    def _begin(self) -> None:
        self.day: date | None = None
        self.day_source = self.zone = self.zone_source = ""
        self.place_zones: tuple[str, ...] = ()
        self.at_s = 12 * 3600.0
        self.hour_source = ""
        self.path: SunPath | None = None
        self.days: tuple[DayBand, ...] | None = None
        self.days_at_any_hour: tuple[DayBand, ...] | None = None
        self._clock_wanted: time | None = _NOON
        self._asked = self._year_asked = None
        self._zone_place = None

    # -- what is asked ---------------------------------------------------------------------------------

    @property
    def point(self) -> tuple[float, float] | None:
        """The position that it is reckoned for."""
        return self.desk.draft.point

    @property
    def moment(self) -> datetime | None:
        """The time on the slider, with its zone; None while day or zone is not known."""
        if self.day is None or not self.zone:
            return None
        zone = read_zone(self.zone)
        return (start_of(self.day, zone) + timedelta(seconds=self.at_s)).astimezone(zone)

    @property
    def shadow(self) -> MeasuredShadow | None:
        """What was measured in the picture or on the map."""
        return self.measured.shadow

    @property
    def sun(self) -> SunAt | None:
        """The sun at the place and time."""
        point, moment = self.point, self.moment
        if point is None or moment is None:
            return None
        # Strip, slider and map ask for the same one.
        if self._sun is None or self._sun[:2] != (point, moment):
            self._sun = point, moment, sun_at(*point, moment)
        return self._sun[2]

    @property
    def moon(self) -> MoonAt | None:
        """The moon at the place and time."""
        point, moment = self.point, self.moment
        return None if point is None or moment is None else moon_at(*point, moment)

    @property
    def history_zone(self) -> str:
        """The zone whose clocks are told about: the one that is read, or that of the place where only an offset is."""
        return self.zone if "/" in self.zone or not self.place_zones else self.place_zones[0]

    @property
    def is_ready(self) -> bool:
        """Whether what is shown answers what is asked now."""
        return self.path is not None and self.path.question == self._question()

    @property
    def day_length_s(self) -> float:
        """How long the day lasts; 23 or 25 hours where the clocks change."""
        return self.path.length_s if self.path is not None else 86_400.0

    def set_seconds(self, at_s: float) -> None:
        """Look at another time of the day."""
        at_s = min(max(round(at_s / _MINUTE) * _MINUTE, 0.0), self.day_length_s)
        self.hour_source = "chosen"
        if at_s != self.at_s:
            self.at_s = at_s
            self.moved.emit()
            self.desk.repaint_map()
            self._late.start()

    def set_day(self, day: date) -> None:
        """Look at another day, at the same hour of the clock; not at one too far from ours to be reckoned."""
        if day != self.day and FIRST_YEAR <= day.year <= LAST_YEAR:
            self._keep_clock()
            self.day, self.day_source = day, "chosen"
            self._ask()

    def set_zone(self, zone: str) -> None:
        """Read clocks in another zone; the hour of the clock stays.

        Raises:
            KnownError: there is no such zone.
        """
        read_zone(zone)
        if zone != self.zone:
            self._keep_clock()
            self.zone, self.zone_source = zone, "chosen"
            self._ask()

    def _keep_clock(self) -> None:
        moment = self.moment
        self._clock_wanted = moment.time() if moment is not None else self._clock_wanted or _NOON

    # -- the file and its position ---------------------------------------------------------------------

    def _item_changed(self) -> None:
        self._begin()
        item = self.desk.item
        self.measured = Measured()
        if item is not None:
            for source, moment in (("taken", item.captured), ("posted", item.posted)):
                if moment is None or not FIRST_YEAR <= moment.clock.year <= LAST_YEAR:
                    continue
                if moment.grain in ("day", "hour", *_CLOCK_GRAINS):
                    self.day, self.day_source = moment.clock.date(), source
                    if source == "taken":
                        self._take_clock(moment)
                    break
        self._desk_changed()

    def _take_clock(self, moment: Moment) -> None:
        if moment.grain in _CLOCK_GRAINS:
            self._clock_wanted = moment.clock.time().replace(second=0, microsecond=0)
            self.hour_source = "file"
        if moment.zone is not None:
            try:
                read_zone(moment.zone)
            except KnownError:
                return  # a zone that only its source understood; that of the place is taken
            self.zone, self.zone_source = moment.zone, "file"

    def _desk_changed(self) -> None:
        item, placement = self.desk.item, self.desk.placement
        if item is None or placement is None or placement.item_id != item.id:
            self.measured = Measured()
        else:
            aspect = item.width / item.height if item.width and item.height else None
            self.measured = measure(placement.marks, geometry=placement.geometry, draft=self.desk.draft, aspect=aspect)
        self._ask_zone()
        self._ask()

    def _ask_zone(self) -> None:
        point = self.point
        if point is None or (
            self._zone_place is not None
            and max(abs(one - other) for one, other in zip(point, self._zone_place, strict=True)) < _SAME_PLACE_DEG
        ):
            return
        self._zone_place = point
        self.desk.context.jobs.run(
            lambda: place_zones(*point),
            done=lambda found: self._take_zones(point, found),
            failed=self.desk.context.show_error,
        )

    def _take_zones(self, point: tuple[float, float], found: tuple[str, ...]) -> None:
        if point != self._zone_place:
            return
        self.place_zones = found
        if found and self.zone_source in ("", "place", "none") and self.zone not in found:
            moment = self.moment
            if self.zone_source == "none" and self.hour_source == "chosen" and moment is not None:
                # Somebody looked for the place at this very moment.
                there = moment.astimezone(read_zone(found[0]))
                self.day, self._clock_wanted = there.date(), there.time()
            else:
                self._keep_clock()
            self.zone, self.zone_source = found[0], "place"
        self._ask()

    # -- the answers -----------------------------------------------------------------------------------

    def _question(self) -> DayQuestion | None:
        point = self.point
        if point is None or self.day is None or not self.zone:
            return None
        return DayQuestion(*point, self.day, self.zone, self.shadow)

    def _ask(self) -> None:
        if not self.zone and self.point is None:
            self.zone, self.zone_source = "UTC", "none"
        if self._clock_wanted is not None and self.day is not None and self.zone:
            self.at_s = elapsed_of(self.day, self._clock_wanted, read_zone(self.zone))
            self._clock_wanted = None
        question = self._question()
        if question is None:
            self.path = self.days = self.days_at_any_hour = self._asked = None
        elif question != self._asked:
            self._asked = question
            self.desk.context.jobs.run(
                lambda: path_of(question),
                done=lambda found: self._take(question, found),
                failed=self.desk.context.show_error,
            )
            self._late.start()
        self.changed.emit()
        self.desk.repaint()

    def _take(self, question: DayQuestion, found: SunPath) -> None:
        if question == self._asked:
            self.path = found
            if not self.hour_source and found.bands:
                # Nobody said an hour: what fits best is looked at.
                best = max(found.bands, key=lambda band: band.likelihood).best
                self.at_s = round(found.seconds(best) / _MINUTE) * _MINUTE
                self._late.start()
            self.changed.emit()
            self.desk.repaint()

    def _ask_year(self) -> None:
        point, moment, shadow = self.point, self.moment, self.shadow
        if point is None or moment is None or shadow is None:
            if self.days is not None:
                self.days = self.days_at_any_hour = None
                self.changed.emit()
            return
        question = YearQuestion(*point, moment.year, moment.time(), self.zone, shadow)
        if question == self._year_asked:
            return
        self._year_asked = question
        self.desk.context.jobs.run(
            lambda: year_of(question),
            done=lambda found: self._take_year(question, found),
            failed=self.desk.context.show_error,
        )

    def _take_year(self, question: YearQuestion, found: tuple[tuple[DayBand, ...], tuple[DayBand, ...]]) -> None:
        if question == self._year_asked:
            self.days, self.days_at_any_hour = found
            self.changed.emit()
