"""`ShadowRegion`: where on Earth the measured shadow could be at the time of the slider, as a region on the map."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from evidence_board.geo.mercator import Bounds, to_world
from evidence_board.geo.shadows import MeasuredShadow, ShadowMap, shadow_map
from evidence_board.ui.geolocate.overlays import DrawnOnMap, MapProjection
from evidence_board.ui.geolocate.shadow_picture import region_image
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.i18n import tr

__all__ = ["RegionAnswer", "ShadowRegion"]

_COARSE_DEG, _FINE_DEG, _REST_MS = 1.0, 0.25, 220
_TIME_ERROR_S = 300.0
_BESIDE_DEG, _LARGEST_CELL_PX = 0.5, 300.0
#: A view of less than this part of the world shows no shape, only a tint.
_MOST_WORLDS = 24.0
_FAR_NORTH, _AROUND, _LEAST_VIEW = 80.0, 1.3, 0.08


@dataclass(frozen=True, slots=True)
class _Question:
    shadow: MeasuredShadow
    moment: datetime
    step_deg: float
    colour: int


@dataclass(frozen=True, slots=True)
class RegionAnswer:
    """What was found.

    Attributes:
        image: the world in the projection of the map, longitudes -180 to 180.
        share: how much of the Earth fits, 0 to 1.
        best: (latitude, longitude) that fits best, None when nothing does.
        is_fine: worked out at rest, not while something was dragged.
        found: the likelihood by cells.
    """

    image: QImage
    share: float
    best: tuple[float, float] | None
    is_fine: bool
    found: ShadowMap


class ShadowRegion(DrawnOnMap, QObject):
    """An overlay of the map, and what is known of it. Coarse at once, fine when nothing has moved for a moment.

    One question is worked on at a time; only the newest of those that came meanwhile is asked next, and an answer to
    an old question is dropped.

    Attributes:
        answer: the newest; None while it is switched off or nothing is measured.
    """

    changed = Signal()

    def __init__(self, state: SunState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state, self._desk = state, state.desk
        self._on = False
        self.answer: RegionAnswer | None = None
        self._running: _Question | None = None
        self._waiting: _Question | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(lambda: self._want(_FINE_DEG))
        state.moved.connect(self._moved)
        state.changed.connect(self._moved)
        self._desk.context.theme.changed.connect(self._moved)

    @property
    def is_on(self) -> bool:
        """Whether it is asked for."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Show the region, or not."""
        if on == self._on:
            return
        self._on = on
        self.answer = None
        self._moved()
        self.changed.emit()
        self._desk.repaint_map()

    @property
    def fits_here(self) -> bool | None:
        """Whether the position of the desk lies in the region; None while that is not known."""
        point, answer = self._state.point, self.answer
        if point is None or answer is None:
            return None
        cells = answer.found
        step = 180.0 / len(cells.latitudes)
        row = min(int((90.0 - point[0]) / step), len(cells.latitudes) - 1)
        column = int((point[1] + 180.0) % 360.0 / step) % len(cells.longitudes)
        return bool(cells.inside[row, column])

    @property
    def bounds(self) -> Bounds | None:
        """The part of the world that shows it whole, with room around it; None while nothing fits."""
        import numpy as np

        answer = self.answer
        if answer is None or not answer.share:
            return None
        cells, half = answer.found, 90.0 / len(answer.found.latitudes)
        longitudes = cells.longitudes[np.any(cells.inside, axis=0)]
        latitudes = np.clip(cells.latitudes[np.any(cells.inside, axis=1)], -_FAR_NORTH, _FAR_NORTH)
        left, right = float(longitudes[0]) / 360.0 + 0.5, float(longitudes[-1]) / 360.0 + 0.5
        north, south = float(latitudes[0]), float(latitudes[-1])
        top, bottom = to_world(north + half, 0.0)[1], to_world(south - half, 0.0)[1]
        wide, high = max((right - left) * _AROUND, _LEAST_VIEW), max((bottom - top) * _AROUND, _LEAST_VIEW)
        x, y = (left + right) / 2, (top + bottom) / 2
        if right - left > 0.5:
            x, wide = 0.5, 1.0
        return Bounds(x - wide / 2, max(y - high / 2, 0.0), x + wide / 2, min(y + high / 2, 1.0))

    def words(self) -> str:
        """Return what the region says, in a sentence or two."""
        if not self._on:
            return ""
        if self._state.shadow is None and not self._desk.can_write:
            return tr("Nobody marked a shadow in this file.")
        if self._state.shadow is None:
            return tr("Mark a shadow first: the map then shows where on Earth it could be at this time.")
        if self._state.moment is None:
            return tr("Choose a day first: press it at the start of this strip.")
        answer = self.answer
        if answer is None:
            return tr("Looking where on Earth it fits …")
        if not answer.share:
            return tr("Nowhere on Earth does this shadow fit at this time.")
        percent = answer.share * 100
        share = f"{percent:.1f}" if percent >= 0.1 else "0.1"
        said = [tr("It fits on {n} % of the Earth.", n=share)]
        here = self.fits_here
        if here is not None:
            said.append(tr("This place is among it.") if here else tr("This place is not among it."))
        if self._state.zone_source == "none":
            said.append(tr("The hour counts as UTC, for want of a place."))
        said.append(tr("Places with the sun lower than 3° are left out: nothing can be measured there."))
        return " ".join(said)

    def can_be_seen(self, projection: MapProjection) -> bool:
        """Whether the map is far enough away to show a region of the Earth."""
        world = _world_px(projection, 0.0)
        return world / (2 * 180.0 / _FINE_DEG) <= _LARGEST_CELL_PX and world <= _MOST_WORLDS * projection.size[0]

    # -- working it out --------------------------------------------------------------------------------

    def _moved(self) -> None:
        if not self._on:
            return
        if self._state.shadow is None or self._state.moment is None:
            self._rest.stop()
            self._waiting = None
            self.answer = None
            self.changed.emit()
            self._desk.repaint_map()
            return
        self._want(_COARSE_DEG)
        self._rest.start()

    def _want(self, step_deg: float) -> None:
        shadow, moment = self._state.shadow, self._state.moment
        if shadow is None or moment is None or not self._on:
            return
        colour = self._desk.context.theme.color("warn").rgba()
        question = _Question(shadow, moment, step_deg, colour)
        if self._running is not None:
            self._waiting = question
        else:
            self._ask(question)

    def _ask(self, question: _Question) -> None:
        self._running, self._waiting = question, None
        self._desk.context.jobs.run(
            _worked_out(question),
            done=lambda answer: self._take(question, answer),
            failed=self._failed,
        )

    def _take(self, question: _Question, answer: RegionAnswer) -> None:
        self._running = None
        if self._on and question.shadow == self._state.shadow:
            self.answer = answer
            self.changed.emit()
            self._desk.repaint_map()
        if self._waiting is not None:
            self._ask(self._waiting)

    def _failed(self, error: BaseException) -> None:
        self._running = None
        self._desk.context.show_error(error)

    # -- the overlay -----------------------------------------------------------------------------------

    def paint(self, painter: QPainter, projection: MapProjection) -> None:
        """Lay the world over the map, as often as it is in view."""
        if not self._on or self.answer is None:
            return
        width, height = projection.size
        _, middle = projection.unproject(QPointF(width / 2, height / 2))
        origin, world = projection.project(0.0, middle), _world_px(projection, middle)
        side = self.answer.image.width()
        if world / side > _LARGEST_CELL_PX:
            return  # one cell fills the view: the words say whether it fits here
        before = painter.worldTransform()
        painter.translate(origin)
        painter.rotate(projection.turned_deg)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        back, _ = painter.worldTransform().inverted()
        # Only what is in view is drawn: scaled as a whole it would be larger than Qt can count.
        seen = back.mapRect(before.mapRect(QRectF(0, 0, width, height)))
        left = -(middle + 180.0) / 360.0 * world
        for copy in (-1, 0, 1):
            place = QRectF(left + copy * world, -world / 2, world, world)
            target = place.intersected(seen)
            if not target.isEmpty():
                scale = side / world
                corner = target.topLeft() - place.topLeft()
                source = QRectF(corner.x() * scale, corner.y() * scale, target.width() * scale, target.height() * scale)
                painter.drawImage(target, self.answer.image, source)


def _world_px(projection: MapProjection, longitude: float) -> float:
    """Return how wide the whole world is now."""
    origin, beside = projection.project(0.0, longitude), projection.project(0.0, longitude + _BESIDE_DEG)
    return QLineF(origin, beside).length() * 360.0 / _BESIDE_DEG


def _worked_out(question: _Question) -> Callable[[], RegionAnswer]:
    def work() -> RegionAnswer:
        found = shadow_map(
            question.shadow, moment=question.moment, step_deg=question.step_deg, time_error_s=_TIME_ERROR_S
        )
        image = region_image(found, question.colour)
        return RegionAnswer(image, found.share, found.best, question.step_deg == _FINE_DEG, found)

    return work
