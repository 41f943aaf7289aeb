"""Rows of positions inside an open transaction: checked, inserted, and which of them counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from evidence_board.case.gate import Transaction
from evidence_board.model.checked_values import angle, number, positive
from evidence_board.model.errors import KnownError
from evidence_board.model.placement import CAMERA_VIEW_DEG
from evidence_board.model.positions import METHODS, PRECISION_RADIUS_M, GeotagRole, GeotagSource, Precision
from evidence_board.operations.preferring import prefer_by_rule, release

__all__ = ["checked_columns", "files_words", "insert_geotag", "owner_of"]

#: Farther off, a position says nothing: half way round the Earth, in metres.
_HALF_ROUND_M = 20_040_000.0


def insert_geotag(
    tx: Transaction,
    *,
    item_id: str,
    latitude: float | None,
    longitude: float | None,
    source: str,
    preferred: bool | None,
    role: str = "camera",
    chosen_by: str | None = None,
    ref: str | None = None,
    **values: object,
) -> str:
    """Insert one position inside an open transaction; a preferred one takes the place of the old, which stays.

    Args:
        tx: the open transaction.
        item_id: the file.
        latitude: WGS84 degrees, or None for words alone.
        longitude: WGS84 degrees, or None for words alone.
        source: a word of `GeotagSource`.
        preferred: whether it counts; None lets the rule decide.
        role: a word of `GeotagRole`.
        chosen_by: ``person`` or ``rule``; by default a person for a preferred value of an analyst.
        ref: only for a case that brings its own refs.
        values: further columns.

    Raises:
        KnownError: the values lie outside the Earth, or there is half a point.
    """
    if (latitude is None) != (longitude is None):
        raise KnownError(
            "A position needs latitude and longitude.",
            means="Nothing was changed.",
            do="Type both, or the place in words alone.",
        )
    if latitude is not None and longitude is not None and not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise KnownError(
            f"{latitude}, {longitude} is not a position on Earth.",
            means="Nothing was changed.",
            do="Latitude goes from -90 to 90, longitude from -180 to 180.",
        )
    if preferred:
        release(tx, "geotag", item_id, role)
    row_id = tx.insert(
        "geotag",
        ref=ref or tx.next_ref("G"),
        item_id=item_id,
        role=role,
        latitude=latitude,
        longitude=longitude,
        source=source,
        preferred=int(bool(preferred)),
        chosen_by=(chosen_by or ("person" if source == "analyst" else "rule")) if preferred else "rule",
        **values,
    )
    if preferred is None:
        prefer_by_rule(tx, "geotag", item_id, role)
    return row_id


def checked_columns(
    *,
    role: object = GeotagRole.CAMERA,
    source: object = GeotagSource.ANALYST,
    method: object = None,
    precision: object = None,
    radius_m: object = None,
    **others: object,
) -> dict[str, Any]:
    """Return the columns of a position, with the radius that its precision stands for.

    Raises:
        KnownError: a word that does not exist, a radius below zero, or an angle or number that is none.
    """
    lists = (("role", role, GeotagRole), ("source", source, GeotagSource), ("precision", precision, Precision))
    for what, word, known in (*lists, ("method", method, METHODS)):
        if word is not None and word not in tuple(known):
            raise KnownError(
                f"“{word}” is no {what} of a position.", means="Nothing was changed.", do=f"Use {', '.join(known)}."
            )
    radius_m = positive(radius_m, "The radius", zero=True, most=_HALF_ROUND_M)
    if radius_m is None and precision is not None:
        radius_m = PRECISION_RADIUS_M.get(Precision(str(precision)))
    return {"method": method, "precision": precision, "radius_m": radius_m, **_checked_others(others)}


def _checked_others(values: Mapping[str, object]) -> dict[str, object]:
    found = dict(values)
    for name, value in values.items():
        if name == "bearing_deg":
            found[name] = angle(value, "The direction")
        elif name in ("bearing_error_deg", "fov_error_deg"):
            found[name] = angle(value, "The error", least=0, most=360)
        elif name == "fov_deg":
            found[name] = positive(value, "The field of view", most=CAMERA_VIEW_DEG)
        elif name == "time_offset_s":
            found[name] = None if value is None else number(value, "The offset")
    return found


def owner_of(tx: Transaction, row_id: str, words: str) -> tuple[tuple[str, str], str]:
    """Return ((file, role), label of a step) of a position: ``words`` and the ref of the file.

    Raises:
        KnownError: the position is gone.
    """
    sql = (
        "SELECT g.item_id, g.role, i.ref FROM geotag g JOIN item i ON i.id = g.item_id"
        " WHERE g.id = ? AND g.deleted_at IS NULL"
    )
    row = tx.one(sql, (row_id,))
    if row is None:
        raise KnownError("This position is gone.", means="Nothing was changed.", do="Undo, or choose another one.")
    return (str(row[0]), str(row[1])), f"{words} {row[2]}"


def files_words(tx: Transaction, item_ids: Sequence[str]) -> str:
    """Return the ref of the one file, or how many there are."""
    if len(item_ids) != 1:
        return f"{len(item_ids)} files"
    row = tx.one("SELECT ref FROM item WHERE id = ?", (item_ids[0],))
    return str(row[0]) if row else "file"
