"""Reads every row that can still be read of a table, over damaged pages."""

import sqlite3
from collections.abc import Iterator

__all__ = ["UNREADABLE", "rows_left"]

#: What reading a damaged table can end in.
UNREADABLE = (sqlite3.DatabaseError, ValueError, TypeError, OverflowError)
#: How far beyond the last readable row others are looked for one by one.
_NEAR = 2_000
_FARTHEST = 1 << 22

Row = tuple[object, ...]


def rows_left(connection: sqlite3.Connection, table: str, columns: str = "*") -> Iterator[Row]:
    """Yield the rows of a rowid table in order, jumping over what cannot be read.

    A page that cannot be read ends a reading of SQLite: rows behind it are found by the numbers that the indexes
    hold, by the numbers that follow, and from the end backwards.

    Args:
        connection: a reader, made `digests.lenient`.
        table: its name; trusted.
        columns: what to read.
    """
    rows, broken = _read(connection, table, columns)
    for _, row in rows:
        yield row
    if not broken:
        return
    seen = {rowid for rowid, _ in rows}
    for rowid in _candidates(connection, table, seen):
        if rowid in seen:
            continue
        try:
            found = connection.execute(f'SELECT {columns} FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()
        except UNREADABLE:
            continue
        if found is not None:
            seen.add(rowid)
            yield found


def _read(connection: sqlite3.Connection, table: str, columns: str) -> tuple[list[tuple[int, Row]], bool]:
    found: list[tuple[int, Row]] = []
    try:
        for rowid, *row in connection.execute(f'SELECT rowid, {columns} FROM "{table}" NOT INDEXED'):
            found.append((rowid, tuple(row)))
    except UNREADABLE:
        return found, True
    return found, False


def _candidates(connection: sqlite3.Connection, table: str, seen: set[int]) -> Iterator[int]:
    """Yield row numbers that may be there: those of the indexes, those at the end, those behind what was read."""
    numbers: set[int] = set()
    for sql in _index_readings(connection, table):
        try:
            for (rowid,) in connection.execute(sql):
                if isinstance(rowid, int):
                    numbers.add(rowid)
        except UNREADABLE:
            # As far as that index could be read.
            continue
    yield from sorted(numbers - seen)
    first = max(seen, default=0)
    end = max([first + _NEAR, *numbers])
    yield from range(first + 1, min(end, first + _FARTHEST) + 1)
    try:
        for (found,) in connection.execute(f'SELECT rowid FROM "{table}" NOT INDEXED ORDER BY rowid DESC'):
            if found in seen:
                break
            yield found
    except UNREADABLE:
        # As far back from the end as can be read.
        return


def _index_readings(connection: sqlite3.Connection, table: str) -> list[str]:
    try:
        indexes = [row[1] for row in connection.execute(f'PRAGMA index_list("{table}")')]
        readings = []
        for index in indexes:
            column = connection.execute(f'PRAGMA index_info("{index}")').fetchone()
            if column is not None and column[2]:
                readings.append(f'SELECT rowid FROM "{table}" INDEXED BY "{index}" ORDER BY "{column[2]}"')
    except UNREADABLE:
        return []
    return readings
