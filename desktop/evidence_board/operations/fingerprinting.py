"""Fills in the fingerprints of a case that has thumbnails but none: one made before there were any.

Thumbnails are read in workers, as every picture is. The writer gets a few rows at a time, behind everything that a
person waits for.
"""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from evidence_board.case.fingerprints import count_without_fingerprint, store_fingerprints, without_fingerprint
from evidence_board.jobs import BACKGROUND
from evidence_board.media.requests import ask_fingerprint, read_fingerprint_reply
from evidence_board.model.changes import ChangeSet, RowChange
from evidence_board.model.examination import UntrustedReplyError
from evidence_board.model.fingerprints import PLAIN, Fingerprint
from evidence_board.session import Session
from evidence_board.workers import Reply, Supervisor
from evidence_board.workers.contract import HandlerFailed, WorkerDied

__all__ = ["fill_fingerprints"]

_AT_ONCE = 40


def fill_fingerprints(
    session: Session,
    supervisor: Supervisor,
    *,
    progress: Callable[[int, int], bool] = lambda done, total: True,
) -> int:
    """Work out what is missing; returns how many were. Call it off the writer's thread.

    Args:
        session: open for writing.
        supervisor: has the workers.
        progress: called with (done, of); returning False ends it early, and it can go on another time.

    Raises:
        SupervisorClosed: the workers were ended meanwhile.
        KnownError: nothing can be written.
    """
    total = session.read(count_without_fingerprint)
    done = 0
    while missing := session.read(without_fingerprint, limit=_AT_ONCE):
        asked = [(item_id, ask_fingerprint(supervisor, untrusted)) for item_id, untrusted in missing]
        found = {item_id: _answer(reply) for item_id, reply in asked}
        session.on_writer(partial(_store, session, found), priority=BACKGROUND).result()
        done += len(found)
        rows = tuple(RowChange("fingerprint", item_id, "insert") for item_id in found)
        session.announce(ChangeSet(0, "", rows))
        if not progress(done, max(done, total)):
            break
    return done


def _answer(reply: "Future[Reply]") -> Fingerprint:
    try:
        return read_fingerprint_reply(reply.result())
    except (WorkerDied, HandlerFailed, UntrustedReplyError):
        # A thumbnail that nobody can read says nothing; asking again each time would not change that.
        return PLAIN


def _store(session: Session, found: dict[str, Fingerprint]) -> None:
    with session.gate.unrecorded() as connection:
        store_fingerprints(connection, found)
