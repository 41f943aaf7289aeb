"""Looks at a received case before anything of it can run: its schema must be ours, word for word.

A one-line trigger in a file made by somebody else can silently empty a table. So the file is opened read
only with an authorizer that allows nothing but reading the list of its contents, and that list is compared
with the list a fresh case of the same version has.
"""

import sqlite3
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from evidence_board.case import connect, migrations
from evidence_board.model.errors import KnownError

__all__ = ["check_schema"]

#: What `ANALYZE` in another tool leaves; harmless when it is exactly this.
_STATISTICS = {
    "table sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "table sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}


def check_schema(path: Path, *, version: int) -> None:
    """Compare the schema of a file with the one its version must have.

    Raises:
        KnownError: it holds something else (trigger, view, generated column, changed table), or cannot be
            read. Nothing was executed and nothing was changed.
    """
    try:
        found = _read_schema(path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        # SQLite quotes damaged bytes in its message, which then is no text.
        raise connect.unusable(path, error) from error
    wanted = _expected(version)
    strange = sorted({name for name, sql in found if wanted.get(name, _STATISTICS.get(name)) != sql})
    missing = sorted(wanted.keys() - {name for name, _ in found})
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


def _read_schema(path: Path) -> list[tuple[str, str]]:
    connection = connect.connect_inspecting(path)
    try:
        return _listing(connection)
    finally:
        connection.close()


def _listing(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master")
    return [(f"{kind} {name}", str(sql or "")) for kind, name, sql in rows]


@cache
def _expected(version: int) -> dict[str, str]:
    if version < 1:
        return {}
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        later = [name for name in _names() if int(name[1:4]) > version]
        migrations.MIGRATIONS.apply(Database(connection), stop_before=later or None)
        return dict(_listing(connection))
    finally:
        connection.close()


def _names() -> list[str]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        return [one.name for one in migrations.MIGRATIONS.pending(Database(connection))]
    finally:
        connection.close()
