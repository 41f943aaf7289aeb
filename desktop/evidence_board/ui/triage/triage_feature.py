"""`TriageFeature`: the command that goes through new files, and those that set the state of work."""

from functools import partial

from PySide6.QtCore import QObject

from evidence_board.model.sources import WorkStatus
from evidence_board.operations.work_status import set_work_status
from evidence_board.ui.bulk_edits import bulk_edits
from evidence_board.ui.case_page import CasePage
from evidence_board.ui.commands import Command
from evidence_board.ui.gallery.gallery_pane import GalleryPane
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.triage.triage_view import TriageView
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.work_status import status_icon, status_name

__all__ = ["TriageFeature"]

_KEY = "Ctrl+T"


class TriageFeature(QObject):
    """Joins in with a page: a command, a button in the gallery, the view once it is wanted.

    Attributes:
        view: made when it is opened for the first time.
        button: in the header of the gallery; None where there is none.
    """

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page = page
        self.view: TriageView | None = None
        self.button: IconButton | None = None
        words = tr("Go through new files")
        page.commands.add(
            Command(id="triage", title=words, run=self.open_view, key=_KEY, icon="step-forward", group=tr("Case"))
        )
        for status in WorkStatus:
            page.commands.add(
                Command(
                    id=f"status_{status.value}",
                    title=tr("Mark as {state}", state=status_name(status).lower()),
                    run=partial(self._mark, status.value),
                    icon=status_icon(status),
                    enabled=self._can_mark,
                )
            )
        page.commands.add(
            Command(
                id="stop_edit",
                title=tr("Stop the edit that runs"),
                run=bulk_edits(page.context).stop,
                icon="circle-x",
                enabled=lambda: bulk_edits(page.context).is_long,
            )
        )
        gallery = page.workspace.panes["gallery"]
        if isinstance(gallery, GalleryPane):
            self.button = IconButton("step-forward", name=words, key=_KEY, theme=page.context.theme)
            self.button.clicked.connect(self.open_view)
            gallery.header.add_control(self.button)

    def open_view(self) -> None:
        """Go through the new files that pass the filter."""
        if self.view is None:
            workspace = self._page.workspace
            self.view = TriageView(self._page.context, workspace, navigator=workspace.panes["navigator"])
        if self.view.isVisible():
            self.view.leave()
            return
        self.view.set_compact(self._page.workspace.is_compact)
        self.view.open_view()

    def _can_mark(self) -> bool:
        actions = self._page.actions_of_case
        return actions.can_write and bool(actions.selected_items())

    def _mark(self, status: str) -> None:
        ids = self._page.actions_of_case.selected_items()
        words = count(len(ids), one="Marking {n} file", many="Marking {n} files")
        bulk_edits(self._page.context).perform(words, len(ids), set_work_status, item_ids=ids, status=status)
