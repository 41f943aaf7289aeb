"""What sun and marks say together about the day that is looked at: what fits, and what contradicts itself."""

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from evidence_board.case.clock_offsets import read_zone
from evidence_board.geo.shadows import HourBand
from evidence_board.model.moments import Moment
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.geolocate.sun_words import bands_words, degrees_words, offset_at, sun_words, zone_place_name
from evidence_board.ui.i18n import clock, day_month_year, isolate, tr

__all__ = ["Verdict", "verdict_of"]

_SLACK = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is told beside the day, and what is told below it.

    Attributes:
        fits: ``Fits 15:50 to 17:10``; empty while nothing is measured.
        is_ok: whether an hour of the day fits.
        doubts: what contradicts itself or cannot be told, a sentence each.
    """

    fits: str = ""
    is_ok: bool = False
    doubts: tuple[str, ...] = field(default=())


def verdict_of(state: SunState) -> Verdict:
    """Return what the strip says now."""
    path, moment = state.path, state.moment
    if path is None or moment is None or moment.tzinfo is None or not state.is_ready:
        return Verdict()
    if path.length_s <= 0:
        place = isolate(zone_place_name(path.question.zone))
        return Verdict(doubts=(tr("This day did not exist in {place}: the clocks left it out.", place=place),))
    doubts = [*_zone_doubts(state, moment), *_marks_doubts(state)]
    if state.shadow is None:
        return Verdict(doubts=(*doubts, *_sun_doubts(state)))
    if not path.bands:
        return Verdict(tr("No hour of this day fits"), False, (*doubts, *_why_none(state)))
    fits = tr("Fits {spans}", spans=bands_words(path.bands, moment.tzinfo))
    return Verdict(fits, True, (*doubts, *_sun_doubts(state), *_file_doubts(state, path.bands)))


def _zone_doubts(state: SunState, moment: datetime) -> list[str]:
    """Say when the clock of the file is not that of the place."""
    zone = state.history_zone
    if state.zone_source != "file" or zone == state.zone:
        return []
    there = moment.astimezone(read_zone(zone))
    if there.utcoffset() == moment.utcoffset():
        return []
    return [
        tr(
            "The file says {own}, but clocks in {place} showed {there} then.",
            own=offset_at(moment),
            place=isolate(zone_place_name(zone)),
            there=offset_at(there),
        )
    ]


def _marks_doubts(state: SunState) -> list[str]:
    measured, said = state.measured, []
    if measured.odd_directions is not None:
        one, other, apart = measured.odd_directions
        said.append(
            tr(
                "Marks {one} and {other} contradict each other: their shadows point {n} apart.",
                one=one,
                other=other,
                n=degrees_words(apart),
            )
        )
    if measured.odd_ratios is not None:
        one, other = measured.odd_ratios
        said.append(tr("Marks {one} and {other} contradict each other: their lengths differ.", one=one, other=other))
    for reading in measured.readings:
        if not reading.mark.used or not reading.wants:
            continue
        number = reading.mark.number
        if reading.wants == "heading":
            said.append(tr("Mark {n}: where the photo looks is not known, so it gives no direction.", n=number))
        elif reading.wants == "view":
            said.append(tr("Mark {n}: the field of view is not known; 35° to 75° are reckoned with.", n=number))
        elif reading.is_plain:
            said.append(
                tr(
                    "Mark {n}: without a horizon (H) its length counts as it lies in the picture, right only for a "
                    "shadow across the view.",
                    n=number,
                )
            )
    return said


def _sun_doubts(state: SunState) -> list[str]:
    sun = state.sun
    words = sun_words(sun) if sun is not None else ""
    return [words] if words else []


def _why_none(state: SunState) -> list[str]:
    """Say what no hour of the day can give, as far as one measure alone shows it."""
    path, shadow = state.path, state.shadow
    if path is None or shadow is None:
        return []
    day = day_month_year(path.question.day)
    highest = max(path.elevations)
    if highest < 3.0:
        return [
            tr(
                "On {day} the sun rises to {n} at most: too low to measure by.",
                day=day,
                n=degrees_words(highest, decimals=1),
            )
        ]
    if shadow.ratio is not None:
        shortest = 1.0 / math.tan(math.radians(min(highest, 89.9)))
        if shadow.ratio * (1 + shadow.ratio_error) < shortest:
            return [
                tr(
                    "The shadow is {ratio} times as long as its object is high; on {day} none is shorter than "
                    "{shortest} here. Another day, another place, or ground that is not level.",
                    ratio=f"{shadow.ratio:.2f}",
                    day=day,
                    shortest=f"{shortest:.2f}",
                )
            ]
    if shadow.direction_deg is not None and shadow.ratio is not None:
        return [tr("Direction and length of the shadow contradict each other here on {day}.", day=day)]
    if shadow.direction_deg is not None:
        return [
            tr(
                "On {day} the sun never stands where a shadow towards {n} needs it. Check where the photo looks, the "
                "place and the day.",
                day=day,
                n=degrees_words(shadow.direction_deg),
            )
        ]
    return [tr("Check the marks, the place and the day.")]


def _file_doubts(state: SunState, bands: tuple[HourBand, ...]) -> list[str]:
    """Say when the time that the file has is not among those that fit."""
    item = state.desk.item
    taken = item.captured if item is not None else None
    if taken is None or state.day is None or taken.clock.date() != state.day:
        return []
    span = _span_of(taken)
    if span is None or any(one.start - _SLACK <= span[1] and span[0] <= one.end + _SLACK for one in bands):
        return []
    return [tr("The time of the file, {time}, does not fit.", time=clock(taken.clock))]


def _span_of(taken: Moment) -> tuple[datetime, datetime] | None:
    if taken.utc is None or taken.grain not in ("second", "minute"):
        return None
    first = datetime.fromisoformat(taken.utc).astimezone(UTC)
    last = datetime.fromisoformat(taken.until_utc).astimezone(UTC) if taken.until_utc else first
    return first, last
