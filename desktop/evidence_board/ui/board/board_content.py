"""What the board shows, worked out of the read model: nodes, links, and who is joined to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from evidence_board.analysis.graph import Graph, make_graph, media_counts
from evidence_board.model.case_index import CaseIndex, EntityRow, ItemRow, LinkRow
from evidence_board.model.relations import RELATIONS
from evidence_board.ui.i18n import day_month, month_year

__all__ = ["BoardContent", "BoardEdge", "BoardNode", "make_content"]

#: Pixels at scale 1 between two links that join the same two things.
_BESIDE = 13.0


class BoardNode(NamedTuple):
    """One thing on the board.

    Attributes:
        id: row id.
        kind: a kind of entity, or ``media``.
        label: written below it.
        badge: how many files belong to it; 0 is not written.
        duration: length of a video in words, else empty.
        plain: a file without a picture.
        links: how many links it has in the whole case.
    """

    id: str
    kind: str
    label: str
    badge: int = 0
    duration: str = ""
    plain: bool = False
    links: int = 0


class BoardEdge(NamedTuple):
    """One link between two nodes.

    Attributes:
        id: row id of the link.
        start: position of its source among the nodes.
        end: position of its target.
        relation: its words.
        level: word of the ladder.
        directed: whether it has an arrow head.
        aside: pixels at scale 1 to the side, where several join the same two things.
        evidence: ``uncited`` where nothing is cited for it, ``disputed`` where something is cited against it.
    """

    id: str
    start: int
    end: int
    relation: str
    level: str
    directed: bool
    aside: float = 0.0
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class BoardContent:
    """Nodes and links of one picture; immutable, shared with the painter thread.

    Attributes:
        nodes: what stands on the board.
        edges: the links among them.
        rows: row id of a thing -> position in ``nodes``.
        edge_rows: row id of a link -> position in ``edges``.
        graph: the same as plain graph.
        edges_at: positions of the links of each node.
    """

    nodes: tuple[BoardNode, ...] = ()
    edges: tuple[BoardEdge, ...] = ()
    rows: Mapping[str, int] | None = None
    edge_rows: Mapping[str, int] | None = None
    graph: Graph = field(default_factory=lambda: Graph((), ()))
    edges_at: tuple[tuple[int, ...], ...] = ()

    def row(self, row_id: str | None) -> int | None:
        """Position of a thing, or None when it is not shown."""
        return self.rows.get(row_id) if self.rows and row_id is not None else None

    def edge_row(self, row_id: str | None) -> int | None:
        """Position of a link, or None when it is not shown."""
        return self.edge_rows.get(row_id) if self.edge_rows and row_id is not None else None


def make_content(index: CaseIndex, ids: Iterable[str]) -> BoardContent:
    """Return the content for some things and every link among them.

    Args:
        index: the read model.
        ids: row ids of entities and items, in any order; what the case does not have is left out.
    """
    wanted = [one for one in dict.fromkeys(ids) if one in index.entities or one in index.items]
    counts = media_counts(index, [one for one in wanted if one in index.entities])
    nodes = tuple(_node(index, row_id, counts) for row_id in wanted)
    rows = {row_id: number for number, row_id in enumerate(wanted)}
    links: dict[str, LinkRow] = {}
    for row_id in wanted:
        for link in index.links_of.get(row_id, ()):
            if link.src in rows and link.dst in rows and link.src != link.dst:
                links[link.id] = link
    edges = _edges(links.values(), rows)
    graph = make_graph(wanted, [(link.src, link.dst) for link in links.values()])
    edge_rows = {edge.id: number for number, edge in enumerate(edges)}
    around: list[list[int]] = [[] for _ in nodes]
    for number, edge in enumerate(edges):
        around[edge.start].append(number)
        around[edge.end].append(number)
    return BoardContent(nodes, edges, rows, edge_rows, graph, tuple(map(tuple, around)))


def _node(index: CaseIndex, row_id: str, counts: Mapping[str, int]) -> BoardNode:
    links = len(index.links_of.get(row_id, ()))
    entity = index.entities.get(row_id)
    if entity is not None:
        return BoardNode(row_id, entity.kind, _entity_label(entity), counts[row_id], links=links)
    item = index.items[row_id]
    return BoardNode(row_id, "media", item.ref, 0, _duration(item), item.kind == "file", links)


def _entity_label(entity: EntityRow) -> str:
    if entity.start is None:
        return entity.label
    when = entity.start
    if when.grain == "year":
        return f"{entity.label}, {when.clock.year}"
    return f"{entity.label}, {month_year(when.clock) if when.grain == 'month' else day_month(when.clock)}"


def _duration(item: ItemRow) -> str:
    if item.kind != "video" or item.duration_s is None:
        return ""
    minutes, seconds = divmod(round(item.duration_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _edges(links: Iterable[LinkRow], rows: Mapping[str, int]) -> tuple[BoardEdge, ...]:
    between: dict[tuple[int, int], list[LinkRow]] = {}
    for link in links:
        first, second = rows[link.src], rows[link.dst]
        between.setdefault((min(first, second), max(first, second)), []).append(link)
    found: list[BoardEdge] = []
    for (low, _), together in between.items():
        for number, link in enumerate(together):
            aside = (number - (len(together) - 1) / 2) * _BESIDE
            start, end = rows[link.src], rows[link.dst]
            known = RELATIONS.get(link.relation)
            directed = known is None or not known.symmetric
            evidence = "disputed" if link.disputed else "" if link.citations else "uncited"
            # Sideways is counted along the line from the lower node, or two opposite links would coincide.
            away = aside if start == low else -aside
            found.append(BoardEdge(link.id, start, end, link.relation, link.level, directed, away, evidence))
    return tuple(found)
