"""`DrawingDesk`: what a person does to the drawings of a map: make, name, colour, move, hide, delete."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QPointF
from PySide6.QtWidgets import QMenu

from evidence_board import selection
from evidence_board.geo.mercator import to_world
from evidence_board.model.changes import ChangeSet
from evidence_board.model.claims import Thing
from evidence_board.model.map_objects import DRAWING_COLOURS, DrawingRow
from evidence_board.operations.drawings import add_drawing, remove_drawings, update_drawing
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.map_tools.drawing_hand import DrawingHand
from evidence_board.ui.map_tools.drawing_popover import DrawingPopover
from evidence_board.ui.map_tools.drawing_shapes import geometry_from
from evidence_board.ui.map_tools.drawing_target import offered_things, target_of, target_words
from evidence_board.ui.map_tools.drawing_words import colour_icon, colour_name, drawing_name
from evidence_board.ui.map_tools.drawings_list import DrawingsList
from evidence_board.ui.map_tools.drawings_overlay import DrawingsOverlay

if TYPE_CHECKING:
    from evidence_board.ui.map.map_stage import MapStage
    from evidence_board.ui.map_tools.trace import Trace
    from evidence_board.ui.widgets.popover import Popover

__all__ = ["DrawingDesk"]


class DrawingDesk(QObject):
    """Acts on the case; every verb is one step that can be undone.

    Attributes:
        popover: what is open, or None.
    """

    def __init__(self, context: UiContext, stage: MapStage, overlay: DrawingsOverlay, hand: DrawingHand) -> None:
        super().__init__(stage)
        self._context, self._stage, self._overlay, self._hand = context, stage, overlay, hand
        self._colour = "accent"
        self._selected: tuple[str, ...] = ()
        self.popover: Popover | None = None
        hand.may_edit = self.can_write
        hand.chosen.connect(self.choose)
        hand.reshaped.connect(self.reshape)
        hand.edited.connect(self.edit)
        hand.removed.connect(self.remove)

    @property
    def can_write(self) -> bool:
        """Whether the case takes drawings."""
        return not self._context.session.case.read_only

    def show(self) -> None:
        """Take the drawings of the case as they are now."""
        rows = self._context.session.index.drawings
        self._overlay.show(rows.values())
        self._overlay.draft("", None)
        if isinstance(self.popover, DrawingsList):
            self.popover.show_rows(list(rows.values()), chosen=self._overlay.chosen, about=self._about())
        self._stage.canvas.update()

    # -- choosing --------------------------------------------------------------------------------------

    def choose(self, row_id: str) -> None:
        """Select a drawing on this map, and nothing else; empty for none."""
        if row_id != self._overlay.chosen:
            self._overlay.chosen, self._overlay.corner = row_id, None
        session = self._context.session
        if row_id and session.selection.ids:
            self._selected = tuple(session.selection.ids)  # what the drawing may be about
            session.select(selection.replace([]), origin="map")
        self._stage.canvas.update()

    def go_to(self, row_id: str) -> None:
        """Select a drawing and bring it into view."""
        drawn = self._overlay.get(row_id)
        if drawn is not None:
            self.choose(row_id)
            self._stage.camera.reveal(drawn.bounds)

    # -- verbs -----------------------------------------------------------------------------------------

    def add(self, trace: Trace) -> None:
        """Keep what was set on the map; words on the map are asked for first."""
        geometry = geometry_from(trace)
        if trace.kind != "text":
            self._add(trace.kind, geometry, {})
            return
        popover = DrawingPopover(
            self._stage.canvas,
            title=tr("Write on the map"),
            theme=self._context.theme,
            colour=self._colour,
            things=self._things(None),
            needs_words=True,
        )
        popover.saved.connect(partial(self._add, "text", geometry))
        self._open(popover, geometry["coordinates"])

    def _things(self, row: DrawingRow | None) -> list[tuple[str, Thing | None]]:
        session = self._context.session
        selected = tuple(session.selection.ids) or self._selected
        return offered_things(session.index, now=target_of(row) if row is not None else None, selected=selected)

    def _add(self, kind: str, geometry: dict[str, Any], values: dict[str, Any]) -> None:
        self._colour = str(values.get("colour", self._colour))
        given: dict[str, Any] = {"colour": self._colour, **values}
        self._context.perform_then(self._added, add_drawing, kind=kind, geometry=geometry, **given)

    def _added(self, changes: ChangeSet) -> None:
        self.show()
        self.choose(str(changes.result["id"]))

    def reshape(self, row_id: str, geometry: dict[str, Any]) -> None:
        """Save another geometry; until that is done it is shown as moved."""
        self._overlay.draft(row_id, geometry)
        self._context.perform(update_drawing, row_id=row_id, geometry=geometry)
        self._stage.canvas.update()

    def colour(self, row_id: str, word: str) -> None:
        """Colour it."""
        self._colour = word
        self._context.perform(update_drawing, row_id=row_id, colour=word)

    def set_shown(self, row_id: str, shown: bool) -> None:
        """Show or hide it."""
        self._context.perform(update_drawing, row_id=row_id, visible=shown)

    def remove(self, row_id: str) -> None:
        """Move it to the bin."""
        self._context.perform(remove_drawings, row_ids=[row_id])

    def edit(self, row_id: str) -> None:
        """Open name, colour and note."""
        drawn = self._overlay.get(row_id)
        if drawn is None:
            return
        row = drawn.row
        popover = DrawingPopover(
            self._stage.canvas,
            title=drawing_name(row),
            theme=self._context.theme,
            name=row.name,
            colour=row.colour,
            note=row.note,
            target=target_of(row),
            things=self._things(row),
            needs_words=row.kind == "text",
            writable=self.can_write,
        )
        popover.saved.connect(lambda values: self._context.perform(update_drawing, row_id=row_id, **values))
        popover.opened.connect(self._context.requests.open_thing)
        latitude, longitude = drawn.corners[0]
        self._open(popover, [longitude, latitude])

    def _about(self) -> dict[str, str]:
        """Row id of a drawing -> what it is about, in words."""
        index = self._context.session.index
        return {row_id: target_words(index, target_of(row)) for row_id, row in index.drawings.items()}

    # -- lists and menus -------------------------------------------------------------------------------

    def open_list(self) -> None:
        """List everything drawn."""
        popover = DrawingsList(self._stage.canvas, theme=self._context.theme, writable=self.can_write)
        rows = list(self._context.session.index.drawings.values())
        popover.show_rows(rows, chosen=self._overlay.chosen, about=self._about())
        popover.gone_to.connect(self.go_to)
        popover.edited.connect(self.edit)
        popover.removed.connect(self.remove)
        popover.shown.connect(self.set_shown)
        self._open(popover, None)

    def extend_menu(self, menu: QMenu, pos: QPointF) -> None:
        """Put what can be done to the drawing under a pixel into the menu of the map."""
        row_id = self._overlay.at(pos, self._stage.canvas)
        drawn = self._overlay.get(row_id)
        if drawn is None or self._stage.hits.at(pos) is not None:
            return
        self.choose(row_id)
        theme = self._context.theme
        first = menu.actions()[0] if menu.actions() else None
        part = QMenu(drawing_name(drawn.row), menu)
        part.menuAction().setObjectName("drawing")
        entries = [("edit", "pencil", tr("Name, colour, note, what it is about"), partial(self.edit, row_id))]
        target = target_of(drawn.row)
        if target is not None:
            words = tr("Show {thing}", thing=target_words(self._context.session.index, target))
            entries.append(("target", "arrow-up-right", words, partial(self._context.requests.open_thing.emit, target)))
        if self.can_write:
            entries += [
                ("hide", "eye-off", tr("Hide"), partial(self.set_shown, row_id, False)),
                ("delete", "trash-2", tr("Move to the bin"), partial(self.remove, row_id)),
            ]
        for name, icon, words, run in entries:
            action = part.addAction(theme.icon(icon), words)
            action.setObjectName(f"drawing:{name}")
            action.triggered.connect(lambda _=False, run=run: run())
        if self.can_write:
            colours = part.addMenu(tr("Colour"))
            for word in DRAWING_COLOURS:
                action = colours.addAction(colour_icon(word, theme), colour_name(word))
                action.setObjectName(f"colour:{word}")
                action.setCheckable(True)
                action.setChecked(word == drawn.row.colour)
                action.triggered.connect(lambda _=False, word=word: self.colour(row_id, word))
        if first is not None:
            menu.insertMenu(first, part)
            menu.insertSeparator(first)
        else:
            menu.addMenu(part)

    def _open(self, popover: Popover, at: list[float] | None) -> None:
        if self.popover is not None:
            self.popover.close()
        self.popover = popover
        popover.closed.connect(partial(self._closed, popover))
        spot = QPoint(12, 12)
        if at is not None:
            place = self._stage.hits.to_view(*to_world(at[1], at[0])).toPoint() + QPoint(14, 10)
            box = self._stage.canvas.rect()
            spot = QPoint(min(max(place.x(), 12), box.width() - 12), min(max(place.y(), 12), box.height() - 12))
        popover.open_at(self._stage.canvas.mapToGlobal(spot))
        popover.setFocus()

    def _closed(self, popover: Popover) -> None:
        if self.popover is popover:
            self.popover = None
        popover.deleteLater()
