"""What of the case lies under the pointer, inside a rubber band, or next in reading order."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from evidence_board.model.case_index import CaseIndex
from evidence_board.scene_style import PIN_TIP
from evidence_board.ui.map.basemap_painter import zoom_of
from evidence_board.ui.map.map_content import MapContent
from evidence_board.ui.map.map_scene import GUESS_LARGEST_PX, GUESS_LEAST_PX, PLACE_MARK_PX, PLACES_FROM
from evidence_board.ui.map.map_words import move_words, thing_words
from evidence_board.ui.map.pin_fan import PinFan
from evidence_board.ui.map.pin_marks import LIFTED, PLAIN, dot_radius
from evidence_board.ui.map.pin_set import reading_order

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evidence_board.ui.canvas.canvas_view import CanvasView

__all__ = ["MapHit", "MapHits", "nearest_copy"]

_DOT_REACH = 9.0
# Dots of crowded pins: the largest, and how far beside one a click still meets it.
_LARGEST_DOT, _DOT_CLEAR = 17.0, 2.0
_LINE_PX = 44.0
# Inside a larger area a click means the map; its middle and its edge still answer.
_SOLID_AREA_PX, _ICON_REACH, _EDGE_REACH = 60.0, 12.0, 5.0


@dataclass(frozen=True, slots=True)
class MapHit:
    """A thing on the map.

    Attributes:
        kind: ``pin``, ``leaf`` (of a fan), ``guess`` or ``location``.
        ids: the photos of a pin or guess; the one place.
        shown: the photo whose picture the pin shows, or the place.
        x: anchor, normalised world.
        y: anchor, normalised world.
        one_spot: several photos so near to each other that no zoom parts them.
        on_dot: the dot of the one selected photo was hit.
        dot: radius in pixels of the dot that it is drawn as, 0 for a picture.
    """

    kind: str
    ids: tuple[str, ...]
    shown: str
    x: float
    y: float
    one_spot: bool = False
    on_dot: bool = False
    dot: float = 0.0


def nearest_copy(x: float, *, camera_x: float) -> float:
    """Return ``x`` in the copy of the world that is nearest to the middle of the view."""
    return camera_x + (x - camera_x + 0.5) % 1.0 - 0.5


class MapHits:
    """Answers for the present camera and content; lives in the GUI thread.

    Attributes:
        content: what is drawn.
        index: the read model it was made from.
        chosen: what is selected.
        lifted: the one placed photo that is selected, or None.
        fan: the pin that is fanned out, or None.
    """

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self.content = MapContent()
        self.index = CaseIndex()
        self.chosen: frozenset[str] = frozenset()
        self.lifted: str | None = None
        self.fan: PinFan | None = None

    def choose(self, ids: Iterable[str]) -> None:
        """Tell what is selected. A single placed photo among it stands above its exact position."""
        self.chosen = frozenset(ids)
        placed = [one for one in self.chosen if self.content.pins.number_of(one) is not None]
        self.lifted = placed[0] if len(placed) == 1 else None

    def words(self, hit: MapHit) -> str:
        """Return what to say about a thing."""
        guess = ""
        if hit.kind == "guess":
            guess = next((one.words for one in self.content.guesses if one.ids == hit.ids), "")
        return thing_words(self.index, hit.ids, shown=hit.shown, guess=guess, chosen=self.chosen)

    def move_words(self, row_id: str) -> str:
        """Return what dropping the selected pin would do."""
        return move_words(self.index, row_id)

    @property
    def zoom(self) -> float:
        """Zoom level of the camera now."""
        return zoom_of(self._canvas.camera.state.scale)

    def to_view(self, x: float, y: float) -> QPointF:
        """Return the pixel of a world point, in the nearest copy of the world."""
        return self._canvas.to_view(nearest_copy(x, camera_x=self._canvas.camera.state.x), y)

    def at(self, pos: QPointF) -> MapHit | None:
        """Return the topmost thing under a pixel of the view."""
        if self.fan is not None and self.fan.covers(pos):
            found = self.fan.at(pos)
            return self._leaf(self.fan, found) if found is not None else None
        return self._lifted_at(pos) or self._pin_at(pos) or self._place_at(pos) or self._guess_at(pos)

    def within(self, rect: QRectF) -> list[str]:
        """Return the photos whose pins, or middles of guesses, lie in a rectangle of the view."""
        return [one for hit in self._in(rect) for one in hit.ids]

    def in_view(self) -> list[MapHit]:
        """Return the pins and guesses in view, in reading order; of an open fan its photos."""
        if self.fan is not None:
            return [self._leaf(self.fan, one) for one in self.fan.ids]
        # A pin whose point lies just below the view still shows its picture.
        hits = self._in(QRectF(self._canvas.rect()).adjusted(0, 0, 0, LIFTED.outer))
        places = [self.to_view(hit.x, hit.y) for hit in hits]
        order = reading_order([(at.x(), at.y()) for at in places], line=_LINE_PX)
        return [hits[number] for number in order]

    def pictures_in_view(self) -> set[str]:
        """Return the photos whose pictures the pins in view show."""
        rect = QRectF(self._canvas.rect()).adjusted(-LIFTED.outer, 0, LIFTED.outer, LIFTED.outer)
        keys = self.content.pins.at(self.zoom).keys
        dots = self.content.pins.at(self.zoom).dots
        shown = {keys[pin] for pin in self._pins_in(rect) if not dots[pin] or keys[pin] in self.chosen}
        shown |= set(self.fan.ids) if self.fan is not None else set()
        return shown | {self.lifted} if self.lifted is not None else shown

    def pin_of(self, row_id: str) -> MapHit | None:
        """Return the pin, part of a fan or guess that holds a photo, or the mark of a place."""
        if self.fan is not None and row_id in self.fan.ids:
            return self._leaf(self.fan, row_id)
        number = self.content.pins.number_of(row_id)
        if number is not None:
            return self._pin(int(self.content.pins.at(self.zoom).clusters.labels[number]))
        for guess in self.content.guesses:
            if row_id in guess.ids:
                return MapHit("guess", guess.ids, row_id, guess.x, guess.y)
        for place in self.content.places:
            if place.id == row_id:
                return MapHit("location", (place.id,), place.id, place.x, place.y)
        return None

    def _in(self, rect: QRectF) -> list[MapHit]:
        found = [self._pin(pin) for pin in self._pins_in(rect)]
        for guess in self.content.guesses:
            if rect.contains(self.to_view(guess.x, guess.y)):
                found.append(MapHit("guess", guess.ids, guess.ids[0], guess.x, guess.y))
        return found

    def _pins_in(self, rect: QRectF) -> list[int]:
        """Numbers of the pins whose anchors lie in a rectangle of the view."""
        import numpy as np

        middle = rect.center()
        across, down = self._offsets(middle)
        inside = (np.abs(across) <= rect.width() / 2) & (np.abs(down) <= rect.height() / 2)
        found: list[int] = np.flatnonzero(inside).tolist()
        return found

    def _offsets(self, pos: QPointF) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """How far a pixel of the view lies to the right of and below each pin, in the nearest copy of the world."""
        camera, anchors = self._canvas.camera.state, self.content.pins.at(self.zoom).clusters.xy
        x, y = self._canvas.to_world(pos)
        across, down = ((x - anchors[:, 0] + 0.5) % 1.0 - 0.5) * camera.scale, (y - anchors[:, 1]) * camera.scale
        if camera.angle:
            sine, cosine = math.sin(math.radians(camera.angle)), math.cos(math.radians(camera.angle))
            across, down = across * cosine - down * sine, across * sine + down * cosine
        return across, down

    def _pin(self, pin: int) -> MapHit:
        pins = self.content.pins
        level = pins.at(self.zoom)
        x, y = level.clusters.xy[pin].tolist()
        ids = pins.members(level, pin)
        one_spot = len(ids) > 1 and pins.never_part(level, pin)
        # What is selected is drawn with its picture, wherever it stands.
        dot = dot_radius(len(ids)) if level.dots[pin] and self.chosen.isdisjoint(ids) else 0.0
        return MapHit("pin", ids, level.keys[pin], x, y, one_spot=one_spot, dot=dot)

    def _leaf(self, fan: PinFan, row_id: str) -> MapHit:
        """A photo of a fan: its picture stands aside, its position stays where it is."""
        number = self.content.pins.number_of(row_id)
        x, y = (fan.x, fan.y) if number is None else self.content.pins.xy[number].tolist()
        return MapHit("leaf", (row_id,), row_id, x, y)

    def _lifted_at(self, pos: QPointF) -> MapHit | None:
        number = self.content.pins.number_of(self.lifted) if self.lifted else None
        if number is None or self.lifted is None:
            return None
        x, y = self.content.pins.xy[number].tolist()
        offset = pos - self.to_view(x, y)
        on_dot = math.hypot(offset.x(), offset.y()) <= _DOT_REACH
        left, top, right, bottom = LIFTED.box
        if not on_dot and not (left <= offset.x() <= right and top <= offset.y() <= bottom):
            return None
        pin = int(self.content.pins.at(self.zoom).clusters.labels[number])
        hit = self._pin(pin)
        return MapHit("pin", hit.ids, self.lifted, x, y, one_spot=hit.one_spot, on_dot=on_dot)

    def _pin_at(self, pos: QPointF) -> MapHit | None:
        import numpy as np

        across, down = self._offsets(pos)
        left, top, right, _ = PLAIN.box
        boxed = (across >= left) & (across <= right) & (down >= top) & (down <= 2.0)
        dots = self.content.pins.at(self.zoom).dots
        near = dots & (np.abs(across) <= _LARGEST_DOT) & (np.abs(down) <= _LARGEST_DOT)
        for pin in reversed(np.flatnonzero(boxed | near).tolist()):
            hit = self._pin(pin)
            if math.hypot(across[pin], down[pin]) <= hit.dot + _DOT_CLEAR if hit.dot else boxed[pin]:
                return hit
        return None

    def _guess_at(self, pos: QPointF) -> MapHit | None:
        scale = self._canvas.camera.state.scale
        for guess in reversed(self.content.guesses):
            offset = pos - self.to_view(guess.x, guess.y)
            away, reach = math.hypot(offset.x(), offset.y()), max(guess.radius * scale, GUESS_LEAST_PX)
            inside = reach if reach <= _SOLID_AREA_PX else _ICON_REACH if reach <= GUESS_LARGEST_PX else 0.0
            if away <= inside or abs(away - reach) <= _EDGE_REACH:
                return MapHit("guess", guess.ids, guess.ids[0], guess.x, guess.y)
        return None

    def _place_at(self, pos: QPointF) -> MapHit | None:
        if self.zoom < PLACES_FROM:
            return None
        for place in reversed(self.content.places):
            head = self.to_view(place.x, place.y) - QPointF(0, PIN_TIP * PLACE_MARK_PX)
            offset = pos - head
            if math.hypot(offset.x(), offset.y()) <= PLACE_MARK_PX * 0.7:
                return MapHit("location", (place.id,), place.id, place.x, place.y)
        return None
