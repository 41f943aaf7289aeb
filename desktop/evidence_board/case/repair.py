"""Writes what can be kept of a damaged case into a new file; the damaged one is never touched.

Every row that can still be read is copied and compared with its digest. What is lost, altered or without a digest is
named. Originals with damaged parts keep their SHA-256 and all parts that are there, so that the check goes on naming
exactly those files. The history in words is kept, but nothing before can be taken back any more.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from evidence_board.case import (
    blobs,
    connect,
    copying,
    digests,
    held_files,
    inspect_schema,
    known_cases,
    repair_links,
    search_tables,
)
from evidence_board.case.check_files import file_fault
from evidence_board.case.damage_words import file_damage, name_of, plain, title_of
from evidence_board.case.repair_log import copy_log
from evidence_board.case.repair_pages import known_from_pages, rows_from_pages
from evidence_board.case.restore import RestoreStopped
from evidence_board.case.rows_left import UNREADABLE, rows_left
from evidence_board.case.schema import RECORDED, SCHEMA_VERSION
from evidence_board.case.search_documents import all_documents
from evidence_board.model.errors import KnownError
from evidence_board.model.ids import new_id
from evidence_board.model.moments import now_utc

__all__ = ["Lost", "RepairReport", "repair"]

Progress = Callable[[int, int], bool]
Row = tuple[object, ...]

#: Tables that are copied as they can be read, without a digest to compare with.
_PLAIN = ("import_batch", "import_file", "ref_counter", "fingerprint", "_sqlite_migrations")
_ATTACHED = ("thumbnail", "raw_tag")


@dataclass(frozen=True, slots=True)
class Lost:
    """One thing that is not in the new file as it was written down.

    Attributes:
        fate: lost, altered (kept as it is now), added (kept, though nobody wrote it down) or damaged (a file).
        table: its table.
        name: its ref where it has one, else its table and id.
        message: what happened to it.
        title: how people call it.
    """

    fate: str
    table: str
    name: str
    message: str
    title: str = ""


@dataclass(slots=True)
class RepairReport:
    """What a repair kept: rows, files (``files_ok`` with every byte), the log's old head, and what is not whole."""

    path: str
    rows: int = 0
    files: int = 0
    files_ok: int = 0
    old_head: str = ""
    lost: list[Lost] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether everything was kept as it was written down."""
        return not self.lost


def repair(damaged: Path, target: Path, *, actor: str, progress: Progress = lambda done, of: True) -> RepairReport:
    """Write all that can be kept into a new case.

    Args:
        damaged: the case file; only read, and not open in this process when its list of contents is damaged.
        target: the new file; must not exist.
        actor: who acts, for the log of the new file.
        progress: called with (bytes of files done, of); returning False ends it.

    Raises:
        KnownError: no room, the target exists, or nothing of the case can be read.
        RestoreStopped: it was ended; nothing was written.
    """
    if target.exists():
        raise KnownError(
            f"There is already a file named {target.name}.", means="It was not touched.", do="Choose another name."
        )
    try:
        copying.need_room(target.parent, damaged.stat().st_size)
    except OSError as error:
        raise connect.unusable(damaged, error) from error
    making = target.with_name(f".{target.name}.making")
    copying.clear_up(making)
    report = RepairReport(str(target))
    try:
        with ExitStack() as stack:
            connection = connect.connect_new(making)
            stack.callback(connection.close)
            copying.settle(connection)
            connection.execute("BEGIN")
            _make_schema(connection, _version_of(damaged))
            _Repair(connection, damaged, report, actor, progress).run()
            connection.execute("COMMIT")
        copying.finish_aside(making, target)
    except BaseException:
        copying.clear_up(making)
        raise
    known_cases.remember(target)
    return report


def _version_of(damaged: Path) -> int:
    """Return the schema version that the head of the file tells, or the present one where it tells none."""
    if held_files.is_held(damaged):
        return SCHEMA_VERSION
    with damaged.open("rb") as file:
        version = int.from_bytes(file.read(64)[60:])
    return version if 1 <= version <= SCHEMA_VERSION else SCHEMA_VERSION


def _make_schema(connection: sqlite3.Connection, version: int) -> None:
    parts = inspect_schema.schema_of(version)
    virtual = [name for name, sql in parts.items() if sql.upper().startswith("CREATE VIRTUAL")]
    for kind in ("table", "index", "view"):
        for name, sql in parts.items():
            # The shadows of a virtual table come with it.
            shadow = any(name.startswith(f"{one}_") for one in virtual)
            if name.startswith(f"{kind} ") and sql and not shadow and not name.startswith("table sqlite_"):
                connection.execute(sql)
    connection.execute(f"PRAGMA user_version = {version}")


class _Repair:
    """One repair under way."""

    def __init__(
        self, connection: sqlite3.Connection, damaged: Path, report: RepairReport, actor: str, progress: Progress
    ) -> None:
        self._to = connection
        self._damaged = damaged
        self._report = report
        self._actor = actor
        self._progress = progress
        self._source: sqlite3.Connection | None = None

    def run(self) -> None:
        known: dict[str, dict[str, str]] = {}
        here = {row[0] for row in self._to.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        recorded = [table for table in RECORDED if table in here]
        with ExitStack() as stack:
            self._source = self._opened(stack)
            for table, row_id, digest in self._rows("row_digest"):
                known.setdefault(str(table), {})[str(row_id)] = str(digest)
            found = {table: self._copied(table, known.get(table, {})) for table in recorded}
            for table in (*_PLAIN, *_ATTACHED, "step", "blob"):
                if table not in here:
                    continue
                self._put(table, self._rows(table))
                log = list(self._rows("custody"))
            self._files()
        may_look = not held_files.is_held(self._damaged)
        if not known and may_look:
            known = known_from_pages(self._damaged)
        missing = {
            table: {row_id: digest for row_id, digest in rows.items() if row_id not in found[table]}
            for table, rows in known.items()
            if table in found
        }
        besides = self._lost_besides(log)
        if (any(missing.values()) or besides) and may_look:
            self._report.rows += rows_from_pages(
                self._to, self._damaged, missing=missing, besides=besides, insert=self._insert
            )
            log = log or self._to.execute("SELECT * FROM custody").fetchall()
            self._to.execute("DELETE FROM custody")
        self._to.execute("UPDATE step SET state = 'dropped'")
        if not self._report.rows:
            raise KnownError(
                f"Nothing of {self._damaged.name} can be kept.",
                means="None of its rows can be read. The file was not changed.",
                do="Look for another copy of it, or restore a backup.",
            )
        for table, rows in missing.items():
            for row_id in rows:
                self._tell("lost", table, row_id, "It cannot be read any more.")
        self._blobs_anew()
        for table, row_id, words in repair_links.mend(self._to):
            self._tell("lost" if words.startswith("It ") else "altered", table, row_id, words)
        self._attached(known)
        self._check_files()
        self._seal(recorded)
        if "match_point" in here and not search_tables.make_tables(self._to, fill=all_documents):
            search_tables.make_anew(self._to, fill=all_documents)
        copy_log(self._to, log, self._report, actor=self._actor, source=self._damaged.name)

    def _opened(self, stack: ExitStack) -> sqlite3.Connection | None:
        try:
            source = connect.connect_reader(self._damaged)
        except KnownError:
            # Nothing but its pages is left to read.
            return None
        stack.callback(source.close)
        stack.enter_context(digests.lenient(source))
        return source

    def _rows(self, table: str) -> Iterator[Row]:
        if self._source is None:
            return
        columns = ", ".join(f'"{name}"' for name in self._columns(table))
        try:
            yield from rows_left(self._source, table, columns)
        except UNREADABLE:
            # The list of contents does not know the table; what its pages hold is looked for later.
            return

    def _columns(self, table: str) -> list[str]:
        return [row[1] for row in self._to.execute(f'PRAGMA table_info("{table}")')]

    def _copied(self, table: str, known: dict[str, str]) -> set[str]:
        position = self._columns(table).index("id")
        found = set()
        for row in self._rows(table):
            row_id = str(row[position])
            expected = known.get(row_id)
            if not self._insert(table, row):
                continue
            found.add(row_id)
            if expected is None and known:
                self._tell(
                    "added", table, row_id, "No digest of it is there: it was put in from outside, or that was lost."
                )
            elif expected is not None and digests.row_digest(table, row) != expected:
                self._tell("altered", table, row_id, "It differs from what was written down. It was kept as it is now.")
        self._report.rows += len(found)
        return found

    def _put(self, table: str, rows: Iterator[Row]) -> None:
        for row in rows:
            self._insert(table, row)

    def _insert(self, table: str, row: Row) -> bool:
        marks = ", ".join("?" * len(row))
        try:
            self._to.execute(f'INSERT INTO "{table}" VALUES ({marks})', row)
        except (sqlite3.Error, UnicodeEncodeError, OverflowError):
            # A value that its table does not take: it cannot be what was written down.
            clean = tuple(plain(value) if isinstance(value, str) else value for value in row)
            try:
                self._to.execute(f'INSERT INTO "{table}" VALUES ({marks})', clean)
            except (sqlite3.Error, OverflowError):
                return False
        return True

    # -- rows that nothing leads to ----------------------------------------------------------------------

    def _lost_besides(self, log: list[Row]) -> set[str]:
        """Return the tables without a digest by row of which something is missing."""
        lost = set()
        if self._one("SELECT 1 FROM item WHERE blob_id NOT NULL AND blob_id NOT IN (SELECT id FROM blob)"):
            lost |= {"blob", "chunk"}
        bytes_of = "(SELECT ifnull(sum(length(data)), 0) FROM chunk WHERE blob_id = b.id)"
        if self._one(f"SELECT 1 FROM blob b WHERE complete = 1 AND size <> {bytes_of}"):
            lost.add("chunk")
        if not log:
            lost.add("custody")
        lost |= {table for table in ("step", *_ATTACHED) if not self._one(f"SELECT 1 FROM {table}")}
        return lost | ({"blob", "chunk"} if self._source is None else set())

    def _one(self, sql: str) -> bool:
        return self._to.execute(f"{sql} LIMIT 1").fetchone() is not None

    # -- originals ---------------------------------------------------------------------------------------

    def _files(self) -> None:
        total = self._to.execute("SELECT ifnull(sum(size), 0) FROM blob").fetchone()[0]
        done = 0
        for blob_id, size in self._to.execute("SELECT id, size FROM blob").fetchall():
            for number in range(min(-(-size // blobs.CHUNK), 1 << 24)):
                row = self._chunk(blob_id, number)
                if row is not None:
                    self._insert("chunk", (blob_id, number, *row))
                done += blobs.CHUNK
                if not self._progress(min(done, total), total):
                    raise RestoreStopped

    def _chunk(self, blob_id: int, number: int) -> Row | None:
        if self._source is None:
            return None
        try:
            sql = "SELECT sha256, data FROM chunk WHERE blob_id = ? AND number = ?"
            row: Row | None = self._source.execute(sql, (blob_id, number)).fetchone()
        except UNREADABLE:
            return None
        return row

    def _blobs_anew(self) -> None:
        """Make the record of a file anew from its parts where that alone was lost."""
        sql = "SELECT DISTINCT blob_id FROM item WHERE blob_id NOT NULL AND blob_id NOT IN (SELECT id FROM blob)"
        for (blob_id,) in self._to.execute(sql).fetchall():
            whole, size = hashlib.sha256(), 0
            for data in blobs.read_blob(self._to, blob_id):
                whole.update(data)
                size += len(data)
            if size:
                self._insert("blob", (blob_id, whole.hexdigest(), size, 1))
                name = file_damage(self._to, blob_id, "").name
                words = "Its SHA-256 was lost and made anew from the bytes that are there."
                self._report.lost.append(Lost("altered", "blob", name, words))

    def _check_files(self) -> None:
        for blob_id, sha256, size in self._to.execute(
            "SELECT id, sha256, size FROM blob WHERE complete = 1"
        ).fetchall():
            self._report.files += 1
            try:
                fault = file_fault(self._to, blob_id, sha256, size)
            except UNREADABLE as error:
                fault = f"Its bytes cannot be read ({error})."
            if not fault:
                self._report.files_ok += 1
                continue
            damage = file_damage(self._to, blob_id, fault)
            self._report.lost.append(Lost("damaged", "blob", damage.name, fault, damage.title))
            for (item_id,) in self._to.execute("SELECT id FROM item WHERE blob_id = ?", (blob_id,)).fetchall():
                self._note_problem(item_id, fault)

    def _note_problem(self, item_id: str, fault: str) -> None:
        now = now_utc()
        words = f"Its bytes are not all as they came in: {fault} The rest was kept."
        self._to.execute(
            "INSERT INTO problem (id, item_id, code, message, created_at, created_by, updated_at)"
            " VALUES (?, ?, 'damaged_bytes', ?, ?, ?, ?)",
            (new_id(), item_id, words, now, self._actor, now),
        )
        self._to.execute("UPDATE item SET state = 'partial' WHERE id = ? AND state = 'ok'", (item_id,))

    # -- the end -----------------------------------------------------------------------------------------

    def _attached(self, known: dict[str, dict[str, str]]) -> None:
        """Keep small pictures that are as they were, and raw tags as they are; name what differs."""
        now: dict[str, dict[str, str]] = {table: dict(digests.attached_digests(self._to, table)) for table in _ATTACHED}
        for table in _ATTACHED:
            for item_id, expected in known.get(table, {}).items():
                digest = now[table].get(item_id)
                if digest == expected:
                    continue
                if table == "thumbnail":
                    self._to.execute("DELETE FROM thumbnail WHERE item_id = ?", (item_id,))
                    self._tell("lost", table, item_id, "The small picture cannot be read any more; the original can.")
                else:
                    fate = "lost" if digest is None else "altered"
                    self._tell(fate, table, item_id, "The raw tags are not all as they were; the original holds them.")

    def _seal(self, recorded: list[str]) -> None:
        rows = ((table, row[0]) for table in recorded for row in self._to.execute(f"SELECT id FROM {table}").fetchall())
        digests.refresh(self._to, rows)
        for table in _ATTACHED:
            digests.seal_all_attached(self._to, table)

    def _tell(self, fate: str, table: str, row_id: str, words: str) -> None:
        name = name_of(self._to, table, row_id)
        self._report.lost.append(Lost(fate, table, name, words, title_of(self._to, table, row_id)))
