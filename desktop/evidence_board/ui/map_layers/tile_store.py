"""`TileStore`: decoded tiles of the user's maps, ready to paint, within a bound; any thread may use it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtGui import QImage

from evidence_board.geo.layers import TileKey
from evidence_board.ui.map_layers.vector_paths import VectorPaths

__all__ = ["Drawable", "StoredKey", "TileStore"]

#: A tile ready to be drawn.
Drawable = QImage | VectorPaths

#: What a tile that holds nothing counts for, so that those are bounded, too.
_EMPTY_BYTES = 256


class StoredKey(NamedTuple):
    """A tile of one opened layer: ``number`` is new for each opening, so that nothing old is ever shown."""

    number: int
    tile: TileKey

    def below(self) -> tuple[StoredKey, ...]:
        """Return the four tiles one level further in."""
        z, x, y = self.tile
        return tuple(
            StoredKey(self.number, TileKey(z + 1, 2 * x + right, 2 * y + down)) for down in (0, 1) for right in (0, 1)
        )


class TileStore:
    """Least recently used tiles. A tile that the map does not hold is kept as None, so that nobody asks again."""

    def __init__(self, *, limit_bytes: int = 128 << 20) -> None:
        self._limit = limit_bytes
        self._held = 0
        self._lock = threading.Lock()
        self._tiles: OrderedDict[StoredKey, Drawable | None] = OrderedDict()

    @property
    def held_bytes(self) -> int:
        """Bytes that the kept tiles take."""
        return self._held

    def known(self, key: StoredKey) -> bool:
        """Tell whether a tile has been asked for and answered."""
        with self._lock:
            return key in self._tiles

    def get(self, key: StoredKey) -> Drawable | None:
        """Return a tile, or None when it is empty or not here."""
        with self._lock:
            if key not in self._tiles:
                return None
            self._tiles.move_to_end(key)
            return self._tiles[key]

    def put(self, key: StoredKey, tile: Drawable | None) -> None:
        """Keep a tile; those not used for longest go."""
        with self._lock:
            if key in self._tiles:
                self._held -= _cost(self._tiles.pop(key))
            self._tiles[key] = tile
            self._held += _cost(tile)
            while self._held > self._limit and len(self._tiles) > 1:
                _, dropped = self._tiles.popitem(last=False)
                self._held -= _cost(dropped)

    def forget(self, number: int) -> None:
        """Drop all tiles of one opened layer."""
        with self._lock:
            for key in [key for key in self._tiles if key.number == number]:
                self._held -= _cost(self._tiles.pop(key))


def _cost(tile: Drawable | None) -> int:
    if tile is None:
        return _EMPTY_BYTES
    return tile.sizeInBytes() if isinstance(tile, QImage) else tile.size
