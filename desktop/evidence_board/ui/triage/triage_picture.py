"""`TriagePicture`: one file as large as there is room."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import draw_box, draw_text

__all__ = ["TriagePicture"]

_RADIUS, _ICON = 8, 40


class TriagePicture(QWidget):
    """Draws an image fitted and centred, or an icon and words where there is none."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QImage | None = None
        self._scaled: tuple[int, QSize, QPixmap] | None = None
        self._whole = QSize()
        self._icon, self._words = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def image(self) -> QImage | None:
        """What is drawn."""
        return self._image

    @property
    def words(self) -> str:
        """What is said where there is no picture."""
        return self._words

    def show_image(self, image: QImage, *, whole: QSize) -> None:
        """Draw an image; a small one is enlarged up to the size of the original.

        Args:
            image: upright.
            whole: pixels of the original, empty when not known.
        """
        self._image, self._scaled, self._words, self._icon = image, None, "", ""
        turned = whole.isValid() and (whole.width() > whole.height()) != (image.width() > image.height())
        self._whole = whole.transposed() if turned else whole
        self.update()

    def say(self, icon: str, words: str) -> None:
        """Draw no picture, but an icon and words."""
        self._image, self._scaled, self._icon, self._words = None, None, icon, words
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, or why there is none."""
        painter = QPainter(self)
        if self._image is None:
            self._draw_words(painter)
        else:
            place = self._place(self._image)
            path = QPainterPath()
            path.addRoundedRect(QRectF(place), _RADIUS, _RADIUS)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(path)
            painter.drawPixmap(place, self._pixmap(self._image, place.size()))
        painter.end()

    def _place(self, image: QImage) -> QRect:
        size = self._whole if self._whole.isValid() and not self._whole.isEmpty() else image.size()
        ratio = self.devicePixelRatioF()
        # Never larger than one to one, so that nobody takes blur for detail.
        most = QSize(max(round(size.width() / ratio), 1), max(round(size.height() / ratio), 1))
        fitted = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        if fitted.width() > most.width():
            fitted = most
        place = QRect(0, 0, fitted.width(), fitted.height())
        place.moveCenter(self.rect().center())
        return place

    def _pixmap(self, image: QImage, size: QSize) -> QPixmap:
        wanted = size * self.devicePixelRatioF()
        known = self._scaled
        if known is None or known[0] != image.cacheKey() or known[1] != wanted:
            mode = Qt.TransformationMode.SmoothTransformation
            scaled = QPixmap.fromImage(image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, mode))
            known = self._scaled = (image.cacheKey(), wanted, scaled)
        return known[2]

    def _draw_words(self, painter: QPainter) -> None:
        color = self._theme.color
        tile = QRect(0, 0, 96, 96)
        tile.moveCenter(self.rect().center())
        tile.translate(0, -24)
        draw_box(painter, tile, radius=16, fill=color("pane"))
        if self._icon:
            spot = QRect(0, 0, _ICON, _ICON)
            spot.moveCenter(tile.center())
            draw_icon(painter, self._icon, spot, color("text3"))
        room = QRect(24, tile.bottom() + 16, self.width() - 48, 60)
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        draw_text(painter, room, self._words, font=self._theme.font("body"), colour=color("text2"), align=centre)
