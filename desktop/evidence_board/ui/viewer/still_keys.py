"""`StillKeys`: what the keys do while a picture is shown large."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer

from evidence_board.model.levels import Level
from evidence_board.model.regions import RegionKind
from evidence_board.ui.viewer.picture_view import PictureView
from evidence_board.ui.viewer.region_desk import RegionDesk
from evidence_board.ui.viewer.region_words import KIND_KEYS, SHAPE_KEYS
from evidence_board.ui.viewer.still_view import StillView

__all__ = ["StillKeys", "look_keys"]

_ARROWS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
_FAR, _PAN = 10, 80
#: A key pressed shorter than this is a tap, not held.
_TAP_MS = 350


def look_keys(view: PictureView) -> dict[str, Callable[[], object]]:
    """Return what keys do to the look of any picture, by name."""
    canvas = view.canvas
    return {
        "+": lambda: canvas.zoom(1),
        "=": lambda: canvas.zoom(1),
        "Shift++": lambda: canvas.zoom(1),
        "-": lambda: canvas.zoom(-1),
        "Z": canvas.toggle_actual,
        "Ctrl+0": view.reset,
        "Shift+A": view.toggle_panel,
        "Shift+L": view.toggle_loupe,
        "Shift+R": lambda: view.rotate(90),
        "Ctrl+Shift+R": lambda: view.rotate(-90),
        "Shift+M": view.mirror,
    }


class StillKeys:
    """Takes a key by its name, which is that of its place on the keyboard in any layout."""

    def __init__(self, still: StillView, desk: RegionDesk) -> None:
        self._still, self._desk = still, desk
        self._held = QElapsedTimer()
        self._space = False
        hand = still.canvas.hand
        self._plain: dict[str, Callable[[], object]] = {
            **look_keys(still),
            "X": still.toggle_regions,
            "N": lambda: hand.step(1),
            "Shift+N": lambda: hand.step(-1),
        }

    def press(self, name: str, *, repeated: bool) -> bool:
        """Do what a key stands for; False when it means nothing here."""
        if name == "Space":
            if not repeated:
                self._space = self._still.canvas.space_held = True
                self._still.canvas.space_used = False
            return True
        if name == KIND_KEYS[RegionKind.REDACTION]:
            if not repeated:
                self._held.start()
                self._still.reveal_hidden(True)
            return True
        if self._chosen(name) or self._arrow(name):
            return True
        verb = self._plain.get(name)
        if verb is not None:
            verb()
            return True
        return not repeated and (self._tool(name) or self._other(name))

    def release(self, name: str) -> bool:
        """End what lasts as long as a key is held."""
        if name != KIND_KEYS[RegionKind.REDACTION]:
            return False
        self._still.reveal_hidden(False)
        if self._held.isValid() and self._held.elapsed() < _TAP_MS:
            self._still.take_kind(RegionKind.REDACTION.value)
        self._held.invalidate()
        return True

    def closes_on_space(self) -> bool:
        """End holding Space; tells whether it was pressed here and moved nothing."""
        pressed, self._space = self._space, False
        self._still.canvas.space_held = False
        return pressed and not self._still.canvas.space_used

    # -- parts -----------------------------------------------------------------------------------------

    def _chosen(self, name: str) -> bool:
        """Keys that mean something only while a region is chosen."""
        if self._desk.row is None:
            return False
        for level in Level:
            if name == level.key:
                return self._desk.set_level(level.value)
        verbs: dict[str, Callable[[], object]] = {
            "F2": self._still.label,
            "Return": self._still.label,
            "Enter": self._still.label,
            "L": self._still.link,
            "Q": self._desk.cite,
            "Del": self._desk.remove,
            "Backspace": self._desk.remove,
        }
        verb = verbs.get(name)
        if verb is None:
            return False
        verb()
        return True

    def _arrow(self, name: str) -> bool:
        plain = name.rpartition("+")[2] if "+" in name else name
        step = _ARROWS.get(plain)
        if step is None:
            return False
        held = name[: -len(plain)]
        far = _FAR if "Shift+" in held else 1
        canvas = self._still.canvas
        if self._desk.row is not None and canvas.layer.chosen:
            return canvas.hand.nudge(step[0] * far, step[1] * far, grow="Ctrl+" in held)
        if held == "" and plain in ("Up", "Down") and not canvas.sight.is_fitted:
            canvas.move_by(0, -step[1] * _PAN)
            return True
        if held == "Shift+" and not canvas.sight.is_fitted:
            canvas.move_by(-step[0] * _PAN, -step[1] * _PAN)
            return True
        return False

    def _tool(self, name: str) -> bool:
        if not self._desk.can_write:
            return False
        for tool, key in SHAPE_KEYS.items():
            if name == key:
                self._still.take_tool(tool)
                return True
        for kind, key in KIND_KEYS.items():
            if name == key:
                self._still.take_kind(kind)
                return True
        return False

    def _other(self, name: str) -> bool:
        hand = self._still.canvas.hand
        if name in ("Return", "Enter"):
            return hand.finish()
        if name == "Backspace":
            return hand.back_one()
        if name != "Esc":
            return False
        if hand.cancel():
            return True
        if self._desk.row is not None:
            hand.choose("")
            return True
        if hand.tool != "select":
            self._still.take_tool("select")
            return True
        if not self._still.panel.isHidden():
            self._still.toggle_panel()
            return True
        if self._still.canvas.loupe.is_on:
            self._still.toggle_loupe()
            return True
        return False
