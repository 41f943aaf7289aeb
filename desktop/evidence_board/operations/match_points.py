"""Matching points: a feature of a picture, its twin in a reference picture, its place on the map."""

from collections.abc import Mapping, Sequence

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.checked_values import fraction, optional_point, refused, yes_or_no
from evidence_board.operations.placement_rows import (
    bin_rows,
    check_fields,
    live_row,
    moment_of_video,
    named,
    next_number,
    note_of,
    picture_ref,
    put_in_order,
)
from evidence_board.session import Session

__all__ = ["add_match_point", "number_match_points", "remove_match_points", "update_match_point"]

_WORD = "matching point"
_PICTURE = ("x", "y", "frame_s")
_REFERENCE = ("reference_item_id", "reference_x", "reference_y", "reference_frame_s")
_MAP = ("latitude", "longitude")
_EDITABLE = frozenset({*_PICTURE, *_REFERENCE, *_MAP, "name", "used", "note"})
_COLUMNS = ("item_id", "number", "name", *_PICTURE, *_REFERENCE, *_MAP)


def add_match_point(
    session: Session,
    /,
    *,
    item_id: str,
    x: float,
    y: float,
    name: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    reference_item_id: str | None = None,
    reference_x: float | None = None,
    reference_y: float | None = None,
    frame_s: float | None = None,
    reference_frame_s: float | None = None,
    note: str = "",
) -> ChangeSet:
    """Number a feature of a picture. ``result["id"]`` is its row id, ``result["number"]`` its number.

    Args:
        session: the open case.
        item_id: the picture.
        x: fraction of the width of the upright original, from the left.
        y: fraction of its height, from the top.
        name: what it is.
        latitude: of its place on the map, WGS84 degrees; with ``longitude`` or not at all.
        longitude: of its place on the map.
        reference_item_id: a reference picture that shows it too.
        reference_x: where in that, as ``x``.
        reference_y: where in that, as ``y``.
        frame_s: of a video: the moment of the frame in seconds.
        reference_frame_s: of a reference video.
        note: free text.

    Raises:
        KnownError: no such picture, half a point, or a point outside the picture or the Earth.
    """
    given = {
        **{"x": x, "y": y, "name": name, "latitude": latitude, "longitude": longitude, "note": note},
        **{"reference_item_id": reference_item_id, "reference_x": reference_x, "reference_y": reference_y},
        **{"frame_s": frame_s, "reference_frame_s": reference_frame_s},
    }
    with session.gate.transaction("Match a point", action="geotagged") as finished:
        tx = finished.tx
        ref = picture_ref(tx, item_id)
        stored = _checked(tx, {"item_id": item_id}, given)
        number = next_number(tx, "match_point", item_id)
        tx.result["id"] = tx.insert("match_point", item_id=item_id, number=number, **stored)
        tx.result["number"] = number
        tx.label = f"Match {_called(number, ref, stored['name'])}"
    return finished.changes


def update_match_point(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Move a point in either picture or on the map, name it, or leave it out of the solving.

    Fields as of `add_match_point`, and ``used``. A twin goes with ``reference_item_id=None``, a place on the map with
    ``latitude=None, longitude=None``.

    Raises:
        KnownError: an unknown field, a wrong value, or the point is gone.
    """
    check_fields(values, _EDITABLE, word=_WORD)
    with session.gate.transaction("Edit a matching point", action="geotagged") as finished:
        tx = finished.tx
        row = live_row(tx, "match_point", row_id, _COLUMNS, word=_WORD)
        stored = _checked(tx, row, values)
        ref = picture_ref(tx, str(row["item_id"]))
        name = stored.get("name", row["name"])
        tx.label = _edit_words(_called(row["number"], ref, name), row, stored)
        tx.update("match_point", row_id, **stored)
    return finished.changes


def number_match_points(session: Session, /, *, item_id: str, row_ids: Sequence[str]) -> ChangeSet:
    """Number the points of a picture anew from 1, in the order given; points left out follow in their old order.

    Raises:
        KnownError: one of them is not of this picture.
    """
    with session.gate.transaction("Number matching points", action="geotagged") as finished:
        tx = finished.tx
        ref = picture_ref(tx, item_id)
        sql = "SELECT id, number FROM match_point WHERE item_id = ? AND deleted_at IS NULL ORDER BY number, id"
        before = {str(row[0]): int(row[1]) for row in tx.connection.execute(sql, (item_id,)).fetchall()}
        if not set(row_ids) <= before.keys():
            raise refused(f"One of these points is not of {ref}.", "Choose points of one picture.")
        put_in_order(tx, "match_point", row_ids, before, column="number")
        tx.label = f"Order the points of {ref}"
    return finished.changes


def remove_match_points(session: Session, /, *, row_ids: Sequence[str]) -> ChangeSet:
    """Take matching points away, in one step.

    Raises:
        KnownError: one of them is gone already.
    """

    def one(tx: Transaction, row_id: str) -> str:
        row = live_row(tx, "match_point", row_id, _COLUMNS, word=_WORD)
        return f"Remove {_called(row['number'], picture_ref(tx, str(row['item_id'])), row['name'])}"

    return bin_rows(session, table="match_point", row_ids=row_ids, many="Remove {} matching points", one=one)


def _checked(tx: Transaction, row: Mapping[str, object], values: Mapping[str, object]) -> dict[str, object]:
    item_id = str(row["item_id"])
    stored: dict[str, object] = {}
    for name in ("x", "y"):
        if name in values:
            stored[name] = fraction(values[name], "The point")
    if "name" in values:
        stored["name"] = named(values["name"])
    if "note" in values:
        stored["note"] = note_of(values["note"])
    if "used" in values:
        stored["used"] = yes_or_no(values["used"], "Whether a point is used")
    if "frame_s" in values:
        stored["frame_s"] = moment_of_video(tx, item_id, values["frame_s"])
    if values.keys() & set(_MAP):
        point = (values.get(name, row.get(name)) for name in _MAP)
        stored.update(zip(_MAP, optional_point(*point, what="place on the map"), strict=True))
    if values.keys() & set(_REFERENCE):
        stored.update(_twin(tx, item_id, {name: values.get(name, row.get(name)) for name in _REFERENCE}))
    return stored


def _twin(tx: Transaction, item_id: str, values: Mapping[str, object]) -> dict[str, object]:
    other, x, y, seconds = (values[name] for name in _REFERENCE)
    if other is None:
        return dict.fromkeys(_REFERENCE)
    if other == item_id and seconds is None:
        raise refused("A picture is no reference for itself.", "Choose another picture.")
    ref = picture_ref(tx, str(other))
    if x is None or y is None:
        raise refused(f"Where the point is in {ref} is missing.", "Set it on the reference picture.")
    return {
        "reference_item_id": str(other),
        "reference_x": fraction(x, "The point"),
        "reference_y": fraction(y, "The point"),
        "reference_frame_s": moment_of_video(tx, str(other), seconds),
    }


def _called(number: object, ref: str, name: object) -> str:
    return f"point {number} of {ref}, {name}" if name else f"point {number} of {ref}"


def _edit_words(called: str, row: Mapping[str, object], stored: Mapping[str, object]) -> str:
    changed = {name for name, value in stored.items() if name not in row or row[name] != value}
    if changed and changed <= set(_MAP):
        if stored["latitude"] is None:
            return f"Take {called} off the map"
        return f"{'Place' if row['latitude'] is None else 'Move'} {called} on the map"
    if changed and changed <= set(_REFERENCE):
        if stored["reference_item_id"] is None:
            return f"Remove the twin of {called}"
        return f"{'Match' if row['reference_item_id'] is None else 'Move'} {called} in the reference picture"
    if changed and changed <= set(_PICTURE):
        return f"Move {called}"
    if changed == {"name"}:
        return f"Name {called}"
    if changed == {"used"}:
        return f"Use {called}" if stored["used"] else f"Leave out {called}"
    return f"Edit {called}"
