"""`CheckFeature`: the check joins in with the page: a command, a menu entry, its sheet; and the sheet of custody."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from evidence_board.case.restore import RestoreStopped
from evidence_board.operations.repairing import RepairReport, repair_into
from evidence_board.settings import load_settings
from evidence_board.ui.case_page import CasePage
from evidence_board.ui.check.check_runner import CheckRunner
from evidence_board.ui.check.check_sheet import CheckSheet
from evidence_board.ui.check.custody_sheet import CustodySheet
from evidence_board.ui.check.long_job import LongJob
from evidence_board.ui.commands import Command
from evidence_board.ui.dialogs_case import CASE_SUFFIX
from evidence_board.ui.i18n import tr
from evidence_board.ui.navigator.navigator_pane import NavigatorPane

__all__ = ["CheckFeature"]


class CheckFeature(QObject):
    """Opens the sheets of check and custody; runs the repair of an open case."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page = page
        self._sheet: CheckSheet | None = None
        self._custody: CustodySheet | None = None
        navigator = page.workspace.panes["navigator"]
        self._foot = navigator.foot if isinstance(navigator, NavigatorPane) else None
        self.runner = self._foot.runner if self._foot is not None else CheckRunner(page.context, self)
        self.repair = LongJob(page.context, name="repair", title=tr("Repairing into a new file"), parent=self)
        page.commands.add(Command(id="check", title=tr("Check case"), run=self.show_check, icon="shield-check"))
        page.commands.add(Command(id="custody", title=tr("Custody…"), run=self.show_custody, icon="hash"))
        page.add_to_case_menu("check", "custody")
        if self._foot is not None:
            self._foot.opened.connect(self.show_check)

    @property
    def sheet(self) -> CheckSheet:
        """The sheet of the check."""
        if self._sheet is None:
            self._sheet = CheckSheet(self._page.workspace, context=self._page.context, runner=self.runner)
            self._sheet.repair_wanted.connect(self._choose_repair)
            self._sheet.open_wanted.connect(self._page.open_case)
            self._sheet.backups_wanted.connect(lambda: self._page.commands.run("backups"))
        return self._sheet

    @property
    def custody(self) -> CustodySheet:
        """The sheet of the custody log."""
        if self._custody is None:
            self._custody = CustodySheet(self._page.workspace, context=self._page.context)
        return self._custody

    def show_check(self) -> None:
        """Open the sheet of the check, or close it."""
        self._page.show_sheet(self.sheet)

    def show_custody(self) -> None:
        """Open the sheet of the custody log, or close it."""
        self.custody.read()
        self._page.show_sheet(self.custody)

    def _choose_repair(self) -> None:
        case = self._page.context.session.case.path
        suggestion = case.with_name(f"{case.stem} repaired{CASE_SUFFIX}")
        kinds = tr("Evidence Board case") + f" (*{CASE_SUFFIX})"
        name, _ = QFileDialog.getSaveFileName(self._page, tr("Write what can be kept into"), str(suggestion), kinds)
        if name:
            path = Path(name)
            self.repair_to(path if path.suffix == CASE_SUFFIX else path.with_name(path.name + CASE_SUFFIX))

    def repair_to(self, target: Path) -> None:
        """Write what can be kept of the open case into a new file."""
        context = self._page.context
        case = context.session.case.path

        def done(report: RepairReport) -> None:
            self.sheet.show_repair(report)

        def failed(error: BaseException) -> None:
            if not isinstance(error, RestoreStopped):
                context.show_error(error)

        self.repair.start(
            lambda progress: repair_into(case, target, actor=load_settings().name, progress=progress),
            done=done,
            failed=failed,
        )
