"""`BoardArranger`: has things laid out behind the window and remembers the result."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evidence_board.analysis import layout_worker
from evidence_board.analysis.layout import arrange, lay_out, settle_in
from evidence_board.analysis.layout_space import push_apart
from evidence_board.scene_style import Rect
from evidence_board.ui.board.board_content import BoardContent
from evidence_board.ui.board.board_drawing import Extents
from evidence_board.ui.board.board_positions import BoardPositions, Point
from evidence_board.ui.context import UiContext
from evidence_board.workers import Reply, Supervisor, SupervisorClosed

if TYPE_CHECKING:
    from evidence_board.scene import Array

__all__ = ["BoardArranger", "room_for"]

#: Up to so many nodes the layout runs in a thread here; igraph keeps the interpreter, so more go to a process.
_HERE, _SEARCHED = 150, 60
#: Newcomers beyond this share of the board are a reason to lay all of it out.
_FEW = 0.5
#: Beyond this number they are one, too: each looks for its own free place among all others.
_MANY = 2_000
#: Newcomers times nodes up to which they are placed at once; more take longer than a moment.
_AT_ONCE = 200_000
#: Up to this share of placed things a neighbourhood looks as if laid out freely.
_PINNED = 0.34
_ASPECT, _TIMEOUT_S = 1.65, 300.0
#: Neighbourhoods kept: going back to one shows it as it was left.
_KEPT = 64

Done = Callable[["Array"], None]


@dataclass(slots=True)
class _Near:
    """A neighbourhood as it was laid out: places relative to its origin on the whole board, for which room.

    ``loose`` was joined to nothing then.
    """

    points: dict[str, Point]
    room: tuple[float, float] = (0.0, 0.0)
    loose: frozenset[str] = frozenset()


def room_for(width: float, height: float, count: int) -> Rect:
    """Return the room that a few things are spread over: the pane, but not further apart than reads well.

    Args:
        width: of the pane in pixels.
        height: of the pane in pixels.
        count: how many things.
    """
    across = min(max(width - 28.0, 200.0), 250.0 * count**0.5 + 60)
    down = min(max(height - 28.0, 150.0), 150.0 * count**0.5 + 60)
    return Rect(-across / 2, -down / 2, across / 2, down / 2)


class BoardArranger(QObject):
    """Gives positions: at once where they are known, else after a layout behind the window.

    Attributes:
        positions: what is known of the whole board.
    """

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.positions = BoardPositions()
        self._near: dict[tuple[str, ...], _Near] = {}
        self._origins: dict[tuple[str, ...], Point] = {}
        self._seed = 0
        self._supervisor: Supervisor | None = None

    # -- the whole board -------------------------------------------------------------------------------

    def whole(self, content: BoardContent, extents: Extents, *, done: Done) -> bool:
        """Call ``done`` with the positions of a whole board.

        Returns:
            False when all of it is laid out first, so that something may stand there until ``done`` is called.
        """
        import numpy as np

        graph, boxes, ids = content.graph, extents.boxes, content.graph.ids
        known = [self.positions.of(row_id) for row_id in ids]
        missing = sum(one is None for one in known)
        if missing > min(_FEW * len(ids), _MANY):
            self._lay_out(content, extents, keep=self.positions.keep, done=done)
            return False
        points = np.array([one or (0.0, 0.0) for one in known], dtype=np.float64).reshape(-1, 2)
        mask = np.array([one is not None for one in known], dtype=bool)

        def take(points: Array) -> None:
            if missing:
                self.positions.remember({ids[row]: _point(points[row]) for row in np.flatnonzero(~mask).tolist()})
            done(points)

        if missing * len(ids) > _AT_ONCE:
            self._context.jobs.run(
                lambda: settle_in(graph, points, known=mask, boxes=boxes), done=take, failed=self._context.show_error
            )
        else:
            take(settle_in(graph, points, known=mask, boxes=boxes) if missing else points)
        return True

    def lay_out_again(self, content: BoardContent, extents: Extents, *, done: Done) -> None:
        """Lay the whole board out anew; ``done`` gets all positions. Neighbourhoods begin anew as well.

        What a person placed stays where it is while `BoardPositions.keep` is set.
        """
        self._seed += 1
        self._near.clear()
        self._origins.clear()
        self._lay_out(content, extents, keep=self.positions.keep, done=done)

    def _lay_out(self, content: BoardContent, extents: Extents, *, keep: bool, done: Done) -> None:
        graph, boxes, seed, ids = content.graph, extents.boxes, self._seed, content.graph.ids
        words = extents.between(content)
        pinned = {}
        if keep:
            pinned = {row: place for row, one in enumerate(ids) if (place := self.positions.pinned(one)) is not None}

        def take(points: Array) -> None:
            self.positions.remember({one: _point(points[row]) for row, one in enumerate(ids) if row not in pinned})
            done(points)

        if len(ids) <= _HERE:
            self._context.jobs.run(
                lambda: lay_out(graph, boxes=boxes, words=words, aspect=_ASPECT, pinned=pinned, seed=seed),
                done=take,
                failed=self._context.show_error,
            )
            return
        header, payload = layout_worker.request(graph, boxes=boxes, aspect=_ASPECT, pinned=pinned, seed=seed)
        self.close()
        supervisor = self._supervisor = Supervisor(
            "evidence_board.analysis.layout_worker", timeout_s=_TIMEOUT_S, memory_limit=None, low_priority=True
        )
        answer: Future[Reply] = supervisor.submit(header, payload)

        def answered(reply: Reply) -> None:
            self.close()
            take(layout_worker.reply_points(reply.attachments, count=len(ids)))

        self._context.jobs.follow(answer, done=answered, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        # A newer layout, or the end of the window, stopped this one.
        if not isinstance(error, SupervisorClosed):
            self._context.show_error(error)

    def close(self) -> None:
        """End the process that lays out, if there is one."""
        supervisor, self._supervisor = self._supervisor, None
        if supervisor is not None:
            supervisor.close()

    # -- neighbourhoods --------------------------------------------------------------------------------

    def near(self, focus: tuple[str, ...], content: BoardContent, extents: Extents, *, room: Rect, done: Done) -> bool:
        """Call ``done`` with the positions of a neighbourhood, around (0, 0); tells whether that happened at once.

        Args:
            focus: what it is the neighbourhood of.
            content: what is shown.
            extents: the room things take.
            room: where they should lie; a much different room is a reason for another layout.
            done: called with (n, 2) positions.
        """
        import numpy as np

        ids = content.graph.ids
        near = self._near.get(focus)
        # What stood in rows because nothing was joined to it stands in the way of its first link.
        joined = near is not None and not near.loose.isdisjoint(
            ids[end] for edge in content.graph.edges for end in edge
        )
        if near is None or joined or _differs(near.room, room) or not any(one in near.points for one in ids):
            self._arrange(focus, content, extents, room=room, done=done)
            return False
        pins = self.pins(focus, ids)
        known = [pins.get(one) or near.points.get(one) for one in ids]
        points = np.array([one or (0.0, 0.0) for one in known], dtype=np.float64).reshape(-1, 2)
        mask = np.array([one is not None for one in known])
        if not mask.all():
            points = settle_in(content.graph, points, known=mask, boxes=extents.boxes)
            near.points.update({one: _point(points[row]) for row, one in enumerate(ids) if not mask[row]})
        done(points)
        return True

    def _arrange(
        self, focus: tuple[str, ...], content: BoardContent, extents: Extents, *, room: Rect, done: Done
    ) -> None:
        graph, boxes, seed, ids = content.graph, extents.boxes, self._seed, content.graph.ids
        words = extents.between(content)
        ends = {end for edge in graph.edges for end in edge}
        loose = frozenset(one for row, one in enumerate(ids) if row not in ends)
        self._near[focus] = near = _Near({}, room=(room.width, room.height), loose=loose)
        while len(self._near) > _KEPT:
            del self._near[next(iter(self._near))]
        pins = self.pins(focus, ids)
        pinned = {row: pins[one] for row, one in enumerate(ids) if one in pins}

        def job() -> Array:
            if len(ids) <= _SEARCHED and len(pinned) <= len(ids) * _PINNED:
                # As if nothing were pinned: so it looks as it did when the few were dragged.
                points = arrange(graph, boxes=boxes, room=room, words=words, seed=seed)
                return _held(points, boxes, pinned)
            if len(ids) <= _SEARCHED:
                return arrange(graph, boxes=boxes, room=room, words=words, pinned=pinned, seed=seed)
            return lay_out(graph, boxes=boxes, words=words, aspect=room.width / room.height, pinned=pinned, seed=seed)

        def take(points: Array) -> None:
            near.points.update({one: _point(points[row]) for row, one in enumerate(ids) if row not in pinned})
            done(points)

        self._context.jobs.run(job, done=take, failed=self._context.show_error, priority=2)

    def is_arranged(self, focus: tuple[str, ...], room: Rect) -> bool:
        """Tell whether a neighbourhood was laid out for such a room."""
        near = self._near.get(focus)
        return near is not None and not _differs(near.room, room)

    def origin(self, focus: tuple[str, ...], ids: tuple[str, ...], *, moving: Collection[str] = ()) -> Point:
        """Where the middle of a neighbourhood lies on the whole board; it stays there until all is laid out anew.

        Args:
            focus: what it is the neighbourhood of.
            ids: what is shown.
            moving: what the user is placing right now.
        """
        known = self._origins.get(focus)
        if known is not None:
            return known
        origin = self.positions.origin(ids, moving=moving)
        if origin is None:
            return 0.0, 0.0
        self._origins[focus] = origin
        while len(self._origins) > _KEPT:
            del self._origins[next(iter(self._origins))]
        return origin

    @property
    def origins(self) -> list[tuple[list[str], float, float]]:
        """The origins in use, for the next time the case is opened.

        Worked out again they would lie elsewhere: what was dragged no longer says where the layout had it.
        """
        return [(list(focus), x, y) for focus, (x, y) in self._origins.items()]

    def take_origins(self, remembered: object) -> None:
        """Use origins again as `origins` gave them; what makes no sense is passed over."""
        for one in remembered if isinstance(remembered, list) else ():
            match one:
                case [list(focus), int() | float() as x, int() | float() as y]:
                    self._origins[tuple(map(str, focus))] = (float(x), float(y))
                case _:
                    continue

    def pins(self, focus: tuple[str, ...], ids: tuple[str, ...]) -> dict[str, Point]:
        """What a person placed, as it lies in a neighbourhood."""
        placed = {one: place for one in ids if (place := self.positions.pinned(one)) is not None}
        if not placed:
            return {}
        x, y = self.origin(focus, ids)
        return {one: (place[0] - x, place[1] - y) for one, place in placed.items()}


def _held(points: Array, boxes: Array, pinned: dict[int, Point]) -> Array:
    """The positions with some nodes in their own places and no other over them."""
    import numpy as np

    if not pinned:
        return points
    fixed = np.zeros(len(points), dtype=bool)
    for row, place in pinned.items():
        points[row], fixed[row] = place, True
    # A little overlap is what the user left there; it stays.
    return push_apart(points, boxes, fixed=fixed, gap=-14.0)


def _point(row: Array) -> Point:
    return float(row[0]), float(row[1])


def _differs(old: tuple[float, float], room: Rect) -> bool:
    """True when a room has another size or shape to the eye."""
    wide, high = room.width / max(old[0], 1.0), room.height / max(old[1], 1.0)
    return not (0.8 < wide < 1.3 and 0.8 < high < 1.3)
