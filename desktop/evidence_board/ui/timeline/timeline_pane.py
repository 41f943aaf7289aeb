"""`TimelinePane`: when files were taken and posted, over one axis; a brush across it filters every pane."""

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from evidence_board import selection
from evidence_board.analysis.related import related
from evidence_board.analysis.timeline import TimelineData
from evidence_board.filters import InTime, TimeSpan
from evidence_board.ui.canvas import CanvasView, theme_fonts
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.pane import Pane
from evidence_board.ui.timeline.axis_overlay import AxisOverlay
from evidence_board.ui.timeline.beyond_markers import BeyondMarkers
from evidence_board.ui.timeline.brush import Span
from evidence_board.ui.timeline.row_labels import RowLabels
from evidence_board.ui.timeline.strip_camera import StripCamera
from evidence_board.ui.timeline.strip_content import Masks
from evidence_board.ui.timeline.strip_feed import StripFeed
from evidence_board.ui.timeline.strip_layout import Content, is_crowded
from evidence_board.ui.timeline.strip_look import look_of
from evidence_board.ui.timeline.strip_order import StripOrder
from evidence_board.ui.timeline.strip_overlay import Chosen, StripOverlay
from evidence_board.ui.timeline.strip_renderer import StripRenderer
from evidence_board.ui.timeline.strip_tool import StripTool
from evidence_board.ui.timeline.strip_view import StripView
from evidence_board.ui.timeline.time_words import brush_words, edge_words, event_words, item_words
from evidence_board.ui.timeline.timeline_clicks import TimelineClicks
from evidence_board.ui.timeline.timeline_header import TimelineHeader
from evidence_board.ui.timeline.timeline_keys import TimelineKeys

__all__ = ["TimelinePane"]

#: Pixels at both ends of the canvas that dates stay clear of; the column of names and this make 120.
_ENDS = 4
_BESIDE = 16
#: Up to this many files the other panes follow the brush while it is dragged, else when it is let go.
_LIVE = 8_000
_LIVE_EVERY_MS = 60


class TimelinePane(Pane):
    """The strip below the panes: rows Taken and Posted, events, axis and brush.

    Attributes:
        header: title, legend and zoom.
        view: the canvas.
        labels: names of the rows.
        camera: which part of time is shown.
        clicks: what the pointer means.
        beyond: what is selected and lies beyond the ends.
    """

    name = "timeline"

    # Qt sends events while the constructor still runs; this says when they can be dealt with.
    _ready = False

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._order: StripOrder | None = None
        self._feed = StripFeed(context, self)
        data = self._feed.data
        self.header = TimelineHeader(theme=theme, parent=self)
        self._renderer = StripRenderer(fonts=theme_fonts(theme), data=data, look=look_of(theme))
        self.view = StripView(self._renderer, parent=self)
        self.labels = RowLabels(theme=theme, parent=self)
        self.camera = StripCamera(self.view, ends=_ENDS)
        self._axis = AxisOverlay(theme, ends=_ENDS)
        self._overlay = StripOverlay(theme, self._renderer.content)
        self.beyond = BeyondMarkers(theme)
        self._keys = TimelineKeys(self)
        self.clicks = TimelineClicks(self)
        self._tool = StripTool(self.view, find=self.clicks.thing_at, keys=self._keys.take)
        self._empty = QLabel(self)
        self._late_filter = QTimer(self)
        self._late_filter.setSingleShot(True)
        self._late_filter.setInterval(_LIVE_EVERY_MS)
        self._late_filter.timeout.connect(self._apply_brush)
        self._build()
        self._connect()
        self._take_look()
        self._show_data(data, (None, None))
        self._ready = True

    def _build(self) -> None:
        self.view.set_tool(self._tool)
        self.view.camera.reduced_motion = self.context.theme.motion.reduced
        for overlay in (self._overlay.draw_ground, self._axis, self._draw_top):
            self.view.add_overlay(overlay)
        self.view.setAccessibleName(tr("Timeline"))
        strip = QWidget(self)
        row = QHBoxLayout(strip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.labels)
        row.addWidget(self.view, 1)
        row.addSpacing(_BESIDE)
        self._empty.setProperty("role", "secondary")
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(strip)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._pages, 1)
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        tool, view = self._tool, self.view
        self.clicks.follow(tool)
        self._feed.data_read.connect(self._show_data)
        self._feed.masks_read.connect(self._show_masks)
        tool.brushed.connect(self._brushed)
        view.camera_changed.connect(self._camera_moved)
        view.resized.connect(self._resized)
        self.header.zoom_pressed.connect(self.camera.zoom)
        self.labels.hint_pressed.connect(lambda: self._show_beyond(later=self.isRightToLeft()))
        self.context.requests.reveal.connect(self._reveal)

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def content(self) -> Content:
        """What the strip shows now."""
        return self._renderer.content

    @property
    def order(self) -> StripOrder:
        """Files and events in the order of time."""
        if self._order is None:
            self._order = StripOrder(self.content.data, self._shown_items)
        return self._order

    def _shown_items(self) -> Container[str] | None:
        session = self.context.session
        return session.visible if session.filter.parts else None

    @property
    def brush(self) -> Span | None:
        """The span of the brush in seconds."""
        return self._overlay.span

    def show_index(self) -> None:
        """Show the dates of the new index."""
        self._feed.read_index()

    def show_filter(self) -> None:
        """Fade what does not pass; the brush alone never makes anything vanish."""
        self._order = None
        if not self._tool.dragging:
            self._show_span(self._filter_span())
        self._feed.read_filter()
        self._say_how_much()

    def show_selection(self, origin: str) -> None:
        """Mark what is selected and what belongs to it; where it lies out of view, say so and move nothing."""
        session = self.context.session
        chosen, index = session.selection, session.index
        near = related(index, chosen.ids) if len(chosen) <= 200 else set()
        items = frozenset(one for one in near if one in index.items)
        # A selected file brings its account and place; only things that are no files bring files.
        items = items if any(one not in index.items for one in chosen.ids) else frozenset()
        current = chosen.current if chosen.current in index.items or chosen.current in index.entities else None
        hovered = self._overlay.chosen.hovered
        self._overlay.chosen = Chosen(frozenset(chosen.ids), current, items, hovered)
        self._look_beyond(anew=True)
        self._say_current()
        self.view.update()

    def show_hover(self, kind: str | None, row_id: str | None) -> None:
        """Outline the file or event that the pointer rests on elsewhere."""
        self.mark_hovered(row_id if kind in ("item", "event") else None)

    def show_theme(self) -> None:
        """Take the new colours and fonts."""
        super().show_theme()
        self._take_look()

    def flush(self) -> None:
        """Bring the pane up to date now, the picture of the strip included."""
        super().flush()
        if self.view.isVisible():
            self.view.render_now()

    def set_compact(self, compact: bool) -> None:
        """The strip follows its height; in a small window nothing else differs."""

    def changeEvent(self, event: QEvent) -> None:
        """Say at the right ends what lies beyond, when the reading direction changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and self._ready:
            self._camera_moved()

    def state(self) -> dict[str, Any]:
        """Return what to remember of this pane."""
        return self.camera.state()

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Show what was remembered; what makes no sense is passed over."""
        self.camera.restore(remembered)

    def shut_down(self) -> None:
        """End the painter thread."""
        self.view.shut_down()

    # -- parts of showing ------------------------------------------------------------------------------

    def _filter_span(self) -> Span | None:
        time = self.context.session.filter.part(InTime)
        return (time.span.start, time.span.end) if time is not None else None

    def _show_data(self, data: TimelineData, masks: Masks) -> None:
        self._order = None
        self.header.set_empty(data.is_empty)
        self._pages.setCurrentIndex(1 if data.is_empty else 0)
        if self.context.session.index.items:
            self._empty.setText(tr("No date is known yet. Set “Taken” of a file, and it appears here."))
        else:
            self._empty.setText(tr("Dates appear here as files are read. Drag across them to filter every pane."))
        span = self.brush if self._tool.dragging else self._filter_span()
        self._overlay.span = self._tool.span = span
        self._show_content(Content(data, masks, span, self.content.bars, float(max(self.view.height(), 40))))
        self.camera.set_data(data)
        self._look_beyond(anew=True)
        self._camera_moved()
        self._say_how_much()

    def _show_masks(self, masks: Masks) -> None:
        self._show_content(replace(self.content, passing=masks))
        self._say_how_much()

    def _show_content(self, content: Content) -> None:
        self._renderer.content = self._overlay.content = content
        self.view.invalidate()
        self.view.update()

    def _show_span(self, span: Span | None) -> None:
        self._tool.span = self._overlay.span = span
        self._overlay.held = self._tool.held
        if span is not None:
            self._overlay.words = brush_words(*span)
        if self.content.span != span:
            self._show_content(self.content.with_span(span))
        self.view.update()

    def _resized(self) -> None:
        height = float(max(self.view.height(), 40))
        if height != self.content.height:
            self._show_content(replace(self.content, height=height))
        self._camera_moved()

    def _camera_moved(self) -> None:
        """Choose squares or bars, and count what lies beyond both ends."""
        data = self.content.data
        start, end = self.camera.span
        crowded = is_crowded(self.content, start, end, scale=self.view.camera.state.scale)
        if crowded != self.content.bars:
            self._show_content(replace(self.content, bars=crowded))
            self._say_how_much()
        rows = (data.taken.at, data.posted.at)
        earlier = sum(int(at.searchsorted(start)) for at in rows)
        later = sum(len(at) - int(at.searchsorted(end)) for at in rows)
        hints = [edge_words(count, later=place == 1) if count else "" for place, count in enumerate((earlier, later))]
        mirrored = self.isRightToLeft()
        self.labels.set_hint(hints[1 if mirrored else 0])
        self._axis.hint, self._axis.hint_on_left = hints[0 if mirrored else 1], mirrored
        self._look_beyond()

    def _look_beyond(self, *, anew: bool = False) -> None:
        """Work out what of the selection is out of view, ``anew`` when it or the dates are other ones."""
        if anew:
            self.beyond.choose(self.content.data, self.context.session.selection.ids)
        self.beyond.look(*self.camera.span)

    def _say_how_much(self) -> None:
        session = self.context.session
        if self.content.data.is_empty:
            self.header.set_note("")
        elif session.filter.parts and len(session.index.items) <= _LIVE and not session.visible:
            self.header.set_note(tr("nothing matches"))
        elif self.content.bars:
            self.header.set_note(tr("the higher a bar, the more files"))
        else:
            self.header.set_note(tr("each square is one file"))

    def _say_current(self) -> None:
        index, current = self.context.session.index, self._overlay.chosen.current
        words = ""
        if current is not None and current in index.items:
            words = item_words(index.items[current])
        elif current is not None and current in index.entities:
            words = event_words(index.entities[current])
        self.view.setAccessibleDescription(words.replace("\n", ", "))

    def _take_look(self) -> None:
        theme = self.context.theme
        self._renderer.look = look_of(theme)
        self._renderer.forget_fonts()
        self.view.set_background(theme.color("pane").rgba())
        self.view.invalidate()

    def _draw_top(self, painter: QPainter, view: CanvasView) -> None:
        self._overlay.draw_edges(painter, view)
        self._overlay.draw_chosen(painter, view)
        self.beyond(painter, view)
        self._overlay.draw_brush_words(painter, view)

    # -- what the user does ----------------------------------------------------------------------------

    def choose(self, row_id: str, *, bring: bool = True) -> None:
        """Select one file or event, and show it."""
        self.context.session.select(selection.replace([row_id]), origin=self.name)
        at = self.order.when(row_id)
        if bring and at is not None:
            self.camera.bring_into_view(at)

    def set_brush(self, span: Span | None) -> None:
        """Filter every pane by a span of time, or no longer."""
        self._late_filter.stop()
        self._show_span(span)
        self._apply_brush()

    def _apply_brush(self) -> None:
        session, span = self.context.session, self.brush
        active, known = session.filter, session.filter.part(InTime)
        if span is None:
            active = active.without(InTime)
        else:
            # A chip that asks for the time of posting goes on asking for that while its edges are moved.
            active = active.plus(InTime(TimeSpan(*span), known.of if known is not None else "known"))
        session.set_filter(active, origin=self.name)

    def _brushed(self, span: Span | None, ended: bool) -> None:
        self._show_span(span)
        if ended:
            self.set_brush(span)
        elif len(self.context.session.index.items) <= _LIVE and not self._late_filter.isActive():
            self._late_filter.start()

    def press_hint(self, pos: QPointF) -> bool:
        """Show what lies beyond the end, if the hint there is at a pixel of the canvas."""
        if not self._axis.hint_box(self.view).contains(pos):
            return False
        self._show_beyond(later=not self.isRightToLeft())
        return True

    def _show_beyond(self, *, later: bool) -> None:
        """Move to the nearest mark beyond an end of the strip."""
        start, end = self.camera.span
        rows = (self.content.data.taken.at, self.content.data.posted.at)
        if later:
            beyond = [float(at[at.searchsorted(end)]) for at in rows if at.searchsorted(end) < len(at)]
        else:
            beyond = [float(at[at.searchsorted(start) - 1]) for at in rows if at.searchsorted(start) > 0]
        if beyond:
            self.show_moment(min(beyond) if later else max(beyond))

    def show_moment(self, at: float) -> None:
        """Move to a moment because the user asked for it; the zoom stays."""
        self.view.moved_by_hand.emit()
        self.camera.bring_into_view(at)

    def _reveal(self, row_id: str) -> None:
        at = self.order.when(row_id)
        if at is not None:
            self.camera.bring_into_view(at)

    def mark_hovered(self, row_id: str | None) -> None:
        """Outline one thing thinly, or nothing."""
        if row_id != self._overlay.chosen.hovered:
            self._overlay.chosen = replace(self._overlay.chosen, hovered=row_id)
            self.view.update()
