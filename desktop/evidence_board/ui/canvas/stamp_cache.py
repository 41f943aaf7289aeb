"""Small ready images, kept up to a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtGui import QImage


class StampCache:
    """Least recently used images by key. Belongs to one thread."""

    def __init__(self, *, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._held = 0
        self._images: OrderedDict[Hashable, QImage] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], QImage]) -> QImage:
        """The image under ``key``, made now if it is not there."""
        found = self._images.get(key)
        if found is not None:
            self._images.move_to_end(key)
            return found
        return self._put(key, make())

    def find(self, key: Hashable, make: Callable[[], QImage | None]) -> QImage | None:
        """Like :meth:`get` for an image that may not be available yet; ``None`` is not kept."""
        found = self._images.get(key)
        if found is not None:
            self._images.move_to_end(key)
            return found
        made = make()
        return None if made is None else self._put(key, made)

    def clear(self) -> None:
        """Forget all images."""
        self._images.clear()
        self._held = 0

    def _put(self, key: Hashable, image: QImage) -> QImage:
        self._images[key] = image
        self._held += image.sizeInBytes()
        while self._held > self._limit and len(self._images) > 1:
            _, dropped = self._images.popitem(last=False)
            self._held -= dropped.sizeInBytes()
        return image
