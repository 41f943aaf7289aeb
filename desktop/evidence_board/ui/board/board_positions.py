"""Where things stand: what a person placed, what was saved, what the layout worked out in this session.

One board has one set of positions. What a person placed is saved at once. The automatic layout stays in memory:
it takes no place in the history until the user moves something (then it is saved in the same step, so that the
board looks the same tomorrow) or asks for a new layout. A neighbourhood is a picture of its own around its
pinned things; its origin ties it to the board, so that what is dragged there has a place on the whole board too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from evidence_board.model.case_index import CaseIndex

__all__ = ["BoardPositions"]

Point = tuple[float, float]


class BoardPositions:
    """Positions of the whole board by row id.

    Attributes:
        keep: whether what a person placed stays where it is.
    """

    def __init__(self) -> None:
        self.keep = True
        self._index = CaseIndex()
        self._memory: dict[str, Point] = {}
        self._pending: dict[str, Point] = {}
        self._saved: set[str] = set()

    def take_index(self, index: CaseIndex) -> None:
        """Look at another read model; moves that it shows, or that were saved before it, wait no longer."""
        self._index = index
        for row_id in list(self._pending):
            known = index.board.get(row_id)
            if row_id in self._saved or (known is not None and known[:2] == self._pending[row_id]):
                del self._pending[row_id]
        self._saved.clear()

    def remember(self, points: Mapping[str, Point]) -> None:
        """Keep what the layout worked out."""
        self._memory.update(points)

    def forget(self) -> None:
        """Forget what the layout worked out."""
        self._memory.clear()

    def expect(self, moved: Mapping[str, Point]) -> None:
        """Show things at once where the user put them, while that is being saved."""
        self._pending.update(moved)

    def saved(self, ids: Iterable[str]) -> None:
        """The moves of these were saved: the next read model decides."""
        self._saved.update(ids)

    def failed(self, ids: Iterable[str]) -> None:
        """The moves of these could not be saved: they stand where they stood."""
        for row_id in ids:
            self._pending.pop(row_id, None)

    def pinned(self, row_id: str) -> Point | None:
        """Where a person put a thing, or None."""
        if row_id in self._pending:
            return self._pending[row_id]
        known = self._index.board.get(row_id)
        return (known[0], known[1]) if known is not None and known[2] == "person" and self.keep else None

    def of(self, row_id: str) -> Point | None:
        """Where a thing stands on the whole board, or None when nobody knows yet."""
        if row_id in self._pending:
            return self._pending[row_id]
        known = self._index.board.get(row_id)
        return (known[0], known[1]) if known is not None else self._memory.get(row_id)

    def origin(self, ids: Iterable[str], *, moving: Collection[str] = ()) -> Point | None:
        """Middle of where the layout has some things on the whole board; None when nothing is known.

        What a person placed counts where the things around it are: the origin does not follow what is dragged,
        and it is the same when the case is opened again.

        Args:
            ids: row ids.
            moving: these are being placed right now.
        """
        points: list[Point] = []
        for row_id in ids:
            if row_id in moving or self._is_placed(row_id):
                around = [
                    place
                    for link in self._index.links_of.get(row_id, ())
                    if (place := self._loose(link.dst if link.src == row_id else link.src, moving)) is not None
                ]
                if around:
                    points.append(_middle(around))
            else:
                place = self._loose(row_id, moving)
                if place is not None:
                    points.append(place)
        if not points:
            points = [place for row_id in ids if (place := self.of(row_id)) is not None]
        return _middle(points) if points else None

    def _is_placed(self, row_id: str) -> bool:
        known = self._index.board.get(row_id)
        return row_id in self._pending or (known is not None and known[2] == "person")

    def _loose(self, row_id: str, moving: Collection[str]) -> Point | None:
        """Where the layout put a thing, unless a person placed it."""
        if row_id in moving or self._is_placed(row_id):
            return None
        return self.of(row_id)

    def unsaved(self) -> dict[str, tuple[str, float, float]]:
        """Kind and place of everything the layout worked out that is not saved yet."""
        found = {}
        for row_id, (x, y) in self._memory.items():
            kind = self._index.kind_of(row_id)
            if kind is not None and kind != "link" and row_id not in self._index.board:
                found[row_id] = (kind, x, y)
        return found


def _middle(points: list[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
