"""Lines of sight: two landmarks in line, or a landmark and the direction in which it was seen."""

from collections.abc import Mapping, Sequence

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.checked_values import angle, earth_point, one_of, optional_point, positive, refused, yes_or_no
from evidence_board.model.placement import SightKind
from evidence_board.operations.placement_rows import (
    bin_rows,
    change_verb,
    check_fields,
    live_row,
    moment_of_video,
    named,
    note_of,
    picture_ref,
)
from evidence_board.session import Session

__all__ = ["add_sight_line", "remove_sight_lines", "update_sight_line"]

_WORD = "line of sight"
_POINT = ("latitude", "longitude")
_FAR = ("far_latitude", "far_longitude")
_EDITABLE = frozenset({*_POINT, *_FAR, "bearing_deg", "error_deg", "name", "used", "note", "frame_s"})
_COLUMNS = ("item_id", "kind", "name", *_POINT, *_FAR, "bearing_deg", "error_deg", "frame_s")
_MOVES = frozenset({*_POINT, *_FAR, "bearing_deg"})
_LINE_WORDS = {SightKind.TRANSIT: "landmarks in line", SightKind.BEARING: "a bearing"}


def add_sight_line(
    session: Session,
    /,
    *,
    kind: str,
    latitude: float,
    longitude: float,
    far_latitude: float | None = None,
    far_longitude: float | None = None,
    bearing_deg: float | None = None,
    error_deg: float | None = None,
    item_id: str | None = None,
    name: str = "",
    frame_s: float | None = None,
    note: str = "",
) -> ChangeSet:
    """Draw a line on which the camera stood. ``result["id"]`` is its row id.

    Args:
        session: the open case.
        kind: ``transit`` (two landmarks in line) or ``bearing``.
        latitude: of the near landmark, WGS84 degrees.
        longitude: of the near landmark.
        far_latitude: of the far landmark of a transit.
        far_longitude: of the far landmark of a transit.
        bearing_deg: direction in which the camera saw the landmark, degrees from true north.
        error_deg: how far off the line may be.
        item_id: the picture it was seen in; None for a line of its own.
        name: "Minaret over crane".
        frame_s: of a video: the moment of the frame in seconds.
        note: free text.

    Raises:
        KnownError: no such kind or file, a point outside the Earth, or what the kind needs is missing.
    """
    given = {
        **{"latitude": latitude, "longitude": longitude, "far_latitude": far_latitude, "far_longitude": far_longitude},
        **{"bearing_deg": bearing_deg, "error_deg": error_deg, "name": name, "frame_s": frame_s, "note": note},
    }
    word = one_of(kind, SightKind, "kind of line of sight")
    with session.gate.transaction("Draw a line of sight", action="geotagged") as finished:
        tx = finished.tx
        row: dict[str, object] = {"item_id": item_id, "kind": word.value}
        stored = _checked(tx, row, given)
        tx.label = f"Draw {_called(tx, word, item_id, stored['name'])}"
        tx.result["id"] = tx.insert("sight_line", **row, **stored)
    return finished.changes


def update_sight_line(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change points, direction, error, name or note of a line, or leave it out (``used``). Its kind stays.

    Raises:
        KnownError: an unknown field, a wrong value, or the line is gone.
    """
    check_fields(values, _EDITABLE, word=_WORD)
    with session.gate.transaction("Edit a line of sight", action="geotagged") as finished:
        tx = finished.tx
        row = live_row(tx, "sight_line", row_id, _COLUMNS, word=_WORD)
        stored = _checked(tx, row, values)
        called = _called(tx, SightKind(str(row["kind"])), row["item_id"], stored.get("name", row["name"]))
        tx.label = f"{change_verb(stored, _MOVES)} {called}"
        tx.update("sight_line", row_id, **stored)
    return finished.changes


def remove_sight_lines(session: Session, /, *, row_ids: Sequence[str]) -> ChangeSet:
    """Take lines of sight away, in one step.

    Raises:
        KnownError: one of them is gone already.
    """

    def one(tx: Transaction, row_id: str) -> str:
        row = live_row(tx, "sight_line", row_id, _COLUMNS, word=_WORD)
        return f"Remove {_called(tx, SightKind(str(row['kind'])), row['item_id'], row['name'])}"

    return bin_rows(session, table="sight_line", row_ids=row_ids, many="Remove {} lines of sight", one=one)


def _checked(tx: Transaction, row: Mapping[str, object], values: Mapping[str, object]) -> dict[str, object]:
    stored: dict[str, object] = {}
    item_id = row["item_id"]
    if item_id is not None:
        picture_ref(tx, str(item_id))
    if values.keys() & set(_POINT):
        point = (values.get(name, row.get(name)) for name in _POINT)
        stored.update(zip(_POINT, earth_point(*point, what="landmark"), strict=True))
    if values.keys() & set(_FAR):
        point = (values.get(name, row.get(name)) for name in _FAR)
        stored.update(zip(_FAR, optional_point(*point, what="far landmark"), strict=True))
    if "bearing_deg" in values:
        stored["bearing_deg"] = angle(values["bearing_deg"], "The direction")
    if "error_deg" in values:
        stored["error_deg"] = angle(values["error_deg"], "The error", least=0, most=180)
    if "name" in values:
        stored["name"] = named(values["name"])
    if "note" in values:
        stored["note"] = note_of(values["note"])
    if "used" in values:
        stored["used"] = yes_or_no(values["used"], "Whether a line is used")
    if "frame_s" in values:
        if item_id is None and values["frame_s"] is not None:
            raise refused("A line of its own has no moment of a video.", "Leave the moment out.")
        seconds = positive(values["frame_s"], "The moment of the video", zero=True)
        stored["frame_s"] = moment_of_video(tx, str(item_id), seconds)
    _check_kind({**row, **stored})
    return stored


def _check_kind(line: Mapping[str, object]) -> None:
    if line["kind"] == SightKind.BEARING:
        if line["bearing_deg"] is None:
            raise refused("A bearing needs its direction.", "Type degrees from north.")
        return
    if line["far_latitude"] is None:
        raise refused("Landmarks in line need the far one, too.", "Set it on the map.")
    if all(line[near] == line[far] for near, far in zip(_POINT, _FAR, strict=True)):
        raise refused("Both landmarks are at one point.", "Set them apart: they give the line.")


def _called(tx: Transaction, kind: SightKind, item_id: object, name: object) -> str:
    said = _LINE_WORDS[kind]
    of = f" of {picture_ref(tx, str(item_id))}" if item_id is not None else ""
    return f"{said}{of}, {name}" if name else f"{said}{of}"
