"""What goes with things that were found by name: files placed there or posted by them, and what is linked to them."""

import sqlite3
from collections.abc import Sequence

__all__ = ["neighbours"]

_MOST = 200

_LINKED = (
    "SELECT dst_kind, dst_id FROM link WHERE src_id = ?1 AND deleted_at IS NULL"
    " UNION SELECT src_kind, src_id FROM link WHERE dst_id = ?1 AND deleted_at IS NULL"
)
_PLACED = (
    "SELECT 'item', item_id FROM geotag WHERE location_id = ?1 AND deleted_at IS NULL"
    " UNION SELECT 'event', id FROM event WHERE location_id = ?1 AND deleted_at IS NULL"
)
_POSTED = "SELECT 'post', id FROM post WHERE account_id = ?1 AND deleted_at IS NULL"


def neighbours(
    connection: sqlite3.Connection, things: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return what goes with things, as pairs of kind and row id, each with how and the id of what it goes with.

    Args:
        connection: a reader.
        things: pairs of kind and row id of entities.
    """
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for kind, row_id in things:
        ways = [(_LINKED, "linked")]
        if kind == "location":
            ways.insert(0, (_PLACED, "placed there"))
        elif kind == "account":
            ways.insert(0, (_POSTED, "posted"))
        for sql, how in ways:
            for other in connection.execute(f"{sql} LIMIT {_MOST}", (row_id,)):
                found.setdefault((other[0], other[1]), (how, row_id))
    return found
