"""Schema changes, each one small named function in written SQL, rehearsed on a copy of the rows first."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from evidence_board.case.schema import INDEXES, SCHEMA_VERSION, TABLES
from evidence_board.case.views import VIEWS
from evidence_board.model.errors import KnownError

__all__ = ["MIGRATIONS", "apply", "rehearse"]

MIGRATIONS = Migrations("evidence_board")

#: Tables too big to copy for a rehearsal; no migration may rewrite them.
_HEAVY = ("chunk", "thumbnail")


@MIGRATIONS()
def m001_first(db: Database) -> None:
    """Make the tables of the first version."""
    for statement in (*TABLES, *INDEXES, *VIEWS):
        db.execute(statement)


def apply(db: Database, *, migrations: Migrations = MIGRATIONS, version: int = SCHEMA_VERSION) -> None:
    """Bring a case to this version of the schema: keys off, change, check of foreign keys, keys on.

    Raises:
        KnownError: the changed rows would break a foreign key; the file stays as it was.
    """
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        # Every step and the new version number land together or not at all.
        with db.atomic():
            migrations.apply(db)
            broken = db.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise KnownError(
                    "The case could not be brought to this version.",
                    means=f"{len(broken)} rows point to rows that are missing. The file was left as it was.",
                    do="Run the check of the case and keep a copy of the file.",
                )
            db.execute(f"PRAGMA user_version = {version}")
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def rehearse(path: Path, *, migrate: Callable[[Database], None] = apply) -> None:
    """Run the migration on a copy of the rows (without pictures), so that a failure costs nothing.

    Raises:
        KnownError: the migration fails on this case; the file was not touched.
    """
    with TemporaryDirectory(prefix="evidence-board-") as folder:
        copy = Path(folder) / "rehearsal.evidence"
        connection = sqlite3.connect(copy.as_uri(), uri=True, isolation_level=None)
        try:
            _copy_rows(connection, path)
            migrate(Database(connection))
        except sqlite3.Error as error:
            raise KnownError(
                "The case could not be brought to this version.",
                means=f"A trial on a copy failed ({error}). The file was not touched.",
                do="Keep the file and open it with the version that made it.",
            ) from error
        finally:
            connection.close()


def _copy_rows(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("ATTACH DATABASE ? AS original", (f"{path.resolve().as_uri()}?mode=ro",))
    rows = connection.execute(
        "SELECT type, name, sql FROM original.sqlite_master WHERE sql IS NOT NULL"
        " ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END"
    ).fetchall()
    shadow = tuple(f"{name}_" for kind, name, sql in rows if sql.upper().startswith("CREATE VIRTUAL"))
    for kind, name, sql in rows:
        if name.startswith("sqlite_") or (shadow and name.startswith(shadow)):
            continue
        connection.execute(sql)
        virtual = sql.upper().startswith("CREATE VIRTUAL")
        if kind == "table" and name not in _HEAVY and not virtual:
            connection.execute(f'INSERT INTO main."{name}" SELECT * FROM original."{name}"')
    version = connection.execute("PRAGMA original.user_version").fetchone()[0]
    connection.execute("DETACH DATABASE original")
    connection.execute(f"PRAGMA user_version = {version}")
