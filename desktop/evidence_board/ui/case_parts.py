"""What an open case is put together from: the panes, and what opens over them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QWidget

from evidence_board.ui.context import UiContext
from evidence_board.ui.workspace import WorkspaceParts

if TYPE_CHECKING:
    from evidence_board.ui.case_page import CasePage

__all__ = ["CaseParts", "Feature", "ImportDoor", "LinkDoor", "PlaceDoor", "PreviewDoor"]

Thing = tuple[str, str]
#: Makes something that joins in with a finished page: it adds commands, answers requests, opens sheets.
Feature = Callable[["CasePage"], QObject]


class ImportDoor(Protocol):
    """The import sheet, as the window uses it."""

    @property
    def is_open(self) -> bool:
        """Whether it is open."""
        ...

    def open_sheet(self) -> None:
        """Show it, with the running import or with the choice of what to import."""
        ...

    def close_sheet(self) -> None:
        """Hide it; an import goes on."""
        ...

    def import_paths(self, paths: list[Path]) -> None:
        """Show it and import these."""
        ...

    def offer_unfinished(self) -> None:
        """Show it if an import stopped before its end, with a way to go on."""
        ...

    def shut_down(self) -> None:
        """End a running import before the case is closed; it can be taken up again later."""
        ...


class PreviewDoor(Protocol):
    """The large preview, as the window uses it."""

    def show_item(self, item_id: str) -> None:
        """Show one file large over the panes."""
        ...


class LinkDoor(Protocol):
    """What asks for the end and the relation of a link."""

    def begin(self, things: list[Thing]) -> None:
        """Begin a link from these things."""
        ...

    def link_to(self, things: list[Thing], target: Thing) -> None:
        """Link these to that thing; ask only for the relation."""
        ...


class PlaceDoor(Protocol):
    """The map, as the window uses it.

    Attributes:
        follow: the switch that filters to the map view.
    """

    follow: QAbstractButton

    def ask_position(self, item_ids: list[str]) -> Any:
        """Ask where these were taken."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseParts:
    """Makes what stands in the page of a case; each is made with the context and the page it lies over.

    Attributes:
        workspace: the panes.
        import_sheet: the import sheet.
        preview: the large preview.
        link: the popover of links.
        features: what joins in once the page stands, in this order.
    """

    workspace: WorkspaceParts
    import_sheet: Callable[[UiContext, QWidget], ImportDoor]
    preview: Callable[[UiContext, QWidget], PreviewDoor]
    link: Callable[[UiContext, QWidget], LinkDoor]
    features: tuple[Feature, ...] = ()
