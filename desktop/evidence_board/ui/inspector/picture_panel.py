"""`PicturePanel`: the thumbnail of the selected file; a click shows it large."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.ui.gallery.cell_pictures import cover_part
from evidence_board.ui.gallery.item_words import clip_length
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.thumbnails import Thumbnails
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, visual

__all__ = ["PicturePanel"]

_RADIUS, _BADGE, _EDGE = 8, 18, 8
_VEIL, _LIGHT = QColor(12, 15, 19, 190), QColor(255, 255, 255)


class PicturePanel(Clickable):
    """A picture that fills its width; says which of the shown files it is. Pressed, it asks for the preview."""

    def __init__(self, *, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self._thumbnails = thumbnails
        self._item: ItemRow | None = None
        self._place: tuple[int, int] | None = None
        self._share = 0.6
        self._scaled: tuple[int, QSize, QImage] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        thumbnails.ready.connect(self._picture_came)

    def set_item(self, item: ItemRow, place: tuple[int, int] | None) -> None:
        """Show a file.

        Args:
            item: which.
            place: (number, of how many) among the files that pass the filter, None if it does not pass.
        """
        self._item, self._place = item, place
        self.describe(tr("{ref}, show large", ref=item.ref), key=tr("Space"))
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Be lower in a small window."""
        self._share = 0.5 if compact else 0.6
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return a height of 5:3, or 2:1 in a small window."""
        return round(width * self._share)

    def sizeHint(self) -> QSize:
        """Return the size in the design."""
        return QSize(280, self.heightForWidth(280))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the middle of the picture, or a tile with an icon, and the badges."""
        if self._item is None:
            return
        painter = QPainter(self)
        image = self._thumbnails.get(self._item.id)
        if image is None:
            self._draw_tile(painter)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
            brush = QBrush(self._fitted(image))
            ratio = self.devicePixelRatioF()
            transform = brush.transform()
            transform.scale(1 / ratio, 1 / ratio)
            brush.setTransform(transform)
            painter.fillPath(shape, brush)
        if self._item.duration_s is not None:
            self._draw_badge(painter, clip_length(self._item.duration_s), icon="play", at_end=True)
        if self._place is not None:
            words = tr("{n} of {total}", n=number(self._place[0]), total=number(self._place[1]))
            self._draw_badge(painter, words)
        painter.end()

    def _fitted(self, image: QImage) -> QImage:
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        known = self._scaled
        if known is None or known[0] != image.cacheKey() or known[1] != size:
            part = image.copy(cover_part(image.size(), size.width(), size.height()))
            smooth = Qt.TransformationMode.SmoothTransformation
            known = (
                image.cacheKey(),
                size,
                part.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth),
            )
            self._scaled = known
        return known[2]

    def _draw_tile(self, painter: QPainter) -> None:
        draw_box(painter, self.rect(), radius=_RADIUS, fill=self.theme.color("sunken"))
        if self._item is not None and self._thumbnails.has_none(self._item.id):
            icons = {"video": "file-video", "file": "file-text"}
            spot = QRect(0, 0, 24, 24)
            spot.moveCenter(self.rect().center())
            draw_icon(painter, icons.get(self._item.kind, "image-off"), spot, self.theme.color("text3"))

    def _draw_badge(self, painter: QPainter, words: str, *, icon: str = "", at_end: bool = False) -> None:
        font = self.theme.font("small", tabular=True, weight=600)
        height = self.theme.pixels(_BADGE)
        mark = 14 if icon else 0
        text = round(self.theme.metrics("small", tabular=True, weight=600).horizontalAdvance(words)) + 1
        width = text + mark + 12
        x = self.width() - _EDGE - width if at_end else _EDGE
        box = visual(self, QRect(x, self.height() - _EDGE - height, width, height))
        draw_box(painter, box, radius=4, fill=_VEIL)
        if icon:
            draw_icon(painter, icon, QRect(box.x() + 6, box.y() + (height - 11) // 2, 11, 11), _LIGHT, stroke=2.2)
        room = box.adjusted(6 + mark, 0, -6, 0)
        draw_text(painter, room, words, font=font, colour=_LIGHT, align=Qt.AlignmentFlag.AlignLeft)

    def _picture_came(self, item_ids: set[str]) -> None:
        if self._item is not None and self._item.id in item_ids:
            self.update()
