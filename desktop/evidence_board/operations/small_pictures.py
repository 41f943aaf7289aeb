"""Small pictures of files for an export: read in workers, and encoded anew so that nothing but pixels goes out."""

import io
import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future

from evidence_board.media.requests import ask_pixels, media_supervisor, read_pixels
from evidence_board.model.examination import Problem, UntrustedReplyError
from evidence_board.session import Session
from evidence_board.workers import Reply
from evidence_board.workers.contract import HandlerFailed, WorkerDied

__all__ = ["SMALL_EDGE", "small_pictures"]

SMALL_EDGE = 240
"""Longest side in pixels."""

_QUALITY = 80
_AT_ONCE = 40


def small_pictures(session: Session, refs: Sequence[str]) -> dict[str, bytes]:
    """Return a JPEG without any metadata for each file that has a thumbnail, at most `SMALL_EDGE` pixels long.

    The thumbnails of the case are not handed on as they are: a case from others may hold anything there.

    Args:
        session: the open case.
        refs: refs of files; those without a thumbnail, or with one that cannot be read, are left out.
    """
    found: dict[str, bytes] = {}
    if not refs:
        return found
    with media_supervisor(workers=1, low_priority=False) as supervisor:
        for start in range(0, len(refs), _AT_ONCE):
            untrusted = session.read(_thumbnails, refs[start : start + _AT_ONCE])
            asked = [(ref, ask_pixels(supervisor, data, max_edge=SMALL_EDGE)) for ref, data in untrusted]
            for ref, reply in asked:
                jpeg = _jpeg(reply)
                if jpeg is not None:
                    found[ref] = jpeg
    return found


def _thumbnails(connection: sqlite3.Connection, refs: Sequence[str]) -> list[tuple[str, bytes]]:
    marks = ",".join("?" * len(refs))
    sql = (
        "SELECT i.ref, t.data FROM item i JOIN thumbnail t ON t.item_id = i.id"
        f" WHERE i.deleted_at IS NULL AND i.ref IN ({marks}) ORDER BY i.ref"
    )
    return connection.execute(sql, tuple(refs)).fetchall()


def _jpeg(reply: "Future[Reply]") -> bytes | None:
    """Encode the pixels that a worker read; None for a thumbnail that is no picture."""
    from PIL import Image

    try:
        pixels = read_pixels(reply.result())
    except (WorkerDied, HandlerFailed, UntrustedReplyError):
        return None
    if isinstance(pixels, Problem):
        return None
    file = io.BytesIO()
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    image.save(file, "JPEG", quality=_QUALITY, subsampling=2, optimize=True)
    return file.getvalue()
