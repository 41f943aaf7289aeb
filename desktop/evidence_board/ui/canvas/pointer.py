"""What a tool is told about the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF, Qt


@dataclass(frozen=True, slots=True)
class Pointer:
    """The mouse over a canvas.

    Attributes:
        pos: pixels from the top left of the view.
        world: world point under it.
        start: pixel position of the press (``pos`` when no button is down).
        start_world: world point of the press.
        button: the button this is about; ``NoButton`` on hover.
        modifiers: Shift, Ctrl, Alt.
        dragged: the mouse has left the press by more than the system's drag distance.
    """

    pos: QPointF
    world: tuple[float, float]
    start: QPointF
    start_world: tuple[float, float]
    button: Qt.MouseButton
    modifiers: Qt.KeyboardModifier
    dragged: bool = False
