"""`ShapeClicks`: a click on a point, line or area of a layer says what its file tells of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from evidence_board.ui.check.damage_list import plain_label
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.map.map_hits import MapHit
from evidence_board.ui.map.map_pane import MapPane
from evidence_board.ui.map_layers.layers_on_map import LayersOnMap
from evidence_board.ui.map_layers.shown_layer import ShownLayer
from evidence_board.ui.widgets.popover import Popover

__all__ = ["ShapeClicks", "ShapePopover"]

_REACH_PX, _WIDTH, _HIGHEST = 8.0, 320, 260


class ShapePopover(Popover):
    """Name and description of one shape, as plain text: nothing in it can be opened or loaded."""

    def __init__(self, parent: QWidget, *, layer: str, name: str, text: str, context: UiContext) -> None:
        super().__init__(parent, name=name or layer, theme=context.theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        width = context.theme.pixels(_WIDTH)
        title = plain_label(name or tr("Without a name"), "bodyStrong")
        whose = plain_label(tr("Layer: {name}", name=isolate(layer)), "hint")
        for label in (title, whose):
            label.setFixedWidth(width)
            self.body.addWidget(label)
        self.words = plain_label(text, "body")
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if text:
            scroll = QScrollArea()
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.words.setFixedWidth(width - 16)
            scroll.setWidget(self.words)
            scroll.setFixedSize(width, min(self.words.heightForWidth(width - 16) + 8, context.theme.pixels(_HIGHEST)))
            self.body.addWidget(scroll)


class ShapeClicks(QObject):
    """Listens to clicks on the bare map, where no pin lies."""

    def __init__(self, pane: MapPane, on_map: LayersOnMap, *, context: UiContext) -> None:
        super().__init__(pane)
        self._pane, self._map, self._context = pane, on_map, context
        self._at = QPointF()
        pane.canvas.installEventFilter(self)
        pane.tool.clicked.connect(self._clicked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember where a button went down."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self._at = event.position()
        return False

    def at(self, pos: QPointF) -> tuple[ShownLayer, int] | None:
        """Return the shape under a pixel of the map, of the uppermost layer that has one."""
        canvas = self._pane.canvas
        x, y = canvas.to_world(pos)
        for layer in reversed(self._map.painter.layers):
            if layer.shapes is not None and layer.look.at(self._map.stage.camera.zoom):
                found = layer.shapes.at(x % 1.0, y, reach=_REACH_PX / canvas.camera.state.scale)
                if found:
                    return layer, found[0]
        return None

    def _clicked(self, hit: MapHit | None, modifiers: Qt.KeyboardModifier) -> None:
        if hit is not None or modifiers != Qt.KeyboardModifier.NoModifier:
            return
        found = self.at(self._at)
        if found is None or found[0].shapes is None:
            return
        layer, number = found
        shapes = found[0].shapes.shapes
        row = self._context.session.index.layers.get(layer.id)
        popover = ShapePopover(
            self._pane.canvas,
            layer=row.name if row is not None else "",
            name=shapes.names[number],
            text=shapes.notes[number],
            context=self._context,
        )
        popover.open_at(self._pane.canvas.screen_point(self._at + QPointF(8.0, 8.0)))
