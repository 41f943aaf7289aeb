"""`LayerCard`: one layer in the list: shown or not, its name, how strong, what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from evidence_board.ui.check.damage_list import plain_label
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.map_layers.layer_stack import LayerState
from evidence_board.ui.map_layers.layer_words import kind_words, remarks, state_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.focus_ring import set_ring
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["LayerCard"]

_OPACITY_STEP = 5
#: What stands below the name begins where the name begins.
_INDENT = 28


class LayerCard(QWidget):
    """A row of the list of layers.

    Signals:
        visible_wanted: (shown or not).
        opacity_moved: (0 to 1) while the slider is held.
        opacity_chosen: (0 to 1) let go.
        menu_wanted: (point of the screen).
        rename_wanted: F2 or a double click.
        removed: Delete.
        zoom_wanted: Enter.
        locate_wanted: the file is to be looked for.
        system_wanted: the coordinate system is to be told.
        pin_wanted: it is to be pinned.
        step_wanted: (-1 up, 1 down) Alt with an arrow.
        focus_wanted: (-1 or 1) an arrow alone.
        dragged: (point of the screen) it is pulled to another place of the list.
        let_go: (point of the screen) it was let go there.

    Attributes:
        row_id: of the layer.
    """

    visible_wanted = Signal(bool)
    opacity_moved = Signal(float)
    opacity_chosen = Signal(float)
    menu_wanted = Signal(QPoint)
    rename_wanted = Signal()
    removed = Signal()
    zoom_wanted = Signal()
    locate_wanted = Signal()
    system_wanted = Signal()
    pin_wanted = Signal()
    step_wanted = Signal(int)
    focus_wanted = Signal(int)
    dragged = Signal(QPoint)
    let_go = Signal(QPoint)

    def __init__(self, state: LayerState, *, theme: Theme, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_id = state.row.id
        self._theme, self._can_write = theme, can_write
        self._grabbed: QPoint | None = None
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_ring(self, "inside")
        self.eye = IconButton("eye", name=tr("Hide"), theme=theme)
        self.eye.setEnabled(can_write)
        self.eye.clicked.connect(lambda: self.visible_wanted.emit(not self._visible))
        self.title = ElidedLabel("", theme=theme, role="bodyStrong")
        self.facts = ElidedLabel("", theme=theme, role="small", colour="text2")
        self.more = IconButton("ellipsis", name=tr("More"), theme=theme)
        self.more.clicked.connect(lambda: self.menu_wanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setSingleStep(_OPACITY_STEP)
        self.slider.setMinimumHeight(theme.pixels(20))
        # Values rise to the right in every language, as on a ruler.
        self.slider.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.slider.setEnabled(can_write)
        self.percent = ElidedLabel("", theme=theme, role="small", colour="text2", tabular=True)
        self.percent.setFixedWidth(theme.pixels(44))
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self._chosen)
        self.words: QLabel = plain_label("", "small")
        self.locate = Button(tr("Locate it…"), theme=theme, small=True, icon="folder-open")
        self.locate.clicked.connect(self.locate_wanted)
        self.system = Button(tr("Coordinate system…"), theme=theme, small=True, icon="globe")
        self.system.clicked.connect(self.system_wanted)
        self.pin = Button(tr("Pin it on the map…"), theme=theme, small=True, icon="pin")
        self.pin.clicked.connect(self.pin_wanted)
        self._lay_out()
        self.show_state(state)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.facts)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.eye, 0, Qt.AlignmentFlag.AlignTop)
        first.addLayout(names, 1)
        first.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        strength = QHBoxLayout()
        strength.addSpacing(_INDENT)
        strength.addWidget(self.slider, 1)
        strength.addWidget(self.percent)
        told = QHBoxLayout()
        told.addSpacing(_INDENT)
        told.addWidget(self.words, 1)
        button = QHBoxLayout()
        button.addSpacing(_INDENT)
        button.addWidget(self.locate)
        button.addWidget(self.system)
        button.addWidget(self.pin)
        button.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 6, 8)
        layout.setSpacing(4)
        for part in (first, strength, told, button):
            layout.addLayout(part)

    def show_state(self, state: LayerState) -> None:
        """Show what is known of the layer now."""
        row = state.row
        self._visible = row.visible
        self.eye.set_icon("eye" if row.visible else "eye-off")
        name = isolate(row.name)
        self.eye.set_name(tr("Hide {name}", name=name) if row.visible else tr("Show {name}", name=name))
        self.title.set_text(row.name)
        self.title.set_colour("text" if row.visible else "text3")
        self.facts.set_text(state_words(state))
        self.slider.setAccessibleName(tr("Opacity of {name}", name=name))
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(round(row.opacity * 100))
            self.slider.blockSignals(False)
            self.percent.set_text(f"{self.slider.value()} %")
        drawn = state.shown is not None and not state.shown.facts.questions
        self.slider.setVisible(drawn)
        self.percent.setVisible(drawn)
        words = _told(state)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.words.setProperty("tone", "bad" if state.problem else "")
        self.locate.setVisible(state.missing and self._can_write)
        asked = state.shown.facts.questions if state.shown is not None else ()
        self.system.setVisible("crs" in asked and self._can_write)
        self.pin.setVisible("points" in asked and self._can_write)
        self.setAccessibleName(", ".join(part for part in (row.name, kind_words(row.kind), words) if part))
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on this layer."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        fade = {Qt.Key.Key_Left: -_OPACITY_STEP, Qt.Key.Key_Right: _OPACITY_STEP}.get(Qt.Key(key), 0)
        if step:
            if not alt:
                self.focus_wanted.emit(step)
            elif self._can_write:
                self.step_wanted.emit(step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.zoom_wanted.emit()
        elif not self._can_write:
            super().keyPressEvent(event)
        elif fade and not alt and self.slider.isVisibleTo(self):
            self.slider.setValue(self.slider.value() + fade)
            self._chosen()
        elif key == Qt.Key.Key_Space:
            self.visible_wanted.emit(not self._visible)
        elif key == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu."""
        self.menu_wanted.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag would begin."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the row to another place."""
        if self._grabbed is None or not self._can_write:
            return
        far = (event.position().toPoint() - self._grabbed).manhattanLength()
        if self._dragging or far >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the row go where it was pulled to."""
        dragging, self._dragging, self._grabbed = self._dragging, False, None
        self.unsetCursor()
        if dragging:
            self.let_go.emit(event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for another name."""
        if self._can_write:
            self.rename_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline."""
        painter = QPainter(self)
        color = self._theme.color
        radius = self._theme.tokens.radius["control"]
        draw_box(painter, self.rect(), radius=radius, fill=color("pane"), border=color("line"))
        painter.end()

    def _slid(self, value: int) -> None:
        self.percent.set_text(f"{value} %")
        self.opacity_moved.emit(value / 100)
        if not self.slider.isSliderDown():
            self._chosen()

    def _chosen(self) -> None:
        self.opacity_chosen.emit(self.slider.value() / 100)


def _told(state: LayerState) -> str:
    if state.missing:
        where = state.row.path or state.row.file_name or state.row.name
        return tr("Not found: {path}", path=isolate(where))
    if state.problem:
        return state.problem
    if state.shown is not None and "crs" in state.shown.facts.questions:
        return tr("Its world file does not say in which coordinate system it counts.")
    if state.shown is not None and state.shown.facts.questions:
        return tr("It does not say where on Earth it lies.")
    return "\n".join(remarks(state))
