"""`StripCamera`: which part of time the strip shows: the mass of the dates at first, then what the user chose."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from evidence_board.analysis.timeline import DAY, TimelineData, usual_span
from evidence_board.scene_style import Rect
from evidence_board.ui.timeline.strip_view import StripView
from evidence_board.ui.timeline.time_axis import month_around

__all__ = ["StripCamera"]

_ZOOM_STEP = 1.6
#: One pixel per second: a minute is as wide as its label.
_MOST_SCALE = 1.0
_WHOLE_MONTHS_FROM = 25 * DAY


class StripCamera(QObject):
    """Moves the camera of the strip.

    As long as the user has not moved it, it follows the dates as they come in.

    Args:
        view: the canvas.
        ends: pixels kept free at both ends.
    """

    def __init__(self, view: StripView, *, ends: int) -> None:
        super().__init__(view)
        self._view = view
        self._ends = ends
        self._home: tuple[float, float] | None = None
        self._extent: tuple[float, float] | None = None
        self._touched = False
        self._reach: tuple[float, float] | None = None
        view.moved_by_hand.connect(self._touch)
        view.resized.connect(self._resized)
        view.camera_changed.connect(self._keep_dates_in_view)
        view.camera_settled.connect(self._keep_dates_in_view)

    @property
    def is_home(self) -> bool:
        """Whether the first view is shown still, or again."""
        return not self._touched

    @property
    def span(self) -> tuple[float, float]:
        """The part of time between the ends of the strip, in seconds."""
        world, scale = self._view.visible_world, self._view.camera.state.scale
        return world.x0 + self._ends / scale, world.x1 - self._ends / scale

    def set_data(self, data: TimelineData) -> None:
        """Know which dates there are; go there, unless the user has gone elsewhere."""
        self._extent = data.extent
        usual = usual_span(data.times)
        self._home = None if usual is None else _rounded(*usual)
        self._limit()
        if not self._touched and self._home is not None:
            self.show_span(*self._home, animate=False)

    def go_home(self) -> None:
        """Show the first view again."""
        self._touched = False
        if self._home is not None:
            self.show_span(*self._home)

    def show_span(self, start: float, end: float, *, animate: bool = True) -> None:
        """Show a part of time from end to end of the strip."""
        self._view.fit(Rect(start, 0.0, end, 0.0), margin=self._ends, animate=animate)

    def toggle_month(self, at: float) -> None:
        """Zoom to a month; from there back to the first view."""
        start, end = month_around(at)
        shown, slack = self.span, 2.0 / self._view.camera.state.scale
        if abs(shown[0] - start) < slack and abs(shown[1] - end) < slack:
            self.go_home()
            return
        self._touched = True
        self.show_span(start, end)

    def zoom(self, direction: int) -> None:
        """Zoom in (1) or out (-1) about the middle."""
        self._touched = True
        self._view.camera.zoom(_ZOOM_STEP**direction, animate=True)

    def bring_into_view(self, at: float) -> None:
        """Move as little as is needed to show a moment."""
        start, end = self.span
        room = (end - start) * 0.08
        target = self._view.camera.target
        if at < start + room * 0.25:
            shift = at - start - room
        elif at > end - room * 0.25:
            shift = at - end + room
        else:
            return
        self._view.camera.move(target.panned(-shift * target.scale, 0))

    def state(self) -> dict[str, Any]:
        """Return what to remember: the span shown, or nothing for the first view."""
        start, end = self.span
        return {"start": start, "end": end} if self._touched else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show what was remembered."""
        start, end = state.get("start"), state.get("end")
        usable = all(isinstance(one, int | float) and math.isfinite(one) for one in (start, end))
        if usable and start is not None and end is not None and end > start:
            self._touched = True
            self.show_span(float(start), float(end), animate=False)

    def _touch(self) -> None:
        self._touched = True

    def _resized(self) -> None:
        self._limit()
        if not self._touched and self._home is not None:
            self.show_span(*self._home, animate=False)

    def _limit(self) -> None:
        """Let the camera go wherever there are dates."""
        if self._extent is None or self._home is None:
            return
        first, last = min(self._extent[0], self._home[0]), max(self._extent[1], self._home[1])
        spare = max(0.05 * (last - first), min(15 * DAY, last - first))
        self._reach = (first - spare, last + spare)
        least = min(max(self._view.width(), 50) / (self._reach[1] - self._reach[0]), _MOST_SCALE)
        bounds = Rect(self._reach[0], 0.0, self._reach[1], 0.0)
        self._view.camera.set_limits(min_scale=least, max_scale=_MOST_SCALE, bounds=bounds)

    def _keep_dates_in_view(self) -> None:
        """Show no emptiness beyond the dates: zoomed out fully, all of them are in view."""
        camera = self._view.camera
        if self._reach is None or camera.moving:
            return
        half = self._view.width() / 2 / camera.state.scale
        middle = sum(self._reach) / 2
        low, high = min(self._reach[0] + half, middle), max(self._reach[1] - half, middle)
        x = min(max(camera.state.x, low), high)
        if abs(x - camera.state.x) * camera.state.scale > 0.5:
            camera.jump(replace(camera.state, x=x))


def _rounded(start: float, end: float) -> tuple[float, float]:
    """Return the span in whole months, or where it is short in whole days or hours with some room around."""
    length = end - start
    if length >= _WHOLE_MONTHS_FROM:
        return month_around(start)[0], month_around(end)[1]
    unit = DAY if length >= 3 * DAY else 3600.0
    room = max(0.1 * length, 3 * 3600.0)
    return math.floor((start - room) / unit) * unit, math.ceil((end + room) / unit) * unit
