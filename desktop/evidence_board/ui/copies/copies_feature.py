"""`CopiesFeature`: copies of pictures in the window: commands, the sheet, and fingerprints of older cases."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evidence_board.case.fingerprints import count_without_fingerprint
from evidence_board.media.requests import media_supervisor
from evidence_board.operations.fingerprinting import fill_fingerprints
from evidence_board.ui.behind_work import BehindWork
from evidence_board.ui.commands import Command
from evidence_board.ui.copies.copies_sheet import CopiesSheet
from evidence_board.ui.i18n import tr
from evidence_board.workers import Supervisor, SupervisorClosed

if TYPE_CHECKING:
    from evidence_board.ui.case_page import CasePage

__all__ = ["CopiesFeature"]


class CopiesFeature(QObject):
    """Answers ``compare_copies`` and ``show_look_alikes``."""

    def __init__(self, page: "CasePage") -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self._sheet: CopiesSheet | None = None
        self._supervisor: Supervisor | None = None
        self._behind = BehindWork(page.context, job_id="fingerprints", title=tr("Comparing pictures"))
        requests = page.context.requests
        requests.compare_copies.connect(self.compare)
        requests.show_look_alikes.connect(self.show_look_alikes)
        page.commands.add(
            Command(
                id="compare_copies",
                title=tr("Compare copies"),
                run=lambda: self.compare(self._chosen()),
                key="C",
                icon="copy",
                group=tr("Selected"),
                enabled=lambda: bool(self._chosen()),
            )
        )
        page.commands.add(
            Command(
                id="look_alikes",
                title=tr("Judge look-alikes"),
                run=self.show_look_alikes,
                key="Shift+C",
                icon="copy-check",
                group=tr("Case"),
            )
        )
        page.add_to_case_menu("look_alikes")
        page.context.at_close(self._stop)
        if not page.context.session.case.read_only:
            self._fill()

    @property
    def sheet(self) -> CopiesSheet:
        """The sheet; made when it is first wanted."""
        if self._sheet is None:
            self._sheet = CopiesSheet(self._page.workspace, context=self._context)
        return self._sheet

    def compare(self, item_ids: Sequence[str]) -> None:
        """Show two files side by side, or the group of one."""
        items = [one for one in item_ids if one in self._context.session.index.items]
        group = self._context.session.index.observations.group_of(items[0]) if items else None
        if len(items) == 2:
            self.sheet.compare(*items)
        elif group is not None:
            self.sheet.show_group(group.item_ids, first=items[0])
        else:
            return
        self._open()

    def show_look_alikes(self) -> None:
        """Show what looks alike and nobody has judged."""
        if self._sheet is not None and self._sheet.is_open:
            self._sheet.close_sheet()
            return
        self.sheet.show_queue()
        self._open()

    def _open(self) -> None:
        if not self.sheet.is_open:
            self._page.show_sheet(self.sheet)

    def _chosen(self) -> list[str]:
        """Return two selected files, or one that has copies; else nothing."""
        session = self._context.session
        items = [one for one in session.selection.ids if one in session.index.items]
        if len(items) == 2 and len(session.selection.ids) == 2:
            return items
        if len(items) == 1 and session.index.observations.group_of(items[0]) is not None:
            return items
        return []

    # -- fingerprints of a case that was made before there were any -------------------------------------

    def _fill(self) -> None:
        """Work them out behind everything else: a large case takes minutes."""
        session = self._context.session

        def work() -> None:
            if session.read(count_without_fingerprint):
                with media_supervisor(workers=1, low_priority=True) as supervisor:
                    self._supervisor = supervisor
                    fill_fingerprints(session, supervisor, progress=self._behind.moved)

        self._behind.start(work, ended=(SupervisorClosed,))

    def _stop(self) -> None:
        self._behind.is_closed = True
        if self._supervisor is not None:
            self._supervisor.close()
        self._behind.stop()
