"""The clock of the camera against the time of the satellites that the same photo carries.

GPS time is UTC and right to the second, but it is the time of the last fix, which phones keep for a while. A camera's
clock shows local time; without a zone it is compared with what clocks can show at that longitude, so that a photo
taken abroad with a rightly set clock is no conflict.
"""

from evidence_board.analysis.conflict_space import is_point
from evidence_board.analysis.conflict_time import (
    camera_time,
    fits_longitude,
    offset_of_zone,
    preferred_time,
    satellite_stamp,
    seconds,
)
from evidence_board.analysis.conflict_words import (
    clock_words,
    distance_words,
    round_up,
    span_words,
    time_words,
    zone_name,
)
from evidence_board.model.conflict_facts import ConflictFacts, FileFact, PositionFact, TimeFact
from evidence_board.model.observations import Conflict, Remedy
from evidence_board.model.phrases import Phrase

__all__ = ["clock_conflicts"]

#: Clocks of cameras drift by a minute or so in a month, and people set them by hand: less than this is usual.
_DRIFT_S = 10 * 60.0
#: A phone indoors keeps its last fix for some minutes; what is older than this may be from somewhere else.
_OLD_FIX_S = 15 * 60.0
#: A difference this near to whole half hours is one of zones, not of an old fix.
_NEAR_HALF_HOUR_S = 2.5 * 60.0
#: Further apart than this the import has said so already (`media.gps`), with both days.
_SAID_AT_IMPORT_S = 48 * 3600.0
#: How fast somebody moves between a fix and a photo, metres a second: 30 km/h, a mean of walking and driving in
#: towns and on country roads with stops.
_PACE_M_S = 30_000 / 3600
#: Longitudes where zones are off by half or quarter hours, in degrees: Newfoundland and Venezuela; Iran to Myanmar;
#: Korea to central Australia and Lord Howe; Marquesas and Chatham.
_HALF_HOURS = ((-75, -50), (43, 103), (123, 143), (155, 162), (-142, -137), (-180, -174))

_KEEP = Remedy("keep", Phrase("Keep both"))


def clock_conflicts(file: FileFact, facts: ConflictFacts) -> list[Conflict]:
    """Compare the camera's clock with the satellites; one conflict at the most."""
    fixed = satellite_stamp(file) if file.positions else None
    written = camera_time(file) if fixed is not None else None
    local = seconds(written.local) if written is not None else None
    if written is None or fixed is None or local is None:
        return []
    position, stamp = fixed
    # Where a person says it was taken counts for what clocks show there, not a sign that the file has wrong.
    placed = next((one for one in file.positions if one.preferred and one.role == "camera"), position)
    if placed.chosen_by == "person" and is_point(placed.latitude, placed.longitude):
        position = position._replace(latitude=placed.latitude, longitude=placed.longitude)
    known = seconds(written.utc)
    if known is not None:
        late = known - stamp
        if _said(file, late):
            return []
        if _is_old_fix(late):
            return [_old_fix(file, written, position, stamp, late)]
        offset: float | None = local - known
        if abs(late) <= _DRIFT_S or (late > 0 and late <= _OLD_FIX_S):
            return []
        return [_clock(file, written, position, stamp, late=late, offset=offset, zone=written.zone or "+00:00")]
    shown = local - stamp
    if _said(file, shown):
        return []
    if fits_longitude(shown, position.longitude, slack_s=_DRIFT_S):
        rest = shown % 3600.0
        odd = any(low <= position.longitude <= high for low, high in _HALF_HOURS)
        # Near the full hour before, the clock may as well be some minutes behind.
        if not odd and _is_old_fix(rest) and rest < 3600.0 - _DRIFT_S:
            return [_old_fix(file, written, position, stamp, rest)]
        return []
    zone = _zone_there(file, facts, position, stamp)
    there = offset_of_zone(zone, stamp)
    sure = there is not None
    if there is None:
        there, zone = round(position.longitude / 15.0) * 3600.0, None
    return [_clock(file, written, position, stamp, late=shown - there, offset=there, zone=zone, sure=sure)]


def _said(file: FileFact, late: float) -> bool:
    return abs(late) > _SAID_AT_IMPORT_S and "gps_unlikely" in file.problems


def _is_old_fix(late: float) -> bool:
    if not _OLD_FIX_S < late < 86_400.0:
        return False
    away = abs(late - 1_800.0 * round(late / 1_800.0))
    return away > _NEAR_HALF_HOUR_S


def _clock(
    file: FileFact,
    written: TimeFact,
    position: PositionFact,
    stamp: float,
    *,
    late: float,
    offset: float | None,
    zone: str | None,
    sure: bool = True,
) -> Conflict:
    """Say how far the clock is off; ``late`` is how many seconds it shows more than it should."""
    words = {
        (True, True): "Camera clock is {span} ahead of GPS time",
        (True, False): "Camera clock is {span} behind GPS time",
        (False, True): "Camera clock is about {span} ahead of GPS time",
        (False, False): "Camera clock is about {span} behind GPS time",
    }[sure, late > 0]
    gps = time_words(stamp + (offset or 0.0), zone=zone_name(zone)) if zone else time_words(stamp, zone="UTC")
    meaning = "Perhaps the clock was set by hand or for another zone; its battery was changed."
    if written.utc is None and fits_longitude(late + (offset or 0.0), -position.longitude, slack_s=_DRIFT_S):
        meaning = "Perhaps the longitude has the wrong sign; the clock was set by hand or for another zone."
    utc = written.utc is None and abs((seconds(written.local) or 0.0) - stamp) < _DRIFT_S
    if utc:
        meaning = "Perhaps the clock shows UTC; the clock was set by hand or for another zone; its battery was changed."
    elif late > 0 and "longitude" not in meaning:
        meaning = (
            "Perhaps the clock was set by hand or for another zone; its battery was changed; the position was fixed"
            " earlier than the photo."
        )
    remedies = [Remedy("use_gps_time", Phrase("Use GPS time"), target=position.id, zone=zone), _KEEP]
    if any(file.camera):
        # Without a zone the corrected clock can only show UTC.
        local = seconds(written.local) or 0.0
        target = stamp + (offset or 0.0) if zone else stamp
        whole = Phrase("Correct camera clock")
        remedies.insert(1, Remedy("correct_clock", whole, value=target - local, zone=zone or "+00:00"))
    chosen = preferred_time(file)
    agreed = seconds(chosen.utc) if chosen is not None and chosen.id != written.id else None
    settled = agreed is not None and abs(agreed - stamp) <= _OLD_FIX_S
    return Conflict(
        code="clock_gps",
        subject=f"{file.id} {written.local}{written.zone or ''} {position.id} {position.stamp_utc}",
        kind="item",
        row_id=file.id,
        title=Phrase(words, span=span_words(late)),
        values=((Phrase("Camera"), time_words(written)), (Phrase("GPS"), gps)),
        meaning=Phrase(meaning),
        state="corrected" if settled else "open",
        note=Phrase("The time that counts agrees with GPS.") if settled else "",
        remedies=tuple(remedies),
    )


def _old_fix(file: FileFact, written: TimeFact, position: PositionFact, stamp: float, late: float) -> Conflict:
    local = seconds(written.local) or 0.0
    radius = round_up(max(late * _PACE_M_S, 1_000.0))
    km = distance_words(radius)
    wide = position.radius_m is not None and position.radius_m >= radius * 0.99
    return Conflict(
        code="fix_older",
        subject=f"{file.id} {written.local} {position.id} {position.stamp_utc}",
        kind="item",
        row_id=file.id,
        title=Phrase("GPS fix is older than the photo"),
        values=(
            (
                Phrase("Fix made"),
                Phrase("{clock}, {span} before", clock=clock_words(local - late), span=span_words(late)),
            ),
            (Phrase("So it is"), Phrase("perhaps {distance} off, at 30 km/h", distance=km)),
        ),
        meaning=Phrase(
            "The phone kept its last fix, as it does indoors; or its clock is off. Where the camera stood in between is"
            " not known."
        ),
        state="corrected" if wide else "open",
        note=Phrase("The position counts as that far off already.") if wide else "",
        remedies=(
            Remedy("widen", Phrase("Widen to {distance}", distance=km), target=position.id, value=radius),
            Remedy("keep", Phrase("Leave")),
        ),
    )


def _zone_there(file: FileFact, facts: ConflictFacts, position: PositionFact, stamp: float) -> str | None:
    """Return a zone that something in the case names and that clocks can show at this longitude, or None."""
    named = [facts.display_zone]
    named += [one.zone for one in file.times if one.zone and one.source != "clock_offset"]
    named += [post.posted.zone for post in file.posts if post.posted is not None]
    for zone in named:
        offset = offset_of_zone(zone, stamp)
        if zone and offset is not None and fits_longitude(offset, position.longitude):
            return zone
    return None
