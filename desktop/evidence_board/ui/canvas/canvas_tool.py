"""Mouse and key gestures as objects, so that panes do not override event handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QKeyEvent

    from evidence_board.ui.canvas.pointer import Pointer


class CanvasTool:
    """A gesture on a canvas; this one lets the canvas do everything itself.

    Order of calls: ``press``; if it said true, ``drag`` for every move and ``release``; if it said
    false, the canvas may pan, and ``click`` follows when the mouse did not move.
    """

    def cursor(self) -> Qt.CursorShape | None:
        """Shape of the mouse over the canvas, or ``None`` for the arrow; asked after every call."""
        return None

    def press(self, pointer: Pointer) -> bool:
        """A button went down. True takes the gesture; false leaves it to the canvas."""
        return False

    def drag(self, pointer: Pointer) -> None:
        """The mouse moved during a gesture that :meth:`press` took."""

    def release(self, pointer: Pointer) -> None:
        """A gesture that :meth:`press` took has ended."""

    def cancel(self) -> None:
        """A gesture that :meth:`press` took ends without effect (Esc, or the canvas was hidden)."""

    def click(self, pointer: Pointer) -> None:
        """A button went down and up in one place, and :meth:`press` had said false."""

    def double_click(self, pointer: Pointer) -> None:
        """The second press of a double click."""

    def hover(self, pointer: Pointer | None) -> None:
        """The mouse moved with no button down; ``None`` when it left the canvas."""

    def key(self, event: QKeyEvent) -> bool:
        """A key went down. True keeps it from the canvas and its parents."""
        return False
