"""What stands near a selection on the board: few enough to read, the telling ones first."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evidence_board.model.case_index import CaseIndex, LinkRow

__all__ = ["Neighbourhood", "neighbourhood"]

#: With fewer things than this within the steps asked for, one more step is shown if all of it fits.
_SPARSE = 12
#: How much a link of this level says about whether its far end belongs into the picture.
_WEIGHT = {"confirmed": 5, "probable": 4, "possible": 3, "doubtful": 2, "unjudged": 2, "refuted": 1}
# A hub with thousands of neighbours: only so many times the limit are compared with each other.
_COMPARED = 4


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Things around a selection.

    Attributes:
        ids: what to show, the selection first.
        within: how many things lie within the steps, shown or not.
        steps: how many links away the furthest shown thing may be.
    """

    ids: tuple[str, ...]
    within: int
    steps: int

    @property
    def complete(self) -> bool:
        """Whether everything within the steps is shown."""
        return len(self.ids) >= self.within


def neighbourhood(
    index: CaseIndex,
    start: Iterable[str],
    *,
    limit: int,
    steps: int = 2,
    may_show: Callable[[str], bool] | None = None,
) -> Neighbourhood:
    """Return what is within a few links of some things, at most ``limit`` of them.

    Nearer things come first, then those with more links into the picture, entities before files, stronger
    links before weaker, and hubs before leaves. What was asked for is always there, also above the limit.

    Args:
        index: the read model.
        start: row ids of items, entities or links (a link stands for its two ends).
        limit: how many things can be read at once.
        steps: how many links away.
        may_show: whether a thing may be shown; it is not walked through otherwise. What was asked for is
            not asked about.
    """
    asked = _ends(index, start)
    distance = _distances(index, asked, steps=steps + 1, may_show=may_show)
    near = sum(1 for far in distance.values() if far <= steps)
    if near < _SPARSE and near < len(distance) <= limit:
        steps, near = steps + 1, len(distance)
    if near <= limit:
        order = [row_id for row_id, far in distance.items() if far <= steps]
        return Neighbourhood(tuple(order), near, steps)
    chosen = _choose(index, asked, {row_id: far for row_id, far in distance.items() if far <= steps}, limit)
    return Neighbourhood(tuple(chosen), near, steps)


def _ends(index: CaseIndex, start: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for row_id in start:
        link = index.links.get(row_id)
        for one in (link.src, link.dst) if link is not None else (row_id,):
            if one in index.items or one in index.entities:
                found[one] = None
    return list(found)


def _distances(
    index: CaseIndex, asked: list[str], *, steps: int, may_show: Callable[[str], bool] | None
) -> dict[str, int]:
    """Steps to everything reachable, in the order it is reached."""
    found = dict.fromkeys(asked, 0)
    edge = asked
    for step in range(1, steps + 1):
        reached: list[str] = []
        for row_id in edge:
            for link in index.links_of.get(row_id, ()):
                other = link.dst if link.src == row_id else link.src
                if other in found or (other not in index.items and other not in index.entities):
                    continue
                if may_show is None or may_show(other):
                    found[other] = step
                    reached.append(other)
        edge = reached
    return found


def _choose(index: CaseIndex, asked: list[str], distance: dict[str, int], limit: int) -> list[str]:
    """Greedy: again and again the best thing that is joined to the picture so far."""
    chosen = dict.fromkeys(asked)
    files_of: dict[str, int] = {}
    waiting: list[tuple[float, str]] = []

    def offer(row_id: str) -> None:
        links = [link for link in index.links_of.get(row_id, ()) if _other(link, row_id) in chosen]
        heapq.heappush(waiting, (-_worth(index, row_id, links, distance[row_id], files_of), row_id))

    def spread(row_id: str) -> None:
        near = [
            other
            for link in index.links_of.get(row_id, ())
            if (other := _other(link, row_id)) in distance and other not in chosen
        ]
        if len(near) > _COMPARED * limit:
            near = heapq.nlargest(_COMPARED * limit, near, key=lambda one: len(index.links_of.get(one, ())))
        for other in dict.fromkeys(near):
            offer(other)

    for row_id in asked:
        spread(row_id)
    while waiting and len(chosen) < limit:
        worth, row_id = heapq.heappop(waiting)
        if row_id in chosen:
            continue
        links = [link for link in index.links_of.get(row_id, ()) if _other(link, row_id) in chosen]
        now = -_worth(index, row_id, links, distance[row_id], files_of)
        if now > worth + 1e-9:
            # Worth less than when it was offered: files of the same owner came in meanwhile.
            heapq.heappush(waiting, (now, row_id))
            continue
        chosen[row_id] = None
        if row_id in index.items:
            for link in links:
                owner = _other(link, row_id)
                files_of[owner] = files_of.get(owner, 0) + 1
        spread(row_id)
    return list(chosen)


def _other(link: LinkRow, row_id: str) -> str:
    return link.dst if link.src == row_id else link.src


def _worth(index: CaseIndex, row_id: str, links: list[LinkRow], far: int, files_of: dict[str, int]) -> float:
    """How much a thing adds to the picture; `links` are those that join it to what is there."""
    worth = -12.0 * far + 3.0 * min(len(links), 3)
    worth += max((_WEIGHT.get(link.level, 0) for link in links), default=0)
    if row_id in index.entities:
        worth += 6.0
    else:
        # The tenth photo of an account says less than the first of another.
        worth -= 2.0 * min((files_of.get(_other(link, row_id), 0) for link in links), default=0)
    return worth + min(len(index.links_of.get(row_id, ())), 8) * 0.25
