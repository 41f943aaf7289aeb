"""What a case holds, counted: a few passes over the read model, off the GUI thread when it is long."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from evidence_board.filters import QUEUES
from evidence_board.model.case_index import CaseIndex
from evidence_board.model.moments import Moment

__all__ = ["CaseSummary", "summarised"]


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """Counts of a case.

    Attributes:
        title: of the case.
        files: media items.
        placed: of them with a position.
        linked: of them with a link or an account; the others are the queue "Not linked yet".
        need_you: of them with an open problem.
        span: the first and the last time a file was taken, None when no time is known.
        entities: kind -> how many.
        links: how many.
    """

    title: str
    files: int
    placed: int
    linked: int
    need_you: int
    span: tuple[Moment, Moment] | None
    entities: Mapping[str, int]
    links: int


def summarised(index: CaseIndex) -> CaseSummary:
    """Count what a case holds."""
    items = index.items.values()
    unlinked = QUEUES["not_linked"](index)
    # ISO texts sort like the times they say.
    dated = [item.captured for item in items if item.captured is not None]
    first = min(dated, key=_local, default=None)
    last = max(dated, key=_local, default=None)
    return CaseSummary(
        title=index.title,
        files=len(index.items),
        placed=sum(item.latitude is not None for item in items),
        linked=sum(not unlinked(item) for item in items),
        need_you=sum(item.open_problems > 0 or index.observations.open_conflicts(item.id) > 0 for item in items),
        span=(first, last) if first is not None and last is not None else None,
        entities=Counter(row.kind for row in index.entities.values()),
        links=len(index.links),
    )


def _local(moment: Moment) -> str:
    return moment.local
