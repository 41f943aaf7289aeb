"""`PlacesFeature`: going to places of the world on the map, and the lists they are found in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from evidence_board.geo.gazetteer_lists import RemovedList
from evidence_board.geo.mercator import to_geographic, to_world, wrap_longitude
from evidence_board.geo.places_import import OwnPlace
from evidence_board.ui.commands import Command
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.map.map_pane import MapPane
from evidence_board.ui.places.own_places import OwnPlaces
from evidence_board.ui.places.place_finder import PlaceFinder
from evidence_board.ui.places.place_mark import PlaceMark
from evidence_board.ui.places.places_sheet import PlacesSheet

if TYPE_CHECKING:
    from evidence_board.ui.case_page import CasePage

__all__ = ["PlacesFeature"]

_ZOOM = 11.0


class PlacesFeature(QObject):
    """Answers `go_to_place`; adds "Go to a place" and "Lists of places".

    Attributes:
        mark: the ring on the map where somebody was taken.
        own: names spots of the map for the user's own list.
    """

    def __init__(self, page: "CasePage") -> None:
        super().__init__(page)
        self._page = page
        self._finder: PlaceFinder | None = None
        self._sheet: PlacesSheet | None = None
        self.mark = PlaceMark(page.context.theme)
        if self._map is not None:
            self._map.canvas.add_overlay(self.mark)
        self.own = OwnPlaces(page, found=self._own_changed)
        page.context.requests.go_to_place.connect(self.go_to)
        page.context.requests.name_place.connect(self.own.ask)
        commands = (
            Command(
                id="go_to_place",
                title=tr("Go to a place on the map"),
                run=self.open_finder,
                key="Ctrl+G",
                icon="map-pinned",
                group=tr("Window"),
                enabled=lambda: self._map is not None,
            ),
            Command(
                id="forget_place",
                title=tr("Take the ring off the map"),
                run=self.forget,
                icon="map-pin-x",
                enabled=lambda: bool(self.mark.name),
            ),
            Command(
                id="keep_place",
                title=tr("Add the place with the ring to my places"),
                run=lambda: self.own.ask(*self.mark.at),
                icon="map-pinned",
                enabled=lambda: bool(self.mark.name),
            ),
            Command(id="place_lists", title=tr("Lists of places"), run=self.show_lists, icon="globe"),
        )
        for command in commands:
            page.commands.add(command)
        page.add_to_case_menu("place_lists")

    @property
    def _map(self) -> MapPane | None:
        pane = self._page.workspace.panes.get("map")
        return pane if isinstance(pane, MapPane) else None

    @property
    def finder(self) -> PlaceFinder:
        """The "go to" field; made when it is first wanted."""
        if self._finder is None:
            self._finder = PlaceFinder(self._page, context=self._page.context)
            self._finder.chosen.connect(self.go_to)
        return self._finder

    @property
    def sheet(self) -> PlacesSheet:
        """The lists; made when they are first wanted."""
        if self._sheet is None:
            self._sheet = PlacesSheet(self._page.workspace, context=self._page.context)
            self._sheet.gone_to.connect(lambda one: self.go_to(one.name, one.latitude, one.longitude))
            self._sheet.place_removed.connect(self.own.remove)
            self._sheet.list_removed.connect(self._list_removed)
        return self._sheet

    def open_finder(self) -> None:
        """Open the field over the map."""
        pane = self._map
        if pane is None:
            return
        self._show_map()
        target = pane.canvas.camera.target
        latitude, longitude = to_geographic(target.x, min(max(target.y, 0.0), 1.0))
        # Far out, the middle of the map says nothing about what is meant.
        self.finder.near = (latitude, wrap_longitude(longitude)) if pane.camera.zoom >= 5 else None
        self.finder.open_at(pane.canvas.mapToGlobal(QPoint(12, 12)))
        self.finder.begin()

    def show_lists(self) -> None:
        """Open the lists of places."""
        self.sheet.read()
        self._page.show_sheet(self.sheet)

    def go_to(self, name: str, latitude: float, longitude: float) -> None:
        """Show a place on the map, with a ring around it; nothing of it goes into the case."""
        pane = self._map
        if pane is None:
            return
        self._show_map()
        pane.set_view("map")
        self.mark.show(name, latitude, longitude)
        x, y = to_world(latitude, longitude)
        pane.camera.centre(x, y, least_zoom=_ZOOM)
        pane.canvas.update()
        self._page.commands.changed.emit()

    def _list_removed(self, removed: RemovedList) -> None:
        words = tr("{name} is removed.", name=isolate(removed.title))
        places = self._page.context.places

        def put_back() -> None:
            places.change(removed.put_back, done=lambda _: None)

        self._page.toast.announce(words, action=tr("Undo"), then=put_back)

    def _own_changed(self, place: OwnPlace | None) -> None:
        if place is not None:
            self.mark.show(place.name, place.latitude, place.longitude)
            if self._map is not None:
                self._map.canvas.update()
            self._page.commands.changed.emit()
        else:
            self.forget()

    def forget(self) -> None:
        """Take the ring off."""
        self.mark.clear()
        if self._map is not None:
            self._map.canvas.update()
        self._page.commands.changed.emit()

    def _show_map(self) -> None:
        workspace = self._page.workspace
        if workspace.maximised not in (None, "map"):
            workspace.restore_maximised()
        workspace.focus_pane("map")
