"""`ClipView`: a video in the viewer: frame by frame or played, with its moments on a strip below."""

from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.media.clip_requests import ClipFrame, ClipFrames
from evidence_board.media.requests import PixelBands
from evidence_board.model.case_index import ItemRow
from evidence_board.model.errors import KnownError
from evidence_board.model.regions import RegionRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.viewer.clip_player import ClipPlayer
from evidence_board.ui.viewer.clip_words import time_words
from evidence_board.ui.viewer.label_field import LabelField
from evidence_board.ui.viewer.moment_shelf import MomentShelf
from evidence_board.ui.viewer.picture_view import PictureView
from evidence_board.ui.viewer.pixel_source import PixelSource
from evidence_board.ui.viewer.region_desk import RegionDesk
from evidence_board.ui.viewer.still_view import oriented
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["ClipView"]

_MARGIN = 12
_PLAYED_EDGE, _SHARP_EDGE = 1_280, 4_096
_SMALL_EDGE, _STILLS_AT_ONCE = 160, 4
#: Where in a clip its poster was taken: a tenth of its length in, as in the thumbnail.
_POSTER_SHARE, _POSTER_LATEST_S = 0.1, 5.0


class ClipView(PictureView):
    """Shows one video.

    Attributes:
        player: goes through its frames.
        shelf: moments and the strip.
        buttons: ``back``, ``play``, ``on``, ``mark``.
        time: where one is, and which frame that is.
        told_words: about sound, or what takes long.
        field: names a moment.
    """

    def __init__(self, context: UiContext, decoder: Decoder, desk: RegionDesk, *, keys: QWidget) -> None:
        theme = context.theme
        super().__init__(theme=theme, keys=keys, can_write=desk.can_write)
        self.canvas.hand.can_edit = self.canvas.layer.editable = False
        self._context, self._decoder, self._desk = context, decoder, desk
        self._item: ItemRow | None = None
        self._pending_stills: list[int] = []
        self._pending_cards: list[RegionRow] = []
        self._mark_next = False
        self.player = ClipPlayer(decoder, self)
        self.shelf = MomentShelf(theme=theme, can_write=desk.can_write)
        self.buttons: dict[str, QWidget] = {}
        self.time = ElidedLabel(theme=theme, role="body", tabular=True)
        self.frame_words = ElidedLabel(theme=theme, role="small", colour="text3", tabular=True)
        self.told_words = ElidedLabel(theme=theme, role="small", colour="text3")
        self._leave_it = Button(tr("Stop waiting"), theme=theme, kind="quiet", small=True)
        self._leave_it.clicked.connect(self.player.cancel)
        self._leave_it.hide()
        self.field = LabelField(self, theme=theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 8)
        layout.setSpacing(8)
        layout.addWidget(self.canvas, 1)
        layout.addLayout(self._controls())
        layout.addWidget(self.shelf)
        self._connect()

    def _controls(self) -> QHBoxLayout:
        theme = self._context.theme
        row = QHBoxLayout()
        row.setSpacing(6)
        holder = QWidget()
        # Media controls are not mirrored.
        holder.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        back = IconButton("skip-back", name=tr("One frame back"), key=",", theme=theme)
        self.play = Button(tr("Play"), theme=theme, kind="primary", small=True, icon="play", key=tr("Space"))
        on = IconButton("skip-forward", name=tr("One frame on"), key=".", theme=theme)
        back.clicked.connect(lambda: self.player.step(-1))
        self.play.clicked.connect(self.player.toggle)
        on.clicked.connect(lambda: self.player.step(1))
        for name, part in (("back", back), ("play", self.play), ("on", on)):
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            inner.addWidget(part)
            self.buttons[name] = part
        row.addWidget(holder)
        row.addSpacing(6)
        row.addWidget(self.time)
        row.addSpacing(6)
        row.addWidget(self.frame_words)
        row.addSpacing(12)
        row.addWidget(self.told_words, 1)
        row.addWidget(self._leave_it)
        for name, icon, words, key, verb in (
            ("label", "pencil", tr("Label"), "F2", self.label),
            ("link", "link", tr("Say what it shows"), "", self.link),
            ("cite", "quote", tr("Cite for …"), "Q", self._desk.cite),
            ("bin", "trash-2", tr("Move the moment to the bin"), tr("Del"), self._desk.remove),
        ):
            part = (
                IconButton(icon, name=words, key=key, theme=theme)
                if name == "bin"
                else Button(words, theme=theme, kind="quiet", small=True, icon=icon, key=key)
            )
            part.clicked.connect(lambda _=False, one=verb: one())
            part.hide()
            row.addWidget(part)
            self.buttons[name] = part
        mark = Button(tr("Mark this moment"), theme=theme, small=True, icon="bookmark-plus", key="M")
        mark.clicked.connect(self.mark)
        if not self._desk.can_write:
            mark.hide()
        row.addWidget(mark)
        self.buttons["mark"] = mark
        return row

    def _connect(self) -> None:
        player, strip = self.player, self.shelf.strip
        player.shown.connect(self._frame_shown)
        player.facts_changed.connect(self._facts_changed)
        player.playing_changed.connect(self._playing_changed)
        player.failed.connect(self.say)
        player.waiting.connect(self._waiting)
        strip.seek_wanted.connect(player.seek)
        strip.step_wanted.connect(player.step)
        strip.span_drawn.connect(lambda start, end: self._desk.mark(start, end))
        strip.span_changed.connect(self._desk.set_span)
        strip.moment_chosen.connect(self._choose)
        self.shelf.chosen.connect(self._choose)
        self.shelf.opened.connect(self._open_label)
        self.shelf.menu_wanted.connect(self._open_menu)
        self._desk.renewed.connect(self._rows_changed)
        self._desk.chosen_changed.connect(self._rows_changed)
        self._desk.made.connect(self._made)

    # -- the file --------------------------------------------------------------------------------------

    def show_item(self, item: ItemRow, *, at_s: float | None = None) -> None:
        """Show a video, at a time or where its poster was taken."""
        self._item = item
        self.begin()
        self._pending_stills.clear()
        self._pending_cards.clear()
        image = self._context.thumbnails.get(item.id)
        if image is not None:
            whole = QSizeF(item.width, item.height) if item.width and item.height else None
            self.canvas.show_small(image, whole=oriented(whole, image))
        duration = item.duration_s or 0.0
        if at_s is None:
            at_s = min(duration * _POSTER_SHARE, _POSTER_LATEST_S)
        self.shelf.strip.show_clip(0.0)
        self.shelf.strip.show_at(at_s)
        self._mark_next = False
        self.player.open(item, at_s=at_s, max_edge=_PLAYED_EDGE)
        self._say_time()
        self._rows_changed()

    def leave(self) -> None:
        """Stop, and forget the video."""
        self._item = None
        self._pending_stills.clear()
        self._pending_cards.clear()
        self.player.close()
        self.canvas.clear()

    # -- verbs -----------------------------------------------------------------------------------------

    def mark(self) -> None:
        """Mark the moment that is shown; while a frame is on its way, that of the frame, once it is there."""
        if not self._desk.can_write:
            return
        if self.player.is_waiting and not self.player.is_playing:
            self._mark_next = True
        elif self.player.frame is not None:
            self._desk.mark(self.player.at_s, None)

    def mark_span(self) -> None:
        """Begin a span here, or end the one that was begun."""
        strip = self.shelf.strip
        if not self._desk.can_write or self.player.frame is None:
            return
        start, strip.open_start = strip.open_start, None
        if start is None:
            strip.open_start = self.player.at_s
        elif start != self.player.at_s:
            self._desk.mark(min(start, self.player.at_s), max(start, self.player.at_s))
        strip.update()

    def drop_span(self) -> bool:
        """Forget the span that was begun; False when there is none."""
        begun = self.shelf.strip.open_start is not None
        self.shelf.strip.open_start = None
        self.shelf.strip.update()
        return begun

    def step_moment(self, step: int) -> None:
        """Go to the next moment, or to the one before."""
        rows = self._moments()
        if not rows:
            return
        ids = [row.id for row in rows]
        at = ids.index(self._desk.chosen) + step if self._desk.chosen in ids else (0 if step > 0 else -1)
        self._choose(ids[at % len(ids)])

    def label(self) -> None:
        """Name the chosen moment on its card."""
        row = self._desk.row
        if row is None or not self._desk.can_write:
            return
        card = next((one for one in self.shelf.cards if one.row.id == row.id), None)
        at = card.mapTo(self, QPoint(8, 26)) if card is not None else QPoint(20, self.height() - 120)
        self.field.begin(row.label, QPointF(at), lambda label: self._desk.rename(row.id, label))

    def link(self) -> None:
        """Ask what the chosen moment shows."""
        card = next((one for one in self.shelf.cards if one.row.id == self._desk.chosen), None)
        self._desk.ask_entity(card.mapToGlobal(QPoint(0, 0)) if card else self.mapToGlobal(QPoint(40, 40)))

    # -- parts -----------------------------------------------------------------------------------------

    def _moments(self) -> tuple[RegionRow, ...]:
        return tuple(row for row in self._desk.rows if row.is_moment)

    def _choose(self, row_id: str) -> None:
        self._desk.choose(row_id)
        row = self._desk.row
        if row is not None:
            self.player.stop()
            self.player.seek(row.start_s or 0.0)

    def _open_label(self, row_id: str) -> None:
        self._choose(row_id)
        self.label()

    def _open_menu(self, row_id: str, spot: QPoint) -> None:
        self._desk.choose(row_id)
        menu = self._desk.menu(rename=self.label, link=self.link)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)

    def _made(self, row_id: str) -> None:
        row = self._desk.find(row_id)
        if self._item is not None and self.isVisible() and row is not None and row.is_moment:
            self.label()

    def _rows_changed(self) -> None:
        if self._item is None:
            return
        rows = self._moments()
        row = self._desk.row
        for name in ("label", "link", "cite", "bin"):
            self.buttons[name].setVisible(row is not None and row.is_moment and self._desk.can_write)
        self.shelf.show_rows(rows, chosen=self._desk.chosen)
        self._pending_cards = list(self.shelf.wanted_images)
        self._next_card()

    def _frame_shown(self, frame: ClipFrame) -> None:
        canvas = self.canvas
        self.say("")
        whole = self._whole(frame)
        bands = PixelBands((frame.rgb,), frame.height, frame.width, frame.height, *whole)
        canvas.store.overview_only = self.player.is_playing
        canvas.show_size(QSizeF(*whole))
        canvas.store.show_near(PixelSource(bands), edge=max(frame.width, frame.height))
        self.shelf.strip.show_at(frame.at_s)
        if self._mark_next:
            self._mark_next = False
            self._desk.mark(frame.at_s, None)
        self._say_time()

    def _whole(self, frame: ClipFrame) -> tuple[int, int]:
        """Return the size of the video, upright as the frame is."""
        item = self._item
        width, height = (item.width or 0, item.height or 0) if item is not None else (0, 0)
        if (width > height) != (frame.width > frame.height):
            width, height = height, width
        return (width, height) if width >= frame.width and height >= frame.height else (frame.width, frame.height)

    def _facts_changed(self) -> None:
        player = self.player
        said = ""
        if player.has_sound:
            said = tr("This clip has sound, which is not played here. Save the original to hear it.")
        if player.is_slow:
            said = tr("Played slower than recorded: the frames take longer to decode than they last.")
        self.told_words.set_text(said)
        if player.duration_s and not self._pending_stills and self._item is not None:
            strip = self.shelf.strip
            if strip.slots[-1] == 0.0:
                strip.show_clip(player.duration_s)
                self._pending_stills = list(range(len(strip.slots)))
                self._next_stills()
        self._say_time()

    def _playing_changed(self) -> None:
        playing = self.player.is_playing
        self.play.setText(tr("Pause") if playing else tr("Play"))
        self.play.set_icon("pause" if playing else "play")
        self.canvas.store.overview_only = playing
        if not playing:
            self.canvas.renew()
            self.sharpen()

    def _say_time(self) -> None:
        player = self.player
        self.time.set_text(time_words(player.at_s, player.duration_s))
        frame = player.frame_number
        self.frame_words.set_text(tr("frame {n}", n=number(frame)) if frame is not None else "")

    def _waiting(self, waiting: bool) -> None:
        self._leave_it.setVisible(waiting)
        if waiting:
            self.told_words.set_text(tr("Looking for the frame …"))
        elif self._item is not None:
            self._facts_changed()

    def sharpen(self) -> None:
        """Ask for the frame at its full size where more of it is seen."""
        if self._item is not None and not self.player.is_playing and self.player.frame is not None:
            wanted = self.canvas.pixels_wanted
            if wanted > max(self.player.frame.width, self.player.frame.height) * 1.1:
                self.player.set_edge(min(_SHARP_EDGE, max(wanted, _PLAYED_EDGE)))

    # -- small pictures --------------------------------------------------------------------------------

    def _next_stills(self) -> None:
        """Ask for a few small frames along the video; the others follow."""
        item = self._item
        if item is None or not self._pending_stills:
            return
        slots, self._pending_stills = self._pending_stills[:_STILLS_AT_ONCE], self._pending_stills[_STILLS_AT_ONCE:]
        times = [self.shelf.strip.slots[slot] for slot in slots]

        def done(found: ClipFrames) -> None:
            if self._item is None or self._item.id != item.id:
                return
            by_time = {frame.at_s: frame for frame in found.frames}
            for slot, at_s in zip(slots, times, strict=True):
                frame = by_time.get(at_s)
                if frame is not None:
                    self.shelf.strip.show_still(slot, _image(frame))
            self._next_stills()

        def failed(error: KnownError) -> None:
            # The strip stays grey where the video cannot be read; the frame itself says why.
            if self._item is not None and self._item.id == item.id:
                self._next_stills()

        slack = self.player.duration_s / max(1, len(self.shelf.strip.slots)) / 2
        self._decoder.stills(item.id, times=times, slack_s=slack, max_edge=_SMALL_EDGE, done=done, failed=failed)

    def _next_card(self) -> None:
        item = self._item
        if item is None or not self._pending_cards:
            return
        row = self._pending_cards.pop(0)

        def done(found: ClipFrames) -> None:
            if self._item is not None and self._item.id == item.id:
                self.shelf.show_image(row.id, _image(found.frames[0]))
                self._next_card()

        def failed(error: KnownError) -> None:
            if self._item is not None and self._item.id == item.id:
                self._next_card()

        at_s = row.start_s or 0.0
        self._decoder.frames(item.id, at_s=at_s, count=1, max_edge=_SMALL_EDGE, done=done, failed=failed, aside=True)


def _image(frame: ClipFrame) -> QImage:
    borrowed = QImage(frame.rgb, frame.width, frame.height, 3 * frame.width, QImage.Format.Format_RGB888)
    # Converting copies, so that the image outlives the bytes it was made over.
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)
