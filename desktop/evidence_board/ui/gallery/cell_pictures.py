"""Thumbnails cut and scaled to the cells of the gallery, kept ready to be drawn."""

from collections import OrderedDict

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPixmap

from evidence_board.ui.thumbnails import Thumbnails

__all__ = ["CellPictures", "cover_part", "fitted_size"]

#: How many pictures are scaled well in one frame; the rest show roughly until the next (0.7 ms each).
_PER_FRAME = 6
_PIXELS = 12_000_000


def cover_part(size: QSize, width: int, height: int) -> QRect:
    """Return the middle part of a picture that has the proportions of a cell."""
    if size.width() * height > size.height() * width:
        part = max(1, size.height() * width // height)
        return QRect((size.width() - part) // 2, 0, part, size.height())
    part = max(1, size.width() * height // width)
    return QRect(0, (size.height() - part) // 2, size.width(), part)


def fitted_size(size: QSize, width: int, height: int) -> QSize:
    """Return the size at which a whole picture fits a room, never enlarged more than twice."""
    fitted = size.scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio)
    return fitted if fitted.width() <= 2 * size.width() else size * 2


class CellPictures:
    """Cuts thumbnails to cells and remembers the latest within a bound of pixels."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        self._thumbnails = thumbnails
        self._made: OrderedDict[tuple[str, int, int, bool], tuple[int, QPixmap]] = OrderedDict()
        self._pixels = 0
        self._left = _PER_FRAME
        #: Whether the last frame had to show a picture roughly.
        self.is_rough = False

    def begin_frame(self, *, everything: bool = False) -> None:
        """Allow so much work for the frame that begins.

        Args:
            everything: no bound, for a picture of the window that must be right at once.
        """
        self._left = 1_000_000 if everything else _PER_FRAME
        self.is_rough = False

    def clear(self) -> None:
        """Forget all; the size of the cells or the look changed."""
        self._made.clear()
        self._pixels = 0

    def draw(self, painter: QPainter, item_id: str, cell: QRect, *, radius: float, edge: QColor, whole: bool) -> bool:
        """Draw the picture of a file into a cell.

        Args:
            painter: where to draw.
            item_id: which file.
            cell: room in logical pixels.
            radius: of the corners.
            edge: colour of the hairline on the picture's edge.
            whole: show all of it, centred, instead of filling the cell.

        Returns:
            Whether there is a picture; if not, it may be on its way.
        """
        ratio = painter.device().devicePixelRatioF()
        key = (item_id, round(cell.width() * ratio), round(cell.height() * ratio), whole)
        known = self._made.get(key)
        # What was cut once stays good after its source fell out of the bounded cache of thumbnails.
        image = self._thumbnails.get(item_id) if known is None else self._thumbnails.peek(item_id)
        if known is not None and (image is None or known[0] == image.cacheKey()):
            self._made.move_to_end(key)
            self._blit(painter, known[1], cell)
        elif image is None:
            return False
        elif self._left > 0:
            self._left -= 1
            pixmap = _make(image, key[1], key[2], ratio, radius, edge, whole=whole)
            self._keep(key, image.cacheKey(), pixmap)
            self._blit(painter, pixmap, cell)
        else:
            self.is_rough = True
            _draw_roughly(painter, image, cell, whole=whole)
        return True

    def _keep(self, key: tuple[str, int, int, bool], image_key: int, pixmap: QPixmap) -> None:
        old = self._made.pop(key, None)
        if old is not None:
            self._pixels -= old[1].width() * old[1].height()
        self._made[key] = (image_key, pixmap)
        self._pixels += pixmap.width() * pixmap.height()
        while self._pixels > _PIXELS and len(self._made) > 1:
            _, (_, gone) = self._made.popitem(last=False)
            self._pixels -= gone.width() * gone.height()

    @staticmethod
    def _blit(painter: QPainter, pixmap: QPixmap, cell: QRect) -> None:
        size = pixmap.deviceIndependentSize()
        x = cell.x() + round((cell.width() - size.width()) / 2)
        y = cell.y() + round((cell.height() - size.height()) / 2)
        painter.drawPixmap(x, y, pixmap)


def _make(image: QImage, width: int, height: int, ratio: float, radius: float, edge: QColor, *, whole: bool) -> QPixmap:
    if whole:
        target = fitted_size(image.size(), width, height)
        part = image
    else:
        target = QSize(width, height)
        part = image.copy(cover_part(image.size(), width, height))
    scaled = part.scaled(target, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    rounded = QImage(target, QImage.Format.Format_ARGB32_Premultiplied)
    rounded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(rounded)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(rounded.rect()), radius * ratio, radius * ratio)
    painter.fillPath(shape, QBrush(scaled))
    painter.setPen(QPen(edge, ratio))
    inset = ratio / 2
    box = QRectF(rounded.rect()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, radius * ratio - inset, radius * ratio - inset)
    painter.end()
    pixmap = QPixmap.fromImage(rounded)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _draw_roughly(painter: QPainter, image: QImage, cell: QRect, *, whole: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    if whole:
        place = QRect(cell.topLeft(), fitted_size(image.size(), cell.width(), cell.height()))
        place.moveCenter(cell.center())
        painter.drawImage(place, image)
    else:
        painter.drawImage(cell, image, cover_part(image.size(), cell.width(), cell.height()))
