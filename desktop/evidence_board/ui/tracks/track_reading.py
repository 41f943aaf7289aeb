"""Reads a GPX file, of the case or of this computer, in a worker; see `evidence_board.geo.layers`."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from evidence_board.case.blobs import read_range
from evidence_board.case.details import read_original
from evidence_board.geo.layers import LayerReaders, StoredOrigin
from evidence_board.geo.tracks import Track, track_of
from evidence_board.model.errors import KnownError
from evidence_board.session import Session

__all__ = ["read_track", "track_items"]

T = TypeVar("T")

#: Seconds between two looks at whether the track is still wanted.
_LOOK_S = 0.1


def track_items(session: Session) -> list[str]:
    """Return the ids of the files of a case that are tracks by their names."""
    return [one.id for one in session.index.items.values() if one.file_name.casefold().endswith(".gpx")]


def read_track(session: Session, source: Path | str, *, wanted: Callable[[], bool] = lambda: True) -> Track:
    """Return the points of a track that have a time; blocks until a worker has read it.

    Args:
        session: the open case.
        source: a path, or the id of a file of the case.
        wanted: asked again and again whether to go on.

    Raises:
        KnownError: it is no GPX file, it is damaged, no point of it has a time, or it is not wanted any more.
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
        layer = _waited(readers.open_layer(origin, kind="gpx"), wanted)
        found = track_of(_waited(layer.shapes(), wanted), name=name)
    except KnownError as error:
        raise _no_track(name, error) from error
    finally:
        readers.close()
    if len(found) < 2:
        raise KnownError(
            f"{name} holds no times.",
            means="Without a time at its points no photo can be found on it.",
            do="Export the track again with its times.",
        )
    return found


def _waited(future: Future[T], wanted: Callable[[], bool]) -> T:
    while wanted():
        try:
            return future.result(timeout=_LOOK_S)
        except TimeoutError:
            if future.done():
                raise
    raise KnownError("Stopped.", means="No track was read.")


def _no_track(name: str, error: KnownError) -> KnownError:
    """Return what is wrong with a file, without the words for maps."""
    if error.what == "Stopped.":
        return error
    _, _, why = error.what.partition("cannot be shown on the map.")
    return KnownError(
        f"{name} cannot be read as a track.{why or ' ' + error.what}", means="No photo was placed.", do=error.do
    )
