"""`BoardView`: decides what the board shows, has it laid out, and hands it to the canvas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from evidence_board.analysis.graph import board_things
from evidence_board.analysis.neighbourhood import neighbourhood
from evidence_board.analysis.related import related
from evidence_board.scene_style import Rect
from evidence_board.ui.board.board_arranger import BoardArranger, room_for
from evidence_board.ui.board.board_camera import BoardCamera
from evidence_board.ui.board.board_canvas import BoardCanvas
from evidence_board.ui.board.board_content import BoardContent, make_content
from evidence_board.ui.board.board_drawing import Extents, make_drawing, measure
from evidence_board.ui.board.board_geometry import MAX_LABEL
from evidence_board.ui.board.board_positions import BoardPositions
from evidence_board.ui.board.scene_links import FAR_LINKS, FAR_SCALE
from evidence_board.ui.context import UiContext

if TYPE_CHECKING:
    from evidence_board.scene import Array

__all__ = ["AT_ONCE", "WAITED_FOR", "BoardView", "rough_extents"]

#: Up to so many things are worked out at once (some ten milliseconds); more off the GUI thread.
AT_ONCE = 1_200
#: In a case with more files than this, counting those of each entity takes more than a few milliseconds.
_MOST_ITEMS = 8_000
#: Selections larger than this have no neighbourhood that could be read: everything is shown instead.
_MOST_FOCUS = 150
#: A layout of up to so many things is waited for.
WAITED_FOR = 150
_PER_THING, _FEWEST, _MOST = 14_500.0, 10, 40
_ROUGH_LABEL, _ROUGH_WORDS = 6.8, 6.0


class BoardView(QObject):
    """What is on the canvas.

    Attributes:
        shown: the canvas shows something else.
        positions: what is known of the whole board.
        arranger: lays out.
        focus: what the neighbourhood is of; empty shows everything.
        everything: the user asked to see everything.
        photos: whether media are shown.
        camera: keeps it in view.
    """

    shown = Signal()

    def __init__(self, context: UiContext, canvas: BoardCanvas) -> None:
        super().__init__(canvas)
        self._context, self._canvas = context, canvas
        self.arranger = BoardArranger(context, self)
        self.positions: BoardPositions = self.arranger.positions
        self.focus: tuple[str, ...] = ()
        self.everything = False
        self.photos = True
        self._compact = False
        self._extra: set[str] = set()
        self._request = 0
        self._total = 0
        self._placed_for: object = None
        self._closed = self._begun = False
        self.camera = BoardCamera(canvas)

    def placed_anew(self) -> None:
        """What is on the canvas was placed anew: fit it when it is drawn next."""
        self._placed_for = None

    # -- what there is ---------------------------------------------------------------------------------

    @property
    def content(self) -> BoardContent:
        """Nodes and links on the canvas."""
        return self._canvas.content

    @property
    def total(self) -> int:
        """How many things the whole board has."""
        return max(self._total, len(self.content.nodes))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that could be shown."""
        return self._total == 0 and not self.content.nodes

    @property
    def links_drawn(self) -> int:
        """How many links are drawn at the present scale."""
        edges = len(self.content.edges)
        return min(edges, FAR_LINKS) if self._canvas.camera.state.scale < FAR_SCALE else edges

    @property
    def thinned(self) -> bool:
        """Whether links are left out at the present scale."""
        return self.links_drawn < len(self.content.edges)

    def label(self, row_id: str) -> str:
        """What to call a thing."""
        return self._context.session.index.label_of(row_id)

    # -- what is asked for -----------------------------------------------------------------------------

    def focus_on(self, ids: Iterable[str]) -> None:
        """Show the neighbourhood of a selection made elsewhere; of nothing, everything."""
        focus = self._focus_of(ids)
        if focus != self.focus:
            self.focus = focus
            self._extra.clear()
            if not self.everything:
                self.renew()

    def _focus_of(self, ids: Iterable[str]) -> tuple[str, ...]:
        index = self._context.session.index
        # A post is no node: what it carries and who published it stand for it. A link is seen between its ends.
        ends = (
            sorted(related(index, [one]))
            if one in index.posts
            else (index.links[one].src, index.links[one].dst)
            if one in index.links
            else (one,)
            for one in ids
        )
        focus = tuple(dict.fromkeys(end for some in ends for end in some if index.kind_of(end) is not None))
        return focus if len(focus) <= _MOST_FOCUS else ()

    def go_to(self, ids: tuple[str, ...]) -> None:
        """Show the neighbourhood of these, also when everything was shown."""
        self.focus, self.everything = ids, False
        self._extra.clear()
        self.renew()

    def show_all(self, everything: bool) -> None:
        """Show everything whatever is selected, or follow the selection again."""
        self.everything = everything
        if not everything and not self.focus:
            self.focus_on(self._context.session.selection.ids)
        self.renew()

    def show_photos(self, photos: bool) -> None:
        """Show media, or only entities."""
        self.photos = photos
        self.renew()

    def set_keep(self, keep: bool) -> None:
        """Let what the user placed stay where it is, or let the layout move it."""
        self.positions.keep = keep

    def set_compact(self, compact: bool) -> None:
        """Leave out the words of links that are not selected."""
        if compact != self._compact:
            self._compact = compact
            self._canvas.set_compact(compact)
            self.renew()

    def keep_in_view(self, row_id: str) -> None:
        """Show a thing that was made here, although nothing is linked to it yet."""
        self._extra.add(row_id)
        self.renew()

    def state(self) -> dict[str, Any]:
        """What to remember of this case."""
        view = {"all": self.everything, "photos": self.photos, "keep": self.positions.keep}
        return {**view, "origins": self.arranger.origins}

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Be as `state` said; values that make no sense are passed over."""
        self.arranger.take_origins(remembered.get("origins"))
        for name in ("all", "photos", "keep"):
            value = remembered.get(name)
            if not isinstance(value, bool):
                continue
            if name == "all":
                self.everything = value
            elif name == "photos":
                self.photos = value
            else:
                self.positions.keep = value

    def close(self) -> None:
        """Show nothing more, and end a layout in work."""
        self._closed = True
        self.arranger.close()

    # -- changes of the case ---------------------------------------------------------------------------

    def index_changed(self) -> None:
        """Show the new read model; the first time with what is selected in its middle."""
        index = self._context.session.index
        if not self._begun:
            self._begun = True
            self.focus = self._focus_of(self._context.session.selection.ids)
        self.focus = tuple(one for one in self.focus if index.kind_of(one) is not None)
        self._extra = {one for one in self._extra if index.kind_of(one) is not None}
        self.renew()

    def filter_changed(self) -> None:
        """Show the media that pass."""
        self.renew()

    def room_changed(self) -> None:
        """Lay a neighbourhood out again when its pane has another shape."""
        if self.is_near and not self.arranger.is_arranged(self.key, self._room_now(len(self.content.nodes))):
            self.renew()
        else:
            self.camera.fit_if_untouched()

    # -- making the picture ----------------------------------------------------------------------------

    @property
    def is_near(self) -> bool:
        """Whether a neighbourhood is shown, and not everything."""
        return bool(self.focus) and not self.everything

    @property
    def key(self) -> tuple[str, ...]:
        """What the neighbourhood on the canvas is of, and how it is drawn."""
        return (*self.focus, "compact" if self._compact else "", "" if self.photos else "no photos")

    def renew(self) -> None:
        """Work out what is shown and show it, at once where it is little."""
        if self._closed:
            return
        self._request += 1
        request, index, near = self._request, self._context.session.index, self.is_near
        self.positions.take_index(index)
        everything = board_things(index)
        self._total = len(everything)
        may_show = self._may_show()
        if near:
            found = neighbourhood(index, self.focus, limit=self._limit(), may_show=may_show)
            ids = [*found.ids, *self._extra]
        else:
            ids = [one for one in everything if may_show(one)]
            ids += [one for one in (*self.focus, *self._extra) if one in index.items]
        if len(ids) <= AT_ONCE and len(index.items) <= _MOST_ITEMS:
            content = make_content(index, ids)
            self._arrange(request, content, self.measure(content))
            return

        def job() -> tuple[BoardContent, Extents]:
            content = make_content(index, ids)
            return content, rough_extents(content)

        def made(both: tuple[BoardContent, Extents]) -> None:
            content, rough = both
            self._arrange(request, content, self.measure(content) if len(ids) <= AT_ONCE else rough)

        self._context.jobs.run(job, done=made, failed=self._context.show_error)

    def _may_show(self) -> Callable[[str], bool]:
        session, photos = self._context.session, self.photos
        entities, visible = session.index.entities, session.visible
        return lambda one: one in entities or (photos and one in visible)

    def _limit(self) -> int:
        """How many things can be read in the pane at once."""
        area = max(self._canvas.width(), 300) * max(self._canvas.height(), 160)
        return int(min(max(area / _PER_THING, _FEWEST), _MOST))

    def _room_now(self, number: int) -> Rect:
        return room_for(self._canvas.width(), self._canvas.height(), max(number, 1))

    def measure(self, content: BoardContent) -> Extents:
        """Return how large nodes and names are in the fonts of the canvas."""
        theme = self._context.theme
        label, words = theme.metrics("small", weight=500), theme.metrics("caption", weight=500)
        return measure(
            content,
            label=lambda text: min(label.horizontalAdvance(text), MAX_LABEL),
            words=lambda text: min(words.horizontalAdvance(text), MAX_LABEL),
            compact=self._compact,
        )

    def _arrange(self, request: int, content: BoardContent, extents: Extents) -> None:
        if request != self._request or self._closed:
            return
        near = self.is_near
        room = self._room_now(len(content.nodes))
        placed_for = ("near", self.key, room) if near else ("all",)

        def take(points: Array) -> None:
            if request == self._request and not self._closed:
                self._draw(request, content, extents, points, placed_for)

        self.camera.room = room if near else None
        if near:
            self.arranger.near(self.key, content, extents, room=room, done=take)
        elif not self.arranger.whole(content, extents, done=take) and len(content.nodes) > WAITED_FOR:
            # So that something is there while the layout of a large board takes its time.
            self._draw(request, content, extents, _spiral(len(content.nodes)), ("all for now",))

    def _draw(self, request: int, content: BoardContent, extents: Extents, points: Array, placed_for: object) -> None:
        if self._is_shown(content, extents, points):
            self._drawn(placed_for)
            return
        if len(content.nodes) <= AT_ONCE:
            self._canvas.show_drawing(make_drawing(content, extents, points))
            self._drawn(placed_for)
            return
        make = self._canvas.make_scene()

        def job() -> Any:
            drawing = make_drawing(content, extents, points)
            return drawing, make(drawing)

        def done(made: Any) -> None:
            if request == self._request and not self._closed:
                self._canvas.show_drawing(made[0], scene=made[1])
                self._drawn(placed_for)

        self._context.jobs.run(job, done=done, failed=self._context.show_error)

    def _is_shown(self, content: BoardContent, extents: Extents, points: Array) -> bool:
        """Tell whether exactly this is on the canvas: most changes of a case do not touch the board."""
        import numpy as np

        drawing = self._canvas.drawing
        return (
            np.array_equal(drawing.points, points)
            and np.array_equal(drawing.extents.boxes, extents.boxes)
            and np.array_equal(drawing.words, extents.words)
            and drawing.content == content
        )

    def _drawn(self, placed_for: object) -> None:
        anew, self._placed_for = placed_for != self._placed_for, placed_for
        self.camera.drawn(anew=anew)
        self.shown.emit()


def rough_extents(content: BoardContent) -> Extents:
    """Return about how large nodes and names are; needs no font, so it can be asked for in any thread."""
    return measure(
        content,
        label=lambda text: min(len(text) * _ROUGH_LABEL, MAX_LABEL),
        words=lambda text: min(len(text) * _ROUGH_WORDS, MAX_LABEL),
    )


def _spiral(number: int) -> Array:
    """Places on a sunflower's spiral."""
    import numpy as np

    step = np.arange(number) + 0.5
    angle, radius = step * 2.399963, np.sqrt(step) * 60.0
    return np.column_stack([np.cos(angle) * radius * 1.3, np.sin(angle) * radius])
