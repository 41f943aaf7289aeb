"""`MapToolbox`: the tools of one map pane, one of them in hand at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent

from evidence_board.events import Notice
from evidence_board.ui.canvas import theme_fonts
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.map_tools.compass_button import CompassButton
from evidence_board.ui.map_tools.drawing_desk import DrawingDesk
from evidence_board.ui.map_tools.drawing_hand import DrawingHand
from evidence_board.ui.map_tools.drawings_overlay import DrawingsOverlay
from evidence_board.ui.map_tools.graticule import Graticule
from evidence_board.ui.map_tools.ground import degrees_of
from evidence_board.ui.map_tools.position_readout import PositionReadout
from evidence_board.ui.map_tools.routes_overlay import RoutesOverlay
from evidence_board.ui.map_tools.sights_overlay import SightsOverlay
from evidence_board.ui.map_tools.tool_strip import ToolStrip
from evidence_board.ui.map_tools.trace import DRAWS, Trace
from evidence_board.ui.map_tools.trace_overlay import TraceOverlay
from evidence_board.ui.map_tools.trace_tool import TraceTool

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence_board.ui.canvas import CanvasTool
    from evidence_board.ui.map.map_stage import MapStage

__all__ = ["MapToolbox"]

#: What is switched on and off, and remembered.
_SWITCHES = ("graticule", "routes", "sights")


class MapToolbox(QObject):
    """Measures, draws and tells positions on the map of a pane.

    Attributes:
        strip: the figures of the tool in hand.
        readout: the position under the pointer.
        graticule: meridians and parallels.
        routes: the ways of accounts.
        sights: radii and directions of all pins.
        compass: which way north is; turns the map back.
        drawn: the drawings of the case on the map.
        drawings: what is done to them.
        hand: chooses and moves them.
        tool: sets points.
        changed: another tool is in hand, or none; the graticule came or went.
    """

    changed = Signal()

    def __init__(self, context: UiContext, stage: MapStage, *, base: CanvasTool) -> None:
        """Make the tools of a map.

        Args:
            context: the session and the services around it.
            stage: the map.
            base: the tool of the canvas while none of these is in hand.
        """
        super().__init__(stage)
        self._context, self._stage = context, stage
        canvas, fonts = stage.canvas, theme_fonts(context.theme)
        self.graticule = Graticule(stage.colors, fonts=fonts)
        self._overlay = TraceOverlay(stage.colors, fonts=fonts)
        self.drawn = DrawingsOverlay(stage.colors, theme=context.theme, fonts=fonts)
        self.routes = RoutesOverlay(stage.colors, fonts=fonts)
        self.sights = SightsOverlay(stage.hits, stage.colors)
        stage.add_overlay(self.routes, below=True)
        stage.add_overlay(self.sights, below=True)
        stage.add_overlay(self.drawn, below=True)
        stage.add_overlay(self.graticule, below=True)
        stage.add_overlay(self._overlay)
        self.hand = DrawingHand(canvas, stage.hits, self.drawn, base=base)
        self.drawings = DrawingDesk(context, stage, self.drawn, self.hand)
        canvas.set_tool(self.hand)
        self.tool = TraceTool(canvas, self._overlay)
        self.strip = ToolStrip(theme=context.theme, parent=canvas)
        self.readout = PositionReadout(theme=context.theme, parent=canvas)
        context.requests.coordinates_as.connect(self.readout.set_form)
        self.tool.changed.connect(self._show_figures)
        self.tool.left.connect(self.leave)
        self.tool.copied.connect(self.copy)
        self.tool.finished.connect(self._finished)
        self.strip.copied.connect(self.copy)
        self.strip.taken_back.connect(self.tool.take_back)
        self.strip.ended.connect(self.tool.finish)
        self.strip.left.connect(self.leave)
        self.compass = CompassButton(theme=context.theme, parent=canvas)
        self.compass.clicked.connect(stage.camera.north_up)
        canvas.camera_changed.connect(lambda: self.compass.point(canvas.camera.state.angle))
        canvas.resized.connect(self._place)
        canvas.installEventFilter(self)

    @property
    def trace(self) -> Trace | None:
        """What is being measured or drawn."""
        return self._overlay.trace

    @property
    def can_write(self) -> bool:
        """Whether the case takes drawings."""
        return self.drawings.can_write

    def take(self, kind: str) -> None:
        """Take a tool in hand; the same one again puts it away.

        Args:
            kind: ``distance`` or ``surface``, or what to draw, a word of `DrawingKind`.
        """
        trace = self.trace
        if trace is not None and trace.kind == kind:
            self.leave()
            return
        if kind in DRAWS and not self.can_write:
            self._context.session.hub.emit(Notice(tr("This case can only be read: nothing can be drawn in it.")))
            return
        self.drawings.choose("")
        self._stage.canvas.set_tool(self.tool)
        self.tool.begin(kind)
        self.strip.show()
        self.strip.raise_()
        self._place()
        self._stage.canvas.setFocus()
        self.changed.emit()

    def leave(self) -> None:
        """Put the tool away; what it measured goes with it."""
        if self.trace is None:
            return
        self._overlay.trace = None
        self.strip.hide()
        self._stage.canvas.set_tool(self.hand)
        self._stage.canvas.setFocus()
        self._stage.canvas.update()
        self.changed.emit()

    def _finished(self) -> None:
        """Keep a drawing in the case; figures stay to be read."""
        trace = self.trace
        if trace is not None and not trace.is_measuring:
            self.leave()
            self.drawings.add(trace)

    def copy(self) -> None:
        """Put the figures on the clipboard."""
        trace = self.trace
        if trace is not None and len(trace.shown) >= 2:
            self.copy_text(trace.words)

    def copy_text(self, text: str) -> None:
        """Put a text on the clipboard and say so."""
        QGuiApplication.clipboard().setText(text)
        self._context.session.hub.emit(Notice(tr("Copied {position}.", position=text)))

    def toggle_routes(self) -> None:
        """Show or hide the routes of the accounts of what is selected."""
        self.routes.on = not self.routes.on
        self.show_routes()
        if self.routes.on and not self.routes.routes:
            words = tr("Select an account, or a file of one, with two places or more: its route is drawn.")
            self._context.session.hub.emit(Notice(words))
        self.changed.emit()

    def show_routes(self) -> None:
        """Take the routes of what is selected now."""
        session = self._context.session
        self.routes.show(session.index, session.selection.ids, session.visible.values())
        self._stage.canvas.update()

    def toggle_sights(self) -> None:
        """Show or hide radius and direction of every pin in view."""
        self.sights.on = not self.sights.on
        self._stage.canvas.update()
        self.changed.emit()

    def toggle_local_names(self) -> None:
        """Name towns and countries in their own script too, or no longer."""
        self._stage.local_names = not self._stage.local_names
        self.changed.emit()

    @property
    def local_names(self) -> bool:
        """Whether towns and countries are named in their own script too."""
        return self._stage.local_names

    def toggle_graticule(self) -> None:
        """Show or hide meridians and parallels."""
        self.graticule.on = not self.graticule.on
        self._stage.canvas.update()
        self.changed.emit()

    def state(self) -> dict[str, Any]:
        """Return what to remember of this case."""
        switched: dict[str, Any] = {name: True for name in _SWITCHES if getattr(self, name).on}
        return switched | ({"local_names": True} if self.local_names else {})

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Look as `state` said."""
        for name in _SWITCHES:
            getattr(self, name).on = remembered.get(name) is True
        if self.local_names is not (remembered.get("local_names") is True):
            self.toggle_local_names()
        self.show_routes()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse over the map."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self.readout.show_position(degrees_of(*self._stage.canvas.to_world(event.position())))
        return super().eventFilter(watched, event)

    def _show_figures(self) -> None:
        trace = self.trace
        if trace is None:
            return
        enough = trace.is_enough and not trace.closed
        self.strip.say(trace.words, copies=len(trace.shown) > 1, more=bool(trace.points), enough=enough)
        self._place()
        if self._overlay.aim_shown:
            self.readout.show_position(trace.aim)

    def _place(self) -> None:
        self.strip.place_in(self._stage.canvas.size())
        self.readout.place_in(self._stage.canvas.size())
        self.compass.place_in(self._stage.canvas.size())
