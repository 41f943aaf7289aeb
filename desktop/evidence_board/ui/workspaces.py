"""`Workspaces`: the workspaces of a case, each a tab in the top bar and a key; one selection and filter in all."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from evidence_board.ui.commands import Command
from evidence_board.ui.i18n import tr

if TYPE_CHECKING:
    from evidence_board.ui.case_page import CasePage

__all__ = ["OVERVIEW", "Guest", "Workspaces"]

#: Commands that act on panes of the Overview, which then is shown.
_OF_PANES = frozenset(
    {
        *("navigator", "inspector", "maximise", "filter_list", "add_filter", "history", "history_of_this"),
        *("next_pane", "previous_pane", "triage"),
    }
)
#: Id of the Overview, and of the command that shows it.
OVERVIEW = "overview"


class Guest(Protocol):
    """A workspace beside the Overview, as the window uses it."""

    def set_compact(self, compact: bool) -> None:
        """Arrange it for a small window, or for a roomy one."""
        ...

    def enter(self) -> None:
        """It is shown now: take the focus."""
        ...

    def leave(self) -> None:
        """The case is closed: remember the layout, end what runs."""
        ...


class Workspaces(QObject):
    """Shows one workspace at a time; one that nobody opened is never made.

    Attributes:
        current: id of the workspace that is shown.
        switched: (id) another one is shown.
    """

    switched = Signal(str)

    def __init__(self, page: "CasePage") -> None:
        super().__init__(page)
        self._page = page
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._guests: dict[str, QWidget] = {}
        self.current = OVERVIEW
        self._add(OVERVIEW, tr("Overview"), icon="layout-dashboard", key="Ctrl+1")
        page.commands.about_to_run.connect(self._before)

    def add(self, name: str, title: str, *, icon: str, key: str, make: Callable[[], QWidget]) -> None:
        """Add a workspace behind those before.

        Args:
            name: its id, also of the command that shows it.
            title: its name, already translated.
            icon: of its tab.
            key: that shows it.
            make: makes the widget (a `Guest`) when it is first wanted.
        """
        self._makers[name] = make
        self._add(name, title, icon=icon, key=key)

    def _add(self, name: str, title: str, *, icon: str, key: str) -> None:
        command = Command(id=name, title=title, run=lambda: self.show(name), key=key, icon=icon, group=tr("Workspaces"))
        self._page.top_bar.add_workspace(self._page.commands.add(command))

    def guest(self, name: str) -> QWidget | None:
        """Return a workspace that was made, else None."""
        return self._guests.get(name)

    def show(self, name: str) -> None:
        """Show a workspace.

        Raises:
            KeyError: there is no such workspace.
        """
        workspace = self._page.workspace
        self._page.top_bar.show_workspace(name)
        if name == self.current:
            return
        self.current = name
        if name == OVERVIEW:
            workspace.show_guest(None)
            workspace.focus_pane(workspace.current)
        else:
            if name not in self._guests:
                self._guests[name] = self._makers[name]()
            guest = self._guests[name]
            _door(guest).set_compact(workspace.is_compact)
            workspace.show_guest(guest)
            _door(guest).enter()
        self.switched.emit(name)

    def _before(self, command_id: str) -> None:
        """Show the panes that a command acts on."""
        if command_id in _OF_PANES:
            self.show(OVERVIEW)

    def set_compact(self, compact: bool) -> None:
        """Arrange those that were made for a small window, or for a roomy one."""
        for guest in self._guests.values():
            _door(guest).set_compact(compact)

    def leave(self) -> None:
        """Have each remember its layout and end what it runs."""
        for guest in self._guests.values():
            _door(guest).leave()


def _door(guest: QWidget) -> Guest:
    return cast(Guest, guest)
