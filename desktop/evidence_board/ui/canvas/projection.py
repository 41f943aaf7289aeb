"""World arrays to pixel arrays of one frame, and which of them are in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.ui.canvas.camera_state import turned

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from PySide6.QtGui import QPainter

    from evidence_board.scene import Array
    from evidence_board.ui.canvas.frame import Frame

    Indices = npt.NDArray[np.intp]


class Projection:
    """Turns world coordinates into pixels of ``frame``."""

    def __init__(self, frame: Frame) -> None:
        import numpy as np

        camera = frame.camera
        self.frame = frame
        self.scale = camera.scale
        self.width, self.height = frame.width, frame.height
        self._sight = frame.painted
        self._middle = np.array([camera.x, camera.y])
        self._factor = np.array([camera.scale, camera.scale_y])
        self._shift = np.array([frame.width / 2, frame.height / 2])
        self._turn: Array | None = None
        if camera.angle:
            (xx, xy), (yx, yy) = turned(1.0, 0.0, camera.angle), turned(0.0, 1.0, camera.angle)
            self._turn = np.array([[xx, xy], [yx, yy]])

    def points(self, world: Array) -> Array:
        """(n, 2) world points in pixels. The middle is subtracted first: no precision is lost far in."""
        pixels: Array = (world - self._middle) * self._factor
        if self._turn is not None:
            pixels = pixels @ self._turn
        pixels += self._shift
        return pixels

    def boxes(self, world: Array) -> Array:
        """(n, 4) world segments or rectangles in pixels."""
        return self.points(world.reshape(-1, 2)).reshape(-1, 4)

    def points_in_sight(self, pixels: Array, *, reach: float) -> Indices:
        """Indices of pixel points no further than ``reach`` pixels outside what is painted."""
        import numpy as np

        x, y, sight = pixels[:, 0], pixels[:, 1], self._sight.expanded(reach)
        inside = (x >= sight.x0) & (x <= sight.x1) & (y >= sight.y0) & (y <= sight.y1)
        return np.flatnonzero(inside)

    def boxes_in_sight(self, pixels: Array, *, reach: float) -> Indices:
        """Indices of (n, 4) pixel segments or rectangles whose bounds touch what is painted."""
        import numpy as np

        x0, y0, x1, y1 = pixels.T
        sight = self._sight.expanded(reach)
        inside = (
            (np.maximum(x0, x1) >= sight.x0)
            & (np.minimum(x0, x1) <= sight.x1)
            & (np.maximum(y0, y1) >= sight.y0)
            & (np.minimum(y0, y1) <= sight.y1)
        )
        return np.flatnonzero(inside)


def to_device_pixels(painter: QPainter, projection: Projection) -> None:
    """Let whole numbers mean device pixels, so that stamps are copied as they are. Save the painter first."""
    painter.scale(1 / projection.frame.dpr, 1 / projection.frame.dpr)
