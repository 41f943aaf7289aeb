"""`ClipStills`: the small frames of a video, along its strip and on the cards of its moments, a few at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from evidence_board.media.clip_requests import ClipFrame, ClipFrames
from evidence_board.model.errors import KnownError
from evidence_board.model.regions import RegionRow
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.viewer.moment_shelf import MomentShelf

__all__ = ["ClipStills"]

_SMALL_EDGE, _AT_ONCE = 160, 4


class ClipStills(QObject):
    """Asks for them one run after the other; where a frame cannot be read, its place stays grey."""

    def __init__(self, decoder: Decoder, shelf: MomentShelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decoder, self._shelf = decoder, shelf
        self._item_id = ""
        self._slots: list[int] = []
        self._cards: list[RegionRow] = []
        self._card_asked = False

    def begin(self, item_id: str) -> None:
        """Forget what was asked for, and begin with another video, or with none."""
        self._item_id, self._card_asked = item_id, False
        self._slots.clear()
        self._cards.clear()

    def fill_strip(self, duration_s: float) -> None:
        """Show the video along the strip, unless it is there already."""
        strip = self._shelf.strip
        if duration_s and self._item_id and not self._slots and strip.slots[-1] == 0.0:
            strip.show_clip(duration_s)
            self._slots = list(range(len(strip.slots)))
            self._next_slots(duration_s)

    def fill_cards(self, rows: Sequence[RegionRow]) -> None:
        """Show the frame of each of these moments."""
        self._cards = list(rows)
        if not self._card_asked:
            self._next_card()

    def _next_slots(self, duration_s: float) -> None:
        item_id = self._item_id
        if not item_id or not self._slots:
            return
        strip = self._shelf.strip
        slots, self._slots = self._slots[:_AT_ONCE], self._slots[_AT_ONCE:]
        times = [strip.slots[slot] for slot in slots]

        def done(found: ClipFrames) -> None:
            if self._item_id != item_id:
                return
            by_time = {frame.at_s: frame for frame in found.frames}
            for slot, at_s in zip(slots, times, strict=True):
                frame = by_time.get(at_s)
                if frame is not None:
                    strip.show_still(slot, _image(frame))
            self._next_slots(duration_s)

        def failed(error: KnownError) -> None:
            # The frame in view says why.
            if self._item_id == item_id:
                self._next_slots(duration_s)

        slack = duration_s / max(1, len(strip.slots)) / 2
        self._decoder.stills(item_id, times=times, slack_s=slack, max_edge=_SMALL_EDGE, done=done, failed=failed)

    def _next_card(self) -> None:
        item_id = self._item_id
        self._card_asked = bool(item_id and self._cards)
        if not self._card_asked:
            return
        row = self._cards.pop(0)

        def done(found: ClipFrames) -> None:
            if self._item_id == item_id:
                self._shelf.show_image(row.id, _image(found.frames[0]))
                self._next_card()

        def failed(error: KnownError) -> None:
            if self._item_id == item_id:
                self._next_card()

        at_s = row.start_s or 0.0
        self._decoder.frames(item_id, at_s=at_s, count=1, max_edge=_SMALL_EDGE, done=done, failed=failed, aside=True)


def _image(frame: ClipFrame) -> QImage:
    borrowed = QImage(frame.rgb, frame.width, frame.height, 3 * frame.width, QImage.Format.Format_RGB888)
    # Converting copies, so that the image outlives the bytes it was made over.
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)
