"""Tells real rows from rubbish among those that `page_salvage` finds, and puts them where they belong."""

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from evidence_board.case import digests
from evidence_board.case.page_salvage import salvaged_rows
from evidence_board.case.schema import RECORDED

__all__ = ["known_from_pages", "rows_from_pages"]

Row = tuple[object, ...]
_HEX = 64
_ID = 36
#: Tables without a digest of their own by row: is this row, with its number put in, one of theirs?
_LOOKS: dict[str, Callable[[Row], bool]] = {
    "chunk": lambda row: isinstance(row[3], bytes) and hashlib.sha256(row[3]).hexdigest() == row[2],
    "blob": lambda row: _is_hex(row[1]) and isinstance(row[2], int) and row[3] == 1,
    "custody": lambda row: _is_hex(row[5]) and _is_hex(row[6]) and all(isinstance(one, str) for one in row[1:]),
    "thumbnail": lambda row: _is_id(row[0]) and isinstance(row[1], bytes),
    "raw_tag": lambda row: _is_id(row[1]) and all(isinstance(one, str) for one in row[2:]),
    "step": lambda row: row[4] in ("edit", "import") and row[5] in ("done", "undone", "dropped"),
}


def known_from_pages(damaged: Path) -> dict[str, dict[str, str]]:
    """Return the digests that the pages hold: table -> row id -> digest."""
    known: dict[str, dict[str, str]] = {}
    for _, row in salvaged_rows(damaged, columns=frozenset({3})):
        if row[0] in RECORDED and isinstance(row[1], str) and _is_hex(row[2]):
            known.setdefault(str(row[0]), {})[row[1]] = str(row[2])
    return known


def rows_from_pages(
    connection: sqlite3.Connection,
    damaged: Path,
    *,
    missing: dict[str, dict[str, str]],
    besides: set[str],
    insert: Callable[[str, Row], bool],
) -> int:
    """Look for lost rows in every page; returns how many rows of evidence were found.

    Args:
        connection: the new file, which knows the shape of every table.
        damaged: the file; SQLite must not hold it in this process.
        missing: table -> row id -> digest of rows of evidence; what is found is taken out. Such a row is real when
            its digest is the known one.
        besides: other tables to look for; chunks are real when their bytes fit their hash.
        insert: puts a row into a table; tells whether it took it.
    """
    shapes: dict[int, list[tuple[str, list[str], list[str]]]] = {}
    for table in (*(table for table, rows in missing.items() if rows), *sorted(besides & _LOOKS.keys())):
        info = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        if info:
            shapes.setdefault(len(info), []).append((table, [row[1] for row in info], [row[2] for row in info]))
    found = 0
    for rowid, values in salvaged_rows(damaged, columns=frozenset(shapes)):
        for table, names, types in shapes[len(values)]:
            row = tuple(_as_read(*one, rowid=rowid) for one in zip(values, types, range(len(types)), strict=True))
            if table in _LOOKS:
                if _LOOKS[table](row):
                    insert(table, row)
                continue
            row_id = str(row[names.index("id")])
            if missing[table].get(row_id) == digests.row_digest(table, row) and insert(table, row):
                del missing[table][row_id]
                found += 1
    return found


def _as_read(value: object, kind: str, position: int, *, rowid: int) -> object:
    """Return a value as SQLite gives it: whole numbers stand for reals, and nothing for the number of the row."""
    if kind == "REAL" and isinstance(value, int):
        return float(value)
    return rowid if value is None and kind == "INTEGER" and not position else value


def _is_hex(value: object) -> bool:
    return isinstance(value, str) and len(value) == _HEX


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == _ID
