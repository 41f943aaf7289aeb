"""`Viewer`: one file large beside its inspector, with regions and moments; the next with a key."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QVBoxLayout, QWidget

from evidence_board.case.regions import read_region
from evidence_board.model.case_index import ItemRow
from evidence_board.model.regions import RegionRow
from evidence_board.selection import replace
from evidence_board.ui.commands import Commands
from evidence_board.ui.context import UiContext
from evidence_board.ui.decoder import Decoder
from evidence_board.ui.dialogs_keys import KeysSheet
from evidence_board.ui.gallery.item_words import described
from evidence_board.ui.gallery.shown_order import next_shown, place_in_order
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.shortcuts import key_names
from evidence_board.ui.viewer.clip_keys import ClipKeys
from evidence_board.ui.viewer.clip_view import ClipView
from evidence_board.ui.viewer.original_actions import OriginalActions
from evidence_board.ui.viewer.region_desk import RegionDesk
from evidence_board.ui.viewer.still_keys import StillKeys
from evidence_board.ui.viewer.still_view import StillView
from evidence_board.ui.viewer.viewer_header import ViewerHeader, title_words
from evidence_board.ui.viewer.viewer_keys import viewer_keys
from evidence_board.ui.viewer.viewer_place import ViewerPlace

__all__ = ["Viewer"]


class Viewer(QWidget):
    """Covers the panes but not the inspector, whose page is that of the file. Esc and Space close it.

    Attributes:
        closed: the viewer was closed.
        header: the bar of words and buttons.
        still: pictures.
        clip: videos.
        desk: the regions of the file.
        keys_sheet: what the keys do here; made when it is first wanted.
    """

    closed = Signal()

    def __init__(self, context: UiContext, parent: QWidget, *, decoder: Decoder | None = None) -> None:
        """Make a closed viewer.

        Args:
            context: session and services.
            parent: the page it lies over.
            decoder: that of the window; without one, the viewer has its own.
        """
        super().__init__(parent)
        self._context, self._under = context, parent
        if decoder is None:
            decoder = Decoder(context.session, context.jobs)
            context.at_close(decoder.close)
        self._decoder = decoder
        self._item: ItemRow | None = None
        self._focus_before: QWidget | None = None
        self.keys_sheet: KeysSheet | None = None
        self._full = False
        self._window_before = Qt.WindowState.WindowNoState
        self.desk = RegionDesk(context, self)
        self.header = ViewerHeader(theme=context.theme)
        self.still = StillView(context, decoder, self.desk, keys=self)
        self.clip = ClipView(context, decoder, self.desk, keys=self)
        for view in (self.still, self.clip):
            context.at_close(view.canvas.store.close)
        self._originals = OriginalActions(context, self)
        self._still_keys = StillKeys(self.still, self.desk)
        self._clip_keys = ClipKeys(self.clip, self.desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.still)
        self._stack.addWidget(self.clip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", "none")
        self._place = ViewerPlace(parent)
        for watched in self._place.watched:
            watched.installEventFilter(self)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        context = self._context
        self.header.wanted.connect(self._wanted)
        self.still.looked.connect(self._looked)
        self.clip.looked.connect(self._looked)
        self.desk.renewed.connect(self._say_words)
        self.desk.chosen_changed.connect(lambda: context.requests.region_chosen.emit(self.desk.chosen))
        context.events.index_changed.connect(lambda event: self._index_changed())
        context.events.selection_changed.connect(self._selection_changed)
        context.requests.open_thing.connect(self._open_thing)
        commands = getattr(self._under, "commands", None)
        if isinstance(commands, Commands):
            # A command may open a sheet over the panes; that comes to be seen.
            commands.triggered.connect(lambda _: QTimer.singleShot(0, self, self._give_way))
        context.requests.import_paths.connect(lambda _: QTimer.singleShot(0, self, self._give_way))
        context.requests.choose_import.connect(lambda: QTimer.singleShot(0, self, self._give_way))
        context.requests.open_moment.connect(lambda item_id, at_s: self.open_item(item_id, at_s=at_s))

    # -- opening ---------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether it covers the panes."""
        return self.isVisible()

    @property
    def item_id(self) -> str | None:
        """The file that is shown, None while closed."""
        return self._item.id if self._item is not None else None

    def show_item(self, item_id: str) -> None:
        """Show one file large; the one that is shown already closes the viewer, as Space does."""
        if self.is_open and item_id == self.item_id:
            self.close_viewer()
        else:
            self.open_item(item_id)

    def open_item(self, item_id: str, *, region: str = "", at_s: float | None = None) -> None:
        """Show one file large, with one of its regions chosen, or a video at a time in seconds."""
        item = self._context.session.index.items.get(item_id)
        if item is None:
            return
        if not self.isVisible():
            self._focus_before = QApplication.focusWidget()
            self.setGeometry(self._place.room(full=self._full))
            self.show()
            self.raise_()
        if self._item is None or self._item.id != item.id:
            self._show(item, at_s=at_s)
        elif at_s is not None:
            self.clip.player.stop()
            self.clip.player.seek(at_s)
        if item.id not in self._context.session.selection:
            self._context.session.select(replace([item.id]), origin="viewer")
        self.desk.show_item(item.id, then=region)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_viewer(self) -> None:
        """Close and give the focus back."""
        if not self.isVisible():
            return
        self.set_full(False)
        if self.keys_sheet is not None and self.keys_sheet.is_open:
            self.keys_sheet.close_sheet()
        self._decoder.cancel()
        self._item = None
        self.still.leave()
        self.clip.leave()
        self.desk.show_item("")
        self.hide()
        before, self._focus_before = self._focus_before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def set_full(self, full: bool) -> None:
        """Fill the screen, or go back to the panes."""
        if full == self._full:
            return
        self._full = full
        window = self.window()
        if full:
            self._window_before = window.windowState()
            window.setWindowState(self._window_before | Qt.WindowState.WindowFullScreen)
        else:
            window.setWindowState(self._window_before)
        self.header.buttons["full"].setChecked(full)
        self.setGeometry(self._place.room(full=self._full))
        self.raise_()

    def show_keys(self) -> None:
        """Open the list of the keys that mean something here, or close it."""
        if self.keys_sheet is None:
            self.keys_sheet = KeysSheet(self, theme=self._context.theme)
            self.keys_sheet.closed.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        if self.keys_sheet.is_open:
            self.keys_sheet.close_sheet()
        else:
            self.keys_sheet.show_lines(viewer_keys(video=self._view is self.clip, can_write=self.desk.can_write))
            self.keys_sheet.open_sheet()

    def step(self, step: int) -> None:
        """Go to the next file in the order of the gallery, or to the one before."""
        if self._item is None:
            return
        following = next_shown(self, self._context.session, self._item.id, step=step)
        item = self._context.session.index.items.get(following) if following is not None else None
        if item is not None:
            self._show(item)
            self.desk.show_item(item.id)
            self._context.session.select(replace([item.id]), origin="viewer")

    # -- keys ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for here; leave the rest to the window."""
        names = key_names(event)
        if self.keys_sheet is not None and self.keys_sheet.is_open:
            # What is covered keeps still.
            if "?" in names:
                self.show_keys()
            return
        if any(self._keys().press(name, repeated=event.isAutoRepeat()) for name in names):
            return
        for name in names:
            verb = self._own_keys().get(name)
            if verb is not None:
                verb()
                return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End what lasts as long as a key is held."""
        if event.isAutoRepeat():
            return
        for name in key_names(event):
            if self._keys().release(name):
                return
            if name == "Space" and self._keys().closes_on_space():
                self.close_viewer()
                return
        super().keyReleaseEvent(event)

    def _keys(self) -> StillKeys | ClipKeys:
        return self._clip_keys if self._view is self.clip else self._still_keys

    @property
    def _view(self) -> StillView | ClipView:
        return self.clip if self._item is not None and self._item.kind == "video" else self.still

    def _own_keys(self) -> dict[str, Callable[[], None]]:
        on = -1 if self.isRightToLeft() else 1
        return {
            "Right": lambda: self.step(on),
            "Left": lambda: self.step(-on),
            "PgDown": lambda: self.step(1),
            "PgUp": lambda: self.step(-1),
            "F11": lambda: self.set_full(not self._full),
            "?": self.show_keys,
            "Return": self.close_viewer,
            "Enter": self.close_viewer,
            "Esc": self._step_back,
        }

    def _step_back(self) -> None:
        if self._full:
            self.set_full(False)
        else:
            self.close_viewer()

    # -- what is shown ---------------------------------------------------------------------------------

    def _show(self, item: ItemRow, *, at_s: float | None = None) -> None:
        self.still.leave()
        self.clip.leave()
        self._decoder.cancel()
        self._item = item
        self._stack.setCurrentWidget(self._view)
        if item.kind == "video":
            self.clip.show_item(item, at_s=at_s)
        else:
            self.still.show_item(item)
        self._say_words()
        self._looked()

    def _say_words(self) -> None:
        item = self._item
        if item is None:
            return
        session = self._context.session
        place = place_in_order(self, session, item.id)
        where = tr("{n} of {total}", n=number(place[0]), total=number(place[1])) if place is not None else ""
        self.header.set_words(ref=item.ref, title=title_words(item, self.desk.rows), place=where)
        self.header.set_steps(
            back=next_shown(self, session, item.id, step=-1) is not None,
            on=next_shown(self, session, item.id, step=1) is not None,
        )
        self.setAccessibleName(described(item, selected=item.id in session.selection))

    def _looked(self) -> None:
        self.header.show_look(self._view)

    def _wanted(self, verb: str) -> None:
        view = self._view
        verbs: dict[str, Callable[[], object]] = {
            "back": lambda: self.step(-1),
            "on": lambda: self.step(1),
            "zoom_in": lambda: view.canvas.zoom(1),
            "zoom_out": lambda: view.canvas.zoom(-1),
            "actual": view.canvas.toggle_actual,
            "regions": view.tools.toggle_regions,
            "adjust": view.toggle_panel,
            "rotate": lambda: view.rotate(90),
            "mirror": view.mirror,
            "loupe": view.toggle_loupe,
            "original": self._open_original_menu,
            "full": lambda: self.set_full(not self._full),
            "close": self.close_viewer,
        }
        verbs[verb]()
        if self.isVisible() and verb != "original":
            self._looked()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_original_menu(self) -> None:
        if self._item is None:
            return
        menu: QMenu = self._originals.menu(self._item)
        button = self.header.buttons["original"]
        corner = button.mapToGlobal(button.rect().bottomRight())
        corner.setX(corner.x() - (0 if self.isRightToLeft() else menu.sizeHint().width()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(corner)

    # -- what happens elsewhere ------------------------------------------------------------------------

    def _index_changed(self) -> None:
        if self._item is None:
            return
        item = self._context.session.index.items.get(self._item.id)
        if item is None:
            self.close_viewer()
        else:
            self._item = item
            self._say_words()

    def _selection_changed(self, event: object) -> None:
        """Follow a file that is selected beside the viewer."""
        if self._item is None or getattr(event, "origin", "") == "viewer":
            return
        current = self._context.session.selection.current
        item = self._context.session.index.items.get(current or "")
        if item is not None and item.id != self._item.id and len(self._context.session.selection.ids) == 1:
            self._show(item)
            self.desk.show_item(item.id)

    def _give_way(self) -> None:
        """Close when a sheet was opened below."""
        sheet = self._place.open_sheet() if self.isVisible() else None
        if sheet is not None:
            self._focus_before = None
            self.close_viewer()
            sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_thing(self, thing: tuple[str, str]) -> None:
        kind, row_id = thing
        if kind != "region":
            return
        session = self._context.session

        def show(region: RegionRow | None) -> None:
            if region is not None:
                self.open_item(region.item_id, region=row_id, at_s=region.start_s)

        self._context.jobs.run(
            lambda: session.read(read_region, row_id), done=show, failed=self._context.show_error, priority=3
        )

    # -- the place -------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the panes when they change their size."""
        moves = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
        if event.type() in moves and self.isVisible():
            self.setGeometry(self._place.room(full=self._full))
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._context.theme.color("sunken"))
        painter.end()
