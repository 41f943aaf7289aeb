"""`TileLoader`: reads the tiles that the painter misses, the nearest to the middle first, a few at a time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future

from PySide6.QtGui import QImage

from evidence_board.geo.layers import LayerSource, TilePixels, VectorTile
from evidence_board.ui.map_layers.tile_store import Drawable, StoredKey, TileStore
from evidence_board.ui.map_layers.vector_paths import VectorPaths

__all__ = ["TileLoader", "Wish"]

#: The layer's opening, what to read it with, and the tile.
Wish = tuple[StoredKey, LayerSource]

_AT_ONCE = 8


class TileLoader:
    """Any thread may ask; ``arrived`` is called in whatever thread a tile came from."""

    def __init__(self, store: TileStore, *, arrived: Callable[[], None], failed: Callable[[int, str], None]) -> None:
        """Prepare.

        Args:
            store: where tiles go.
            arrived: a tile that was wanted is there.
            failed: (number of the opening, words) a tile could not be read.
        """
        self._store = store
        self._arrived, self._failed = arrived, failed
        self._lock = threading.Lock()
        self._wanted: dict[int, deque[Wish]] = {}
        self._running: set[StoredKey] = set()
        self._closed = False

    @property
    def is_idle(self) -> bool:
        """Whether everything wanted is there."""
        with self._lock:
            return not self._running and not any(self._wanted.values())

    def want(self, asker: int, wishes: Iterable[Wish]) -> None:
        """Read these next; what the same map wanted before and wants no more is forgotten."""
        with self._lock:
            self._wanted[asker] = deque(wishes)
        self._go_on()

    def close(self) -> None:
        """Read nothing more and tell nobody."""
        with self._lock:
            self._closed = True
            self._wanted.clear()

    def _go_on(self) -> None:
        while (wish := self._next()) is not None:
            key, source = wish
            future = source.tile(*key.tile)
            future.add_done_callback(_taker(self._take, key))

    def _next(self) -> Wish | None:
        with self._lock:
            if self._closed or len(self._running) >= _AT_ONCE:
                return None
            for wishes in self._wanted.values():
                while wishes:
                    wish = wishes.popleft()
                    if wish[0] not in self._running and not self._store.known(wish[0]):
                        self._running.add(wish[0])
                        return wish
        return None

    def _take(self, key: StoredKey, future: Future[TilePixels | VectorTile | None]) -> None:
        error = None if future.cancelled() else future.exception()
        if not future.cancelled() and not self._closed:
            # A tile that cannot be read stays empty: asking again would not help.
            self._store.put(key, None if error is not None else _drawable(future.result()))
        with self._lock:
            self._running.discard(key)
            closed = self._closed
        if closed:
            return
        if error is not None:
            self._failed(key.number, str(error))
        self._arrived()
        self._go_on()


def _taker(
    take: Callable[[StoredKey, Future[TilePixels | VectorTile | None]], None], key: StoredKey
) -> Callable[[Future[TilePixels | VectorTile | None]], None]:
    return lambda future: take(key, future)


def _drawable(tile: TilePixels | VectorTile | None) -> Drawable | None:
    if tile is None:
        return None
    if isinstance(tile, VectorTile):
        return VectorPaths(tile)
    image = QImage(tile.data, tile.width, tile.height, 4 * tile.width, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()  # the bytes belong to somebody else
