"""`TimelineClicks`: what clicks, double clicks and the resting pointer mean on the strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtWidgets import QToolTip

from evidence_board import selection
from evidence_board.events import HoverChanged
from evidence_board.filters import Filter
from evidence_board.ui.i18n import tr
from evidence_board.ui.timeline.strip_hits import StripHit, hit_at
from evidence_board.ui.timeline.strip_tool import StripTool
from evidence_board.ui.timeline.time_words import bar_words, event_words, item_words
from evidence_board.ui.widgets.plain_tip import plain_tip

if TYPE_CHECKING:
    from evidence_board.ui.timeline.timeline_pane import TimelinePane

__all__ = ["TimelineClicks"]

_DAY = 86_400.0
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class TimelineClicks(QObject):
    """Selects, opens, zooms to months, and says what lies under the pointer."""

    def __init__(self, pane: TimelinePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._before: tuple[Filter, selection.Selection] | None = None
        # The last click has moved the view: a second one on the same pixel is meant for the same marker.
        self._led = False

    def follow(self, tool: StripTool) -> None:
        """Listen to the gestures of a tool."""
        tool.clicked.connect(self._click)
        tool.opened.connect(self._open)
        tool.month_wanted.connect(self._zoom_to_month)
        tool.hovered.connect(self._hover)
        self._pane.view.tip_wanted.connect(self._show_tip)

    def thing_at(self, pos: QPointF) -> StripHit | None:
        """Return what lies at a pixel of the canvas."""
        pane = self._pane
        marker = pane.beyond.at(pos, pane.view)
        if marker is not None:
            return StripHit("beyond", marker.ids, "later" if marker.later else "earlier", marker.at, marker.at)
        metrics = pane.context.theme.metrics("caption", weight=500)
        return hit_at(
            pane.view,
            pos,
            pane.content,
            label_width=metrics.horizontalAdvance,
        )

    def tip_words(self, pos: QPointF) -> str:
        """Return what a tip says about a pixel of the canvas; empty when nothing is there."""
        hit, index = self.thing_at(pos), self._pane.context.session.index
        if hit is None:
            return ""
        if hit.kind == "beyond":
            words = next((one.words for one in self._pane.beyond.shown if one.ids == hit.ids), "")
            return tr("{what}: show it", what=words) if words else tr("Show what is selected")
        if hit.kind == "bar":
            return bar_words(len(hit.ids), row=hit.row, start=hit.start, end=hit.end)
        if hit.kind == "event" and hit.id in index.entities:
            return event_words(index.entities[hit.id])
        return item_words(index.items[hit.id]) if hit.id in index.items else ""

    def _click(self, hit: StripHit | None, held: Qt.KeyboardModifier, pos: QPointF) -> None:
        session = self._pane.context.session
        self._before = (session.filter, session.selection)
        self._led = hit is not None and hit.kind == "beyond"
        if hit is None:
            self._click_empty(pos)
        elif hit.kind == "beyond":
            self._pane.show_moment(hit.start)
        else:
            session.select(self._chosen(hit, held), origin=self._pane.name)

    def _chosen(self, hit: StripHit, held: Qt.KeyboardModifier) -> selection.Selection:
        pane, session = self._pane, self._pane.context.session
        present = session.selection
        if hit.kind == "bar":
            ids = [one for one in hit.ids if one in session.visible] or list(hit.ids)
            return selection.replace([*present.ids, *ids] if held & (_CTRL | _SHIFT) else ids)
        if held & _CTRL:
            return selection.toggle(present, hit.id)
        if held & _SHIFT:
            return selection.extend(present, hit.id, pane.order.events if hit.kind == "event" else pane.order.items)
        if held & _ALT and hit.kind == "item":
            # All like this one: of the same day, in the same row.
            row = pane.content.row("taken" if hit.row == "taken" else "posted")
            day = hit.start // _DAY * _DAY
            return selection.replace(row.ids[row.part(day, day + _DAY)], current=hit.id)
        return selection.replace([hit.id])

    def _click_empty(self, pos: QPointF) -> None:
        pane = self._pane
        if pane.press_hint(pos):
            return
        at, brush = pane.view.to_world(pos)[0], pane.brush
        if brush is not None and not brush[0] <= at < brush[1]:
            pane.set_brush(None)
        else:
            pane.context.session.select(selection.Selection(), origin=pane.name)

    def _take_back(self) -> None:
        """The first click of a double click meant nothing by itself."""
        if self._before is not None:
            session, (active, chosen) = self._pane.context.session, self._before
            self._before = None
            session.set_filter(active)
            session.select(chosen, origin=self._pane.name)

    def _open(self, hit: StripHit) -> None:
        requests = self._pane.context.requests
        if self._led or hit.kind == "beyond":
            return
        if hit.kind == "item":
            requests.preview.emit(hit.id)
        else:
            requests.reveal.emit(hit.id)

    def _zoom_to_month(self, at: float) -> None:
        if self._led:
            return
        self._take_back()
        self._pane.camera.toggle_month(at)

    def _hover(self, hit: StripHit | None) -> None:
        pane = self._pane
        kind, row_id = (None, None) if hit is None or hit.kind in ("bar", "beyond") else (hit.kind, hit.id)
        pane.mark_hovered(row_id)
        pane.context.session.hub.emit(HoverChanged(kind, row_id, pane.name))

    def _show_tip(self, pos: QPointF) -> None:
        view, spot, words = self._pane.view, pos.toPoint(), self.tip_words(pos)
        if not words:
            QToolTip.hideText()
            return
        around = QRect(spot - QPoint(4, 4), spot + QPoint(4, 4))
        QToolTip.showText(view.mapToGlobal(spot + QPoint(0, 4)), plain_tip(words), view, around)
