"""The keys of the board: walk along links, edit, link, grade."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent

from evidence_board.model.levels import Level
from evidence_board.selection import Selection, replace
from evidence_board.ui.shortcuts import key_names

if TYPE_CHECKING:
    from evidence_board.ui.board.board_canvas import BoardCanvas

__all__ = ["BoardKeys"]

_WAYS = {"Left": (-1.0, 0.0), "Right": (1.0, 0.0), "Up": (0.0, -1.0), "Down": (0.0, 1.0)}
#: A link leads in the direction of a key when it points at most this far (degrees) away from it.
_WIDEST = 67.0
_VERBS = {
    "L": "link", "E": "new", "F2": "rename", "Del": "delete", "Backspace": "delete", "Return": "open",
    "Enter": "open", "Space": "preview", "Menu": "menu", "Shift+F10": "menu",
}  # fmt: skip
_LEVELS = {level.key: level.value for level in Level}


class BoardKeys(QObject):
    """Turns keys into what they ask for.

    Signals:
        chosen: (Selection) select these.
        wanted: (verb) one of ``link``, ``new``, ``rename``, ``delete``, ``open``, ``preview``, ``menu``.
        level_wanted: (word) grade the selected links.
    """

    chosen = Signal(object)
    wanted = Signal(str)
    level_wanted = Signal(str)

    def __init__(self, canvas: BoardCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._selection = Selection()

    def set_selection(self, selection: Selection) -> None:
        """Know what is selected."""
        self._selection = selection

    def handle(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False leaves it to the canvas and the window."""
        for name in key_names(event):
            if self._do(name):
                self._canvas.focus_visible = True
                self._canvas.update()
                return True
        return False

    def _do(self, name: str) -> bool:
        if name in _WAYS:
            return self._walk(_WAYS[name], extend=False)
        if name.removeprefix("Shift+") in _WAYS:
            return self._walk(_WAYS[name.removeprefix("Shift+")], extend=True)
        if name in ("Tab", "Shift+Tab", "Shift+Backtab", "Backtab"):
            return self._step(-1 if name != "Tab" else 1)
        if name in ("Home", "End"):
            return self._choose_at(0 if name == "Home" else -1)
        if name == "Ctrl+A":
            self.chosen.emit(replace(node.id for node in self._canvas.content.nodes))
            return True
        if name in _LEVELS:
            links = [one for one in self._selection.ids if one in self._canvas.index.links]
            if links:
                self.level_wanted.emit(_LEVELS[name])
            return bool(links)
        verb = _VERBS.get(name)
        if verb is None or (verb not in ("new", "menu") and not len(self._selection)):
            return False
        self.wanted.emit(verb)
        return True

    # -- walking ---------------------------------------------------------------------------------------

    @property
    def reading_order(self) -> list[int]:
        """Positions of the nodes in reading order: rows from the top, each from the left."""
        points = self._canvas.drawing.points
        return sorted(range(len(points)), key=lambda row: (round(float(points[row, 1]) / 60), float(points[row, 0])))

    def _current(self) -> int | None:
        return self._canvas.content.row(self._selection.current)

    def _choose_at(self, place: int) -> bool:
        order = self.reading_order
        if not order:
            return False
        self._choose(order[place])
        return True

    def _step(self, step: int) -> bool:
        """Select the next node in reading order; past the last one the focus goes on."""
        order, current = self.reading_order, self._current()
        if not order:
            return False
        at = order.index(current) + step if current is not None else (0 if step > 0 else len(order) - 1)
        if not 0 <= at < len(order):
            return False
        self._choose(order[at])
        return True

    def _walk(self, way: tuple[float, float], *, extend: bool) -> bool:
        """Go along the link that points best in a direction."""
        current = self._current()
        if current is None:
            return self._choose_at(0) if len(self._canvas.content.nodes) else False
        content, points = self._canvas.content, self._canvas.drawing.points
        best: tuple[float, int] | None = None
        for first, second in content.graph.edges:
            if current not in (first, second):
                continue
            other = second if first == current else first
            away = points[other] - points[current]
            length = math.hypot(away[0], away[1])
            part = (away[0] * way[0] + away[1] * way[1]) / max(length, 1e-9)
            angle = math.degrees(math.acos(min(1.0, max(-1.0, float(part)))))
            if angle <= _WIDEST and (best is None or angle + length / 40 < best[0]):
                best = (angle + length / 40, other)
        if best is not None:
            self._choose(best[1], extend=extend)
        # Without a link that way nothing happens: the view must not run away under the walker.
        return True

    def _choose(self, row: int, *, extend: bool = False) -> None:
        row_id = self._canvas.content.nodes[row].id
        ids = [*(one for one in self._selection.ids if one != row_id), row_id] if extend else [row_id]
        self.chosen.emit(replace(ids))
        x, y = self._canvas.drawing.points[row].tolist()
        if not self._canvas.visible_world.expanded(-20 / self._canvas.camera.state.scale).contains(x, y):
            state = self._canvas.camera.target
            at = self._canvas.to_view(x, y)
            middle = self._canvas.rect().center()
            self._canvas.camera.move(state.panned(middle.x() - at.x(), middle.y() - at.y()))
