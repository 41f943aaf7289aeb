"""`PlacementDesk`: the item that is being placed, what is known of it, and what a person changes.

The one state of the Geolocate workspace. Everything that draws or edits there plugs in here:

* ``desk.item`` is the file (`ItemRow` or None), ``desk.placement`` everything saved about where and when it was taken
  (`ItemPlacement`, read behind the window; None until it is there), ``desk.draft`` the position as it stands on the
  screen now (`Draft`), which may be ahead of what is saved.
* Signals: ``item_changed`` (another file, or none), ``changed`` (placement or draft: show both anew),
  ``hover(kind, row id)`` (the mouse rests on a thing of yours, empty for nothing: ``"point"``, ``"line"``, ``"mark"``),
  ``tool_changed(name)``, ``frame_changed`` (another frame of a video; ``desk.frame_s``).
* Changing the position: ``desk.edit(heading...)`` while the mouse is down (nothing is saved), then ``desk.commit()``;
  or ``desk.set(latitude=..., longitude=..., radius_m=..., bearing_deg=..., fov_deg=..., method=..., area=...)`` for
  both. Each commit is one undo step, and only what differs is saved, also while there are no coordinates yet.
  ``cites=`` goes with it. What is not saved when another file is taken is saved all the same (`ItemWork`).
* Your own records (matched points, sun marks ...): ``desk.perform(verb, **keywords)``; the placement is read anew
  after every change of the case, and ``changed`` follows.
* Drawing: ``desk.add_photo_overlay(overlay)`` and ``desk.add_map_overlay(overlay)``, see `overlays`; call
  ``desk.repaint()`` when yours looks different. Presses go to the overlay that was added last first.
* A tool (a mode in which a press means something): ``desk.take_tool("match_point")`` and ``desk.tool``; Esc and taking
  the same tool again put it down (``""``). An overlay looks at ``desk.tool`` in its ``press``.
* Widgets: ``workspace.panel.add_section(widget)`` (between the position and the levels), ``workspace.below_map.add(
  widget)``, ``workspace.photo.add_tool(icon, name=..., key=..., tool=...)`` (a button of the photo's header),
  ``workspace.compare``. ``workspace.add_key(key, name, action)`` for a key that holds in this workspace alone.
  Widgets take ``(desk, workspace)`` or less, and are made where `GeolocateWorkspace` makes its parts
  (`parts.join`): one line there each.
"""

from collections.abc import Callable, Sequence
from typing import Any, Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from evidence_board.case.placement import placement_of
from evidence_board.model.case_index import ItemRow
from evidence_board.model.changes import ChangeSet
from evidence_board.model.claims import Thing
from evidence_board.model.placement import ItemPlacement
from evidence_board.selection import replace as select_only
from evidence_board.session import Session
from evidence_board.ui.context import UiContext
from evidence_board.ui.geolocate.click_radius import radius_values
from evidence_board.ui.geolocate.draft import Draft
from evidence_board.ui.geolocate.item_work import ItemWork
from evidence_board.ui.geolocate.overlays import MapOverlay, PhotoOverlay

__all__ = ["PlacementDesk"]

P = ParamSpec("P")


class PlacementDesk(QObject):
    """What is being placed, and the way to save it.

    Attributes:
        context: session and services.
        item: the file, or None.
        tool: what a press on photo or map means now; empty for looking and moving the position.
        frame_s: of a video: the moment that is shown.
        aspect: width by height of the upright picture; None while there is none.
        photo_overlays: in the order they are drawn.
        map_overlays: in the order they are drawn.

    Signals beside those of the module: ``reason_needed`` (words) a level is above what is cited and nobody said why;
    ``placement_read``: what is saved was read anew.
    """

    reason_needed = Signal(str)
    placement_read = Signal()
    item_changed = Signal()
    changed = Signal()
    hover = Signal(str, str)
    tool_changed = Signal(str)
    frame_changed = Signal()
    repaint_wanted = Signal()
    map_repaint_wanted = Signal()

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.item: ItemRow | None = None
        self.tool = ""
        self.frame_s: float | None = None
        self.aspect: float | None = None
        self.photo_overlays: list[PhotoOverlay] = []
        self.map_overlays: list[MapOverlay] = []
        self._work: ItemWork | None = None
        #: Of files left before it was known what is saved about them, or before all was saved.
        self._left: list[ItemWork] = []
        self._request = 0
        context.events.index_changed.connect(lambda event: self._index_changed())

    # -- the item --------------------------------------------------------------------------------------

    @property
    def item_id(self) -> str:
        """Row id of the file, or empty."""
        return self.item.id if self.item is not None else ""

    @property
    def can_write(self) -> bool:
        """Whether a position can be saved here."""
        return not self.context.session.case.read_only

    @property
    def placement(self) -> ItemPlacement | None:
        """Everything saved about where and when it was taken; None until it was read."""
        return self._work.placement if self._work is not None else None

    @property
    def draft(self) -> Draft:
        """The position as it stands on the screen now."""
        return self._work.draft if self._work is not None else Draft()

    @property
    def wanted_level(self) -> str:
        """A level that waits for its reason, or empty."""
        return self._work.wanted_level if self._work is not None else ""

    @property
    def is_saved(self) -> bool:
        """Whether everything on the screen is in the case file."""
        return self._work is None or self._work.is_saved

    def show_item(self, item_id: str, *, select: bool = True) -> None:
        """Work on another file, or on none; what was changed before is saved first."""
        if item_id == self.item_id:
            return
        self.take_tool("")
        for drawn in self.photo_overlays:
            drawn.cancel()
        for laid in self.map_overlays:
            laid.cancel()
        self.commit()
        self._leave()
        self.item = self.context.session.index.items.get(item_id)
        self.frame_s, self.aspect = None, None
        if self.item is not None:
            self._work = ItemWork(
                self.context, self.item, told=self._told_of, reason_needed=lambda words: self.reason_needed.emit(words)
            )
        if select and self.item is not None:
            self.context.session.select(select_only([self.item.id]), origin="geolocate")
        self.item_changed.emit()
        self._read()

    def _leave(self) -> None:
        """Let go of a file; what is not saved yet is kept until it is."""
        work, self._work = self._work, None
        self._left = [one for one in self._left if not one.is_saved]
        if work is None:
            return
        work.shown = False
        if work.is_saved:
            return
        self._left.append(work)
        if work.placement is None:
            self._read_left(work)

    def _read_left(self, work: ItemWork) -> None:
        session, item_id = self.context.session, work.item.id
        self.context.jobs.run(
            lambda: session.read(placement_of, item_id), done=work.take, failed=self.context.show_error, priority=3
        )

    def finish(self) -> None:
        """Queue everything that was changed, as before the case is closed."""
        self.commit()
        for work in (*self._left, self._work):
            if work is not None and work.placement is None and not work.is_saved:
                work.take(self.context.session.read(placement_of, work.item.id))

    def show_frame(self, at_s: float | None) -> None:
        """Look at another frame of a video."""
        if at_s != self.frame_s:
            self.frame_s = at_s
            self.frame_changed.emit()

    def show_aspect(self, aspect: float | None) -> None:
        """Take the shape of the upright picture, once it is known."""
        if aspect != self.aspect:
            self.aspect = aspect
            self.changed.emit()

    def _index_changed(self) -> None:
        if self.item is None:
            return
        found = self.context.session.index.items.get(self.item.id)
        if found is None:
            self.show_item("")
            return
        self.item = found
        self._read()

    def _read(self) -> None:
        """Read behind the window what is saved about the file."""
        self._request += 1
        request, item_id = self._request, self.item_id
        if not item_id:
            self.changed.emit()
            return
        session = self.context.session

        def done(found: ItemPlacement | None) -> None:
            if request == self._request and self._work is not None:
                self._work.take(found)
                self.changed.emit()
                self.placement_read.emit()

        self.context.jobs.run(
            lambda: session.read(placement_of, item_id), done=done, failed=self.context.show_error, priority=3
        )

    def _told_of(self) -> None:
        """Something was saved or refused."""
        if self._work is not None and self._work.is_saved:
            self._read()
        self.changed.emit()

    # -- the position ----------------------------------------------------------------------------------

    def edit(self, **values: Any) -> None:
        """Show other values (names of `Draft`) without saving them, as while the mouse is down."""
        if self._work is not None and self._work.edit(**values):
            self.changed.emit()

    def revert(self) -> None:
        """Show again what is saved."""
        if self._work is not None:
            self._work.revert()
            self.changed.emit()

    def set(self, *, cites: Sequence[Thing] = (), **values: Any) -> None:
        """Show other values and save them as one step."""
        self.edit(**values)
        self.commit(cites=cites)

    def commit(self, *, cites: Sequence[Thing] = ()) -> None:
        """Save what differs from the case file as one step, with or without coordinates."""
        if self._work is not None:
            self._work.frame_s = self.frame_s
            was_saved = self._work.is_saved
            self._work.commit(cites=cites)
            if self._work.is_saved != was_saved:
                self.changed.emit()

    def move_to(self, latitude: float, longitude: float, *, near_m: float) -> None:
        """Show the camera at a point that a hand set, without saving it: a hundredth of a metre says nothing more.

        Args:
            latitude: WGS84 degrees.
            longitude: WGS84 degrees.
            near_m: how far off the hand may be, which holds unless somebody said how far off the camera is.
        """
        if self._work is not None:
            filled = self._work.fill(**radius_values(near_m))
            if self._work.edit(latitude=round(latitude, 7), longitude=round(longitude, 7)) or filled:
                self.changed.emit()

    def place(self, latitude: float, longitude: float, *, near_m: float) -> None:
        """Say where the camera stood, as `move_to`, and save it."""
        self.move_to(latitude, longitude, near_m=near_m)
        self.commit()

    def set_level(self, level: str) -> None:
        """Say how sure one is."""
        if self._work is not None:
            self._work.wanted_level = ""
            self.set(level=level)

    def set_reason(self, reason: str) -> None:
        """Say why, and take the level that waited for a reason."""
        if self._work is not None:
            level, self._work.wanted_level = self._work.wanted_level or self.draft.level, ""
            self.set(reason=reason, level=level if reason else self.draft.level)

    def perform(self, verb: Callable[Concatenate[Session, P], ChangeSet], *args: P.args, **keywords: P.kwargs) -> None:
        """Queue any verb; the placement is read anew when it is saved."""
        self.context.perform(verb, *args, **keywords)

    # -- tools and drawing -----------------------------------------------------------------------------

    def take_tool(self, tool: str) -> None:
        """Take a tool; the one that is taken already is put down."""
        tool = "" if tool == self.tool else tool
        if tool != self.tool:
            self.tool = tool
            self.tool_changed.emit(tool)
            self.repaint()

    def add_photo_overlay(self, overlay: PhotoOverlay) -> None:
        """Let somebody draw on the photo, above those before."""
        self.photo_overlays.append(overlay)
        self.repaint()

    def add_map_overlay(self, overlay: MapOverlay) -> None:
        """Let somebody draw on the map, above those before."""
        self.map_overlays.append(overlay)
        self.repaint()

    def repaint(self) -> None:
        """Have photo and map drawn anew."""
        self.repaint_wanted.emit()

    def repaint_map(self) -> None:
        """Have the map alone drawn anew."""
        self.map_repaint_wanted.emit()
