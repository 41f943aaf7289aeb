"""`Sight`: how a picture lies in the viewer: scale, place, turn and mirror, and the way from one to the other."""

import math
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPolygonF, QTransform

from evidence_board.model.regions import Point

__all__ = ["LARGEST_SCALE", "Sight"]

LARGEST_SCALE = 16.0
_STEP = 1.2
#: A small picture is enlarged to this at most when it is fitted.
_FITTED_AT_MOST = 2.0


class Sight:
    """Maps the upright original onto the widget.

    Scale 1 shows one pixel of the original on one device pixel. What is mirrored and turned is the whole view: a
    mirrored picture is mirrored as it is seen.

    Attributes:
        whole: size of the original, in its own pixels.
        room: size of the widget, in logical pixels.
        ratio: device pixels for each logical pixel.
        angle: clockwise turn in degrees, 0 to 360.
        mirrored: left and right are exchanged.
    """

    def __init__(self) -> None:
        self.whole = QSizeF()
        self.room = QSizeF(1, 1)
        self.ratio = 1.0
        self.angle = 0.0
        self.mirrored = False
        self._scale = 0.0
        self._centre = QPointF(0.5, 0.5)

    @property
    def is_fitted(self) -> bool:
        """Whether the whole picture shows."""
        return self._scale == 0.0

    @property
    def is_turned(self) -> bool:
        """Whether the picture does not stand as the original does."""
        return self.mirrored or self.angle != 0.0

    @property
    def scale(self) -> float:
        """Device pixels for each pixel of the original."""
        return self._scale or self._fit()

    @property
    def transform(self) -> QTransform:
        """From pixels of the upright original to the widget."""
        scale = self.scale / self.ratio
        centre = QPointF(self._centre.x() * self.whole.width(), self._centre.y() * self.whole.height())
        found = QTransform()
        found.translate(self.room.width() / 2, self.room.height() / 2)
        found.rotate(self.angle)
        found.scale(-scale if self.mirrored else scale, scale)
        found.translate(-centre.x(), -centre.y())
        return found if self.angle else _on_whole_pixels(found)

    # -- moving ----------------------------------------------------------------------------------------

    def show_whole(self, whole: QSizeF) -> None:
        """Begin with a picture of this size."""
        self.whole = whole
        self.fit()

    def fit(self) -> None:
        """Show the whole picture."""
        self._scale, self._centre = 0.0, QPointF(0.5, 0.5)

    def set_scale(self, scale: float, at: QPointF | None = None) -> None:
        """Set the scale, 0 to fit; what lies under a point of the widget stays there."""
        if self.whole.isEmpty():
            return
        fitted = self._fit()
        if scale <= 0.0 or (fitted <= 1.0 and scale <= fitted * 1.001):
            self.fit()
            return
        # A small picture is enlarged when it is fitted; it shrinks to pixel for pixel and no further.
        scale = max(scale, min(1.0, fitted))
        at = at if at is not None else QPointF(self.room.width() / 2, self.room.height() / 2)
        under = self.to_pixels(at)
        self._scale = min(scale, LARGEST_SCALE)
        self.move_by(at - self.transform.map(under))

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in (positive) or out at a point of the widget."""
        self.set_scale(self.scale * _STEP**steps, at)

    def move_by(self, step: QPointF) -> None:
        """Move the picture, in logical pixels; some of it stays in view."""
        if self.whole.isEmpty() or self.is_fitted:
            return
        back, _ = QTransform(self.transform).inverted()
        moved = back.map(step) - back.map(QPointF(0, 0))
        x = self._centre.x() - moved.x() / self.whole.width()
        y = self._centre.y() - moved.y() / self.whole.height()
        self._centre = QPointF(x, y)
        self.hold()

    def hold(self) -> None:
        """Keep the picture over the middle of the widget; one that fits in a direction stays centred in it."""
        if self.whole.isEmpty() or self.is_fitted:
            return
        scale = self.scale / self.ratio
        quarter = math.isclose(self.angle % 180, 90)
        upright = math.isclose(self.angle % 90, 0)
        parts = []
        rooms = (self.room.width(), self.room.height())
        for place, length, across in (
            (self._centre.x(), self.whole.width() * scale, not quarter),
            (self._centre.y(), self.whole.height() * scale, quarter),
        ):
            space = rooms[0] if across else rooms[1]
            if not upright:
                margin = 0.0
            elif length <= space:
                margin = 0.5
            else:
                margin = space / 2 / length
            parts.append(min(max(place, margin), 1 - margin))
        self._centre = QPointF(*parts)

    def look_at(self, box: QRectF) -> None:
        """Bring a part of the picture (fractions) into view, without changing the scale unless all is shown."""
        self._centre = box.center()
        self.hold()

    def turn(self, degrees: float) -> None:
        """Turn clockwise by so many degrees."""
        self.angle = round((self.angle + degrees) % 360, 2) % 360
        self.hold()

    def mirror(self) -> None:
        """Exchange left and right of what is seen."""
        self.mirrored = not self.mirrored
        self.angle = (360 - self.angle) % 360
        self.hold()

    # -- mapping ---------------------------------------------------------------------------------------

    def to_pixels(self, at: QPointF) -> QPointF:
        """Return the pixel of the original under a point of the widget."""
        back, _ = QTransform(self.transform).inverted()
        return back.map(at)

    def to_fraction(self, at: QPointF) -> Point:
        """Return the fraction of the original under a point of the widget."""
        pixel = self.to_pixels(at)
        if self.whole.isEmpty():
            return 0.0, 0.0
        return pixel.x() / self.whole.width(), pixel.y() / self.whole.height()

    def to_widget(self, point: Sequence[float]) -> QPointF:
        """Return where a fraction of the original lies in the widget."""
        return self.transform.map(QPointF(point[0] * self.whole.width(), point[1] * self.whole.height()))

    def polygon(self, points: Iterable[Sequence[float]]) -> QPolygonF:
        """Return fractions as a polygon of the widget."""
        return QPolygonF([self.to_widget(point) for point in points])

    def place(self) -> QRectF:
        """Return what the picture covers, in the widget."""
        return self.transform.mapRect(QRectF(QPointF(0, 0), self.whole))

    def seen(self) -> QRectF:
        """Return the part of the original that lies in the widget, in pixels."""
        back, _ = QTransform(self.transform).inverted()
        room = back.mapRect(QRectF(QPointF(0, 0), self.room))
        return room.intersected(QRectF(QPointF(0, 0), self.whole))

    def _fit(self) -> float:
        if self.whole.isEmpty() or self.room.isEmpty():
            return 1.0
        box = QTransform().rotate(self.angle).mapRect(QRectF(QPointF(0, 0), self.whole))
        across, down = self.room.width() * self.ratio / box.width(), self.room.height() * self.ratio / box.height()
        return min(across, down, _FITTED_AT_MOST)


def _on_whole_pixels(found: QTransform) -> QTransform:
    """Return the transform with its corner on a whole pixel: sharp where one pixel shows one."""
    dx, dy = round(found.dx()) - found.dx(), round(found.dy()) - found.dy()
    return found * QTransform.fromTranslate(dx, dy)
