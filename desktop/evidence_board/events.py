"""A small hub of events between the session and the panes; knows no toolkit.

Handlers run at once, in the thread that emits. An event raised inside a handler waits its turn, so every
handler sees events in one order. The window delivers events of other threads to its own (ui/event_bridge).
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from evidence_board.model.changes import ChangeSet

__all__ = [
    "CaseChanged",
    "EventHub",
    "FilterChanged",
    "HoverChanged",
    "ImportChanged",
    "IndexChanged",
    "JobChanged",
    "Notice",
    "Scope",
    "SelectionChanged",
]


@dataclass(frozen=True, slots=True)
class CaseChanged:
    """A transaction was committed. ``undo`` is True when it undid or redid a step."""

    changes: ChangeSet
    undo: bool = False


@dataclass(frozen=True, slots=True)
class IndexChanged:
    """The read model of the panes (``session.index``) was made anew."""

    whole: bool = True


@dataclass(frozen=True, slots=True)
class SelectionChanged:
    """The one selection changed. ``origin`` names the pane that did it, so that it need not scroll."""

    origin: str = ""


@dataclass(frozen=True, slots=True)
class HoverChanged:
    """The pointer rests on a thing (kind and id) or on nothing."""

    kind: str | None
    row_id: str | None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class FilterChanged:
    """The one filter changed."""

    origin: str = ""


@dataclass(frozen=True, slots=True)
class JobChanged:
    """A long job moved on. ``done`` of ``total`` steps; ``state`` is running, paused, done or failed."""

    job_id: str
    title: str
    done: int
    total: int
    state: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ImportChanged:
    """An import moved on.

    ``state`` is planning, running, paused, stopping, done, stopped or failed. ``total`` files of which
    ``done`` were read: ``added`` new, ``repeats`` of bytes the case has, ``need_you`` with problems, and
    ``refused`` paths. ``mended`` are repeats whose damaged stored bytes were replaced, ``beyond_mending`` those
    where that could not be done. ``seconds_left`` is None until it can be told.
    """

    state: str
    source: str = ""
    total: int = 0
    done: int = 0
    added: int = 0
    repeats: int = 0
    need_you: int = 0
    with_gps: int = 0
    refused: int = 0
    current: str = ""
    current_bytes: tuple[int, int] = (0, 0)
    seconds_left: float | None = None
    message: str = ""
    mended: int = 0
    beyond_mending: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """Words for the user. ``tone`` is info, ok, warn or bad; ``undo`` offers to undo the last step."""

    text: str
    tone: str = "info"
    undo: bool = False


E = TypeVar("E")


class Scope:
    """A bundle of subscriptions that is closed once, with the pane that made them."""

    def __init__(self, hub: "EventHub") -> None:
        self._hub = hub
        self._entries: list[tuple[type, Callable[[Any], None]]] = []

    def on(self, event_type: type[E], handler: Callable[[E], None]) -> None:
        """Call ``handler`` for every event of this type until the scope is closed."""
        self._hub.add(event_type, handler)
        self._entries.append((event_type, handler))

    def close(self) -> None:
        """End all subscriptions of this scope."""
        for event_type, handler in self._entries:
            self._hub.remove(event_type, handler)
        self._entries.clear()


class EventHub:
    """Delivers frozen events to the handlers subscribed to their type."""

    def __init__(self) -> None:
        self._handlers: dict[type, list[Callable[[Any], None]]] = {}
        self._local = threading.local()
        self._lock = threading.RLock()

    def scope(self) -> Scope:
        """Return a new, empty bundle of subscriptions."""
        return Scope(self)

    def add(self, event_type: type, handler: Callable[[Any], None]) -> None:
        """Subscribe; prefer a `Scope`, which cannot be forgotten."""
        with self._lock:
            self._handlers.setdefault(event_type, []).append(handler)

    def remove(self, event_type: type, handler: Callable[[Any], None]) -> None:
        """End a subscription made with `add`."""
        with self._lock:
            handlers = self._handlers.get(event_type, [])
            if handler in handlers:
                handlers.remove(handler)

    def emit(self, event: object) -> None:
        """Deliver an event. Inside a handler of the same thread it waits until the present one is done.

        A handler that fails keeps the event from nobody else; its error is raised when all are served.
        """
        queue: deque[object] | None = getattr(self._local, "queue", None)
        if queue is not None:
            queue.append(event)
            return
        self._local.queue = queue = deque([event])
        failures: list[Exception] = []
        try:
            while queue:
                present = queue.popleft()
                with self._lock:
                    handlers = list(self._handlers.get(type(present), ()))
                for handler in handlers:
                    try:
                        handler(present)
                    except Exception as error:
                        failures.append(error)
        finally:
            self._local.queue = None
        if failures:
            raise failures[0]
