"""Copies whole tables from one file to another, inside SQLite: what backups and restoring are made of."""

import os
import shutil
import sqlite3
import sys
from pathlib import Path

from evidence_board.model.errors import KnownError

__all__ = ["clear_up", "copy_tables", "finish_aside", "make_schema", "need_room", "settle"]

#: Parts of the search index: made anew, never copied.
_INDEX = "search_"


def make_schema(connection: sqlite3.Connection, source: str) -> list[str]:
    """Make the tables, indexes and views of an attached case; returns the names of its plain tables.

    Args:
        connection: the writing connection of the new file.
        source: name under which the case is attached.
    """
    rows = connection.execute(
        f"SELECT type, name, sql FROM {source}.sqlite_master WHERE sql IS NOT NULL"
        " ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END"
    ).fetchall()
    virtual = tuple(f"{name}_" for _, name, sql in rows if sql.upper().startswith("CREATE VIRTUAL"))
    tables = []
    for kind, name, sql in rows:
        if name.startswith("sqlite_") or (virtual and name.startswith(virtual)):
            continue
        connection.execute(sql)
        if kind == "table" and not sql.upper().startswith("CREATE VIRTUAL"):
            tables.append(str(name))
    version = connection.execute(f"PRAGMA {source}.user_version").fetchone()[0]
    connection.execute(f"PRAGMA main.user_version = {version}")
    return tables


def copy_tables(
    connection: sqlite3.Connection, source: str, tables: list[str], *, without: frozenset[str]
) -> dict[str, int]:
    """Copy the rows of tables, inside one transaction that sees one moment of the source; returns counts.

    Raises:
        KnownError: the copy of a table has not as many rows as the table.
    """
    counts = {}
    for table in tables:
        if table in without or table.startswith(_INDEX):
            continue
        # Between tables of one shape SQLite copies whole pages of rows, with their indexes.
        connection.execute(f'INSERT INTO main."{table}" SELECT * FROM {source}."{table}"')
        sql = f'SELECT (SELECT count(*) FROM main."{table}"), (SELECT count(*) FROM {source}."{table}")'
        copied, there = connection.execute(sql).fetchone()
        if copied != there:
            raise KnownError(
                "The copy is not whole.",
                means=f"{copied} of {there} rows of {table} were written. It was thrown away.",
                do="Run the check of the case.",
            )
        counts[table] = int(copied)
    return counts


def need_room(folder: Path, size: int) -> None:
    """Make sure that a folder has room.

    Args:
        folder: must exist.
        size: bytes wanted; a tenth more is asked for.

    Raises:
        KnownError: there is too little, or the folder cannot be asked.
    """
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise KnownError(
            f"The folder {folder} cannot be used.",
            means=f"Its drive does not answer ({error.strerror or error}).",
            do="Choose another folder.",
        ) from error
    if free < size * 1.1 + 1_000_000:
        raise KnownError(
            "There is not enough room on the drive.",
            means=f"{size / 1e6:,.0f} MB are needed in {folder}, {free / 1e6:,.0f} MB are free. Nothing was written.",
            do="Free some space, or choose a folder on another drive.",
        )


def settle(connection: sqlite3.Connection) -> None:
    """Set up a file that is thrown away when anything fails: nothing of it is flushed before the end."""
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = OFF")


def finish_aside(made: Path, target: Path) -> None:
    """Give a whole file, closed by SQLite, its name; it lasts through a power loss from here on.

    Raises:
        KnownError: there is something of that name meanwhile, or the drive refuses.
    """
    try:
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        if target.exists():
            raise KnownError(
                f"There is already a file named {target.name}.", means="It was not touched.", do="Choose another name."
            )
        made.rename(target)
        if sys.platform != "win32":
            folder = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    except OSError as error:
        raise KnownError(
            f"{target.name} could not be written.",
            means=f"The drive refuses it ({error.strerror or error}).",
            do="Choose another folder.",
        ) from error


def clear_up(made: Path) -> None:
    """Remove what a failure left."""
    for tail in ("", "-journal", "-wal", "-shm"):
        made.with_name(made.name + tail).unlink(missing_ok=True)
