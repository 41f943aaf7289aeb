"""`BoardCamera`: keeps what the board shows in view until the user looks elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from evidence_board.scene_style import Rect
from evidence_board.ui.board.board_canvas import BoardCanvas

__all__ = ["BoardCamera"]

_EDGE, _REVEALED = 8, 24


class BoardCamera(QObject):
    """Fits the picture into the canvas.

    Attributes:
        room: the part of the world a neighbourhood was laid out for, None while everything is shown.
    """

    def __init__(self, canvas: BoardCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._touched = self._fitting = False
        self._seen: set[str] = set()
        self.room: Rect | None = None
        canvas.camera_changed.connect(self._changed)
        canvas.camera_settled.connect(self._settled)

    @property
    def touched(self) -> bool:
        """Whether the user moved the camera since the picture was fitted."""
        return self._touched

    def drawn(self, *, anew: bool) -> None:
        """The canvas shows another picture: fit it, or only what is new in it and out of view.

        Args:
            anew: it is the picture of something else, or everything stands elsewhere.
        """
        if anew:
            self._touched = False
            self.fit_if_untouched()
        elif not self._touched and self._hides_new():
            self._fit(animate=True)
        self._seen = set(self._canvas.content.graph.ids)

    def fit(self) -> None:
        """Bring everything that is shown into view."""
        self._touched = False
        self._fit(animate=True)

    def fit_if_untouched(self) -> None:
        """Bring everything into view, unless the user moved the camera."""
        if not self._touched:
            self._fit(animate=False)

    def fit_things(self, ids: Iterable[str]) -> None:
        """Bring some things into view, or everything when none of them is shown."""
        rows = [row for one in ids if (row := self._canvas.content.row(one)) is not None]
        if rows:
            self._canvas.fit_all(rows=rows)
        else:
            self.fit()

    def reveal(self, row_id: str) -> None:
        """Bring a thing into view if it is shown."""
        row = self._canvas.content.row(row_id)
        if row is None:
            return
        spot, middle = self._canvas.spot(row), self._canvas.rect().center()
        inside = self._canvas.rect().adjusted(_REVEALED, _REVEALED, -_REVEALED, -_REVEALED)
        if not inside.contains(spot.toPoint()):
            camera = self._canvas.camera
            camera.move(camera.target.panned(middle.x() - spot.x(), middle.y() - spot.y()))

    def _hides_new(self) -> bool:
        """Tell whether something that is new in the picture lies out of view."""
        room, content = self._canvas.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE), self._canvas.content
        new = [row for row, one in enumerate(content.graph.ids) if one not in self._seen]
        return any(not room.contains(self._canvas.spot(row).toPoint()) for row in new)

    def _fit(self, *, animate: bool) -> None:
        self._fitting = True
        # The room itself: so one neighbourhood follows another without a move of the camera.
        self._canvas.fit_all(animate=animate, room=self.room)
        if not self._canvas.camera.moving:
            self._fitting = False

    def _changed(self) -> None:
        if not self._fitting:
            self._touched = True

    def _settled(self) -> None:
        self._fitting = False
