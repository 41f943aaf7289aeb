"""`PinPoints`: the control points of a picture while they are set, and how well they fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidence_board.geo.layers.pinning import Pin, fit_pins
from evidence_board.geo.layers.problems import LayerError

__all__ = ["LEAST", "PinPoint", "PinPoints"]

LEAST = 3


@dataclass(frozen=True, slots=True)
class PinPoint:
    """A thing in the picture and on the map; the second may not be known yet.

    Attributes:
        x: pixels of the whole picture, from the left.
        y: pixels from the top.
        latitude: degrees, None until it was clicked on the map.
        longitude: degrees.
        residual_m: how far off it is in the fit, None while there is none.
    """

    x: float
    y: float
    latitude: float | None = None
    longitude: float | None = None
    residual_m: float | None = None

    @property
    def is_whole(self) -> bool:
        """Whether both sides are known."""
        return self.latitude is not None


class PinPoints(QObject):
    """At most one point waits for its place on the map.

    Signals:
        changed: points came, went, moved.

    Attributes:
        points: in their order.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.points: list[PinPoint] = []

    @property
    def waits(self) -> bool:
        """Whether a point of the picture has no place on the map yet."""
        return any(not one.is_whole for one in self.points)

    @property
    def is_enough(self) -> bool:
        """Whether they say where the picture lies."""
        whole = [one for one in self.points if one.is_whole]
        return len(whole) >= LEAST and all(one.residual_m is not None for one in whole)

    def take(self, rows: object) -> None:
        """Begin with the points that a layer was stored with."""
        self.points = []
        for row in rows if isinstance(rows, list) else ():
            try:
                x, y, latitude, longitude = (float(row[key]) for key in ("x", "y", "latitude", "longitude"))
            except (TypeError, KeyError, ValueError):
                continue
            self.points.append(PinPoint(x, y, latitude, longitude))
        self._fit()

    def rows(self) -> list[dict[str, Any]]:
        """Return what to store."""
        return [
            {"x": one.x, "y": one.y, "latitude": one.latitude, "longitude": one.longitude}
            for one in self.points
            if one.is_whole
        ]

    def add(self, x: float, y: float) -> None:
        """A thing was clicked in the picture; one that waited is forgotten."""
        self.points = [one for one in self.points if one.is_whole]
        self.points.append(PinPoint(x, y))
        self._fit()

    def place(self, latitude: float, longitude: float) -> None:
        """The same thing was clicked on the map."""
        self.points = [
            one if one.is_whole else replace(one, latitude=latitude, longitude=longitude) for one in self.points
        ]
        self._fit()

    def remove(self, number: int) -> None:
        """Take a point away."""
        del self.points[number]
        self._fit()

    def _fit(self) -> None:
        whole = [one for one in self.points if one.latitude is not None]
        residuals: tuple[float | None, ...] = (None,) * len(whole)
        pins = [Pin(one.x, one.y, one.latitude or 0.0, one.longitude or 0.0) for one in whole]
        try:
            residuals = fit_pins(pins).residuals_m
        except LayerError:
            residuals = (None,) * len(whole)  # too few, or in one line: nothing to say yet
        left = iter(residuals)
        self.points = [replace(one, residual_m=next(left)) if one.is_whole else one for one in self.points]
        self.changed.emit()
