"""`PicturePixels`: the picture of a layer as an image, read by the worker that reads layers, whatever its format."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QImage, QPainter

from evidence_board.geo.layers import LayerOrigin, LayerReaders, LayerSource, TileKey, TilePixels, VectorTile
from evidence_board.geo.mercator import TILE_PX, to_geographic
from evidence_board.ui.context import UiContext

__all__ = ["PicturePixels"]

#: A picture is looked at in at most so many pixels along its longer edge.
_MOST_PX = 3072
#: The picture is laid on the equator with one of its pixels to one of this zoom level: nothing is warped there.
_ZOOM = 17


class PicturePixels(QObject):
    """Puts the tiles of a picture together that is laid flat on an empty place of the world."""

    def __init__(self, context: UiContext, readers: LayerReaders) -> None:
        super().__init__()
        self._context, self._readers = context, readers
        self._number = 0

    def read(
        self,
        origin: LayerOrigin | str,
        *,
        size: tuple[int, int],
        done: Callable[[QImage], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Read a picture.

        Args:
            origin: where its bytes are.
            size: its pixels across and down, as the facts of the layer say.
            done: called with the image, at most `_MOST_PX` pixels along an edge.
            failed: called with why there is none.
        """
        self._number += 1
        number = self._number
        options: dict[str, Any] = {"points": _corners(*size), "warp": "affine"}
        self._context.jobs.follow(
            self._readers.open_layer(origin, kind="image", options=options),
            done=lambda source: self._opened(number, source, size, done, failed),
            failed=failed,
        )

    def _opened(
        self,
        number: int,
        source: LayerSource,
        size: tuple[int, int],
        done: Callable[[QImage], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        facts = source.facts
        zoom = min(_ZOOM, facts.max_zoom)
        while max(size) >> (_ZOOM - zoom) > _MOST_PX:
            zoom -= 1
        share = 2.0 ** (zoom - _ZOOM)
        image = QImage(max(round(size[0] * share), 1), max(round(size[1] * share), 1), _FORMAT)
        image.fill(Qt.GlobalColor.transparent)
        first = 1 << (zoom - 1)
        across, down = -(-image.width() // TILE_PX), -(-image.height() // TILE_PX)
        waiting = {TileKey(zoom, first + column, first + row) for column in range(across) for row in range(down)}

        def took(key: TileKey, tile: TilePixels | VectorTile | None) -> None:
            if number != self._number:
                source.close()
                return
            if isinstance(tile, TilePixels):
                part = QImage(tile.data, tile.width, tile.height, 4 * tile.width, _FORMAT)
                with QPainter(image) as painter:
                    painter.drawImage(QPoint((key.x - first) * TILE_PX, (key.y - first) * TILE_PX), part)
            waiting.discard(key)
            if not waiting:
                source.close()
                done(image)

        def ask(key: TileKey) -> None:
            self._context.jobs.follow(source.tile(*key), done=lambda tile: took(key, tile), failed=failed)

        for key in list(waiting):
            ask(key)


_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


def _corners(width: int, height: int) -> list[dict[str, float]]:
    """Control points that lay a picture with its top left corner on the middle of the world."""
    pixel = 1.0 / (TILE_PX << _ZOOM)
    found = []
    for x, y in ((0, 0), (width, 0), (0, height), (width, height)):
        latitude, longitude = to_geographic(0.5 + x * pixel, 0.5 + y * pixel)
        found.append({"x": float(x), "y": float(y), "latitude": latitude, "longitude": longitude})
    return found
