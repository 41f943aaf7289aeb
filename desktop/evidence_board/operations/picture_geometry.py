"""What was measured of a picture: its horizon, its field of view, where it looked, whether it was cropped."""

from collections.abc import Callable

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.checked_values import angle, number, one_of, positive, refused
from evidence_board.model.placement import CAMERA_VIEW_DEG, Cropped, GeometrySource
from evidence_board.operations.placement_rows import check_fields, moment_of_video, note_of, picture_ref
from evidence_board.session import Session

__all__ = ["clear_picture_geometry", "set_picture_geometry"]

#: How far above or below a picture its horizon may lie, in heights of it.
_FARTHEST_HORIZON = 20.0


def _horizon(value: object) -> float | None:
    if value is None:
        return None
    found = number(value, "The horizon")
    if not -_FARTHEST_HORIZON <= found <= _FARTHEST_HORIZON:
        raise refused("The horizon lies too far outside the picture.", "Mark it again.")
    return round(found, 6)


def _view(value: object) -> float | None:
    return positive(value, "The field of view", most=CAMERA_VIEW_DEG)


_CHECKS: dict[str, Callable[[object], object]] = {
    "horizon_y": _horizon,
    "tilt_deg": lambda value: angle(value, "The tilt", least=-180, most=180),
    "fov_deg": _view,
    "fov_error_deg": lambda value: positive(value, "The error of the field of view", zero=True, most=CAMERA_VIEW_DEG),
    "heading_deg": lambda value: angle(value, "The direction"),
    "heading_error_deg": lambda value: angle(value, "The error of the direction", least=0, most=180),
    "cropped": lambda value: one_of(value, Cropped, "answer whether a picture is cropped").value,
    "source": lambda value: one_of(value, GeometrySource, "source of a measure").value,
    "note": note_of,
}
_FIELDS = frozenset({*_CHECKS, "frame_s"})
_FIELD_WORDS = {
    "horizon_y": "the horizon",
    "tilt_deg": "the tilt",
    "fov_deg": "the field of view",
    "heading_deg": "the direction",
    "cropped": "the crop",
    "note": "a note",
}


def set_picture_geometry(session: Session, /, *, item_id: str, **values: object) -> ChangeSet:
    """Set some of what was measured of a picture; the rest stays. ``result["id"]`` is the id of the row.

    Args:
        session: the open case.
        item_id: the picture.
        values: ``horizon_y`` (fraction of the height in the middle column), ``tilt_deg``, ``fov_deg`` (from edge to
            edge), ``fov_error_deg``, ``heading_deg`` (of the middle), ``heading_error_deg``, ``cropped`` (``yes``,
            ``no`` or ``unknown``), ``source`` (``exif``, ``measured``, ``solved`` or ``typed``), ``frame_s``, ``note``;
            None where nothing is known.

    Raises:
        KnownError: no such picture or field, or a wrong value.
    """
    check_fields(values, _FIELDS, word="picture")
    with session.gate.transaction("Measure a picture", action="geotagged") as finished:
        tx = finished.tx
        ref = picture_ref(tx, item_id)
        stored = {name: check(values[name]) for name, check in _CHECKS.items() if name in values}
        if "frame_s" in values:
            stored["frame_s"] = moment_of_video(tx, item_id, values["frame_s"])
        said = [words for name, words in _FIELD_WORDS.items() if name in stored]
        verb = "Forget" if all(value is None for value in values.values()) else "Set"
        tx.label = f"{verb} {' and '.join(said[:2])} of {ref}" if said else f"Measure {ref}"
        row_id = _row(tx, item_id)
        if row_id is None:
            row_id = tx.insert("picture_geometry", item_id=item_id, **stored)
        elif stored:
            tx.update("picture_geometry", row_id, **stored)
        tx.result["id"] = row_id
    return finished.changes


def clear_picture_geometry(session: Session, /, *, item_id: str) -> ChangeSet:
    """Forget what was measured of a picture.

    Raises:
        KnownError: the picture is gone, or nothing was measured.
    """
    with session.gate.transaction("Forget what was measured", action="geotagged") as finished:
        tx = finished.tx
        ref = picture_ref(tx, item_id)
        row_id = _row(tx, item_id)
        if row_id is None:
            raise refused(f"Nothing was measured of {ref}.", "Mark its horizon first.")
        tx.label = f"Clear what was measured of {ref}"
        tx.bin("picture_geometry", row_id)
    return finished.changes


def _row(tx: Transaction, item_id: str) -> str | None:
    sql = "SELECT id FROM picture_geometry WHERE item_id = ? AND deleted_at IS NULL ORDER BY id LIMIT 1"
    row = tx.one(sql, (item_id,))
    return None if row is None else str(row[0])
