"""Two shots of one camera, or two tags of one account, too far apart for the time between them."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from evidence_board.analysis.conflict_space import allowed_radius, distance_m, flips, is_point
from evidence_board.analysis.conflict_time import fits_longitude, preferred_time, seconds
from evidence_board.analysis.conflict_words import distance_words, number, point_words, span_words, time_words
from evidence_board.model.conflict_facts import AccountFact, Camera, FileFact, PositionFact, TimeFact
from evidence_board.model.observations import Conflict, Remedy
from evidence_board.model.phrases import Phrase

__all__ = ["account_speed", "camera_speed", "shots_by_camera"]

#: Airliners cruise at about 900 km/h, and from shot to shot on the ground it is less; in metres a second.
LIMIT_M_S = 1_000_000 / 3600
#: Nearer than this, beyond both radii, a wrong minute explains it: 50 km is three minutes at the limit.
_LEAST_M = 50_000.0
#: Without a zone the clock may have been set anew at a border: then the two must be this far apart ...
_LEAST_WITHOUT_ZONE_M = 100_000.0
#: ... and where the longitude differs by half an hour of sun time or more, the clock may have followed it.
_SAME_CLOCK_DEG = 7.5
#: Where so large a share of the ways between shots is impossible, one model means several cameras.
_SEVERAL_SHARE, _SEVERAL_WAYS = 0.25, 8
#: A turned sign is named where it brings two shots this near.
_TOGETHER_M = 100_000.0


class Shot(NamedTuple):
    """One moment at one place.

    Attributes:
        at: seconds since 1970; UTC where ``in_utc``, else as the clock showed it.
        grain: how long the moment may last.
        time: as it was written, or seconds since 1970 in UTC.
        files: ids of the files of a post.
        local: what the camera's clock showed, where it names no zone.
    """

    row_id: str
    ref: str
    at: float
    in_utc: bool
    grain: float
    position: PositionFact
    time: TimeFact | float
    files: tuple[str, ...] = ()
    local: str = ""

    @property
    def written(self) -> Phrase:
        """The time in words."""
        return time_words(self.time) if isinstance(self.time, TimeFact) else time_words(self.time, zone="UTC")


def shots_by_camera(files: Iterable[FileFact]) -> dict[tuple[Camera, str], list[Shot]]:
    """Return the shots with a time and a position by camera, and without a serial number by who posted them."""
    found: dict[tuple[Camera, str], list[Shot]] = {}
    for file in files:
        make, model, serial = file.camera
        if not model and not serial:
            continue
        shot = _shot(file)
        if shot is not None:
            owner = "" if serial else file.account_id or ""
            found.setdefault(((make, model, serial), owner), []).append(shot)
    return found


def _shot(file: FileFact) -> Shot | None:
    position = next((one for one in file.positions if one.preferred and one.role == "camera"), None)
    if position is None or not is_point(position.latitude, position.longitude):
        return None
    if position.source.startswith("device") and position.stamp_utc and "T" in position.stamp_utc:
        # The time of the fix is that of the position, and its zone is certain.
        at = seconds(position.stamp_utc)
        if at is not None:
            wrote = preferred_time(file)
            local = wrote.local if wrote is not None and wrote.utc is None and len(wrote.local) > 10 else ""
            return Shot(file.id, file.ref, at, True, 1.0, position, at, local=local)
    time = preferred_time(file)
    if time is None or time.approximate or time.precision not in ("second", "minute"):
        return None
    at = seconds(time.utc)
    known = at is not None
    if at is None:
        at = seconds(time.local)
    if at is None:
        return None
    grain = 60.0 if time.precision == "minute" else 1.0
    return Shot(file.id, file.ref, at, known, grain, position, time)


def camera_speed(camera: Camera, shots: Sequence[Shot]) -> list[Conflict]:
    """Return the conflicts between shots that follow each other on one camera, shown at the odd one of the two."""
    make, model, serial = camera
    name = model if make and model.lower().startswith(make.lower()) else f"{make} {model}".strip()
    ways = _impossible(shots)
    steps = len(shots) - 1
    if not serial and steps >= _SEVERAL_WAYS and len(ways) > _SEVERAL_SHARE * steps:
        return []
    found = []
    for first, second in ways:
        odd, other = _odd_one(first, second, shots)
        turned = _turned(odd, other)
        if turned is not None:
            found.append(turned)
            continue
        what = "{distance} in {span} with one camera, {name}"
        meaning = Phrase("Its clock may have been set in between, or one of the positions is wrong.")
        if not serial:
            what = "{distance} in {span} with one model of camera, {name}"
            meaning = Phrase(
                "It may be two cameras of one model: the files name no serial number. Else a clock or a position is"
                " wrong."
            )
        found.append(
            _conflict(
                first,
                second,
                code="speed_camera",
                kind="item",
                row_id=odd.row_id,
                others=(other.row_id,),
                what=what,
                name=f"{name} {serial}".strip(),
                meaning=meaning,
                remedies=(
                    Remedy("show_file", Phrase("Show {ref}", ref=other.ref), target=other.row_id),
                    Remedy("keep", Phrase("Keep both")),
                    Remedy("show_time", "Change date", target=odd.row_id),
                ),
            )
        )
    return found


def account_speed(account: AccountFact) -> list[Conflict]:
    """Return the conflicts between tags of posts that follow each other, shown at the account."""
    shots = []
    for post in account.posts:
        when = post.posted
        position = post.tag
        at = seconds(when.utc) if when is not None else None
        if when is None or position is None or at is None or when.precision not in ("second", "minute"):
            continue
        if position.level == "refuted" or not is_point(position.latitude, position.longitude):
            continue
        grain = 60.0 if when.precision == "minute" else 1.0
        shots.append(Shot(post.id, post.ref, at, True, grain, position, when, post.files))
    return [
        _conflict(
            first,
            second,
            code="speed_account",
            kind="account",
            row_id=account.id,
            others=(first.row_id, second.row_id),
            also=tuple(dict.fromkeys((first.row_id, second.row_id, *first.files, *second.files))),
            what="{distance} in {span} with one account, {name}",
            name=account.handle,
            meaning=Phrase(
                "Tags are often set later, or name where a story is from; several people may use one account."
            ),
            remedies=(
                Remedy("show_file", Phrase("Show {ref}", ref=second.ref), target=second.row_id),
                Remedy("keep", Phrase("Keep both")),
            ),
        )
        for first, second in _impossible(shots)
    ]


def _impossible(shots: Sequence[Shot]) -> list[tuple[Shot, Shot]]:
    """Return the pairs that follow each other too fast; shots with a zone and without are two clocks."""
    found = []
    for in_utc in (True, False):
        row = sorted((one for one in shots if one.in_utc is in_utc), key=lambda one: (one.at, one.row_id))
        found += [pair for pair in pairwise(row) if _too_fast(*pair)]
    return found


def _too_fast(first: Shot, second: Shot) -> bool:
    one, other = first.position, second.position
    # Most shots of a camera are near each other: a cheap test first, a degree is at most 111.7 km.
    if abs(one.latitude - other.latitude) < 0.3 and abs(one.longitude - other.longitude) < 0.3:
        return False
    return _speed(first, second) > LIMIT_M_S


def _speed(first: Shot, second: Shot) -> float:
    """Return the least speed that the two shots need, in metres a second; 0 where they are near enough."""
    one, other = first.position, second.position
    near, far = allowed_radius(one), allowed_radius(other)
    if near is None or far is None:
        return 0.0
    away = distance_m(one.latitude, one.longitude, other.latitude, other.longitude) - near - far
    if away < (_LEAST_M if first.in_utc else _LEAST_WITHOUT_ZONE_M):
        return 0.0
    between = second.at - first.at + max(first.grain, second.grain)
    if not first.in_utc:
        turn = abs(one.longitude - other.longitude)
        turn = min(turn, 360.0 - turn)
        if turn >= _SAME_CLOCK_DEG:
            between += turn * 240.0 + 3600.0
    return away / max(between, 1.0)


def _odd_one(first: Shot, second: Shot, shots: Sequence[Shot]) -> tuple[Shot, Shot]:
    """Return the shot that is further from where the camera mostly was, then the other; the later one where both are.

    The median of both coordinates is where it mostly was; a few odd shots do not move it.
    """
    if len(shots) < 3:
        return second, first
    latitude = sorted(one.position.latitude for one in shots)[len(shots) // 2]
    longitude = sorted(one.position.longitude for one in shots)[len(shots) // 2]
    away = (distance_m(one.position.latitude, one.position.longitude, latitude, longitude) for one in (first, second))
    return (first, second) if next(away) > next(away) else (second, first)


def _clock_fits(shot: Shot) -> bool:
    local = seconds(shot.local)
    return local is None or fits_longitude(local - shot.at, shot.position.longitude, slack_s=600.0)


def _turned(odd: Shot, other: Shot) -> Conflict | None:
    """Return the conflict of a shot that would be near the other once a sign of it is turned."""
    pairs = ((odd, other), (other, odd))
    # Whose clock does not fit its longitude is the one whose sign is turned.
    for wrong, right in sorted(pairs, key=lambda pair: _clock_fits(pair[0])):
        if not wrong.position.source.startswith("device"):
            continue
        near = right.position
        for words, latitude, longitude in flips(wrong.position.latitude, wrong.position.longitude):
            if distance_m(latitude, longitude, near.latitude, near.longitude) <= _TOGETHER_M:
                values = (
                    (Phrase("GPS"), point_words(wrong.position.latitude, wrong.position.longitude)),
                    (
                        right.ref,
                        Phrase("{point}, {time}", point=point_words(near.latitude, near.longitude), time=right.written),
                    ),
                    (Phrase("Turned"), point_words(latitude, longitude)),
                )
                return Conflict(
                    code="position_flipped",
                    subject=f"{wrong.row_id} {wrong.position.id} among the shots",
                    kind="item",
                    row_id=wrong.row_id,
                    others=(right.row_id,),
                    points=_points(right, wrong),
                    apart=distance_words(
                        distance_m(near.latitude, near.longitude, wrong.position.latitude, wrong.position.longitude)
                    ),
                    title=Phrase("GPS fits the other shots with {slip}", slip=words),
                    values=values,
                    meaning=Phrase(
                        "Programs lose the letter for west or south, and tables swap their columns. It may be chance."
                    ),
                    remedies=(
                        Remedy(
                            "turn_sign",
                            Phrase("Use the turned position"),
                            target=wrong.position.id,
                            point=(latitude, longitude),
                        ),
                        Remedy("keep", Phrase("Keep both")),
                    ),
                )
    return None


def _conflict(
    first: Shot,
    second: Shot,
    *,
    code: str,
    kind: str,
    row_id: str,
    others: tuple[str, ...],
    what: str,
    name: str,
    meaning: Phrase,
    remedies: tuple[Remedy, ...],
    also: tuple[str, ...] = (),
) -> Conflict:
    one, other = first.position, second.position
    away = distance_m(one.latitude, one.longitude, other.latitude, other.longitude)
    between = second.at - first.at
    speed = _speed(first, second)
    needs = Phrase("no time for it; airliners do about 900 km/h")
    if math.isfinite(speed) and between >= 1:
        needs = Phrase("{n} km/h; airliners do about 900 km/h", n=number(speed * 3.6))
    return Conflict(
        code=code,
        subject=f"{first.row_id} {first.at:.0f} {one.id} {second.row_id} {second.at:.0f} {other.id}",
        kind=kind,
        row_id=row_id,
        others=others,
        also=also,
        points=_points(first, second),
        apart=distance_words(away),
        title=Phrase(what, distance=distance_words(away), span=span_words(between), name=name),
        values=((first.ref, _when_and_where(first)), (second.ref, _when_and_where(second)), (Phrase("Needs"), needs)),
        meaning=meaning,
        remedies=remedies,
    )


def _when_and_where(shot: Shot) -> Phrase:
    at = shot.position
    point = point_words(at.latitude, at.longitude, place=at.place)
    return Phrase("{time}, {point}", time=shot.written, point=point)


def _points(first: Shot, second: Shot) -> tuple[tuple[float, float], ...]:
    one, other = first.position, second.position
    return (one.latitude, one.longitude), (other.latitude, other.longitude)
