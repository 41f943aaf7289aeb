"""Reads a GPX file, of the case or of this computer, in a worker; see `evidence_board.geo.layers`."""

from pathlib import Path

from evidence_board.case.blobs import read_range
from evidence_board.case.details import read_original
from evidence_board.geo.layers import LayerReaders, StoredOrigin
from evidence_board.geo.tracks import Track, track_of
from evidence_board.model.errors import KnownError
from evidence_board.session import Session

__all__ = ["read_track", "track_items"]


def track_items(session: Session) -> list[str]:
    """Return the ids of the files of a case that are tracks by their names."""
    return [one.id for one in session.index.items.values() if one.file_name.casefold().endswith(".gpx")]


def read_track(session: Session, source: Path | str) -> Track:
    """Return the points of a track that have a time; blocks until a worker has read it.

    Args:
        session: the open case.
        source: a path, or the id of a file of the case.

    Raises:
        KnownError: it is no GPX file, it is damaged, or no point of it has a time.
    """
    origin: Path | StoredOrigin
    if isinstance(source, Path):
        origin, name = source, source.name
    else:
        stored = session.read(read_original, source)
        if stored is None:
            raise KnownError("This file is gone.", do="Choose another track.")
        blob_id, name = stored.blob_id, stored.file_name

        def read(offset: int, length: int) -> bytes:
            return session.read(read_range, blob_id, offset, length)

        origin = StoredOrigin(name, stored.sha256, stored.size, read)
    readers = LayerReaders(workers=1)
    try:
        layer = readers.open_layer(origin, kind="gpx").result()
        found = track_of(layer.shapes().result(), name=name)
        layer.close()
    finally:
        readers.close()
    if len(found) < 2:
        raise KnownError(
            f"{name} holds no times.",
            means="Without a time at its points no photo can be found on it.",
            do="Export the track again with its times.",
        )
    return found
