"""`BoardCanvas`: the canvas of the board: what is drawn, what lies under the pointer, what is dropped on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from evidence_board.model.case_index import CaseIndex
from evidence_board.scene import Scene
from evidence_board.scene_style import Rect
from evidence_board.ui.board.board_art import BoardArt, Line
from evidence_board.ui.board.board_content import BoardContent, BoardEdge
from evidence_board.ui.board.board_drawing import Drawing, Extents
from evidence_board.ui.board.board_fit import fitting
from evidence_board.ui.board.board_geometry import edge_segments, line_gaps, visible_ends
from evidence_board.ui.board.board_look import LABELS_BELOW, BoardLook
from evidence_board.ui.board.board_overlay import BoardOverlay
from evidence_board.ui.board.board_renderer import BoardRenderer
from evidence_board.ui.board.board_scene import build_scene
from evidence_board.ui.board.thing_mime import dragged_things
from evidence_board.ui.canvas import CameraState, CanvasView, Hit, HitIndex, ScenePainter, icon_image, theme_fonts
from evidence_board.ui.context import UiContext
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["BoardCanvas"]

#: Pictures asked for at once; more can hardly be told apart.
_MOST_PICTURES = 400
#: Up to so many things a display list is made in the GUI thread.
_AT_ONCE = 1_200
_LIMITS = (0.01, 4.0)


class BoardCanvas(CanvasView):
    """Shows one drawing of the board.

    Signals:
        dropped: (list of (kind, row id), id of the node they fell on or "").
        resized: the canvas has another size.

    Attributes:
        overlay: what lies over the picture: selection, hover, what is being dragged.
        focus_visible: whether the current node shows the focus, because keys were used last.
    """

    dropped = Signal(object, str)
    resized = Signal()

    #: Gives the words of the tooltip at a pixel.
    words_at: Callable[[QPointF], str] | None = None

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        self._context = context
        painter = ScenePainter(images=context.thumbnails.peek, icons=icon_image, fonts=theme_fonts(context.theme))
        self._scenes = painter
        self._renderer_of_board = BoardRenderer(painter)
        super().__init__(self._renderer_of_board, parent=parent)
        import numpy as np

        none = np.zeros((0, 2))
        extents = Extents(np.zeros(0), np.zeros(0), np.zeros((0, 4)))
        self._drawing = Drawing(BoardContent(), extents, none, np.zeros((0, 4)), none, none, none)
        self._hits = HitIndex(Scene())
        self._version = 0
        self._media: list[int] = []
        self._compact = False
        self.focus_visible = False
        self._lifted: frozenset[int] = frozenset()
        self._look = BoardLook.of(context.theme)
        self.camera.reduced_motion = context.theme.motion.reduced
        self.camera.set_limits(min_scale=_LIMITS[0], max_scale=_LIMITS[1])
        self.set_panning(left=False, middle=True, space=True)
        self.setAcceptDrops(True)
        self.art = BoardArt(context.theme, context.thumbnails)
        self.overlay = BoardOverlay(self, self.art, context.theme)
        self.add_overlay(self.overlay.paint)
        self.camera_settled.connect(self._want_pictures)
        context.thumbnails.ready.connect(self._pictures_ready)
        self.renew_look()

    # -- what is drawn ---------------------------------------------------------------------------------

    @property
    def drawing(self) -> Drawing:
        """What is shown."""
        return self._drawing

    @property
    def index(self) -> CaseIndex:
        """The read model."""
        return self._context.session.index

    @property
    def scene(self) -> Scene:
        """The display list on the canvas."""
        return self._renderer_of_board.scene

    @property
    def content(self) -> BoardContent:
        """Nodes and links that are shown."""
        return self._drawing.content

    def show_drawing(self, drawing: Drawing, *, scene: Scene | None = None) -> None:
        """Show another picture.

        Args:
            drawing: what and where.
            scene: its display list, if it was made already (off the GUI thread).
        """
        self._version += 1
        self._drawing = drawing
        self._media = [row for row, node in enumerate(drawing.content.nodes) if node.kind == "media"]
        self.art.detail = drawing.detail
        self._lifted = frozenset()
        self._set_scene(scene or build_scene(drawing, self._look, compact=self._compact, plain=self._plain()))
        self._want_pictures()

    def make_scene(self) -> Callable[[Drawing], Scene]:
        """Return what turns a drawing into a display list with the present look, in any thread."""
        look, compact = self._look, self._compact
        return lambda drawing: build_scene(drawing, look, compact=compact)

    def set_compact(self, compact: bool) -> None:
        """Leave out the words of links that are not selected."""
        if compact != self._compact:
            self._compact = compact
            self._redraw()

    def renew_look(self) -> None:
        """Take colours and fonts from the theme again."""
        self._look = BoardLook.of(self._context.theme)
        self._scenes.reset()
        self.camera.reduced_motion = self._context.theme.motion.reduced
        self.set_background(self._look.canvas)
        self._renderer_of_board.set_dots(self._look.dots)
        self._redraw()

    def lift(self, rows: Collection[int]) -> None:
        """Leave some nodes and their links out of the picture, because they are being dragged over it."""
        if frozenset(rows) != self._lifted:
            self._lifted = frozenset(rows)
            self._redraw()

    def _redraw(self) -> None:
        """Make the display list anew: at once, or off the GUI thread where it is long."""
        self._version += 1
        version, drawing, look = self._version, self._drawing, self._look
        compact, lifted, plain = self._compact, self._lifted, self._plain()

        def make() -> Scene:
            return build_scene(drawing, look, compact=compact, lifted=lifted, plain=plain)

        def done(scene: Scene) -> None:
            if version == self._version:
                self._set_scene(scene)

        if len(drawing.content.nodes) <= _AT_ONCE:
            self._set_scene(make())
        else:
            self._context.jobs.run(make, done=done, failed=self._context.show_error)

    def _set_scene(self, scene: Scene) -> None:
        self._renderer_of_board.set_scene(scene)
        self._hits = HitIndex(scene)
        self.invalidate()
        self.update()

    # -- pictures --------------------------------------------------------------------------------------

    def _plain(self) -> frozenset[str]:
        has_none, nodes = self._context.thumbnails.has_none, self._drawing.content.nodes
        return frozenset(nodes[row].id for row in self._media if has_none(nodes[row].id))

    def _want_pictures(self) -> None:
        """Ask for the pictures in view; the painter only takes what is there."""
        if self.camera.state.scale < self._drawing.detail.pictures or not self._media:
            return
        view = self.visible_world.expanded(60)
        x, y = self._drawing.points[self._media].T
        seen = ((x >= view.x0) & (x <= view.x1) & (y >= view.y0) & (y <= view.y1)).nonzero()[0]
        for place in seen[:_MOST_PICTURES].tolist():
            node = self.content.nodes[self._media[place]]
            if not node.plain:
                self._context.thumbnails.get(node.id)

    def _pictures_ready(self, item_ids: set[str]) -> None:
        mine = [one for one in item_ids if self.content.row(one) is not None]
        if any(self._context.thumbnails.has_none(one) for one in mine):
            # An icon takes the place of the picture.
            self._redraw()
        elif mine:
            self.invalidate()
            self.update()

    def want_all_pictures(self) -> None:
        """Ask for the pictures in view again (before a picture of the window is taken)."""
        self._want_pictures()

    # -- where things are on screen --------------------------------------------------------------------

    def node_at(self, pos: QPointF) -> str | None:
        """Id of the node under a pixel."""
        hit = self._hits.at(self, pos)
        return str(hit.id) if hit is not None and hit.layer == "nodes" else None

    def thing_at(self, pos: QPointF) -> str | None:
        """Id of the node or link under a pixel."""
        hit = self._hits.at(self, pos)
        return str(hit.id) if hit is not None else None

    def nodes_within(self, rect: QRectF) -> list[str]:
        """Ids of the nodes inside a rectangle of pixels."""
        hits: Iterable[Hit] = self._hits.within(self, rect)
        return list(dict.fromkeys(str(hit.id) for hit in hits if hit.layer == "nodes"))

    def spot(self, row: int) -> QPointF:
        """Pixel of a node, with what is being dragged at its place under the pointer."""
        x, y = self._drawing.points[row].tolist()
        if row in self.overlay.moved:
            x, y = x + self.overlay.shift[0], y + self.overlay.shift[1]
        return self.to_view(x, y)

    def label_top(self, kind: str) -> float:
        """Pixels from the middle of a node to the top of its label."""
        return self._drawing.detail.label_gap(kind).px(self.camera.state.scale)

    def lines_of(self, rows: list[int]) -> list[tuple[BoardEdge, Line]]:
        """Where the links at some positions run on screen, with what is being dragged at its place."""
        drawing = self._drawing
        if not rows:
            return []
        edges = [drawing.content.edges[row] for row in rows]
        scale = self.camera.state.scale
        segments, gaps, places = drawing.segments[rows], drawing.gaps_at(scale)[rows], drawing.places[rows]
        if self.overlay.moved:
            points = drawing.points.copy()
            points[list(self.overlay.moved)] += self.overlay.shift
            segments = edge_segments(edges, points)
            clear, marks = line_gaps(drawing.content.nodes, edges, segments, drawing.extents.widths)
            gaps = clear if scale >= LABELS_BELOW else marks
            first, second = visible_ends(segments, gaps)
            places = (first + second) / 2
        starts, ends = visible_ends(segments, gaps, scale=drawing.detail.gap.px(scale) / scale)
        found = []
        for edge, start, end, place in zip(edges, starts.tolist(), ends.tolist(), places.tolist(), strict=True):
            found.append((edge, Line(self.to_view(*start), self.to_view(*end), self.to_view(*place))))
        return found

    def edges_of(self, rows: Collection[int]) -> list[int]:
        """Positions of the links with an end among some nodes."""
        return list(dict.fromkeys(edge for row in rows for edge in self.content.edges_at[row]))

    def fit_all(self, *, animate: bool = True, rows: Collection[int] | None = None, room: Rect | None = None) -> None:
        """Bring everything, or some nodes, into view; never larger than 1:1.

        Args:
            animate: go there in 240 ms.
            rows: positions of the nodes; all by default.
            room: show just this part of the world instead, where all of it fits in there at 1:1.
        """
        points, boxes = self._drawing.points, self._drawing.extents.boxes
        if rows is not None:
            points, boxes = points[list(rows)], boxes[list(rows)]
        if not len(points):
            return
        state = fitting(points, boxes, width=self.width(), height=self.height(), detail=self._drawing.detail)
        if room is not None and state.scale == 1.0:
            low, high = (points + boxes[:, :2]).min(axis=0), (points + boxes[:, 2:]).max(axis=0)
            inside = room.expanded(4)
            if inside.contains(*low.tolist()) and inside.contains(*high.tolist()):
                state = CameraState.square(*room.centre, 1.0)
        if animate and self.isVisible():
            self.camera.move(state)
        else:
            self.camera.jump(state)

    # -- events ----------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the pane."""
        super().resizeEvent(event)
        self.resized.emit()

    def event(self, event: QEvent) -> bool:
        """Show a tooltip for what lies under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.words_at is not None:
            words = self.words_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    # -- dropping --------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of the gallery and things of lists."""
        if dragged_things(event.mimeData(), self._context.session.index):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show which node the things would be linked to."""
        things = dragged_things(event.mimeData(), self._context.session.index)
        if not things:
            event.ignore()
            return
        at = self.node_at(event.position())
        target = at if at is not None and all(at != row_id for _, row_id in things) else None
        self.overlay.show_drop(things, target, event.position())
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget the target."""
        self.overlay.end_drop()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped, and on what."""
        things = dragged_things(event.mimeData(), self._context.session.index)
        self.overlay.end_drop()
        if not things:
            return
        at = self.node_at(event.position())
        target = at if at is not None and all(at != row_id for _, row_id in things) else ""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(things, target)
