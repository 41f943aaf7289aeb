"""`PlateMaker`: reads what a proof plate needs from the case, and paints it once all is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from evidence_board.case.details import read_original
from evidence_board.case.placement import placement_of
from evidence_board.case.regions import read_regions
from evidence_board.media.clip_requests import ClipFrames
from evidence_board.media.requests import PixelBands
from evidence_board.model.errors import KnownError
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.map_tools.position_forms import chosen_form, written
from evidence_board.ui.plate.map_picture import MapPicture
from evidence_board.ui.plate.plate_content import PlateContent, plate_content
from evidence_board.ui.plate.plate_covers import covered, hidden_now
from evidence_board.ui.plate.plate_layout import PlateLayout, plate_layout
from evidence_board.ui.plate.plate_painter import PlateImages, paint_plate
from evidence_board.ui.viewer.adjustment import Adjustment
from evidence_board.ui.viewer.pixel_source import PixelSource

if TYPE_CHECKING:
    from evidence_board.model.case_index import ItemRow
    from evidence_board.model.placement import ItemPlacement
    from evidence_board.model.regions import RegionRow
    from evidence_board.ui.context import UiContext
    from evidence_board.ui.map_layers.layer_stack import LayerStack

__all__ = ["PlateMaker"]

_EDGE, _DPR, _LATE_MS = 2_400, 2.0, 400
_USUAL_ASPECT = 1.5


@dataclass(frozen=True, slots=True)
class _Found:
    """What the case says of a file."""

    placement: ItemPlacement | None
    sha256: str


class PlateMaker(QObject):
    """Makes the plate of one file at a time, from what is in the case now.

    Signals:
        changed: something came or went; ask `can_paint` and `words`.

    Attributes:
        content: what the plate says, None until it was read.
        layout: where it says it.
        named: whether the accounts are named on it.
        words: what to tell the reader about it.
    """

    changed = Signal()

    def __init__(self, context: UiContext, stack: LayerStack | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._stack = context, stack
        self._decoder = Decoder(context.session, context.jobs)
        self._map: MapPicture | None = None
        self._item: ItemRow | None = None
        self._found: _Found | None = None
        self._request = 0
        self._wanted = 0
        self._pictures: dict[str, QImage | None] = {}
        self._hidden = 0
        self._ground: QImage | None = None
        self.content: PlateContent | None = None
        self.layout: PlateLayout | None = None
        self.named = True
        self.words = ""
        # Tiles come one by one, and a page is large: it is not painted for each of them.
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE_MS)
        self._late.timeout.connect(self._draw_ground)
        if stack is not None:
            stack.repaint.connect(self._draw_soon)

    @property
    def item(self) -> ItemRow | None:
        """The file it is of."""
        return self._item

    @property
    def can_paint(self) -> bool:
        """Whether there is a page to show; tiles of the map may still come."""
        return self.content is not None and self._ground is not None and not self._wanted

    @property
    def is_whole(self) -> bool:
        """Whether every tile of the map is there as well."""
        whole = self._map is None or self._map.is_whole
        return self.can_paint and whole and not self._late.isActive()

    def start(self, item: ItemRow) -> None:
        """Make the plate of a file."""
        self.stop()
        self._item = item
        request = self._request
        self._map = MapPicture(self._stack)
        self.words = tr("The plate of {ref} is being made.", ref=isolate(item.ref))
        session = self._context.session

        def read() -> _Found:
            original = session.read(read_original, item.id)
            return _Found(session.read(placement_of, item.id), original.sha256 if original is not None else "")

        def done(found: _Found) -> None:
            if request == self._request:
                self._found = found
                self._was_read()

        self._context.jobs.run(read, done=done, failed=self._context.show_error)
        self.changed.emit()

    def set_named(self, named: bool) -> None:
        """Name the accounts, or leave them out."""
        self.named = named
        if self.content is not None:
            self._make_content()
            self.changed.emit()

    def stop(self) -> None:
        """Forget the plate."""
        self._request += 1
        self._decoder.cancel()
        self._late.stop()
        if self._map is not None:
            self._map.close()
        self._map = self._item = self._found = self.content = self.layout = self._ground = None
        self._pictures, self._wanted, self._hidden = {}, 0, 0

    def close(self) -> None:
        """Leave no worker behind."""
        self.stop()
        self._decoder.close()

    def paint(self, painter: QPainter) -> None:
        """Draw the page."""
        content, layout, ground, drawn = self.content, self.layout, self._ground, self._map
        if content is None or layout is None or ground is None or drawn is None or self._item is None:
            return
        reference = self._pictures.get(content.reference.item_id) if content.reference is not None else None
        credits = drawn.credits(layout.camera, layout.map.width(), layout.map.height())
        images = PlateImages(self._pictures.get(self._item.id), reference, ground, credits, self._hidden)
        paint_plate(painter, content, layout, images)

    # -- what comes of the case ------------------------------------------------------------------------

    def _make_content(self) -> None:
        if self._item is None or self._found is None or self._found.placement is None:
            return

        def write(latitude: float, longitude: float) -> str:
            return written(latitude, longitude, chosen_form())

        self.content = plate_content(
            self._item,
            self._found.placement,
            items=self._context.session.index.items,
            sha256=self._found.sha256,
            written=write,
            named=self.named,
        )

    def _was_read(self) -> None:
        self._make_content()
        item, content = self._item, self.content
        if item is None or content is None:
            ref = item.ref if item is not None else ""
            self.words = tr("{ref} has no position yet. Place it first.", ref=isolate(ref))
            self.changed.emit()
            return
        self.words = tr(
            "Made from what the case holds now. The original is not changed; look through it before you publish it."
        )
        wanted = [(item.id, content.frame_s)]
        if content.reference is not None:
            wanted.append((content.reference.item_id, content.reference.frame_s))
        self._wanted = len(wanted)
        self._load(wanted)

    def _load(self, wanted: list[tuple[str, float | None]]) -> None:
        """Decode one picture after the other, each with what is hidden of it."""
        if not wanted:
            self._lay_out()
            return
        (item_id, at_s), rest = wanted[0], wanted[1:]
        request = self._request

        def take(picture: QImage | None, rows: tuple[RegionRow, ...] = ()) -> None:
            if request != self._request:
                return
            if picture is not None:
                hidden = hidden_now(rows, at_s=at_s)
                picture = covered(picture, hidden)
                self._hidden += len(hidden)
            self._pictures[item_id] = picture
            self._wanted -= 1
            self._load(rest)

        def failed(error: KnownError) -> None:
            self.words = str(error)
            take(None)

        def decoded(picture: QImage) -> None:
            # Read after the picture: what was hidden a moment ago is hidden.
            self._context.jobs.run(
                lambda: self._context.session.read(read_regions, item_id),
                done=lambda rows: take(picture, rows),
                failed=self._context.show_error,
            )

        self._decode(item_id, at_s, decoded, failed)

    def _decode(
        self, item_id: str, at_s: float | None, done: Callable[[QImage], None], failed: Callable[[KnownError], None]
    ) -> None:
        def bands(found: PixelBands) -> None:
            done(PixelSource(found).overview(_EDGE, Adjustment()))

        def frames(found: ClipFrames) -> None:
            if not found.frames:
                failed(KnownError("The video has no such frame.", do="Set the points in another frame."))
                return
            one = found.frames[0]
            done(QImage(one.rgb, one.width, one.height, 3 * one.width, QImage.Format.Format_RGB888).copy())

        if at_s is None:
            self._decoder.picture(item_id, max_edge=_EDGE, area=None, done=bands, failed=failed)
        else:
            self._decoder.frames(item_id, at_s=at_s, count=1, max_edge=_EDGE, done=frames, failed=failed)

    def _lay_out(self) -> None:
        if self.content is None or self._item is None:
            return
        picture = self._pictures.get(self._item.id)
        aspect = picture.width() / picture.height() if picture is not None and picture.height() else _USUAL_ASPECT
        self.layout = plate_layout(self.content, aspect)
        self._draw_ground()

    def _draw_soon(self) -> None:
        if self.layout is not None and not self._late.isActive():
            self._late.start()

    def _draw_ground(self) -> None:
        """Paint the map anew: tiles have come."""
        layout = self.layout
        if layout is None or self._map is None:
            return
        self._ground = self._map.image(layout.camera, round(layout.map.width()), round(layout.map.height()), dpr=_DPR)
        self.changed.emit()
