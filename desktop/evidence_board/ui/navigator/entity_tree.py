"""Which unit stands under which, and which place lies in which; every line is a claim with a level."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidence_board.model.case_index import CaseIndex, LinkRow
from evidence_board.model.levels import Level

__all__ = ["EntityTree", "TreePlace", "entity_tree", "passing_lines"]

#: Relations that put a thing under another one of its kind, from the lower to the upper.
_UNDER = {"unit": ("part of", "attached to"), "location": ("located at",)}
_STRENGTH = {
    level: at
    for at, level in enumerate(
        (Level.REFUTED, Level.UNJUDGED, Level.DOUBTFUL, Level.POSSIBLE, Level.PROBABLE, Level.CONFIRMED)
    )
}


@dataclass(frozen=True, slots=True)
class TreePlace:
    """One thing in the order of its tree.

    Attributes:
        id: row id.
        depth: how many stand above it.
        level: of the claim that it stands there; None at the top.
        is_parent: something stands under it.
        is_last: no other follows under the same parent.
    """

    id: str
    depth: int
    level: str | None
    is_parent: bool
    is_last: bool


@dataclass(frozen=True)
class EntityTree:
    """The tree of one kind.

    Attributes:
        parents: id -> (id of what it stands under, level of that claim).
        children: id -> what stands under it, in the order of the case.
        roots: what stands under nothing.
    """

    parents: Mapping[str, tuple[str, str]]
    children: Mapping[str, tuple[str, ...]]
    roots: tuple[str, ...]

    def above(self, row_id: str) -> list[str]:
        """Return the chain above a thing, the top first."""
        chain: list[str] = []
        here = self.parents.get(row_id)
        while here is not None and here[0] not in chain and here[0] != row_id:
            chain.append(here[0])
            here = self.parents.get(here[0])
        return chain[::-1]

    def walk(self, start: Iterable[str], *, folded: frozenset[str] = frozenset(), depth: int = 0) -> list[TreePlace]:
        """Return things and everything below them in the order of a list.

        Args:
            start: those to begin with, side by side.
            folded: what stands under these is left out.
            depth: of those to begin with.
        """
        first = list(start)
        waiting = [(row_id, depth, row_id == first[-1]) for row_id in reversed(first)]
        found, seen = [], set(first)
        while waiting:
            row_id, deep, is_last = waiting.pop()
            below = [one for one in self.children.get(row_id, ()) if one not in seen]
            parent = self.parents.get(row_id)
            found.append(TreePlace(row_id, deep, parent[1] if parent else None, bool(below), is_last))
            if row_id not in folded:
                seen.update(below)
                waiting += [(one, deep + 1, one == below[-1]) for one in reversed(below)]
        return found


def entity_tree(index: CaseIndex, kind: str) -> EntityTree:
    """Return the tree of units or places.

    The parent is what the case says in its own field; where that is empty, the surest link that says so. The
    level is that of the link; without one nobody judged it.

    Args:
        index: the read model.
        kind: ``unit`` or ``location``.
    """
    rows = [row for row in index.entities.values() if row.kind == kind]
    here = {row.id for row in rows}
    parents: dict[str, tuple[str, str]] = {}
    for row in rows:
        claims = [link for link in index.links_of.get(row.id, ()) if _leads_up(link, row.id, kind, here)]
        best = max(claims, key=lambda link: _STRENGTH[Level(link.level)], default=None)
        if row.parent_id in here and row.parent_id != row.id:
            own = [link for link in claims if link.dst == row.parent_id]
            said = max(own, key=lambda link: _STRENGTH[Level(link.level)], default=None)
            parents[row.id] = (str(row.parent_id), said.level if said else "unjudged")
        elif best is not None and best.level != "refuted":
            parents[row.id] = (best.dst, best.level)
    _open_rings(parents)
    children: dict[str, list[str]] = {}
    for row in rows:
        if row.id in parents:
            children.setdefault(parents[row.id][0], []).append(row.id)
    return EntityTree(
        parents,
        {parent: tuple(below) for parent, below in children.items()},
        tuple(row.id for row in rows if row.id not in parents),
    )


def _leads_up(link: LinkRow, row_id: str, kind: str, here: set[str]) -> bool:
    return link.src == row_id and link.relation in _UNDER[kind] and link.dst in here and link.dst != row_id


def _open_rings(parents: dict[str, tuple[str, str]]) -> None:
    """Cut rings that links of people may form: nothing stands above itself, and nothing is lost from the list."""
    whole: set[str] = set()
    for start in list(parents):
        path: list[str] = []
        here: str | None = start
        while here is not None and here not in whole and here not in path:
            path.append(here)
            here = parents[here][0] if here in parents else None
        if here in path:
            del parents[here]
        whole.update(path)


def passing_lines(places: Sequence[TreePlace]) -> list[dict[int, str]]:
    """Return for each row of a tree which lines pass it on their way down: depth -> level.

    They lead to later brothers of the row itself and of what stands above it.
    """
    found: list[dict[int, str]] = []
    open_lines: dict[int, str] = {}
    for at, place in enumerate(places):
        open_lines = {depth: level for depth, level in open_lines.items() if depth < place.depth - 1}
        later = next((one for one in places[at + 1 :] if one.depth <= place.depth), None)
        if later is not None and later.depth == place.depth and later.level is not None:
            open_lines[place.depth - 1] = later.level
        found.append(dict(open_lines))
    return found
