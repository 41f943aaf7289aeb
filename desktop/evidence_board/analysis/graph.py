"""The board as a graph: things that can stand on it, and which of them are joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence_board.model.case_index import CaseIndex

__all__ = ["Graph", "board_things", "components", "make_graph", "media_counts"]


@dataclass(frozen=True, slots=True)
class Graph:
    """Who is joined to whom; direction, relation and level play no part.

    Attributes:
        ids: row ids of the nodes.
        edges: pairs of positions in ``ids``, the lower first, each pair once, none to itself.
    """

    ids: tuple[str, ...]
    edges: tuple[tuple[int, int], ...]

    def neighbours(self) -> list[list[int]]:
        """Positions of the neighbours of every node, in the order of the edges."""
        found: list[list[int]] = [[] for _ in self.ids]
        for first, second in self.edges:
            found[first].append(second)
            found[second].append(first)
        return found


def make_graph(ids: Iterable[str], joined: Iterable[tuple[str, str]]) -> Graph:
    """Return the graph of some things; pairs with an end that is not among them are left out.

    Args:
        ids: row ids, in the order the nodes get.
        joined: pairs of row ids.
    """
    nodes = tuple(dict.fromkeys(ids))
    at = {row_id: row for row, row_id in enumerate(nodes)}
    edges: dict[tuple[int, int], None] = {}
    for first, second in joined:
        a, b = at.get(first), at.get(second)
        if a is not None and b is not None and a != b:
            edges[(a, b) if a < b else (b, a)] = None
    return Graph(nodes, tuple(edges))


def components(graph: Graph) -> list[list[int]]:
    """Return the positions of the nodes of each connected part, the largest part first.

    Parts of one size stand in the order of their first node, so the result is always the same.
    """
    around = graph.neighbours()
    seen = [False] * len(graph.ids)
    parts: list[list[int]] = []
    for first in range(len(graph.ids)):
        if seen[first]:
            continue
        seen[first] = True
        part = [first]
        for node in part:  # grows while it is walked
            for near in around[node]:
                if not seen[near]:
                    seen[near] = True
                    part.append(near)
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def board_things(index: CaseIndex) -> list[str]:
    """Return the ids of everything that stands on the board: all entities, then the files that are linked.

    Args:
        index: the read model.
    """
    # From the links: there are far fewer than items in a case that was only just imported.
    items = [row_id for row_id in index.links_of if row_id in index.items]
    return [*index.entities, *items]


def media_counts(index: CaseIndex, ids: Sequence[str]) -> dict[str, int]:
    """Return how many files belong to each of some entities: linked to it, posted by it or taken there.

    The same files as `related.media_of` lists, counted for many entities in one pass.

    Args:
        index: the read model.
        ids: row ids of entities.
    """
    found: dict[str, set[str]] = {row_id: set() for row_id in ids}
    for item in index.items.values():
        for owner in (item.account_id, item.place_id):
            if owner in found:
                found[owner].add(item.id)
    for row_id, files in found.items():
        for link in index.links_of.get(row_id, ()):
            other = link.dst if link.src == row_id else link.src
            if other in index.items:
                files.add(other)
    return {row_id: len(files) for row_id, files in found.items()}
