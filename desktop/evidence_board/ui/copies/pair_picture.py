"""`PairFrame`: where two copies lie in one common frame, so that the same detail has the same place and size."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from evidence_board.model.copies import PictureDifference, Rect

__all__ = ["PairFrame"]

_MOST_ZOOM = 24.0


@dataclass(frozen=True, slots=True)
class PairFrame:
    """The frame is the picture that shows more, one wide and one high.

    Attributes:
        aspect: width of the frame by its height.
        difference: crop and differing areas, None until they are known.
        mirrored: the second is shown turned round, because it is a mirror image.
        zoom: 1 shows the whole frame.
        centre: of the view, in the frame.
    """

    aspect: float = 4 / 3
    difference: PictureDifference | None = None
    mirrored: bool = False
    zoom: float = 1.0
    centre: tuple[float, float] = (0.5, 0.5)

    def place(self, which: int) -> Rect:
        """Return what part of the frame a picture fills."""
        crop = self.difference.crop if self.difference is not None else None
        if crop is None or crop.which != which:
            return 0.0, 0.0, 1.0, 1.0
        # Parts are named as in the file; a mirror image that shows more is turned.
        return self._turned(crop.part) if self.mirrored and which == 0 else crop.part

    def areas(self, which: int) -> list[Rect]:
        """Return the differing areas of a picture in the frame."""
        if self.difference is None:
            return []
        left, top, width, height = self.place(which)
        found = []
        for pair in self.difference.areas:
            area = self._turned(pair[1]) if self.mirrored and which == 1 else pair[which]
            found.append((left + area[0] * width, top + area[1] * height, area[2] * width, area[3] * height))
        return found

    @staticmethod
    def _turned(rect: Rect) -> Rect:
        return 1 - rect[0] - rect[2], rect[1], rect[2], rect[3]

    def whole(self, box: QRectF) -> QRectF:
        """Return where the frame lies for a box on the screen, at the present zoom."""
        width = min(box.width(), box.height() * self.aspect) * self.zoom
        height = width / self.aspect
        return QRectF(
            box.center().x() - self.centre[0] * width, box.center().y() - self.centre[1] * height, width, height
        )

    def on_screen(self, rect: Rect, box: QRectF) -> QRectF:
        """Return where a part of the frame lies for a box on the screen."""
        whole = self.whole(box)
        return QRectF(
            whole.x() + rect[0] * whole.width(),
            whole.y() + rect[1] * whole.height(),
            rect[2] * whole.width(),
            rect[3] * whole.height(),
        )

    def zoomed(self, factor: float, at: QPointF, box: QRectF) -> tuple[float, tuple[float, float]]:
        """Return zoom and centre after zooming by a factor, the point under the pointer staying where it is."""
        whole = self.whole(box)
        under = (at.x() - whole.x()) / whole.width(), (at.y() - whole.y()) / whole.height()
        zoom = min(max(self.zoom * factor, 1.0), _MOST_ZOOM)
        width = whole.width() / self.zoom * zoom
        off = (at.x() - box.center().x()) / width, (at.y() - box.center().y()) / (width / self.aspect)
        return zoom, self.kept(zoom, (under[0] - off[0], under[1] - off[1]))

    def moved(self, by: QPointF, box: QRectF) -> tuple[float, float]:
        """Return the centre after dragging by some pixels."""
        whole = self.whole(box)
        return self.kept(self.zoom, (self.centre[0] - by.x() / whole.width(), self.centre[1] - by.y() / whole.height()))

    @staticmethod
    def kept(zoom: float, centre: tuple[float, float]) -> tuple[float, float]:
        """Keep the view inside the frame."""
        room = 0.5 / zoom
        return min(max(centre[0], room), 1 - room), min(max(centre[1], room), 1 - room)
