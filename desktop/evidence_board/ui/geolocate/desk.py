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
  both. Each commit is one undo step, and only what differs is saved. ``cites=`` goes with it.
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
from dataclasses import replace
from typing import Any, Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from evidence_board.case.placement import placement_of
from evidence_board.model.case_index import ItemRow
from evidence_board.model.changes import ChangeSet
from evidence_board.model.claims import Thing
from evidence_board.model.placement import ItemPlacement
from evidence_board.operations.levels import ReasonNeededError
from evidence_board.operations.placing import place_camera
from evidence_board.selection import replace as select_only
from evidence_board.session import Session
from evidence_board.ui.context import UiContext
from evidence_board.ui.geolocate.draft import Draft, draft_of
from evidence_board.ui.geolocate.overlays import MapOverlay, PhotoOverlay

__all__ = ["PlacementDesk"]

P = ParamSpec("P")


class PlacementDesk(QObject):
    """What is being placed, and the way to save it.

    Attributes:
        context: session and services.
        item: the file, or None.
        placement: what is saved about it; None until it was read.
        draft: the position as it stands now.
        tool: what a press on photo or map means now; empty for looking and moving the position.
        frame_s: of a video: the moment that is shown.
        aspect: width by height of the upright picture; None while there is none.
        photo_overlays: in the order they are drawn.
        map_overlays: in the order they are drawn.
        wanted_level: a level that waits for its reason, or empty.

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

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.item: ItemRow | None = None
        self.placement: ItemPlacement | None = None
        self.draft = Draft()
        self.tool = ""
        self.frame_s: float | None = None
        self.aspect: float | None = None
        self.photo_overlays: list[PhotoOverlay] = []
        self.map_overlays: list[MapOverlay] = []
        self.wanted_level = ""
        self._waiting_point: tuple[float, float] | None = None
        self._saved = Draft()
        self._row_id: str | None = None
        self._request = 0
        self._saving = self._again = False
        self._cites: list[Thing] = []
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
    def is_saved(self) -> bool:
        """Whether everything on the screen is in the case file."""
        return not self._saving and self.draft == self._saved

    def show_item(self, item_id: str, *, select: bool = True) -> None:
        """Work on another file, or on none; what was typed before is saved first."""
        if item_id == self.item_id:
            return
        self.commit()
        self.take_tool("")
        for drawn in self.photo_overlays:
            drawn.cancel()
        for laid in self.map_overlays:
            laid.cancel()
        self.item = self.context.session.index.items.get(item_id)
        self.placement, self.frame_s, self.aspect = None, None, None
        self.wanted_level, self._waiting_point = "", None
        self.draft = self._saved = Draft()
        self._row_id, self._saving, self._again, self._cites = None, False, False, []
        if select and self.item is not None:
            self.context.session.select(select_only([self.item.id]), origin="geolocate")
        self.item_changed.emit()
        self._read()

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
            if request == self._request:
                self._take(found)

        self.context.jobs.run(
            lambda: session.read(placement_of, item_id), done=done, failed=self.context.show_error, priority=3
        )

    def _take(self, found: ItemPlacement | None) -> None:
        self.placement = found
        camera = found.camera if found is not None else None
        if not self._saving:
            # What somebody is in the middle of changing stays as it is.
            untouched = self.draft == self._saved
            self._row_id = camera.id if camera is not None and camera.source == "analyst" else None
            self._saved = draft_of(camera)
            if untouched:
                self.draft = self._saved
        self.changed.emit()
        self.placement_read.emit()
        point, self._waiting_point = self._waiting_point, None
        if point is not None and found is not None:
            self.place_when_read(*point)

    # -- the position ----------------------------------------------------------------------------------

    def edit(self, **values: Any) -> None:
        """Show other values (names of `Draft`) without saving them, as while the mouse is down."""
        changed = replace(self.draft, **values)
        if changed != self.draft:
            self.draft = changed
            self.changed.emit()

    def revert(self) -> None:
        """Show again what is saved."""
        self.draft = self._saved
        self.changed.emit()

    def set(self, *, cites: Sequence[Thing] = (), **values: Any) -> None:
        """Show other values and save them as one step."""
        self.edit(**values)
        self.commit(cites=cites)

    def commit(self, *, cites: Sequence[Thing] = ()) -> None:
        """Save what differs from the case file as one step; without a position it waits for one."""
        self._cites += [one for one in cites if one not in self._cites]
        if self.item is None or self.draft.point is None or not self.can_write:
            return
        if self._saving:
            self._again = True
            return
        if self.draft == self._saved and not self._cites:
            return
        if self.item.kind == "video" and self.frame_s is not None:
            self.draft = replace(self.draft, frame_s=self.frame_s)
        wanted, item_id, given = self.draft, self.item_id, self._cites
        self._saving, self._again, self._cites = True, False, []
        values = wanted.values()

        def saved(changes: ChangeSet) -> None:
            if item_id != self.item_id:
                return
            self._saving, self._saved = False, wanted
            self._row_id = str(changes.result["id"])
            if self._again:
                self.commit()
            self.changed.emit()
            self._read()

        def refused(error: BaseException) -> None:
            if item_id != self.item_id:
                self.context.show_error(error)
                return
            self._saving = self._again = False
            if isinstance(error, ReasonNeededError):
                # Everything but the level can be saved; the level waits for its reason.
                self.wanted_level = wanted.level
                self.edit(level=self._saved.level)
                self.commit(cites=given)
                self.reason_needed.emit(" ".join(error.objections))
                return
            self.revert()
            self.context.show_error(error)

        session = self.context.session
        future = session.run(place_camera, item_id=item_id, row_id=self._row_id, cites=given, **values)
        self.context.jobs.follow(future, done=saved, failed=refused)

    def place_when_read(self, latitude: float, longitude: float) -> None:
        """Place the item here as soon as it is known what is saved about it, as after a drop."""
        if self.placement is not None:
            self.set(latitude=round(latitude, 7), longitude=round(longitude, 7))
        else:
            self._waiting_point = (latitude, longitude)

    def set_level(self, level: str) -> None:
        """Say how sure one is; while there is no position it is kept for when there is one."""
        self.wanted_level = ""
        self.set(level=level)

    def set_reason(self, reason: str) -> None:
        """Say why, and take the level that waited for a reason."""
        level, self.wanted_level = self.wanted_level or self.draft.level, ""
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
