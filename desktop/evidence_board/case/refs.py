"""Finds a thing by its ref, also by that of an entity that was merged into another one."""

import sqlite3
from dataclasses import dataclass

from evidence_board.model.ids import format_ref, parse_ref
from evidence_board.model.kinds import REF_LETTER, EntityKind, ItemKind

__all__ = ["ResolvedRef", "kept_entity", "refs_beginning", "resolve_ref"]

#: Letter of a ref -> table.
_TABLE = {letter: "item" if isinstance(kind, ItemKind) else str(kind) for kind, letter in REF_LETTER.items()}
_ENTITIES = frozenset(str(kind) for kind in EntityKind)


@dataclass(frozen=True, slots=True)
class ResolvedRef:
    """What a ref leads to: kind, row id and the ref it has today. ``redirected`` after a merge."""

    kind: str
    id: str
    ref: str
    redirected: bool = False


def resolve_ref(connection: sqlite3.Connection, text: str) -> ResolvedRef | None:
    """Return what a ref leads to, or None when it is no ref or nothing live has it.

    ``a-3`` and ``A-03`` are one ref. The ref of an entity that was merged leads to the one that was kept.
    """
    parsed = parse_ref(text)
    table = _TABLE.get(parsed[0]) if parsed else None
    if parsed is None or table is None:
        return None
    row = connection.execute(f"SELECT id, ref FROM {table} WHERE ref = ?", (format_ref(*parsed),)).fetchone()
    if row is None:
        return None
    row_id = kept_entity(connection, table, str(row[0])) if table in _ENTITIES else str(row[0])
    found = connection.execute(f"SELECT ref FROM {table} WHERE id = ? AND deleted_at IS NULL", (row_id,)).fetchone()
    return None if found is None else ResolvedRef(table, row_id, str(found[0]), row_id != row[0])


def refs_beginning(connection: sqlite3.Connection, letter: str, digits: str, *, most: int) -> list[ResolvedRef]:
    """Return live things whose refs begin as typed, in order, at most so many.

    Args:
        connection: a reader.
        letter: of the kind of ref, in any case.
        digits: those typed so far, with the zeros in front; perhaps none.
        most: no more than these.
    """
    table = _TABLE.get(letter.upper())
    if table is None:
        return []
    rows = connection.execute(
        f"SELECT id, ref FROM {table} WHERE ref >= ?1 AND ref < ?1 || ':' AND deleted_at IS NULL"
        " ORDER BY length(ref), ref LIMIT ?2",
        (f"{letter.upper()}-{digits}", most),
    ).fetchall()
    return [ResolvedRef(table, str(row[0]), str(row[1])) for row in rows]


def kept_entity(connection: sqlite3.Connection, kind: str, row_id: str) -> str:
    """Return the id of the entity that one was merged into, through several merges; its own when it was not."""
    seen = {row_id}
    while True:
        row = connection.execute(f"SELECT merged_into FROM {kind} WHERE id = ?", (row_id,)).fetchone()
        if row is None or row[0] is None or row[0] in seen:
            return row_id
        row_id = str(row[0])
        seen.add(row_id)
