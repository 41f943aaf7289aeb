"""`TileStore`: the tiles of the picture in view, cut and adjusted behind the window."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage

from evidence_board.ui.job_runner import JobRunner
from evidence_board.ui.viewer.adjustment import Adjustment
from evidence_board.ui.viewer.pixel_source import TILE, PixelSource, TileKey

__all__ = ["Placed", "TileStore"]

_AT_ONCE = 1
_BUDGET_BYTES = 192 << 20


@dataclass(frozen=True, slots=True)
class Placed:
    """An image and what it covers of the original, in pixels of the original."""

    image: QImage
    box: QRectF


class TileStore(QObject):
    """Holds what was cut, asks for what is wanted, newest wish first.

    The overview of the whole picture is there first, also after an adjustment, so that there is always something
    of the right look to show.

    Attributes:
        changed: there is more to show.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = JobRunner(threads=_AT_ONCE)
        self._near: PixelSource | None = None
        self._full: PixelSource | None = None
        self._how = Adjustment()
        self._edge = 1_024
        self._overview: Placed | None = None
        self._overview_of: object = None
        self._making_overview = False
        self._tiles: OrderedDict[object, Placed] = OrderedDict()
        self._size = 0
        self._wanted: list[tuple[PixelSource, TileKey]] = []
        self._running: set[object] = set()
        #: While a clip plays only the overview is made: tiles would be late for their frame.
        self.overview_only = False

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def has_pixels(self) -> bool:
        """Whether a picture was decoded."""
        return self._near is not None

    @property
    def adjustment(self) -> Adjustment:
        """How it is shown."""
        return self._how

    @property
    def is_settled(self) -> bool:
        """Whether everything that was asked for is there."""
        return not self._wanted and not self._running and not self._making_overview

    @property
    def overview(self) -> Placed | None:
        """The whole picture, perhaps still with the adjustment before."""
        return self._overview

    def finest(self, scale: float) -> bool:
        """Whether there are pixels enough to be sharp at a scale."""
        source = self._full or self._near
        return source is not None and (source.is_all or source.width >= source.whole[0] * min(scale, 1.0) * 0.98)

    def clear(self) -> None:
        """Forget the picture."""
        self._near = self._full = self._overview = self._overview_of = None
        self._wanted.clear()
        self._forget_tiles()

    def show_near(self, source: PixelSource, *, edge: int) -> None:
        """Take pixels enough for the whole picture in view, ``edge`` device pixels long."""
        self._near, self._edge, self._full = source, edge, None
        self._wanted.clear()
        self._forget_tiles()
        self._renew_overview()

    def show_full(self, source: PixelSource) -> None:
        """Take every pixel there is, or as many as can be held."""
        self._full = source
        self.changed.emit()

    def adjust(self, how: Adjustment) -> None:
        """Show it differently."""
        if how != self._how:
            self._how = how
            self._wanted.clear()
            self._renew_overview()

    def tiles(self, seen: QRectF, scale: float) -> tuple[list[Placed], bool]:
        """Return the tiles of a part of the picture that are there, and whether they cover it; ask for the others.

        Args:
            seen: in pixels of the original.
            scale: device pixels for each pixel of the original.
        """
        source = self._source_for(scale)
        if source is None or seen.isEmpty() or self.overview_only:
            return [], False
        found: list[Placed] = []
        wanted = []
        for key in _keys(source, seen, scale):
            name = (id(source), key, self._how)
            tile = self._tiles.get(name)
            if tile is not None:
                self._tiles.move_to_end(name)
                found.append(tile)
            else:
                wanted.append((source, key))
        self._want(wanted)
        return found, not wanted

    def close(self) -> None:
        """Stop the threads."""
        self._wanted.clear()
        self._jobs.close()

    # -- making ----------------------------------------------------------------------------------------

    def _source_for(self, scale: float) -> PixelSource | None:
        near = self._near
        if near is None or self._full is None or near.width >= near.whole[0] * min(scale, 1.0) * 0.98:
            return near
        return self._full

    def _want(self, wanted: Iterable[tuple[PixelSource, TileKey]]) -> None:
        fresh = [(source, key) for source, key in wanted if (id(source), key, self._how) not in self._running]
        # Those of the last question come first; what nobody looks at any more is not made.
        self._wanted = fresh[::-1]
        self._go_on()

    def _go_on(self) -> None:
        while self._wanted and len(self._running) < _AT_ONCE:
            source, key = self._wanted.pop()
            how = self._how
            name = (id(source), key, how)
            self._running.add(name)

            def done(image: QImage, name: object = name, source: PixelSource = source, key: TileKey = key) -> None:
                self._running.discard(name)
                if source in (self._near, self._full):
                    self._keep(name, Placed(image, _box(source, key)))
                    self.changed.emit()
                self._go_on()

            def job(source: PixelSource = source, key: TileKey = key, how: Adjustment = how) -> QImage:
                return source.tile(key, how)

            self._jobs.run(job, done=done, failed=_raise)

    def _keep(self, name: object, tile: Placed) -> None:
        self._tiles[name] = tile
        self._size += tile.image.sizeInBytes()
        while self._size > _BUDGET_BYTES and len(self._tiles) > 1:
            _, old = self._tiles.popitem(last=False)
            self._size -= old.image.sizeInBytes()

    def _forget_tiles(self) -> None:
        self._tiles.clear()
        self._size = 0

    def _renew_overview(self) -> None:
        source, how = self._near, self._how
        if source is None or self._making_overview or self._overview_of == (id(source), how):
            return
        self._making_overview = True
        edge = self._edge

        def done(image: QImage) -> None:
            self._making_overview = False
            if source is self._near:
                width, height = source.whole
                self._overview = Placed(image, QRectF(0, 0, width, height))
                self._overview_of = (id(source), how)
                self.changed.emit()
            self._renew_overview()

        self._jobs.run(lambda: source.overview(edge, how), done=done, failed=_raise, priority=2)


def _keys(source: PixelSource, seen: QRectF, scale: float) -> list[TileKey]:
    """Return the tiles that cover a part, at the fraction of the size that is just sharp."""
    across, down = source.width / source.whole[0], source.height / source.whole[1]
    factor = 1
    while factor < 16 and scale / across * factor * 2 <= 1.0:
        factor *= 2
    side = TILE * factor
    left, right = int(seen.left() * across) // side, int(max(0.0, seen.right() * across - 1)) // side
    top, bottom = int(seen.top() * down) // side, int(max(0.0, seen.bottom() * down - 1)) // side
    right, bottom = min(right, (source.width - 1) // side), min(bottom, (source.height - 1) // side)
    return [TileKey(column, row, factor) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def _box(source: PixelSource, key: TileKey) -> QRectF:
    across, down = source.whole[0] / source.width, source.whole[1] / source.height
    side = TILE * key.factor
    left, top = key.column * side, key.row * side
    right, bottom = min(left + side, source.width), min(top + side, source.height)
    return QRectF(left * across, top * down, (right - left) * across, (bottom - top) * down)


def _raise(error: BaseException) -> None:
    raise error
