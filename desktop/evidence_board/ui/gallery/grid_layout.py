"""Where every cell and heading of the gallery lies: arithmetic only, nothing is made per file."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Box", "CellSize", "GridLayout", "Run"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in logical pixels of the whole content, left to right."""

    x: int
    y: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """First pixel below."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class CellSize:
    """How cells lie beside and under each other, in logical pixels.

    Attributes:
        columns: how many stand in a row.
        left: where the first column begins.
        step: from one column to the next; may be a fraction.
        width: of a cell.
        height: of a cell, picture and text.
        pitch: from one row to the next.
    """

    columns: int
    left: int
    step: float
    width: int
    height: int
    pitch: int

    @classmethod
    def fitted(cls, room: int, *, left: int, gap: int, wanted: int, text: int, foot: int) -> "CellSize":
        """Return cells of 4:3 pictures that fill a width, as many columns as have the wanted width.

        Args:
            room: width for all columns.
            left: where the first begins.
            gap: between two columns.
            wanted: width below which a picture does not fall, unless there is but one column.
            text: height of the lines under a picture.
            foot: from the text to the next row.
        """
        columns = max(1, (room + gap) // (wanted + gap))
        step = (room + gap) / columns
        width = max(1, int(step) - gap)
        height = width * 3 // 4 + text
        return cls(columns, left, step, width, height, height + foot)


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive files of one section that share the view: positions ``first`` to ``last - 1``."""

    section: int
    first: int
    last: int


class GridLayout:
    """The geometry of sections of files under headings.

    Building it costs a few operations per section; every question is answered by bisection.

    Attributes:
        cell: size of the cells.
        height: of the whole content, in logical pixels.
    """

    def __init__(
        self,
        counts: Sequence[int],
        *,
        cell: CellSize,
        header: int,
        top: int,
        bottom: int = 0,
        collapsed: Sequence[bool] | None = None,
    ) -> None:
        """Lay out sections one under the other.

        Args:
            counts: files per section.
            cell: size of the cells.
            header: height of a heading; 0 for none.
            top: room above the first section.
            bottom: room under the last.
            collapsed: per section, whether only its heading shows.
        """
        self.cell = cell
        self._header = header
        self._columns = [round(column * cell.step) for column in range(cell.columns)]
        self._counts = list(counts)
        self._hidden = list(collapsed) if collapsed is not None else [False] * len(self._counts)
        self._starts, self._tops = [], []
        start, y = 0, top
        for count, hidden in zip(self._counts, self._hidden, strict=True):
            self._starts.append(start)
            self._tops.append(y)
            start += count
            y += header + (0 if hidden else -(-count // cell.columns) * cell.pitch)
        self.count = start
        self.height = y + bottom

    @property
    def sections(self) -> int:
        """How many sections there are."""
        return len(self._counts)

    def section_of(self, position: int) -> int:
        """Return the section of a file."""
        return bisect_right(self._starts, position) - 1

    def is_collapsed(self, section: int) -> bool:
        """Tell whether only the heading of a section shows."""
        return self._hidden[section]

    def header(self, section: int) -> Box:
        """Return where the heading of a section lies; its height is 0 without headings."""
        width = self._columns[-1] + self.cell.width
        return Box(self.cell.left, self._tops[section], width, self._header)

    def box(self, position: int) -> Box:
        """Return where a file lies; for a collapsed section the place of its heading."""
        section = self.section_of(position)
        if self._hidden[section]:
            return self.header(section)
        row, column = divmod(position - self._starts[section], self.cell.columns)
        y = self._tops[section] + self._header + row * self.cell.pitch
        return Box(self.cell.left + self._columns[column], y, self.cell.width, self.cell.height)

    def at(self, x: int, y: int) -> int | None:
        """Return the file at a point, or None."""
        section = self._section_at(y)
        if section is None or self._hidden[section]:
            return None
        row, below = divmod(y - self._tops[section] - self._header, self.cell.pitch)
        across = x - self.cell.left
        column = bisect_right(self._columns, across) - 1
        if row < 0 or below >= self.cell.height or column < 0:
            return None
        if across - self._columns[column] >= self.cell.width:
            return None
        inside = row * self.cell.columns + column
        return self._starts[section] + inside if inside < self._counts[section] else None

    def header_at(self, y: int) -> int | None:
        """Return the section whose heading is at a height, or None."""
        section = self._section_at(y)
        if section is None or y - self._tops[section] >= self._header:
            return None
        return section

    def runs(self, top: int, bottom: int) -> Iterator[Run]:
        """Yield what shows between two heights, section by section; a run may be empty."""
        section = self._section_at(top) or 0
        while section < len(self._counts) and self._tops[section] < bottom:
            start, count = self._starts[section], self._counts[section]
            first = last = start
            if not self._hidden[section]:
                body = self._tops[section] + self._header
                columns, pitch = self.cell.columns, self.cell.pitch
                first = start + min(count, max(0, (top - body) // pitch) * columns)
                last = start + min(count, max(0, -(-(bottom - body) // pitch)) * columns)
            yield Run(section, first, last)
            section += 1

    def beside(self, position: int, steps: int) -> int:
        """Return the file so many steps on or back in reading order, passing over collapsed sections."""
        at, way = position, 1 if steps > 0 else -1
        for _ in range(abs(steps)):
            following = self._next_shown(at + way, way)
            if following is None:
                break
            at = following
        return at

    def below(self, position: int, rows: int) -> int:
        """Return the file so many rows down (or up, if negative), as near to the column as there is one."""
        at = position
        for _ in range(abs(rows)):
            following = self._row_down(at) if rows > 0 else self._row_up(at)
            if following is None:
                break
            at = following
        return at

    def edge(self, *, last: bool) -> int | None:
        """Return the first or last file that shows, or None."""
        return self._next_shown(self.count - 1 if last else 0, -1 if last else 1)

    def _section_at(self, y: int) -> int | None:
        section = bisect_right(self._tops, y) - 1
        return section if section >= 0 else None

    def _next_shown(self, position: int, way: int) -> int | None:
        while 0 <= position < self.count:
            section = self.section_of(position)
            if not self._hidden[section]:
                return position
            position = self._starts[section] + self._counts[section] if way > 0 else self._starts[section] - 1
        return None

    def _row_down(self, position: int) -> int | None:
        columns, section = self.cell.columns, self.section_of(position)
        inside = position - self._starts[section]
        if (inside // columns + 1) * columns < self._counts[section] and not self._hidden[section]:
            return self._starts[section] + min(inside + columns, self._counts[section] - 1)
        following = self._next_shown(self._starts[section] + self._counts[section], 1)
        if following is None:
            return None
        beyond = self.section_of(following)
        return following + min(inside % columns, self._counts[beyond] - 1)

    def _row_up(self, position: int) -> int | None:
        columns, section = self.cell.columns, self.section_of(position)
        inside = position - self._starts[section]
        if inside >= columns and not self._hidden[section]:
            return position - columns
        previous = self._next_shown(self._starts[section] - 1, -1)
        if previous is None:
            return None
        before = self.section_of(previous)
        row_start = (self._counts[before] - 1) // columns * columns
        return self._starts[before] + min(row_start + inside % columns, self._counts[before] - 1)
