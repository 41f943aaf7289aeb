"""Which parts of a picture are taken by labels already."""

from __future__ import annotations

from collections import defaultdict

from evidence_board.scene_style import Rect

_CELL = 48.0


class LabelGrid:
    """Rectangles in square cells: asking for a free place looks at the neighbourhood only."""

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[int, int], list[Rect]] = defaultdict(list)

    def add(self, rect: Rect) -> None:
        """Take a place, free or not."""
        for cell in _cells(rect):
            self._cells[cell].append(rect)

    def is_free(self, rect: Rect) -> bool:
        """True when nothing taken overlaps ``rect``; touching edges do not count."""
        for cell in _cells(rect):
            for other in self._cells.get(cell, ()):
                if rect.x0 < other.x1 and other.x0 < rect.x1 and rect.y0 < other.y1 and other.y0 < rect.y1:
                    return False
        return True


def _cells(rect: Rect) -> list[tuple[int, int]]:
    columns = range(int(rect.x0 // _CELL), int(rect.x1 // _CELL) + 1)
    rows = range(int(rect.y0 // _CELL), int(rect.y1 // _CELL) + 1)
    return [(column, row) for column in columns for row in rows]
