"""Writes the original of a file, byte for byte, to a new file outside the case."""

import hashlib
import sqlite3
from pathlib import Path

from evidence_board.case.blobs import read_blob
from evidence_board.case.details import read_original
from evidence_board.model.errors import KnownError
from evidence_board.session import Session

__all__ = ["save_original"]


def save_original(session: Session, item_id: str, target: Path) -> Path:
    """Write the stored bytes to a file that does not exist yet, checking their SHA-256 on the way.

    Takes as long as the disk needs: call it off the GUI thread.

    Raises:
        KnownError: there is such a file already, it cannot be written, or the stored bytes are damaged.
    """
    try:
        return session.read(_write, item_id, target)
    except FileExistsError as error:
        raise KnownError(
            f"There is a file named {target.name} already.",
            means="Nothing was written.",
            do="Choose another name.",
        ) from error
    except OSError as error:
        raise KnownError(
            f"{target.name} cannot be written.",
            means=f"{error.strerror or error}. Nothing was left there.",
            do="Choose another folder, or make room there.",
        ) from error


def _write(connection: sqlite3.Connection, item_id: str, target: Path) -> Path:
    original = read_original(connection, item_id)
    if original is None:
        raise KnownError("The case does not hold the bytes of this file.", do="Import it again from the source.")
    digest = hashlib.sha256()
    begun = False
    try:
        with target.open("xb") as file:
            begun = True
            for piece in read_blob(connection, original.blob_id):
                digest.update(piece)
                file.write(piece)
    except BaseException:
        if begun:
            # The first part of a file would look like the whole of it.
            target.unlink(missing_ok=True)
        raise
    if digest.hexdigest() != original.sha256:
        raise KnownError(
            "The stored bytes of this file are damaged.",
            means=f"{target.name} was written, but it differs from what was collected.",
            do="Run a check of the case, and restore the file from a backup.",
        )
    return target
