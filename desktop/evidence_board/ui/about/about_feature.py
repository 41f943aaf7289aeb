"""`AboutFeature`: "About Evidence Board" in the help menu, the menu of the case and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evidence_board.ui.about.about_sheet import AboutSheet
from evidence_board.ui.commands import Command
from evidence_board.ui.i18n import tr

if TYPE_CHECKING:
    from evidence_board.ui.case_page import CasePage

__all__ = ["AboutFeature"]


class AboutFeature(QObject):
    """Adds the command ``about``."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page = page
        self._sheet: AboutSheet | None = None
        page.commands.add(Command(id="about", title=tr("About Evidence Board"), run=self.show_about, icon="info"))

    @property
    def sheet(self) -> AboutSheet:
        """The sheet; made when it is first wanted."""
        if self._sheet is None:
            self._sheet = AboutSheet(self._page.workspace, theme=self._page.context.theme)
        return self._sheet

    def show_about(self) -> None:
        """Open the sheet, or close it."""
        self._page.show_sheet(self.sheet)
