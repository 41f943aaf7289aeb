"""`FanOverlay`: opens a pin that no zoom can part into its photos around the spot, and folds it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen

from evidence_board.scene import Layer, Markers, Primitive, Scene, as_points
from evidence_board.ui.canvas import SceneOverlay, ScenePainter, icon_image
from evidence_board.ui.canvas.label_stamps import FontSource
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.i18n import count
from evidence_board.ui.map.map_colors import see_through
from evidence_board.ui.map.pin_fan import MOST, PinFan
from evidence_board.ui.map.pin_marks import PinLook, pin_primitives
from evidence_board.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.map.map_canvas import MapCanvas
    from evidence_board.ui.map.map_colors import MapColors
    from evidence_board.ui.map.map_hits import MapHit, MapHits
    from evidence_board.ui.theme import Theme

__all__ = ["FanOverlay"]

_LEAF = PinLook(thumb=36.0, border=0.0, lift=-22.0)
_CHOSEN_LEAF = PinLook(thumb=36.0, border=3.0, lift=-22.0)
_PLATE, _DOT_PX, _INSET = 0.97, 4.5, 6.0


class FanOverlay(QObject):
    """The fan of a map: an overlay of its canvas, and the button below it that lists the same photos.

    Attributes:
        listed: (hit) the photos are wanted as a list: by the button, or because they are too many to fan out.
        opened: a pin was fanned out.
        button: lists them; hidden while nothing is fanned out.
    """

    listed = Signal(object)
    opened = Signal()

    def __init__(
        self,
        canvas: MapCanvas,
        hits: MapHits,
        colors: MapColors,
        *,
        theme: Theme,
        images: Callable[[str], QImage | None],
        fonts: FontSource,
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._hits, self._colors, self._theme = canvas, hits, colors, theme
        self._images = images
        self._painter = ScenePainter(images=images, icons=icon_image, fonts=fonts)
        self._marks = SceneOverlay(self._painter)
        self._hit: MapHit | None = None
        self.button = Button("", theme=theme, icon="list", small=True, parent=canvas)
        self.button.hide()
        self.button.clicked.connect(self._list)
        canvas.camera_changed.connect(self._follow)
        canvas.resized.connect(self._follow)

    # -- opening and folding ---------------------------------------------------------------------------

    def open(self, hit: MapHit) -> None:
        """Fan out the photos of a pin; list them when they are too many, or the map is too small for them."""
        fan = PinFan(hit.ids[:MOST], x=hit.x, y=hit.y, to_view=self._hits.to_view)
        room = QRectF(self._canvas.rect())
        if len(hit.ids) > MOST or min(room.width(), room.height()) < 2 * fan.reach:
            self.close()
            self.listed.emit(hit)
            return
        if self._hits.fan is not None and self._hits.fan.ids == fan.ids:
            return
        self._hit, self._hits.fan = hit, fan
        self.button.setText(count(len(hit.ids), one="{n} file as a list", many="{n} files as a list"))
        self.button.adjustSize()
        self.button.show()
        self._bring_into_view(fan)
        self._follow()
        self.opened.emit()
        self._theme.motion.run(self, self._spread, duration=self._theme.motion.normal)

    def close(self) -> None:
        """Fold it."""
        if self._hits.fan is None:
            return
        self._hit = self._hits.fan = None
        if self.button.hasFocus():
            self._canvas.setFocus()
        self.button.hide()
        self._canvas.update()

    def keep(self, ids: Iterable[str]) -> None:
        """Fold it once something else is selected."""
        if self._hits.fan is not None and set(self._hits.fan.ids).isdisjoint(ids):
            self.close()

    def renew(self) -> None:
        """The content has changed: stay open for what is still together at this spot."""
        if (fan := self._hits.fan) is None:
            return
        self._painter.reset()
        self._hits.fan = None
        pins = [hit for one in fan.ids if (hit := self._hits.pin_of(one)) is not None and hit.one_spot]
        self._hits.fan = fan
        hit = max(pins, key=lambda pin: len(set(pin.ids).intersection(fan.ids)), default=None)
        if hit is None or hit.ids != fan.ids:
            self.close()
            if hit is not None:
                self.open(hit)

    def _list(self) -> None:
        hit = self._hit
        self.close()
        if hit is not None:
            self.listed.emit(hit)

    def _spread(self, part: float) -> None:
        if self._hits.fan is not None:
            self._hits.fan.part = float(part)
            self._canvas.update()

    def _bring_into_view(self, fan: PinFan) -> None:
        """Move the map as little as shows the whole fan, with its button where there is room."""
        room = QRectF(self._canvas.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        box = fan.box
        foot = self.button.height() + _INSET
        if box.height() + foot <= room.height():
            box.adjust(0, 0, 0, foot)
        across = max(room.left() - box.left(), 0.0) + min(room.right() - box.right(), 0.0)
        down = max(room.top() - box.top(), 0.0) + min(room.bottom() - box.bottom(), 0.0)
        if across or down:
            camera = self._canvas.camera
            camera.move(camera.target.panned(across, down))

    def _follow(self) -> None:
        """Keep the button below the plate; fold once the spot has left the map."""
        if (fan := self._hits.fan) is None:
            return
        spot, view = fan.spot, self._canvas.rect()
        if not QRectF(view).contains(spot) and not self._canvas.camera.moving:
            self.close()
            return
        left = min(max(spot.x() - self.button.width() / 2, _INSET), view.width() - self.button.width() - _INSET)
        top = min(fan.box.bottom() + _INSET, view.height() - self.button.height() - _INSET)
        self.button.move(round(left), round(top))

    # -- drawing ---------------------------------------------------------------------------------------

    def restyle(self, colors: MapColors) -> None:
        """Take other colours and fonts."""
        self._colors = colors
        self._painter.reset()

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw the plate, a line to each picture, and the pictures (an overlay of the canvas)."""
        fan = self._hits.fan
        if fan is None:
            return
        colors, spot, reach = self._colors, fan.spot, fan.reach * fan.part
        painter.setPen(QPen(qt_color(see_through(colors.ink, 0.25)), 1.0))
        painter.setBrush(qt_color(see_through(colors.surface, _PLATE)))
        painter.drawEllipse(spot, reach, reach)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for one in fan.ids:
            color = colors.accent if one in self._hits.chosen else colors.neutral
            painter.setPen(QPen(qt_color(color), 1.25))
            painter.drawLine(spot, fan.middle(one))
        painter.setPen(QPen(qt_color(colors.surface), 1.5))
        painter.setBrush(qt_color(colors.ink))
        painter.drawEllipse(spot, _DOT_PX, _DOT_PX)
        self._marks.set_scene(Scene((Layer("fan", tuple(self._leaves(fan, view))),)))
        self._marks(painter, view)

    def _leaves(self, fan: PinFan, view: CanvasView) -> list[Primitive]:
        import numpy as np

        pins = self._hits.content.pins
        found: list[Primitive] = []
        for accent in (False, True):
            group = [one for one in fan.ids if (one in self._hits.chosen) is accent]
            numbers = pins.numbers_of(group)
            if len(numbers) != len(group) or not group:
                continue
            found += [
                part
                for part in pin_primitives(
                    as_points([view.to_world(QPointF(fan.middle(one))) for one in group]),
                    group,
                    counts=np.ones(len(group), dtype=np.int64),
                    ranks=np.array([pins.level_rank(number) for number in numbers], dtype=np.int64),
                    look=_CHOSEN_LEAF if accent else _LEAF,
                    colors=self._colors,
                    absent=lambda key: self._images(key) is None,
                    accent=accent,
                )
                # Without tips: the lines say where they belong.
                if not isinstance(part, Markers)
            ]
        return found
