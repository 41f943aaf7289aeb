"""`BackupsFeature`: backups join in with the page: made by themselves, listed, restored; the whole case copied."""

from PySide6.QtCore import QObject

from evidence_board.ui.backups.backup_keeper import BackupKeeper
from evidence_board.ui.backups.backups_sheet import BackupsSheet
from evidence_board.ui.case_page import CasePage
from evidence_board.ui.commands import Command
from evidence_board.ui.i18n import tr

__all__ = ["BackupsFeature"]


class BackupsFeature(QObject):
    """Opens the sheet of backups and keeps them coming."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page = page
        self._sheet: BackupsSheet | None = None
        self.keeper = BackupKeeper(page.context, self)
        page.commands.add(Command(id="backups", title=tr("Backups…"), run=self.show_backups, icon="archive-restore"))
        page.commands.add(
            Command(id="copy_case", title=tr("Copy the whole case…"), run=self._choose_copy, icon="files")
        )
        page.add_to_case_menu("backups", "copy_case")

    @property
    def sheet(self) -> BackupsSheet:
        """The sheet of backups."""
        if self._sheet is None:
            self._sheet = BackupsSheet(self._page.workspace, context=self._page.context, keeper=self.keeper)
            self._sheet.open_wanted.connect(self._page.open_case)
        return self._sheet

    def show_backups(self) -> None:
        """Open the sheet of backups, or close it."""
        self.sheet.read()
        self._page.show_sheet(self.sheet)

    def _choose_copy(self) -> None:
        if not self.sheet.is_open:
            self.show_backups()
        self.sheet.choose_copy()
