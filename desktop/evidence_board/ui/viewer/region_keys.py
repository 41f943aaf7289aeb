"""`RegionKeys`: what the keys do to regions, over a still picture and over a frame of a video."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer

from evidence_board.model.levels import Level
from evidence_board.model.regions import RegionKind
from evidence_board.ui.viewer.region_desk import RegionDesk
from evidence_board.ui.viewer.region_tools import RegionTools
from evidence_board.ui.viewer.region_words import KIND_KEYS, SHAPE_KEYS

__all__ = ["RegionKeys"]

_ARROWS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
_FAR = 10
#: A key pressed shorter than this is a tap, not held.
_TAP_MS = 350


class RegionKeys:
    """Takes a key by its name, which is that of its place on the keyboard in any layout."""

    def __init__(self, tools: RegionTools, desk: RegionDesk, *, label: Callable[[], object]) -> None:
        self._tools, self._desk = tools, desk
        self._held = QElapsedTimer()
        self._verbs: dict[str, Callable[[], object]] = {
            "F2": label,
            "Return": label,
            "Enter": label,
            "L": tools.link,
            "Q": desk.cite,
            "Del": desk.remove,
            "Backspace": desk.remove,
        }

    def press(self, name: str, *, repeated: bool) -> bool:
        """Do what a key does to the chosen region, or show what is hidden; False when it means nothing here."""
        if name == KIND_KEYS[RegionKind.REDACTION]:
            if not repeated:
                self._held.start()
                self._tools.reveal_hidden(True)
            return True
        return self._chosen(name) or self._nudge(name)

    def press_tool(self, name: str) -> bool:
        """Take a tool or a kind, or end what is drawn; False when the key means nothing here."""
        hand = self._tools.canvas.hand
        if name in ("Return", "Enter"):
            return hand.finish()
        if name == "Backspace":
            return hand.back_one()
        if not self._desk.can_write:
            return False
        for tool, key in SHAPE_KEYS.items():
            if name == key:
                self._tools.take_tool(tool)
                return True
        for kind, key in KIND_KEYS.items():
            if name == key:
                self._tools.take_kind(kind)
                return True
        return False

    def release(self, name: str) -> bool:
        """End what lasts as long as a key is held."""
        if name != KIND_KEYS[RegionKind.REDACTION]:
            return False
        self._tools.reveal_hidden(False)
        if self._held.isValid() and self._held.elapsed() < _TAP_MS:
            self._tools.take_kind(RegionKind.REDACTION.value)
        self._held.invalidate()
        return True

    def step_back(self) -> bool:
        """Leave what is half drawn, then the chosen region, then the tool; False when there is none of them."""
        hand = self._tools.canvas.hand
        if hand.cancel():
            return True
        if self._desk.row is not None:
            hand.choose("")
            self._desk.choose("")
            return True
        if hand.tool != "select":
            self._tools.take_tool("select")
            return True
        return False

    # -- parts -----------------------------------------------------------------------------------------

    def _chosen(self, name: str) -> bool:
        """Keys that mean something only while a region is chosen."""
        if self._desk.row is None:
            return False
        for level in Level:
            if name == level.key:
                return self._desk.set_level(level.value)
        verb = self._verbs.get(name)
        if verb is None:
            return False
        verb()
        return True

    def _nudge(self, name: str) -> bool:
        plain = name.rpartition("+")[2] if "+" in name else name
        step = _ARROWS.get(plain)
        canvas = self._tools.canvas
        if step is None or self._desk.row is None or not canvas.layer.chosen:
            return False
        held = name[: -len(plain)]
        far = _FAR if "Shift+" in held else 1
        return canvas.hand.nudge(step[0] * far, step[1] * far, grow="Ctrl+" in held)
