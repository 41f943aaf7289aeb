"""`OwnPlaces`: spots of the map get a name and join the places of the user's own; both ways, with a way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from evidence_board.geo.mercator import to_world
from evidence_board.geo.places_import import OwnPlace, add_own_place, remove_own_place
from evidence_board.ui.dialogs_name import NamePopover
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.map.map_pane import MapPane

if TYPE_CHECKING:
    from evidence_board.ui.case_page import CasePage

__all__ = ["OwnPlaces"]


class OwnPlaces(QObject):
    """Adds and removes places of one's own. They belong to the user, not to the case, so undo stands in the toast.

    Attributes:
        popover: asks for a name, or None.
    """

    def __init__(self, page: CasePage, *, found: Callable[[OwnPlace | None], None]) -> None:
        """Make the verbs of a page.

        Args:
            page: of the case.
            found: called with a place that was added, or with None when it was taken back.
        """
        super().__init__(page)
        self._page = page
        self._found = found
        self.popover: NamePopover | None = None

    def ask(self, latitude: float, longitude: float) -> None:
        """Ask what a spot is called, beside it."""
        context = self._page.context
        popover = NamePopover(
            self._page,
            title=tr("Add to my places"),
            theme=context.theme,
            done=lambda name: self.add(OwnPlace(name, latitude, longitude)),
            hint=context.places.hint(latitude, longitude) or tr("What it is called"),
            verb=tr("Add"),
        )
        self.popover = popover
        popover.destroyed.connect(self._gone)
        popover.open_at(self._spot(latitude, longitude))
        popover.field.setFocus()

    def add(self, place: OwnPlace, *, quiet: bool = False) -> None:
        """Add a place; the toast takes it back."""
        context, title = self._page.context, tr("My places")

        def work() -> int:
            return add_own_place(place.name, place.latitude, place.longitude, title=title)

        def done(_: int) -> None:
            if quiet:
                return
            self._found(place)
            words = tr("{name} is one of your places, found by Ctrl G.", name=isolate(place.name))
            self._page.toast.announce(words, action=tr("Undo"), then=lambda: self.remove(place, quiet=True))

        context.places.change(work, done=done)

    def remove(self, place: OwnPlace, *, quiet: bool = False) -> None:
        """Take a place away; the toast brings it back."""

        def done(_: int) -> None:
            if quiet:
                self._found(None)
                return
            words = tr("{name} is no place of yours any more.", name=isolate(place.name))
            self._page.toast.announce(words, action=tr("Undo"), then=lambda: self.add(place, quiet=True))

        self._page.context.places.change(lambda: remove_own_place(place), done=done)

    def _gone(self) -> None:
        self.popover = None

    def _spot(self, latitude: float, longitude: float) -> QPoint:
        shown = [pane for pane in self._page.findChildren(MapPane) if pane.isVisible()]
        if not shown:
            return self._page.mapToGlobal(QPoint(self._page.width() // 3, self._page.height() // 4))
        pane = shown[0]
        place = pane.hits.to_view(*to_world(latitude, longitude)).toPoint() + QPoint(12, 12)
        box = pane.canvas.rect()
        inside = QPoint(min(max(place.x(), 12), box.width() - 12), min(max(place.y(), 12), box.height() - 12))
        return pane.canvas.mapToGlobal(inside)
