"""Selected pins, drawn in the GUI thread above the painted map so that a click shows in the same frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QRadialGradient

from evidence_board.scene import Layer, Primitive, Scene
from evidence_board.scene_style import PIN_TIP
from evidence_board.ui.canvas import SceneOverlay, ScenePainter, icon_image
from evidence_board.ui.canvas.label_stamps import FontSource
from evidence_board.ui.canvas.qt_styles import qt_color, qt_pen
from evidence_board.ui.map.map_colors import see_through
from evidence_board.ui.map.map_hits import nearest_copy
from evidence_board.ui.map.map_scene import GUESS_LEAST_PX, PLACE_MARK_PX, PLACES_FROM
from evidence_board.ui.map.pin_marks import CHOSEN, LIFTED, PLAIN, pin_primitives
from evidence_board.ui.map.pin_set import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.map.map_colors import MapColors
    from evidence_board.ui.map.map_hits import MapHits

__all__ = ["ChosenOverlay"]

_CONE_PX, _DOT_PX, _CIRCLE_FROM_PX, _CIRCLE_TO_PX = 60.0, 4.5, 8.0, 20_000.0


class ChosenOverlay:
    """Pins that hold selected photos; for a single photo also its exact position, radius and view.

    Attributes:
        images: gives the picture of a photo, or None.
    """

    def __init__(
        self, hits: MapHits, colors: MapColors, *, images: Callable[[str], QImage | None], fonts: FontSource
    ) -> None:
        self._hits = hits
        self._colors = colors
        self._images = images
        self._marks = SceneOverlay(painter := ScenePainter(images=images, icons=icon_image, fonts=fonts))
        self._painter = painter
        self._chosen: frozenset[str] = frozenset()
        self._leaving: frozenset[str] = frozenset()
        self._made_for: object = None

    @property
    def lifted(self) -> frozenset[str]:
        """Photos whose pins are drawn here, and must not be drawn below."""
        return self._chosen

    def choose(self, ids: Iterable[str]) -> None:
        """Draw these as selected; those before stay, plain, until `settle` says that they are painted below."""
        self._leaving = self._leaving | self._chosen
        self._chosen = frozenset(ids)
        self._made_for = None

    def settle(self) -> None:
        """The painted map now shows what is not selected."""
        self._leaving = frozenset()
        self._made_for = None

    def restyle(self, colors: MapColors) -> None:
        """Take other colours and fonts."""
        self._colors = colors
        self.renew()

    def renew(self) -> None:
        """Draw with the present content and pictures."""
        self._painter.reset()
        self._made_for = None

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw everything that is selected (an overlay of the canvas)."""
        if not self._chosen and not self._leaving:
            return
        self._draw_areas(painter, view)
        alone = self._hits.content.pins.number_of(self._hits.lifted) if self._hits.lifted else None
        if alone is not None:
            self._draw_view(painter, alone, view)
        wanted = (self._hits.content.pins, self._hits.zoom * 2 // 1, self._copy(view))
        if wanted != self._made_for:
            self._made_for = wanted
            self._marks.set_scene(Scene((Layer("pins", tuple(self._pins(view, alone))),)))
        self._marks(painter, view)
        if alone is not None:
            at = self._hits.to_view(*self._hits.content.pins.xy[alone].tolist())
            painter.setPen(QPen(qt_color(self._colors.surface), 1.5))
            painter.setBrush(qt_color(self._colors.accent))
            painter.drawEllipse(at, _DOT_PX + 0.75, _DOT_PX + 0.75)

    def _copy(self, view: CanvasView) -> int:
        """Which copies of the world the pins stand in: changes when the view goes round."""
        xy = self._hits.content.pins.xy
        if not len(xy):
            return 0
        return round(nearest_copy(float(xy[0, 0]), camera_x=view.camera.state.x) - float(xy[0, 0]))

    def _pins(self, view: CanvasView, alone: int | None) -> list[Primitive]:
        import numpy as np

        pins, level = self._hits.content.pins, self._hits.content.pins.at(self._hits.zoom)
        labels = level.clusters.labels
        chosen = sorted({int(labels[number]) for number in pins.numbers_of(self._chosen)})
        leaving = sorted({int(labels[number]) for number in pins.numbers_of(self._leaving)} - set(chosen))
        found: list[Primitive] = []
        camera_x = view.camera.state.x
        for group, accent in ((leaving, False), (chosen, True)):
            if not group:
                continue
            points = level.clusters.xy[group].copy()
            keys = [level.keys[pin] for pin in group]
            counts, ranks = level.clusters.counts[group], level.weakest[group]
            look = CHOSEN if accent else PLAIN
            if accent:
                ranks = np.full(len(group), len(LEVELS) - 1)
            if accent and alone is not None:
                look, points[0], keys = LIFTED, pins.xy[alone], [pins.ids[alone]]
            points[:, 0] = [nearest_copy(x, camera_x=camera_x) for x in points[:, 0].tolist()]
            found += pin_primitives(
                points,
                keys,
                counts=counts,
                ranks=ranks,
                look=look,
                colors=self._colors,
                absent=lambda key: self._images(key) is None,
                accent=accent,
            )
        return found

    def _draw_areas(self, painter: QPainter, view: CanvasView) -> None:
        content, scale, colors = self._hits.content, view.camera.state.scale, self._colors
        for guess in content.guesses:
            if self._chosen.isdisjoint(guess.ids):
                continue
            radius = max(guess.radius * scale, GUESS_LEAST_PX)
            if radius < _CIRCLE_TO_PX:
                pen = qt_pen(colors.areas[guess.level])
                pen.setColor(qt_color(colors.accent))
                pen.setWidthF(2.0)
                painter.setPen(pen)
                fill = 0.12 if radius < max(view.width(), view.height()) / 2 else 0.0
                painter.setBrush(qt_color(see_through(colors.accent, fill)))
                painter.drawEllipse(self._hits.to_view(guess.x, guess.y), radius, radius)
        if self._hits.zoom < PLACES_FROM:
            return
        for place in content.places:
            if place.id in self._chosen:
                head = self._hits.to_view(place.x, place.y) - QPointF(0, (PIN_TIP + 0.08) * PLACE_MARK_PX)
                painter.setPen(QPen(qt_color(colors.accent), 2.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(head, PLACE_MARK_PX * 0.72, PLACE_MARK_PX * 0.72)

    def _draw_view(self, painter: QPainter, number: int, view: CanvasView) -> None:
        """The circle in which the one selected photo may lie, and the wedge in which it looks."""
        pins, colors = self._hits.content.pins, self._colors
        at = self._hits.to_view(*pins.xy[number].tolist())
        accent = qt_color(colors.accent)
        radius = float(pins.radii[number]) * view.camera.state.scale
        if _CIRCLE_FROM_PX <= radius < _CIRCLE_TO_PX:
            pen = qt_pen(colors.areas[pins.rows[number].level])
            pen.setColor(accent)
            painter.setPen(pen)
            painter.setBrush(qt_color(see_through(colors.accent, 0.12)))
            painter.drawEllipse(at, radius, radius)
        bearing = float(pins.bearings[number])
        if bearing == bearing:
            bearing += view.camera.state.angle
            draw_cone(painter, at, bearing=bearing, spread=float(pins.spreads[number]), color=accent)


def draw_cone(painter: QPainter, at: QPointF, *, bearing: float, spread: float, color: QColor) -> None:
    """Draw a wedge that fades with the distance, between two firm edges.

    Args:
        painter: where to draw.
        at: the standpoint, pixels.
        bearing: middle of the view, degrees clockwise from up.
        spread: opening, degrees.
        color: of edges and wedge.
    """
    gradient = QRadialGradient(at, _CONE_PX)
    near, far = QColor(color), QColor(color)
    near.setAlphaF(0.5)
    far.setAlphaF(0.0)
    gradient.setColorAt(0.0, near)
    gradient.setColorAt(1.0, far)
    # Qt's angles run anticlockwise from the right.
    start = 90 - bearing - spread / 2
    box = QRectF(at.x() - _CONE_PX, at.y() - _CONE_PX, 2 * _CONE_PX, 2 * _CONE_PX)
    path = QPainterPath(at)
    path.arcTo(box, start, spread)
    path.closeSubpath()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawPath(path)
    if spread >= 360:
        return
    painter.setPen(QPen(color, 1.5))
    for angle in (start, start + spread):
        edge = QPainterPath()
        edge.arcMoveTo(box, angle)
        painter.drawLine(at, edge.currentPosition())
