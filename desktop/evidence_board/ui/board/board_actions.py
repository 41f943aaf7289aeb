"""`BoardActions`: what a person does on the board, through verbs that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QPointF
from PySide6.QtWidgets import QMenu

from evidence_board.filters import NearTo
from evidence_board.model.changes import ChangeSet
from evidence_board.model.kinds import ENTITY_KINDS
from evidence_board.operations.board import create_entity_at, move_nodes
from evidence_board.operations.entities import bin_things, rename_entity
from evidence_board.operations.items import update_item
from evidence_board.operations.levels import set_levels
from evidence_board.selection import replace
from evidence_board.ui.board.board_canvas import BoardCanvas
from evidence_board.ui.board.board_menus import thing_menu
from evidence_board.ui.board.board_positions import BoardPositions, Point
from evidence_board.ui.board.rename_field import RenameField
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_entity import EntityPopover
from evidence_board.ui.filter_bar.filter_by import condition_for
from evidence_board.ui.filter_bar.like_menu import add_filter_actions, like_menu
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.level_button import level_menu

__all__ = ["BoardActions"]


class Locate(Protocol):
    """Finds the free place on the whole board for something new at a pixel; see `BoardMoves.free_place`."""

    def __call__(self, pos: QPointF, then: Callable[[Point], None], *, kind: str, name: str) -> None: ...


class BoardActions(QObject):
    """Acts on the one selection, on behalf of the board.

    Args:
        context: session and services.
        canvas: where popovers open.
        positions: what is known of the whole board.
        name: of the pane, the origin of selections.
    """

    def __init__(self, context: UiContext, canvas: BoardCanvas, positions: BoardPositions, *, name: str) -> None:
        super().__init__(canvas)
        self._context, self._canvas, self._positions, self._name = context, canvas, positions, name

    @property
    def may_write(self) -> bool:
        """Whether anything can be changed."""
        return not self._context.session.case.read_only

    def things(self) -> list[tuple[str, str]]:
        """Kind and row id of what is selected, links and posts left out: they are no nodes."""
        return [pair for pair in self._selected() if pair[0] not in ("link", "post")]

    def _selected(self) -> list[tuple[str, str]]:
        session = self._context.session
        pairs = [(session.index.kind_of(one), one) for one in session.selection.ids]
        return [(kind, one) for kind, one in pairs if kind is not None]

    # -- verbs -----------------------------------------------------------------------------------------

    def link(self) -> None:
        """Begin a link from what is selected."""
        things = self.things()
        if things and self.may_write:
            self._context.requests.link.emit(things)

    def link_ids(self, ids: list[str], target: str) -> None:
        """Link things of the board to one of them, or ask what to link them to."""
        index = self._context.session.index
        self.link_things([(kind, one) for one in ids if (kind := index.kind_of(one)) is not None], target)

    def link_things(self, things: list[tuple[str, str]], target: str) -> None:
        """Link things to one on the board, or ask what to link them to."""
        if not self.may_write or not things:
            return
        kind = self._context.session.index.kind_of(target) if target else None
        if kind is None:
            self._context.requests.link.emit(things)
        else:
            self._context.requests.link_to.emit(things, (kind, target))

    def delete(self) -> None:
        """Move what is selected to the bin."""
        things = self._selected()
        if things and self.may_write:
            self._context.perform(bin_things, things=things)

    def set_level(self, level: str) -> None:
        """Grade the selected links."""
        links = [one for kind, one in self._selected() if kind == "link"]
        if links and self.may_write:
            self._context.perform(set_levels, level=level, links=links)

    def preview(self) -> None:
        """Show the current file large."""
        session = self._context.session
        if session.selection.current in session.index.items:
            self._context.requests.preview.emit(session.selection.current)

    def move(self, moved: dict[str, Point]) -> None:
        """Save where things were dragged to, on the whole board, with what the layout worked out beside it."""
        index = self._context.session.index
        places = {one: (kind, x, y) for one, (x, y) in moved.items() if (kind := index.kind_of(one)) is not None}
        label = f"Move {index.label_of(next(iter(places)))} on the board" if len(places) == 1 else ""
        beside = {one: place for one, place in self._positions.unsaved().items() if one not in places}

        def done(changes: ChangeSet) -> None:
            self._positions.saved(places)

        def failed(error: BaseException) -> None:
            self._positions.failed(places)
            self._context.show_error(error)

        future = self._context.session.run(move_nodes, positions=places, label=label, beside=beside)
        self._context.jobs.follow(future, done=done, failed=failed)

    def save_layout(self, points: dict[str, Point]) -> None:
        """Save a layout that the user asked for as one step."""
        index = self._context.session.index
        places = {one: (kind, x, y) for one, (x, y) in points.items() if (kind := index.kind_of(one)) is not None}
        self._context.perform(move_nodes, positions=places, placed_by="layout", label="Lay out the board")

    def new_entity(self, at: QPointF, *, locate: Locate, made: Callable[[str], None]) -> None:
        """Ask for kind and name of something new, and put it at a pixel of the canvas.

        Args:
            at: pixel of the canvas.
            locate: finds the free place on the whole board that is nearest to a pixel.
            made: called with the row id before it is selected.
        """
        if not self.may_write:
            return

        def done(changes: ChangeSet) -> None:
            row_id = str(changes.result["id"])
            made(row_id)
            self._context.session.select(replace([row_id]), origin=self._name)

        def make(kind: str, name: str) -> None:
            def put(place: Point) -> None:
                beside = self._positions.unsaved()
                self._context.perform_then(
                    done, create_entity_at, kind=kind, name=name, x=place[0], y=place[1], beside=beside
                )

            locate(at, put, kind=kind, name=name)

        popover = EntityPopover(self._canvas.window(), context=self._context, make=make)
        popover.open_at(self._canvas.mapToGlobal(at.toPoint()) + QPoint(8, 8))

    def rename(self) -> None:
        """Edit the name of the current thing over its node."""
        session, context = self._context.session, self._context
        current = session.selection.current
        row = self._canvas.content.row(current)
        if current is None or row is None or not self.may_write:
            return
        node, spot = self._canvas.content.nodes[row], self._canvas.spot(row)
        top = spot + QPointF(0, self._canvas.label_top(node.kind) - 6)
        entity, item = session.index.entities.get(current), session.index.items.get(current)
        if entity is not None:
            text, hint, kind = entity.label, "", entity.kind

            def done(name: str) -> None:
                context.perform(rename_entity, kind=kind, row_id=current, name=name)

        elif item is not None:
            text, hint = item.title, item.file_name

            def done(name: str) -> None:
                context.perform(update_item, row_id=current, title=name)

        else:
            return
        field = RenameField(self._canvas, theme=context.theme, text=text, hint=hint, done=done)
        field.open_at(top)

    # -- menus -----------------------------------------------------------------------------------------

    def open_menu(self, row_id: str, at: QPoint, *, around: Callable[[], None]) -> None:
        """Open the context menu of what is selected.

        Args:
            row_id: what is under the pointer.
            at: point of the screen.
            around: shows what is around it.
        """
        context, session = self._context, self._context.session
        if row_id in session.index.links:
            menu = self._link_menu(row_id)
        else:
            verbs: dict[str, Callable[[], None]] = {"open": around}
            things = self.things()
            items = [one for kind, one in things if kind == "item"]
            if items:
                verbs["preview"] = self.preview
            if self.may_write:
                verbs |= {"link": self.link, "delete": self.delete}
                verbs["cite"] = lambda: context.requests.cite.emit(things)
                if len(things) == 1:
                    verbs["rename"] = self.rename
                if items:
                    verbs["tag"] = lambda: context.requests.tag.emit(items)
                    verbs["place"] = lambda: context.requests.place.emit(items)
            menu = thing_menu(verbs, number=len(self._selected()), theme=context.theme, parent=self._canvas)
            kind = session.index.kind_of(row_id)
            menu.addSeparator()
            if kind == "item":
                menu.addMenu(like_menu(context, row_id, origin="board", parent=menu))
            elif kind in tuple(ENTITY_KINDS):
                add_filter_actions(menu, context, condition_for(str(kind), row_id), origin="board")
                add_filter_actions(menu, context, NearTo(row_id, 2), origin="board")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _link_menu(self, row_id: str) -> QMenu:
        context = self._context
        if not self.may_write:
            menu = thing_menu({}, number=1, theme=context.theme, parent=self._canvas)
            show = menu.addAction(context.theme.icon("quote"), tr("Show what it rests on"))
            show.triggered.connect(lambda: context.requests.show_evidence.emit(("link", row_id)))
            return menu
        level = context.session.index.links[row_id].level
        menu = level_menu(context.theme, current=level, choose=self.set_level, parent=self._canvas)
        menu.addSeparator()
        claim, requests = ("link", row_id), context.requests
        show = menu.addAction(context.theme.icon("quote"), tr("Show what it rests on"))
        show.triggered.connect(lambda: requests.show_evidence.emit(claim))
        cite = menu.addAction(context.theme.icon("plus"), tr("Cite something for it") + "\tShift+Q")
        cite.triggered.connect(lambda: requests.cite_for.emit(claim, "supports"))
        against = menu.addAction(context.theme.icon("triangle-alert"), tr("Add evidence against") + "\tA")
        against.triggered.connect(lambda: requests.cite_for.emit(claim, "contradicts"))
        menu.addSeparator()
        bin_menu = thing_menu({"delete": self.delete}, number=1, theme=context.theme, parent=menu)
        menu.addActions([action for action in bin_menu.actions() if not action.isSeparator()])
        return menu
