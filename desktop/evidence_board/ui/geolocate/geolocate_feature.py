"""`GeolocateFeature`: the Geolocate workspace joins in with the page of a case."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evidence_board.ui.i18n import tr

if TYPE_CHECKING:
    from evidence_board.ui.case_page import CasePage
    from evidence_board.ui.geolocate.workspace import GeolocateWorkspace

__all__ = ["GEOLOCATE", "GeolocateFeature"]

#: Id of the workspace, and of the command that shows it.
GEOLOCATE = "geolocate"


class GeolocateFeature(QObject):
    """Adds the tab and the key; the workspace is made when it is first opened.

    Attributes:
        workspace: the workspace, None until it was opened.
    """

    def __init__(self, page: "CasePage") -> None:
        super().__init__(page)
        self._page = page
        page.workspaces.add(GEOLOCATE, tr("Geolocate"), icon="map-pinned", key="Ctrl+2", make=self._make)

        self.workspace: GeolocateWorkspace | None = None

    def _make(self) -> "GeolocateWorkspace":
        # A case that is only looked at pays nothing for it.
        from evidence_board.ui.geolocate.workspace import GeolocateWorkspace

        self.workspace = GeolocateWorkspace(self._page.context, self._page.workspace)
        return self.workspace
