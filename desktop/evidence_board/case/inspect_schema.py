"""Looks at a received case before anything of it can run: its schema must be ours, word for word.

A one-line trigger in a file made by somebody else can silently empty a table. So the file is opened read
only with an authorizer that allows nothing but reading the list of its contents, and that list is compared
with the list a fresh case of the same version has.
"""

import sqlite3
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from evidence_board.case import migrations
from evidence_board.model.errors import KnownError

__all__ = ["check_schema"]

_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION})


def check_schema(path: Path, *, version: int) -> None:
    """Compare the schema of a file with the one its version must have.

    Raises:
        KnownError: it holds something else (trigger, view, generated column, changed table), or cannot be
            read. Nothing was executed and nothing was changed.
    """
    try:
        found = _read_schema(path)
    except sqlite3.Error as error:
        raise KnownError(
            f"The case {path.name} cannot be opened.",
            means=f"Its list of contents is damaged ({error}). The file was not changed.",
            do="Copy it again from where it came from, or open a backup.",
        ) from error
    wanted = _expected(version)
    strange = sorted(name for name, sql in found.items() if wanted.get(name) != sql)
    missing = sorted(set(wanted) - set(found))
    if strange:
        raise KnownError(
            f"The case {path.name} contains instructions that a case must not have. It was not opened.",
            means=f"Unknown parts: {', '.join(strange[:5])}. Nothing of it was run.",
            do="Ask who sent it, and for a clean export of the data.",
        )
    if missing:
        raise KnownError(
            f"The case {path.name} is not complete.",
            means=f"Parts are missing: {', '.join(missing[:5])}. The file was not changed.",
            do="A file beside it that ends in -wal may have been left behind. Copy both, or open a backup.",
        )


def _read_schema(path: Path) -> dict[str, str]:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY)
        return _listing(connection)
    finally:
        connection.close()


def _listing(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master")
    return {f"{kind} {name}": sql or "" for kind, name, sql in rows if not str(name).startswith("sqlite_stat")}


@cache
def _expected(version: int) -> dict[str, str]:
    if version < 1:
        return {}
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        later = [name for name in _names() if int(name[1:4]) > version]
        migrations.MIGRATIONS.apply(Database(connection), stop_before=later or None)
        return _listing(connection)
    finally:
        connection.close()


def _names() -> list[str]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        return [one.name for one in migrations.MIGRATIONS.pending(Database(connection))]
    finally:
        connection.close()
