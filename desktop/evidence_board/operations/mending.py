"""A file comes in again whose stored bytes were damaged meanwhile: they are made whole with the good ones."""

import sqlite3
from typing import Literal

from evidence_board.case import blob_mending, custody
from evidence_board.case.blobs import BlobWriter
from evidence_board.operations.import_files import ReadFile
from evidence_board.session import Session

__all__ = ["Mender"]


class Mender:
    """Compares repeats with what is stored, and replaces what was damaged.

    Comparing bytes that are in memory costs a fraction of the hashing that every file goes through anyhow.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._may_mend: bool | None = None

    def look(self, file: ReadFile, blob_id: int) -> None:
        """Note in ``file.stored`` whether the stored bytes of a repeat are whole."""
        if file.data is not None and self._session.read(blob_mending.differs, blob_id, file.data, file.chunks):
            file.stored = self._state()

    def look_at_large(self, file: ReadFile, blob_id: int, writer: BlobWriter) -> None:
        """Do the same for a large file, the bytes of which were stored once more just now."""
        if self._session.read(blob_mending.differs_from_blob, blob_id, writer.blob_id):
            file.stored = self._state()

    def _state(self) -> Literal["damaged", "beyond"]:
        if self._may_mend is None:
            self._may_mend = self._session.read(blob_mending.can_be_mended)
        return "damaged" if self._may_mend else "beyond"

    def mend(self, connection: sqlite3.Connection, actor: str, file: ReadFile, blob_id: int) -> None:
        """Replace the damaged parts inside the present transaction; the log notes it."""
        if file.stored == "damaged" and file.data is not None:
            parts = blob_mending.mend(connection, blob_id, file.data, file.chunks)
            _note(connection, actor, file, blob_id, parts)

    def mend_large(
        self, connection: sqlite3.Connection, actor: str, file: ReadFile, blob_id: int, good_id: int
    ) -> None:
        """Do the same for a large file out of the bytes stored just now."""
        if file.stored == "damaged":
            _note(connection, actor, file, blob_id, blob_mending.mend_from_blob(connection, blob_id, good_id))


def _note(connection: sqlite3.Connection, actor: str, file: ReadFile, blob_id: int, parts: int) -> None:
    row = connection.execute(
        "SELECT ref FROM item WHERE blob_id = ? ORDER BY deleted_at NOT NULL LIMIT 1", (blob_id,)
    ).fetchone()
    name = str(row[0]) if row else f"stored file {blob_id}"
    words = f"Replaced the damaged bytes of {name} with those of {file.seen.file_name}"
    detail: dict[str, object] = {"chunks": parts, "item": name, "label": words, "rows": {}, "sha256": file.sha256}
    custody.append(connection, actor=actor, action="bytes_replaced", detail=detail)
    file.stored = "mended"
