"""`PictureCanvas`: one picture, zoomed, moved and turned, with its regions over it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.viewer.loupe import Loupe
from evidence_board.ui.viewer.region_hand import RegionHand
from evidence_board.ui.viewer.region_layer import RegionLayer
from evidence_board.ui.viewer.sight import Sight
from evidence_board.ui.viewer.tile_store import TileStore

__all__ = ["PictureCanvas"]

_NEAREST_FROM = 2.0


class PictureCanvas(QWidget):
    """Shows the tiles there are over a small copy of the picture, and the regions over both.

    Attributes:
        looked: scale, place or turn changed.
        menu_wanted: (row id of a region or empty, point of the screen).
        store: the pixels.
        sight: how they lie in the widget.
        layer: the regions.
        hand: what draws and moves regions.
        loupe: the magnifier at the pointer.
        space_held: the picture is moved, whatever tool is taken.
        overlays: draw above the regions, in pixels of the widget.
    """

    looked = Signal()
    menu_wanted = Signal(str, object)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.sight = Sight()
        self.store = TileStore(self)
        self.layer = RegionLayer(theme)
        self.hand = RegionHand(self.layer, self.sight, self)
        self.loupe = Loupe(theme)
        self.space_held = False
        self.space_used = False
        self.overlays: list[Callable[[QPainter, Sight], None]] = []
        self._small: QImage | None = None
        self._composed: QPixmap | None = None
        self._dragged: QPointF | None = None
        self._pointer: QPointF | None = None
        self.setMouseTracking(True)
        self.setMinimumSize(120, 90)
        self.store.changed.connect(self.renew)
        self.hand.touched.connect(self.update)
        theme.changed.connect(self.renew)

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to show."""
        return self._small is not None or self.store.overview is not None

    @property
    def pixels_wanted(self) -> int:
        """Longest edge of a copy that would be sharp at this scale, in pixels."""
        whole = self.sight.whole
        return round(max(whole.width(), whole.height()) * min(self.sight.scale, 1.0))

    def clear(self) -> None:
        """Show nothing, as the original stands."""
        self._small = None
        self.store.clear()
        self.sight.angle, self.sight.mirrored = 0.0, False
        self.sight.show_whole(QSizeF())
        self.renew()

    def show_small(self, image: QImage, *, whole: QSizeF) -> None:
        """Show a small copy until the pixels come."""
        self._small = image
        self.show_size(whole)

    def show_size(self, whole: QSizeF) -> None:
        """Take the size of the original, which may be known better than before."""
        if whole != self.sight.whole:
            fitted = self.sight.is_fitted
            self.sight.whole = whole
            if fitted:
                self.sight.fit()
        self._sight_changed()

    def renew(self) -> None:
        """Draw the picture anew."""
        self._composed = None
        self.update()

    # -- looking ---------------------------------------------------------------------------------------

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in (positive) or out."""
        self.sight.zoom(steps, at)
        self._sight_changed()

    def toggle_actual(self, at: QPointF | None = None) -> None:
        """Show pixel for pixel, or the whole picture again."""
        self.sight.set_scale(1.0 if self.sight.is_fitted else 0.0, at)
        self._sight_changed()

    def fit(self) -> None:
        """Show the whole picture."""
        self.sight.fit()
        self._sight_changed()

    def move_by(self, dx: float, dy: float) -> None:
        """Move the picture, in logical pixels."""
        self.sight.move_by(QPointF(dx, dy))
        self._sight_changed()

    def turn(self, degrees: float) -> None:
        """Turn the view clockwise."""
        self.sight.turn(degrees)
        self._sight_changed()

    def mirror(self) -> None:
        """Exchange left and right of the view."""
        self.sight.mirror()
        self._sight_changed()

    def set_upright(self) -> None:
        """Show the picture as the original stands."""
        self.sight.angle, self.sight.mirrored = 0.0, False
        self.sight.hold()
        self._sight_changed()

    def reveal(self, region_id: str) -> None:
        """Choose a region and bring it into view."""
        self.hand.choose(region_id)
        row = self.layer.row(region_id)
        if row is None or self.sight.is_fitted:
            return
        places = self.sight.polygon(row.points).boundingRect()
        if not QRectF(self.rect()).contains(places.center()):
            self.sight.look_at(QRectF(QPointF(*row.points[0]), QPointF(*row.points[-1])).normalized())
            self._sight_changed()

    def _sight_changed(self) -> None:
        self.renew()
        self.looked.emit()

    # -- the mouse -------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; a touchpad zooms in small steps."""
        if event.angleDelta().y():
            self.zoom(event.angleDelta().y() / 120, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a region, begin one, or take hold of the picture."""
        at = event.position()
        if event.button() == Qt.MouseButton.RightButton:
            hit = self.layer.hit(at, self.sight)
            if hit is not None:
                self.hand.choose(hit.region_id)
            self.menu_wanted.emit(hit.region_id if hit else "", event.globalPosition().toPoint())
            return
        moves_picture = event.button() == Qt.MouseButton.MiddleButton or self.space_held
        if not self.has_picture or event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        if moves_picture or not self.hand.press(at, event.modifiers()):
            self._dragged = at
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.space_used = self.space_held

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held, or show what lies under the pointer."""
        at = event.position()
        self._pointer = at
        if self._dragged is not None:
            self.move_by(at.x() - self._dragged.x(), at.y() - self._dragged.y())
            self._dragged = at
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self.hand.move(at, event.modifiers())
        else:
            look = self.hand.hover(at)
            self.setCursor(Qt.CursorShape.OpenHandCursor if self.space_held else look)
        if self.loupe.is_on:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._dragged is not None:
            self._dragged = None
            self.unsetCursor()
        elif event.button() == Qt.MouseButton.LeftButton:
            self.hand.release(event.position(), event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Finish an outline, open a region, or show pixel for pixel around the pointer."""
        if event.button() != Qt.MouseButton.LeftButton or self.hand.double(event.position()):
            return
        if self.hand.tool == "select" and self.sight.place().contains(event.position()):
            self.toggle_actual(event.position())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Remember where the pointer is."""
        self._pointer = event.position()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._pointer = None
        self.hand.leave()
        if self.loupe.is_on:
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the viewer."""
        event.ignore()

    # -- painting --------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is in the middle."""
        self.sight.room = QSizeF(self.size())
        self.sight.ratio = self.devicePixelRatioF()
        self.sight.hold()
        self._sight_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, its regions, and the loupe."""
        if self.sight.ratio != self.devicePixelRatioF():
            self.sight.ratio = self.devicePixelRatioF()
            self._composed = None
        if self._composed is None:
            self._composed = self._compose()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._composed)
        if self.has_picture:
            self.layer.paint(painter, self.sight)
            for overlay in self.overlays:
                painter.save()
                overlay(painter, self.sight)
                painter.restore()
        if self.loupe.is_on and self._pointer is not None and self.has_picture:
            self.loupe.paint(painter, at=self._pointer, canvas=QRectF(self.rect()), sight=self.sight, draw=self.draw)
        painter.end()

    def draw(self, painter: QPainter, transform: QTransform, scale: float, seen: QRectF) -> None:
        """Draw a part of the picture.

        Args:
            painter: where to; its clip is kept.
            transform: from pixels of the original to the painter.
            scale: device pixels for each pixel of the original.
            seen: what shows, in pixels of the original.
        """
        tiles, whole = self.store.tiles(seen, scale)
        painter.save()
        painter.setTransform(transform, True)
        # Large pixels are shown as they are: smoothing would invent what is between them.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < _NEAREST_FROM)
        overview = self.store.overview
        if not whole:
            if overview is not None:
                painter.drawImage(overview.box, overview.image)
            elif self._small is not None:
                painter.drawImage(QRectF(QPointF(0, 0), self.sight.whole), self._small)
        for tile in tiles:
            painter.drawImage(tile.box, tile.image)
        painter.restore()

    def _compose(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        composed = QPixmap(self.size() * ratio)
        composed.setDevicePixelRatio(ratio)
        composed.fill(self._theme.color("sunken"))
        if self.has_picture and not self.sight.whole.isEmpty():
            painter = QPainter(composed)
            self.draw(painter, self.sight.transform, self.sight.scale, self.sight.seen())
            if self.sight.angle % 90 == 0:
                painter.setPen(QPen(self._theme.color("line2"), 1))
                painter.drawRect(self.sight.place().adjusted(-0.5, -0.5, 0.5, 0.5))
            painter.end()
        return composed
