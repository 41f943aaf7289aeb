"""`LayersSheet`: what lies on the map: the user's own maps in their order, and the basemap under them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget

from evidence_board.ui.check.damage_list import plain_label
from evidence_board.ui.check.long_job import LongJob
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.import_sheet.message_card import MessageCard
from evidence_board.ui.map_layers.base_card import BaseCard
from evidence_board.ui.map_layers.copy_row import CopyRow
from evidence_board.ui.map_layers.layer_actions import LayerActions
from evidence_board.ui.map_layers.layer_card import LayerCard
from evidence_board.ui.map_layers.layer_stack import LayerStack
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["LayersSheet"]

_WIDTH = 380


class LayersSheet(Sheet):
    """The list of layers, the uppermost first.

    Signals:
        zoom_wanted: (row id) show all that a layer covers.
        pin_wanted: (row id) say where a picture lies.

    Attributes:
        verbs: what can be done with layers.
        cards: row id -> its card.
        base: the basemap.
        copying: how far the copying of a map is; hidden while none is copied.
        add_button: asks for a file.
        folder_button: asks for a folder of tiles.
        copy_box: whether what is added is copied into the case.
        near: latitude and longitude of what one works on: they make one coordinate system likelier than another.
    """

    zoom_wanted = Signal(str)
    pin_wanted = Signal(str)

    def __init__(self, parent: QWidget, *, context: UiContext, stack: LayerStack) -> None:
        super().__init__(parent, title=tr("Layers of the map"), theme=context.theme, width=_WIDTH)
        self._context, self._stack = context, stack
        theme = context.theme
        self._can_write = not context.session.case.read_only
        self.job = LongJob(context, name="layers", title=tr("Copying a map into the case"), parent=self)
        self.verbs = LayerActions(context, stack, self.job)
        self.result = MessageCard("bad", theme=theme)
        self.result.hide()
        self._refused: list[tuple[str, str]] = []
        self.copying = CopyRow(theme=theme)
        self.copying.stopped.connect(self.job.stop)
        self.hint = plain_label(
            tr(
                "Lay your own maps over the basemap: MBTiles, PMTiles, folders of tiles, GeoTIFF, pictures, KML,"
                " GeoJSON, GPX. Choose a file, or drop it on the map."
            ),
            "hint",
        )
        self.near: Callable[[], tuple[float, float]] = lambda: (0.0, 0.0)
        self.cards: dict[str, LayerCard] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        for part in (self.hint, self.result, self.copying):
            self.body.addWidget(part)
        self.body.addSpacing(10)
        self.body.addLayout(self._list)
        self.base = BaseCard(theme=theme)
        self.base.local_names.setChecked(stack.local_names)
        self.base.local_names_wanted.connect(stack.set_local_names)
        self.body.addSpacing(8)
        self.body.addWidget(self.base)
        self.body.addStretch(1)
        self.copy_box = CheckBox(tr("Copy what I add into the case"), theme=theme)
        self.add_button = Button(tr("Add a map…"), theme=theme, kind="primary", icon="plus")
        self.folder_button = Button(tr("Folder…"), theme=theme)
        if self._can_write:
            self.body.addWidget(self.copy_box)
            self.foot.addStretch(1)
            self.foot.addWidget(self.folder_button)
            self.foot.addWidget(self.add_button)
            self.show_foot()
        self.add_button.clicked.connect(self.choose_file)
        self.folder_button.clicked.connect(self.choose_folder)
        self.verbs.failed.connect(self._say)
        self.job.moved.connect(self.copying.move_to)
        self.job.running_changed.connect(self._show_running)
        stack.changed.connect(self.read)
        self._show_running()
        self.read()

    # -- adding ----------------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask which files to add."""
        words = tr(
            "Maps (*.mbtiles *.pmtiles *.tif *.tiff *.png *.jpg *.jpeg *.webp *.kml *.kmz *.geojson *.json *.gpx);;"
            "All files (*)"
        )
        paths, _ = QFileDialog.getOpenFileNames(self, tr("Add a map"), "", words)
        self.add([Path(path) for path in paths])

    def choose_folder(self) -> None:
        """Ask for a folder of tiles."""
        path = QFileDialog.getExistingDirectory(self, tr("Add a folder of tiles"))
        if path:
            self.add([Path(path)])

    def add(self, paths: list[Path]) -> None:
        """Look at files and lay those that are maps over the others."""
        self.result.hide()
        self._refused.clear()
        self.verbs.add(paths, copy=self.copy_box.isChecked())

    # -- the list --------------------------------------------------------------------------------------

    def read(self) -> None:
        """Show the layers as they are now; the focus stays on its layer."""
        states = list(reversed(self._stack.states))
        if [state.row.id for state in states] != list(self.cards):
            focused: str = next((one for one, card in self.cards.items() if card.isAncestorOf(_focus(card))), "")
            old = self.cards
            for card in old.values():
                self._list.removeWidget(card)
            self.cards = {}
            for state in states:
                card = old.pop(state.row.id) if state.row.id in old else self._card(state.row.id)
                self.cards[state.row.id] = card
                self._list.addWidget(card)
            for card in old.values():
                card.hide()
                card.deleteLater()
            if focused in self.cards:
                self.cards[focused].setFocus(Qt.FocusReason.OtherFocusReason)
        for state in states:
            self.cards[state.row.id].show_state(state)
        self.hint.setVisible(not states)

    def _card(self, row_id: str) -> LayerCard:
        state = self._stack.state(row_id)
        if state is None:
            raise LookupError(row_id)
        card = LayerCard(state, theme=self._context.theme, can_write=self._can_write)
        act = self.verbs
        card.visible_wanted.connect(lambda shown: act.set_visible(row_id, visible=shown))
        card.opacity_moved.connect(lambda opacity: self._stack.preview_opacity(row_id, opacity))
        card.opacity_chosen.connect(lambda opacity: act.set_opacity(row_id, opacity))
        card.menu_wanted.connect(lambda spot: self._open_menu(row_id, spot))
        card.rename_wanted.connect(lambda: act.ask_name(row_id, card))
        card.removed.connect(lambda: act.remove(row_id))
        card.zoom_wanted.connect(lambda: self.zoom_wanted.emit(row_id))
        card.locate_wanted.connect(lambda: self.locate(row_id))
        card.system_wanted.connect(lambda: act.ask_system(row_id, card, near=self.near))
        card.pin_wanted.connect(lambda: self.pin_wanted.emit(row_id))
        card.step_wanted.connect(lambda step: act.step(row_id, -step))
        card.focus_wanted.connect(lambda step: self._focus_next(row_id, step))
        card.let_go.connect(lambda spot: self._let_go(row_id, spot))
        return card

    def locate(self, row_id: str) -> None:
        """Ask where the file of a layer lies now."""
        state = self._stack.state(row_id)
        if state is None:
            return
        title = tr("Where is {name}?", name=isolate(state.row.file_name or state.row.name))
        if state.row.kind == "xyz":
            path = QFileDialog.getExistingDirectory(self, title)
        else:
            path, _ = QFileDialog.getOpenFileName(self, title, "", tr("All files (*)"))
        if path:
            self.verbs.relocate(row_id, Path(path))

    def _focus_next(self, row_id: str, step: int) -> None:
        order = list(self.cards)
        at = order.index(row_id) + step
        if 0 <= at < len(order):
            self.cards[order[at]].setFocus(Qt.FocusReason.TabFocusReason)

    def _let_go(self, row_id: str, spot: QPoint) -> None:
        """Move a layer to where its card was let go."""
        others = [card for one, card in self.cards.items() if one != row_id]
        above = sum(card.mapToGlobal(QPoint(0, card.height() // 2)).y() < spot.y() for card in others)
        self.verbs.move_to(row_id, len(others) - above)

    def _open_menu(self, row_id: str, spot: QPoint) -> None:
        state = self._stack.state(row_id)
        if state is None:
            return
        menu = QMenu(self)
        icon = self._context.theme.icon
        menu.addAction(icon("scan"), tr("Show all of it") + "\tEnter").triggered.connect(
            lambda: self.zoom_wanted.emit(row_id)
        )
        if self._can_write:
            self._add_edits(menu, row_id)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)

    def _add_edits(self, menu: QMenu, row_id: str) -> None:
        state, act, icon = self._stack.state(row_id), self.verbs, self._context.theme.icon
        if state is None:
            return
        options = state.row.options
        for key, words in (("swipe", tr("Compare with a handle")), ("over_names", tr("Over the names of the basemap"))):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(options.get(key) is True)
            action.triggered.connect(lambda on, key=key: act.set_option(row_id, key, on=on))
        if state.row.kind == "xyz":
            south = menu.addAction(tr("Rows count from the south (TMS)"))
            south.setCheckable(True)
            south.setChecked(options.get("tms") is True)
            south.triggered.connect(lambda on: act.set_option(row_id, "tms", on=on))
        if isinstance(options.get("world"), list):
            menu.addAction(icon("globe"), tr("Coordinate system…")).triggered.connect(
                lambda: act.ask_system(row_id, self.cards[row_id], near=self.near)
            )
        if state.row.kind == "image":
            menu.addAction(icon("pin"), tr("Pin it on the map…")).triggered.connect(
                lambda: self.pin_wanted.emit(row_id)
            )
        menu.addSeparator()
        menu.addAction(icon("arrow-up"), tr("Move up") + "\tAlt+Up").triggered.connect(lambda: act.step(row_id, 1))
        menu.addAction(icon("arrow-down"), tr("Move down") + "\tAlt+Down").triggered.connect(
            lambda: act.step(row_id, -1)
        )
        menu.addSeparator()
        card = self.cards[row_id]
        menu.addAction(icon("pencil"), tr("Rename") + "\tF2").triggered.connect(lambda: act.ask_name(row_id, card))
        menu.addAction(tr("Whose it is…")).triggered.connect(lambda: act.ask_attribution(row_id, card))
        if not state.row.in_case:
            menu.addAction(icon("folder-open"), tr("Locate it…")).triggered.connect(lambda: self.locate(row_id))
            if state.row.kind != "xyz":
                menu.addAction(icon("archive"), tr("Copy into the case")).triggered.connect(
                    lambda: act.keep_inside(row_id)
                )
        menu.addAction(icon("trash-2"), tr("Move to the bin") + "\tDel").triggered.connect(lambda: act.remove(row_id))

    # -- copying ---------------------------------------------------------------------------------------

    def _show_running(self) -> None:
        running = self.job.is_running
        self.copying.setVisible(running)
        if running:
            self.copying.begin(self.verbs.copying)

    def _say(self, title: str, words: str) -> None:
        self._refused.append((title, words))
        if len(self._refused) > 1:
            title = count(len(self._refused), one="{n} file was not added", many="{n} files were not added")
            words = "\n\n".join(words for _, words in self._refused)
        self.result.say(title, words)
        self.result.show()


def _focus(card: QWidget) -> QWidget:
    found = card.window().focusWidget()
    return found if found is not None else card.window()
