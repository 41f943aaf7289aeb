"""`GalleryInput`: what mouse and keys do in the gallery."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from evidence_board.selection import Selection, replace
from evidence_board.ui.gallery.gallery_view import GalleryView, Mode
from evidence_board.ui.gallery.gestures import clicked, dragged_ids, selected_alike, stepped
from evidence_board.ui.shortcuts import key_names
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["GalleryInput"]

_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
_MODES: dict[int, Mode] = {
    # With Shift a digit key names the sign above the digit, which differs between layouts.
    Qt.Key.Key_1: "grid",
    Qt.Key.Key_Exclam: "grid",
    Qt.Key.Key_2: "list",
    Qt.Key.Key_At: "list",
    Qt.Key.Key_QuoteDbl: "list",
    Qt.Key.Key_3: "single",
    Qt.Key.Key_section: "single",
    Qt.Key.Key_sterling: "single",
    Qt.Key.Key_cent: "single",
}
#: The same by the place of the key, for layouts with other signs there.
_MODE_NAMES: dict[str, Mode] = {"Shift+1": "grid", "Shift+2": "list", "Shift+3": "single"}
#: What a person types on a US keyboard with Shift 3: it is the key of tags, and what is typed wins.
_TAG_SIGN = "#"
_STEPS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_WHEEL_STEP = 1.12


class GalleryInput(QObject):
    """Turns events of a `GalleryView` into signals; changes nothing but how the view shows itself.

    Signals:
        chosen: (Selection) the user selected something else.
        hovered: (item id or None) the pointer went to another file.
        opened: (item id) show it large.
        menu_wanted: (item id, point on the screen) open the context menu of the selection.
        drag_wanted: (list of item ids) the user drags these out.
        mode_wanted: (str) show as grid, list or single.
        delete_wanted: the selected files go to the bin.
        collapsed_changed: a heading was clicked.
        group_menu_wanted: (key of the group, point of the screen) the menu of a heading was asked for.
    """

    chosen = Signal(object)
    hovered = Signal(object)
    opened = Signal(str)
    menu_wanted = Signal(str, QPoint)
    drag_wanted = Signal(object)
    mode_wanted = Signal(str)
    delete_wanted = Signal()
    collapsed_changed = Signal(object)
    group_menu_wanted = Signal(str, object)

    def __init__(self, view: GalleryView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: tuple[QPoint, str] | None = None
        self._on_release: Selection | None = None
        self._hover: str | None = None
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.content_moved.connect(self._hover_again)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the events of the viewport and the keys of the view."""
        if watched is self._view:
            return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event)
        match event.type():
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                self._press(event)
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                self._move(event)
            case QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent):
                self._release()
            case QEvent.Type.MouseButtonDblClick if isinstance(event, QMouseEvent):
                self._double_click(event)
            case QEvent.Type.Leave:
                self._hover_over(None)
                return False
            case QEvent.Type.Wheel if isinstance(event, QWheelEvent) and event.modifiers() & _CTRL:
                self._zoom(event)
            case QEvent.Type.ContextMenu if isinstance(event, QContextMenuEvent):
                self._menu(event)
            case QEvent.Type.ToolTip if isinstance(event, QHelpEvent):
                self._tooltip(event)
            case _:
                return False
        return True

    # -- mouse -----------------------------------------------------------------------------------------

    def _press(self, event: QMouseEvent) -> None:
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point, mods = event.position().toPoint(), event.modifiers()
        key = self._view.group_at(point)
        if key is not None:
            self._toggle_group(key)
            return
        item_id = self._item_at(point)
        if item_id is None:
            if not mods & (_SHIFT | _CTRL):
                self.chosen.emit(Selection())
            return
        self._pressed = (point, item_id)
        # It may be the beginning of a drag, under which nothing must move: a click is known at release.
        if mods & _ALT:
            arrangement = self._view.arrangement
            at = arrangement.position[item_id]
            self._on_release = selected_alike(item_id, arrangement.ids_of(arrangement.group_at(at)))
        else:
            shift, ctrl = bool(mods & _SHIFT), bool(mods & _CTRL)
            self._on_release = clicked(self._view.selection, item_id, self._order(), shift=shift, ctrl=ctrl)

    def _move(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._hover_over(self._item_at(point))
        pressed = self._pressed
        if pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (point - pressed[0]).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = self._on_release = None
            self.drag_wanted.emit(dragged_ids(self._view.selection, pressed[1], self._order()))

    def _release(self) -> None:
        wanted = self._on_release
        self._pressed = self._on_release = None
        if wanted is not None:
            self.chosen.emit(wanted)

    def _double_click(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        key, item_id = self._view.group_at(point), self._item_at(point)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if key is not None:
            self._toggle_group(key)
        elif item_id is not None:
            self.opened.emit(item_id)

    def _zoom(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        self._view.set_cell_width(round(self._view.cell_width * _WHEEL_STEP**steps))

    def _menu(self, event: QContextMenuEvent) -> None:
        at, spot = self._view.current_position, event.globalPos()
        item_id = self._item_at(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            if at is None:
                return
            item_id = self._view.arrangement.ids[at]
            spot = self._view.viewport().mapToGlobal(self._view.rect_of(at).center())
        if item_id is None:
            group = self._view.group_at(event.pos())
            if group is not None:
                self.group_menu_wanted.emit(group, spot)
            return
        if item_id not in self._view.selection:
            self.chosen.emit(replace([item_id]))
        self.menu_wanted.emit(item_id, spot)

    def _tooltip(self, event: QHelpEvent) -> None:
        at = self._view.position_at(event.pos())
        if at is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), plain_tip(self._view.words_of(at)), self._view, self._view.rect_of(at))

    def _hover_again(self) -> None:
        viewport = self._view.viewport()
        if viewport.underMouse():
            self._hover_over(self._item_at(viewport.mapFromGlobal(viewport.cursor().pos())))

    def _hover_over(self, item_id: str | None) -> None:
        if item_id != self._hover:
            self._hover = item_id
            self._view.set_hovered(item_id)
            self.hovered.emit(item_id)

    def _toggle_group(self, key: str) -> None:
        self.collapsed_changed.emit(self._view.collapsed ^ {key})

    # -- keys ------------------------------------------------------------------------------------------

    def _key(self, event: QKeyEvent) -> bool:
        key, mods = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        target = self._target(key)
        if target is not None and not mods & (_ALT | Qt.KeyboardModifier.MetaModifier):
            self._go(target, shift=bool(mods & _SHIFT))
            return True
        mode = self._mode_of(event) if mods == _SHIFT else None
        if mode is not None:
            self.mode_wanted.emit(mode)
            return True
        if mods == _CTRL and key == Qt.Key.Key_A:
            self.chosen.emit(replace(self._view.arrangement.ids, current=self._view.selection.current))
            return True
        at = self._view.current_position
        item_id = self._view.arrangement.ids[at] if at is not None else None
        if mods == _CTRL and key == Qt.Key.Key_Space and item_id is not None:
            self.chosen.emit(clicked(self._view.selection, item_id, self._order(), ctrl=True))
            return True
        if mods != Qt.KeyboardModifier.NoModifier or item_id is None:
            return False
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(item_id)
            return True
        if key == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
            return True
        return False

    def _mode_of(self, event: QKeyEvent) -> Mode | None:
        """Return the view that Shift and a digit ask for, or None if it is no such key."""
        if _TAG_SIGN in (event.text(), chr(event.key()) if event.key() < 0x80 else ""):
            return None
        by_place = (_MODE_NAMES.get(name) for name in key_names(event))
        return _MODES.get(event.key()) or next((one for one in by_place if one is not None), None)

    def _target(self, key: int) -> int | None:
        """Return the position a key leads to, or None if it is no key of movement."""
        view, layout = self._view, self._view.geometry_of_cells
        if not view.arrangement.ids:
            return None
        at, gap = view.current_position, view.gap
        if at is None and gap is not None and key in _STEPS:
            # The file that was current has left the list: the next step goes to its neighbour.
            back = key in (Qt.Key.Key_Up, Qt.Key.Key_Right if view.isRightToLeft() else Qt.Key.Key_Left)
            return max(0, gap - 1) if back else gap
        forward = Qt.Key.Key_Left if view.isRightToLeft() else Qt.Key.Key_Right
        page = view.rows_per_page
        match key:
            case Qt.Key.Key_Home:
                found = layout.edge(last=False)
            case Qt.Key.Key_End:
                found = layout.edge(last=True)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                found = layout.beside(at, 1 if key == forward else -1) if at is not None else layout.edge(last=False)
            case Qt.Key.Key_Down | Qt.Key.Key_Up | Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                rows = page if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) else 1
                down = key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
                found = layout.below(at, rows if down else -rows) if at is not None else layout.edge(last=False)
            case _:
                return None
        return min(found, len(view.arrangement.ids) - 1) if found is not None else None

    def _go(self, position: int, *, shift: bool) -> None:
        item_id = self._view.arrangement.ids[position]
        self.chosen.emit(stepped(self._view.selection, item_id, self._order(), shift=shift))
        self._view.bring_into_view(position)

    def _item_at(self, point: QPoint) -> str | None:
        at = self._view.position_at(point)
        return self._view.arrangement.ids[at] if at is not None else None

    def _order(self) -> list[str]:
        return self._view.arrangement.shown(self._view.collapsed)
