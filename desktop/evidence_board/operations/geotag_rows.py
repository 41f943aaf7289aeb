"""Rows of positions inside an open transaction: checked, inserted, and which of them counts."""

from collections.abc import Sequence
from typing import Any

from evidence_board.case.gate import Transaction
from evidence_board.model.errors import KnownError
from evidence_board.model.positions import METHODS, PRECISION_RADIUS_M, GeotagRole, GeotagSource, Precision
from evidence_board.operations.preferring import prefer_by_rule, release

__all__ = ["checked_columns", "files_words", "insert_geotag", "owner_of"]


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
    **angles: object,
) -> dict[str, Any]:
    """Return the columns of a position, with the radius that its precision stands for.

    Raises:
        KnownError: a word that does not exist, or a radius below zero.
    """
    lists = (("role", role, GeotagRole), ("source", source, GeotagSource), ("precision", precision, Precision))
    for what, word, known in (*lists, ("method", method, METHODS)):
        if word is not None and word not in tuple(known):
            raise KnownError(
                f"“{word}” is no {what} of a position.", means="Nothing was changed.", do=f"Use {', '.join(known)}."
            )
    if radius_m is not None and not float(str(radius_m)) >= 0:
        raise KnownError("A radius is not below zero.", means="Nothing was changed.", do="Type metres.")
    if radius_m is None and precision is not None:
        radius_m = PRECISION_RADIUS_M.get(Precision(str(precision)))
    return {"method": method, "precision": precision, "radius_m": radius_m, **angles}


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
