"""Makes the search index of a case that an older program wrote, while the case is used."""

import time
from collections.abc import Callable, Iterator

from evidence_board.case.search import index_steps, is_unfinished
from evidence_board.jobs import BACKGROUND
from evidence_board.session import Session

__all__ = ["fill_search_index"]

#: How long the writer is kept at a time; what a person does comes in between.
_BATCH_S = 0.02


def fill_search_index(session: Session, *, progress: Callable[[int, int], bool] = lambda done, total: True) -> bool:
    """Write the documents that opening left open; tells whether all are there. Call it off the writer's thread.

    Args:
        session: open for writing.
        progress: called with (done, of); returning False ends it early, and it begins anew another time.

    Raises:
        KnownError: the case was closed meanwhile, or nothing can be written.
    """
    if not session.read(is_unfinished):
        return True
    steps: list[Iterator[tuple[int, int]]] = []

    def batch() -> tuple[int, int] | None:
        ends = time.monotonic() + _BATCH_S
        with session.gate.unrecorded() as connection:
            if not steps:
                steps.append(index_steps(connection))
            for at in steps[0]:
                if time.monotonic() >= ends:
                    return at
        return None

    while (at := session.on_writer(batch, priority=BACKGROUND).result()) is not None:
        if not progress(*at):
            return False
    progress(1, 1)
    return True
