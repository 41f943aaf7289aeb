"""`Opening`: does what the palette offers: select and show a thing, filter to it, show it in a pane, copy its ref."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from evidence_board.events import Notice
from evidence_board.filters import (
    AtPlace,
    HasTag,
    InCollection,
    LinkedTo,
    OfUnit,
    Part,
    PostedBy,
    Words,
    filter_from_text,
)
from evidence_board.model.errors import KnownError
from evidence_board.selection import replace
from evidence_board.ui.case_page import CasePage
from evidence_board.ui.i18n import isolate, tr

__all__ = ["Opening", "part_for"]

ORIGIN = "palette"


def part_for(kind: str, row_id: str, ref: str = "") -> Part:
    """Return the condition that leaves the files of a thing."""
    match kind:
        case "location":
            return AtPlace(row_id)
        case "account":
            return PostedBy((row_id,))
        case "unit":
            return OfUnit(row_id)
        case "tag":
            return HasTag(row_id)
        case "album":
            return InCollection(row_id)
        case "item" | "post" | "link" | "geotag":
            return Words(ref)
    return LinkedTo(row_id)


class Opening(QObject):
    """Acts on things by kind and row id."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page = page

    def open_thing(self, thing: tuple[str, str]) -> None:
        """Show a thing, as every other pane that asks for it."""
        self._page.context.requests.open_thing.emit(thing)

    def open_page(self, kind: str, row_id: str) -> None:
        """Show the full page of an entity."""
        self._page.context.requests.open_page.emit(kind, row_id)

    def show_in(self, pane: str, row_id: str) -> None:
        """Select a thing and bring it into view on the map or the board."""
        workspace = self._page.workspace
        if workspace.maximised not in (None, pane):
            workspace.restore_maximised()
        session = self._page.context.session
        session.select(replace([row_id]), origin=ORIGIN)
        self._page.context.requests.reveal.emit(row_id)
        self._page.context.requests.fit_selection.emit()
        workspace.focus_pane(pane)

    def filter_by(self, part: Part) -> None:
        """Leave only the files that meet a condition, besides those in force."""
        session = self._page.context.session
        session.set_filter(session.filter.plus(part), origin=ORIGIN)

    def open_view(self, query: str) -> None:
        """Put the filter of a saved view in place of the one in force."""
        try:
            wanted = filter_from_text(query)
        except KnownError as error:
            self._page.context.show_error(error)
        else:
            self._page.context.session.set_filter(wanted, origin=ORIGIN)

    def copy(self, text: str) -> None:
        """Copy a ref, and say so."""
        QGuiApplication.clipboard().setText(text)
        self._page.context.session.hub.emit(Notice(tr("Copied {text}", text=isolate(text)), "info"))
