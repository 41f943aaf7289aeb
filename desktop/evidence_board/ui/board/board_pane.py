"""`BoardPane`: who and what is linked, as a graph or as a list of links."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QTimer
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from evidence_board.events import HoverChanged
from evidence_board.selection import Selection, replace
from evidence_board.ui.board.board_actions import BoardActions
from evidence_board.ui.board.board_canvas import BoardCanvas
from evidence_board.ui.board.board_controls import BoardControls
from evidence_board.ui.board.board_keys import BoardKeys
from evidence_board.ui.board.board_menus import board_menu
from evidence_board.ui.board.board_moves import BoardMoves
from evidence_board.ui.board.board_tool import BoardTool
from evidence_board.ui.board.board_view import BoardView
from evidence_board.ui.board.board_words_of import board_note, thing_words
from evidence_board.ui.board.legend import BoardLegend
from evidence_board.ui.board.link_table import LinkTable
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.pane import Pane
from evidence_board.ui.widgets.empty_state import EmptyState
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.pane_header import PaneHeader
from evidence_board.ui.widgets.segmented import Segmented

__all__ = ["BoardPane"]

_ZOOM_STEP = 1.35
_RESIZE_MS = 160


class BoardPane(Pane):
    """The board of the Overview: the neighbourhood of the selection, or everything.

    A selection made in another pane brings its neighbourhood; one made here leaves the picture as it is, and a
    double click or Enter goes on to the neighbourhood of a node.

    Attributes:
        header: title, counts and controls.
        canvas: the graph.
        table: the list twin.
        verbs: what a person does on it.
        view: what is shown and where it stands.
        controls: zoom.
        menu: below the ellipsis.
        empty: what an empty case is told.
    """

    name = "board"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.canvas = BoardCanvas(context, parent=self)
        self.view = BoardView(context, self.canvas)
        self.moves = BoardMoves(context, self.canvas, self.view)
        self.verbs = BoardActions(context, self.canvas, self.view.positions, name=self.name)
        self.keys = BoardKeys(self.canvas)
        self.tool = BoardTool(self.canvas, keys=self.keys, may_write=self.verbs.may_write)
        self.canvas.set_tool(self.tool)
        self.table = LinkTable(theme=theme, parent=self)
        self.controls = BoardControls(theme=theme, parent=self.canvas)
        self.empty = EmptyState(
            icon="waypoints",
            title=tr("Nothing is linked yet"),
            sentence=tr("Select photos and press L to link them to an account, person, unit or place."),
            action=tr("Add an account") if self.verbs.may_write else "",
            key="E",
            theme=theme,
            parent=self.canvas,
        )
        self.empty.hide()
        self._resize_late = QTimer(self)
        self._resize_late.setSingleShot(True)
        self._resize_late.setInterval(_RESIZE_MS)
        self._resize_late.timeout.connect(self.view.room_changed)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self.context.theme
        self.header = PaneHeader(tr("Board"), theme=theme, icon="waypoints", parent=self)
        self.views = Segmented(name=tr("View"), theme=theme)
        self.views.add("graph", icon="waypoints", name=tr("Graph"))
        self.views.add("list", icon="table-2", name=tr("List"))
        self.more = IconButton("ellipsis", name=tr("More of the board"), theme=theme)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(lambda: self._fill_menu(self.menu))
        self.more.set_menu(self.menu)
        self.maximise = IconButton("maximize-2", name=tr("Make the board large"), key="`", theme=theme)
        for control in (self.views, self.more, self.maximise):
            self.header.add_control(control)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.canvas)
        self._pages.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self.canvas)
        self.canvas.setAccessibleName(tr("Board"))

    def _connect(self) -> None:
        canvas, view, keys, table = self.canvas, self.view, self.keys, self.table
        gestures, requests = self.tool.gestures, self.context.requests
        view.shown.connect(self._shown)
        canvas.words_at = self._words_at
        canvas.resized.connect(self._resized)
        canvas.dropped.connect(self.verbs.link_things)
        canvas.camera_changed.connect(self._camera_changed)
        gestures.chosen.connect(self._choose)
        gestures.hovered.connect(self._hovered)
        gestures.moved.connect(self._moved)
        gestures.link_wanted.connect(lambda ids, target, at: self.verbs.link_ids(ids, target))
        gestures.opened.connect(self._open)
        gestures.menu_wanted.connect(self._open_menu)
        keys.chosen.connect(self._choose)
        keys.wanted.connect(self._key_wanted)
        keys.level_wanted.connect(self.verbs.set_level)
        self.controls.zoom_in.connect(lambda: canvas.camera.zoom(_ZOOM_STEP, animate=True))
        self.controls.zoom_out.connect(lambda: canvas.camera.zoom(1 / _ZOOM_STEP, animate=True))
        self.controls.fit.connect(view.camera.fit)
        self.views.changed.connect(self.set_view)
        self.maximise.clicked.connect(self.header.double_clicked)
        self.empty.triggered.connect(lambda: requests.create_entity.emit("account"))
        table.chosen.connect(lambda ids, current: self._choose(replace(ids, current=current or None)))
        table.opened.connect(self._open)
        table.level_wanted.connect(self.verbs.set_level)
        table.delete_wanted.connect(self.verbs.delete)
        requests.fit_selection.connect(lambda: view.camera.fit_things(self.context.session.selection.ids))
        requests.reveal.connect(view.camera.reveal)

    # -- what others ask of it -------------------------------------------------------------------------

    def set_view(self, view: str) -> None:
        """Show the ``graph`` or its ``list`` twin."""
        self.views.set_current(view)
        self._pages.setCurrentIndex(0 if view == "graph" else 1)
        self.setFocusProxy(self.canvas if view == "graph" else self.table)
        if view == "list":
            self._fill_table()

    def show_all(self, everything: bool = True) -> None:
        """Show everything, or the neighbourhood of what is selected."""
        self.view.show_all(everything)

    def set_compact(self, compact: bool) -> None:
        """Leave out the words of links that are not selected."""
        self.view.set_compact(compact)

    def state(self) -> dict[str, Any]:
        """Return what to remember of this case: what is shown, and whether it is a list."""
        return {"view": self.views.current, **self.view.state()}

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Look as `state` said; values that make no sense are passed over."""
        self.view.restore(remembered)
        if remembered.get("view") in ("graph", "list"):
            self.set_view(str(remembered["view"]))

    def flush(self) -> None:
        """Bring the pane up to date now, picture included."""
        super().flush()
        self.canvas.want_all_pictures()
        self.canvas.render_now()

    def shut_down(self) -> None:
        """End the painter thread and a layout in work."""
        self.view.close()
        self.canvas.shut_down()

    # -- what is shown ---------------------------------------------------------------------------------

    def show_index(self) -> None:
        """Show the things of the new index."""
        self.view.index_changed()

    def show_filter(self) -> None:
        """Show the media that pass the filter."""
        self.view.filter_changed()

    def show_selection(self, origin: str) -> None:
        """Show what is selected; made elsewhere, it brings its neighbourhood."""
        selection = self.context.session.selection
        self.tool.set_selection(selection)
        self.keys.set_selection(selection)
        self.canvas.overlay.set_selected(selection.ids, selection.current)
        # The session itself takes away what was deleted: no reason to look elsewhere.
        vanished = not origin and not selection.ids and bool(self.view.focus)
        if origin != self.name and not vanished:
            self.view.focus_on(selection.ids)
            if self.view.everything and selection.current is not None:
                self.view.camera.reveal(selection.current)
        self._describe()
        if self.views.current == "list":
            self.table.show_selection(selection.ids, scroll=origin != self.name)

    def show_hover(self, kind: str | None, row_id: str | None) -> None:
        """Outline what the pointer rests on in another pane."""
        self.canvas.overlay.set_hovered(row_id)

    def show_theme(self) -> None:
        """Take other colours and fonts."""
        super().show_theme()
        self.canvas.renew_look()
        self.view.room_changed()

    def _shown(self) -> None:
        """The view shows something else: say what."""
        nothing = self.view.is_empty
        for control in (self.views, self.more, self.maximise):
            control.setVisible(not nothing)
        self.empty.setVisible(nothing)
        if nothing:
            self.empty.setGeometry(self.canvas.rect())
        self._describe()
        if self.views.current == "list":
            self._fill_table()

    def _describe(self) -> None:
        session = self.context.session
        note = board_note(self.view, session.selection)
        self.header.set_note(note)
        self.canvas.setAccessibleName(f"{tr('Board')}, {note}" if note else tr("Board"))
        current = session.selection.current
        words = thing_words(session.index, self.canvas.content, current) if current else ""
        self.canvas.setAccessibleDescription(words)

    def _fill_table(self) -> None:
        self.table.show_links(self.context.session.index, self.canvas.content)
        self.table.show_selection(self.context.session.selection.ids, scroll=False)

    def _words_at(self, pos: QPointF) -> str:
        on = self.canvas.thing_at(pos)
        return thing_words(self.context.session.index, self.canvas.content, on) if on is not None else ""

    def _resized(self) -> None:
        self.controls.place_in(self.canvas.size())
        self.empty.setGeometry(self.canvas.rect())
        self.view.camera.fit_if_untouched()
        self._resize_late.start()

    def _camera_changed(self) -> None:
        self.controls.set_scale(self.canvas.camera.state.scale, by_user=self.view.camera.touched)
        if self.view.thinned:
            self._describe()

    # -- what the user does ----------------------------------------------------------------------------

    def _choose(self, selection: Selection) -> None:
        self.context.session.select(selection, origin=self.name)
        # At once: the next step of a gesture asks for it.
        self.tool.set_selection(selection)
        self.keys.set_selection(selection)
        self.canvas.overlay.set_selected(selection.ids, selection.current)

    def _hovered(self, row_id: str | None) -> None:
        index = self.context.session.index
        kind = index.kind_of(row_id) if row_id is not None else None
        self.context.session.hub.emit(HoverChanged(kind, row_id if kind else None, origin=self.name))

    def _moved(self, ids: list[str], shift: tuple[float, float]) -> None:
        self.moves.move(ids, shift, save=self.verbs.move)

    def _open(self, row_id: str) -> None:
        """Show what is around a node; a file that is in the middle already is shown large."""
        if self.view.focus == (row_id,) and not self.view.everything and row_id in self.context.session.index.items:
            self.context.requests.preview.emit(row_id)
            return
        self._choose(replace([row_id]))
        self.set_view("graph")
        self.view.go_to((row_id,))
        self._describe()

    def _key_wanted(self, verb: str) -> None:
        current = self.context.session.selection.current
        verbs: dict[str, Callable[[], None]] = {
            "link": self.verbs.link,
            "new": self._new_at_pointer,
            "rename": self.verbs.rename,
            "delete": self.verbs.delete,
            "preview": self.verbs.preview,
            "open": lambda: self._open(current) if current else None,
            "menu": self._menu_by_key,
        }
        verbs[verb]()

    def _new_at_pointer(self) -> None:
        at = self.canvas.mapFromGlobal(self.canvas.cursor().pos())
        inside = self.canvas.rect().contains(at) and self.canvas.underMouse()
        place = QPointF(at) if inside else QPointF(self.canvas.rect().center())
        self.verbs.new_entity(place, locate=self.moves.free_place, made=self.view.keep_in_view)

    def _menu_by_key(self) -> None:
        current = self.context.session.selection.current
        row = self.canvas.content.row(current)
        spot = self.canvas.spot(row) if row is not None else QPointF(self.canvas.rect().center())
        self._open_menu(current if row is not None else None, self.canvas.mapToGlobal(spot.toPoint()))

    def _open_menu(self, row_id: str | None, at: QPoint) -> None:
        if row_id is not None:
            self.verbs.open_menu(row_id, at, around=lambda: self._open(row_id))
            return
        menu = QMenu(self)
        self._fill_menu(menu, at=QPointF(self.canvas.mapFromGlobal(at)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _fill_menu(self, menu: QMenu, *, at: QPointF | None = None) -> None:
        view = self.view
        verbs: dict[str, Callable[[], None]] = {
            "all": lambda: view.show_all(not view.everything),
            "photos": lambda: view.show_photos(not view.photos),
            "fit": view.camera.fit,
            "keep": lambda: view.set_keep(not view.positions.keep),
            "legend": lambda: BoardLegend(self, theme=self.context.theme).open_below(self.more),
        }
        if self.verbs.may_write:
            verbs["again"] = lambda: self.moves.lay_out_again(save=self.verbs.save_layout)
            if at is not None:
                verbs["new"] = lambda: self.verbs.new_entity(at, locate=self.moves.free_place, made=view.keep_in_view)
        board_menu(
            menu, verbs, theme=self.context.theme, everything=view.everything or not view.focus,
            keep=view.positions.keep, photos=view.photos,
        )  # fmt: skip
