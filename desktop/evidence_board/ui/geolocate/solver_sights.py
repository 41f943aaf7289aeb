"""`SightLines`: landmarks in line and bearings of the picture on the desk, and where they meet."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidence_board.geo.sight import Crossing, Ray, bearing_ray, cross, transit_ray
from evidence_board.model.changes import ChangeSet
from evidence_board.model.placement import SightKind, SightLine
from evidence_board.operations.sight_lines import add_sight_line, remove_sight_lines, update_sight_line
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.i18n import tr

__all__ = ["BEARING", "TRANSIT", "Sight", "SightLines"]

#: Tools of the desk: press on the near landmark and then on the far one; press on a landmark and then on where the
#: camera may have stood.
TRANSIT, BEARING = "transit", "bearing"


@dataclass(frozen=True, slots=True)
class Sight:
    """A line and where it leads; ``ray`` is None where its numbers give none."""

    line: SightLine
    ray: Ray | None


class SightLines(QObject):
    """The lines as they stand on the screen.

    Signals:
        changed: the lines, the first landmark of a new one, or what is chosen.

    Attributes:
        desk: the file.
        chosen: row id of the chosen line, or empty.
        first: the first landmark of a new line, (latitude, longitude).
        sights: the lines, oldest first.
        crossing: where those that are used meet; None where they do not.
    """

    changed = Signal()

    def __init__(self, desk: PlacementDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.chosen = ""
        self.first: tuple[float, float] | None = None
        self.sights: tuple[Sight, ...] = ()
        self.crossing: Crossing | None = None
        self._moved: dict[str, dict[str, Any]] = {}
        self._seen: object = None
        desk.item_changed.connect(self._item_changed)
        desk.changed.connect(self._desk_changed)
        desk.tool_changed.connect(self._tool_changed)

    @property
    def can_write(self) -> bool:
        """Whether lines can be drawn."""
        return self.desk.can_write and self.desk.item is not None

    @property
    def used(self) -> int:
        """How many lines are reckoned with."""
        return sum(1 for one in self.sights if one.line.used and one.ray is not None)

    def choose(self, row_id: str) -> None:
        """Choose a line, or none."""
        if row_id != self.chosen:
            self.chosen = row_id
            self._tell()

    def press(self, latitude: float, longitude: float) -> bool:
        """Take a point of a new line; False when no such tool is taken."""
        if self.desk.tool not in (TRANSIT, BEARING) or not self.can_write:
            return False
        if self.first is None:
            self.first = (latitude, longitude)
            self._tell()
            return True
        first, self.first = self.first, None
        second = (latitude, longitude)
        if first != second:
            self._add(first, second)
        return True

    def _add(self, first: tuple[float, float], second: tuple[float, float]) -> None:
        number, item_id = len(self.sights) + 1, self.desk.item_id
        if self.desk.tool == TRANSIT:
            values: dict[str, Any] = {
                "kind": SightKind.TRANSIT.value,
                "far_latitude": round(second[0], 7),
                "far_longitude": round(second[1], 7),
                "name": tr("In line {n}", n=number),
            }
        else:
            # From where the camera may have stood towards the landmark.
            values = {
                "kind": SightKind.BEARING.value,
                "bearing_deg": round(transit_ray(second, first).away_deg + 180, 2) % 360,
                "error_deg": 2.0,
                "name": tr("Bearing {n}", n=number),
            }

        def done(changes: ChangeSet) -> None:
            if item_id == self.desk.item_id:
                self.chosen = str(changes.result["id"])

        values.update(latitude=round(first[0], 7), longitude=round(first[1], 7))
        self.desk.context.perform_then(done, add_sight_line, item_id=item_id, **values)
        self.desk.take_tool(self.desk.tool)

    def show_moved(self, row_id: str, **values: Any) -> None:
        """Show a line elsewhere without saving it."""
        self._moved.setdefault(row_id, {}).update(values)
        self._reckon()

    def save(self, row_id: str) -> None:
        """Save where a line was moved to."""
        values = self._moved.get(row_id)
        if values:
            self.desk.perform(update_sight_line, row_id=row_id, **values)

    def put_back(self) -> None:
        """Show every line again where it is saved, and forget the first landmark of a new one."""
        self._moved.clear()
        self.first = None
        self._reckon()

    def set(self, row_id: str, **values: Any) -> None:
        """Change fields of a line as one step."""
        if self.can_write:
            self.desk.perform(update_sight_line, row_id=row_id, **values)

    def remove(self, row_id: str) -> None:
        """Take a line away."""
        if self.can_write:
            self.chosen = ""
            self.desk.perform(remove_sight_lines, row_ids=[row_id])

    # -- with the desk ---------------------------------------------------------------------------------

    def _item_changed(self) -> None:
        self.chosen, self.first = "", None
        self._moved.clear()
        self._seen = None
        self._reckon()

    def _desk_changed(self) -> None:
        if self.desk.placement is not self._seen:
            self._seen = self.desk.placement
            self._moved.clear()
            self._reckon()

    def _tool_changed(self, tool: str) -> None:
        if tool not in (TRANSIT, BEARING) and self.first is not None:
            self.first = None
            self._tell()

    def _reckon(self) -> None:
        placement = self.desk.placement
        lines = placement.lines if placement is not None else ()
        shown = [replace(one, **self._moved.get(one.id, {})) for one in lines]
        self.sights = tuple(Sight(one, _ray(one)) for one in shown)
        rays = [one.ray for one in self.sights if one.ray is not None and one.line.used]
        self.crossing = cross(rays) if len(rays) > 1 else None
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self.desk.repaint()


def _ray(line: SightLine) -> Ray | None:
    near = (line.latitude, line.longitude)
    try:
        if line.kind == SightKind.BEARING:
            if line.bearing_deg is None:
                return None
            return bearing_ray(near, line.bearing_deg, error_deg=line.error_deg)
        if line.far_latitude is None or line.far_longitude is None:
            return None
        return transit_ray(near, (line.far_latitude, line.far_longitude), error_deg=line.error_deg)
    except ValueError:
        # In a case of somebody else both landmarks may lie at one place.
        return None
