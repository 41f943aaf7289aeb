"""What lies over the picture of the board: selection, hover, rubber band, what is being dragged or linked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from evidence_board.ui.board.board_art import BoardArt
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded

if TYPE_CHECKING:
    from evidence_board.ui.board.board_canvas import BoardCanvas
    from evidence_board.ui.canvas import CanvasView

__all__ = ["BoardOverlay"]

#: Above so many selected things only a ring is drawn for each, and above the next only a dot.
_IN_FULL, _RINGS, _LINKS, _WORDS = 120, 1_500, 400, 12
_HANDLE = 8.0
#: How far what is dragged reaches from the pointer up and to the left, and to the right.
_HANGING, _PICTURE = 24.0, 110.0


class BoardOverlay:
    """Keeps what is selected, hovered and dragged, and paints it in the GUI thread.

    Attributes:
        moved: positions of the nodes that are being dragged.
        shift: how far they were dragged, in world units.
    """

    def __init__(self, canvas: BoardCanvas, art: BoardArt, theme: Theme) -> None:
        self._canvas, self._art, self._theme = canvas, art, theme
        self._selected: dict[str, None] = {}
        self._hovered: str | None = None
        self._with_handle = False
        self._current: str | None = None
        self._band: QRectF | None = None
        self.moved: frozenset[int] = frozenset()
        self.shift = (0.0, 0.0)
        self._link_from: list[str] = []
        self._link_to: QPointF | None = None
        self._target: str | None = None
        self._words = ""

    @property
    def hovered(self) -> str | None:
        """What the pointer rests on here or in another pane."""
        return self._hovered

    # -- state -----------------------------------------------------------------------------------------

    def set_selected(self, ids: Iterable[str], current: str | None) -> None:
        """Show these as selected."""
        self._selected, self._current = dict.fromkeys(ids), current
        self._canvas.update()

    def set_hovered(self, row_id: str | None, *, handle: bool = False) -> None:
        """Outline what the pointer rests on and what it is joined to; ``handle`` offers to link from it."""
        if (row_id, handle) != (self._hovered, self._with_handle):
            self._hovered, self._with_handle = row_id, handle
            self._canvas.update()

    def set_band(self, band: QRectF | None) -> None:
        """Show a rubber band, or none."""
        self._band = band
        self._canvas.update()

    def move(self, rows: Iterable[int], shift: tuple[float, float]) -> None:
        """Show nodes at another place while they are dragged."""
        self.moved, self.shift = frozenset(rows), shift
        self._canvas.update()

    def end_move(self) -> None:
        """Show every node at its own place again."""
        self.moved, self.shift = frozenset(), (0.0, 0.0)
        self._canvas.update()

    def draw_link(self, sources: list[str], end: QPointF, target: str | None) -> None:
        """Show the link that is being drawn from nodes to the pointer."""
        self._link_from, self._link_to, self._target = sources, end, target
        self._words = self._link_words(len(sources), target, only=sources[0] if len(sources) == 1 else "")
        self._canvas.update()

    def end_link(self) -> None:
        """Forget the link that was being drawn."""
        self._link_from, self._link_to, self._target, self._words = [], None, None, ""
        self._canvas.update()

    def show_drop(self, things: list[tuple[str, str]], target: str | None, at: QPointF) -> None:
        """Show what dropping here would do."""
        self._link_to, self._target = at, target
        self._words = self._link_words(len(things), target, only=things[0][1] if len(things) == 1 else "")
        self._canvas.update()

    def end_drop(self) -> None:
        """Forget what was dragged over the board."""
        self.end_link()

    def _link_words(self, number: int, target: str | None, *, only: str) -> str:
        index = self._canvas.index
        what = isolate(index.label_of(only)) if only else count(number, one="{n} thing", many="{n} things")
        if target is None:
            return tr("Link {what}", what=what)
        return tr("Link {what} to {target}", what=what, target=isolate(index.label_of(target)))

    # -- the handle ------------------------------------------------------------------------------------

    def handle_box(self) -> QRectF | None:
        """Where the handle is from which a link is drawn, in pixels; None when there is none."""
        row = self._canvas.content.row(self._hovered)
        scale = self._canvas.camera.state.scale
        if row is None or not self._with_handle or scale < self._art.detail.pictures:
            return None
        node = self._canvas.content.nodes[row]
        at = self._canvas.spot(row)
        across = self._art.outline(node, at, scale, grow=0).boundingRect().width() / 2 + _HANDLE + 1
        return QRectF(at.x() + across - _HANDLE, at.y() - _HANDLE, 2 * _HANDLE, 2 * _HANDLE)

    # -- painting --------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, view: CanvasView) -> None:
        """Draw everything over the picture."""
        if self.moved:
            self._paint_moved(painter)
        elif self._hovered is not None:
            self._paint_hover(painter)
        self._paint_selection(painter)
        if self._canvas.hasFocus() and self._canvas.focus_visible:
            self._paint_focus(painter)
        handle = self.handle_box()
        if handle is not None and self._link_to is None and not self.moved:
            draw_box(painter, handle, radius=_HANDLE, fill=self._theme.color("accent"))
            draw_icon(painter, "plus", handle.adjusted(3, 3, -3, -3), self._theme.color("onAccent"), stroke=2.6)
        if self._link_to is not None:
            self._paint_link(painter, self._link_to)
        if self._band is not None:
            accent = self._theme.color("accent")
            painter.setPen(QPen(accent, 1.0))
            painter.setBrush(faded(accent, 0.1))
            painter.drawRect(self._band)

    def _paint_moved(self, painter: QPainter) -> None:
        canvas, scale = self._canvas, self._canvas.camera.state.scale
        for edge, line in canvas.lines_of(canvas.edges_of(self.moved)[:_LINKS]):
            self._art.line(painter, edge, line)
        for row in sorted(self.moved)[:_LINKS]:
            node, at = canvas.content.nodes[row], canvas.spot(row)
            self._art.node(painter, node, at, scale)
            self._art.label(painter, node, at, scale)

    def _paint_hover(self, painter: QPainter) -> None:
        canvas, scale = self._canvas, self._canvas.camera.state.scale
        content = canvas.content
        accent = faded(self._theme.color("accent"), 0.75)
        link = content.edge_row(self._hovered)
        if link is not None:
            edge, line = canvas.lines_of([link])[0]
            self._art.line(painter, edge, line, color=accent)
            self._art.words(painter, edge.relation, line.words)
            for end in (edge.start, edge.end):
                self._art.ring(painter, content.nodes[end], canvas.spot(end), scale, strong=False)
            return
        row = content.row(self._hovered)
        if row is None:
            return
        joined = canvas.edges_of((row,))[:_LINKS]
        lines = canvas.lines_of(joined)
        for edge, line in lines:
            self._art.line(painter, edge, line, color=accent)
            other = edge.end if edge.start == row else edge.start
            self._art.ring(painter, content.nodes[other], canvas.spot(other), scale, strong=False)
        self._art.ring(painter, content.nodes[row], canvas.spot(row), scale, strong=True)
        if len(lines) <= _WORDS and scale > canvas.drawing.detail.words:
            # Also those that the picture left out for want of room, or in a small window.
            for edge, line in lines:
                self._art.words(painter, edge.relation, line.words)

    def _paint_selection(self, painter: QPainter) -> None:
        canvas, scale, content = self._canvas, self._canvas.camera.state.scale, self._canvas.content
        links = [row for one in self._selected if (row := content.edge_row(one)) is not None]
        for edge, line in canvas.lines_of(links[:_LINKS]):
            self._art.selected_line(painter, edge, line)
        rows = [row for one in self._selected if (row := content.row(one)) is not None]
        if len(rows) > _RINGS:
            painter.setPen(QPen(self._theme.color("accent"), 5.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPoints([canvas.spot(row) for row in rows])
            return
        for row in rows:
            node, at = content.nodes[row], canvas.spot(row)
            if len(rows) <= _IN_FULL:
                self._art.selected(painter, node, at, scale)
                if node.kind == "media":
                    self._art.pill(painter, node, at, scale)
                else:
                    self._art.badge(painter, node, at, scale)
            else:
                self._art.ring(painter, node, at, scale, strong=True)

    def _paint_focus(self, painter: QPainter) -> None:
        row = self._canvas.content.row(self._current)
        if row is None:
            return
        node, at = self._canvas.content.nodes[row], self._canvas.spot(row)
        path = self._art.outline(node, at, self._canvas.camera.state.scale, grow=11.0)
        painter.strokePath(path, QPen(self._theme.color("focus"), 2.0))

    def _paint_link(self, painter: QPainter, end: QPointF) -> None:
        canvas, content = self._canvas, self._canvas.content
        accent = self._theme.color("accent")
        target = content.row(self._target)
        if target is not None:
            node, at = content.nodes[target], canvas.spot(target)
            grow = 6.0
            path = self._art.outline(node, at, canvas.camera.state.scale, grow=grow)
            painter.fillPath(path, faded(accent, 0.16))
            painter.strokePath(path, QPen(accent, 2.0))
        for source in self._link_from:
            row = content.row(source)
            if row is None:
                continue
            painter.setPen(QPen(accent, 2.2))
            painter.drawLine(canvas.spot(row), end)
            self._art.head(painter, canvas.spot(row), end, accent)
            self._art.selected(painter, content.nodes[row], canvas.spot(row), canvas.camera.state.scale)
        if self._words:
            self._paint_words(painter, end)

    def _paint_words(self, painter: QPainter, at: QPointF) -> None:
        metrics = self._theme.metrics("small", weight=500)
        width, height = metrics.horizontalAdvance(self._words) + 18, 26.0
        # Above the pointer, clear of what hangs on it; at the upper edge beside it.
        x = min(max(at.x() - width / 2, 4.0), self._canvas.width() - width - 4)
        y = at.y() - _HANGING - height
        if y < 4.0:
            y = 4.0
            x = at.x() - _HANGING - width if at.x() > width + _HANGING + 4 else at.x() + _PICTURE
        box = QRectF(x, y, width, height)
        color = self._theme.color
        draw_box(painter, box, radius=6, fill=color("raised"), border=color("line2"))
        font = self._theme.font("small", weight=500)
        draw_text(painter, box.adjusted(9, 0, -9, 0), self._words, font=font, colour=color("text"))
