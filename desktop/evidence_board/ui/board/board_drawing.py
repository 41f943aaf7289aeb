"""Everything a picture of the board is made of, in world units: content, places, lines, words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_board.ui.board.board_content import BoardContent
from evidence_board.ui.board.board_geometry import Measure, edge_segments, line_gaps, node_boxes
from evidence_board.ui.board.board_look import LABELS_BELOW, Detail
from evidence_board.ui.board.board_words import place_words

if TYPE_CHECKING:
    from evidence_board.scene import Array

__all__ = ["Drawing", "Extents", "make_drawing", "measure"]


@dataclass(frozen=True, slots=True)
class Extents:
    """How much room things take at scale 1.

    Attributes:
        widths: (n,) width of each label.
        words: (m,) width of the words of each link, 0 for none.
        boxes: (n, 4) left, top, right, bottom of each node around its point, label included.
    """

    widths: Array
    words: Array
    boxes: Array

    def between(self, content: BoardContent) -> Array:
        """(k,) the widest words between each two nodes that ``content.graph`` joins."""
        import numpy as np

        at = {pair: number for number, pair in enumerate(content.graph.edges)}
        found = np.zeros(len(at))
        for number, edge in enumerate(content.edges):
            pair = at[(min(edge.start, edge.end), max(edge.start, edge.end))]
            found[pair] = max(found[pair], self.words[number])
        return found


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of the board; immutable, shared with the painter thread.

    Attributes:
        content: nodes and links.
        extents: the room they take.
        points: (n, 2) where the nodes stand; pixels at scale 1.
        segments: (m, 4) lines from node to node.
        gaps: (m, 2) how far each line stops short of its nodes and their labels at scale 1.
        marks: (m, 2) how far it stops short of the nodes alone, for scales at which labels stand elsewhere.
        places: (m, 2) where the words of each link stand.
    """

    content: BoardContent
    extents: Extents
    points: Array
    segments: Array
    gaps: Array
    marks: Array
    places: Array

    @property
    def detail(self) -> Detail:
        """What is drawn from which scale on."""
        return Detail.of(len(self.content.nodes))

    def gaps_at(self, scale: float) -> Array:
        """(m, 2) how far each line stops short of its nodes at a scale, in units of `Detail.gap`."""
        return self.gaps if scale >= LABELS_BELOW else self.marks

    @property
    def words(self) -> Array:
        """(m,) width of the words of each link, 0 for none."""
        return self.extents.words


def measure(content: BoardContent, *, label: Measure, words: Measure, compact: bool = False) -> Extents:
    """Return the room that things take.

    Args:
        content: nodes and links.
        label: width of a label in pixels.
        words: width of the words of a link in pixels.
        compact: words of links are not written.
    """
    import numpy as np

    widths = np.array([label(node.label) for node in content.nodes], dtype=np.float64)
    wide = {} if compact else {edge.relation: words(edge.relation) + 8 for edge in content.edges}
    told = np.array([wide.get(edge.relation, 0.0) for edge in content.edges], dtype=np.float64)
    return Extents(widths, told, node_boxes(content, widths))


def make_drawing(content: BoardContent, extents: Extents, points: Array) -> Drawing:
    """Return the picture of some things at some places."""
    import numpy as np

    segments = edge_segments(content.edges, points)
    gaps, marks = line_gaps(content.nodes, content.edges, segments, extents.widths)
    refuted = np.array([edge.level == "refuted" for edge in content.edges], dtype=bool)
    boxes = extents.boxes + np.hstack([points, points])
    places = place_words(segments, gaps, extents.words, boxes, avoid_middle=refuted)
    return Drawing(content, extents, points, segments, gaps, marks, places)
