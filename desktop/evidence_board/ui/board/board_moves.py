"""`BoardMoves`: where things stand on the whole board when a person moves them or has it laid out anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from evidence_board.analysis.graph import board_things
from evidence_board.ui.board.board_canvas import BoardCanvas
from evidence_board.ui.board.board_content import BoardContent, make_content
from evidence_board.ui.board.board_drawing import Extents
from evidence_board.ui.board.board_geometry import entity_box, free_spot
from evidence_board.ui.board.board_positions import Point
from evidence_board.ui.board.board_view import AT_ONCE, WAITED_FOR, BoardView, rough_extents
from evidence_board.ui.context import UiContext

if TYPE_CHECKING:
    from evidence_board.scene import Array

__all__ = ["BoardMoves"]


class BoardMoves:
    """Turns places on the canvas into places on the whole board, also while only a part of it is shown."""

    def __init__(self, context: UiContext, canvas: BoardCanvas, view: BoardView) -> None:
        self._context, self._canvas, self._view = context, canvas, view

    def free_place(self, pos: QPointF, then: Callable[[Point], None], *, kind: str, name: str) -> None:
        """Call ``then`` with the place on the whole board where something new at a pixel covers nothing.

        Args:
            pos: pixel of the canvas.
            then: is given the place.
            kind: of what is new.
            name: of what is new; its label needs room too.
        """
        at = self._canvas.to_world(pos)

        def ready() -> None:
            left, top = self._origin()
            x, y = free_spot(at, entity_box(kind, name), self._taken())
            then((x + left, y + top))

        self._with_whole(ready)

    def _taken(self) -> Array:
        """(n, 4) boxes of what stands on the canvas."""
        import numpy as np

        drawing = self._canvas.drawing
        return np.asarray(drawing.extents.boxes + np.hstack([drawing.points, drawing.points]))

    def _origin(self, moving: Iterable[str] = ()) -> Point:
        if not self._view.is_near:
            return 0.0, 0.0
        return self._view.arranger.origin(self._view.key, self._view.content.graph.ids, moving=set(moving))

    def move(self, ids: list[str], shift: tuple[float, float], *, save: Callable[[dict[str, Point]], None]) -> None:
        """Show things where they were dragged to, and save that.

        Args:
            ids: row ids.
            shift: how far, in pixels at scale 1.
            save: is called with the places on the whole board.
        """
        points = self._canvas.drawing.points
        places = {}
        for one in ids:
            row = self._view.content.row(one)
            if row is not None:
                x, y = points[row].tolist()
                places[one] = (x + shift[0], y + shift[1])

        def ready() -> None:
            left, top = self._origin(moving=places)
            moved = {one: (x + left, y + top) for one, (x, y) in places.items()}
            self._view.positions.expect(moved)
            self._view.renew()
            save(moved)

        self._with_whole(ready)

    def _with_whole(self, ready: Callable[[], None]) -> None:
        """Call ``ready`` once the whole board is laid out, so that places have a meaning on it."""
        index = self._context.session.index
        everything = board_things(index)
        known = sum(self._view.positions.of(one) is not None for one in everything)
        if not self._view.is_near or len(everything) > WAITED_FOR or known * 2 >= len(everything):
            ready()
            return
        content = make_content(index, everything)
        self._view.arranger.whole(content, self._view.measure(content), done=lambda points: ready())

    def lay_out_again(self, *, save: Callable[[dict[str, Point]], None]) -> None:
        """Lay the whole board out anew as one step.

        Args:
            save: is called with the place of everything that moves.
        """
        index = self._context.session.index
        everything = board_things(index)

        def make() -> tuple[BoardContent, Extents]:
            content = make_content(index, everything)
            return content, rough_extents(content)

        def made(both: tuple[BoardContent, Extents]) -> None:
            content, extents = both

            def done(points: Array) -> None:
                moved = {
                    one: (float(points[row, 0]), float(points[row, 1]))
                    for row, one in enumerate(content.graph.ids)
                    if self._view.positions.pinned(one) is None
                }
                self._view.placed_anew()
                save(moved)
                self._view.renew()

            self._view.arranger.lay_out_again(content, extents, done=done)

        if len(everything) <= AT_ONCE:
            content = make_content(index, everything)
            made((content, self._view.measure(content)))
        else:
            self._context.jobs.run(make, done=made, failed=self._context.show_error)
