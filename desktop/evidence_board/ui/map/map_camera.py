"""Where the map looks, in degrees and zoom levels: limits, fitting, revealing, remembering."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF

from evidence_board.filters import MapBounds
from evidence_board.geo.mercator import Bounds, to_geographic, to_world, world_pixels, wrap_longitude
from evidence_board.scene_style import Rect
from evidence_board.ui.canvas import CameraState
from evidence_board.ui.canvas.camera_state import turned, turned_size
from evidence_board.ui.map.basemap_painter import zoom_of
from evidence_board.ui.map.covered import covered_sides
from evidence_board.ui.map.map_hits import nearest_copy
from evidence_board.ui.map.pin_marks import LIFTED
from evidence_board.ui.map.pin_set import MOST_ZOOM

if TYPE_CHECKING:
    from evidence_board.ui.map.map_canvas import MapCanvas

__all__ = ["MapCamera"]

_MAX_ZOOM, _FIT_ZOOM, _SIDE_PX, _FOOT_PX = MOST_ZOOM, 14.0, 40.0, 56.0
# The world between 72 N and 56 S, as a share of the square.
_SHOWN_WORLD = 0.62
_SHOWN_MIDDLE = (0.5, 0.42)
# The middle of the view stays this far inside the upper and lower edge of the world.
_EDGE = 0.03
# Smaller rectangles are a point.
_POINT = 1e-12


class MapCamera:
    """Moves the camera of the map's canvas.

    Attributes:
        by_user: a person has moved the camera; until then it follows what there is to show.
    """

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self.by_user = False
        self._ours = False
        self._needed = math.inf
        canvas.camera_changed.connect(self._changed)
        self.limit()

    @property
    def zoom(self) -> float:
        """Zoom level now."""
        return zoom_of(self._canvas.camera.state.scale)

    def limit(self) -> None:
        """Keep the world in view; call it when the view has another size.

        What was fitted may need more than one world across: then the camera may go as far out as that.
        """
        width, height = max(self._canvas.width(), 1), max(self._canvas.height(), 1)
        self._guarded(
            lambda: self._canvas.camera.set_limits(
                min_scale=min(max(width, height / _SHOWN_WORLD), world_pixels(4), self._needed),
                max_scale=world_pixels(_MAX_ZOOM),
                bounds=Rect(0.0, _EDGE, 1.0, 1.0 - _EDGE),
            )
        )

    def show_world(self) -> None:
        """Show the whole world at once."""
        self._guarded(lambda: self._canvas.camera.jump(CameraState.square(*_SHOWN_MIDDLE, 1.0)))

    def fit(self, bounds: Bounds, *, animate: bool = True, max_zoom: float = _FIT_ZOOM, by_user: bool = True) -> None:
        """Show a rectangle of the world with room for the pins on it, beside a sheet that is open."""
        # Pins stand above their points; scale bar and attribution stand at the foot.
        above, below = LIFTED.outer + LIFTED.lift, _FOOT_PX
        left, right = covered_sides(self._canvas)
        angle = self._canvas.camera.target.angle
        across, down = turned_size(bounds.width, bounds.height, angle)
        wide = max(self._canvas.width() - left - right - 2 * _SIDE_PX, 1.0) / max(across, _POINT)
        high = max(self._canvas.height() - above - below, 1.0) / max(down, _POINT)
        scale = min(wide, high, world_pixels(max_zoom))
        self._needed = scale
        self.limit()
        x, y = bounds.centre
        off_x, off_y = turned((left - right) / 2 / scale, (above - below) / 2 / scale, -angle)
        self._go(CameraState.square(x - off_x, y - off_y, scale), animate=animate, by_user=by_user)

    def reveal(self, bounds: Bounds) -> None:
        """Bring a rectangle into view if nothing of it is: at the same scale when it fits, else fitted."""
        state, seen = self._canvas.camera.target, self._canvas.visible_world
        x, y = bounds.centre
        x = nearest_copy(x, camera_x=state.x)
        half = bounds.width / 2, bounds.height / 2
        if seen.intersects(Rect(x - half[0], y - half[1], x + half[0], y + half[1])):
            return
        if bounds.width < seen.width * 0.8 and bounds.height < seen.height * 0.8:
            self._go(CameraState.square(x, y, state.scale), animate=True, by_user=True)
        else:
            self.fit(bounds)

    def centre(self, x: float, y: float, *, least_zoom: float = 0.0, animate: bool = True) -> None:
        """Bring a point of the world to the middle, not further away than a zoom level."""
        scale = max(self._canvas.camera.target.scale, world_pixels(least_zoom))
        self._go(CameraState.square(x, y, scale), animate=animate, by_user=True)

    def zoom_by(self, factor: float, *, at: QPointF | None = None) -> None:
        """Zoom about a pixel of the view (default: the middle), gliding."""
        self._canvas.camera.zoom(factor, at=at.toTuple() if at is not None else None, animate=True)

    def bounds_in_view(self) -> MapBounds:
        """Return what the view shows, in degrees."""
        seen = self._canvas.visible_world
        north, west = to_geographic(seen.x0, max(seen.y0, 0.0))
        south, east = to_geographic(seen.x1, min(seen.y1, 1.0))
        if seen.width >= 1.0:
            return MapBounds(south, -180.0, north, 180.0)
        return MapBounds(south, wrap_longitude(west), north, wrap_longitude(east))

    def remember(self) -> dict[str, Any]:
        """Return where the camera looks as plain values."""
        target = self._canvas.camera.target
        latitude, longitude = to_geographic(target.x, target.y)
        turned_by = {"angle": target.angle} if target.angle else {}
        return {"latitude": latitude, "longitude": longitude, "zoom": zoom_of(target.scale), **turned_by}

    def recall(self, remembered: dict[str, Any]) -> bool:
        """Look where `remember` said; False when the values are not usable."""
        try:
            latitude, longitude, zoom = (float(remembered[key]) for key in ("latitude", "longitude", "zoom"))
            angle = math.remainder(float(remembered.get("angle", 0.0)), 360.0)
        except (KeyError, TypeError, ValueError):
            return False
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and 0 <= zoom <= _MAX_ZOOM):
            return False
        state = CameraState.square(*to_world(latitude, longitude), world_pixels(zoom))
        self._go(state, animate=False, by_user=True)
        self._guarded(lambda: self._canvas.camera.turn(angle - self._canvas.camera.state.angle))
        return True

    def turn(self, degrees: float) -> None:
        """Turn the map clockwise, gliding."""
        self._canvas.camera.turn(degrees, animate=True)

    def north_up(self) -> None:
        """Turn the map back, gliding."""
        self.turn(-self._canvas.camera.target.angle)

    def _go(self, state: CameraState, *, animate: bool, by_user: bool) -> None:
        state = replace(state, angle=self._canvas.camera.target.angle)
        if by_user:
            self.by_user = True
        if animate and self._canvas.isVisible():
            self._canvas.camera.move(state)
        else:
            self._guarded(lambda: self._canvas.camera.jump(state))

    def _guarded(self, action: Callable[[], None]) -> None:
        """Move the camera without that counting as a person's doing."""
        self._ours = True
        try:
            action()
        finally:
            self._ours = False

    def _changed(self) -> None:
        if not self._ours:
            self.by_user = True
