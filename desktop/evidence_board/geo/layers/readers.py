"""The workers, threads and cache that all layers of a window share."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.origins import LayerOrigin, origin_of
from evidence_board.geo.layers.source import LayerSource, Tile
from evidence_board.workers import RangeSource, Reply, Supervisor, SupervisorClosed

if TYPE_CHECKING:
    from evidence_board.geo.layers.facts import TileKey

__all__ = ["HANDLER", "LayerReaders"]

HANDLER: Final = "evidence_board.geo.layers.jobs"
_MEMORY: Final = 1 << 30
_NOTHING_SIZE: Final = 200


class LayerReaders:
    """Opens layers. One per window; workers start with the first layer. Every method may be called from any thread.

    Args:
        workers: worker processes at most.
        cache_bytes: what decoded tiles of all layers may take in this process.
    """

    def __init__(self, *, workers: int = 2, cache_bytes: int = 96 << 20) -> None:
        self._workers = workers
        self._most = cache_bytes
        self._lock = threading.Lock()
        self._supervisor: Supervisor | None = None
        self._threads: ThreadPoolExecutor | None = None
        self._cache: OrderedDict[tuple[int, TileKey], Tile] = OrderedDict()
        self._held = 0
        self._closed = False

    def open_layer(
        self,
        origin: LayerOrigin | str | Path,
        *,
        kind: str = "",
        options: Mapping[str, Any] | None = None,
    ) -> Future[LayerSource]:
        """Open a layer; returns at once.

        Args:
            origin: a path on this computer, or where the bytes are (`StoredOrigin` for a copy inside the case).
            kind: a word of `LayerKind`; empty to find out. Give ``image`` for a picture to be pinned.
            options: those stored with the layer. Known: ``tms`` (True: rows of a folder count from the south),
                ``crs`` (``EPSG:...`` of a world file), ``world`` (the six numbers of a world file), ``points``
                (control points of a pinned picture: rows of ``{"x", "y", "latitude", "longitude"}``, pixels from the
                top left corner), ``warp`` (``affine`` or ``projective``).

        Returns:
            A future of the open layer; it fails with `KnownError` in words for the user. A layer whose facts have
            `questions` is open but gives no tiles until it is opened again with the answers.
        """

        def work() -> LayerSource:
            found = origin_of(origin) if isinstance(origin, str | Path) else origin
            source = LayerSource(self, found, kind=kind, options=options)
            try:
                source.open()
            except BaseException:
                source.close()
                raise
            return source

        return self._pool().submit(work)

    def submit(
        self, header: dict[str, Any], payload: bytes | RangeSource, *, timeout_s: float, reply_room: int = 0
    ) -> Future[Reply]:
        """Queue a job of a layer (for `LayerSource`).

        Raises:
            SupervisorClosed: the readers were closed.
        """
        with self._lock:
            if self._closed:
                raise SupervisorClosed
            if self._supervisor is None:
                self._supervisor = Supervisor(HANDLER, workers=self._workers, memory_limit=_MEMORY, low_priority=True)
            supervisor = self._supervisor
        return supervisor.submit(header, payload, timeout_s=timeout_s, reply_room=reply_room)

    def aside(self, work: Callable[[], object]) -> None:
        """Do something that waits for a drive, on a thread aside."""
        self._pool().submit(work)

    def cached(self, source: LayerSource, key: TileKey) -> tuple[bool, Tile]:
        """Return whether a tile is at hand, and the tile."""
        with self._lock:
            if (id(source), key) not in self._cache:
                return False, None
            self._cache.move_to_end((id(source), key))
            return True, self._cache[id(source), key]

    def keep(self, source: LayerSource, key: TileKey, tile: Tile) -> None:
        """Keep a tile, and let the ones longest unused go."""
        with self._lock:
            self._drop((id(source), key))
            self._cache[id(source), key] = tile
            self._held += _size(tile)
            while self._held > self._most and len(self._cache) > 1:
                self._drop(next(iter(self._cache)))

    def forget(self, source: LayerSource) -> None:
        """Let all tiles of a layer go."""
        with self._lock:
            for key in [key for key in self._cache if key[0] == id(source)]:
                self._drop(key)

    @property
    def held_bytes(self) -> int:
        """Bytes that decoded tiles take now, about."""
        with self._lock:
            return self._held

    def close(self) -> None:
        """Stop the workers and leave no process behind; may be called twice."""
        with self._lock:
            self._closed = True
            supervisor, self._supervisor = self._supervisor, None
            threads, self._threads = self._threads, None
            self._cache.clear()
            self._held = 0
        if supervisor is not None:
            supervisor.close()
        if threads is not None:
            threads.shutdown(wait=True, cancel_futures=True)

    def _pool(self) -> ThreadPoolExecutor:
        with self._lock:
            if self._closed:
                raise SupervisorClosed
            if self._threads is None:
                self._threads = ThreadPoolExecutor(max_workers=3, thread_name_prefix="layers")
            return self._threads

    def _drop(self, key: tuple[int, TileKey]) -> None:
        if key in self._cache:
            self._held -= _size(self._cache.pop(key))


def _size(tile: Tile) -> int:
    return _NOTHING_SIZE if tile is None else tile.size + _NOTHING_SIZE
