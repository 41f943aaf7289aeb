"""`HistoryFeature`: the history of the case joins in with its page: a key, a menu entry, a pane over the inspector."""

from PySide6.QtCore import QObject

from evidence_board.ui.case_page import CasePage
from evidence_board.ui.commands import Command
from evidence_board.ui.history.history_pane import HistoryPane
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.inspector_pane import InspectorPane

__all__ = ["HistoryFeature"]


class HistoryFeature(QObject):
    """Opens the history in place of the inspector, and puts the inspector back."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page = page
        self._pane: HistoryPane | None = None
        group = tr("Case")
        page.commands.add(
            Command(id="history", title=tr("History"), run=self.toggle, key="Ctrl+H", icon="history", group=group)
        )
        page.commands.add(
            Command(
                id="history_of_this",
                title=tr("History of what is selected"),
                run=self.show_of_selected,
                key="Ctrl+Shift+H",
                icon="history",
                enabled=lambda: len(page.context.session.selection.ids) == 1,
            )
        )
        page.add_to_case_menu("history")

    @property
    def pane(self) -> HistoryPane | None:
        """The history, once it was opened."""
        return self._pane

    @property
    def is_open(self) -> bool:
        """Whether the history is shown."""
        return self._pane is not None and self._pane.isVisible()

    def toggle(self) -> None:
        """Show the history, or the inspector again."""
        if self.is_open:
            self.close_history()
        else:
            self._open().list.setFocus()

    def show_of_selected(self) -> None:
        """Show the history of the selected thing."""
        pane = self._open()
        pane.show_only_this()
        pane.list.setFocus()

    def close_history(self) -> None:
        """Show the inspector again."""
        inspector = self._page.workspace.panes["inspector"]
        if isinstance(inspector, InspectorPane):
            inspector.cover(None)

    def _open(self) -> HistoryPane:
        workspace = self._page.workspace
        inspector = workspace.panes["inspector"]
        assert isinstance(inspector, InspectorPane)
        if self._pane is None:
            self._pane = HistoryPane(self._page.context, inspector)
            self._pane.close_wanted.connect(self.close_history)
        if inspector.isHidden():
            workspace.toggle_inspector()
        inspector.cover(self._pane)
        return self._pane
