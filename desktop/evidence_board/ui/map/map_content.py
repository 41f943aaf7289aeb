"""What the map shows, as an immutable value: made from the read model, read by the painter thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from evidence_board.geo.mercator import Bounds, bounds_of, metres_to_world, to_world
from evidence_board.model.case_index import CaseIndex, GeotagRow, ItemRow
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.map.pin_set import LEVELS, PinSet

__all__ = ["Guess", "MapContent", "PlaceMark", "distance_words", "make_content"]

# A place whose radius is larger is an area: it gets no mark on a point.
_LARGEST_POINT_M = 2_000.0
_SAME_GUESS_M = 200.0


@dataclass(frozen=True, slots=True)
class Guess:
    """An area in which photos without a position may have been taken.

    Attributes:
        ids: the photos, in the order of the index.
        x: middle, normalised world.
        y: middle, normalised world.
        radius: fraction of the world.
        level: a word of the ladder, the weakest of them.
        words: like ``M-030, within 12 km``.
    """

    ids: tuple[str, ...]
    x: float
    y: float
    radius: float
    level: str
    words: str


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A place of the case that has a point.

    Attributes:
        id: of the entity.
        x: normalised world.
        y: normalised world.
        radius: fraction of the world; 0 when not said.
        label: its name.
    """

    id: str
    x: float
    y: float
    radius: float
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class MapContent:
    """Pins, guesses and places that pass the filter."""

    pins: PinSet = field(default_factory=lambda: PinSet(()))
    guesses: tuple[Guess, ...] = ()
    places: tuple[PlaceMark, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no photo is drawn, neither placed nor guessed."""
        return not len(self.pins) and not self.guesses

    def where(self, row_ids: Iterable[str]) -> Bounds | None:
        """Return the rectangle around those of the things that are on the map, guesses with their areas."""
        wanted = set(row_ids)
        boxes = [_box(guess) for guess in self.guesses if wanted.intersection(guess.ids)]
        boxes += [Bounds(place.x, place.y, place.x, place.y) for place in self.places if place.id in wanted]
        numbers = self.pins.numbers_of(wanted)
        if numbers:
            boxes.append(bounds_of(self.pins.xy[numbers]))
        return _united(boxes)

    def everything(self) -> Bounds | None:
        """Return the rectangle around all photos; the places of the case when there are none."""
        boxes = [_box(guess) for guess in self.guesses]
        if len(self.pins):
            boxes.append(bounds_of(self.pins.xy))
        if not boxes:
            boxes = [Bounds(place.x, place.y, place.x, place.y) for place in self.places]
        return _united(boxes)


def make_content(index: CaseIndex, items: Iterable[ItemRow]) -> MapContent:
    """Return what the map shows of these items, and of all places.

    Touches neither disk nor Qt; may run in any thread.
    """
    shown = list(items)
    visible = {row.id for row in shown if row.latitude is None}
    guesses = [guess for item_id, guess in index.guesses.items() if item_id in visible]
    return MapContent(
        pins=PinSet(shown),
        guesses=tuple(_grouped(index, guesses)),
        places=tuple(
            PlaceMark(
                row.id,
                *to_world(row.latitude, row.longitude),
                metres_to_world(row.radius_m, latitude=row.latitude) if row.radius_m else 0.0,
                row.label,
            )
            for row in index.entities_of("location")
            if row.latitude is not None and row.longitude is not None and (row.radius_m or 0) <= _LARGEST_POINT_M
        ),
    )


def distance_words(metres: float) -> str:
    """Return ``120 m`` or ``12 km``, as exact as a radius deserves."""
    if metres < 1000:
        return tr("{n} m", n=round(metres))
    kilometres = metres / 1000
    return tr("{n} km", n=f"{kilometres:.1f}".removesuffix(".0") if kilometres < 10 else number(round(kilometres)))


def _grouped(index: CaseIndex, rows: list[GeotagRow]) -> list[Guess]:
    """Join guesses that are one area to the eye: the same radius, and nearly the same middle."""
    groups: dict[tuple[int, int, float], list[GeotagRow]] = {}
    for row in rows:
        # Degrees in steps of a share of the radius, but never finer than is worth telling apart.
        step = max(row.radius_m * 0.1, _SAME_GUESS_M) / 111_000
        key = (round(row.latitude / step), round(row.longitude / step), row.radius_m)
        groups.setdefault(key, []).append(row)
    found = []
    for members in groups.values():
        first = members[0]
        x, y = to_world(first.latitude, first.longitude)
        refs = [index.items[row.item_id].ref for row in members]
        names = ", ".join(refs[:2])
        if len(refs) > 2:
            names = tr("{ref} and {more}", ref=refs[0], more=count(len(refs) - 1, one="{n} more", many="{n} more"))
        found.append(
            Guess(
                ids=tuple(row.item_id for row in members),
                x=x,
                y=y,
                radius=metres_to_world(first.radius_m, latitude=first.latitude),
                level=min((row.level for row in members), key=LEVELS.index),
                words=tr("{ref}, within {distance}", ref=isolate(names), distance=distance_words(first.radius_m)),
            )
        )
    return found


def _box(guess: Guess) -> Bounds:
    return Bounds(guess.x, guess.y, guess.x, guess.y).grown(guess.radius)


def _united(boxes: list[Bounds]) -> Bounds | None:
    if not boxes:
        return None
    return Bounds(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
