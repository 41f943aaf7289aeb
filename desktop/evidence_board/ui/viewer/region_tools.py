"""`RegionTools`: the tools that draw regions over a picture or a frame, and what is asked of the chosen one."""

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal

from evidence_board.model.regions import RegionRow
from evidence_board.ui.theme import Theme
from evidence_board.ui.viewer.label_field import LabelField
from evidence_board.ui.viewer.picture_canvas import PictureCanvas
from evidence_board.ui.viewer.region_desk import RegionDesk
from evidence_board.ui.viewer.tool_dock import ToolDock

__all__ = ["RegionTools"]


class RegionTools(QObject):
    """Joins the canvas of a view to the desk: what is drawn there is saved, what is chosen there is chosen.

    Attributes:
        taken: (tool) a tool is about to be taken.
        drawn: (shape, points, kind) something was drawn; the view knows of which file and time.
        looked: regions are shown or hidden.
        dock: tools; hidden where nothing may be changed.
        field: names a region in place.
    """

    taken = Signal(str)
    drawn = Signal(str, object, str)
    looked = Signal()

    def __init__(self, canvas: PictureCanvas, desk: RegionDesk, *, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.canvas, self._desk = canvas, desk
        self.dock = ToolDock(canvas, theme=theme)
        if not desk.can_write:
            self.dock.hide()
        self.field = LabelField(canvas, theme=theme)
        hand = canvas.hand
        hand.chosen.connect(desk.choose)
        hand.drawn.connect(self._drawn)
        hand.changed.connect(desk.move)
        self.dock.tool_wanted.connect(self.take_tool)
        self.dock.kind_wanted.connect(self.take_kind)
        self._show_tool()

    def take_tool(self, tool: str) -> None:
        """Take a tool."""
        if self._desk.can_write:
            self.taken.emit(tool)
            self.canvas.layer.shown = True
            self.canvas.hand.set_tool(tool)
            self._show_tool()
            self.looked.emit()

    def take_kind(self, kind: str) -> None:
        """Draw regions of a kind from now on; the chosen region becomes one."""
        if not self._desk.can_write:
            return
        self.canvas.hand.kind = kind
        if not self._desk.set_kind(kind) and self.canvas.hand.tool == "select":
            self.take_tool("rectangle")
        self._show_tool()

    def put_down(self) -> None:
        """Drop what is half drawn, save what the arrow keys moved, and select again."""
        self.canvas.hand.save_nudges()
        self.canvas.hand.set_tool("select")
        self._show_tool()

    def toggle_regions(self) -> None:
        """Show or hide the regions."""
        self.canvas.layer.shown = not self.canvas.layer.shown
        self.canvas.hand.choose("")
        self.canvas.update()
        self.looked.emit()

    def reveal_hidden(self, revealed: bool) -> None:
        """Show what lies below regions that are hidden in exports, or cover it again."""
        self.canvas.layer.revealed = revealed
        self.canvas.update()

    def shows(self, row: RegionRow | None) -> bool:
        """Whether a region is drawn over the picture now."""
        return row is not None and self.canvas.layer.row(row.id) is not None

    def show_rows(self, rows: tuple[RegionRow, ...]) -> None:
        """Show these regions; the chosen one is shown as such if it is among them."""
        self.canvas.layer.set_rows(rows)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show the region that is chosen at the desk."""
        row, layer = self._desk.row, self.canvas.layer
        if row is None or not self.shows(row):
            layer.chosen = ""
        elif layer.chosen != row.id:
            self.canvas.reveal(row.id)
        self.canvas.update()

    def label(self) -> None:
        """Name the chosen region where its label stands."""
        row = self._desk.row
        if row is None or not self._desk.can_write or not self.shows(row):
            return
        # The place of a new label is known once it was drawn.
        self.canvas.repaint()
        box = self.canvas.layer.label_box(row.id)
        at = box.topLeft() if not box.isEmpty() else self.canvas.hand.anchor_of(row.id)
        self.field.begin(row.label, at, lambda label: self._desk.rename(row.id, label))

    def link(self) -> bool:
        """Ask what the chosen region shows."""
        row = self._desk.row
        if row is None:
            return False
        at = self.canvas.hand.anchor_of(row.id) + QPointF(0, 8)
        return self._desk.ask_entity(self.canvas.mapToGlobal(at.toPoint()))

    def open_menu(self, region_id: str, spot: object) -> None:
        """Open the menu of a region."""
        if region_id and isinstance(spot, QPoint):
            self._desk.open_menu(spot, rename=self.label, link=self.link)

    def _drawn(self, shape: str, points: object) -> None:
        self.drawn.emit(shape, points, self.canvas.hand.kind)
        self.take_tool("select")

    def _show_tool(self) -> None:
        hand = self.canvas.hand
        self.dock.show_state(tool=hand.tool, kind=hand.kind)
        self.canvas.setCursor(Qt.CursorShape.ArrowCursor if hand.tool == "select" else Qt.CursorShape.CrossCursor)
