"""Examines a case: rows, chunks, custody chain, foreign keys, pages; names what is damaged."""

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field

from evidence_board.case import custody, digests

__all__ = ["CheckReport", "Damage", "check"]

#: What reading a damaged file can end in: SQLite's own words, or a value of a kind that none of ours has.
_UNREADABLE = (sqlite3.DatabaseError, TypeError, ValueError, OverflowError)
#: What each part of the check reads, where it cannot be read.
_PARTS = {
    "_pages": "the whole file",
    "_foreign_keys": "what points to what",
    "_rows": "the list of digests",
    "_custody": "the custody log",
}


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing found wrong. ``part`` is rows, files, custody, links or pages; ``name`` says which one."""

    part: str
    name: str
    message: str


@dataclass(slots=True)
class CheckReport:
    """What a check found. ``files_ok`` of ``files`` have every byte as stored; ``head_hash`` anchors the log."""

    files: int = 0
    files_ok: int = 0
    rows: int = 0
    log_entries: int = 0
    head_hash: str = ""
    damage: list[Damage] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """True when nothing is damaged."""
        return not self.damage


def check(
    connection: sqlite3.Connection, *, progress: Callable[[int, int], bool] = lambda done, of: True
) -> CheckReport:
    """Examine everything with a read-only connection; never writes.

    Args:
        connection: a reader.
        progress: called with (files done, of); returning False ends the check early.
    """
    report = CheckReport()
    with digests.lenient(connection):
        for examine in (_pages, _foreign_keys, _rows, _custody):
            _guarded(report, examine, connection)
        _files(connection, report, progress)
    return report


def _guarded(
    report: CheckReport, examine: Callable[[sqlite3.Connection, CheckReport], None], connection: sqlite3.Connection
) -> None:
    try:
        examine(connection, report)
    except _UNREADABLE as error:
        report.damage.append(Damage("pages", _PARTS[examine.__name__], f"It cannot be read to the end ({error})."))


def _pages(connection: sqlite3.Connection, report: CheckReport) -> None:
    try:
        found = [message for (message,) in connection.execute("PRAGMA integrity_check(50)")]
    except _UNREADABLE as error:
        found = [str(error)]
    if found == ["ok"]:
        return
    named = _damaged_tables(connection)
    for table, message in named.items():
        report.damage.append(Damage("pages", f"table {table}", f"Its part of the file is damaged ({message})."))
    if not named:
        report.damage += [Damage("pages", "database", _plain(message)) for message in found]


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
            named[_plain(table)] = _plain(message).split("\n")[-1]
    return named


def _foreign_keys(connection: sqlite3.Connection, report: CheckReport) -> None:
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        report.damage.append(Damage("links", f"{table} row {rowid}", f"It points to a row of {parent} that is gone."))


def _rows(connection: sqlite3.Connection, report: CheckReport) -> None:
    for table, row_id, fault in digests.altered_rows(connection):
        name = _name_of(connection, table, row_id)
        words = {
            "altered": "It was changed outside Evidence Board.",
            "missing": "It was taken out outside Evidence Board.",
            "added": "It was put in outside Evidence Board.",
            "unreadable": "It cannot be read: its part of the file is damaged.",
        }[fault]
        report.damage.append(Damage("rows", name, words))
    report.rows = connection.execute("SELECT count(*) FROM row_digest").fetchone()[0]


def _custody(connection: sqlite3.Connection, report: CheckReport) -> None:
    report.log_entries = connection.execute("SELECT count(*) FROM custody").fetchone()[0]
    report.head_hash = custody.head_hash(connection)
    for seq in custody.broken_entries(connection):
        report.damage.append(Damage("custody", f"entry {seq}", "It does not fit the chain."))


def _files(connection: sqlite3.Connection, report: CheckReport, progress: Callable[[int, int], bool]) -> None:
    blobs, unreadable = _blobs(connection)
    report.files = len(blobs) + len(unreadable)
    for blob_id in unreadable:
        report.damage.append(Damage("files", _file_name(connection, blob_id), "What is known of it cannot be read."))
    try:
        stray = connection.execute("SELECT DISTINCT blob_id FROM chunk WHERE blob_id NOT IN (SELECT id FROM blob)")
        for (blob_id,) in stray:
            report.damage.append(Damage("files", f"stored bytes {blob_id}", "They belong to no file of the case."))
    except _UNREADABLE as error:
        report.damage.append(Damage("pages", "the list of stored bytes", f"It cannot be read to the end ({error})."))
    for position, (blob_id, sha256, size) in enumerate(blobs):
        name = _file_name(connection, blob_id)
        try:
            fault = _file_fault(connection, blob_id, sha256, size)
        except _UNREADABLE as error:
            fault = f"Its bytes cannot be read ({error})."
        if fault:
            report.damage.append(Damage("files", name, fault))
        else:
            report.files_ok += 1
        if not progress(position + 1, len(blobs)):
            return


def _blobs(connection: sqlite3.Connection) -> tuple[list[tuple[int, str, int]], list[int]]:
    """Return id, SHA-256 and size of every whole file, and the ids of those of which that cannot be read."""
    sql = "SELECT id, sha256, size FROM blob WHERE complete = 1"
    found: list[tuple[int, str, int]] = []
    try:
        for row in connection.execute(f"{sql} ORDER BY id"):
            found.append(row)
    except _UNREADABLE:
        # A damaged page ends the reading of the list: look for the rest one by one.
        pass
    else:
        return found, []
    known, unreadable = {row[0] for row in found}, []
    for blob_id in range(1, _last_blob(connection, known) + 1):
        if blob_id in known:
            continue
        try:
            found += connection.execute(f"{sql} AND id = ?", (blob_id,)).fetchall()
        except _UNREADABLE:
            unreadable.append(blob_id)
    return sorted(found), unreadable


def _last_blob(connection: sqlite3.Connection, known: set[int]) -> int:
    """Return the largest number of a file that anything readable mentions."""
    last = max(known, default=0)
    for sql in ("SELECT max(blob_id) FROM chunk", "SELECT max(blob_id) FROM item"):
        try:
            last = max(last, connection.execute(sql).fetchone()[0] or 0)
        except _UNREADABLE:
            # The other one may know.
            continue
    return last


def _file_name(connection: sqlite3.Connection, blob_id: int) -> str:
    """Return the ref of the item that a stored file belongs to, as far as that can be read."""
    try:
        row = connection.execute(
            "SELECT ref FROM item WHERE blob_id = ? ORDER BY deleted_at LIMIT 1", (blob_id,)
        ).fetchone()
    except _UNREADABLE:
        row = None
    return _plain(row[0] if row and row[0] else f"stored file {blob_id}")


def _file_fault(connection: sqlite3.Connection, blob_id: int, sha256: str, size: int) -> str:
    whole = hashlib.sha256()
    length = 0
    bad = []
    sql = "SELECT number, sha256, data FROM chunk WHERE blob_id = ? ORDER BY number"
    for expected, (number, digest, data) in enumerate(connection.execute(sql, (blob_id,))):
        if number != expected or hashlib.sha256(data).hexdigest() != digest:
            bad.append(number)
        whole.update(data)
        length += len(data)
    if bad:
        return f"Part {', '.join(str(number + 1) for number in bad[:5])} of its bytes was altered."
    if length != size:
        return f"{length} of {size} bytes are there."
    return "" if whole.hexdigest() == sha256 else "Its bytes do not fit its SHA-256."


def _name_of(connection: sqlite3.Connection, table: str, row_id: str) -> str:
    if table == "step":
        return f"step {row_id} of the history"
    # The small picture and the raw tags go by the name of their item.
    named = "item" if table in ("thumbnail", "raw_tag") else table
    try:
        row = connection.execute(f"SELECT ref FROM {named} WHERE id = ?", (row_id,)).fetchone()
    except sqlite3.DatabaseError:
        row = None
    return _plain(f"{row[0]} ({table})" if row else f"{table} {row_id}")


def _plain(text: object) -> str:
    """Return text that can be printed, whatever a damaged file made of it."""
    return str(text).encode("utf-8", "replace").decode()
