"""`ClipView`: a video in the viewer: frame by frame or played, with its moments on a strip below."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QSizeF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.media.clip_requests import ClipFrame
from evidence_board.media.requests import PixelBands
from evidence_board.model.case_index import ItemRow
from evidence_board.model.regions import RegionRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.viewer.clip_controls import ClipControls
from evidence_board.ui.viewer.clip_player import ClipPlayer
from evidence_board.ui.viewer.clip_stills import ClipStills
from evidence_board.ui.viewer.label_field import LabelField
from evidence_board.ui.viewer.moment_shelf import MomentShelf
from evidence_board.ui.viewer.picture_view import PictureView
from evidence_board.ui.viewer.pixel_source import PixelSource
from evidence_board.ui.viewer.region_desk import RegionDesk
from evidence_board.ui.viewer.region_tools import RegionTools
from evidence_board.ui.viewer.still_pixels import oriented

__all__ = ["ClipView"]

_MARGIN = 12
_PLAYED_EDGE, _SHARP_EDGE = 1_280, 4_096
#: Where in a clip its poster was taken: a tenth of its length in, as in the thumbnail.
_POSTER_SHARE, _POSTER_LATEST_S = 0.1, 5.0


class ClipView(PictureView):
    """Shows one video. Regions are drawn on the frame in view, and are seen on it alone.

    Attributes:
        player: goes through its frames.
        shelf: moments and the strip.
        controls: the row between frame and moments.
        tools: draw regions.
        field: names a moment on its card.
    """

    def __init__(self, context: UiContext, decoder: Decoder, desk: RegionDesk, *, keys: QWidget) -> None:
        theme = context.theme
        super().__init__(theme=theme, keys=keys, can_write=desk.can_write)
        self.canvas.hand.can_edit = False
        self._context, self._desk = context, desk
        self._item: ItemRow | None = None
        self._mark_next = False
        self.player = ClipPlayer(decoder, self)
        self.shelf = MomentShelf(theme=theme, can_write=desk.can_write)
        self.controls = ClipControls(theme=theme, can_write=desk.can_write)
        self.tools = RegionTools(self.canvas, desk, theme=theme, parent=self)
        # K plays, as in every player.
        self.tools.dock.taken_keys = frozenset({"K"})
        self.field = LabelField(self, theme=theme)
        self._stills = ClipStills(decoder, self.shelf, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 8)
        layout.setSpacing(8)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.controls)
        layout.addWidget(self.shelf)
        self._connect()

    def _connect(self) -> None:
        player, strip, desk, tools = self.player, self.shelf.strip, self._desk, self.tools
        player.shown.connect(self._frame_shown)
        player.facts_changed.connect(self._facts_changed)
        player.playing_changed.connect(self._playing_changed)
        player.failed.connect(self.say)
        player.waiting.connect(self._waiting)
        self.controls.wanted.connect(self._verb)
        strip.seek_wanted.connect(player.seek)
        strip.step_wanted.connect(player.step)
        strip.span_drawn.connect(lambda start, end: desk.mark(start, end))
        strip.span_changed.connect(desk.set_span)
        strip.moment_chosen.connect(self._choose)
        self.shelf.chosen.connect(self._choose)
        self.shelf.opened.connect(self._open_label)
        self.shelf.menu_wanted.connect(self._open_menu)
        self.canvas.menu_wanted.connect(tools.open_menu)
        self.canvas.hand.opened.connect(lambda _: self.label())
        tools.taken.connect(lambda _: player.stop())
        tools.drawn.connect(lambda shape, points, kind: desk.add(shape, points, kind, start_s=player.at_s))
        tools.looked.connect(self.told)
        desk.renewed.connect(self._rows_changed)
        desk.chosen_changed.connect(self._rows_changed)
        desk.made.connect(self._made)

    def _verb(self, verb: str) -> None:
        player, desk = self.player, self._desk
        verbs: dict[str, Callable[[], object]] = {
            "back": lambda: player.step(-1),
            "play": player.toggle,
            "on": lambda: player.step(1),
            "cancel": player.cancel,
            "label": self.label,
            "link": self.link,
            "cite": desk.cite,
            "bin": desk.remove,
            "mark": self.mark,
        }
        verbs[verb]()

    # -- the file --------------------------------------------------------------------------------------

    def show_item(self, item: ItemRow, *, at_s: float | None = None) -> None:
        """Show a video, at a time or where its poster was taken."""
        self._item = item
        self.begin()
        self.canvas.hand.can_edit = False
        self._stills.begin(item.id)
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
        self.controls.show_time(self.player)
        self._rows_changed()

    def leave(self) -> None:
        """Stop, and forget the video."""
        self.tools.put_down()
        self._item = None
        self._stills.begin("")
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
        """Name the chosen region where it lies on the frame, or the chosen moment on its card."""
        row = self._desk.row
        if row is None or not self._desk.can_write:
            return
        if self.tools.shows(row):
            self.tools.label()
            return
        card = self.shelf.card(row.id)
        at = card.mapTo(self, QPoint(8, 26)) if card is not None else QPoint(20, self.height() - 120)
        self.field.begin(row.label, QPointF(at), lambda label: self._desk.rename(row.id, label))

    def link(self) -> None:
        """Ask what the chosen region or moment shows."""
        if self.tools.shows(self._desk.row):
            self.tools.link()
            return
        card = self.shelf.card(self._desk.chosen)
        self._desk.ask_entity(card.mapToGlobal(QPoint(0, 0)) if card else self.mapToGlobal(QPoint(40, 40)))

    # -- parts -----------------------------------------------------------------------------------------

    def _moments(self) -> tuple[RegionRow, ...]:
        return tuple(row for row in self._desk.rows if row.has_time)

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
        self._desk.open_menu(spot, rename=self.label, link=self.link)

    def _made(self, row_id: str) -> None:
        if self._item is not None and self.isVisible() and self._desk.find(row_id) is not None:
            self.label()

    def _rows_changed(self) -> None:
        if self._item is None:
            return
        row = self._desk.row
        self.controls.show_chosen(row is not None and row.has_time)
        self.shelf.show_rows(self._moments(), chosen=self._desk.chosen)
        self._stills.fill_cards(self.shelf.wanted_images)
        self._show_regions()

    def _show_regions(self) -> None:
        """Show the regions that lie on the frame in view."""
        at_s, gap = self.player.at_s, self.player.gap_s
        seen = self.player.frame is not None
        rows = tuple(row for row in self._desk.rows if seen and not row.is_moment and row.is_at(at_s, gap_s=gap))
        if rows or self.canvas.layer.rows:
            self.tools.show_rows(rows)

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
        self.canvas.hand.can_edit = self._desk.can_write and not self.player.is_playing
        self._show_regions()
        self.controls.show_time(self.player)

    def _whole(self, frame: ClipFrame) -> tuple[int, int]:
        """Return the size of the video, upright as the frame is."""
        item = self._item
        width, height = (item.width or 0, item.height or 0) if item is not None else (0, 0)
        if (width > height) != (frame.width > frame.height):
            width, height = height, width
        return (width, height) if width >= frame.width and height >= frame.height else (frame.width, frame.height)

    def _facts_changed(self) -> None:
        self.controls.show_facts(self.player)
        if self._item is not None:
            self._stills.fill_strip(self.player.duration_s)
        self.controls.show_time(self.player)

    def _playing_changed(self) -> None:
        playing = self.player.is_playing
        self.controls.show_playing(playing)
        if playing:
            self.tools.put_down()
        self.tools.dock.setVisible(self._desk.can_write and not playing)
        self.canvas.hand.can_edit = self._desk.can_write and not playing and self.player.frame is not None
        self.canvas.store.overview_only = playing
        if not playing:
            self.canvas.renew()
            self.sharpen()

    def _waiting(self, waiting: bool) -> None:
        self.controls.show_waiting(waiting)
        if not waiting and self._item is not None:
            self._facts_changed()

    def sharpen(self) -> None:
        """Ask for the frame at its full size where more of it is seen."""
        if self._item is not None and not self.player.is_playing and self.player.frame is not None:
            wanted = self.canvas.pixels_wanted
            if wanted > max(self.player.frame.width, self.player.frame.height) * 1.1:
                self.player.set_edge(min(_SHARP_EDGE, max(wanted, _PLAYED_EDGE)))
