"""Copies of map files inside the case, so that a layer travels with it: written in pieces, whole or not at all."""

import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from evidence_board.case import blobs
from evidence_board.case.blobs import CHUNK, BlobWriter
from evidence_board.case.gate import Transaction
from evidence_board.importers.folder import open_regular
from evidence_board.jobs import BACKGROUND
from evidence_board.model.changes import ChangeSet
from evidence_board.model.checked_values import refused
from evidence_board.model.errors import KnownError
from evidence_board.model.layer_paths import is_local, last_part
from evidence_board.operations.map_layers import insert_layer
from evidence_board.operations.placement_rows import live_row
from evidence_board.session import Session

__all__ = ["Progress", "copy_layer", "keep_layer_inside"]

#: Told the bytes copied and all bytes; answers False to stop.
Progress = Callable[[int, int], bool]

#: Puts the finished bytes to their place: blob id, SHA-256, bytes.
Finish = Callable[[Transaction, int, str, int], None]

P = ParamSpec("P")
T = TypeVar("T")

_PIECE = 4 * CHUNK


def copy_layer(
    session: Session,
    *,
    kind: str,
    path: Path,
    name: str = "",
    attribution: str = "",
    options: Mapping[str, object] | None = None,
    opacity: float = 1.0,
    progress: Progress = lambda done, total: True,
) -> ChangeSet | None:
    """Copy a map file into the case and lay it over the others; ``result["id"]`` is the row id of the layer.

    Runs in any thread but the writer's, and leaves that free between pieces: user verbs go on meanwhile.

    Args:
        session: the open case.
        kind: a word of `LayerKind`.
        path: a plain file; folders (tiles as single files) can only be linked.
        name: what to call it; the name of the file when empty.
        attribution: whose it is.
        options: what its format needs, plain JSON.
        opacity: 0 to 1.
        progress: told how far it is.

    Returns:
        The change set, or None when ``progress`` stopped it; nothing is left of it then.

    Raises:
        KnownError: it is no plain file, cannot be read to its end, has no room, files come in meanwhile, or as
            `evidence_board.operations.map_layers.add_layer`.
    """
    # Only its name is kept: where it lay on this computer says nothing to others.
    shown = last_part(str(path))
    values = {"name": name or shown, "attribution": attribution, "options": options or {}, "opacity": opacity}

    def finish(tx: Transaction, blob_id: int, sha256: str, size: int) -> None:
        row_id = insert_layer(tx, kind=kind, values={**values, "sha256": sha256, "size": size}, blob_id=blob_id)
        tx.update("map_layer", row_id, path=shown)

    return _copied(session, path, progress, finish)


def keep_layer_inside(
    session: Session, *, row_id: str, progress: Progress = lambda done, total: True
) -> ChangeSet | None:
    """Copy the file of a linked layer into the case, so that it travels with it; otherwise as `copy_layer`.

    Raises:
        KnownError: the layer is gone or lies inside already, or as `copy_layer`.
    """
    path = session.read(_linked, row_id)

    def finish(tx: Transaction, blob_id: int, sha256: str, size: int) -> None:
        name = live_row(tx, "map_layer", row_id, ("name",), word="layer")["name"]
        tx.label = f"Keep the layer “{name}” inside the case"
        tx.update("map_layer", row_id, blob_id=blob_id, sha256=sha256, size=size, path=last_part(path))

    return _copied(session, Path(path), progress, finish)


def _copied(session: Session, path: Path, progress: Progress, finish: Finish) -> ChangeSet | None:
    if session.active_import is not None:
        raise _while_importing()
    if not is_local(str(path)):
        raise refused("Only a file on this computer can be copied into the case.", "Give its whole path.")
    writer = _on_writer(session, BlobWriter)
    try:
        written = _write_pieces(session, path, writer, progress)
        if written is None:
            _on_writer(session, blobs.drop_blob, writer.blob_id)
            return None
        return session.run(_finished, writer=writer, written=written, finish=finish).result()
    except BaseException:
        _on_writer(session, blobs.drop_blob, writer.blob_id)
        raise


def _write_pieces(session: Session, path: Path, writer: BlobWriter, progress: Progress) -> int | None:
    """Write the file piece by piece; returns its bytes, or None when stopped."""
    written = 0
    try:
        with os.fdopen(open_regular(path), "rb") as source:
            total = os.fstat(source.fileno()).st_size
            while piece := source.read(_PIECE):
                _on_writer(session, writer.write, piece)
                written += len(piece)
                if not progress(written, max(total, written)):
                    return None
    except OSError as error:
        raise KnownError(
            f"{path.name} could not be copied into the case.",
            means=f"It cannot be read to its end: {error.strerror or error}.",
            do="Link it instead, or copy it to another folder first.",
        ) from error
    if not written:
        raise refused(f"{path.name} is empty.", "Choose another file.")
    return written


def _finished(session: Session, /, *, writer: BlobWriter, written: int, finish: Finish) -> ChangeSet:
    with session.gate.transaction("Copy a layer into the case", action="annotated") as finished:
        tx = finished.tx
        # An import that began meanwhile sweeps away what looks half-written.
        row = tx.one("SELECT ifnull(sum(length(data)), 0) FROM chunk WHERE blob_id = ?", (writer.blob_id,))
        if row is None or row[0] != written:
            raise _while_importing()
        blob_id, sha256, _ = writer.finish(tx.connection)
        finish(tx, blob_id, sha256, written)
    return finished.changes


def _on_writer(
    session: Session, job: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **keywords: P.kwargs
) -> T:
    def inside() -> T:
        with session.gate.unrecorded() as connection:
            return job(connection, *args, **keywords)

    return session.on_writer(inside, priority=BACKGROUND).result()


def _linked(connection: sqlite3.Connection, row_id: str) -> str:
    sql = "SELECT path, blob_id FROM map_layer WHERE id = ? AND deleted_at IS NULL"
    row = connection.execute(sql, (row_id,)).fetchone()
    if row is None:
        raise refused("This layer is gone.", "Undo brings it back.")
    if row[1] is not None:
        raise refused("This layer lies inside the case already.", "There is nothing to copy.")
    return str(row[0])


def _while_importing() -> KnownError:
    return refused("A map cannot be copied while files come in.", "Wait until the import ends, or link the map.")
