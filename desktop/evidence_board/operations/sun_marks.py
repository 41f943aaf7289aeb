"""Marks of sun and shadow: where a shadow falls to on the map, a shadow and its object, where light comes from."""

import json
from collections.abc import Mapping, Sequence

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.checked_values import angle, fraction, one_of, optional_point, positive, refused, yes_or_no
from evidence_board.model.placement import SunMarkKind
from evidence_board.operations.placement_rows import (
    bin_rows,
    change_verb,
    check_fields,
    live_row,
    moment_of_video,
    named,
    next_number,
    note_of,
    picture_ref,
)
from evidence_board.session import Session

__all__ = ["add_sun_mark", "remove_sun_marks", "update_sun_mark"]

_WORD = "sun mark"
_POINT = ("latitude", "longitude")
_MOVES = frozenset({"points", *_POINT})
_LENGTHS = ("object_length", "shadow_length", "ratio", "ratio_error")
_EDITABLE = frozenset(
    {*_POINT, *_LENGTHS, "name", "points", "bearing_deg", "bearing_error_deg", "frame_s", "used", "note"}
)
_COLUMNS = (
    *("item_id", "number", "kind", "name", "points", *_POINT, "bearing_deg", "bearing_error_deg"),
    *(*_LENGTHS, "frame_s"),
)
#: Kind -> how many points in the picture it may have: none, or this many.
_COUNTS = {SunMarkKind.MAP_SHADOW: (2, 2), SunMarkKind.OBJECT_SHADOW: (2, 3), SunMarkKind.LIGHT: (2, 2)}
_MARK_WORDS = {
    SunMarkKind.MAP_SHADOW: "a shadow on the map",
    SunMarkKind.OBJECT_SHADOW: "a shadow",
    SunMarkKind.LIGHT: "the light",
}
#: A shadow a thousand times as long as its object is dusk.
_LONGEST_RATIO = 1_000.0


def add_sun_mark(
    session: Session,
    /,
    *,
    item_id: str,
    kind: str,
    points: Sequence[tuple[float, float]] = (),
    latitude: float | None = None,
    longitude: float | None = None,
    bearing_deg: float | None = None,
    bearing_error_deg: float | None = None,
    object_length: float | None = None,
    shadow_length: float | None = None,
    ratio: float | None = None,
    ratio_error: float | None = None,
    name: str = "",
    frame_s: float | None = None,
    note: str = "",
) -> ChangeSet:
    """Mark a shadow or the light. ``result["id"]`` is its row id, ``result["number"]`` its number.

    Args:
        session: the open case.
        item_id: the picture.
        kind: a word of `SunMarkKind`.
        points: fractions of the upright original: foot, top (if seen) and tip of the shadow in this order, or tail and
            head of an arrow.
        latitude: where the object stands, WGS84 degrees; with ``longitude`` or not at all.
        longitude: where the object stands.
        bearing_deg: of a shadow where it falls to, of a light where it comes from, degrees from true north.
        bearing_error_deg: how far off that may be.
        object_length: height of the object, in any unit.
        shadow_length: length of its shadow in the same unit.
        ratio: length of the shadow by height of the object; worked out from the lengths where both are given.
        ratio_error: how far off the ratio may be.
        name: what throws the shadow.
        frame_s: of a video: the moment of the frame in seconds.
        note: free text.

    Raises:
        KnownError: no such picture or kind, a wrong value, or nothing was marked.
    """
    word = one_of(kind, SunMarkKind, "kind of sun mark")
    given = {
        **{"points": points, "latitude": latitude, "longitude": longitude, "bearing_deg": bearing_deg},
        **{"bearing_error_deg": bearing_error_deg, "object_length": object_length, "shadow_length": shadow_length},
        **{"ratio": ratio, "ratio_error": ratio_error, "name": name, "frame_s": frame_s, "note": note},
    }
    with session.gate.transaction("Mark a shadow", action="geotagged") as finished:
        tx = finished.tx
        ref = picture_ref(tx, item_id)
        row: dict[str, object] = {"item_id": item_id, "kind": word.value}
        stored = _checked(tx, row, given)
        number = next_number(tx, "sun_mark", item_id)
        tx.result["id"] = tx.insert("sun_mark", number=number, **row, **stored)
        tx.result["number"] = number
        tx.label = f"Mark {_called(word, ref, number, stored['name'])}"
    return finished.changes


def update_sun_mark(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change anything of a mark but its kind, or leave it out of the reckoning (``used``).

    New lengths give a new ratio unless one is given, too.

    Raises:
        KnownError: an unknown field, a wrong value, or the mark is gone.
    """
    check_fields(values, _EDITABLE, word=_WORD)
    with session.gate.transaction("Edit a sun mark", action="geotagged") as finished:
        tx = finished.tx
        row = live_row(tx, "sun_mark", row_id, _COLUMNS, word=_WORD)
        ref = picture_ref(tx, str(row["item_id"]))
        stored = _checked(tx, row, values)
        called = _called(SunMarkKind(str(row["kind"])), ref, row["number"], stored.get("name", row["name"]))
        tx.label = f"{change_verb(stored, _MOVES)} {called}"
        tx.update("sun_mark", row_id, **stored)
    return finished.changes


def remove_sun_marks(session: Session, /, *, row_ids: Sequence[str]) -> ChangeSet:
    """Take sun marks away, in one step.

    Raises:
        KnownError: one of them is gone already.
    """

    def one(tx: Transaction, row_id: str) -> str:
        row = live_row(tx, "sun_mark", row_id, _COLUMNS, word=_WORD)
        ref = picture_ref(tx, str(row["item_id"]))
        return f"Remove {_called(SunMarkKind(str(row['kind'])), ref, row['number'], row['name'])}"

    return bin_rows(session, table="sun_mark", row_ids=row_ids, many="Remove {} sun marks", one=one)


def _checked(tx: Transaction, row: Mapping[str, object], values: Mapping[str, object]) -> dict[str, object]:
    kind = SunMarkKind(str(row["kind"]))
    stored: dict[str, object] = {}
    if "points" in values:
        stored["points"] = _points_text(kind, values["points"])
    if values.keys() & set(_POINT):
        point = (values.get(name, row.get(name)) for name in _POINT)
        stored.update(zip(_POINT, optional_point(*point, what="place of the object"), strict=True))
    if "bearing_deg" in values:
        stored["bearing_deg"] = angle(values["bearing_deg"], "The direction")
    if "bearing_error_deg" in values:
        stored["bearing_error_deg"] = angle(values["bearing_error_deg"], "The error", least=0, most=180)
    if "object_length" in values:
        stored["object_length"] = positive(values["object_length"], "The height of the object")
    if "shadow_length" in values:
        stored["shadow_length"] = positive(values["shadow_length"], "The length of the shadow", zero=True)
    if "ratio_error" in values:
        stored["ratio_error"] = positive(values["ratio_error"], "The error", zero=True, most=_LONGEST_RATIO)
    if values.keys() & {"object_length", "shadow_length", "ratio"}:
        stored["ratio"] = _ratio(row, stored, values)
    if "name" in values:
        stored["name"] = named(values["name"])
    if "note" in values:
        stored["note"] = note_of(values["note"])
    if "used" in values:
        stored["used"] = yes_or_no(values["used"], "Whether a mark is used")
    if "frame_s" in values:
        stored["frame_s"] = moment_of_video(tx, str(row["item_id"]), values["frame_s"])
    mark = {**row, **stored}
    if mark["points"] == "[]" and mark["bearing_deg"] is None and mark["ratio"] is None:
        raise refused("Nothing was marked.", "Mark it in the picture, or type a direction or a ratio.")
    return stored


def _ratio(row: Mapping[str, object], stored: Mapping[str, object], values: Mapping[str, object]) -> float | None:
    if values.get("ratio") is not None:
        return positive(values["ratio"], "The ratio", zero=True, most=_LONGEST_RATIO)
    height, length = (stored.get(name, row.get(name)) for name in ("object_length", "shadow_length"))
    if height is None or length is None:
        return None
    return positive(float(str(length)) / float(str(height)), "The ratio", zero=True, most=_LONGEST_RATIO)


def _points_text(kind: SunMarkKind, points: object) -> str:
    if not isinstance(points, Sequence) or isinstance(points, str):
        raise refused("The points of a mark are a list.", "Mark it again.")
    least, most = _COUNTS[kind]
    if points and not least <= len(points) <= most:
        raise refused(f"A mark of this kind has no {len(points)} points.", f"Mark {least} to {most} points.")
    found = []
    for point in points:
        if not isinstance(point, Sequence) or isinstance(point, str) or len(point) != 2:
            raise refused("A point of a mark is two numbers.", "Mark it again.")
        found.append([fraction(value, "The point") for value in point])
    if found and found[0] == found[-1]:
        raise refused("The mark has no length.", "Mark two ends that lie apart.")
    return json.dumps(found, separators=(",", ":"))


def _called(kind: SunMarkKind, ref: str, number: object, name: object) -> str:
    said = f"{_MARK_WORDS[kind]} of {ref} ({number})"
    return f"{said}, {name}" if name else said
