"""The one filter of a session: what is shown, written so that a person can read every part of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.text import fold

__all__ = ["QUEUES", "Filter", "MapBounds", "TimeSpan", "visible_items"]


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A span on the axis of the timeline: seconds as `Moment.sort_key` gives, start included, end not."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class MapBounds:
    """A map view in degrees; ``west`` may be greater than ``east`` across the date line."""

    south: float
    west: float
    north: float
    east: float

    def contains(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point lies inside."""
        if not self.south <= latitude <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= longitude <= self.east
        return longitude >= self.west or longitude <= self.east


@dataclass(frozen=True, slots=True)
class Filter:
    """All active filters, joined by "and". Every field is one chip; None or empty means off.

    Attributes:
        queue: one of `QUEUES`; ``all`` shows all media.
        item_kinds: kinds of items to show (``photo``, ``video`` ...).
        time: span in which an item was taken or, if that is unknown, posted.
        bounds: the map view.
        tags: tag ids; an item must carry all of them.
        text: words that its names, caption, tags and account must contain.
        near: (entity id, steps): items within so many links of it.
        accounts: account ids; any of them.
        has_position: only items with (True) or without (False) a position.
    """

    queue: str = "all"
    item_kinds: frozenset[str] = frozenset()
    time: TimeSpan | None = None
    bounds: MapBounds | None = None
    tags: tuple[str, ...] = ()
    text: str = ""
    near: tuple[str, int] | None = None
    accounts: tuple[str, ...] = ()
    has_position: bool | None = None

    @property
    def chips(self) -> list[str]:
        """Names of the fields in force, in the order they are shown."""
        names = ("queue", "item_kinds", "time", "bounds", "near", "accounts", "tags", "text", "has_position")
        empty = Filter()
        return [name for name in names if getattr(self, name) != getattr(empty, name)]

    def without(self, name: str) -> "Filter":
        """Return the filter without one chip."""
        return replace(self, **{name: getattr(Filter(), name)})

    def cleared(self) -> "Filter":
        """Return the filter that shows everything: nothing that hides files is left without a word."""
        return Filter()


#: The queues that can be true now: name -> which items are in it.
QUEUES: dict[str, Callable[[ItemRow, CaseIndex], bool]] = {
    "all": lambda item, index: True,
    "not_placed": lambda item, index: item.latitude is None,
    "not_linked": lambda item, index: item.account_id is None and not index.is_linked(item.id),
    "second_look": lambda item, index: item.open_problems > 0,
    "videos": lambda item, index: item.kind == "video",
}


def visible_items(index: CaseIndex, active: Filter) -> list[ItemRow]:
    """Return the items that pass, in the order of the index.

    Never touches the disk; 100,000 items take a few tens of milliseconds, so long lists belong off the
    GUI thread (the session does so).
    """
    tests: list[Callable[[ItemRow], bool]] = []
    queue = QUEUES[active.queue]
    if active.queue != "all":
        tests.append(lambda item: queue(item, index))
    if active.item_kinds:
        tests.append(lambda item: item.kind in active.item_kinds)
    if active.time is not None:
        span = active.time
        tests.append(lambda item: _in_span(item, span))
    if active.bounds is not None:
        bounds = active.bounds
        tests.append(
            lambda item: (
                item.latitude is not None
                and item.longitude is not None
                and bounds.contains(item.latitude, item.longitude)
            )
        )
    if active.tags:
        wanted = set(active.tags)
        tests.append(lambda item: wanted.issubset(item.tag_ids))
    if active.accounts:
        accounts = set(active.accounts)
        tests.append(lambda item: item.account_id in accounts)
    if active.has_position is not None:
        tests.append(lambda item: (item.latitude is not None) is active.has_position)
    if active.near is not None:
        close = index.neighbourhood(active.near[0], active.near[1])
        tests.append(lambda item: item.id in close)
    if active.text.strip():
        words = fold(active.text).split()
        tests.append(lambda item: all(word in index.searchable(item) for word in words))
    return [item for item in index.items.values() if all(test(item) for test in tests)]


def _in_span(item: ItemRow, span: TimeSpan) -> bool:
    moment = item.captured or item.posted
    return moment is not None and span.start <= moment.sort_key < span.end
