"""Examines a case: rows, chunks, custody chain, foreign keys, pages; names what is damaged."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field

from evidence_board.case import custody, damage_words, digests, inspect_schema, loose_ends, table_seals
from evidence_board.case.check_files import check_files
from evidence_board.case.damage_words import Damage

__all__ = ["CheckReport", "CheckStopped", "Damage", "check"]

_UNREADABLE = (sqlite3.DatabaseError, TypeError, ValueError, OverflowError)
#: What each part of the check reads, where it cannot be read.
_PARTS = {
    "_contents": "the list of contents",
    "_pages": "the whole file",
    "_foreign_keys": "what points to what",
    "_rows": "the list of digests",
    "_loose": "what belongs to what",
    "_custody": "the custody log",
    "_sealed": "the lists beside the evidence",
}
#: How many steps of SQLite go by between two looks at whether to stop: about 10 ms.
_LOOK_EVERY = 200_000
#: Damage beyond this many things of one part is counted, not listed.
_MOST = 10_000

Progress = Callable[[int, int], bool]


class CheckStopped(Exception):
    """The check was ended before it was done."""


@dataclass(slots=True)
class CheckReport:
    """What a check found. ``files_ok`` of ``files`` have every byte as stored; ``head_hash`` anchors the log.

    Attributes:
        files: stored originals.
        files_ok: those with every byte as stored.
        rows: rows compared with their digests.
        log_entries: entries of the custody log.
        head_hash: hash of the last of them.
        damage: what was found.
        finished: whether everything was looked at.
    """

    files: int = 0
    files_ok: int = 0
    rows: int = 0
    log_entries: int = 0
    head_hash: str = ""
    damage: list[Damage] = field(default_factory=list)
    finished: bool = True

    @property
    def ok(self) -> bool:
        """True when nothing is damaged."""
        return not self.damage


def check(
    connection: sqlite3.Connection, *, progress: Progress = lambda done, of: True, with_files: bool = True
) -> CheckReport:
    """Examine everything with a read-only connection; never writes.

    Args:
        connection: a reader.
        progress: called with (bytes of files done, of), (0, 0) before the files; returning False ends the check
            early, with ``finished`` False.
        with_files: whether the bytes of the originals are read as well.
    """
    report = CheckReport()
    stopping = False

    def look() -> int:
        nonlocal stopping
        stopping = stopping or not progress(0, 0)
        return int(stopping)

    def moved(done: int, of: int) -> None:
        if not progress(done, of):
            raise CheckStopped

    connection.set_progress_handler(look, _LOOK_EVERY)
    try:
        with digests.lenient(connection):
            for examine in (_contents, _pages, _foreign_keys, _rows, _loose, _custody, _sealed):
                _guarded(report, examine, connection)
                if stopping:
                    raise CheckStopped
            connection.set_progress_handler(None, 0)
            if with_files:
                files = check_files(connection, moved=moved)
                report.files, report.files_ok = files.files, files.ok
                report.damage += files.damage
    except CheckStopped:
        report.finished = False
        report.damage = [one for one in report.damage if "interrupted" not in one.message]
    finally:
        connection.set_progress_handler(None, 0)
    return report


def _guarded(
    report: CheckReport, examine: Callable[[sqlite3.Connection, CheckReport], None], connection: sqlite3.Connection
) -> None:
    try:
        examine(connection, report)
    except _UNREADABLE as error:
        words = damage_words.plain(error)
        report.damage.append(
            Damage("pages", _PARTS[examine.__name__], f"It cannot be read to the end ({words}).", do=_REPAIR)
        )


_REPAIR = "Write all that can be kept into a new file (Repair), or restore a backup."


def _contents(connection: sqlite3.Connection, report: CheckReport) -> None:
    for part in inspect_schema.altered_parts(connection):
        table = damage_words.plain(part.partition(" ")[2])
        means = "What the file says of its own parts is not what a case says: rows in this one may not be read."
        words = "Its description in the list of contents was altered."
        report.damage.append(Damage("pages", damage_words.plain(part), words, table=table, means=means, do=_REPAIR))


def _pages(connection: sqlite3.Connection, report: CheckReport) -> None:
    try:
        found = [str(message) for (message,) in connection.execute("PRAGMA integrity_check(50)")]
    except _UNREADABLE as error:
        found = [str(error)]
    if found == ["ok"] or "interrupted" in found[-1]:
        return
    means = "Rows in it may be lost; those that are named below by ref are."
    named = _damaged_tables(connection)
    for table, message in named.items():
        words = f"Its part of the file is damaged ({message})."
        report.damage.append(Damage("pages", f"table {table}", words, table=table, means=means, do=_REPAIR))
    if not named:
        report.damage += [
            Damage("pages", "database", damage_words.plain(message), means=means, do=_REPAIR) for message in found
        ]


def _damaged_tables(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the tables whose pages do not hold together, each with SQLite's first words about it."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0").fetchall()
    named = {}
    for (table,) in tables:
        quoted = str(table).replace("'", "''")
        try:
            # With the name of a table SQLite examines that table and its indexes alone.
            (message,) = connection.execute(f"PRAGMA integrity_check('{quoted}')").fetchone()
        except _UNREADABLE as error:
            message = str(error)
        if message != "ok":
            named[damage_words.plain(table)] = damage_words.plain(message).split("\n")[-1]
    return named


def _foreign_keys(connection: sqlite3.Connection, report: CheckReport) -> None:
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        name, title, row_id = f"{table} row {rowid}", "", ""
        try:
            row = connection.execute(f"SELECT id FROM {table} WHERE rowid = ?", (rowid,)).fetchone()
            if row:
                row_id = str(row[0])
                name = damage_words.name_of(connection, table, row_id)
                title = damage_words.title_of(connection, table, row_id)
        except _UNREADABLE:
            # Its number still tells which one it is.
            pass
        words = f"It points to a row of {parent} that is gone."
        report.damage.append(Damage("links", name, words, title, str(table), damage_words.plain(row_id), do=_REPAIR))


def _rows(connection: sqlite3.Connection, report: CheckReport) -> None:
    for table, row_id, fault in digests.altered_rows(connection):
        if len(report.damage) < _MOST:
            report.damage.append(damage_words.altered(connection, table, row_id, fault))
    report.rows = connection.execute("SELECT count(*) FROM row_digest").fetchone()[0]


def _loose(connection: sqlite3.Connection, report: CheckReport) -> None:
    for table, row_id, words in loose_ends.loose_rows(connection):
        name = damage_words.name_of(connection, table, row_id)
        title = damage_words.title_of(connection, table, row_id)
        report.damage.append(Damage("links", name, words, title, table, damage_words.plain(row_id), do=_REPAIR))
    for step_id, words in loose_ends.loose_history(connection):
        report.damage.append(Damage("rows", f"step {step_id} of the history", words, table="step", row_id=str(step_id)))


def _custody(connection: sqlite3.Connection, report: CheckReport) -> None:
    report.log_entries = connection.execute("SELECT count(*) FROM custody").fetchone()[0]
    report.head_hash = custody.head_hash(connection)
    for seq in custody.broken_entries(connection):
        report.damage.append(
            Damage(
                "custody",
                f"entry {seq}",
                "It does not fit the chain.",
                table="custody",
                row_id=str(seq),
                means="The log was altered here, or an entry was taken out or put in.",
                do="Compare it with a backup, or with a head hash that was kept elsewhere.",
            )
        )


def _sealed(connection: sqlite3.Connection, report: CheckReport) -> None:
    named = {one.table for one in report.damage}
    for table, error in table_seals.broken_seals(connection):
        if table in ("change", "step") and "step" in named:
            # Said already, and which step it is.
            continue
        report.damage.append(
            Damage(
                "tables",
                f"table {table}",
                f"It cannot be read to the end ({error})."
                if error
                else "It is not as it was when the case was closed.",
                table=table,
                means=_BESIDE.get(table, "It holds nothing that was entered or came in."),
                do="Compare it with a backup." if table in _BESIDE else "It is made anew by the repair.",
            )
        )


#: What the tables with a seal are for, where their loss matters.
_BESIDE = {
    "blob": "It says which stored bytes are which file; files that no longer fit are named by ref.",
    "import_batch": "It says when files came in, and from where.",
    "import_file": "It says which paths an import read, and what became of each.",
    "step": "It says in words what was done.",
    "change": "It is what undo and redo replay.",
    "ref_counter": "It says which refs were given already: a new thing might get a ref that was used before.",
}
