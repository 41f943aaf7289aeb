"""One picture to paint: what the painter thread is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evidence_board.scene_style import Rect
from evidence_board.ui.canvas.camera_state import CameraState

#: How much larger than the view a picture is, each way.
OVERSIZE = 1.4


@dataclass(frozen=True, slots=True)
class Frame:
    """An order for one picture.

    Attributes:
        camera: middle and scale of the picture.
        width: pixels before the device pixel ratio; larger than the view.
        height: pixels before the device pixel ratio.
        dpr: device pixels per pixel.
        background: ``0xAARRGGBB``; the picture is already filled with it.
        draft: the camera is moving; prefer speed to finish.
        generation: number of the content this picture shows.
        is_cancelled: ask this between chunks of work and return when it says true.
        part: the pixels of the picture to paint, on whole device pixels; ``None``: all. What is outside may be
            left out, but where labels go is decided for the whole picture, so that parts fit together.
        spare: nobody sees it yet: what lies around a view that is sharp, or where the camera will arrive.
    """

    camera: CameraState
    width: float
    height: float
    dpr: float
    background: int
    draft: bool
    generation: int
    is_cancelled: Callable[[], bool]
    part: Rect | None = None
    spare: bool = False

    @property
    def cancelled(self) -> bool:
        """True when nobody waits for this picture any more."""
        return self.is_cancelled()

    @property
    def dark(self) -> bool:
        """True when the background is a dark one."""
        red, green, blue = self.background >> 16 & 255, self.background >> 8 & 255, self.background & 255
        return red * 299 + green * 587 + blue * 114 < 128_000

    @property
    def world(self) -> Rect:
        """The part of the world that the picture shows."""
        return self.camera.world_rect(width=self.width, height=self.height)

    @property
    def painted(self) -> Rect:
        """The pixels of the picture that are painted."""
        return self.part or Rect(0.0, 0.0, self.width, self.height)

    @property
    def view(self) -> Rect:
        """The pixels of the picture that the view shows when it is at rest."""
        across, down = (size * (1 - 1 / OVERSIZE) / 2 for size in (self.width, self.height))
        return Rect(across, down, self.width - across, self.height - down)

    def to_view(self, x: float, y: float) -> tuple[float, float]:
        """Pixel position of a world point in this picture."""
        return self.camera.to_view(x, y, width=self.width, height=self.height)
