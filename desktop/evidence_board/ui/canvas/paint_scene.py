"""Paints a :class:`~evidence_board.scene.Scene` into a frame."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QPainter

from evidence_board.scene import (
    Circles,
    Icons,
    Images,
    Lines,
    Markers,
    Paths,
    Primitive,
    Rects,
    Scene,
    Sectors,
    Texts,
)
from evidence_board.ui.canvas.frame import Frame
from evidence_board.ui.canvas.label_placer import LabelPlacer
from evidence_board.ui.canvas.label_stamps import FontSource, LabelStamps
from evidence_board.ui.canvas.paint_lines import LinePainter
from evidence_board.ui.canvas.paint_marks import IconSource, ImageSource, MarkPainter
from evidence_board.ui.canvas.paint_shapes import paint_circles, paint_paths, paint_rects, paint_sectors
from evidence_board.ui.canvas.projection import Projection


class ScenePainter:
    """Draws display lists and keeps what can be used again from frame to frame.

    Make one per canvas in the GUI thread; :meth:`paint` then belongs to the painter thread.

    Args:
        images: gives the pixels for a key of ``Images``, or ``None`` while they are not there yet
            (ask for them, then call ``CanvasView.invalidate()``). Called in the painter thread.
        icons: gives ``(name, device_px, color)`` as a square image. Called in the painter thread.
        fonts: gives the font of a ``TextStyle`` with its pixel size; by default the application's.
    """

    def __init__(
        self,
        *,
        images: ImageSource | None = None,
        icons: IconSource | None = None,
        fonts: FontSource | None = None,
    ) -> None:
        self._marks = MarkPainter(images=images, icons=icons)
        self._labels = LabelPlacer(LabelStamps(fonts=fonts))
        self._lines = LinePainter()
        self._stale = False
        self._placed_for: tuple[Scene, Frame] | None = None

    def reset(self) -> None:
        """Forget ready labels, icons and pictures before the next frame (fonts or pictures changed)."""
        self._stale = True

    def paint(self, painter: QPainter, scene: Scene, frame: Frame) -> None:
        """Draw the layers from bottom to top; stops early when the frame is cancelled."""
        if self._stale:
            self._stale = False
            self._marks.clear()
            self._labels.clear()
            self._placed_for = None
        projection = Projection(frame)
        items = [item for _, item in scene if item.visible_at(frame.camera.scale)]
        self._place_labels(items, scene, frame)
        for item in items:
            if frame.cancelled:
                return
            self._paint_item(painter, item, projection)

    def _place_labels(self, items: list[Primitive], scene: Scene, frame: Frame) -> None:
        """Decide where labels go in the whole picture; the part painted first has answered that already."""
        whole = replace(frame, draft=False, spare=False, part=None)
        before, self._placed_for = self._placed_for, None
        if before is None or before[0] is not scene or before[1] != replace(whole, is_cancelled=before[1].is_cancelled):
            self._labels.place(items, Projection(whole))
        if not frame.cancelled:
            self._placed_for = scene, whole

    def _paint_item(self, painter: QPainter, item: Primitive, projection: Projection) -> None:
        match item:
            case Lines():
                self._lines.paint(painter, item, projection)
            case Paths():
                paint_paths(painter, item, projection)
            case Circles():
                paint_circles(painter, item, projection)
            case Sectors():
                paint_sectors(painter, item, projection)
            case Rects():
                paint_rects(painter, item, projection)
            case Markers():
                self._marks.paint_markers(painter, item, projection)
            case Icons():
                self._marks.paint_icons(painter, item, projection)
            case Images():
                self._marks.paint_images(painter, item, projection)
            case Texts():
                self._labels.paint(painter, item, projection)
            case _:
                raise TypeError(f"nothing paints {type(item).__name__}")
