"""`GeolocateWorkspace`: photo beside map, what proves the place, and what is still to place."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.levels import Level
from evidence_board.ui.context import UiContext
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.geolocate.below_map import BelowMap
from evidence_board.ui.geolocate.camera_overlay import PLACE_TOOL, CameraOverlay
from evidence_board.ui.geolocate.camera_point import CameraPoint
from evidence_board.ui.geolocate.click_radius import click_radius
from evidence_board.ui.geolocate.compare_pane import ComparePane
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.map_place import MapPlace
from evidence_board.ui.geolocate.panes_layout import PanesLayout
from evidence_board.ui.geolocate.parts import join
from evidence_board.ui.geolocate.photo_pane import PhotoPane
from evidence_board.ui.geolocate.placement_panel import PlacementPanel
from evidence_board.ui.geolocate.strip_pane import StripPane
from evidence_board.ui.geolocate.to_place import Queue, queue_of
from evidence_board.ui.i18n import tr
from evidence_board.ui.layout_memory import LayoutMemory
from evidence_board.ui.pane_focus import PaneFocus
from evidence_board.ui.shortcuts import key_names, types_text
from evidence_board.ui.widgets.confidence import level_name

__all__ = ["GeolocateWorkspace", "WorkspaceKey"]


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
        compare: the picture beside a reference picture.
        strip: what is still to place.
        panes: how they stand.
        camera: point, circle and cone on the map.
        keys: what keys mean here.
    """

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._looked_at = ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.keys: list[WorkspaceKey] = []
        self._decoder = Decoder(context.session, context.jobs)
        context.at_close(self._decoder.close)
        self.desk = PlacementDesk(context, self)
        self.photo = PhotoPane(self.desk, decoder=self._decoder)
        self.map = MapPlace(self.desk)
        self.below_map = BelowMap(theme=context.theme)
        self.panel = PlacementPanel(self.desk)
        self.compare = ComparePane(self.desk)
        self.strip = StripPane(context)
        self.camera = CameraOverlay(self.desk)
        self.desk.add_map_overlay(self.camera)
        self._skipped: set[str] = set()
        self._queue = Queue()
        self._arrange()
        panes = {"photo": self.photo, "compare": self.compare, "map": self.map, "panel": self.panel}
        self._focus = PaneFocus({**panes, "strip": self.strip}, parent=self)
        self._add_keys()
        self._connect()
        join(self)
        # Above what all of these draw.
        self.desk.add_map_overlay(CameraPoint(self.camera))

    def _connect(self) -> None:
        events, desk = self._context.events, self.desk
        events.selection_changed.connect(lambda event: self._follow_selection())
        events.index_changed.connect(lambda event: self._renew())
        events.filter_changed.connect(lambda event: self._renew())
        desk.item_changed.connect(self._item_changed)
        desk.placement_read.connect(self._look_once)
        self.strip.strip.chosen.connect(desk.show_item)
        self.panel.skip.clicked.connect(self.skip)
        self.panel.next.clicked.connect(self.next_to_place)
        self.map.dropped.connect(self._dropped)
        self.panel.position.placed.connect(lambda: self.map.look_at(self.desk.draft))
        for done in (self.panel.position.done, self.panel.why.done, self.map.placed_by_key):
            done.connect(self._back_to_photo)

    def _add_keys(self) -> None:
        self.add_key("N", tr("Next to place"), self.next_to_place)
        self.add_key("S", tr("Skip: it comes again at the end"), self.skip)
        self.add_key("P", tr("Place with a click, Enter: middle of the map"), self.place_on_map)
        self.add_key("G", tr("Type or paste coordinates"), self.type_position)
        self.add_key("W", tr("Say why"), self.panel.say_why)
        self.add_key("R", tr("Choose the reference picture"), self.compare.choose_reference)
        self.add_key("V", tr("Side by side, one over the other, swipe"), self.compare.next_mode)
        self.add_key("Shift+V", tr("Swap the two pictures"), self.compare.swap_pictures)
        self.add_key("Alt+Left", tr("Turn left, Shift: by 10°"), lambda: self.turn(-1))
        self.add_key("Alt+Right", tr("Turn right, Shift: by 10°"), lambda: self.turn(1))
        self.add_key("Shift+Alt+Left", "", lambda: self.turn(-10))
        self.add_key("Shift+Alt+Right", "", lambda: self.turn(10))
        self.add_key("Alt+Up", tr("Open the view, Shift: by 10°"), lambda: self.open_view(1))
        self.add_key("Alt+Down", tr("Close the view, Shift: by 10°"), lambda: self.open_view(-1))
        self.add_key("Shift+Alt+Up", "", lambda: self.open_view(10))
        self.add_key("Shift+Alt+Down", "", lambda: self.open_view(-10))
        for key, across, down in (("Left", -1, 0), ("Right", 1, 0), ("Up", 0, -1), ("Down", 0, 1)):
            title = tr("Move the camera, Shift: farther") if key == "Left" else ""
            self.add_key(f"Ctrl+{key}", title, partial(self.map.move_camera, 4 * across, 4 * down))
            self.add_key(f"Ctrl+Shift+{key}", "", partial(self.map.move_camera, 40 * across, 40 * down))
        self.add_key("O", tr("Other photos on the map"), self.map.pane.toggle_others)
        self.add_key("F6", tr("Next pane"), lambda: self._focus.cycle(1))
        self.add_key("Shift+F6", tr("Previous pane"), lambda: self._focus.cycle(-1))
        self.add_key("`", tr("Make the pane large, or put it back"), self.toggle_large)
        self.add_key("]", tr("Panel of the placement"), self.panes.toggle_panel)
        self.add_key("Esc", tr("Put the tool down"), lambda: self.desk.take_tool(""))
        for level in Level:
            self.add_key(level.key, level_name(level.value), partial(self._set_level, level.value))

    def _arrange(self) -> None:
        self.photo.setMinimumWidth(280)
        self.map.setMinimumSize(280, 160)
        self.panes = PanesLayout(
            theme=self._context.theme,
            memory=LayoutMemory(self._context.session.case.path),
            photo=self.photo,
            compare=self.compare,
            map_pane=self.map,
            below_map=self.below_map,
            strip=self.strip,
            panel=self.panel,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panes.root)
        headers = {"photo": self.photo.header, "compare": self.compare.header, "map": self.map.pane.header}
        for name, header in headers.items():
            header.double_clicked.connect(partial(self.panes.maximise, name))

    # -- as a guest of the window ----------------------------------------------------------------------

    def set_compact(self, compact: bool) -> None:
        """Arrange it for a small window, or for a roomy one."""
        self.map.pane.set_compact(compact)
        self.panes.set_compact(compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the sizes of the design with the first real size."""
        super().resizeEvent(event)
        if not event.oldSize().isValid() or event.oldSize().width() < 300:
            self.panes.set_sizes()

    def enter(self) -> None:
        """Take up what is selected, or the first that waits."""
        self._renew()
        self._follow_selection()
        if self.desk.item is None:
            first = next(iter((*self._queue.waiting, *self._queue.placed)), None)
            self.desk.show_item(first.id if first is not None else "")
        self.photo.say_nothing_here()
        self.photo.view.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """End what runs; what was typed is saved."""
        self.panel.save_typing()
        self.desk.finish()
        self.panes.remember()
        self.map.pane.shut_down()

    # -- the items -------------------------------------------------------------------------------------

    def _follow_selection(self) -> None:
        session = self._context.session
        current = session.selection.current
        if self.isVisible() and current is not None and current in session.index.items:
            self.desk.show_item(current, select=False)

    def _renew(self) -> None:
        if not self.isVisible():
            return
        self._queue = queue_of(self._context.session.visible)
        self.strip.show_queue(self._queue, current=self.desk.item_id)
        following = self._queue.after(self.desk.item_id, skipped=frozenset(self._skipped))
        self.panel.next.setEnabled(following is not None)
        self.panel.skip.setEnabled(following is not None and self.desk.item is not None)

    def _item_changed(self) -> None:
        self._looked_at = ""
        self._renew()

    def _look_once(self) -> None:
        """Bring the position of another item into view, near enough to work on it."""
        if self.desk.item_id != self._looked_at:
            self._looked_at = self.desk.item_id
            self.map.look_at(self.desk.draft)

    def next_to_place(self) -> None:
        """Go to the next file that has no position."""
        following = self._queue.after(self.desk.item_id, skipped=frozenset(self._skipped))
        if following is not None:
            self.desk.show_item(following)
            self.photo.view.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back_to_photo(self) -> None:
        """Let the next key be one of this workspace, not a letter in a field."""
        self.photo.view.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def skip(self) -> None:
        """Leave this one for the end."""
        self._skipped.add(self.desk.item_id)
        self.next_to_place()

    def _dropped(self, item_id: str, latitude: float, longitude: float) -> None:
        self.desk.show_item(item_id)
        near_m = click_radius(self.map.projection.pixels_per_metre(latitude))
        self.desk.place(latitude, longitude, near_m=near_m)

    # -- by key ----------------------------------------------------------------------------------------

    def type_position(self) -> None:
        """Put the focus into the field of coordinates."""
        self.panel.position.latitude.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def turn(self, degrees: float) -> None:
        """Turn the camera."""
        desk = self.desk
        if desk.can_write and desk.draft.bearing_deg is not None:
            desk.set(bearing_deg=(desk.draft.bearing_deg + degrees) % 360)
        elif desk.can_write and desk.draft.point is not None:
            desk.set(bearing_deg=0.0)

    def open_view(self, degrees: float) -> None:
        """Open or close what the camera saw, by degrees from edge to edge."""
        desk = self.desk
        if desk.can_write and desk.draft.point is not None:
            wanted = (desk.draft.fov_deg or 50.0 - degrees) + degrees
            desk.set(fov_deg=min(max(wanted, 1.0), 358.0), fov_error_deg=None)

    def place_on_map(self) -> None:
        """Take the tool that places, with the keyboard on the map; the same again puts it down."""
        if self.desk.can_write and self.desk.item is not None:
            self.desk.take_tool(PLACE_TOOL)
            if self.desk.tool:
                self.map.pane.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _set_level(self, level: str) -> None:
        if self.desk.can_write and self.desk.item is not None:
            self.desk.set_level(level)

    def toggle_large(self) -> None:
        """Let the pane with the focus fill the room of photo, compare and map; the same again puts them back."""
        panes = {"photo": self.photo, "compare": self.compare, "map": self.map}
        focus = self.focusWidget()
        inside = (name for name, pane in panes.items() if focus is not None and pane.isAncestorOf(focus))
        self.panes.maximise(self.panes.maximised or next(inside, "photo"))

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
            # With no tool in hand Esc is the step back that it is everywhere.
            if found is not None and not (name == "Esc" and not self.desk.tool):
                found.run()
                return
        super().keyPressEvent(event)
