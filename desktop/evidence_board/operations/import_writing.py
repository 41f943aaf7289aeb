"""Writes examined files into the case in short transactions of one step."""

import os
import sqlite3
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from evidence_board.case import blobs, imports
from evidence_board.case.blobs import CHUNK, BlobWriter
from evidence_board.case.gate import Transaction
from evidence_board.importers.folder import Plan, Refused, open_regular, shown
from evidence_board.jobs import BACKGROUND
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import BugError
from evidence_board.operations.examined import Examined, insert_item, insert_occurrence, live_item_with
from evidence_board.operations.import_files import ReadFile, begin_examination, examined_from, listed
from evidence_board.operations.mending import Mender
from evidence_board.session import Session
from evidence_board.workers.contract import RangeSource
from evidence_board.workers.supervisor import Supervisor

if TYPE_CHECKING:
    from evidence_board.operations.importing import ImportReport

__all__ = ["ImportWriter", "Prepared", "Stopped", "Written", "report_as_json"]

P = ParamSpec("P")
T = TypeVar("T")

#: A transaction of an import ends after about this long, so that a user's edit never waits for more.
_BATCH_S = 0.020
_PIECE = 4 * CHUNK


@dataclass(slots=True)
class Prepared:
    """A file ready to be written: examined, or a repeat, or refused. ``blob_id`` when stored already."""

    file: ReadFile
    examined: Examined | None = None
    blob_id: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What one transaction brought in: its change set, how many files, and those to be examined after all."""

    changes: ChangeSet
    files: int
    again: list[Prepared]


class Stopped(Exception):
    """The user stopped the import in the middle of a large file."""


class ImportWriter:
    """The writing side of one import.

    Attributes:
        step_id: the undo step of the import.
        batch_id: its to-do list in the case.
    """

    def __init__(
        self,
        session: Session,
        step_id: int,
        batch_id: str,
        report: "ImportReport",
        refs: Callable[[Path], str | None],
    ) -> None:
        self._session = session
        self.step_id = step_id
        self.batch_id = batch_id
        self._report = report
        self._refs = refs
        self._mender = Mender(session)

    @classmethod
    def begin(
        cls,
        session: Session,
        plan: Plan,
        source: str,
        report: "ImportReport",
        refs: Callable[[Path], str | None],
    ) -> "ImportWriter":
        """Open the step and write down everything that is to be read."""

        def start() -> tuple[int, str]:
            one = shown(Path(plan.files[0].name)) if len(plan.files) == 1 else f"{len(plan.files)} files"
            label = f"Import {one}"
            with session.gate.transaction(label, action="imported", kind="import") as finished:
                blobs.sweep(finished.tx.connection)
                batch_id = imports.begin(
                    finished.tx.connection,
                    step_id=finished.tx.step_id,
                    source=source,
                    files=[listed(path) for path in plan.files],
                    refused=[(one.path, one.reason) for one in plan.refused],
                )
            return finished.tx.step_id, batch_id

        step_id, batch_id = session.on_writer(start, priority=BACKGROUND).result()
        return cls(session, step_id, batch_id, report, refs)

    def is_known(self, file: ReadFile) -> bool:
        """Tell whether the case holds these bytes already, so that nobody need examine them."""
        if not file.sha256:
            return False
        blob_id = self._session.read(blobs.find_blob, file.sha256)
        if blob_id is None:
            return False
        self._mender.look(file, blob_id)
        return self._session.read(live_item_with, blob_id) is not None

    def prepare(self, file: ReadFile, supervisor: Supervisor, progress: Callable[[str, int, int], bool]) -> Prepared:
        """Wait for the examination of a file; a large file is stored first and served in ranges."""
        if file.refusal:
            return Prepared(file)
        if file.data is None:
            return self._prepare_large(file, supervisor, progress)
        return Prepared(file, examined_from(file) if file.reply is not None else None)

    def prepare_again(self, one: Prepared, supervisor: Supervisor) -> Prepared:
        """Examine a repeat after all: the item that held its bytes went to the bin since it was recognised."""
        source = None if one.blob_id is None else self._source(one.blob_id, one.file.size)
        begin_examination(one.file, supervisor, source)
        return replace(one, examined=examined_from(one.file))

    def write(self, prepared: deque[Prepared]) -> Written:
        """Write as many files as fit into one short transaction, taking them from the left."""
        again: list[Prepared] = []
        # Counted only after the commit: a full disk must not leave a report of files that are not there.
        notes: list[Callable[[], None]] = []
        with self._session.gate.transaction(
            "Import", action="imported", step_id=self.step_id, kind="import"
        ) as finished:
            deadline = time.monotonic() + _BATCH_S
            while prepared:
                one = prepared.popleft()
                note = self._write_one(finished.tx, one)
                if note is None:
                    again.append(one)
                else:
                    notes.append(note)
                if time.monotonic() > deadline:
                    break
        for note in notes:
            note()
        return Written(finished.changes, len(notes), again)

    def finish(self, *, stopped: bool) -> None:
        """Close the to-do list and note the counts in the custody log."""
        gate = self._session.gate
        with gate.unrecorded() as connection:
            counts = imports.finish(connection, self.batch_id, state="stopped" if stopped else "done")
            if not connection.execute("SELECT 1 FROM change WHERE step_id = ?", (self.step_id,)).fetchone():
                # Nothing came in, so there is nothing to take back.
                connection.execute("UPDATE step SET state = 'dropped' WHERE id = ?", (self.step_id,))
            else:
                words = self._label(connection, counts)
                connection.execute("UPDATE step SET label = ? WHERE id = ?", (words, self.step_id))
        told = ", ".join(f"{number} {word}" for word, number in counts.items() if number) or "nothing new"
        words = f"Import {'stopped' if stopped else 'ended'}: {told}"
        gate.note("import_ended", {**counts, "step": self.step_id, "stopped": stopped}, words=words)

    def _label(self, connection: sqlite3.Connection, counts: dict[str, int]) -> str:
        """Return what the step did, which after a stop is less than was asked for."""
        if not counts["added"]:
            return f"Note {counts['repeats']} repeats"
        files = connection.execute("SELECT total FROM import_batch WHERE id = ?", (self.batch_id,)).fetchone()[0]
        if imports.pending_files(connection, self.batch_id):
            return f"Import {counts['added']} of {files} files"
        if files > 1:
            return f"Import {files} files"
        return str(connection.execute("SELECT label FROM step WHERE id = ?", (self.step_id,)).fetchone()[0])

    # -- one file --------------------------------------------------------------------------------------

    def _write_one(self, tx: Transaction, one: Prepared) -> Callable[[], None] | None:
        """Write one file; returns what to count after the commit, or None when it must be examined first."""
        file, report = one.file, self._report
        connection = tx.connection
        if file.refusal:
            imports.mark(connection, file.number, state="refused", reason=file.refusal)
            return lambda: report.refused.append(Refused(file.seen.path, file.refusal))
        stored = blobs.find_blob(connection, file.sha256) if one.blob_id is None else one.blob_id
        known = None if stored is None else live_item_with(connection, stored)
        if known is None and one.examined is None:
            return None
        if stored is None:
            stored = blobs.store_blob(connection, file.data or b"", file.sha256, file.chunks)
        self._mender.mend(connection, tx.actor, file, stored)
        if known is not None:
            insert_occurrence(tx, known[0], file.seen, batch_id=self.batch_id)
            imports.mark(connection, file.number, state="repeat", item_id=known[0])

            ref_known = known[1]

            def count_repeat() -> None:
                report.duplicates += 1
                self._count_mended(file, ref_known)

            return count_repeat
        examined = one.examined
        if examined is None:
            raise BugError(f"{file.seen.file_name} was not examined")
        item_id = insert_item(
            tx, examined, file.seen, blob_id=stored, batch_id=self.batch_id, ref=self._refs(file.path)
        )
        imports.mark(connection, file.number, state="added", item_id=item_id)
        ref = str((tx.one("SELECT ref FROM item WHERE id = ?", (item_id,)) or ("",))[0])
        return lambda: self._count_added(file, examined, ref)

    def _count_added(self, file: ReadFile, examined: Examined, ref: str) -> None:
        report, found = self._report, examined.examination
        report.added += 1
        report.geotags += len(found.geotags)
        report.with_gps += bool(found.geotags)
        report.need_you += any(problem.needs_you for problem in found.problems)
        report.problems += [(file.seen.path, ref, str(problem.code), problem.message) for problem in found.problems]
        self._count_mended(file, ref)

    def _count_mended(self, file: ReadFile, ref: str) -> None:
        """Say of a repeat whose stored bytes were damaged what became of them."""
        report = self._report
        if file.stored == "mended":
            report.mended += 1
            words = "Its stored bytes were damaged; those of this file took their place."
            report.problems.append((file.seen.path, ref, "bytes_replaced", words))
        elif file.stored == "beyond":
            report.beyond_mending += 1
            words = (
                "Its stored bytes are damaged and cannot be replaced in this file, whose pages do not hold together."
                " Repair the case into a new file and import this file there."
            )
            report.problems.append((file.seen.path, ref, "bytes_damaged", words))

    def _prepare_large(
        self, file: ReadFile, supervisor: Supervisor, progress: Callable[[str, int, int], bool]
    ) -> Prepared:
        stored = self._store_large(file, progress)
        if stored is None:
            return Prepared(file)
        blob_id, file.sha256 = stored
        if self._session.read(live_item_with, blob_id) is None:
            begin_examination(file, supervisor, self._source(blob_id, file.size))
        return Prepared(file, examined_from(file) if file.reply is not None else None, blob_id)

    def _source(self, blob_id: int, size: int) -> RangeSource:
        return RangeSource(size, lambda offset, length: self._session.read(blobs.read_range, blob_id, offset, length))

    def _store_large(self, file: ReadFile, progress: Callable[[str, int, int], bool]) -> tuple[int, str] | None:
        """Store a large file piece by piece; None when it was refused.

        Raises:
            Stopped: the user stopped the import; nothing of the file stays, and it is still to be done.
        """
        session = self._session

        def unrecorded(job: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **keywords: P.kwargs) -> T:
            def inside() -> T:
                with session.gate.unrecorded() as connection:
                    return job(connection, *args, **keywords)

            return session.on_writer(inside, priority=BACKGROUND).result()

        writer = unrecorded(BlobWriter)
        done = 0
        try:
            with os.fdopen(open_regular(file.path), "rb") as source:
                while piece := source.read(_PIECE):
                    unrecorded(writer.write, piece)
                    done += len(piece)
                    if not progress(file.seen.file_name, done, max(done, file.size)):
                        # Half a file must never pass for a whole one.
                        raise Stopped
        except OSError as error:
            file.refusal = f"It cannot be read to its end: {error.strerror or error}."
            unrecorded(blobs.drop_blob, writer.blob_id)
            return None
        except Stopped:
            unrecorded(blobs.drop_blob, writer.blob_id)
            raise
        file.size = done
        known = session.read(blobs.find_blob, writer.sha256)
        if known is not None:
            file.sha256 = writer.sha256
            self._mender.look_at_large(file, known, writer)
            unrecorded(self._mender.mend_large, session.gate.actor, file, known, writer.blob_id)
        blob_id, sha256, _ = unrecorded(writer.finish)
        return blob_id, sha256


def report_as_json(report: "ImportReport") -> dict[str, object]:
    """Return the report as the JSON document of the command line."""
    values = asdict(report)
    values["problems"] = [
        {"path": path, "ref": ref, "code": code, "message": message} for path, ref, code, message in report.problems
    ]
    # A folder of photos brings none of these; importers of archives will.
    for key in ("accounts", "posts", "links"):
        values[key] = 0
    for key in ("need_you", "with_gps", "stopped", "step_id", "mended", "beyond_mending"):
        values.pop(key)
    return values
