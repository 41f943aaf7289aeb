"""`ProfileFeature`: the full page of an entity joins in with the page of a case."""

from PySide6.QtCore import QObject

from evidence_board.ui.case_page import CasePage
from evidence_board.ui.commands import Command
from evidence_board.ui.i18n import tr
from evidence_board.ui.profile_page.profile_view import ProfileView

__all__ = ["ProfileFeature"]


class ProfileFeature(QObject):
    """Answers ``open_page``, and has a command for what is selected.

    Attributes:
        view: made when it is opened for the first time.
    """

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page = page
        self.view: ProfileView | None = None
        page.context.requests.open_page.connect(self._open)
        page.commands.add(
            Command(
                id="open_page",
                title=tr("Open page"),
                run=self.open_selected,
                key="Ctrl+Enter",
                more_keys=("Ctrl+Return",),
                icon="maximize-2",
                group=tr("Selection"),
                enabled=lambda: bool(self._chosen()),
            )
        )

    def open_selected(self) -> None:
        """Show the page of the selected entity."""
        self._open("", self._chosen())

    def _chosen(self) -> str:
        session = self._page.context.session
        current = session.selection.current
        return current if current is not None and current in session.index.entities else ""

    def _open(self, kind: str, row_id: str) -> None:
        if not row_id:
            return
        workspace = self._page.workspace
        if self.view is None:
            self.view = ProfileView(self._page.context, workspace)
            self.view.board_shown.connect(self._go_to_board)
        self.view.set_compact(workspace.is_compact)
        self.view.open_page(row_id)

    def _go_to_board(self) -> None:
        workspace = self._page.workspace
        if workspace.maximised not in (None, "board"):
            workspace.restore_maximised()
        workspace.focus_pane("board")
