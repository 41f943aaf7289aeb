"""`GeolocateWorkspace`: photo beside map, what proves the place, and what is still to place."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.ui.context import UiContext
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.geolocate.below_map import BelowMap
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.map_place import MapPlace
from evidence_board.ui.geolocate.parts import join
from evidence_board.ui.geolocate.photo_pane import PhotoPane
from evidence_board.ui.geolocate.placement_panel import PlacementPanel
from evidence_board.ui.pane_focus import PaneFocus
from evidence_board.ui.shortcuts import key_names, types_text
from evidence_board.ui.widgets.splitter import Splitter

__all__ = ["GeolocateWorkspace", "WorkspaceKey"]

_PANEL, _PANEL_COMPACT = 312, 288
#: Of the room beside the panel.
_PHOTO_SHARE = 0.488


@dataclass(frozen=True, slots=True)
class WorkspaceKey:
    """A key that means something in this workspace alone: its portable name, what it does, and the doing."""

    key: str
    title: str
    run: Callable[[], None]


class GeolocateWorkspace(QWidget):
    """The second workspace of a case; shares selection and filter with the Overview.

    Attributes:
        desk: the item that is being placed.
        photo: the picture.
        map: the map.
        below_map: strips under the map.
        panel: position, evidence, level and reason.
        keys: what keys mean here.
    """

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.keys: list[WorkspaceKey] = []
        self._decoder = Decoder(context.session, context.jobs)
        context.at_close(self._decoder.close)
        self.desk = PlacementDesk(context, self)
        self.photo = PhotoPane(self.desk, decoder=self._decoder, keys=self)
        self.map = MapPlace(self.desk)
        self.below_map = BelowMap(theme=context.theme)
        self.panel = PlacementPanel(self.desk)
        self._arrange()
        self._focus = PaneFocus({"photo": self.photo, "map": self.map, "panel": self.panel}, parent=self)
        context.events.selection_changed.connect(lambda event: self._follow_selection())
        join(self)

    def _arrange(self) -> None:
        theme = self._context.theme
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.map, 1)
        column.addWidget(self.below_map)
        self._splitters = {
            "root": Splitter(across, theme=theme),
            "left": Splitter(down, theme=theme),
            "body": Splitter(across, theme=theme),
            "photo": Splitter(down, theme=theme),
        }
        self._splitters["photo"].addWidget(self.photo)
        self._splitters["body"].addWidget(self._splitters["photo"])
        self._splitters["body"].addWidget(right)
        self._splitters["left"].addWidget(self._splitters["body"])
        self._splitters["root"].addWidget(self._splitters["left"])
        self._splitters["root"].addWidget(self.panel)
        self._splitters["root"].setStretchFactor(0, 1)
        self.photo.setMinimumWidth(280)
        self.map.setMinimumSize(280, 160)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitters["root"])

    # -- as a guest of the window ----------------------------------------------------------------------

    def set_compact(self, compact: bool) -> None:
        """Arrange it for a small window, or for a roomy one."""
        self.map.pane.set_compact(compact)
        panel = self._context.theme.pixels(_PANEL_COMPACT if compact else _PANEL)
        parent = self.parentWidget()
        width = max(1, (parent.width() if parent is not None else self.width()) - panel - 1)
        self._splitters["root"].setSizes([width, panel])
        photo = round(width * _PHOTO_SHARE)
        self._splitters["body"].setSizes([photo, width - photo - 1])

    def enter(self) -> None:
        """Take up what is selected."""
        self._follow_selection()
        self.photo.view.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """End what runs; what was typed is saved."""
        self.desk.commit()
        self.map.pane.shut_down()

    def _follow_selection(self) -> None:
        session = self._context.session
        current = session.selection.current
        if self.isVisible() and current is not None and current in session.index.items:
            self.desk.show_item(current, select=False)

    # -- keys ------------------------------------------------------------------------------------------

    def add_key(self, key: str, title: str, run: Callable[[], None]) -> None:
        """Let a key mean something in this workspace, before the keys of the case.

        Raises:
            ValueError: the key is taken.
        """
        if any(one.key == key for one in self.keys):
            raise ValueError(f"the key {key} is taken")
        self.keys.append(WorkspaceKey(key, title, run))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for here; leave the rest to the window."""
        names = key_names(event)
        if types_text(self.focusWidget()):
            names = [name for name in names if len(name.removeprefix("Shift+")) > 1]
        for name in names:
            found = next((one for one in self.keys if one.key == name), None)
            if found is not None:
                found.run()
                return
        super().keyPressEvent(event)
