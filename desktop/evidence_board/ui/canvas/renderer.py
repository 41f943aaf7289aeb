"""The door through which a canvas paints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from evidence_board.ui.canvas.frame import Frame


class Renderer(Protocol):
    """What a pane supplies: it paints frames, always in the painter thread of its canvas."""

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint ``frame`` in pixels from (0, 0) to (width, height).

        The clip is set, antialiasing is on, and the painter scales by the device pixel ratio. Use
        only data that nobody changes meanwhile, no QPixmap and no static text.
        """
