"""`ViewerPlace`: what the viewer covers, and what may be opened below it."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from evidence_board.ui.widgets.sheet import Sheet
from evidence_board.ui.workspace import Workspace

__all__ = ["ViewerPlace"]


class ViewerPlace:
    """Knows the panes of the page that a viewer lies over; over any other widget it covers all of it.

    Attributes:
        watched: what changes the place when it is moved, shown or hidden.
    """

    def __init__(self, under: QWidget) -> None:
        self._under = under
        workspace = getattr(under, "workspace", None)
        self._workspace = workspace if isinstance(workspace, Workspace) else None
        self.watched: list[QWidget] = [under]
        if self._workspace is not None:
            self.watched += [self._workspace, self._workspace.panes["inspector"]]

    def room(self, *, full: bool) -> QRect:
        """Return the panes without the inspector, or everything on the full screen."""
        workspace = self._workspace
        if full or workspace is None:
            return self._under.rect()
        inspector, room = workspace.panes["inspector"], workspace.geometry()
        if inspector.isVisibleTo(workspace):
            left = inspector.mapTo(self._under, inspector.rect().topLeft()).x()
            if self._under.isRightToLeft():
                room.setLeft(left + inspector.width() + 1)
            else:
                room.setRight(left - 2)
        return room

    def open_sheet(self) -> Sheet | None:
        """Return the sheet that is open over the panes, and so below the viewer."""
        if self._workspace is None:
            return None
        return next((sheet for sheet in self._workspace.findChildren(Sheet) if sheet.is_open), None)
