"""Positions of one file further apart than their radii allow, and positions that look like slips of writing."""

import math
from collections.abc import Iterator

from evidence_board.analysis.conflict_space import allowed_radius, distance_m, flips, is_point
from evidence_board.analysis.conflict_words import (
    distance_words,
    point_words,
    position_in_sentence,
    position_name,
    round_up,
)
from evidence_board.model.conflict_facts import AnswerFact, ConflictFacts, FileFact, PositionFact
from evidence_board.model.observations import Conflict, Remedy
from evidence_board.model.phrases import Phrase

__all__ = ["place_conflicts"]

#: A turned sign is worth naming where it brings two positions this near, beside what their radii allow.
_TOGETHER_M = 10_000.0
#: Source words of the place that a file is linked to.
_LINKED = "taken at"
_CHOSEN = Phrase("A person chose which position counts.")


def place_conflicts(file: FileFact, facts: ConflictFacts) -> list[Conflict]:
    """Compare the position that counts with all others of the file, and look at each by itself."""
    points = [_measured(one) for one in file.positions if is_point(one.latitude, one.longitude)]
    found = [one for position in points for one in _by_itself(file, position)]
    sound = [one for one in points if one.level != "refuted" and not _is_zero(one)]
    if file.place is not None and is_point(file.place.latitude, file.place.longitude):
        place = file.place
        linked = PositionFact(place.link_id, "camera", _LINKED, place.latitude, place.longitude, place.radius_m)
        sound.append(_measured(linked._replace(place=place.name)))
    if len(sound) < 2:
        return found
    anchor = _anchor(sound)
    for other in sound:
        if other is not anchor and (noticed := _apart(file, anchor, other, facts.answers)) is not None:
            found.append(noticed)
    return found


def _measured(position: PositionFact) -> PositionFact:
    """Return a position without a radius that is no number of metres."""
    radius = position.radius_m
    return position if radius is None or math.isfinite(radius) else position._replace(radius_m=None)


def _anchor(points: list[PositionFact]) -> PositionFact:
    """Return what the others are compared with: the position of the camera that counts, else the camera's own."""
    ranked = sorted(
        points,
        key=lambda one: (
            not (one.preferred and one.role == "camera"),
            not one.source.startswith("device"),
            one.source == _LINKED,
        ),
    )
    return ranked[0]


def _is_zero(position: PositionFact) -> bool:
    return abs(position.latitude) < 1e-6 and abs(position.longitude) < 1e-6


def _by_itself(file: FileFact, position: PositionFact) -> Iterator[Conflict]:
    """Notice 0, 0 and equal numbers; of what cameras write the import has said it already."""
    if position.source.startswith("device") or position.level == "refuted":
        return
    name = position_name(position)
    if _is_zero(position):
        code, title = "position_zero", Phrase("{who} is 0, 0", who=name)
        meaning = Phrase("Programs write this where they have no position; it is a point in the sea off Africa.")
    elif position.latitude == position.longitude:
        code, title = "position_same_numbers", Phrase("{who} has the same number twice", who=name)
        meaning = Phrase("One number may have been copied into both fields. Such points do exist.")
    else:
        return
    yield Conflict(
        code=code,
        subject=f"{file.id} {position.id}",
        kind="item",
        row_id=file.id,
        title=title,
        values=((name, point_words(position.latitude, position.longitude, position.radius_m)),),
        meaning=meaning,
        remedies=(
            Remedy("show_place", Phrase("Place elsewhere"), target=file.id),
            Remedy("keep", Phrase("It is there")),
        ),
    )


def _apart(file: FileFact, anchor: PositionFact, other: PositionFact, answers: object) -> Conflict | None:
    near, far = allowed_radius(anchor), allowed_radius(other)
    if near is None or far is None:
        return None
    distance = distance_m(anchor.latitude, anchor.longitude, other.latitude, other.longitude)
    subject = _subject(file, anchor, other)
    if distance <= near + far:
        return _settled(file, anchor, other, distance, subject, answers)
    turned = _turned(anchor, other, near + far)
    if turned is not None:
        return _flipped(file, anchor, other, *turned)
    # Who places a file by hand has seen what the camera wrote; what a platform says is a claim of its own.
    seen = other.source == "analyst" or other.source.startswith("device")
    chosen = seen and anchor.chosen_by == "person" and anchor.preferred and anchor.role == other.role
    # Of the two it is the vaguer that can well be wider.
    vague = other if far >= near or anchor.source.startswith("device") else anchor
    # "Keep both" stands beside the first action; the rest is in the menu.
    remedies = [Remedy("keep", Phrase("Keep both"))]
    if vague.source != _LINKED:
        radius = round_up(distance - (near if vague is other else far))
        after = _subject(file, anchor, other, widened=vague.id, radius_m=radius)
        words = Phrase("Widen to {distance}", distance=distance_words(radius))
        remedies.append(Remedy("widen", words, target=vague.id, value=radius, subject=after))
    if other.source != _LINKED and other.role in ("camera", "post_tag"):
        name = Phrase("the one placed by hand") if other.source == "analyst" else position_in_sentence(other)
        remedies.insert(0, Remedy("prefer_position", Phrase("Prefer {which}", which=name), target=other.id))
    elif len(remedies) > 1:
        remedies.reverse()
    return Conflict(
        code="place_apart" if other.source == _LINKED else "positions_apart",
        subject=subject,
        kind="item",
        row_id=file.id,
        points=_points(anchor, other),
        apart=distance_words(distance),
        title=_apart_words(anchor, other, distance),
        values=tuple(
            (_label(one), point_words(one.latitude, one.longitude, one.radius_m, place=one.place))
            for one in (anchor, other)
        ),
        meaning=Phrase(
            "Tags name a town or the place of a story, also later; phones keep an old fix; one may be of another"
            " picture."
        ),
        state="corrected" if chosen else "open",
        note=_CHOSEN if chosen else "",
        remedies=tuple(remedies),
    )


def _settled(
    file: FileFact, anchor: PositionFact, other: PositionFact, distance: float, subject: str, answers: object
) -> Conflict | None:
    """Return the settled line of two positions that somebody made wide enough."""
    if not isinstance(answers, dict) or not isinstance(answers.get(("positions_apart", subject)), AnswerFact):
        return None
    return Conflict(
        code="positions_apart",
        subject=subject,
        kind="item",
        row_id=file.id,
        points=_points(anchor, other),
        apart=distance_words(distance),
        title=_apart_words(anchor, other, distance),
        values=tuple(
            (_label(one), point_words(one.latitude, one.longitude, one.radius_m, place=one.place))
            for one in (anchor, other)
        ),
        meaning=Phrase("Their radii reach each other."),
        state="corrected",
    )


def _turned(
    anchor: PositionFact, other: PositionFact, reach: float
) -> tuple[PositionFact, Phrase, tuple[float, float]] | None:
    """Return which position fits the other once a sign is turned, in words, and the point it would be."""
    pairs = ((other, anchor), (anchor, other))
    # Programs that write files lose letters more often than platforms do.
    for one, fixed in sorted(pairs, key=lambda pair: not pair[0].source.startswith("device")):
        if one.source == "analyst" or one.source == _LINKED:
            continue
        for words, latitude, longitude in flips(one.latitude, one.longitude):
            if distance_m(latitude, longitude, fixed.latitude, fixed.longitude) <= reach + _TOGETHER_M:
                return one, words, (latitude, longitude)
    return None


def _flipped(
    file: FileFact,
    anchor: PositionFact,
    other: PositionFact,
    wrong: PositionFact,
    words: Phrase,
    point: tuple[float, float],
) -> Conflict:
    fixed = other if wrong is anchor else anchor
    chosen = wrong is other and anchor.chosen_by == "person" and anchor.preferred and anchor.role == other.role
    remedies = (
        Remedy("turn_sign", Phrase("Use the turned position"), target=wrong.id, point=point),
        Remedy("keep", Phrase("Keep both")),
    )
    return Conflict(
        code="position_flipped",
        subject=_subject(file, anchor, other),
        kind="item",
        row_id=file.id,
        points=_points(anchor, other),
        apart=distance_words(distance_m(anchor.latitude, anchor.longitude, other.latitude, other.longitude)),
        title=Phrase("{who} fits with {slip}", who=_said(wrong), slip=words),
        values=(
            (_label(wrong), point_words(wrong.latitude, wrong.longitude, wrong.radius_m)),
            (_label(fixed), point_words(fixed.latitude, fixed.longitude, fixed.radius_m, place=fixed.place)),
            (Phrase("Turned"), point_words(*point)),
        ),
        meaning=Phrase("Programs lose the letter for west or south, and tables swap their columns. It may be chance."),
        state="corrected" if chosen else "open",
        note=_CHOSEN if chosen else "",
        remedies=remedies,
    )


def _subject(
    file: FileFact, anchor: PositionFact, other: PositionFact, *, widened: str = "", radius_m: float = 0.0
) -> str:
    """Return what an answer is kept under; coordinates of a row never change, its radius may."""
    first, second = sorted((anchor, other), key=lambda one: one.id)
    parts = (f"{one.id}±{round(radius_m if one.id == widened else one.radius_m or 0)}" for one in (first, second))
    return f"{file.id} {' '.join(parts)}"


def _apart_words(anchor: PositionFact, other: PositionFact, distance: float) -> Phrase:
    base = Phrase("the place") if anchor.source == _LINKED else position_in_sentence(anchor)
    return Phrase("{who} is {distance} from {base}", who=_said(other), distance=distance_words(distance), base=base)


def _said(position: PositionFact) -> Phrase:
    return Phrase("Place") if position.source == _LINKED else position_name(position)


def _label(position: PositionFact) -> Phrase:
    """Return who says where, as short as the label of a value is."""
    return Phrase("By hand") if position.source == "analyst" and position.role == "camera" else _said(position)


def _points(anchor: PositionFact, other: PositionFact) -> tuple[tuple[float, float], ...]:
    return (anchor.latitude, anchor.longitude), (other.latitude, other.longitude)
