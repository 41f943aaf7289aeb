"""`MatchingPoints`: the points of the picture on the desk as they stand on the screen, and the way to change them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_board.model.changes import ChangeSet
from evidence_board.model.placement import ItemPlacement, MatchPoint, PictureGeometry
from evidence_board.operations.match_points import add_match_point, remove_match_points, update_match_point
from evidence_board.operations.picture_geometry import set_picture_geometry
from evidence_board.ui.geolocate.desk import PlacementDesk

__all__ = ["ADD", "HORIZON", "PLACE", "TWIN", "MatchingPoints"]

#: Tools of the desk: a press in the picture adds a point; a press on the map places the chosen one; a press in the
#: reference picture sets its twin; the horizon can be drawn.
ADD, PLACE, TWIN, HORIZON = "match_point", "match_place", "match_twin", "horizon"
#: Presses of an arrow key that follow each other make one step.
_NUDGES_REST_MS = 500


@dataclass(slots=True)
class _Change:
    """What stands on the screen before it stands in the placement."""

    values: dict[str, Any]
    seen: ItemPlacement | None = None
    is_saved: bool = False


class MatchingPoints(QObject):
    """All points of the picture, with what is being dragged.

    Signals:
        changed: points, horizon, the chosen or the hovered one.
        rename_wanted: (row id) edit its name.
        added: (row id) a new one.

    Attributes:
        desk: the file.
        chosen: row id of the chosen point, or empty.
        hovered: row id of the point under the pointer, or empty.
        is_dragging: the mouse holds something: what is reckoned meanwhile may be rough.
    """

    changed = Signal()
    rename_wanted = Signal(str)
    added = Signal(str)

    def __init__(self, desk: PlacementDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.chosen = self.hovered = ""
        self.is_dragging = False
        self._changes: dict[str, _Change] = {}
        self._horizon: _Change | None = None
        self._nudged = QTimer(self)
        self._nudged.setSingleShot(True)
        self._nudged.setInterval(_NUDGES_REST_MS)
        self._nudged.timeout.connect(self.save_nudges)
        self._nudging: set[str] = set()
        desk.item_changed.connect(self._item_changed)
        desk.changed.connect(self._desk_changed)

    # -- what there is ---------------------------------------------------------------------------------

    @property
    def can_write(self) -> bool:
        """Whether points can be added and moved."""
        return self.desk.can_write and self.desk.item is not None

    @property
    def points(self) -> tuple[MatchPoint, ...]:
        """The points by number, as they stand on the screen."""
        placement = self.desk.placement
        if placement is None or placement.item_id != self.desk.item_id:
            return ()
        return tuple(
            replace(one, **self._changes[one.id].values) if one.id in self._changes else one for one in placement.points
        )

    @property
    def shown(self) -> tuple[MatchPoint, ...]:
        """The points that are to be seen now: of a video those of about this frame."""
        frame = self.desk.frame_s
        return tuple(
            one for one in self.points if frame is None or one.frame_s is None or abs(one.frame_s - frame) < 0.5
        )

    @property
    def geometry(self) -> PictureGeometry | None:
        """What was measured of the picture, as it stands on the screen."""
        placement = self.desk.placement
        saved = placement.geometry if placement is not None else None
        if self._horizon is None:
            return saved
        return replace(saved or PictureGeometry(id="", item_id=self.desk.item_id), **self._horizon.values)

    def point(self, row_id: str) -> MatchPoint | None:
        """Return a point as it stands on the screen."""
        return next((one for one in self.points if one.id == row_id), None)

    # -- choosing --------------------------------------------------------------------------------------

    def choose(self, row_id: str) -> None:
        """Choose a point, or none."""
        if row_id != self.chosen:
            self.save_nudges()
            self.chosen = row_id
            self._tell()

    def hover(self, row_id: str) -> None:
        """The pointer rests on a point here or elsewhere, or on none."""
        if row_id != self.hovered:
            self.hovered = row_id
            self.desk.hover.emit("point" if row_id else "", row_id)
            self._tell()

    # -- changing --------------------------------------------------------------------------------------

    def add(self, x: float, y: float) -> None:
        """Number a feature of the picture; its place on the map is asked for next."""
        if not self.can_write or not (0 <= x <= 1 and 0 <= y <= 1):
            return
        item_id = self.desk.item_id

        def done(changes: ChangeSet) -> None:
            if item_id == self.desk.item_id:
                self.chosen = str(changes.result["id"])
                if self.desk.tool == ADD:
                    self.desk.take_tool(PLACE)
                self.added.emit(self.chosen)

        frame = self.desk.frame_s
        at = (round(x, 6), round(y, 6))
        self.desk.context.perform_then(done, add_match_point, item_id=item_id, x=at[0], y=at[1], frame_s=frame)

    def show_moved(self, row_id: str, **values: Any) -> None:
        """Show a point elsewhere without saving it: a drag, or a nudge."""
        change = self._changes.setdefault(row_id, _Change({}))
        change.values.update(values)
        change.is_saved = False
        self._tell()

    def save(self, row_id: str) -> None:
        """Save where a point was moved to, as one step."""
        change = self._changes.get(row_id)
        if change is None or change.is_saved:
            return
        self._run(change, lambda: self._changes.pop(row_id, None), update_match_point, row_id=row_id, **change.values)

    def set(self, row_id: str, **values: Any) -> None:
        """Change fields of a point as one step."""
        if self.can_write and self.point(row_id) is not None:
            self.show_moved(row_id, **values)
            self.save(row_id)

    def put_back(self, row_id: str) -> None:
        """Show a point again where it is saved."""
        if self._changes.pop(row_id, None) is not None:
            self._tell()

    def nudge(self, row_id: str, dx: float, dy: float) -> None:
        """Move a point in the picture by fractions; saved when the keys rest."""
        point = self.point(row_id)
        if point is None or not self.can_write:
            return
        x, y = (min(max(value, 0.0), 1.0) for value in (point.x + dx, point.y + dy))
        self.show_moved(row_id, x=round(x, 6), y=round(y, 6))
        self._nudging.add(row_id)
        self._nudged.start()

    def save_nudges(self) -> None:
        """Save what arrow keys have moved."""
        self._nudged.stop()
        for row_id in list(self._nudging):
            self.save(row_id)
        self._nudging.clear()

    def remove(self, row_id: str) -> None:
        """Take a point away; the next one is chosen."""
        points = self.points
        at = next((number for number, one in enumerate(points) if one.id == row_id), None)
        if at is None or not self.can_write:
            return
        rest = [one.id for one in points if one.id != row_id]
        self.chosen = rest[min(at, len(rest) - 1)] if rest else ""
        self._changes.pop(row_id, None)
        self.desk.perform(remove_match_points, row_ids=[row_id])

    def show_horizon(self, **values: float | None) -> None:
        """Show the horizon elsewhere without saving it."""
        self._horizon = _Change({**(self._horizon.values if self._horizon is not None else {}), **values})
        self._tell()

    def save_horizon(self) -> None:
        """Save the horizon as it is shown, as one step."""
        change = self._horizon
        if change is None or change.is_saved or not self.can_write:
            return
        values = {**change.values, "source": "measured"}
        self._run(change, self._forget_horizon, set_picture_geometry, item_id=self.desk.item_id, **values)

    def remove_horizon(self) -> None:
        """Take the horizon away, if there is one."""
        geometry = self.geometry
        if self.can_write and geometry is not None and geometry.horizon_y is not None:
            self._forget_horizon()
            self.desk.perform(set_picture_geometry, item_id=self.desk.item_id, horizon_y=None, tilt_deg=None)

    def put_horizon_back(self) -> None:
        """Show the horizon again as it is saved."""
        self._forget_horizon()
        self._tell()

    # -- with the desk ---------------------------------------------------------------------------------

    def _run(
        self, change: _Change, forget: Callable[[], object], verb: Callable[..., ChangeSet], **keywords: Any
    ) -> None:
        change.is_saved, change.seen = True, None
        context = self.desk.context

        def done(_: ChangeSet) -> None:
            # What is read after this holds it.
            change.seen = self.desk.placement

        def failed(error: BaseException) -> None:
            forget()
            self._tell()
            context.show_error(error)

        context.jobs.follow(context.session.run(verb, **keywords), done=done, failed=failed)

    def _forget_horizon(self) -> None:
        self._horizon = None

    def _item_changed(self) -> None:
        self.save_nudges()
        self._changes.clear()
        self._horizon = None
        self.is_dragging = False
        self.chosen = self.hovered = ""
        self._tell()

    def _desk_changed(self) -> None:
        placement = self.desk.placement
        live = {one.id: one for one in placement.points} if placement is not None else {}
        for row_id, change in list(self._changes.items()):
            row = live.get(row_id)
            if row is None or self._is_in(change, row):
                del self._changes[row_id]
        geometry = placement.geometry if placement is not None else None
        if self._horizon is not None and self._is_in(self._horizon, geometry):
            self._horizon = None
        if self.chosen and self.chosen not in live and placement is not None:
            self.chosen = ""
        self._tell()

    def _is_in(self, change: _Change, row: MatchPoint | PictureGeometry | None) -> bool:
        """Tell whether the placement holds a change that was saved, or something newer."""
        if not change.is_saved:
            return False
        if change.seen is not None and change.seen is not self.desk.placement:
            return True
        return row is not None and all(_same(getattr(row, name), value) for name, value in change.values.items())

    def _tell(self) -> None:
        self.changed.emit()
        self.desk.repaint()


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, int | float):
        return abs(one - other) < 1e-6
    return one == other
