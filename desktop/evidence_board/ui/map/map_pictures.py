"""`MapPictures`: has the thumbnails of the pins in view loaded, and has the map drawn anew when they are there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from evidence_board.ui.map.map_canvas import MapCanvas
from evidence_board.ui.map.map_hits import MapHits
from evidence_board.ui.thumbnails import Thumbnails

__all__ = ["MapPictures"]


class MapPictures(QObject):
    """Asks for pictures while the camera rests; those of pins in view stay longest in the cache."""

    def __init__(
        self, thumbnails: Thumbnails, canvas: MapCanvas, hits: MapHits, *, changed: Callable[[bool], None]
    ) -> None:
        """Begin to watch.

        Args:
            thumbnails: of the case.
            canvas: the map.
            hits: knows which pictures are in view.
            changed: called when pictures in view have arrived; True when older ones are out of date.
        """
        super().__init__(canvas)
        self._thumbnails, self._canvas, self._hits, self._changed = thumbnails, canvas, hits, changed
        self._had: set[str] = set()
        thumbnails.ready.connect(self._arrived)

    def want(self) -> None:
        """Ask for what is in view; on the way somewhere only for the one that is selected."""
        if self._canvas.camera.moving:
            if self._hits.lifted is not None:
                self._thumbnails.get(self._hits.lifted)
        else:
            for item_id in self._hits.pictures_in_view():
                self._thumbnails.get(item_id)

    def _arrived(self, ids: set[str]) -> None:
        outdated = bool(ids & self._had)
        self._had |= ids
        if outdated or (self._canvas.isVisible() and not ids.isdisjoint(self._hits.pictures_in_view())):
            self._changed(outdated)
