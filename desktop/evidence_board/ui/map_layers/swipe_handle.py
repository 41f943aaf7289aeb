"""`SwipeHandle`: a line across the map with a grip; maps to be compared show on one side of it only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.focus_ring import set_ring

if TYPE_CHECKING:
    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.theme import Theme

__all__ = ["SwipeHandle"]

_WIDTH, _GRIP, _EDGE_PX, _STEP_PX = 32, 30.0, 24.0, 16.0


class SwipeHandle(QWidget):
    """Stands on a point of the map and moves with it; pulled by mouse or arrow keys.

    Signals:
        moved: it stands elsewhere in the world.

    Attributes:
        edge: a point of the normalised world that it stands on; None while it is hidden.
    """

    moved = Signal()

    def __init__(self, canvas: CanvasView, *, theme: Theme) -> None:
        super().__init__(canvas)
        self._canvas, self._theme = canvas, theme
        self._grabbed: float | None = None
        self.edge: tuple[float, float] | None = None
        self.setFixedWidth(_WIDTH)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_ring(self, "inside")
        self.setAccessibleName(tr("Handle: compare the maps left and right of it"))
        self.setToolTip(tr("Compare: pull to the side (Left, Right)"))
        canvas.camera_changed.connect(self.place)
        canvas.camera_settled.connect(self._stay_in_view)
        self.hide()

    def set_wanted(self, wanted: bool) -> None:
        """Show it in the middle of the view, or take it away."""
        if wanted is not self.isHidden():
            return
        target = self._canvas.camera.target
        self.edge = (target.x, target.y) if wanted else None
        self.setVisible(wanted)
        if wanted:
            self.raise_()
            self.place()
        self.moved.emit()

    def place(self) -> None:
        """Stand on its point."""
        if self.edge is not None:
            x = self._canvas.to_view(*self.edge).x()
            self.setGeometry(round(x - _WIDTH / 2), 0, _WIDTH, self._canvas.height())

    def move_to(self, x: float) -> None:
        """Stand at a pixel of the view."""
        x = min(max(x, _EDGE_PX), self._canvas.width() - _EDGE_PX)
        self.edge = self._canvas.to_world(QPointF(x, self._canvas.height() / 2))
        self.place()
        self.moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position().x() - _WIDTH / 2

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self._grabbed is not None:
            self.move_to(self.mapToParent(event.position()).x() - self._grabbed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grabbed = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a step."""
        step = {Qt.Key.Key_Left: -_STEP_PX, Qt.Key.Key_Right: _STEP_PX}.get(Qt.Key(event.key()))
        if step is None or self.edge is None:
            super().keyPressEvent(event)
            return
        self.move_to(self._canvas.to_view(*self.edge).x() + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and the grip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color, middle = self._theme.color, QPointF(_WIDTH / 2, self.height() / 2)
        for role, width in (("pane", 4.0), ("accent", 2.0)):
            painter.setPen(QPen(color(role), width))
            painter.drawLine(QPointF(middle.x(), 0.0), QPointF(middle.x(), float(self.height())))
        painter.setPen(QPen(color("accent"), 2.0))
        painter.setBrush(color("pane"))
        painter.drawEllipse(middle, _GRIP / 2 - 1, _GRIP / 2 - 1)
        for name, left in (("chevron-left", middle.x() - 13), ("chevron-right", middle.x() + 1)):
            draw_icon(painter, name, QRectF(left, middle.y() - 6, 12, 12), color("accentText"))
        painter.end()

    def _stay_in_view(self) -> None:
        """The map moved away under it: stand at the edge of the view it left by."""
        if self.edge is None:
            return
        x = self._canvas.to_view(*self.edge).x()
        if not _EDGE_PX <= x <= self._canvas.width() - _EDGE_PX:
            self.move_to(x)
