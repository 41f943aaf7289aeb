"""Schema changes, each one small named function in written SQL, rehearsed on a copy of the rows first."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from evidence_board.case import digests, schema_v1, schema_v2, schema_v3, views_v1, views_v2, views_v3
from evidence_board.case.schema import SCHEMA_VERSION
from evidence_board.model.errors import KnownError

__all__ = ["MIGRATIONS", "apply", "rehearse"]

MIGRATIONS = Migrations("evidence_board")

#: Tables too big to copy for a rehearsal; no migration may rewrite them.
_HEAVY = ("chunk", "thumbnail")


@MIGRATIONS()
def m001_first(db: Database) -> None:
    """Make the tables of the first version."""
    for statement in (*schema_v1.TABLES, *schema_v1.INDEXES, *views_v1.VIEWS):
        db.execute(statement)


@MIGRATIONS()
def m002_sources(db: Database) -> None:
    """Add sources, citations' moments, names, regions and what people answered; let positions be words alone."""
    changed = (*schema_v2.ADDED_COLUMNS, *schema_v2.REBUILT)
    # A row that somebody altered must go on differing from its digest, so only sound rows get a new one.
    altered = set(digests.altered_in(db.conn, changed))
    _drop_views(db)
    for statement in schema_v2.TABLES:
        db.execute(statement)
    _add_columns(db, schema_v2.ADDED_COLUMNS)
    for table, definition in schema_v2.REBUILT.items():
        _rebuild(db, table, definition)
    for statement in (*schema_v2.INDEXES, *views_v2.VIEWS):
        db.execute(statement)
    _renew_digests(db, changed, altered)


@MIGRATIONS()
def m003_placement(db: Database) -> None:
    """Add how a place and an hour were proved, drawings and layers of the map."""
    altered = set(digests.altered_in(db.conn, schema_v3.ADDED_COLUMNS))
    _drop_views(db)
    for statement in schema_v3.TABLES:
        db.execute(statement)
    _add_columns(db, schema_v3.ADDED_COLUMNS)
    for statement in (*schema_v3.INDEXES, *views_v3.VIEWS):
        db.execute(statement)
    _renew_digests(db, schema_v3.ADDED_COLUMNS, altered)


def _drop_views(db: Database) -> None:
    for (view,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        db.execute(f"DROP VIEW {view}")


def _add_columns(db: Database, columns: Mapping[str, Iterable[str]]) -> None:
    for table, definitions in columns.items():
        for definition in definitions:
            db.execute(f"ALTER TABLE {table} ADD COLUMN {definition}")


def _renew_digests(db: Database, tables: Iterable[str], altered: set[tuple[str, str]]) -> None:
    """Write the digests of changed tables anew, but for rows that differed from theirs before."""
    for table in tables:
        ids = [(table, row[0]) for row in db.execute(f"SELECT id FROM {table}").fetchall()]
        digests.refresh(db.conn, [pair for pair in ids if pair not in altered])


def _rebuild(db: Database, table: str, definition: str) -> None:
    """Give a table other constraints; no other table may point to it, for the old one is renamed meanwhile."""
    indexes = [
        row[0]
        for row in db.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
        ).fetchall()
    ]
    names = ", ".join(f'"{row[1]}"' for row in db.execute(f"PRAGMA table_info({table})").fetchall())
    db.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    db.execute(f"CREATE TABLE {table} ({definition}) STRICT")
    db.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM old_{table}")
    db.execute(f"DROP TABLE old_{table}")
    for statement in indexes:
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
