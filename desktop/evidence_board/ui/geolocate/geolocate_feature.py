"""`GeolocateFeature`: the Geolocate workspace joins in with the page of a case."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evidence_board.ui.dialogs_keys import KeysSheet
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.widgets.key_hint import key_words

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
        self._keys: KeysSheet | None = None
        page.workspaces.switched.connect(self._switched)
        page.workspaces.add(GEOLOCATE, tr("Geolocate"), icon="map-pinned", key="Ctrl+2", make=self._make)

        self.workspace: GeolocateWorkspace | None = None

    def _make(self) -> "GeolocateWorkspace":
        # A case that is only looked at pays nothing for it.
        from evidence_board.ui.geolocate.reference_file import ReferenceFile
        from evidence_board.ui.geolocate.workspace import GeolocateWorkspace
        from evidence_board.ui.import_sheet.import_sheet import ImportSheet

        workspace = self.workspace = GeolocateWorkspace(self._page.context, self._page.workspace)
        if isinstance(self._page.import_sheet, ImportSheet):
            ReferenceFile(workspace.desk, workspace.compare, self._page.import_sheet.driver)
        workspace.desk.item_changed.connect(self._tell_doing)
        workspace.add_key("?", tr("Keys on this screen"), self.show_keys)
        return workspace

    @property
    def keys_sheet(self) -> "KeysSheet | None":
        """The list of keys, once it was opened."""
        return self._keys

    def show_keys(self) -> None:
        """Open the list of what keys mean in this workspace, or close it."""
        workspace = self.workspace
        if workspace is None:
            return
        if self._keys is None:
            self._keys = KeysSheet(self._page.workspace, theme=self._page.context.theme)
        own = [(key_words(one.key), one.title) for one in workspace.keys if one.title]
        groups = self._page.commands.groups()
        kept = (tr("Workspaces"), tr("Case"))
        others = {name: [(one.key_shown, one.title) for one in groups[name]] for name in kept if name in groups}
        self._keys.show_lines({tr("Geolocate"): own, **others})
        self._page.show_sheet(self._keys)

    def _tell_doing(self) -> None:
        """Say at the foot of the window what is placed, while this workspace is shown."""
        desk = self.workspace.desk if self.workspace is not None else None
        words = ""
        if desk is not None and desk.item is not None and self._page.workspaces.current == GEOLOCATE:
            ref = isolate(desk.item.ref)
            words = tr("Placing {ref}", ref=ref) if desk.can_write else tr("{ref} is shown", ref=ref)
        self._page.status_bar.tell_doing(words)

    def _switched(self, name: str) -> None:
        self._tell_doing()
        if self._keys is not None and self._keys.is_open:
            self._keys.close_sheet()
