"""Looks at a received case before anything of it can run: its schema must be ours, word for word.

A one-line trigger in a file made by somebody else can silently empty a table. So what a file lists as its contents
is compared with the list a fresh case of the same version has, twice: as a worker read it from the bytes, before
SQLite opens the file here (not for a case that lies as this program left it); then as SQLite reads it here, read
only, with an authorizer that allows nothing but that.
"""

import sqlite3
from collections import Counter
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from evidence_board.case import connect, known_cases, migrations, received, search_tables
from evidence_board.model.errors import KnownError

__all__ = ["altered_parts", "check_schema", "schema_of"]

#: What `ANALYZE` in another tool leaves; harmless when it is exactly this.
_STATISTICS = {
    "table sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "table sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}


def check_schema(path: Path, *, version: int) -> None:
    """Compare the schema of a file with the one its version must have.

    Raises:
        KnownError: it holds something else (trigger, view, generated column, changed table), cannot be read, or
            could not be looked at safely. Nothing was executed and nothing was changed.
    """
    wanted = schema_of(version)
    if not known_cases.is_known(path):
        received.inspect(path, compare=lambda found: _compare(path, found, wanted))
    try:
        found = _read_schema(path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        # SQLite quotes damaged bytes in its message, which then is no text.
        raise connect.unusable(path, error) from error
    _compare(path, found, wanted)


def _compare(path: Path, found: list[tuple[str, str]], wanted: dict[str, str]) -> None:
    wanted = _with_optional(found, wanted)
    strange = sorted({name for name, sql in found if wanted.get(name, _STATISTICS.get(name)) != sql})
    strange += sorted({name for name, times in Counter(name for name, _ in found).items() if times > 1})
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


def _with_optional(found: list[tuple[str, str]], wanted: dict[str, str]) -> dict[str, str]:
    # The table of trigrams is made when a case is first opened for writing: all of its parts, or none.
    optional = search_tables.optional_parts()
    return wanted | optional if any(name in optional for name, _ in found) else wanted


def altered_parts(connection: sqlite3.Connection) -> list[str]:
    """Return the parts of the list of contents ("table item") that are not as a case of its version has them."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    found = _listing(connection)
    wanted = _with_optional(found, schema_of(version))
    different = {name for name, sql in found if wanted.get(name, _STATISTICS.get(name)) != sql}
    return sorted(different | (wanted.keys() - {name for name, _ in found}))


def _listing(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master")
    return [(f"{kind} {name}", str(sql or "")) for kind, name, sql in rows]


@cache
def schema_of(version: int) -> dict[str, str]:
    """Return the list of contents of a fresh case of a version: ("table item" -> its SQL)."""
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
